// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is kept, when it is made, and what makes it be made again.
#include "lorcha/Driver/HeaderCache.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace lorcha;

namespace {
class HeaderCache : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> Made;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("lorcha-header-cache", Made));
    Root = std::string(Made);
    setenv("LORCHA_CACHE_DIR", Root.c_str(), 1);
    Header = Root + "/some.h";
    write(Header, "1");
  }
  void TearDown() override {
    unsetenv("LORCHA_CACHE_DIR");
    llvm::sys::fs::remove_directories(Root);
  }
  static void write(const std::string &Path, llvm::StringRef Text) {
    std::error_code Code;
    llvm::raw_fd_ostream(Path, Code) << Text;
    ASSERT_FALSE(Code);
  }
  std::optional<KeptHeaders> ask(std::vector<std::string> Flags = {"-O2"}) {
    return keptHeaders(std::move(Flags),
                       [&](const std::string &Folder) -> std::optional<std::vector<std::string>> {
                         ++Made;
                         if (Fails)
                           return std::nullopt;
                         write(Folder + "/headers.pch", "precompiled");
                         return std::vector<std::string>{Header};
                       });
  }
  std::string Root, Header;
  unsigned Made = 0;
  bool Fails = false;
};
} // namespace

TEST_F(HeaderCache, IsMadeAtTheSecondRequest) {
  EXPECT_FALSE(ask());
  EXPECT_EQ(Made, 0u);
  std::optional<KeptHeaders> Kept = ask();
  ASSERT_TRUE(Kept);
  EXPECT_EQ(Made, 1u);
  EXPECT_EQ(Kept->Files, std::vector<std::string>{Header});
  EXPECT_TRUE(llvm::sys::fs::exists(Kept->Folder + "/headers.pch"));
  EXPECT_TRUE(ask());
  EXPECT_EQ(Made, 1u);
}

TEST_F(HeaderCache, OtherFlagsAreOtherHeaders) {
  ask(), ask();
  EXPECT_FALSE(ask({"-O3"}));
  EXPECT_FALSE(ask({"-O2", "-g"}));
  EXPECT_EQ(Made, 1u);
}

TEST_F(HeaderCache, FoldersThatAreRelativeAreOthersElsewhere) {
  const std::vector<std::string> Flags = {"-Iinclude"};
  ask(Flags), ask(Flags);
  llvm::SmallString<128> Before;
  llvm::sys::fs::current_path(Before);
  ASSERT_FALSE(llvm::sys::fs::set_current_path(Root));
  EXPECT_FALSE(ask(Flags));
  ASSERT_FALSE(llvm::sys::fs::set_current_path(Before));
  EXPECT_TRUE(ask(Flags));
}

TEST_F(HeaderCache, AHeaderThatChangedMakesThemAnew) {
  ask(), ask();
  write(Header, "changed");
  EXPECT_TRUE(ask());
  EXPECT_EQ(Made, 2u);
  llvm::sys::fs::remove(Header);
  write(Root + "/other.h", "");
  Header = Root + "/other.h";
  EXPECT_TRUE(ask());
  EXPECT_EQ(Made, 3u);
}

TEST_F(HeaderCache, WhatCannotBeMadeIsNotTriedAgainSoon) {
  Fails = true;
  ask();
  EXPECT_FALSE(ask());
  EXPECT_FALSE(ask());
  EXPECT_EQ(Made, 1u);
}

TEST_F(HeaderCache, ThereNeedNotBeOne) {
  setenv("LORCHA_CACHE_DIR", "off", 1);
  EXPECT_FALSE(ask());
  EXPECT_FALSE(ask());
  setenv("LORCHA_CACHE_DIR", "/proc/nothing", 1);
  EXPECT_FALSE(ask());
  EXPECT_FALSE(ask());
  EXPECT_EQ(Made, 0u);
}
