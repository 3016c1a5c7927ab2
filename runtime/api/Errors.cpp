// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Error codes: from the core's statuses, the last error of a host thread, names and texts.
#include "api/Call.h"
#include <array>
#include <string_view>

namespace lorcha::runtime::api {

namespace {
struct ErrorRow {
  lorchaError_t Code;
  const char *Name;
  const char *Text;
};
} // namespace

static constexpr ErrorRow ErrorRows[] = {
#define LORCHA_ERROR(Identifier, Name, Text) {Identifier, Name, Text},
#include "lorcha/Api/ErrorTexts.inc"
#undef LORCHA_ERROR
};

static const ErrorRow *findRow(lorchaError_t Code) {
  for (const ErrorRow &Each : ErrorRows)
    if (Each.Code == Code)
      return &Each;
  return nullptr;
}

lorchaError_t toError(Status Value) {
  switch (Value) {
  case Status::Success:
    return lorchaSuccess;
  case Status::InvalidValue:
    return lorchaErrorInvalidValue;
  case Status::InvalidPitch:
    return lorchaErrorInvalidPitchValue;
  case Status::OutOfMemory:
    return lorchaErrorMemoryAllocation;
  case Status::NotReady:
    return lorchaErrorNotReady;
  case Status::NotSupported:
    return lorchaErrorNotSupported;
  case Status::NotPermitted:
    return lorchaErrorNotPermitted;
  case Status::NoDevice:
    return lorchaErrorNoDevice;
  case Status::InvalidDevice:
    return lorchaErrorInvalidDevice;
  case Status::InvalidConfiguration:
    return lorchaErrorInvalidConfiguration;
  case Status::InvalidCopyDirection:
    return lorchaErrorInvalidMemcpyDirection;
  case Status::InvalidSymbol:
    return lorchaErrorInvalidSymbol;
  case Status::InitializationError:
    return lorchaErrorInitializationError;
  case Status::DeviceUninitialized:
    return lorchaErrorDeviceUninitialized;
  case Status::MapFailed:
    return lorchaErrorMapBufferObjectFailed;
  case Status::UnmapFailed:
    return lorchaErrorUnmapBufferObjectFailed;
  case Status::SymbolNotFound:
    return lorchaErrorSymbolNotFound;
  case Status::InvalidDeviceFunction:
    return lorchaErrorInvalidDeviceFunction;
  case Status::InvalidResourceHandle:
    return lorchaErrorInvalidResourceHandle;
  case Status::InvalidChannelDescriptor:
    return lorchaErrorInvalidChannelDescriptor;
  case Status::InvalidTexture:
    return lorchaErrorInvalidTexture;
  case Status::InvalidTextureBinding:
    return lorchaErrorInvalidTextureBinding;
  case Status::InvalidFilterSetting:
    return lorchaErrorInvalidFilterSetting;
  case Status::InvalidNormSetting:
    return lorchaErrorInvalidNormSetting;
  case Status::UnsupportedLimit:
    return lorchaErrorUnsupportedLimit;
  case Status::InvalidKernelImage:
    return lorchaErrorInvalidKernelImage;
  case Status::NoKernelImageForDevice:
    return lorchaErrorNoKernelImageForDevice;
  case Status::PtxNotCompiled:
    return lorchaErrorJitCompilerNotFound;
  case Status::FileNotFound:
    return lorchaErrorFileNotFound;
  case Status::DeviceUnavailable:
    return lorchaErrorDevicesUnavailable;
  case Status::MissingConfiguration:
    return lorchaErrorMissingConfiguration;
  case Status::LaunchOutOfResources:
    return lorchaErrorLaunchOutOfResources;
  case Status::CooperativeLaunchTooLarge:
    return lorchaErrorCooperativeLaunchTooLarge;
  case Status::HostMemoryAlreadyRegistered:
    return lorchaErrorHostMemoryAlreadyRegistered;
  case Status::HostMemoryNotRegistered:
    return lorchaErrorHostMemoryNotRegistered;
  case Status::PeerAccessUnsupported:
    return lorchaErrorPeerAccessUnsupported;
  case Status::PeerAccessAlreadyEnabled:
    return lorchaErrorPeerAccessAlreadyEnabled;
  case Status::PeerAccessNotEnabled:
    return lorchaErrorPeerAccessNotEnabled;
  case Status::OperatingSystem:
    return lorchaErrorOperatingSystem;
  case Status::IllegalState:
    return lorchaErrorIllegalState;
  case Status::LossyQuery:
    return lorchaErrorLossyQuery;
  case Status::GraphUpdateFailure:
    return lorchaErrorGraphExecUpdateFailure;
  case Status::CaptureUnsupported:
    return lorchaErrorStreamCaptureUnsupported;
  case Status::CaptureInvalidated:
    return lorchaErrorStreamCaptureInvalidated;
  case Status::CaptureMerge:
    return lorchaErrorStreamCaptureMerge;
  case Status::CaptureUnmatched:
    return lorchaErrorStreamCaptureUnmatched;
  case Status::CaptureUnjoined:
    return lorchaErrorStreamCaptureUnjoined;
  case Status::CaptureIsolation:
    return lorchaErrorStreamCaptureIsolation;
  case Status::CaptureImplicit:
    return lorchaErrorStreamCaptureImplicit;
  case Status::CaptureWrongThread:
    return lorchaErrorStreamCaptureWrongThread;
  case Status::CapturedEvent:
    return lorchaErrorCapturedEvent;
  case Status::DeviceAssert:
    return lorchaErrorAssert;
  case Status::IllegalAddress:
    return lorchaErrorIllegalAddress;
  case Status::LaunchFailure:
    return lorchaErrorLaunchFailure;
  case Status::Unknown:
    return lorchaErrorUnknown;
  }
  return lorchaErrorUnknown;
}

void noteFailure(const char *Name, Status Result) {
  static constexpr std::string_view Ours = "lorcha";
  std::string_view Rest(Name);
  bool HasTwin = Rest.substr(0, Ours.size()) == Ours;
  const ErrorRow *Row = findRow(toError(Result));
  ErrorLog::get().add(LogLevel::Error, fmt::format("{}{}: {} ({})", HasTwin ? "cuda" : "",
                                                   HasTwin ? Rest.substr(Ours.size()) : Rest,
                                                   Row ? Row->Text : "?", Row ? Row->Name : "?"));
}

ObservedCall beginObserved(const char *Name) {
  return {nowNanoseconds(), isTraced() ? timeline::beginCall(Name) : nullptr};
}

void endTimed(timeline::Record *Record, Status Result) { timeline::endCall(Record, toError(Result)); }

void traceCall(const char *Name, const std::string &Arguments, Status Result, uint64_t Nanoseconds) {
  const ErrorRow *Row = findRow(toError(Result));
  trace("api {}({}) = {} {:.1f} us", Name, Arguments, Row ? Row->Name : "?", double(Nanoseconds) / 1e3);
}

/// What the host thread did wrong last, or else what its device suffers from.
static Status lastError() {
  Status Mine = Runtime::thread().LastError;
  Runtime &All = Runtime::get();
  return Mine != Status::Success || !All.deviceCount() ? Mine : All.currentDevice().failure();
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGetLastError() {
  Status Value = lastError();
  Runtime::thread().LastError = Status::Success;
  if (isLogged(LogTopic::Api))
    traceCall(__func__, {}, Value, 0);
  return toError(Value);
}

lorchaError_t lorchaPeekAtLastError() {
  Status Value = lastError();
  if (isLogged(LogTopic::Api))
    traceCall(__func__, {}, Value, 0);
  return toError(Value);
}

/// Called by the generated functions that no backend has.
extern "C" lorchaError_t lorchaReportUnsupported(const char *Name, bool AlreadySaid) {
  if (!AlreadySaid)
    say("{} is not supported yet", Name);
  return finish(Status::NotSupported);
}

/// Called by the generated functions that cannot work here.
extern "C" lorchaError_t lorchaReportImpossible(const char *Name, lorchaError_t Error, const char *ErrorName,
                                                bool AlreadySaid) {
  if (!AlreadySaid)
    say("{} returns {}: it needs NVIDIA's hardware", Name, ErrorName);
  for (int I = 0; I <= static_cast<int>(Status::Unknown); ++I)
    if (toError(static_cast<Status>(I)) == Error)
      return finish(static_cast<Status>(I));
  return finish(Status::NotSupported); // not reached: a test calls every one of them
}

const char *lorchaGetErrorName(lorchaError_t Error) {
  traceAnswer(__func__, Error);
  const ErrorRow *Row = findRow(Error);
  return Row ? Row->Name : "unrecognized error code";
}

const char *lorchaGetErrorString(lorchaError_t Error) {
  traceAnswer(__func__, Error);
  const ErrorRow *Row = findRow(Error);
  return Row ? Row->Text : "unrecognized error code";
}
