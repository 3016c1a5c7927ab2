// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lookup in the API tables.
#include "lorcha/Api/ApiTable.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace lorcha {
namespace {

TEST(ApiTable, FindsEveryKindOfName) {
  struct Expectation {
    const char *Cuda, *Lorcha;
    ApiKind Kind;
  };
  for (const Expectation &Expected :
       {Expectation{"cudaMalloc", "lorchaMalloc", ApiKind::Function},
        {"cudaError", "lorchaError", ApiKind::Enum},
        {"cudaErrorInvalidValue", "lorchaErrorInvalidValue", ApiKind::Enumerator},
        {"cudaDeviceProp", "lorchaDeviceProp", ApiKind::Struct},
        {"cudaError_t", "lorchaError_t", ApiKind::Typedef},
        {"cudaStream_t", "lorchaStream_t", ApiKind::Handle},
        {"CUstream_st", "LorchaStream", ApiKind::Handle},
        {"CUDART_VERSION", "LORCHART_VERSION", ApiKind::Constant},
        {"make_cudaExtent", "make_lorchaExtent", ApiKind::Function},
        {"cudaThreadSynchronize", "lorchaDeviceSynchronize", ApiKind::Deprecated}}) {
    const ApiEntry *Entry = lookupApi(Expected.Cuda);
    ASSERT_NE(Entry, nullptr) << Expected.Cuda;
    EXPECT_EQ(Entry->CudaName, Expected.Cuda);
    EXPECT_EQ(Entry->LorchaName, Expected.Lorcha);
    EXPECT_EQ(Entry->Kind, Expected.Kind) << Expected.Cuda;
  }
}

TEST(ApiTable, FindsNoOtherName) {
  for (const char *Name : {"", "cuda", "cudaMallo", "cudaMallocX", "lorchaMalloc", "zzz"})
    EXPECT_EQ(lookupApi(Name), nullptr) << Name;
  EXPECT_EQ(lookupBuiltin("__nothing"), nullptr);
  EXPECT_EQ(lookupHeader("stdio.h"), nullptr);
}

TEST(ApiTable, IsSortedWithoutDoubles) {
  llvm::ArrayRef<ApiEntry> Api = allApiEntries();
  EXPECT_EQ(
      std::adjacent_find(Api.begin(), Api.end(),
                         [](const ApiEntry &A, const ApiEntry &B) { return !(A.CudaName < B.CudaName); }),
      Api.end());
  llvm::ArrayRef<BuiltinEntry> Builtins = allBuiltins();
  EXPECT_EQ(std::adjacent_find(
                Builtins.begin(), Builtins.end(),
                [](const BuiltinEntry &A, const BuiltinEntry &B) { return !(A.CudaName < B.CudaName); }),
            Builtins.end());
}

TEST(ApiTable, NeverGivesOneLorchaNameToTwoNamesThatAreNotOld) {
  std::vector<llvm::StringRef> Names;
  for (const ApiEntry &Entry : allApiEntries())
    if (Entry.Kind != ApiKind::Deprecated)
      Names.push_back(Entry.LorchaName);
  std::sort(Names.begin(), Names.end());
  EXPECT_EQ(std::adjacent_find(Names.begin(), Names.end()), Names.end());
}

TEST(ApiTable, KnowsTheEffectsOfBuiltins) {
  ASSERT_NE(lookupBuiltin("__syncthreads"), nullptr);
  EXPECT_EQ(lookupBuiltin("__syncthreads")->Effect, BuiltinEffect::BlockBarrier);
  ASSERT_NE(lookupBuiltin("__shfl_sync"), nullptr);
  EXPECT_EQ(lookupBuiltin("__shfl_sync")->Effect, BuiltinEffect::WarpOp);
  ASSERT_NE(lookupBuiltin("__isShared"), nullptr);
  EXPECT_EQ(lookupBuiltin("__isShared")->Cpu, ApiState::Unsupported);
}

TEST(ApiTable, KnowsWhatToIncludeInstead) {
  ASSERT_NE(lookupHeader("cuda_runtime.h"), nullptr);
  EXPECT_EQ(lookupHeader("cuda_runtime.h")->LorchaName, "lorcha/runtime.h");
}

} // namespace
} // namespace lorcha
