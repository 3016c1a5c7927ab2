// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches: the entry points behind k<<<...>>>, and those that take the kernel as a symbol.
#include "api/Graphs.h"
#include "core/DeviceLaunch.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static Status launch(const void *Stub, const LaunchShape &Shape, void *const *Args, lorchaStream_t Handle) {
  if (isInKernel()) // what was launched before is done, in whatever stream
    return launchFromKernel(findKernel(Stub), Shape, Args,
                            Handle == lorchaStreamTailLaunch ? LaunchTime::Behind : LaunchTime::AtOnce);
  StreamHandle On(Handle);
  if (!On || &On->device() != &Runtime::get().currentDevice())
    return Status::InvalidResourceHandle;
  return launchKernel(*On, findKernel(Stub), Shape, Args);
}

void lorcha::lorchaRegisterKernel(const void *Stub, const KernelDescriptor *Descriptor) {
  registerKernel(Stub, Descriptor);
}

void lorcha::lorchaPushCallConfiguration(dim3 GridDim, dim3 BlockDim, size_t SharedBytes,
                                         LorchaStream *Stream) {
  pushConfiguration({{GridDim, BlockDim, SharedBytes, /*Cooperative=*/false}, Stream});
}

/// What a launch by <<<...>>> is called in messages: the function that nvcc's programs call for it.
static constexpr char ConfiguredLaunch[] = "lorchaLaunchKernel";

void lorcha::lorchaLaunchConfigured(const void *Stub, void *const *Args) {
  LaunchConfiguration Now;
  bool HasConfiguration = popConfiguration(Now);
  auto Body = [&] {
    return HasConfiguration ? launch(Stub, Now.Shape, Args, Now.Stream) : Status::MissingConfiguration;
  };
  (void)call(ConfiguredLaunch, Body, Stub, Now.Shape.Grid, Now.Shape.Block, Now.Shape.SharedBytes,
             Now.Stream);
}

lorchaError_t lorchaLaunchKernel(const void *Stub, dim3 Grid, dim3 Block, void **Args, size_t SharedBytes,
                                 lorchaStream_t On) {
  auto Body = [&] { return launch(Stub, {Grid, Block, SharedBytes, /*Cooperative=*/false}, Args, On); };
  return call(__func__, Body, Stub, Grid, Block, Args, SharedBytes, On);
}

lorchaError_t lorchaLaunchCooperativeKernel(const void *Stub, dim3 Grid, dim3 Block, void **Args,
                                            size_t SharedBytes, lorchaStream_t On) {
  auto Body = [&] { return launch(Stub, {Grid, Block, SharedBytes, /*Cooperative=*/true}, Args, On); };
  return call(__func__, Body, Stub, Grid, Block, Args, SharedBytes, On);
}

/// Takes over what an attribute asks for.
Status lorcha::runtime::api::applyAttribute(lorchaLaunchAttributeID Id,
                                            const lorchaLaunchAttributeValue &Value, LaunchShape &Shape) {
  switch (Id) {
  case lorchaLaunchAttributeCooperative:
    Shape.Cooperative = Value.cooperative != 0;
    return Status::Success;
  case lorchaLaunchAttributeClusterDimension: {
    const auto &Dim = Value.clusterDim;
    return Dim.x == 1 && Dim.y == 1 && Dim.z == 1 ? Status::Success : Status::NotSupported;
  }
  case lorchaLaunchAttributeProgrammaticEvent:
  case lorchaLaunchAttributeLaunchCompletionEvent:
  case lorchaLaunchAttributeDeviceUpdatableKernelNode:
    return Status::NotSupported;
  case lorchaLaunchAttributeIgnore:
  case lorchaLaunchAttributeAccessPolicyWindow:
  case lorchaLaunchAttributeSynchronizationPolicy:
  case lorchaLaunchAttributeClusterSchedulingPolicyPreference:
  case lorchaLaunchAttributeProgrammaticStreamSerialization:
  case lorchaLaunchAttributePriority:
  case lorchaLaunchAttributeMemSyncDomainMap:
  case lorchaLaunchAttributeMemSyncDomain:
  case lorchaLaunchAttributePreferredClusterDimension:
  case lorchaLaunchAttributePreferredSharedMemoryCarveout:
  case lorchaLaunchAttributeNvlinkUtilCentricScheduling:
    return Status::Success; // hints for speed
  }
  return Status::InvalidValue;
}

/// The event that is to be recorded inside the launch; null if the attribute is none of those.
static const lorchaEvent_t *eventOf(const lorchaLaunchAttribute &Attribute) {
  switch (Attribute.id) {
  case lorchaLaunchAttributeProgrammaticEvent:
    return &Attribute.val.programmaticEvent.event;
  case lorchaLaunchAttributeLaunchCompletionEvent:
    return &Attribute.val.launchCompletionEvent.event;
  default:
    return nullptr;
  }
}

namespace {
/// What the attributes of a launch ask for.
struct LaunchWishes {
  LaunchShape Shape;
  std::vector<std::shared_ptr<Event>> Events;
};
} // namespace

static Status readAttributes(const lorchaLaunchConfig_t &Config, LaunchWishes &Result) {
  for (unsigned I = 0; I < Config.numAttrs; ++I) {
    if (const lorchaEvent_t *Handle = eventOf(Config.attrs[I])) {
      std::shared_ptr<Event> Mark = findEvent(*Handle);
      if (!Mark || &Mark->device() != &Runtime::get().currentDevice())
        return Status::InvalidResourceHandle;
      if (Mark->hasTiming() || Mark->shared())
        return Status::InvalidValue;
      Result.Events.push_back(std::move(Mark));
    } else if (Status Applied = applyAttribute(Config.attrs[I].id, Config.attrs[I].val, Result.Shape);
               Applied != Status::Success) {
      return Applied;
    }
  }
  return Status::Success;
}

lorchaError_t lorchaLaunchKernelExC(const lorchaLaunchConfig_t *Config, const void *Stub, void **Args) {
  auto Body = [&] {
    if (!Config || (Config->numAttrs && !Config->attrs))
      return Status::InvalidValue;
    LaunchWishes Wishes = {
        {Config->gridDim, Config->blockDim, Config->dynamicSmemBytes, /*Cooperative=*/false}, {}};
    Status Result = readAttributes(*Config, Wishes);
    if (Result == Status::Success)
      Result = launch(Stub, Wishes.Shape, Args, Config->stream);
    // Events inside a launch may be late: their place is its end.
    for (size_t I = 0; I < Wishes.Events.size() && Result == Status::Success; ++I)
      Result = recordEvent(Wishes.Events[I], *StreamHandle(Config->stream), /*IsExternal=*/false);
    return Result;
  };
  return call(__func__, Body, Config, Stub, Args);
}
