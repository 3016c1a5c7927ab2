// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The translator as a library: headers that were read before.
#include "lorcha/Driver/Translator.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace lorcha;

namespace {
class Precompiled : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<64> Path;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("lorcha-translator", Path));
    Folder = Path.str().str();
    Options.IncludeDirectory = LORCHA_TEST_INCLUDE;
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Folder); }

  void write(const char *Name, llvm::StringRef Text) {
    Options.Input = Folder + "/" + Name;
    std::error_code Code;
    llvm::raw_fd_ostream(Options.Input, Code) << Text;
    ASSERT_FALSE(Code);
  }

  std::string textOf() {
    llvm::Expected<TranslateResult> Result = translate(Options);
    EXPECT_TRUE(static_cast<bool>(Result));
    EXPECT_TRUE(Result->Parsed);
    return Result->Text;
  }

  TranslateOptions Options;
  std::string Folder;
};
} // namespace

/// Clang's own forms of headers differ by the standard.
class OfStandard : public Precompiled, public testing::WithParamInterface<const char *> {};
INSTANTIATE_TEST_SUITE_P(Standards, OfStandard, testing::Values("-std=gnu++17", "-std=c++20"),
                         [](const auto &Each) { return Each.index ? "Cxx20" : "Gnu17"; });

TEST_P(OfStandard, HeadersChangeNoText) {
  Options.Arguments = {GetParam()};
  write("headers.cu", "#include <cooperative_groups.h>\n#include <vector>\n");
  const PrecompiledHeaders Made = precompileHeaders(Options, Folder);
  ASSERT_FALSE(Made.Host.empty());

  write("kernels.cu", R"(
#include <cooperative_groups.h>
#include <vector>
namespace cg = cooperative_groups;
template <class T> __device__ T twice(T x) { return x + x; }
#if __CUDA_ARCH__ >= 700
__device__ int inner(int x) { return twice(x) + __shfl_xor_sync(~0u, x, 1); }
#else
__device__ int inner(int x) { return x; }
#endif
__constant__ float table[4];
__global__ void sum(int *out) {
  __shared__ int part[64];
  cg::thread_block block = cg::this_thread_block();
  part[threadIdx.x] = inner(threadIdx.x) + (int)table[1];
  block.sync();
  atomicAdd(out, part[(threadIdx.x + 1) % 64]);
}
int main() {
  std::vector<int> host(1);
  int *out;
  cudaMalloc(&out, sizeof(int));
  sum<<<1, 64>>>(out);
  cudaDeviceSynchronize(); // one of the host's and one of the device's have this signature
  cudaMemcpy(host.data(), out, sizeof(int), cudaMemcpyDeviceToHost);
}
)");
  const std::string Plain = textOf();
  EXPECT_NE(Plain.find("lorcha::configure"), std::string::npos);
  Options.Precompiled = Made;
  EXPECT_EQ(textOf(), Plain);
}

TEST_F(Precompiled, HeadersThatAreWrongGiveNone) {
  write("headers.cu", "#include <no-such-header.h>\n");
  testing::internal::CaptureStderr();
  EXPECT_TRUE(precompileHeaders(Options, Folder).Host.empty());
  EXPECT_NE(testing::internal::GetCapturedStderr().find("no-such-header.h"), std::string::npos);
}
