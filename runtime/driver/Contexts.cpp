// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Contexts. Each is a name for its device and has no resources of its own; the current one decides which
// device the host thread's calls mean, as cudaSetDevice does.
#include "core/HandleTable.h"
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

namespace {

struct Context {
  Context(int Device, unsigned Flags) : Device(Device), Flags(Flags) {
    static std::atomic<unsigned long long> Last{0};
    Id = ++Last;
  }
  int Device;
  std::atomic<unsigned> Flags;
  std::atomic<int> Retained{0}; ///< of a primary one
  unsigned long long Id;
};

/// All contexts of the process. The primary ones are made at the start and stay.
class Contexts {
public:
  static Contexts &get() {
    static Contexts *All = new Contexts; // threads may ask while the process ends
    return *All;
  }

  std::shared_ptr<Context> find(CUcontext Handle) const { return Table.find(Handle); }
  CUcontext make(int Device, unsigned Flags) {
    return static_cast<CUcontext>(Table.add(std::make_shared<Context>(Device, Flags)));
  }
  /// The primary one of a device; null if there is no such device.
  std::shared_ptr<Context> primary(int Device) const {
    return Device < 0 || static_cast<size_t>(Device) >= Primary.size() ? nullptr
                                                                       : Table.find(Primary[Device]);
  }
  CUcontext primaryHandle(int Device) const { return Primary[Device]; }
  bool isPrimary(const Context &Which) const { return primary(Which.Device).get() == &Which; }
  void end(CUcontext Handle) { Table.remove(Handle); }

private:
  Contexts() {
    for (unsigned I = 0; I < Runtime::get().deviceCount(); ++I)
      Primary.push_back(make(static_cast<int>(I), 0));
  }

  HandleTable<Context> Table;
  std::vector<CUcontext> Primary;
};

thread_local std::vector<CUcontext> Stack;

/// Makes the device of the stack's uppermost context the current one.
CUresult enterUppermost() {
  std::shared_ptr<Context> Top = Stack.empty() ? nullptr : Contexts::get().find(Stack.back());
  return Top ? forward([&] { return lorchaSetDevice(Top->Device); }) : CUDA_SUCCESS;
}

/// Body(context) for a context that there is.
template <class BodyT> CUresult withContext(CUcontext Handle, BodyT Body) {
  std::shared_ptr<Context> Found = Contexts::get().find(Handle);
  return Found ? Body(*Found) : CUDA_ERROR_INVALID_CONTEXT;
}

/// Body(context) for the primary context of a device.
template <class BodyT> CUresult withPrimary(CUdevice Device, BodyT Body) {
  std::shared_ptr<Context> Found = Contexts::get().primary(Device);
  return Found ? Body(*Found) : CUDA_ERROR_INVALID_DEVICE;
}

/// Body() while a device is the current one; it calls the runtime API.
template <class BodyT> CUresult onDevice(int Device, BodyT Body) {
  const auto Before = static_cast<int>(Runtime::thread().Device);
  return forward([&] {
    lorchaError_t Result = lorchaSetDevice(Device);
    if (Result == lorchaSuccess)
      Result = Body();
    (void)lorchaSetDevice(Before);
    return Result;
  });
}

/// Whether all flags are known, and at most one of them says how to wait.
bool areFlags(unsigned Flags) {
  const unsigned Waiting = Flags & CU_CTX_SCHED_MASK;
  return !(Flags & ~static_cast<unsigned>(CU_CTX_FLAGS_MASK)) && !(Waiting & (Waiting - 1));
}

} // namespace

bool driver::findContext(CUcontext Handle, int &Device) {
  return withContext(Handle, [&](const Context &Found) {
           Device = Found.Device;
           return CUDA_SUCCESS;
         }) == CUDA_SUCCESS;
}

CUcontext driver::primaryContext(int Device) { return Contexts::get().primaryHandle(Device); }

CUcontext driver::currentContext() {
  const Contexts &All = Contexts::get();
  const auto Device = static_cast<int>(Runtime::thread().Device);
  // cudaSetDevice may have chosen another device since, and with it that one's primary context.
  if (!Stack.empty())
    if (std::shared_ptr<Context> Top = All.find(Stack.back()); Top && Top->Device == Device)
      return Stack.back();
  return All.primary(Device) ? All.primaryHandle(Device) : nullptr;
}

CUresult cuDevicePrimaryCtxRetain(CUcontext *Result, CUdevice Device) {
  return withPrimary(Device, [&](Context &Found) {
    if (!Result)
      return CUDA_ERROR_INVALID_VALUE;
    ++Found.Retained;
    *Result = primaryContext(Device);
    return CUDA_SUCCESS;
  });
}

CUresult cuDevicePrimaryCtxRelease(CUdevice Device) {
  return withPrimary(Device, [](Context &Found) {
    int Before = Found.Retained.load();
    while (Before && !Found.Retained.compare_exchange_weak(Before, Before - 1)) {
    }
    return Before ? CUDA_SUCCESS : CUDA_ERROR_INVALID_CONTEXT;
  });
}

CUresult cuDevicePrimaryCtxReset(CUdevice Device) {
  return withPrimary(Device, [&](Context &Found) {
    Found.Retained = 0;
    return onDevice(Device, [] { return lorchaDeviceReset(); });
  });
}

CUresult cuDevicePrimaryCtxSetFlags(CUdevice Device, unsigned Flags) {
  return withPrimary(Device, [&](Context &Found) {
    if (!areFlags(Flags))
      return CUDA_ERROR_INVALID_VALUE;
    Found.Flags = Flags;
    return CUDA_SUCCESS;
  });
}

CUresult cuDevicePrimaryCtxGetState(CUdevice Device, unsigned *Flags, int *IsActive) {
  return withPrimary(Device, [&](Context &Found) {
    if (!Flags || !IsActive)
      return CUDA_ERROR_INVALID_VALUE;
    *Flags = Found.Flags;
    *IsActive = Found.Retained > 0;
    return CUDA_SUCCESS;
  });
}

CUresult cuCtxCreate(CUcontext *Result, unsigned Flags, CUdevice Device) {
  return withPrimary(Device, [&](Context &) {
    if (!Result || !areFlags(Flags))
      return CUDA_ERROR_INVALID_VALUE;
    *Result = Contexts::get().make(Device, Flags);
    return cuCtxPushCurrent(*Result);
  });
}

CUresult cuCtxDestroy(CUcontext Handle) {
  return withContext(Handle, [&](Context &Found) {
    if (Contexts::get().isPrimary(Found))
      return CUDA_ERROR_INVALID_CONTEXT;
    const CUresult Result = onDevice(Found.Device, [] { return lorchaDeviceSynchronize(); });
    if (!Stack.empty() && Stack.back() == Handle)
      Stack.pop_back();
    Contexts::get().end(Handle);
    const CUresult Entered = enterUppermost();
    return Result == CUDA_SUCCESS ? Entered : Result;
  });
}

CUresult cuCtxPushCurrent(CUcontext Handle) {
  return withContext(Handle, [&](Context &) {
    Stack.push_back(Handle);
    return enterUppermost();
  });
}

CUresult cuCtxPopCurrent(CUcontext *Result) {
  if (Stack.empty())
    return CUDA_ERROR_INVALID_CONTEXT;
  if (Result)
    *Result = Stack.back();
  Stack.pop_back();
  return enterUppermost();
}

CUresult cuCtxSetCurrent(CUcontext Handle) {
  if (Handle && !Contexts::get().find(Handle))
    return CUDA_ERROR_INVALID_CONTEXT;
  if (!Stack.empty())
    Stack.pop_back();
  if (Handle)
    Stack.push_back(Handle);
  return enterUppermost();
}

CUresult cuCtxGetCurrent(CUcontext *Result) {
  if (!Result)
    return CUDA_ERROR_INVALID_VALUE;
  *Result = currentContext();
  return CUDA_SUCCESS;
}

CUresult cuCtxGetDevice(CUdevice *Device) {
  return forward([&] { return lorchaGetDevice(Device); });
}

CUresult cuCtxGetFlags(unsigned *Flags) {
  return withContext(currentContext(), [&](const Context &Found) {
    if (!Flags)
      return CUDA_ERROR_INVALID_VALUE;
    *Flags = Found.Flags;
    return CUDA_SUCCESS;
  });
}

CUresult cuCtxGetId(CUcontext Handle, unsigned long long *Id) {
  return withContext(Handle ? Handle : currentContext(), [&](const Context &Found) {
    if (!Id)
      return CUDA_ERROR_INVALID_VALUE;
    *Id = Found.Id;
    return CUDA_SUCCESS;
  });
}

CUresult cuCtxGetApiVersion(CUcontext Handle, unsigned *Version) {
  return withContext(Handle ? Handle : currentContext(), [&](const Context &) {
    int Number = 0;
    if (!Version)
      return CUDA_ERROR_INVALID_VALUE;
    const CUresult Result = cuDriverGetVersion(&Number);
    *Version = static_cast<unsigned>(Number);
    return Result;
  });
}

CUresult cuCtxSynchronize() {
  return forward([] { return lorchaDeviceSynchronize(); });
}

CUresult cuCtxSetLimit(CUlimit Limit, size_t Value) {
  return forward([&] { return lorchaDeviceSetLimit(static_cast<lorchaLimit>(Limit), Value); });
}

CUresult cuCtxGetLimit(size_t *Value, CUlimit Limit) {
  return forward([&] { return lorchaDeviceGetLimit(Value, static_cast<lorchaLimit>(Limit)); });
}

CUresult cuCtxSetCacheConfig(CUfunc_cache Config) {
  return forward([&] { return lorchaDeviceSetCacheConfig(static_cast<lorchaFuncCache>(Config)); });
}

CUresult cuCtxGetCacheConfig(CUfunc_cache *Result) {
  lorchaFuncCache Config = lorchaFuncCachePreferNone;
  const CUresult Outcome = forward([&] { return lorchaDeviceGetCacheConfig(Result ? &Config : nullptr); });
  if (Outcome == CUDA_SUCCESS)
    *Result = static_cast<CUfunc_cache>(Config);
  return Outcome;
}

CUresult cuCtxGetStreamPriorityRange(int *Least, int *Greatest) {
  return forward([&] { return lorchaDeviceGetStreamPriorityRange(Least, Greatest); });
}

CUresult cuCtxEnablePeerAccess(CUcontext Peer, unsigned Flags) {
  return withContext(Peer, [&](const Context &Found) {
    return forward([&] { return lorchaDeviceEnablePeerAccess(Found.Device, Flags); });
  });
}

CUresult cuCtxDisablePeerAccess(CUcontext Peer) {
  return withContext(Peer, [&](const Context &Found) {
    return forward([&] { return lorchaDeviceDisablePeerAccess(Found.Device); });
  });
}
