// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stacks for fibers: address space that is committed page by page when touched, with a guard page below each
// stack.
#ifndef LORCHA_CPU_STACKS_H
#define LORCHA_CPU_STACKS_H

#include <cstddef>
#include <utility>

namespace lorcha::runtime::cpu {

/// A run of equally large stacks from one mapping. Not thread-safe.
class StackSlab {
public:
  /// Throws std::bad_alloc if there is no address space left. Guard pages are left out once the process has
  /// so many that the kernel's limit on mappings comes near.
  StackSlab(unsigned Count, size_t StackBytes);
  ~StackSlab();
  StackSlab(StackSlab &&Other) noexcept
      : Memory(std::exchange(Other.Memory, nullptr)), Count(Other.Count), StackBytes(Other.StackBytes),
        Guards(std::exchange(Other.Guards, 0)) {}
  StackSlab &operator=(StackSlab &&) = delete;

  unsigned count() const { return Count; }
  size_t stackBytes() const { return StackBytes; }
  /// Lowest usable address of a stack.
  char *bottom(unsigned Index) const;

private:
  char *Memory;
  unsigned Count;
  size_t StackBytes;
  unsigned Guards = 0;
};

/// Rounded up to pages, and never less than what library code needs.
size_t usableStackBytes(size_t Wanted);

} // namespace lorcha::runtime::cpu

#endif
