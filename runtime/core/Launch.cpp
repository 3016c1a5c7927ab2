// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launch checks and the launch operation.
#include "core/Launch.h"
#include "core/Device.h"
#include "core/Log.h"
#include "core/Occupancy.h"
#include <algorithm>
#include <cstring>
#include <new>

namespace lorcha::runtime {

static std::vector<LaunchConfiguration> &configurations() {
  static thread_local std::vector<LaunchConfiguration> Stack;
  return Stack;
}

void pushConfiguration(const LaunchConfiguration &New) { configurations().push_back(New); }

bool popConfiguration(LaunchConfiguration &Top) {
  std::vector<LaunchConfiguration> &Stack = configurations();
  if (Stack.empty())
    return false;
  Top = Stack.back();
  Stack.pop_back();
  return true;
}

static bool fits(const dim3 &Value, const unsigned (&Limit)[3]) {
  return Value.x && Value.y && Value.z && Value.x <= Limit[0] && Value.y <= Limit[1] && Value.z <= Limit[2];
}

Status checkShape(const Device &On, const KernelEntry &Kernel, const LaunchShape &Shape) {
  const DeviceFacts &Facts = On.facts();
  if (!fits(Shape.Block, Facts.MaxBlockDim) || !fits(Shape.Grid, Facts.MaxGridDim))
    return Status::InvalidConfiguration;
  uint64_t Threads = uint64_t(Shape.Block.x) * Shape.Block.y * Shape.Block.z;
  if (Threads > Facts.MaxThreadsPerBlock)
    return Status::InvalidConfiguration;
  const KernelInfo &Info = *Kernel.Descriptor.load(std::memory_order_acquire)->Info;
  if (Info.MaxThreadsPerBlock && Threads > Info.MaxThreadsPerBlock)
    return Status::LaunchOutOfResources;
  size_t AllowedShared =
      std::max(Facts.SharedPerBlock, Kernel.MaxDynamicShared.load(std::memory_order_relaxed));
  if (Shape.SharedBytes > AllowedShared)
    return Status::InvalidValue;
  if (!Shape.Cooperative)
    return Status::Success;
  if (!Facts.Cooperative)
    return Status::NotSupported;
  uint64_t Blocks = uint64_t(Shape.Grid.x) * Shape.Grid.y * Shape.Grid.z;
  return Blocks > uint64_t(blocksPerComputeUnit(Facts, Threads, Shape.SharedBytes)) * Facts.ComputeUnits
             ? Status::CooperativeLaunchTooLarge
             : Status::Success;
}

namespace {
/// A launch with a copy of its arguments. The copies lie in one block of memory, each at its alignment,
/// behind a table of pointers to them.
class LaunchOperation final : public Operation {
public:
  LaunchOperation(Device &On, const KernelDescriptor &Kernel, const LaunchShape &Shape, void *const *Args)
      : On(On), Kernel(Kernel), Shape(Shape) {
    size_t Bytes = Kernel.ParameterCount * sizeof(void *), Alignment = alignof(std::max_align_t);
    for (uint32_t I = 0; I < Kernel.ParameterCount; ++I) {
      Bytes = alignedTo(Bytes, Kernel.Parameters[I].Alignment) + Kernel.Parameters[I].Size;
      Alignment = std::max<size_t>(Alignment, Kernel.Parameters[I].Alignment);
    }
    Storage =
        Bytes <= sizeof(Inline) && Alignment <= alignof(std::max_align_t)
            ? Inline
            : static_cast<char *>(::operator new(Bytes, StorageAlignment = std::align_val_t(Alignment)));
    copyArguments(Args);
  }
  ~LaunchOperation() override {
    if (Storage != Inline)
      ::operator delete(Storage, StorageAlignment);
  }

  void run() override {
    if (On.failure() != Status::Success)
      return; // the device takes no more work until it is reset
    uint64_t Start = isLogged(LogTopic::Launch) ? nowNanoseconds() : 0;
    LaunchRequest Request = {&Kernel,           Shape.Grid,        Shape.Block,
                             Shape.SharedBytes, Shape.Cooperative, reinterpret_cast<void **>(Storage)};
    On.fail(On.backend().launch(Request));
    if (Start)
      say("launch {}<<<({},{},{}), ({},{},{}), {}>>> [{}] {:.1f} us", Kernel.Info->Name, Shape.Grid.x,
          Shape.Grid.y, Shape.Grid.z, Shape.Block.x, Shape.Block.y, Shape.Block.z, Shape.SharedBytes,
          Kernel.Info->Form == KernelForm::Fiber ? "fibers" : "loop", double(nowNanoseconds() - Start) / 1e3);
  }

private:
  static size_t alignedTo(size_t Offset, size_t Alignment) {
    return Alignment ? (Offset + Alignment - 1) / Alignment * Alignment : Offset;
  }
  void copyArguments(void *const *Args) {
    void **Pointers = reinterpret_cast<void **>(Storage);
    size_t Offset = Kernel.ParameterCount * sizeof(void *);
    for (uint32_t I = 0; I < Kernel.ParameterCount; ++I) {
      Offset = alignedTo(Offset, Kernel.Parameters[I].Alignment);
      Pointers[I] = Storage + Offset;
      std::memcpy(Pointers[I], Args[I], Kernel.Parameters[I].Size);
      Offset += Kernel.Parameters[I].Size;
    }
  }

  Device &On;
  const KernelDescriptor &Kernel;
  const LaunchShape Shape;
  char *Storage;
  std::align_val_t StorageAlignment{alignof(std::max_align_t)};
  alignas(std::max_align_t) char Inline[192];
};
} // namespace

Status launchKernel(Stream &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args) {
  if (!Kernel)
    return Status::InvalidDeviceFunction;
  const KernelDescriptor &Descriptor = *Kernel->Descriptor.load(std::memory_order_acquire);
  if (Descriptor.Info->Untranslated) {
    say("kernel '{}' cannot run: {}", Descriptor.Info->Name, Descriptor.Info->Untranslated);
    return Status::NotSupported;
  }
  if (Descriptor.ParameterCount && !Args)
    return Status::InvalidValue;
  Status Checked = checkShape(On.device(), *Kernel, Shape);
  if (Checked != Status::Success)
    return Checked;
  On.enqueue(std::make_unique<LaunchOperation>(On.device(), Descriptor, Shape, Args));
  return Status::Success;
}

} // namespace lorcha::runtime
