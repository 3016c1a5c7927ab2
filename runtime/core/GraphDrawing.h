// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs as text that Graphviz draws.
#ifndef LORCHA_CORE_GRAPHDRAWING_H
#define LORCHA_CORE_GRAPHDRAWING_H

#include "core/Graph.h"
#include <string>

namespace lorcha::runtime {

/// What a drawing tells of the nodes, besides their kind.
struct DrawingDetail {
  bool Kernels = false, Copies = false, Fills = false, HostFunctions = false, Events = false;
  bool Attributes = false; ///< of kernels
  bool Conditions = false;
  bool Handles = false;
};

/// In the DOT language: a node for each node, numbered in their order, inner graphs as clusters.
std::string drawGraph(const Graph &Drawn, const DrawingDetail &Detail);

} // namespace lorcha::runtime

#endif
