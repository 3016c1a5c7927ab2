// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Device.h"
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

namespace lorcha::test {
namespace {

void check(cl_int Status, const char *What) {
  if (Status != CL_SUCCESS)
    throw std::runtime_error(std::string(What) + ": OpenCL error " + std::to_string(Status));
}

std::string readPart(const std::string &Name) {
  std::ifstream File(std::string(LORCHA_OPENCL_LIBRARY) + "/" + Name + ".cl");
  if (!File)
    throw std::runtime_error("no library part " + Name);
  std::stringstream Text;
  Text << File.rdbuf();
  return Text.str();
}

void addPart(const std::string &Name, std::vector<std::string> &Added, std::string &Text) {
  if (std::count(Added.begin(), Added.end(), Name))
    return;
  Added.push_back(Name);
  const std::string Part = readPart(Name);
  std::istringstream Lines(Part);
  for (std::string Line; std::getline(Lines, Line);)
    if (Line.rfind("//!needs ", 0) == 0)
      addPart(Line.substr(9), Added, Text);
  Text += "#line 1 \"" + Name + ".cl\"\n" + Part;
}

/// The identifiers in all kernels of tests. The process writes them where LORCHA_CALLED_NAMES says, one a
/// line, so that a later test can tell which functions of the library have been called.
struct CalledNames : testing::Environment {
  std::set<std::string> Names;

  void add(const std::string &Source) {
    static const std::regex Identifier("[A-Za-z_]\\w*");
    for (std::sregex_iterator I(Source.begin(), Source.end(), Identifier), End; I != End; ++I)
      Names.insert(I->str());
  }
  void TearDown() override {
    const char *Path = std::getenv("LORCHA_CALLED_NAMES");
    if (!Path)
      return;
    std::ofstream File(Path);
    for (const std::string &Name : Names)
      File << Name << "\n";
  }
};
CalledNames *const Called = new CalledNames;
[[maybe_unused]] testing::Environment *const Added = testing::AddGlobalTestEnvironment(Called);

} // namespace

std::string libraryText(const std::vector<std::string> &Parts) {
  std::vector<std::string> Added;
  std::string Text;
  addPart("prelude", Added, Text);
  for (const std::string &Part : Parts)
    addPart(Part, Added, Text);
  return Text;
}

Buffer::Buffer(cl_context Context, size_t Bytes, const void *Initial) {
  cl_int Status;
  Memory = clCreateBuffer(Context, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR, Bytes,
                          const_cast<void *>(Initial), &Status);
  check(Status, "clCreateBuffer");
}
Buffer::~Buffer() {
  if (Memory)
    clReleaseMemObject(Memory);
}

Argument Argument::null() {
  Argument Result(uint64_t(0));
  Result.Size = sizeof(cl_mem);
  Result.IsBuffer = true;
  return Result;
}
Argument Argument::local(size_t Bytes) {
  Argument Result(uint64_t(0));
  Result.Size = Bytes;
  Result.IsLocal = true;
  return Result;
}

Device *Device::get() {
  static Device *Only = []() -> Device * {
    cl_platform_id Platform;
    cl_device_id Id;
    if (clGetPlatformIDs(1, &Platform, nullptr) != CL_SUCCESS ||
        clGetDeviceIDs(Platform, CL_DEVICE_TYPE_ALL, 1, &Id, nullptr) != CL_SUCCESS)
      return nullptr;
    return new Device(Id);
  }();
  return Only;
}

Device::Device(cl_device_id Id) : Id(Id) {
  cl_int Status;
  Context = clCreateContext(nullptr, 1, &Id, nullptr, nullptr, &Status);
  check(Status, "clCreateContext");
  Queue = clCreateCommandQueue(Context, Id, 0, &Status);
  check(Status, "clCreateCommandQueue");
  size_t Length;
  check(clGetDeviceInfo(Id, CL_DEVICE_EXTENSIONS, 0, nullptr, &Length), "clGetDeviceInfo");
  Extensions.resize(Length);
  check(clGetDeviceInfo(Id, CL_DEVICE_EXTENSIONS, Length, Extensions.data(), nullptr), "clGetDeviceInfo");
}

bool Device::has(const char *Extension) const { return Extensions.find(Extension) != std::string::npos; }

cl_program Device::build(const std::vector<std::string> &Parts, const std::string &Source,
                         BuildOptions Options) {
  std::string Text =
      Options.HasRegions ? "#define LORCHA_ADDRESS_REGIONS\n" : "#define LORCHA_ADDRESSES_ARE_POINTERS\n";
  if (hasFp64() && !Options.HidesFp64)
    Text += "#define LORCHA_HAS_FP64\n";
  if (hasInt64Atomics() && !Options.HidesInt64Atomics)
    Text += "#define LORCHA_HAS_INT64_ATOMICS\n";
  std::string Flags = "-cl-std=CL1.2";
  cl_device_fp_config Config = 0;
  clGetDeviceInfo(Id, CL_DEVICE_SINGLE_FP_CONFIG, sizeof(Config), &Config, nullptr);
  if ((Config & CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0) {
    Text += "#define LORCHA_HAS_CORRECT_DIVIDE_SQRT\n";
    Flags += " -cl-fp32-correctly-rounded-divide-sqrt";
  }
  Called->add(Source);
  Text += libraryText(Parts) + "#line 1 \"test.cl\"\n" + Source;

  const char *Pointer = Text.c_str();
  cl_int Status;
  cl_program Program = clCreateProgramWithSource(Context, 1, &Pointer, nullptr, &Status);
  check(Status, "clCreateProgramWithSource");
  if (clBuildProgram(Program, 1, &Id, Flags.c_str(), nullptr, nullptr) != CL_SUCCESS) {
    std::string Log(1 << 16, '\0');
    clGetProgramBuildInfo(Program, Id, CL_PROGRAM_BUILD_LOG, Log.size(), Log.data(), nullptr);
    clReleaseProgram(Program);
    throw std::runtime_error("does not build:\n" + std::string(Log.c_str()));
  }
  return Program;
}

void Device::run(cl_program Program, const char *Name, size_t Global, size_t Local,
                 const std::vector<Argument> &Arguments) {
  const size_t GlobalSize[3] = {Global, 1, 1}, LocalSize[3] = {Local, 1, 1};
  run3(Program, Name, GlobalSize, LocalSize, Arguments);
}

void Device::run3(cl_program Program, const char *Name, const size_t *Global, const size_t *Local,
                  const std::vector<Argument> &Arguments) {
  cl_int Status;
  cl_kernel Kernel = clCreateKernel(Program, Name, &Status);
  check(Status, "clCreateKernel");
  for (cl_uint I = 0; I < Arguments.size(); ++I) {
    const Argument &A = Arguments[I];
    const void *Value = A.IsLocal ? nullptr : A.IsBuffer ? static_cast<const void *>(&A.Memory) : &A.Value;
    check(clSetKernelArg(Kernel, I, A.Size, Value), "clSetKernelArg");
  }
  check(clEnqueueNDRangeKernel(Queue, Kernel, 3, nullptr, Global, Local, 0, nullptr, nullptr),
        "clEnqueueNDRangeKernel");
  check(clFinish(Queue), "clFinish");
  clReleaseKernel(Kernel);
}

void Device::read(const Buffer &From, void *To, size_t Bytes) {
  check(clEnqueueReadBuffer(Queue, From.get(), CL_TRUE, 0, Bytes, To, 0, nullptr, nullptr),
        "clEnqueueReadBuffer");
}

} // namespace lorcha::test
