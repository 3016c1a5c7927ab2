// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A graph laid out for running: steps in an order that fits the edges, child graphs laid out in place. A
// launch that is under way keeps its program; a program that changes meanwhile is copied first.
#ifndef LORCHA_CORE_GRAPHPROGRAM_H
#define LORCHA_CORE_GRAPHPROGRAM_H

#include "core/Graph.h"
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace lorcha::runtime {

/// One node. A child node has two steps that do nothing, around those of its graph.
struct GraphStep {
  SharedWork Work;
  uint32_t FirstNext, NextCount; ///< steps behind it, in GraphSection::Next
  uint32_t WaitsFor;             ///< steps before it
  uint32_t FirstBody, BodyCount; ///< sections of a conditional node, in GraphProgram::Bodies
  bool IsEnabled;
};

/// Steps that are run together: those of the graph, or of one body of a conditional node.
struct GraphSection {
  std::vector<GraphStep> Steps; ///< each behind all that it waits for
  std::vector<uint32_t> Next;
  bool HasBranches = false;  ///< some steps need not wait for each other
  bool HasHostSteps = false; ///< functions of the host, in this section itself
};

/// What hinders an instantiation.
enum class GraphFault { None, Cycle, UnsupportedNode, SeveralDevices, UnusedConditionalValue };

class GraphProgram {
public:
  /// Where the step of a node is.
  struct Place {
    uint32_t Section, Step;
  };
  using PlaceMap = std::unordered_map<uint64_t, Place>; ///< by the number of the node

  /// Lays a graph out. The fault tells what is wrong when the result is not Success; Culprit is a node that
  /// has to do with it, or null.
  Status build(const Graph &From, PlaceMap &Places, GraphFault &Fault, GraphNode *&Culprit);
  /// The graph as steps of a new graph, for a launch that is captured.
  Status toGraph(Graph &Into) const;

  std::vector<GraphSection> Sections; ///< the first is the graph itself
  std::vector<uint32_t> Bodies;       ///< numbers of sections
  /// Values that each launch sets to their default first, and all values.
  std::vector<std::shared_ptr<ConditionalValue>> Defaults, Values;
  bool HasMemory = false, HasEvents = false; ///< steps of these kinds
  /// Whether a launch needs the host: between steps (functions, conditions, copies between devices), or at
  /// its end, because memory goes with it.
  bool needsHost(const Device &On) const;
  /// Whether a step has to do with the device.
  bool uses(const Device &On) const;

private:
  class Builder;
};

} // namespace lorcha::runtime

#endif
