// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a kernel's text to an OpenCL program, through the cache.
#include "backends/opencl/Cache.h"
#include "backends/opencl/Kernels.h"
#include "core/Log.h"
#include <cstring>

namespace lorcha::runtime::opencl {

/// The name in the cache: a hash of all that the binary depends on.
static std::string cacheName(const std::vector<const char *> &Pieces, const std::string &Options,
                             const Capabilities &Can) {
  Hasher Hash;
  for (const std::string &Each : {std::string(LORCHA_VERSION), Can.Platform, Can.PlatformVersion, Can.Name,
                                  Can.DeviceVersion, Can.DriverVersion, Options})
    Hash.add(Each);
  for (const char *Each : Pieces)
    Hash.add(Each, std::strlen(Each));
  return Hash.name();
}

static ClProgram fromBinary(const std::vector<unsigned char> &Binary, const DeviceHandles &On) {
  const unsigned char *Data = Binary.data();
  size_t Bytes = Binary.size();
  cl_int State, Code;
  ClProgram Program(cl().CreateProgramWithBinary(On.Context, 1, &On.Device, &Bytes, &Data, &State, &Code));
  if (!Program || State != CL_SUCCESS ||
      cl().BuildProgram(Program.get(), 1, &On.Device, "", nullptr, nullptr) != CL_SUCCESS)
    return ClProgram(); // of another driver after all, or damaged in a way that the hash does not show
  return Program;
}

static std::vector<unsigned char> binaryOf(const ClProgram &Program) {
  size_t Bytes = 0;
  if (cl().GetProgramInfo(Program.get(), CL_PROGRAM_BINARY_SIZES, sizeof(Bytes), &Bytes, nullptr) !=
      CL_SUCCESS)
    return {};
  std::vector<unsigned char> Binary(Bytes);
  unsigned char *Data = Binary.data();
  if (!Bytes ||
      cl().GetProgramInfo(Program.get(), CL_PROGRAM_BINARIES, sizeof(Data), &Data, nullptr) != CL_SUCCESS)
    return {};
  return Binary;
}

/// The driver's log, after a line that says what it is about. The text's #line directives make it name the
/// .cu.
static void sayLog(const FoundKernel &Kernel, const ClProgram &Program, const DeviceHandles &On) {
  size_t Bytes = 0;
  std::string Log;
  if (cl().GetProgramBuildInfo(Program.get(), On.Device, CL_PROGRAM_BUILD_LOG, 0, nullptr, &Bytes) ==
          CL_SUCCESS &&
      Bytes) {
    Log.resize(Bytes);
    if (cl().GetProgramBuildInfo(Program.get(), On.Device, CL_PROGRAM_BUILD_LOG, Bytes, Log.data(),
                                 nullptr) != CL_SUCCESS)
      Log.clear();
  }
  Log.resize(std::strlen(Log.c_str()));
  say("kernel '{}' of {} does not build on '{}'; the driver says:\n{}", Kernel.Kernel->Name,
      Kernel.Module->SourceName, On.Can->Name, Log.empty() ? "nothing" : Log);
}

static ClProgram fromSource(const FoundKernel &Kernel, std::vector<const char *> &Pieces,
                            const std::string &Options, const DeviceHandles &On, Status &Result) {
  cl_int Code;
  ClProgram Program(cl().CreateProgramWithSource(On.Context, static_cast<cl_uint>(Pieces.size()),
                                                 Pieces.data(), nullptr, &Code));
  if (!Program) {
    Result = failed("clCreateProgramWithSource", Code);
    return Program;
  }
  Code = cl().BuildProgram(Program.get(), 1, &On.Device, Options.c_str(), nullptr, nullptr);
  if (Code == CL_SUCCESS)
    return Program;
  sayLog(Kernel, Program, On);
  Result = failed("clBuildProgram", Code);
  return ClProgram();
}

ClProgram buildProgram(const FoundKernel &Kernel, const DeviceHandles &On, Status &Result) {
  uint64_t Start = isLogged(LogTopic::Launch) ? nowNanoseconds() : 0;
  std::string Definitions;
  std::vector<const char *> Pieces;
  if (!assembleSource(Kernel, *On.Can, Definitions, Pieces)) {
    Result = Status::InvalidKernelImage;
    return ClProgram();
  }
  std::string Options = buildOptions(*On.Can), Name = cacheName(Pieces, Options, *On.Can);
  std::vector<unsigned char> Binary = readCache(Name);
  uint64_t Found = Start ? nowNanoseconds() : 0;
  ClProgram Program = Binary.empty() ? ClProgram() : fromBinary(Binary, On);
  bool IsCached = bool(Program);
  if (!IsCached) {
    Program = fromSource(Kernel, Pieces, Options, On, Result);
    if (Program)
      if (Binary = binaryOf(Program); !Binary.empty())
        writeCache(Name, Binary);
  }
  if (Start && Program)
    say("kernel {} {} {}: {:.2f} ms, {:.2f} ms of it in the driver", Kernel.Kernel->Name,
        IsCached ? "from the cache as" : "built as", Name, double(nowNanoseconds() - Start) / 1e6,
        double(nowNanoseconds() - Found) / 1e6);
  return Program;
}

} // namespace lorcha::runtime::opencl
