// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device code launches: kernels and graphs. They are done when the call returns, which is one of the
// orders that CUDA allows, or put behind the grid that launches them, or behind the graph that it belongs to.
#ifndef LORCHA_CORE_DEVICELAUNCH_H
#define LORCHA_CORE_DEVICELAUNCH_H

#include "core/Launch.h"
#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime {

class ExecutableGraph;

/// What is to run behind something, in the order in which it was put there. Thread-safe.
template <class WorkT> class TailList {
public:
  void put(WorkT Next) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Work.push_back(std::move(Next));
  }
  /// Moves all to the end of the list, the first one last.
  void take(std::vector<WorkT> &Into) {
    std::lock_guard<std::mutex> Lock(Mutex);
    std::move(Work.rbegin(), Work.rend(), std::back_inserter(Into));
    Work.clear();
  }
  /// Once nobody puts anything there any more.
  bool isEmpty() const { return Work.empty(); }

private:
  std::mutex Mutex; ///< guards Work
  std::vector<WorkT> Work;
};

/// One run of an executable graph, as the device code in it sees it. Thread-safe.
class GraphScope {
public:
  GraphScope(ExecutableGraph &Running, Stream &On) : Running(Running), On(On) {}

  ExecutableGraph &graph() const { return Running; }
  Stream &stream() const { return On; }
  /// Runs the tails, each followed by what its own device code puts behind it.
  Status runTails();

  TailList<std::shared_ptr<ExecutableGraph>> Tails; ///< for when this run is over

private:
  ExecutableGraph &Running;
  Stream &On;
};

/// One grid, as its device code sees it. Thread-safe.
class GridScope {
public:
  GridScope(Device &On, GraphScope *Graph) : On(On), Graph(Graph) {}

  Device &device() const { return On; }
  /// The run of a graph that the grid belongs to; null if there is none.
  GraphScope *graph() const { return Graph; }

  TailList<std::unique_ptr<const PreparedLaunch>> Tails; ///< for when this grid is done

private:
  Device &On;
  GraphScope *const Graph;
};

/// The grid whose device code this host thread runs; null outside of device code. Backends whose kernels can
/// call entry points say which it is. Its device is the thread's current one meanwhile.
GridScope *currentGrid();
void setCurrentGrid(GridScope *Grid);
inline bool isInKernel() { return currentGrid() != nullptr; }

/// When what device code launches is run.
enum class LaunchTime {
  AtOnce, ///< before the call returns, so after all that was launched before
  Behind, ///< when what launches it is over: the grid in which a kernel is launched, the graph for a graph
};

/// A launch of a kernel in device code, on the device that runs it.
Status launchFromKernel(KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args, LaunchTime When);
/// A launch of a graph in device code. InvalidValue if the grid belongs to no graph, if the graph has not
/// been made for it or not been uploaded, or if it is running.
Status launchFromKernel(const std::shared_ptr<ExecutableGraph> &Graph, LaunchTime When);

} // namespace lorcha::runtime

#endif
