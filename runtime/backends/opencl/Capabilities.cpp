// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Questions to the driver, and LORCHA_OPENCL_HIDE.
#include "backends/opencl/Capabilities.h"
#include "core/Log.h"
#include <cstdlib>
#include <string_view>
#include <vector>

namespace lorcha::runtime::opencl {

/// Work items of one enqueue in one dimension: what drivers with 32-bit counters take.
static constexpr uint64_t UsualItemsPerDim = 0x7fffffff;
/// The same when "wide_grids" is hidden: so few that tests can go beyond.
static constexpr uint64_t HiddenItemsPerDim = 1 << 12;

cl_int readText(cl_device_id Device, cl_device_info What, std::string &Result) {
  size_t Bytes = 0;
  cl_int Code = cl().GetDeviceInfo(Device, What, 0, nullptr, &Bytes);
  if (Code != CL_SUCCESS)
    return Code;
  std::vector<char> Text(Bytes + 1);
  Code = cl().GetDeviceInfo(Device, What, Bytes, Text.data(), nullptr);
  Result = Text.data();
  return Code;
}

static cl_int readText(cl_platform_id Platform, cl_platform_info What, std::string &Result) {
  size_t Bytes = 0;
  cl_int Code = cl().GetPlatformInfo(Platform, What, 0, nullptr, &Bytes);
  if (Code != CL_SUCCESS)
    return Code;
  std::vector<char> Text(Bytes + 1);
  Code = cl().GetPlatformInfo(Platform, What, Bytes, Text.data(), nullptr);
  Result = Text.data();
  return Code;
}

bool Capabilities::has(const char *Extension) const {
  std::string_view All = Extensions, Wanted = Extension;
  for (size_t At = All.find(Wanted); At != std::string_view::npos; At = All.find(Wanted, At + 1)) {
    size_t End = At + Wanted.size();
    if ((At == 0 || All[At - 1] == ' ') && (End == All.size() || All[End] == ' '))
      return true;
  }
  return false;
}

AddressMode Capabilities::addressMode() const {
  bool HasFineSvm = Svm & CL_DEVICE_SVM_FINE_GRAIN_BUFFER;
  if (Svm & CL_DEVICE_SVM_FINE_GRAIN_SYSTEM)
    return AddressMode::SystemSvm;
  // Fine-grained buffers of a device with a memory of its own tend to lie in the host's.
  if (Usm && !(HasFineSvm && UnifiedMemory))
    return AddressMode::Usm;
  return HasFineSvm ? AddressMode::BufferSvm : AddressMode::Regions;
}

namespace {
/// Asks one question after the other; remembers the first failure.
struct Asker {
  cl_device_id Device;
  cl_int Code = CL_SUCCESS;

  template <class T> T ask(cl_device_info What, T Default = T()) {
    T Value = Default;
    cl_int Answer = cl().GetDeviceInfo(Device, What, sizeof(T), &Value, nullptr);
    if (Answer != CL_SUCCESS && Code == CL_SUCCESS)
      Code = Answer;
    return Answer == CL_SUCCESS ? Value : Default;
  }
  /// For what older drivers do not know.
  template <class T> T askOptional(cl_device_info What, T Default = T()) {
    T Value = Default;
    return cl().GetDeviceInfo(Device, What, sizeof(T), &Value, nullptr) == CL_SUCCESS ? Value : Default;
  }
  void ask(cl_device_info What, std::string &Result) {
    cl_int Answer = readText(Device, What, Result);
    if (Answer != CL_SUCCESS && Code == CL_SUCCESS)
      Code = Answer;
  }
};

/// A word of LORCHA_OPENCL_HIDE and what it hides.
struct HideRow {
  const char *Word;
  bool IsMinimal; ///< hidden by "minimal", too: a plain 1.2 driver with double does not have it
  void (*Hide)(Capabilities &);
};
} // namespace

static constexpr HideRow HideRows[] = {
    {"svm", true, [](Capabilities &Of) { Of.Svm = 0; }},
    {"usm", true, [](Capabilities &Of) { Of.Usm = false; }},
    {"fp64", false, [](Capabilities &Of) { Of.Fp64 = false; }},
    {"fp16", true, [](Capabilities &Of) { Of.Fp16 = false; }},
    {"int64_atomics", true, [](Capabilities &Of) { Of.Int64Atomics = false; }},
    {"images", true, [](Capabilities &Of) { Of.Images = Of.Image3dWrites = false; }},
    {"image3d_writes", true, [](Capabilities &Of) { Of.Image3dWrites = false; }},
    {"kernel_clock", true, [](Capabilities &Of) { Of.KernelClock = false; }},
    {"correct_divide", false, [](Capabilities &Of) { Of.CorrectDivide = false; }},
    {"wide_grids", false, [](Capabilities &Of) { Of.MaxItemsPerDim = HiddenItemsPerDim; }},
};

static void hideWord(std::string_view Word, Capabilities &Of) {
  bool IsKnown = Word.empty();
  for (const HideRow &Each : HideRows)
    if (Word == Each.Word || (Word == "minimal" && Each.IsMinimal)) {
      Each.Hide(Of);
      IsKnown = true;
    }
  if (IsKnown)
    return;
  std::string Known = "minimal";
  for (const HideRow &Each : HideRows)
    Known += std::string(", ") + Each.Word;
  warn("LORCHA_OPENCL_HIDE: unknown word '{}'; known are {}", Word, Known);
}

static void hide(Capabilities &Of) {
  const char *Text = std::getenv("LORCHA_OPENCL_HIDE");
  std::string_view Rest = Text ? Text : "";
  while (!Rest.empty()) {
    size_t Comma = Rest.find(',');
    hideWord(Rest.substr(0, Comma), Of);
    Rest = Comma == std::string_view::npos ? std::string_view() : Rest.substr(Comma + 1);
  }
}

static void probeSizes(Capabilities &Of, Asker &Device) {
  Of.Type = Device.ask<cl_device_type>(CL_DEVICE_TYPE);
  Of.UnifiedMemory = Device.ask<cl_bool>(CL_DEVICE_HOST_UNIFIED_MEMORY);
  Of.AddressBits = Device.ask<cl_uint>(CL_DEVICE_ADDRESS_BITS, 64);
  Of.MaxAllocBytes = Device.ask<cl_ulong>(CL_DEVICE_MAX_MEM_ALLOC_SIZE);
  Of.GlobalBytes = Device.ask<cl_ulong>(CL_DEVICE_GLOBAL_MEM_SIZE);
  Of.LocalBytes = Device.ask<cl_ulong>(CL_DEVICE_LOCAL_MEM_SIZE);
  Of.CacheBytes = Device.ask<cl_ulong>(CL_DEVICE_GLOBAL_MEM_CACHE_SIZE);
  Of.ConstantBytes = Device.ask<cl_ulong>(CL_DEVICE_MAX_CONSTANT_BUFFER_SIZE);
  Of.MaxParameterBytes = Device.ask<size_t>(CL_DEVICE_MAX_PARAMETER_SIZE, 1024);
  Of.MaxGroupItems = Device.ask<size_t>(CL_DEVICE_MAX_WORK_GROUP_SIZE, 1);
  Of.ComputeUnits = Device.ask<cl_uint>(CL_DEVICE_MAX_COMPUTE_UNITS, 1);
  Of.ClockMegaHertz = Device.ask<cl_uint>(CL_DEVICE_MAX_CLOCK_FREQUENCY);
  size_t Dims[16] = {};
  cl_int Code = cl().GetDeviceInfo(Device.Device, CL_DEVICE_MAX_WORK_ITEM_SIZES, sizeof(Dims), Dims, nullptr);
  if (Code != CL_SUCCESS && Device.Code == CL_SUCCESS)
    Device.Code = Code;
  for (int I = 0; I < 3; ++I)
    Of.MaxGroupDim[I] = Dims[I];
  Of.MaxItemsPerDim = UsualItemsPerDim;
}

cl_int probeCapabilities(cl_platform_id Platform, cl_device_id DeviceId, Capabilities &Result) {
  Asker Device = {DeviceId};
  Device.ask(CL_DEVICE_NAME, Result.Name);
  Device.ask(CL_DEVICE_VENDOR, Result.Vendor);
  Device.ask(CL_DEVICE_VERSION, Result.DeviceVersion);
  Device.ask(CL_DRIVER_VERSION, Result.DriverVersion);
  Device.ask(CL_DEVICE_EXTENSIONS, Result.Extensions);
  cl_int Code = readText(Platform, CL_PLATFORM_NAME, Result.Platform);
  if (Code == CL_SUCCESS)
    Code = readText(Platform, CL_PLATFORM_VERSION, Result.PlatformVersion);
  if (Code != CL_SUCCESS && Device.Code == CL_SUCCESS)
    Device.Code = Code;
  probeSizes(Result, Device);
  Result.Fp64 = Result.has("cl_khr_fp64");
  Result.Fp16 = Result.has("cl_khr_fp16");
  Result.Int64Atomics =
      Result.has("cl_khr_int64_base_atomics") && Result.has("cl_khr_int64_extended_atomics");
  Result.KernelClock = Result.has("cl_khr_kernel_clock");
  Result.Images = Device.ask<cl_bool>(CL_DEVICE_IMAGE_SUPPORT);
  Result.Image3dWrites = Result.Images && Result.has("cl_khr_3d_image_writes");
  auto Floats = Device.ask<cl_device_fp_config>(CL_DEVICE_SINGLE_FP_CONFIG);
  Result.CorrectDivide = Floats & CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT;
  if (cl().SVMAlloc && cl().SVMFree && cl().EnqueueSVMMemcpy && cl().EnqueueSVMMemFill &&
      cl().SetKernelArgSVMPointer && cl().SetKernelExecInfo)
    Result.Svm = Device.askOptional<cl_device_svm_capabilities>(CL_DEVICE_SVM_CAPABILITIES);
  Result.IsPocl = Result.Platform == "Portable Computing Language";
  Result.Usm = Result.has("cl_intel_unified_shared_memory");
  hide(Result);
  return Device.Code;
}

} // namespace lorcha::runtime::opencl
