// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libraries of kernels that are loaded while the program runs.
#include "RuntimeTest.h"
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace lorcha::test;
using LibrariesTest = RuntimeTest;

static constexpr const char *AddName = "_Z3addPii", *CountName = "count";

static std::string image() {
  std::ifstream From(LORCHA_TEST_LIBRARY, std::ios::binary);
  return {std::istreambuf_iterator<char>(From), std::istreambuf_iterator<char>()};
}

static lorchaError_t loadData(lorchaLibrary_t *Result, const void *Code) {
  return lorchaLibraryLoadData(Result, Code, nullptr, nullptr, 0, nullptr, nullptr, 0);
}
static lorchaError_t loadFile(lorchaLibrary_t *Result, const char *Name) {
  return lorchaLibraryLoadFromFile(Result, Name, nullptr, nullptr, 0, nullptr, nullptr, 0);
}

static lorchaKernel_t kernelOf(lorchaLibrary_t From, const char *Name) {
  lorchaKernel_t Result = nullptr;
  EXPECT_EQ(lorchaLibraryGetKernel(&Result, From, Name), lorchaSuccess) << Name;
  return Result;
}

static void run(lorchaKernel_t Kernel, dim3 Threads, std::vector<void *> Args) {
  ASSERT_EQ(
      lorchaLaunchKernel(reinterpret_cast<const void *>(Kernel), dim3(1), Threads, Args.data(), 0, nullptr),
      lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
}

TEST_F(LibrariesTest, KernelsOfAFileAreFoundByTheirLinkageNames) {
  lorchaLibrary_t Loaded = nullptr;
  ASSERT_EQ(loadFile(&Loaded, LORCHA_TEST_LIBRARY), lorchaSuccess);
  Shared<int> Values(8, 100);
  int *To = Values.get(), By = 20;
  run(kernelOf(Loaded, AddName), dim3(8), {&To, &By});
  EXPECT_EQ(Values.values(), std::vector<int>(8, 125));
  lorchaKernel_t Kernel;
  EXPECT_EQ(lorchaLibraryGetKernel(&Kernel, Loaded, "add"), lorchaErrorSymbolNotFound)
      << "it is no C function";
  EXPECT_EQ(lorchaLibraryUnload(Loaded), lorchaSuccess);
}

TEST_F(LibrariesTest, KernelsAreCountedAndListed) {
  lorchaLibrary_t Loaded = nullptr;
  ASSERT_EQ(loadFile(&Loaded, LORCHA_TEST_LIBRARY), lorchaSuccess);
  unsigned Count = 0;
  ASSERT_EQ(lorchaLibraryGetKernelCount(&Count, Loaded), lorchaSuccess);
  ASSERT_EQ(Count, 2u);
  lorchaKernel_t All[3] = {};
  ASSERT_EQ(lorchaLibraryEnumerateKernels(All, 3, Loaded), lorchaSuccess);
  EXPECT_EQ(All[2], nullptr);
  EXPECT_EQ((std::set<lorchaKernel_t>{All[0], All[1]}),
            (std::set<lorchaKernel_t>{kernelOf(Loaded, AddName), kernelOf(Loaded, CountName)}));
  lorchaKernel_t One[2] = {};
  ASSERT_EQ(lorchaLibraryEnumerateKernels(One, 1, Loaded), lorchaSuccess);
  EXPECT_EQ(One[0], All[0]);
  EXPECT_EQ(One[1], nullptr);
  EXPECT_EQ(lorchaKernelSetAttributeForDevice(All[0], lorchaFuncAttributeMaxDynamicSharedMemorySize, 1024, 0),
            lorchaSuccess);
  EXPECT_EQ(lorchaLibraryUnload(Loaded), lorchaSuccess);
}

TEST_F(LibrariesTest, TheSameImageTwiceGivesTwoLibraries) {
  const std::string Image = image();
  lorchaLibrary_t First = nullptr, Second = nullptr, Third = nullptr;
  {
    std::string Copy = Image; // gone when the library is used
    ASSERT_EQ(loadData(&First, Copy.data()), lorchaSuccess);
    std::fill(Copy.begin(), Copy.end(), '\0');
  }
  ASSERT_EQ(loadFile(&Second, LORCHA_TEST_LIBRARY), lorchaSuccess);
  ASSERT_EQ(loadFile(&Third, LORCHA_TEST_LIBRARY), lorchaSuccess) << "loaded already";
  run(kernelOf(First, CountName), dim3(10), {});
  run(kernelOf(Third, CountName), dim3(3), {});
  lorchaLibrary_t All[] = {First, Second, Third};
  const int Expected[] = {15, 5, 8};
  for (int I = 0; I < 3; ++I) {
    void *Address = nullptr;
    size_t Bytes = 0;
    ASSERT_EQ(lorchaLibraryGetGlobal(&Address, &Bytes, All[I], "Counter"), lorchaSuccess);
    ASSERT_EQ(Bytes, sizeof(int));
    int Value = 0;
    ASSERT_EQ(lorchaMemcpy(&Value, Address, Bytes, lorchaMemcpyDeviceToHost), lorchaSuccess);
    EXPECT_EQ(Value, Expected[I]) << I;
    EXPECT_EQ(lorchaLibraryUnload(All[I]), lorchaSuccess);
  }
}

TEST_F(LibrariesTest, ManagedVariablesAreFoundAsSuch) {
  lorchaLibrary_t Loaded = nullptr;
  ASSERT_EQ(loadData(&Loaded, image().data()), lorchaSuccess);
  void *Address = nullptr;
  size_t Bytes = 0;
  ASSERT_EQ(lorchaLibraryGetManaged(&Address, nullptr, Loaded, "_ZN5names4BothE"), lorchaSuccess);
  EXPECT_EQ(*static_cast<int *>(Address), 7);
  ASSERT_EQ(lorchaLibraryGetManaged(nullptr, &Bytes, Loaded, "_ZN5names4BothE"), lorchaSuccess);
  EXPECT_EQ(Bytes, sizeof(int));
  EXPECT_EQ(lorchaLibraryGetManaged(nullptr, nullptr, Loaded, "_ZN5names4BothE"), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaLibraryGetManaged(&Address, &Bytes, Loaded, "Counter"), lorchaErrorSymbolNotFound);
  EXPECT_EQ(lorchaLibraryGetGlobal(&Address, &Bytes, Loaded, "Nothing"), lorchaErrorSymbolNotFound);
  EXPECT_EQ(lorchaLibraryGetUnifiedFunction(&Address, Loaded, AddName), lorchaErrorSymbolNotFound);
  EXPECT_EQ(lorchaLibraryUnload(Loaded), lorchaSuccess);
}

TEST_F(LibrariesTest, AfterUnloadingNothingIsLeft) {
  lorchaLibrary_t Loaded = nullptr;
  ASSERT_EQ(loadFile(&Loaded, LORCHA_TEST_LIBRARY), lorchaSuccess);
  lorchaKernel_t Kernel = kernelOf(Loaded, CountName);
  void *Place = nullptr;
  ASSERT_EQ(lorchaLibraryGetGlobal(&Place, nullptr, Loaded, "Counter"), lorchaSuccess);
  ASSERT_EQ(lorchaLibraryUnload(Loaded), lorchaSuccess);
  EXPECT_EQ(lorchaLibraryUnload(Loaded), lorchaErrorInvalidResourceHandle);
  EXPECT_EQ(lorchaLaunchKernel(reinterpret_cast<const void *>(Kernel), dim3(1), dim3(1), nullptr, 0, nullptr),
            lorchaErrorInvalidDeviceFunction);
  EXPECT_EQ(lorchaKernelSetAttributeForDevice(Kernel, lorchaFuncAttributeMaxDynamicSharedMemorySize, 1024, 0),
            lorchaErrorInvalidResourceHandle);
  size_t Bytes;
  EXPECT_EQ(lorchaGetSymbolSize(&Bytes, static_cast<const void *>(Place)), lorchaErrorInvalidSymbol);
  EXPECT_EQ(lorchaLibraryGetKernel(&Kernel, Loaded, CountName), lorchaErrorInvalidResourceHandle);
  ASSERT_EQ(loadFile(&Loaded, LORCHA_TEST_LIBRARY), lorchaSuccess) << "and it can come back";
  run(kernelOf(Loaded, CountName), dim3(1), {});
  EXPECT_EQ(lorchaLibraryUnload(Loaded), lorchaSuccess);
}

TEST_F(LibrariesTest, CodeThatIsNotOursHasErrorsOfItsOwn) {
  lorchaLibrary_t Loaded = nullptr;
  EXPECT_EQ(loadFile(&Loaded, "/no/such/file.cubin"), lorchaErrorFileNotFound);
  EXPECT_EQ(loadData(&Loaded, "// made by hand\n  .version 7.0\n.target sm_70\n"),
            lorchaErrorJitCompilerNotFound);
  EXPECT_EQ(loadData(&Loaded, "/* a comment */ no PTX"), lorchaErrorInvalidKernelImage);
  EXPECT_EQ(loadData(&Loaded, ""), lorchaErrorInvalidKernelImage);
  const unsigned char FatBinary[] = {0x50, 0xed, 0x55, 0xba, 1, 0, 0x10, 0};
  EXPECT_EQ(loadData(&Loaded, FatBinary), lorchaErrorNoKernelImageForDevice);
  std::string Other = image();
  Other[18] = char(190), Other[19] = 0; // the machine: NVIDIA's
  EXPECT_EQ(loadData(&Loaded, Other.data()), lorchaErrorNoKernelImageForDevice);
  Other[18] = 8; // and another one
  EXPECT_EQ(loadData(&Loaded, Other.data()), lorchaErrorInvalidKernelImage);
  EXPECT_EQ(Loaded, nullptr);
}

TEST_F(LibrariesTest, DamagedFilesAreRefused) {
  const std::string Image = image(), Name = testing::TempDir() + "damaged.cubin";
  lorchaLibrary_t Loaded = nullptr;
  for (size_t Bytes : {size_t(0), size_t(3), size_t(40), Image.size() / 2}) {
    std::ofstream(Name, std::ios::binary) << Image.substr(0, Bytes);
    EXPECT_EQ(loadFile(&Loaded, Name.c_str()), lorchaErrorInvalidKernelImage) << Bytes;
  }
  std::remove(Name.c_str());
}

TEST_F(LibrariesTest, OptionsAreChecked) {
  lorchaLibrary_t Loaded = nullptr;
  lorchaJitOption Level = lorchaJitOptimizationLevel, Wrong = static_cast<lorchaJitOption>(1000);
  lorchaLibraryOption Kept = lorchaLibraryBinaryIsPreserved;
  void *Value = reinterpret_cast<void *>(4);
  const char *Name = LORCHA_TEST_LIBRARY;
  EXPECT_EQ(lorchaLibraryLoadFromFile(&Loaded, Name, nullptr, nullptr, 1, nullptr, nullptr, 0),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaLibraryLoadFromFile(&Loaded, Name, nullptr, nullptr, 0, &Kept, nullptr, 1),
            lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaLibraryLoadFromFile(&Loaded, Name, &Wrong, &Value, 1, nullptr, nullptr, 0),
            lorchaErrorInvalidValue);
  ASSERT_EQ(lorchaLibraryLoadFromFile(&Loaded, Name, &Level, &Value, 1, &Kept, &Value, 1), lorchaSuccess);
  EXPECT_EQ(lorchaLibraryUnload(Loaded), lorchaSuccess);
}
