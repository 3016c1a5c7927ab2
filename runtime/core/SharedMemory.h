// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory that several processes map: a file in memory without a name, which is gone when the last of them is.
// Others reach it through /proc as long as the process that made it has it open, so both must be of one user
// and see each other's numbers.
#ifndef LORCHA_CORE_SHAREDMEMORY_H
#define LORCHA_CORE_SHAREDMEMORY_H

#include "core/Status.h"
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

namespace lorcha::runtime {

/// What another process needs to map a part of the memory. Plain bytes: programs send it over.
struct SharedMemoryName {
  uint32_t Magic;  ///< says what it is a name of
  int32_t Process; ///< that made it
  int32_t File;    ///< its number there
  uint32_t Shift;  ///< where the memory begins in the file
  uint64_t Inode;  ///< of the file: numbers are used again
  uint64_t Mapped; ///< bytes of the file: whole pages
  uint64_t Bytes;  ///< of the memory
};
static_assert(std::is_trivially_copyable_v<SharedMemoryName>);

/// A file in memory. Owns it: when this goes, nobody can find the memory any more; those who have it keep it.
class SharedMemory {
public:
  static constexpr size_t PageBytes = 4096;
  static size_t roundedUp(size_t Bytes) { return (Bytes + PageBytes - 1) & ~(PageBytes - 1); }

  /// Zeroes, whole pages. Null if the system has no room.
  static std::unique_ptr<SharedMemory> make(size_t Bytes);
  ~SharedMemory();
  SharedMemory(const SharedMemory &) = delete;
  SharedMemory &operator=(const SharedMemory &) = delete;

  /// Maps all of it; in place of what is there if At is not null. Null on failure.
  void *map(void *At = nullptr) const;
  SharedMemoryName name(uint32_t Magic) const;

private:
  SharedMemory(int File, size_t Bytes) : File(File), Bytes(Bytes) {}
  int File;
  size_t Bytes;
};

/// Maps memory of any process; *Result is where it begins. MapFailed if it is not there any more, or not to
/// be reached.
Status mapShared(const SharedMemoryName &Name, void **Result);
/// Takes the mapping back.
void unmapShared(const SharedMemoryName &Name, void *Memory);

/// Whether a process with that number is alive.
bool isProcessAlive(int32_t Process);

} // namespace lorcha::runtime

#endif
