// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The arguments of one OpenCL kernel object. Remembers small values, so that a launch that repeats the last
// one asks nothing of the driver.
#ifndef LORCHA_OPENCL_ARGUMENTS_H
#define LORCHA_OPENCL_ARGUMENTS_H

#include "backends/opencl/Functions.h"
#include <cstdint>
#include <vector>

namespace lorcha::runtime::opencl {

/// Not thread-safe: whoever sets arguments and enqueues holds the kernel's lock. The functions take the next
/// argument each; once one has failed, the rest do nothing.
class Arguments {
public:
  explicit Arguments(cl_kernel Kernel) : Kernel(Kernel) {}

  /// Goes to an argument, the first to begin with, and forgets failures.
  void begin(cl_uint At = 0) {
    Next = At;
    Failure = CL_SUCCESS;
  }
  cl_uint position() const { return Next; }
  void addValue(const void *Value, size_t Bytes);
  void addUint(uint32_t Value) { addValue(&Value, sizeof(Value)); }
  /// Local memory of that size, not 0.
  void addLocal(size_t Bytes);
  /// A buffer, or null. Identity is different for buffers that had the same handle one after the other.
  void addBuffer(cl_mem Buffer, uint64_t Identity);
  /// A pointer that Set(kernel, index, pointer) sets. Generation changes when memory is made or released:
  /// drivers keep what they know of the memory that a pointer pointed to when it was set.
  template <class SetT> void addPointer(const void *Pointer, uint64_t Generation, SetT Set) {
    struct {
      const void *Pointer;
      uint64_t Generation;
    } Both = {Pointer, Generation};
    if (!isKnown(&Both, sizeof(Both), KindPointer))
      finish(Set(Kernel, Next, Pointer));
  }
  /// Runs Tell(kernel), which tells the driver what kernels may follow addresses to, unless the kernel has
  /// been told the same already: Generation, not 0, changes with it.
  template <class TellT> void addReach(uint64_t Generation, TellT Tell) {
    if (Failure != CL_SUCCESS || Generation == Reach)
      return;
    Failure = Tell(Kernel);
    Reach = Failure == CL_SUCCESS ? Generation : 0;
  }
  /// Something else that the launch needs went wrong, or (CL_SUCCESS) did not.
  void noteFailure(cl_int Code) {
    if (Failure == CL_SUCCESS)
      Failure = Code;
  }
  cl_kernel kernel() const { return Kernel; }
  /// CL_SUCCESS, or why an argument was not taken.
  cl_int failure() const { return Failure; }

private:
  enum SlotKind : uint8_t { KindNone, KindValue, KindLocal, KindBuffer, KindPointer };
  struct Slot {
    SlotKind Kind = KindNone;
    uint8_t Bytes = 0;
    unsigned char Value[16];
  };
  /// Whether the next argument is this already; then it is passed over. Else it is noted.
  bool isKnown(const void *Value, size_t Bytes, SlotKind Kind);
  /// Notes how setting the next argument ended and goes on.
  void finish(cl_int Code);

  cl_kernel Kernel;
  cl_uint Next = 0;
  cl_int Failure = CL_SUCCESS;
  uint64_t Reach = 0; ///< generation of what the driver was told last; 0 for nothing
  std::vector<Slot> Slots;
};

} // namespace lorcha::runtime::opencl

#endif
