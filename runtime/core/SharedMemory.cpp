// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memfd_create, and /proc/PID/fd to find another process's.
#include "core/SharedMemory.h"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lorcha::runtime {

static void *mapFile(int File, size_t Bytes, void *At) {
  void *Memory = mmap(At, Bytes, PROT_READ | PROT_WRITE, MAP_SHARED | (At ? MAP_FIXED : 0), File, 0);
  return Memory == MAP_FAILED ? nullptr : Memory;
}

std::unique_ptr<SharedMemory> SharedMemory::make(size_t Bytes) {
  Bytes = roundedUp(Bytes);
  int File = memfd_create("lorcha", MFD_CLOEXEC);
  if (File < 0)
    return nullptr;
  std::unique_ptr<SharedMemory> Made(new SharedMemory(File, Bytes));
  return ftruncate(File, static_cast<off_t>(Bytes)) == 0 ? std::move(Made) : nullptr;
}

SharedMemory::~SharedMemory() { close(File); }

void *SharedMemory::map(void *At) const { return mapFile(File, Bytes, At); }

SharedMemoryName SharedMemory::name(uint32_t Magic) const {
  struct stat About = {};
  fstat(File, &About);
  return {Magic, getpid(), File, 0, About.st_ino, Bytes, Bytes};
}

Status mapShared(const SharedMemoryName &Name, void **Result) {
  int File = open(fmt::format("/proc/{}/fd/{}", Name.Process, Name.File).c_str(), O_RDWR | O_CLOEXEC);
  if (File < 0)
    return Status::MapFailed;
  struct stat About = {};
  bool IsSame = fstat(File, &About) == 0 && About.st_ino == Name.Inode && S_ISREG(About.st_mode) &&
                static_cast<uint64_t>(About.st_size) == Name.Mapped;
  void *Memory = IsSame ? mapFile(File, Name.Mapped, nullptr) : nullptr;
  close(File);
  if (Memory)
    *Result = static_cast<char *>(Memory) + Name.Shift;
  return Memory ? Status::Success : Status::MapFailed;
}

void unmapShared(const SharedMemoryName &Name, void *Memory) {
  munmap(static_cast<char *>(Memory) - Name.Shift, Name.Mapped);
}

bool isProcessAlive(int32_t Process) { return kill(Process, 0) == 0 || errno == EPERM; }

} // namespace lorcha::runtime
