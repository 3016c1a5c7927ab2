// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a text to an OpenCL program, through the cache.
#include "backends/opencl/Cache.h"
#include "backends/opencl/Programs.h"
#include "core/Log.h"
#include <cstring>

namespace lorcha::runtime::opencl {

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

/// What the driver has to say about a build. The text's #line directives make it name the .cu.
static std::string logOf(const ClProgram &Program, const DeviceHandles &On) {
  size_t Bytes = 0;
  std::string Log;
  if (cl().GetProgramBuildInfo(Program.get(), On.Device, CL_PROGRAM_BUILD_LOG, 0, nullptr, &Bytes) !=
          CL_SUCCESS ||
      !Bytes)
    return Log;
  Log.resize(Bytes);
  if (cl().GetProgramBuildInfo(Program.get(), On.Device, CL_PROGRAM_BUILD_LOG, Bytes, Log.data(), nullptr) !=
      CL_SUCCESS)
    Log.clear();
  Log.resize(std::strlen(Log.c_str()));
  return Log;
}

static void sayFailed(const KernelGroup &Group, const ClProgram &Program, const DeviceHandles &On) {
  std::string Log = logOf(Program, On);
  say("kernel '{}' of {} does not build on '{}'; the driver says:\n{}",
      Group.Module->Kernels[Group.Kernels[0]].Name, Group.Module->SourceName, On.Can->Name,
      Log.empty() ? "nothing" : Log);
}

static ClProgram fromSource(const KernelGroup &Group, const ProgramSource &Source, const DeviceHandles &On,
                            Status &Result) {
  cl_int Code;
  std::vector<const char *> Pieces = Source.Pieces;
  ClProgram Program(cl().CreateProgramWithSource(On.Context, static_cast<cl_uint>(Pieces.size()),
                                                 Pieces.data(), nullptr, &Code));
  if (!Program) {
    Result = failed("clCreateProgramWithSource", Code);
    return Program;
  }
  Code = cl().BuildProgram(Program.get(), 1, &On.Device, Source.Options.c_str(), nullptr, nullptr);
  if (Code == CL_SUCCESS)
    return Program;
  if (Code == CL_BUILD_PROGRAM_FAILURE && Group.Kernels.size() > 1) {
    Result = Status::InvalidKernelImage; // which of them is to blame is said when each is built alone
    return ClProgram();
  }
  sayFailed(Group, Program, On);
  Result = failed("clBuildProgram", Code);
  return ClProgram();
}

/// A line in the log for a program that was made since then.
static void sayMade(const KernelGroup &Group, const ProgramSource &Source, const char *How, uint64_t Start) {
  std::string Others =
      Group.Kernels.size() > 1 ? fmt::format(" and {} more", Group.Kernels.size() - 1) : std::string();
  trace("kernel {}{} {} {}: {:.2f} ms", Group.Module->Kernels[Group.Kernels[0]].Name, Others, How,
        Source.CacheName, double(nowNanoseconds() - Start) / 1e6);
}

ClProgram loadProgram(const KernelGroup &Group, const ProgramSource &Source, const DeviceHandles &On) {
  uint64_t Start = isLogged(LogTopic::Launch) ? nowNanoseconds() : 0;
  std::vector<unsigned char> Binary = readCache(Source.CacheName);
  ClProgram Program = Binary.empty() ? ClProgram() : fromBinary(Binary, On);
  if (Start && Program)
    sayMade(Group, Source, "from the cache as", Start);
  return Program;
}

ClProgram buildProgram(const KernelGroup &Group, const ProgramSource &Source, const DeviceHandles &On,
                       Status &Result) {
  uint64_t Start = isLogged(LogTopic::Launch) ? nowNanoseconds() : 0;
  ClProgram Program = fromSource(Group, Source, On, Result);
  if (!Program)
    return Program;
  if (std::vector<unsigned char> Binary = binaryOf(Program); !Binary.empty())
    writeCache(Source.CacheName, Binary);
  if (Start) {
    sayMade(Group, Source, "built as", Start);
    if (std::string Log = logOf(Program, On); Log.find_first_not_of(" \n") != std::string::npos)
      trace("the driver says:\n{}", Log);
  }
  return Program;
}

} // namespace lorcha::runtime::opencl
