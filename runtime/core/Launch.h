// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a kernel launch in the program to an operation in a stream: checks, argument copies, and the
// configuration stack behind k<<<...>>>.
#ifndef LORCHA_CORE_LAUNCH_H
#define LORCHA_CORE_LAUNCH_H

#include "core/Backend.h"
#include "core/Kernels.h"
#include "core/Status.h"
#include "core/Stream.h"
#include <cstddef>
#include <new>

namespace lorcha::runtime {

class GraphScope;

/// The grid of one launch.
struct LaunchShape {
  dim3 Grid;
  dim3 Block;
  size_t SharedBytes = 0;
  bool Cooperative = false;
};

/// What the program put into <<<...>>>.
struct LaunchConfiguration {
  LaunchShape Shape;
  LorchaStream *Stream = nullptr;
};

/// Host threads keep a stack of configurations, because the arguments of one launch may make another.
void pushConfiguration(const LaunchConfiguration &New);
/// False if none was pushed.
bool popConfiguration(LaunchConfiguration &Top);

/// What the device says to the shape, in the order in which CUDA checks: Success if it can be launched.
Status checkShape(const Device &On, const KernelEntry &Kernel, const LaunchShape &Shape);

/// A launch that has been checked and prepared, with a copy of its arguments. The copies lie in one block of
/// memory, each at its alignment, behind a table of pointers to them.
class PreparedLaunch {
public:
  /// Takes a request that the device has prepared; its Args are copied.
  explicit PreparedLaunch(LaunchRequest &&Prepared);
  ~PreparedLaunch();
  PreparedLaunch(const PreparedLaunch &) = delete;
  PreparedLaunch &operator=(const PreparedLaunch &) = delete;

  const LaunchRequest &request() const { return Request; }
  /// Does the launch, and what its device code has put behind it, or submits it to the queue. Any number of
  /// times. Graph: the run of a graph that it belongs to, or null.
  Status run(Device &On, BackendQueue *Queue, GraphScope *Graph) const;

private:
  Status runGrid(Device &On, BackendQueue *Queue, GridScope &Grid) const;
  void copyArguments(void *const *Args);
  __attribute__((cold, noinline)) Status runTraced(Device &On, BackendQueue *Queue, GridScope &Grid) const;

  LaunchRequest Request;
  char *Storage;
  std::align_val_t StorageAlignment{alignof(std::max_align_t)};
  alignas(std::max_align_t) char Inline[192];
};

/// Checks the launch and has the device prepare it.
Status prepareLaunch(Device &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args,
                     LaunchRequest &Result);

/// Checks, copies the arguments and puts the launch into the stream. Args has one pointer per parameter.
Status launchKernel(Stream &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args);

} // namespace lorcha::runtime

#endif
