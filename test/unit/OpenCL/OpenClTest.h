// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the tests of the OpenCL backend share: a fixture that leaves the device as it found it, and memory.
#ifndef LORCHA_TEST_OPENCLTEST_H
#define LORCHA_TEST_OPENCLTEST_H

#include "TestKernels.h"
#include <gtest/gtest.h>
#include <vector>

namespace lorcha::test {

class OpenClTest : public testing::Test {
protected:
  void SetUp() override {
    int Count = 0;
    ASSERT_EQ(lorchaGetDeviceCount(&Count), lorchaSuccess)
        << "these tests need an OpenCL device, such as PoCL";
    ASSERT_EQ(lorchaSetDevice(0), lorchaSuccess);
    lorchaGetLastError();
  }
  void TearDown() override {
    EXPECT_EQ(lorchaDeviceReset(), lorchaSuccess);
    lorchaGetLastError();
  }
};

/// Device memory with a copy of some values, for as long as this lives.
template <class T> class OnDevice {
public:
  explicit OnDevice(std::vector<T> Values) : Count(Values.size()) {
    EXPECT_EQ(lorchaMalloc(&Data, Count * sizeof(T)), lorchaSuccess);
    EXPECT_EQ(lorchaMemcpy(Data, Values.data(), Count * sizeof(T), lorchaMemcpyHostToDevice), lorchaSuccess);
  }
  OnDevice(size_t Count, T Value) : OnDevice(std::vector<T>(Count, Value)) {}
  ~OnDevice() { lorchaFree(Data); }
  OnDevice(const OnDevice &) = delete;
  OnDevice &operator=(const OnDevice &) = delete;
  T *get() const { return Data; }
  std::vector<T> values() const {
    std::vector<T> Result(Count);
    EXPECT_EQ(lorchaMemcpy(Result.data(), Data, Count * sizeof(T), lorchaMemcpyDeviceToHost), lorchaSuccess);
    return Result;
  }

private:
  T *Data = nullptr;
  size_t Count;
};

/// The numbers from 0 on.
template <class T> std::vector<T> numbers(size_t Count) {
  std::vector<T> Result(Count);
  for (size_t I = 0; I < Count; ++I)
    Result[I] = static_cast<T>(I);
  return Result;
}

} // namespace lorcha::test

#endif
