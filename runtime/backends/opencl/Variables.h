// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The program's variables on one device: a block of memory per module, made with the initial values when it
// is first used. Managed variables live in the host's variable; the block has a copy while kernels run.
#ifndef LORCHA_OPENCL_VARIABLES_H
#define LORCHA_OPENCL_VARIABLES_H

#include "backends/opencl/AddressSpace.h"
#include "core/Backend.h"
#include "core/DeviceModules.h"
#include <map>
#include <mutex>

namespace lorcha::runtime::opencl {

class OpenClDevice;

/// Thread-safe.
class VariableBlocks {
public:
  explicit VariableBlocks(OpenClDevice &On) : On(On) {}

  /// The module's block; null with a status if there is no room for it.
  const HiddenBlock *find(const DeviceModule &Program, Status &Result);
  /// The address on the device of something in a managed variable, whose module is told; Host itself if it is
  /// in none.
  const void *translate(const void *Host, const DeviceModule *&Program, Status &Result);
  /// Before a kernel of the module is submitted: the block gets the host's values of managed variables.
  /// HasEffect becomes true if there are any.
  cl_int handOver(Queue &To, const DeviceModule &Program, uint64_t Ticket, bool &HasEffect);
  /// The queue's work up to the ticket is done: the host gets the values of managed variables back.
  cl_int takeBack(Queue &From, uint64_t Ticket);
  /// Waits until the host's variable that the bytes are part of, if any, has its value again.
  Status reclaim(const void *Host);

  void forget(const DeviceModule &Program);
  void clear();

private:
  struct User {
    Queue *On;
    uint64_t Ticket;
  };
  struct ModuleBlock {
    HiddenBlock Block;
    bool HasManaged = false;
    std::vector<User>
        Users; ///< whose work may change managed variables; the host's are old while there are any
  };
  Status fill(const DeviceModule &Program, ModuleBlock &New);

  OpenClDevice &On;
  std::mutex Mutex; ///< guards Blocks
  std::map<const DeviceModule *, ModuleBlock> Blocks;
};

} // namespace lorcha::runtime::opencl

#endif
