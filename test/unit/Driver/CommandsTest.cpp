// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files that are whole or not there.
#include "lorcha/Driver/Commands.h"

#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace lorcha;
namespace fs = llvm::sys::fs;

namespace {
class PendingFileTest : public testing::Test {
protected:
  void SetUp() override { ASSERT_FALSE(fs::createUniqueDirectory("lorcha-test", Directory)); }
  void TearDown() override { fs::remove_directories(Directory); }
  std::string in(llvm::StringRef Name) const { return (Directory + "/" + Name).str(); }
  static std::string read(llvm::StringRef Path) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    return Buffer ? (*Buffer)->getBuffer().str() : "<none>";
  }
  unsigned files() const {
    std::error_code Code;
    unsigned Count = 0;
    for (fs::directory_iterator I(Directory, Code), End; I != End && !Code; I.increment(Code))
      ++Count;
    return Count;
  }
  llvm::SmallString<128> Directory;
};
} // namespace

TEST_F(PendingFileTest, AppearsAtCommit) {
  auto File = PendingFile::create(in("a"));
  ASSERT_TRUE(!!File);
  ASSERT_FALSE(!!File->write("text"));
  EXPECT_FALSE(fs::exists(in("a")));
  ASSERT_FALSE(!!File->commit());
  EXPECT_EQ(read(in("a")), "text");
  EXPECT_EQ(files(), 1u);
}

TEST_F(PendingFileTest, LeavesNothingWithoutCommit) {
  {
    auto File = PendingFile::create(in("a"));
    ASSERT_TRUE(!!File);
    ASSERT_FALSE(!!File->write("text"));
    EXPECT_EQ(files(), 1u);
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(PendingFileTest, DirectoriesAndMissingDirectoriesAreErrors) {
  auto Missing = PendingFile::create(in("none/a"));
  ASSERT_FALSE(!!Missing);
  EXPECT_NE(llvm::toString(Missing.takeError()).find("LOR5002"), std::string::npos);
  auto Itself = PendingFile::create(Directory);
  ASSERT_FALSE(!!Itself);
  llvm::consumeError(Itself.takeError());
}

TEST_F(PendingFileTest, DevicesAreWrittenInPlace) {
  auto File = PendingFile::create("/dev/null");
  ASSERT_TRUE(!!File);
  EXPECT_EQ(File->path(), "/dev/null");
  ASSERT_FALSE(!!File->commit());
}

TEST_F(PendingFileTest, TemporaryFilesGoWithTheObject) {
  std::string Path;
  {
    auto File = TemporaryFile::create("test", "cpp");
    ASSERT_TRUE(!!File);
    Path = File->path();
    EXPECT_TRUE(fs::exists(Path));
  }
  EXPECT_FALSE(fs::exists(Path));
}

TEST(CommandRunner, GivesTheStatusOrAnError) {
  CommandRunner Runner;
  auto True = Runner.run({"true", {}});
  ASSERT_TRUE(!!True);
  EXPECT_EQ(*True, 0);
  auto False = Runner.run({"false", {}});
  ASSERT_TRUE(!!False);
  EXPECT_EQ(*False, 1);
  auto None = Runner.run({"no-such-program", {}});
  ASSERT_FALSE(!!None);
  EXPECT_NE(llvm::toString(None.takeError()).find("LOR5004"), std::string::npos);
}
