// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/SharedPools.h"
#include "core/Runtime.h"
#include "core/SharedAllocations.h"
#include <sys/mman.h>
#include <unistd.h>

namespace lorcha::runtime {

namespace {
/// What is in the file.
struct PoolFile {
  uint32_t Magic;
  uint32_t Device; ///< its ordinal in the process that made the pool
  PoolIdentity Which;
};
} // namespace

static constexpr uint32_t PoolMagic = 0x4c4f4f50;

Status exportPool(const Pool &Exported, int &Result) {
  if (!Exported.isExportable())
    return Status::InvalidValue;
  const PoolFile Content = {PoolMagic, Exported.device().ordinal(), Exported.identity()};
  int File = memfd_create("lorcha-pool", MFD_CLOEXEC);
  if (File < 0)
    return Status::OperatingSystem;
  if (pwrite(File, &Content, sizeof(Content), 0) != sizeof(Content)) {
    close(File);
    return Status::OperatingSystem;
  }
  Result = File;
  return Status::Success;
}

Status importPool(int File, std::shared_ptr<Pool> &Result) {
  PoolFile Content = {};
  Runtime &All = Runtime::get();
  if (pread(File, &Content, sizeof(Content), 0) != sizeof(Content) || Content.Magic != PoolMagic)
    return Status::InvalidValue;
  if (Content.Device >= All.deviceCount() || !All.device(Content.Device).facts().SharesMemory)
    return Status::InvalidDevice;
  Result = All.device(Content.Device).makePool(Content.Which);
  return Status::Success;
}

Status exportFromPool(const Allocation &Known, PoolMemoryName &Result) {
  if (!Known.In || !Known.In->isExportable())
    return Status::InvalidValue;
  Result.From = Known.In->identity();
  return exportAllocation(Known, Result.Memory);
}

Status importFromPool(const Pool &Imported, const PoolMemoryName &Name, void **Result) {
  if (!Imported.isImported() || !(Imported.identity() == Name.From))
    return Status::InvalidValue;
  return importAllocation(Imported.device(), Name.Memory, /*IsOfPool=*/true, Result);
}

} // namespace lorcha::runtime
