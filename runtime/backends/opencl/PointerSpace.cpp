// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory whose addresses are pointers on host and device: fine-grained SVM, system or buffer, and Intel's
// unified shared memory. There is one copy of everything, so nothing is handed over or taken back.
#include "backends/opencl/AddressSpace.h"
#include "backends/opencl/Queue.h"
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <unordered_map>

namespace lorcha::runtime::opencl {

static constexpr size_t Alignment = 256;

namespace {
/// What the kinds of pointers differ in.
class PointerSpace : public AddressSpace {
public:
  explicit PointerSpace(const DeviceHandles &Handles) : Handles(Handles) {}

  void *allocate(MemoryKind Kind, size_t Bytes) override;
  cl_int release(MemoryKind Kind, void *Memory, size_t Bytes) override;
  bool hostUsesDeviceMemory() const override { return true; }
  void addPointer(Arguments &To, const void *Address) override { addRaw(To, Address); }
  void addAddresses(Arguments &To) override {}
  cl_int copy(Queue &On, const CopyRequest &Request, bool Blocks) override;
  cl_int fill(Queue &On, const FillRequest &Request, bool Blocks) override;

protected:
  virtual void *allocateRaw(MemoryKind Kind, size_t Bytes) = 0;
  virtual void releaseRaw(void *Memory) = 0;
  virtual cl_int copyRow(cl_command_queue On, void *To, const void *From, size_t Bytes) = 0;
  virtual cl_int fillRow(cl_command_queue On, void *To, const void *Pattern, size_t PatternBytes,
                         size_t Bytes) = 0;
  virtual void addRaw(Arguments &To, const void *Pointer) = 0;

  const DeviceHandles Handles;
  std::mutex Mutex;                         ///< guards what follows
  std::unordered_map<void *, void *> Begin; ///< what the driver gave, by what the program got
  std::atomic<uint64_t> Generation{1};      ///< changes with Begin
};
} // namespace

void *PointerSpace::allocate(MemoryKind Kind, size_t Bytes) {
  if (Bytes > SIZE_MAX - Alignment)
    return nullptr;
  void *Raw = allocateRaw(Kind, Bytes + Alignment);
  if (!Raw)
    return nullptr;
  auto Aligned = (reinterpret_cast<uintptr_t>(Raw) + Alignment - 1) / Alignment * Alignment;
  auto *Result = reinterpret_cast<void *>(Aligned);
  std::lock_guard<std::mutex> Lock(Mutex);
  Begin.emplace(Result, Raw);
  ++Generation;
  return Result;
}

cl_int PointerSpace::release(MemoryKind, void *Memory, size_t) {
  void *Raw;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    auto Found = Begin.find(Memory);
    Raw = Found->second;
    Begin.erase(Found);
    ++Generation;
  }
  releaseRaw(Raw);
  return CL_SUCCESS;
}

static bool overlaps(const char *A, const char *B, size_t Bytes) { return A < B + Bytes && B < A + Bytes; }

cl_int PointerSpace::copy(Queue &On, const CopyRequest &Request, bool Blocks) {
  auto *To = static_cast<char *>(Request.To);
  auto *From = static_cast<const char *>(Request.From);
  bool IsOverlapping = Request.Height * Request.Depth == 1 && overlaps(To, From, Request.Width);
  // What the host can do itself saves two thread switches; overlapping rows no driver takes.
  bool IsForHost = hostUsesDeviceMemory() && (Blocks || IsOverlapping);
  if (IsForHost || IsOverlapping)
    if (cl_int Code = cl().Finish(On.get()); Code != CL_SUCCESS)
      return Code;
  if (IsOverlapping && !IsForHost) {
    std::vector<char> Aside(Request.Width);
    cl_int Code = copyRow(On.get(), Aside.data(), From, Request.Width);
    Code = Code == CL_SUCCESS ? cl().Finish(On.get()) : Code;
    Code = Code == CL_SUCCESS ? copyRow(On.get(), To, Aside.data(), Request.Width) : Code;
    return Code == CL_SUCCESS ? cl().Finish(On.get()) : Code;
  }
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y) {
      char *Row = To + Z * Request.ToSlice + Y * Request.ToPitch;
      const char *Source = From + Z * Request.FromSlice + Y * Request.FromPitch;
      if (IsForHost)
        std::memmove(Row, Source, Request.Width);
      else if (cl_int Code = copyRow(On.get(), Row, Source, Request.Width); Code != CL_SUCCESS)
        return Code;
    }
  return Blocks && !IsForHost ? cl().Finish(On.get()) : CL_SUCCESS;
}

cl_int PointerSpace::fill(Queue &On, const FillRequest &Request, bool Blocks) {
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y) {
      char *Row = static_cast<char *>(Request.To) + Z * Request.Slice + Y * Request.Pitch;
      cl_int Code =
          fillInPatterns(reinterpret_cast<uintptr_t>(Row), Request,
                         [&](size_t Offset, const void *Pattern, size_t PatternBytes, size_t Bytes) {
                           return fillRow(On.get(), Row + Offset, Pattern, PatternBytes, Bytes);
                         });
      if (Code != CL_SUCCESS)
        return Code;
    }
  return Blocks ? cl().Finish(On.get()) : CL_SUCCESS;
}

namespace {
/// Fine-grained buffers. Kernels that follow addresses in memory must name all of them.
class SvmSpace : public PointerSpace {
public:
  using PointerSpace::PointerSpace;
  void addAddresses(Arguments &To) override {
    std::vector<void *> All;
    std::unique_lock<std::mutex> Lock(Mutex);
    uint64_t Now = Generation.load();
    if (Begin.empty())
      return;
    To.addReach(Now, [&](cl_kernel Kernel) {
      for (const auto &Each : Begin)
        All.push_back(Each.second);
      Lock.unlock();
      return cl().SetKernelExecInfo(Kernel, CL_KERNEL_EXEC_INFO_SVM_PTRS, All.size() * sizeof(void *),
                                    All.data());
    });
  }

protected:
  void *allocateRaw(MemoryKind, size_t Bytes) override {
    // Kernels read a row past the end of an image and drop what they find; GPUs map memory in larger pieces.
    constexpr size_t Slack = 64 << 10;
    if (Bytes > Handles.Can->MaxAllocBytes)
      return nullptr;
    const size_t Most = static_cast<size_t>(Handles.Can->MaxAllocBytes);
    return cl().SVMAlloc(Handles.Context, CL_MEM_READ_WRITE | CL_MEM_SVM_FINE_GRAIN_BUFFER,
                         Bytes + std::min(Slack, Most - Bytes), 0);
  }
  void releaseRaw(void *Memory) override { cl().SVMFree(Handles.Context, Memory); }
  cl_int copyRow(cl_command_queue On, void *To, const void *From, size_t Bytes) override {
    return cl().EnqueueSVMMemcpy(On, CL_FALSE, To, From, Bytes, 0, nullptr, nullptr);
  }
  cl_int fillRow(cl_command_queue On, void *To, const void *Pattern, size_t PatternBytes,
                 size_t Bytes) override {
    return cl().EnqueueSVMMemFill(On, To, Pattern, PatternBytes, Bytes, 0, nullptr, nullptr);
  }
  void addRaw(Arguments &To, const void *Pointer) override {
    To.addPointer(Pointer, Generation.load(), cl().SetKernelArgSVMPointer);
  }
};

/// The device takes every pointer of the host. Memory comes from OpenCL all the same: PoCL 6 fills only what
/// it knows, and crashes at other pointers.
class SystemSpace final : public SvmSpace {
public:
  using SvmSpace::SvmSpace;
  void addAddresses(Arguments &To) override {
    To.addReach(1, [](cl_kernel Kernel) {
      cl_bool Yes = CL_TRUE;
      return cl().SetKernelExecInfo(Kernel, CL_KERNEL_EXEC_INFO_SVM_FINE_GRAIN_SYSTEM, sizeof(Yes), &Yes);
    });
  }
};

/// cl_intel_unified_shared_memory.
class UsmSpace final : public PointerSpace {
public:
  explicit UsmSpace(const DeviceHandles &Handles) : PointerSpace(Handles) {
    load(AllocateHost, "clHostMemAllocINTEL");
    load(AllocateDevice, "clDeviceMemAllocINTEL");
    load(AllocateShared, "clSharedMemAllocINTEL");
    load(Free, "clMemFreeINTEL");
    load(SetArgument, "clSetKernelArgMemPointerINTEL");
    load(Copy, "clEnqueueMemcpyINTEL");
    load(Fill, "clEnqueueMemFillINTEL");
  }
  bool isComplete() const {
    return AllocateHost && AllocateDevice && AllocateShared && Free && SetArgument && Copy && Fill;
  }
  bool hostUsesDeviceMemory() const override { return false; }
  void addAddresses(Arguments &To) override {
    To.addReach(1, [](cl_kernel Kernel) {
      cl_bool Yes = CL_TRUE;
      cl_int Code = CL_SUCCESS;
      for (cl_kernel_exec_info What :
           {CL_KERNEL_EXEC_INFO_INDIRECT_HOST_ACCESS_INTEL, CL_KERNEL_EXEC_INFO_INDIRECT_DEVICE_ACCESS_INTEL,
            CL_KERNEL_EXEC_INFO_INDIRECT_SHARED_ACCESS_INTEL})
        if (Code == CL_SUCCESS)
          Code = cl().SetKernelExecInfo(Kernel, What, sizeof(Yes), &Yes);
      return Code;
    });
  }

protected:
  void *allocateRaw(MemoryKind Kind, size_t Bytes) override {
    cl_int Code = CL_SUCCESS;
    if (Bytes > Handles.Can->MaxAllocBytes)
      return nullptr;
    switch (Kind) {
    case MemoryKind::Device:
      return AllocateDevice(Handles.Context, Handles.Device, nullptr, Bytes, 0, &Code);
    case MemoryKind::Host:
      return AllocateHost(Handles.Context, nullptr, Bytes, 0, &Code);
    case MemoryKind::Managed:
      return AllocateShared(Handles.Context, Handles.Device, nullptr, Bytes, 0, &Code);
    }
    return nullptr;
  }
  void releaseRaw(void *Memory) override { Free(Handles.Context, Memory); }
  cl_int copyRow(cl_command_queue On, void *To, const void *From, size_t Bytes) override {
    return Copy(On, CL_FALSE, To, From, Bytes, 0, nullptr, nullptr);
  }
  cl_int fillRow(cl_command_queue On, void *To, const void *Pattern, size_t PatternBytes,
                 size_t Bytes) override {
    return Fill(On, To, Pattern, PatternBytes, Bytes, 0, nullptr, nullptr);
  }
  void addRaw(Arguments &To, const void *Pointer) override {
    To.addPointer(Pointer, Generation.load(), SetArgument);
  }

private:
  template <class FunctionT> void load(FunctionT &Result, const char *Name) {
    Result = reinterpret_cast<FunctionT>(cl().GetExtensionFunctionAddressForPlatform(Handles.Platform, Name));
  }
  clHostMemAllocINTEL_fn AllocateHost;
  clDeviceMemAllocINTEL_fn AllocateDevice;
  clSharedMemAllocINTEL_fn AllocateShared;
  clMemFreeINTEL_fn Free;
  clSetKernelArgMemPointerINTEL_fn SetArgument;
  clEnqueueMemcpyINTEL_fn Copy;
  clEnqueueMemFillINTEL_fn Fill;
};
} // namespace

std::unique_ptr<AddressSpace> makePointerSpace(const DeviceHandles &Handles) {
  switch (Handles.Can->addressMode()) {
  case AddressMode::SystemSvm:
    return std::make_unique<SystemSpace>(Handles);
  case AddressMode::BufferSvm:
    return std::make_unique<SvmSpace>(Handles);
  case AddressMode::Usm: {
    auto Made = std::make_unique<UsmSpace>(Handles);
    return Made->isComplete() ? std::move(Made) : nullptr;
  }
  case AddressMode::Regions:
    break;
  }
  return nullptr;
}

} // namespace lorcha::runtime::opencl
