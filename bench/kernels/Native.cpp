// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A problem's kernel.cl through nothing but OpenCL. Ends the process with a message when OpenCL fails.
#include "Version.h"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

namespace bench {
namespace {

void check(cl_int Status, const char *What) {
  if (Status == CL_SUCCESS)
    return;
  std::fprintf(stderr, "%s: OpenCL error %d\n", What, Status);
  std::exit(1);
}

/// One context and queue for the process.
struct Context {
  cl_device_id Device;
  cl_context Handle;
  cl_command_queue Queue;

  Context() {
    cl_platform_id Platform;
    check(clGetPlatformIDs(1, &Platform, nullptr), "clGetPlatformIDs");
    check(clGetDeviceIDs(Platform, CL_DEVICE_TYPE_ALL, 1, &Device, nullptr), "clGetDeviceIDs");
    cl_int Status;
    Handle = clCreateContext(nullptr, 1, &Device, nullptr, nullptr, &Status);
    check(Status, "clCreateContext");
    Queue = clCreateCommandQueue(Handle, Device, 0, &Status);
    check(Status, "clCreateCommandQueue");
  }
};
Context &context() {
  static Context Only;
  return Only;
}

cl_program build(const std::string &Source) {
  const char *Text = Source.c_str();
  cl_int Status;
  cl_program Program = clCreateProgramWithSource(context().Handle, 1, &Text, nullptr, &Status);
  check(Status, "clCreateProgramWithSource");
  if (clBuildProgram(Program, 1, &context().Device, "-cl-std=CL1.2", nullptr, nullptr) != CL_SUCCESS) {
    std::string Log(1 << 16, '\0');
    clGetProgramBuildInfo(Program, context().Device, CL_PROGRAM_BUILD_LOG, Log.size(), Log.data(), nullptr);
    std::fprintf(stderr, "%s\n", Log.c_str());
    std::exit(1);
  }
  return Program;
}

std::string readFile(const std::string &Path) {
  std::ifstream File(Path);
  std::stringstream Text;
  Text << File.rdbuf();
  if (!File) {
    std::fprintf(stderr, "cannot read %s\n", Path.c_str());
    std::exit(1);
  }
  return Text.str();
}

class Native final : public Version {
public:
  explicit Native(const Problem &P)
      : Program(build(readFile(std::string(LORCHA_BENCH_KERNELS) + "/" + P.Name + "/kernel.cl"))) {
    cl_int Status;
    for (const Array &A : P.Arrays) {
      Buffers.push_back(clCreateBuffer(context().Handle, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR,
                                       A.Initial.size(), const_cast<char *>(A.Initial.data()), &Status));
      check(Status, "clCreateBuffer");
    }
    for (const NativeStep &S : P.Native)
      addStep(S);
  }
  ~Native() override {
    for (const Step &S : Steps)
      clReleaseKernel(S.Kernel);
    for (cl_mem Buffer : Buffers)
      clReleaseMemObject(Buffer);
    clReleaseProgram(Program);
  }

  void launch() override {
    for (const Step &S : Steps)
      check(clEnqueueNDRangeKernel(context().Queue, S.Kernel, 2, nullptr, S.Range.Global, S.Range.Local, 0,
                                   nullptr, nullptr),
            "clEnqueueNDRangeKernel");
  }
  void wait() override { check(clFinish(context().Queue), "clFinish"); }
  std::vector<char> download(size_t ArrayNumber) override {
    size_t Bytes;
    check(clGetMemObjectInfo(Buffers[ArrayNumber], CL_MEM_SIZE, sizeof(Bytes), &Bytes, nullptr),
          "clGetMemObjectInfo");
    std::vector<char> Result(Bytes);
    check(clEnqueueReadBuffer(context().Queue, Buffers[ArrayNumber], CL_TRUE, 0, Bytes, Result.data(), 0,
                              nullptr, nullptr),
          "clEnqueueReadBuffer");
    return Result;
  }

private:
  struct Step {
    cl_kernel Kernel;
    NativeStep Range;
  };
  void addStep(const NativeStep &S) {
    cl_int Status;
    Step New = {clCreateKernel(Program, S.Kernel, &Status), S};
    check(Status, "clCreateKernel");
    for (cl_uint I = 0; I < S.Arguments.size(); ++I) {
      const NativeArgument &A = S.Arguments[I];
      check(A.ArrayNumber < 0 ? clSetKernelArg(New.Kernel, I, A.Bytes, A.Value)
                              : clSetKernelArg(New.Kernel, I, sizeof(cl_mem), &Buffers[A.ArrayNumber]),
            "clSetKernelArg");
    }
    Steps.push_back(New);
  }

  cl_program Program;
  std::vector<cl_mem> Buffers;
  std::vector<Step> Steps;
};

} // namespace

std::unique_ptr<Version> makeNative(const Problem &P) { return std::make_unique<Native>(P); }

std::string nativeDevice() {
  char Name[256] = {};
  check(clGetDeviceInfo(context().Device, CL_DEVICE_NAME, sizeof(Name), Name, nullptr), "clGetDeviceInfo");
  return Name;
}

} // namespace bench
