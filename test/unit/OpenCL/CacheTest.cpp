// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cache of built kernels: a second start compiles nothing, damaged files are replaced, writers do not
// disturb each other. Each test has a folder of its own; starts of the program are device resets, which
// forget kernels.
#include "OpenClTest.h"
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <thread>
#include <unistd.h>

using namespace lorcha::test;
namespace fs = std::filesystem;

namespace {
class CacheTest : public OpenClTest {
protected:
  void SetUp() override {
    OpenClTest::SetUp();
    if (const char *Before = std::getenv("LORCHA_CACHE_DIR"))
      Usual = Before;
    Folder = fs::temp_directory_path() / ("lorcha-cache-test-" + std::to_string(getpid()));
    fs::remove_all(Folder);
    setenv("LORCHA_CACHE_DIR", Folder.c_str(), 1);
  }
  void TearDown() override {
    setenv("LORCHA_CACHE_DIR", Usual.c_str(), 1);
    fs::remove_all(Folder);
    OpenClTest::TearDown();
  }
  std::vector<fs::path> files() const {
    std::vector<fs::path> All;
    if (fs::exists(Folder))
      for (const auto &Each : fs::recursive_directory_iterator(Folder))
        if (Each.is_regular_file())
          All.push_back(Each.path());
    return All;
  }

  fs::path Folder;
  std::string Usual;
};

/// Starts anew, and runs the kernel.
void runScale() {
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  OnDevice<float> Data(1, 3);
  ASSERT_EQ(launch(scale, 1, 1)(Data.get(), 2, 1), lorchaSuccess);
  ASSERT_EQ(Data.values()[0], 6);
}

std::string contentsOf(const fs::path &File) {
  std::ifstream In(File, std::ios::binary);
  return {std::istreambuf_iterator<char>(In), {}};
}
void write(const fs::path &File, const std::string &Contents) {
  std::ofstream(File, std::ios::binary | std::ios::trunc) << Contents;
}
} // namespace

TEST_F(CacheTest, KeepsOneFileForEachLaunchedKernel) {
  runScale();
  ASSERT_EQ(files().size(), 1u);
  fs::file_time_type Written = fs::last_write_time(files()[0]);
  runScale();
  EXPECT_EQ(files().size(), 1u);
  EXPECT_EQ(fs::last_write_time(files()[0]), Written) << "the second start only reads";
}

TEST_F(CacheTest, ReplacesDamagedFiles) {
  runScale();
  ASSERT_EQ(files().size(), 1u);
  fs::path File = files()[0];
  const std::string Good = contentsOf(File);
  std::string Flipped = Good;
  Flipped[Good.size() / 2] ^= 1;
  for (const std::string &Bad : {std::string(), std::string("short"), Good.substr(0, Good.size() / 2),
                                 Flipped, Good + "more", std::string(Good.size(), '\0')}) {
    write(File, Bad);
    runScale();
    EXPECT_EQ(contentsOf(File).size(), Good.size());
    EXPECT_NE(contentsOf(File), Bad);
  }
}

TEST_F(CacheTest, WorksWithoutAFolder) {
  setenv("LORCHA_CACHE_DIR", "/proc/no/such/folder", 1);
  runScale();
  setenv("LORCHA_CACHE_DIR", "off", 1);
  runScale();
  EXPECT_TRUE(files().empty());
}

TEST_F(CacheTest, WritersDoNotDisturbEachOther) {
  // Processes that begin with an empty cache at the same time; then some that find what those have left.
  std::string Self = fs::read_symlink("/proc/self/exe");
  std::string Command =
      "for i in 1 2 3 4; do '" + Self +
      "' --gtest_filter=LaunchTest.RunsEveryThread >/dev/null 2>&1 || echo failed & done; wait";
  fs::remove_all(Folder);
  for (int Round = 0; Round < 3; ++Round) {
    if (FILE *Out = popen(Command.c_str(), "r")) {
      char Line[64] = {};
      EXPECT_EQ(fgets(Line, sizeof(Line), Out), nullptr) << Line;
      pclose(Out);
    }
    EXPECT_EQ(files().size(), 1u) << "no drafts are left";
  }
}

/// Starts anew, and runs those kernels of the module of many.
static void runSome(const std::vector<int> &Numbers) {
  ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
  OnDevice<int> Sum(1, 0);
  int Expected = 0;
  for (int Number : Numbers) {
    ASSERT_EQ(launchMany(Number, Sum.get()), lorchaSuccess);
    Expected += Number;
  }
  EXPECT_EQ(Sum.values()[0], Expected);
}

static std::vector<int> allNumbers() {
  std::vector<int> Numbers(ManyCount);
  std::iota(Numbers.begin(), Numbers.end(), 0);
  return Numbers;
}

TEST_F(CacheTest, SecondStartOfFiftyKernelsCompilesNothing) {
  std::vector<int> Numbers = allNumbers();
  runSome(Numbers);
  std::vector<fs::path> Written = files();
  EXPECT_LE(Written.size(), 10u) << "many kernels are one program";
  std::vector<fs::file_time_type> Times;
  for (const fs::path &Each : Written)
    Times.push_back(fs::last_write_time(Each));
  auto Start = std::chrono::steady_clock::now();
  runSome(Numbers);
  std::chrono::duration<double, std::milli> Spent = std::chrono::steady_clock::now() - Start;
  RecordProperty("SecondStartMilliseconds", std::to_string(Spent.count()));
  std::reverse(Numbers.begin(), Numbers.end());
  runSome(Numbers); // another order finds the same programs
  for (size_t I = 0; I < Written.size(); ++I)
    EXPECT_EQ(fs::last_write_time(Written[I]), Times[I]);
  EXPECT_EQ(files().size(), Written.size());
}

TEST_F(CacheTest, BuildsFewKernelsThatNobodyAskedFor) {
  runSome({10, 20, 30, 40});
  EXPECT_EQ(files().size(), 4u);
  runSome({10, 20, 30, 40, 0}); // with four more, and a list
  EXPECT_EQ(files().size(), 6u);
  runSome({10, 20, 30, 40, 0, 1, 2, 3, 4});
  EXPECT_EQ(files().size(), 6u);
  runSome({4, 3, 2, 1});
  EXPECT_EQ(files().size(), 6u);
}

TEST_F(CacheTest, KernelsThatDoNotBuildAreNoneOfTheOthersBusiness) {
  auto RunSix = [] { // of a module with one that does not compile and one that needs what there is not
    ASSERT_EQ(lorchaDeviceReset(), lorchaSuccess);
    OnDevice<float> Data(8, 3);
    OnDevice<int> Numbers(64, 0);
    OnDevice<int *> Out(1, nullptr);
    EXPECT_EQ(launch(scale, 1, 1)(Data.get(), 2, 1), lorchaSuccess);
    EXPECT_EQ(launch(countUp, 1, 1)(Numbers.get()), lorchaSuccess);
    EXPECT_EQ(launch(reverse, 1, 32)(Numbers.get()), lorchaSuccess);
    EXPECT_EQ(launch(storeAddress, 1, 1)(Numbers.get(), Out.get()), lorchaSuccess);
    EXPECT_EQ(launch(fillBox, 1, 8)({Numbers.get(), 4}, 7), lorchaSuccess);
    EXPECT_EQ(launch(fixedBlock, 1, 8)(), lorchaSuccess);
    EXPECT_EQ(Data.values()[0], 6);
    EXPECT_EQ(Numbers.values()[3], 10);
  };
  testing::internal::CaptureStderr();
  RunSix();
  std::vector<fs::path> Written = files();
  EXPECT_EQ(Written.size(), 7u) << "six kernels, and that they are to be built alone";
  RunSix();
  EXPECT_EQ(files().size(), 7u);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(CacheTest, BuildsAgainWhatLeftTheCache) {
  runSome(allNumbers());
  std::vector<fs::path> Written = files();
  for (size_t Gone = 0; Gone < Written.size(); ++Gone) { // the list among them
    if (Gone % 2)
      fs::remove(Written[Gone]);
    else
      write(Written[Gone], "damaged");
    runSome({45, 44, 5, 4, 3, 2, 1, 0});
  }
}

TEST_F(CacheTest, DeletesWhatWasUsedLeastRecently) {
  for (int Each = 0; Each < 6; ++Each)
    runSome({Each});
  std::vector<fs::path> Old = files();
  ASSERT_EQ(Old.size(), 6u);
  uintmax_t Bytes = fs::file_size(Old[0]);
  // Two hours ago; a crashed writer's draft and somebody's notes lie beside them.
  fs::file_time_type Before = fs::file_time_type::clock::now() - std::chrono::hours(2);
  fs::path Draft = Old[0].parent_path() / ".draft.1.0", Notes = Old[0].parent_path() / "notes.txt";
  write(Draft, "half");
  write(Notes, "not ours");
  Old.insert(Old.end(), {Draft, Notes});
  for (const fs::path &Each : Old)
    fs::last_write_time(Each, Before);
  runSome({0, 1}); // these are used again
  // Room for seven and a half of about the same size: the eighth sends the least recently used ones away.
  setenv("LORCHA_CACHE_SIZE", std::to_string(Bytes * 15 / 2).c_str(), 1);
  runSome({6, 7});
  unsetenv("LORCHA_CACHE_SIZE");
  EXPECT_FALSE(fs::exists(Draft));
  EXPECT_TRUE(fs::exists(Notes));
  std::vector<fs::path> Left = files();
  EXPECT_LT(Left.size(), 8u);
  EXPECT_GE(Left.size(), 5u);
  size_t OldOnes = 0;
  for (const fs::path &Each : Left)
    OldOnes += Each != Notes && fs::last_write_time(Each) == Before;
  EXPECT_LT(OldOnes, 4u);
  std::vector<fs::file_time_type> Times;
  for (const fs::path &Each : Left)
    Times.push_back(fs::last_write_time(Each));
  runSome({0, 1});
  runSome({6, 7});
  for (size_t I = 0; I < Left.size(); ++I)
    EXPECT_EQ(fs::last_write_time(Left[I]), Times[I]) << "what was used lately is still there";
  EXPECT_EQ(files().size(), Left.size());
}

TEST_F(CacheTest, TakesSizesWithUnits) {
  for (auto &[Size, Kept] :
       {std::pair("0", 1u), {"1G", 1u}, {"900m", 1u}, {"1k", 0u}, {"17", 0u}, {"much", 1u}}) {
    fs::remove_all(Folder);
    setenv("LORCHA_CACHE_SIZE", Size, 1);
    runScale();
    EXPECT_EQ(files().size(), Kept) << Size;
  }
  unsetenv("LORCHA_CACHE_SIZE");
}
