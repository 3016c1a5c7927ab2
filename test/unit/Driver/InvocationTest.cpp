// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The meaning of flags.
#include "lorcha/Driver/Invocation.h"

#include "gtest/gtest.h"

using namespace lorcha;

static Invocation read(std::vector<const char *> Argv) {
  Reporter Report("test");
  Report.silenceAll();
  std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
  std::optional<Invocation> Call = Parsed ? makeInvocation(*Parsed, Report) : std::nullopt;
  EXPECT_TRUE(Call);
  return Call ? *Call : Invocation();
}

TEST(Invocation, TheHighestArchitectureCounts) {
  EXPECT_EQ(read({"a.cu"}).CudaArch, 800u);
  EXPECT_EQ(read({"-arch=sm_35"}).CudaArch, 350u);
  EXPECT_EQ(read({"-arch", "compute_90a"}).CudaArch, 900u);
  EXPECT_EQ(read({"-gencode", "arch=compute_70,code=sm_70", "-gencode=arch=compute_50,code=[sm_50,sm_52]"})
                .CudaArch,
            700u);
  EXPECT_EQ(read({"-arch=native"}).CudaArch, 800u);
  EXPECT_EQ(read({"--gpu-name", "sm_13"}).CudaArch, 130u);
}

TEST(Invocation, TranslatedTextIsAtLeastCxx17) {
  EXPECT_EQ(read({"-std=c++11"}).translatedStandard(), "gnu++17");
  EXPECT_EQ(read({"a.cu"}).translatedStandard(), "gnu++17");
  EXPECT_EQ(read({"-std=c++20"}).translatedStandard(), "c++20");
  EXPECT_EQ(read({"-std=c++17"}).translatedStandard(), "c++17");
}

TEST(Invocation, TheHostCompilersStandardCountsAsOurs) {
  const Invocation Old = read({"-Xcompiler", "-O2 -std=c++11", "a.cu"});
  EXPECT_EQ(Old.Standard, "c++11");
  EXPECT_EQ(Old.translatedStandard(), "gnu++17");
  EXPECT_EQ(Old.HostFlags, std::vector<std::string>{"-O2"});
  EXPECT_EQ(read({"-Xcompiler=-std=gnu++20", "-std=c++14", "a.cu"}).translatedStandard(), "gnu++20");
  const Invocation C = read({"-Xcompiler", "-std=c99", "a.c"});
  EXPECT_EQ(C.HostFlags, std::vector<std::string>{"-std=c99"});
}

TEST(Invocation, InputsHaveTheLanguageOfTheirSuffix) {
  Invocation Call = read({"a.cu", "b.cpp", "c.c", "d.o", "libe.a", "f.so.1"});
  ASSERT_EQ(Call.Inputs.size(), 6u);
  EXPECT_EQ(Call.Inputs[0].Kind, Language::Cuda);
  EXPECT_EQ(Call.Inputs[1].Kind, Language::Cxx);
  EXPECT_EQ(Call.Inputs[2].Kind, Language::C);
  EXPECT_EQ(Call.Inputs[3].Kind, Language::Linkable);
  EXPECT_EQ(Call.Inputs[5].Kind, Language::Linkable);
  Invocation Forced = read({"-x", "cu", "b.cpp", "d.o"});
  EXPECT_EQ(Forced.Inputs[0].Kind, Language::Cuda);
  EXPECT_EQ(Forced.Inputs[1].Kind, Language::Linkable);
}

TEST(Invocation, LibrariesOfCudaMeanLorchas) {
  Invocation Call = read({"a.o", "-lcudart", "-lm", "-l", "cuda", "-Lx"});
  ASSERT_EQ(Call.LinkLine.size(), 3u);
  EXPECT_EQ(Call.LinkLine[0].Input, std::optional<size_t>(0));
  EXPECT_EQ(Call.LinkLine[1].Flag, "-lm");
  EXPECT_EQ(Call.LinkLine[2].Flag, "-Lx");
}

TEST(Invocation, RelocatableCodeByEitherFlag) {
  EXPECT_FALSE(read({"-c", "a.cu"}).Relocatable);
  EXPECT_TRUE(read({"-dc", "a.cu"}).Relocatable);
  EXPECT_TRUE(read({"-c", "-rdc=true", "a.cu"}).Relocatable);
  EXPECT_FALSE(read({"-rdc", "false", "a.cu"}).Relocatable);
}
