// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How things end in the runtime. The api folder maps these to the error codes of the API one to one.
#ifndef LORCHA_CORE_STATUS_H
#define LORCHA_CORE_STATUS_H

namespace lorcha::runtime {

enum class Status {
  Success,
  InvalidValue,
  InvalidPitch,
  OutOfMemory,
  NotReady,
  NotSupported,
  NotPermitted,
  NoDevice,
  InvalidDevice,
  InvalidConfiguration,
  InvalidCopyDirection,
  InvalidSymbol,
  SymbolNotFound,
  InvalidDeviceFunction,
  InvalidResourceHandle,
  InvalidChannelDescriptor,
  InvalidTexture,
  InvalidTextureBinding,
  InvalidFilterSetting,
  InvalidNormSetting,
  MissingConfiguration,
  LaunchOutOfResources,
  CooperativeLaunchTooLarge,
  HostMemoryAlreadyRegistered,
  HostMemoryNotRegistered,
  PeerAccessUnsupported,
  PeerAccessAlreadyEnabled,
  PeerAccessNotEnabled,
  UnsupportedLimit,
  InvalidKernelImage,     ///< the driver does not take the kernel
  NoKernelImageForDevice, ///< the program has no text of the kernel for such a device
  PtxNotCompiled,         ///< PTX that would have to be compiled now
  FileNotFound,
  DeviceUnavailable,
  InitializationError,
  DeviceUninitialized,
  MapFailed,
  UnmapFailed,
  IllegalState,
  OperatingSystem,
  LossyQuery,
  GraphUpdateFailure,
  // What captures of streams forbid.
  CaptureUnsupported,
  CaptureInvalidated,
  CaptureMerge,
  CaptureUnmatched,
  CaptureUnjoined,
  CaptureIsolation,
  CaptureImplicit,
  CaptureWrongThread,
  CapturedEvent,
  // From here on: failures of device code. They stick to the device until it is reset.
  DeviceAssert,
  IllegalAddress,
  LaunchFailure,
  Unknown,
};

/// Whether something went wrong. NotReady only says how far things are: programs that poll an event until it is
/// done look at the last error next, and see none on a GPU.
constexpr bool isFailure(Status Value) { return Value != Status::Success && Value != Status::NotReady; }

/// Whether the failure stays with the device, so that every later call returns it.
constexpr bool isSticky(Status Value) { return Value >= Status::DeviceAssert; }

} // namespace lorcha::runtime

#endif
