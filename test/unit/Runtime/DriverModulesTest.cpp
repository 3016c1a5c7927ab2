// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API: modules, and kernels as functions of them.
#include "RuntimeTest.h"
#include "lorcha/driver.h"
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

using namespace lorcha::test;

namespace {

constexpr const char *AddName = "_Z3addPii";

/// The library of LibraryKernels.cpp as a module.
class DriverModulesTest : public RuntimeTest {
protected:
  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(cuModuleLoad(&Module, LORCHA_TEST_LIBRARY), CUDA_SUCCESS);
    ASSERT_EQ(cuModuleGetFunction(&Add, Module, AddName), CUDA_SUCCESS);
  }
  void TearDown() override {
    EXPECT_EQ(cuModuleUnload(Module), CUDA_SUCCESS);
    RuntimeTest::TearDown();
  }

  CUmodule Module = nullptr;
  CUfunction Add = nullptr;
};

using DriverKernelsTest = DriverModulesTest;

int attributeOf(CUfunction Function, CUfunction_attribute Attribute) {
  int Result = -1;
  EXPECT_EQ(cuFuncGetAttribute(&Result, Attribute, Function), CUDA_SUCCESS);
  return Result;
}

} // namespace

TEST_F(DriverModulesTest, AreLoadedFromMemory) {
  std::ifstream File(LORCHA_TEST_LIBRARY, std::ios::binary);
  const std::string Image{std::istreambuf_iterator<char>(File), std::istreambuf_iterator<char>()};
  CUmodule Plain = nullptr, Optioned = nullptr, Fat = nullptr;
  CUjit_option Option = CU_JIT_TARGET;
  void *Value = nullptr;
  EXPECT_EQ(cuModuleLoadData(&Plain, Image.data()), CUDA_SUCCESS);
  EXPECT_EQ(cuModuleLoadDataEx(&Optioned, Image.data(), 1, &Option, &Value), CUDA_SUCCESS);
  EXPECT_EQ(cuModuleLoadFatBinary(&Fat, Image.data()), CUDA_SUCCESS);
  EXPECT_NE(Plain, Optioned);
  for (CUmodule Each : {Plain, Optioned, Fat}) {
    CUfunction Found = nullptr;
    EXPECT_EQ(cuModuleGetFunction(&Found, Each, AddName), CUDA_SUCCESS);
    EXPECT_NE(Found, Add);
    EXPECT_EQ(cuModuleUnload(Each), CUDA_SUCCESS);
  }
  EXPECT_EQ(cuModuleUnload(Plain), CUDA_ERROR_INVALID_HANDLE);
  EXPECT_EQ(cuModuleLoadDataEx(&Plain, Image.data(), 1, nullptr, nullptr), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuModuleLoadData(&Plain, "no image"), CUDA_ERROR_INVALID_IMAGE);
  EXPECT_EQ(cuModuleLoadData(&Plain, nullptr), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuModuleLoad(&Plain, "/no/such/file"), CUDA_ERROR_FILE_NOT_FOUND);
  EXPECT_EQ(cuModuleLoad(nullptr, LORCHA_TEST_LIBRARY), CUDA_ERROR_INVALID_VALUE);
}

TEST_F(DriverModulesTest, HaveFunctionsAndVariables) {
  CUfunction Found = nullptr;
  EXPECT_EQ(cuModuleGetFunction(&Found, Module, "nothing"), CUDA_ERROR_NOT_FOUND);
  EXPECT_EQ(cuModuleGetFunction(nullptr, Module, AddName), CUDA_ERROR_INVALID_VALUE);
  CUdeviceptr Address = 0;
  size_t Bytes = 0;
  ASSERT_EQ(cuModuleGetGlobal(&Address, &Bytes, Module, "Counter"), CUDA_SUCCESS);
  EXPECT_EQ(Bytes, sizeof(int));
  int Value = 0;
  ASSERT_EQ(cuMemcpyDtoH(&Value, Address, sizeof(Value)), CUDA_SUCCESS);
  EXPECT_EQ(Value, 5);
  EXPECT_EQ(cuModuleGetGlobal(nullptr, &Bytes, Module, "Counter"), CUDA_SUCCESS);
  EXPECT_EQ(cuModuleGetGlobal(&Address, &Bytes, Module, "nothing"), CUDA_ERROR_NOT_FOUND);
}

TEST_F(DriverKernelsTest, TakeTheirParametersEachWay) {
  Shared<int> Values(8, 100);
  int *To = Values.get(), By = 20;
  void *Parameters[] = {&To, &By};
  ASSERT_EQ(cuLaunchKernel(Add, 1, 1, 1, 8, 1, 1, 0, nullptr, Parameters, nullptr), CUDA_SUCCESS);
  ASSERT_EQ(cuCtxSynchronize(), CUDA_SUCCESS);
  EXPECT_EQ(Values.values(), std::vector<int>(8, 125));

  char Buffer[16] = {};
  std::memcpy(Buffer, &To, sizeof(To));
  std::memcpy(Buffer + 8, &By, sizeof(By));
  size_t Bytes = 12;
  void *List[] = {CU_LAUNCH_PARAM_BUFFER_POINTER, Buffer, CU_LAUNCH_PARAM_BUFFER_SIZE, &Bytes,
                  CU_LAUNCH_PARAM_END};
  ASSERT_EQ(cuLaunchKernel(Add, 1, 1, 1, 8, 1, 1, 0, nullptr, nullptr, List), CUDA_SUCCESS);
  ASSERT_EQ(cuCtxSynchronize(), CUDA_SUCCESS);
  EXPECT_EQ(Values.values(), std::vector<int>(8, 150));
  EXPECT_EQ(cuLaunchKernel(Add, 1, 1, 1, 8, 1, 1, 0, nullptr, Parameters, List), CUDA_ERROR_INVALID_VALUE);
  Bytes = 8;
  EXPECT_EQ(cuLaunchKernel(Add, 1, 1, 1, 8, 1, 1, 0, nullptr, nullptr, List), CUDA_ERROR_INVALID_VALUE)
      << "the second parameter is missing";
  void *Nonsense[] = {&Bytes, Buffer, CU_LAUNCH_PARAM_END};
  EXPECT_EQ(cuLaunchKernel(Add, 1, 1, 1, 8, 1, 1, 0, nullptr, nullptr, Nonsense), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuLaunchKernel(Add, 0, 1, 1, 8, 1, 1, 0, nullptr, Parameters, nullptr), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuLaunchKernel(nullptr, 1, 1, 1, 8, 1, 1, 0, nullptr, Parameters, nullptr),
            CUDA_ERROR_INVALID_HANDLE);

  ASSERT_EQ(cuLaunchCooperativeKernel(Add, 1, 1, 1, 8, 1, 1, 0, nullptr, Parameters), CUDA_SUCCESS);
  ASSERT_EQ(cuCtxSynchronize(), CUDA_SUCCESS);
  EXPECT_EQ(Values.values(), std::vector<int>(8, 175));
}

TEST_F(DriverKernelsTest, TellTheRuntimesFacts) {
  lorchaFuncAttributes Facts;
  ASSERT_EQ(lorchaFuncGetAttributes(&Facts, Add), lorchaSuccess);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK), Facts.maxThreadsPerBlock);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES), static_cast<int>(Facts.sharedSizeBytes));
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_CONST_SIZE_BYTES), static_cast<int>(Facts.constSizeBytes));
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES), static_cast<int>(Facts.localSizeBytes));
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_NUM_REGS), Facts.numRegs);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_PTX_VERSION), Facts.ptxVersion);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_BINARY_VERSION), Facts.binaryVersion);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_CACHE_MODE_CA), Facts.cacheModeCA);
  EXPECT_EQ(cuFuncSetAttribute(Add, CU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT, 50), CUDA_SUCCESS);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT), 50);
  EXPECT_EQ(cuFuncSetAttribute(Add, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, 60000), CUDA_SUCCESS);
  EXPECT_EQ(attributeOf(Add, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES), 60000);
  EXPECT_EQ(cuFuncSetAttribute(Add, CU_FUNC_ATTRIBUTE_NUM_REGS, 1), CUDA_ERROR_INVALID_VALUE);
  int Value;
  EXPECT_EQ(cuFuncGetAttribute(&Value, static_cast<CUfunction_attribute>(99), Add), CUDA_ERROR_INVALID_VALUE);
  EXPECT_EQ(cuFuncGetAttribute(&Value, CU_FUNC_ATTRIBUTE_NUM_REGS, nullptr), CUDA_ERROR_INVALID_HANDLE);
  EXPECT_EQ(cuFuncSetCacheConfig(Add, CU_FUNC_CACHE_PREFER_SHARED), CUDA_SUCCESS);
  const char *Name = nullptr;
  EXPECT_EQ(cuFuncGetName(&Name, Add), CUDA_SUCCESS);
  EXPECT_STREQ(Name, "add");
}

TEST_F(DriverKernelsTest, TellHowManyBlocksFit) {
  int Blocks = 0, Grid = 0, Threads = 0;
  EXPECT_EQ(cuOccupancyMaxActiveBlocksPerMultiprocessor(&Blocks, Add, 128, 0), CUDA_SUCCESS);
  EXPECT_GT(Blocks, 0);
  EXPECT_EQ(cuOccupancyMaxPotentialBlockSize(&Grid, &Threads, Add, nullptr, 0, 0), CUDA_SUCCESS);
  EXPECT_GT(Grid, 0);
  EXPECT_EQ(Threads % 32, 0);
  auto Much = [](int Size) { return size_t(Size) * 400; };
  EXPECT_EQ(cuOccupancyMaxPotentialBlockSize(&Grid, &Threads, Add, Much, 0, 0), CUDA_SUCCESS);
  EXPECT_LE(Threads, 122) << "48 KiB hold no more";
  EXPECT_EQ(cuOccupancyMaxPotentialBlockSize(nullptr, &Threads, Add, nullptr, 0, 0),
            CUDA_ERROR_INVALID_VALUE);
}
