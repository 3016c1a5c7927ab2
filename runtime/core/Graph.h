// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs of work: nodes and the edges between them. A graph is a description; ExecutableGraph runs it.
//
// As in CUDA a graph is not thread-safe: one thread at a time uses a graph and the graphs inside its nodes.
#ifndef LORCHA_CORE_GRAPH_H
#define LORCHA_CORE_GRAPH_H

#include "core/NodeWork.h"
#include "core/UserObject.h"
#include <map>
#include <memory>
#include <vector>

namespace lorcha::runtime {

class Graph;
class GraphNode;

/// What an edge is, besides an order. Only edges between kernels may be more than 0: then the later one could
/// begin before the earlier one has ended, which no backend makes use of.
struct EdgeKind {
  unsigned char FromPort = 0, ToPort = 0, Type = 0, Unused[5] = {}; ///< laid out as the API's edge data
  bool isPlain() const { return !FromPort && !ToPort && !Type; }
  bool operator==(const EdgeKind &Other) const {
    return FromPort == Other.FromPort && ToPort == Other.ToPort && Type == Other.Type;
  }
};

/// A node that another one depends on, or that depends on it.
struct GraphEdge {
  GraphNode *Other;
  EdgeKind Kind;
};

/// Owned by its graph and the handle table.
class GraphNode {
public:
  GraphNode(Graph &In, uint64_t Id, SharedWork Work) : In(In), Id(Id), Work(std::move(Work)) {}

  Graph &graph() const { return In; }
  /// The number of the node, unique in the process.
  uint64_t id() const { return Id; }
  NodeKind kind() const { return kindOf(*Work); }
  const SharedWork &work() const { return Work; }
  /// Null if the node is of another kind.
  template <class WorkT> const WorkT *as() const { return std::get_if<WorkT>(Work.get()); }
  /// Other parameters; the kind stays.
  void setWork(SharedWork New) { Work = std::move(New); }

  const std::vector<GraphEdge> &dependencies() const { return Before; }
  const std::vector<GraphEdge> &dependents() const { return After; }
  /// The graph of a child node, the bodies of a conditional one.
  std::vector<std::shared_ptr<Graph>> Inner;
  /// The same as a list for the program, of a conditional node.
  Graph **innerList() { return InnerList.data(); }

private:
  friend class Graph;
  std::vector<Graph *> InnerList;
  Graph &In;
  const uint64_t Id;
  SharedWork Work;
  std::vector<GraphEdge> Before, After;
};

/// A dependency of a node that is about to be added.
struct Dependency {
  GraphNode *On;
  EdgeKind Kind;
};

class Graph : public std::enable_shared_from_this<Graph> {
public:
  /// Entered into the handle table.
  static std::shared_ptr<Graph> make();
  ~Graph();
  Graph(const Graph &) = delete;
  Graph &operator=(const Graph &) = delete;

  /// In the order in which they were added.
  const std::vector<std::shared_ptr<GraphNode>> &nodes() const { return Nodes; }
  /// Adds a node behind others of this graph. InvalidValue if one is of another graph, named twice, or the
  /// kind of an edge does not fit. For nodes without inner graphs that are no memory nodes.
  Status add(SharedWork Work, const std::vector<Dependency> &Behind, GraphNode *&Result);
  /// Allocates memory, in the place of what a node before it frees if that will do.
  Status addAllocation(Device &On, size_t Bytes, const std::vector<Dependency> &Behind, GraphNode *&Result);
  /// Frees what an allocation node of this graph or another one allocates. InvalidValue if something else
  /// frees it or Address is no such memory.
  Status addRelease(void *Address, const std::vector<Dependency> &Behind, GraphNode *&Result);
  /// Takes out a node and its edges. NotSupported if the graph has memory nodes.
  Status remove(GraphNode &Old);

  /// InvalidValue if there is such an edge already, or From == To, or the kind does not fit.
  Status addEdge(GraphNode &From, GraphNode &To, EdgeKind Kind);
  /// InvalidValue if there is no such edge; NotSupported if the graph has memory nodes.
  Status removeEdge(GraphNode &From, GraphNode &To, EdgeKind Kind);

  /// A copy with copies of all inner graphs. NotSupported if there are memory nodes.
  Status clone(std::shared_ptr<Graph> &Result) const;
  /// The copy of a node of the graph that this one was cloned from; null if there is none.
  GraphNode *findCopyOf(const GraphNode &Original) const;
  /// Adds a node that has a copy of Child inside. NotSupported if Child has memory nodes.
  Status addChild(const Graph &Child, const std::vector<Dependency> &Behind, GraphNode *&Result);
  /// Adds a conditional node with Count empty bodies.
  Status addConditional(ConditionalWork Work, unsigned Count, const std::vector<Dependency> &Behind,
                        GraphNode *&Result);

  /// Nodes so that each comes behind all that it depends on; false if the edges form a cycle. Chains are kept
  /// together where that goes.
  bool sort(std::vector<GraphNode *> &Result) const;
  bool hasMemoryNodes() const;
  /// Whether a node, of inner graphs as well, has to do with the device.
  bool uses(const Device &On) const;
  /// Whether there is a way along edges from one node to another of this graph, or they are the same.
  static bool isBehind(const GraphNode &Later, const GraphNode &Earlier);

  /// Values for conditional nodes that were made for this graph.
  std::vector<std::shared_ptr<ConditionalValue>> Values;
  /// The value with that handle, of this graph or one around it; null if there is none.
  std::shared_ptr<ConditionalValue> findValue(unsigned long long Handle) const;
  UserObjectRefs UserObjects;
  GraphNode *Outer = nullptr;   ///< the node whose inner graph this is; null for graphs of the program
  std::weak_ptr<void> Instance; ///< with memory nodes: the executable graph, of which there may be one only

private:
  Graph() = default;
  Status checkEdge(const GraphNode &From, const GraphNode &To, EdgeKind Kind) const;
  Status checkDependencies(NodeKind Kind, const std::vector<Dependency> &Behind) const;
  GraphNode &append(SharedWork Work, const std::vector<Dependency> &Behind);
  void forget(GraphNode &Old);

  std::vector<std::shared_ptr<GraphNode>> Nodes;
  std::map<uint64_t, GraphNode *> Copies; ///< by the number of the original
};

} // namespace lorcha::runtime

#endif
