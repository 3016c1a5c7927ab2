// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the OpenCL device library with kernels of a test on the first OpenCL device, and runs them. Tests
// are skipped where there is no device.
#ifndef LORCHA_TEST_OPENCLDEVICE_DEVICE_H
#define LORCHA_TEST_OPENCLDEVICE_DEVICE_H

#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace lorcha::test {

/// What a build hides of the device, and how it keeps addresses.
struct BuildOptions {
  bool HidesFp64 = false;
  bool HidesInt64Atomics = false;
  bool HasRegions = false;
};

/// Device memory that is freed with the object.
class Buffer {
public:
  Buffer(cl_context Context, size_t Bytes, const void *Initial);
  Buffer(Buffer &&Other) : Memory(Other.Memory) { Other.Memory = nullptr; }
  Buffer(const Buffer &) = delete;
  ~Buffer();
  cl_mem get() const { return Memory; }

private:
  cl_mem Memory = nullptr;
};

/// One argument of a kernel: a buffer, bytes of local memory, or a value.
struct Argument {
  Argument(const Buffer &B) : Size(sizeof(cl_mem)), Memory(B.get()), IsBuffer(true) {}
  Argument(uint32_t Value) : Size(sizeof(Value)), Value(Value) {}
  Argument(uint64_t Value) : Size(sizeof(Value)), Value(Value) {}
  static Argument null();
  static Argument local(size_t Bytes);

  size_t Size;
  cl_mem Memory = nullptr;
  uint64_t Value = 0;
  bool IsBuffer = false;
  bool IsLocal = false;
};

/// The device and its queue; one for the process.
class Device {
public:
  /// Null if there is no OpenCL device.
  static Device *get();

  bool hasFp64() const { return has("cl_khr_fp64"); }
  bool hasInt64Atomics() const {
    return has("cl_khr_int64_base_atomics") && has("cl_khr_int64_extended_atomics");
  }

  /// The prelude, the parts with what they need, and Source, as one program. Throws std::runtime_error with
  /// the driver's log if it does not build.
  cl_program build(const std::vector<std::string> &Parts, const std::string &Source,
                   BuildOptions Options = {});
  /// Runs the kernel of that name and waits.
  void run(cl_program Program, const char *Kernel, size_t Global, size_t Local,
           const std::vector<Argument> &Arguments);
  /// The same over three dimensions.
  void run3(cl_program Program, const char *Kernel, const size_t *Global, const size_t *Local,
            const std::vector<Argument> &Arguments);

  template <class T> Buffer upload(const std::vector<T> &Values) {
    return Buffer(Context, Values.size() * sizeof(T), Values.data());
  }
  /// Of Bytes zero bytes.
  Buffer zeros(size_t Bytes) { return upload(std::vector<char>(Bytes)); }
  template <class T> std::vector<T> download(const Buffer &From, size_t Count) {
    std::vector<T> Result(Count);
    read(From, Result.data(), Count * sizeof(T));
    return Result;
  }

private:
  Device(cl_device_id Id);
  bool has(const char *Extension) const;
  void read(const Buffer &From, void *To, size_t Bytes);

  cl_device_id Id;
  cl_context Context;
  cl_command_queue Queue;
  std::string Extensions;
};

/// The text of the parts, each once and behind what it needs.
std::string libraryText(const std::vector<std::string> &Parts);

} // namespace lorcha::test

/// First line of a test: skips it where no device is.
#define LORCHA_NEEDS_DEVICE(Variable)                                                                        \
  lorcha::test::Device *Variable = lorcha::test::Device::get();                                              \
  if (!Variable)                                                                                             \
  GTEST_SKIP() << "no OpenCL device"

#endif
