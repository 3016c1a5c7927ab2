// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs that are ready to run: a program, and how the program's nodes find their steps in it.
#ifndef LORCHA_CORE_EXECUTABLEGRAPH_H
#define LORCHA_CORE_EXECUTABLEGRAPH_H

#include "core/Flag.h"
#include "core/GraphProgram.h"
#include "core/GraphRun.h"
#include <atomic>
#include <memory>
#include <mutex>

namespace lorcha::runtime {

/// How an update ended.
enum class GraphUpdate {
  Done,
  TopologyChanged,
  KindChanged,
  FunctionChanged,
  ParametersChanged,
  NotSupported,
};

/// Thread-safe.
class ExecutableGraph : public std::enable_shared_from_this<ExecutableGraph> {
public:
  /// What an instantiation is told, and what it tells.
  struct Options {
    unsigned long long Flags = 0; ///< as given to the API
    bool FreesOnLaunch = false;   ///< a launch frees first what an earlier one has allocated and nobody freed
    bool IsForDevice = false;     ///< device code may launch it
  };
  struct Fault {
    GraphFault What = GraphFault::None;
    GraphNode *Where = nullptr;
  };
  /// Entered into the handle table. InvalidValue if the graph has memory nodes and an instance.
  /// NotSupported if device code cannot launch it, but shall.
  static Status make(Graph &From, const Options &How, std::shared_ptr<ExecutableGraph> &Result, Fault &Why);

  unsigned long long flags() const { return How.Flags; }
  /// Whether a step has to do with the device.
  bool uses(const Device &On) const;
  /// To be called before device code launches it for the first time; a launch does the same.
  void upload() { IsUploaded.store(true, std::memory_order_relaxed); }
  bool isReadyForDevice() const { return How.IsForDevice && IsUploaded.load(std::memory_order_relaxed); }
  /// Puts a run into the stream; into a stream that is captured, a child graph. Runs of one executable graph
  /// never overlap. InvalidValue if memory would be allocated twice, or freed that does not live.
  Status launch(Stream &On);
  /// Runs it on this thread, for device code. InvalidValue if it is running. A failure
  /// of the run is the device's, too. What its own device code puts
  /// behind it is left to the caller.
  Status runInside(GraphScope &Scope);

  /// The work of a node in later launches; Node is of the graph that this was made from, and may be gone.
  /// InvalidValue if it is not, or the kind or what must stay is another.
  Status setWork(uint64_t Node, SharedWork New);
  /// The same with the graph of a child node.
  Status setChild(const GraphNode &Node, const Graph &Child);
  /// Steps that are off do nothing. InvalidValue if the node is none that can be switched off.
  Status setEnabled(uint64_t Node, bool IsEnabled);
  Status isEnabled(uint64_t Node, bool &Result) const;
  /// Null if there is no such node.
  SharedWork work(uint64_t Node) const;

  /// Takes over all parameters from a graph of the same shape. Node and FromNode tell where it failed; then
  /// nothing has changed.
  GraphUpdate update(const Graph &From, GraphNode *&Node, GraphNode *&FromNode);

private:
  /// A graph's nodes in their order, and which of them each depends on.
  struct Shape {
    struct Node {
      uint64_t Id;
      NodeKind Kind;
      std::vector<uint32_t> Before; ///< rising
      std::vector<Shape> Inner;
    };
    std::vector<Node> Nodes;
    explicit Shape(const Graph &Of);
  };
  using Changes = std::vector<std::pair<uint64_t, SharedWork>>;

  class LaunchOperation;

  ExecutableGraph() = default;
  const GraphStep *findStep(uint64_t Node) const;
  /// The program, for changes: a copy if a launch still uses it. Mutex is held.
  GraphProgram &changeable();
  GraphUpdate compare(const Shape &Old, const Graph &New, Changes &Found, GraphNode *&Node,
                      GraphNode *&FromNode) const;
  void apply(const Changes &Found);
  Status takeMemory();
  /// What the events of the program have to do with a launch: waits for their last marks, and new marks.
  void addEvents(LaunchOperation &Work) const;
  std::vector<Marker> earlierUses(const Stream &On) const;
  void noteUse(const Marker &Place);

  Options How;
  std::unique_ptr<Shape> Origin;
  GraphProgram::PlaceMap Places;
  UserObjectRefs UserObjects;
  std::atomic<bool> IsUploaded{false};
  ExchangedFlag IsRunning{false};
  mutable std::mutex Mutex; ///< guards what follows; held while a launch is put into a stream
  std::shared_ptr<GraphProgram> Program;
  std::shared_ptr<GraphRunState> State;
  Marker Last; ///< the last launch
};

} // namespace lorcha::runtime

#endif
