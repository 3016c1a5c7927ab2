// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The DOT language: nodes with labels, edges, clusters.
#include "core/GraphDrawing.h"
#include "core/Device.h"
#include <fmt/format.h>
#include <iterator>
#include <unordered_map>

namespace lorcha::runtime {

namespace {
class Drawing {
public:
  explicit Drawing(const DrawingDetail &Detail) : Detail(Detail) {}

  std::string draw(const Graph &Drawn) {
    Text = "digraph graph_1 {\n  node [shape=box];\n";
    drawInside(Drawn, "graph_1");
    Text += "}\n";
    return std::move(Text);
  }

private:
  template <class... ArgTs> void print(fmt::format_string<ArgTs...> Format, ArgTs &&...Args) {
    fmt::format_to(std::back_inserter(Text), Format, std::forward<ArgTs>(Args)...);
  }

  static const char *nameOf(NodeKind Kind) {
    switch (Kind) {
    case NodeKind::Empty:
      return "EMPTY";
    case NodeKind::Kernel:
      return "KERNEL";
    case NodeKind::Copy:
      return "MEMCPY";
    case NodeKind::Fill:
      return "MEMSET";
    case NodeKind::Host:
      return "HOST";
    case NodeKind::Child:
      return "GRAPH";
    case NodeKind::Wait:
      return "EVENT_WAIT";
    case NodeKind::Record:
      return "EVENT_RECORD";
    case NodeKind::Allocate:
      return "MEM_ALLOC";
    case NodeKind::Release:
      return "MEM_FREE";
    case NodeKind::Conditional:
      return "CONDITIONAL";
    }
    return "";
  }

  void describe(const EmptyWork &) {}
  void describe(const ChildWork &) {}
  void describe(const KernelWork &Work) {
    const LaunchRequest &Request = Work.Launch->request();
    print("\\n{}", Request.Kernel->Info->Name);
    if (Detail.Kernels)
      print("\\n<<<({},{},{}), ({},{},{}), {}>>>", Request.Grid.x, Request.Grid.y, Request.Grid.z,
            Request.Block.x, Request.Block.y, Request.Block.z, Request.SharedBytes);
    if (Detail.Attributes && Request.Cooperative)
      print("\\ncooperative");
  }
  void describe(const CopyWork &Work) {
    if (Detail.Copies)
      print("\\n{} <- {}\\n{} x {} x {}", static_cast<void *>(Work.Box.To.address()),
            static_cast<void *>(Work.Box.From.address()), Work.Box.Width, Work.Box.Height, Work.Box.Depth);
  }
  void describe(const FillWork &Work) {
    const FillRequest &Request = Work.Request;
    if (Detail.Fills)
      print("\\n{} = {:#x}\\n{} x {} bytes, elements of {}", Request.To, Request.Value, Request.Width,
            Request.Height, Request.ElementBytes);
  }
  void describe(const HostWork &Work) {
    if (Detail.HostFunctions)
      print("\\n{}({})", reinterpret_cast<void *>(Work.Function), Work.Data);
  }
  void describe(const WaitWork &Work) { describeEvent(*Work.Mark); }
  void describe(const RecordWork &Work) { describeEvent(*Work.Mark); }
  void describeEvent(const Event &Mark) {
    if (Detail.Events)
      print("\\nevent {}", static_cast<const void *>(&Mark));
  }
  void describe(const AllocateWork &Work) {
    print("\\n{}, {} bytes", Work.Memory->address(), Work.Memory->bytes());
  }
  void describe(const ReleaseWork &Work) { print("\\n{}", Work.Memory->address()); }
  void describe(const ConditionalWork &Work) {
    static constexpr const char *Names[] = {"IF", "WHILE", "SWITCH"};
    print("\\n{}", Names[static_cast<int>(Work.Kind)]);
    if (Detail.Conditions)
      print("\\nvalue {}, default {}", Work.Value->Place, Work.Value->Default);
  }

  /// Nodes and edges of a graph; Prefix makes their names unique.
  void drawInside(const Graph &Drawn, const std::string &Prefix) {
    std::unordered_map<const GraphNode *, size_t> Index;
    for (const std::shared_ptr<GraphNode> &Each : Drawn.nodes()) {
      size_t Number = Index.size();
      Index[Each.get()] = Number;
      print("  \"{}_node_{}\" [label=\"{}\\n{}", Prefix, Number, Number, nameOf(Each->kind()));
      std::visit([this](const auto &Work) { describe(Work); }, *Each->work());
      if (Detail.Handles)
        print("\\nhandle {}", static_cast<const void *>(Each.get()));
      print("\"];\n");
      for (size_t Inner = 0; Inner < Each->Inner.size(); ++Inner)
        drawCluster(*Each->Inner[Inner], fmt::format("{}_node_{}_graph_{}", Prefix, Number, Inner));
    }
    for (const std::shared_ptr<GraphNode> &From : Drawn.nodes())
      for (const GraphEdge &Edge : From->dependents())
        print("  \"{}_node_{}\" -> \"{}_node_{}\"{};\n", Prefix, Index[From.get()], Prefix, Index[Edge.Other],
              Edge.Kind.isPlain() ? "" : " [style=dashed]");
  }

  void drawCluster(const Graph &Drawn, const std::string &Prefix) {
    print("  subgraph \"cluster_{}\" {{\n", Prefix);
    drawInside(Drawn, Prefix);
    print("  }}\n");
  }

  const DrawingDetail &Detail;
  std::string Text;
};
} // namespace

std::string drawGraph(const Graph &Drawn, const DrawingDetail &Detail) { return Drawing(Detail).draw(Drawn); }

} // namespace lorcha::runtime
