// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The error log: what gets in, who is told, how it is written.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

using namespace lorcha::test;

namespace {
using LogsTest = RuntimeTest;

struct Heard {
  std::vector<std::string> Texts;
  std::vector<lorchaLogLevel> Levels;
  bool Fails = false; ///< does something wrong itself
  lorchaLogsCallbackHandle Handle = nullptr;
  bool Leaves = false; ///< ends its registration itself

  static void hear(void *Data, lorchaLogLevel Level, char *Message, size_t Length) {
    auto *Me = static_cast<Heard *>(Data);
    Me->Texts.emplace_back(Message, Length);
    Me->Levels.push_back(Level);
    EXPECT_EQ(std::strlen(Message), Length);
    if (Me->Fails)
      lorchaFree(Data);
    if (Me->Leaves)
      EXPECT_EQ(lorchaLogsUnregisterCallback(Me->Handle), lorchaSuccess);
  }
};

/// A call that fails.
void fail() { EXPECT_EQ(lorchaFree(reinterpret_cast<void *>(8)), lorchaErrorInvalidValue); }

std::string dump(lorchaLogIterator *From, size_t Room = 4096) {
  std::string Text(Room, '?');
  size_t Bytes = Room;
  EXPECT_EQ(lorchaLogsDumpToMemory(From, Text.data(), &Bytes, 0), lorchaSuccess);
  EXPECT_LE(Bytes, Room);
  EXPECT_EQ(Text[Bytes - 1], '\0');
  Text.resize(Bytes - 1);
  return Text;
}

size_t lines(const std::string &Text) {
  return static_cast<size_t>(std::count(Text.begin(), Text.end(), '\n'));
}
} // namespace

TEST_F(LogsTest, TellFunctions) {
  Heard Mine;
  ASSERT_EQ(lorchaLogsRegisterCallback(Heard::hear, &Mine, &Mine.Handle), lorchaSuccess);
  fail();
  ASSERT_EQ(Mine.Texts.size(), 1u);
  EXPECT_EQ(Mine.Texts[0], "cudaFree: invalid argument (cudaErrorInvalidValue)");
  EXPECT_EQ(Mine.Levels[0], lorchaLogLevelError);
  EXPECT_EQ(lorchaStreamSynchronize(nullptr), lorchaSuccess);
  EXPECT_EQ(Mine.Texts.size(), 1u) << "of what goes well there is nothing to say";
  EXPECT_EQ(lorchaLogsUnregisterCallback(Mine.Handle), lorchaSuccess);
  fail();
  EXPECT_EQ(Mine.Texts.size(), 1u);
  EXPECT_EQ(lorchaLogsUnregisterCallback(Mine.Handle), lorchaErrorInvalidValue);
}

TEST_F(LogsTest, FunctionsMayFailAndLeave) {
  Heard Mine, Other;
  Mine.Fails = Mine.Leaves = true;
  ASSERT_EQ(lorchaLogsRegisterCallback(Heard::hear, &Mine, &Mine.Handle), lorchaSuccess);
  ASSERT_EQ(lorchaLogsRegisterCallback(Heard::hear, &Other, &Other.Handle), lorchaSuccess);
  fail();
  fail();
  EXPECT_EQ(Mine.Texts.size(), 1u);
  EXPECT_EQ(Other.Texts.size(), 2u);
  EXPECT_EQ(lorchaLogsUnregisterCallback(Other.Handle), lorchaSuccess);
}

TEST_F(LogsTest, AreWrittenFromAPlaceOn) {
  lorchaLogIterator Place;
  ASSERT_EQ(lorchaLogsCurrent(&Place, 0), lorchaSuccess);
  EXPECT_EQ(dump(&Place), "");
  fail();
  EXPECT_EQ(lorchaSetDevice(-7), lorchaErrorInvalidDevice);
  std::string Text = dump(&Place);
  EXPECT_EQ(lines(Text), 2u);
  EXPECT_NE(Text.find("[E] cudaFree: invalid argument"), std::string::npos) << Text;
  EXPECT_NE(Text.find("[E] cudaSetDevice: invalid device ordinal (cudaErrorInvalidDevice)"),
            std::string::npos);
  EXPECT_EQ(dump(&Place), "") << "the place has moved on";
  fail();
  EXPECT_EQ(lines(dump(&Place)), 1u);
  EXPECT_GE(lines(dump(nullptr)), 3u) << "all that is kept";
}

TEST_F(LogsTest, SayWhatIsMissing) {
  lorchaLogIterator Place, Early;
  ASSERT_EQ(lorchaLogsCurrent(&Place, 0), lorchaSuccess);
  Early = Place;
  for (int I = 0; I < 3; ++I)
    fail();
  std::string Text = dump(&Place, 170); // room for two and the note
  EXPECT_EQ(lines(Text), 3u) << Text;
  EXPECT_EQ(Text.rfind("[older messages do not fit]\n", 0), 0u) << Text;
  Place = Early;
  EXPECT_EQ(dump(&Place, 20), "");
  for (int I = 0; I < 150; ++I)
    fail();
  Text = dump(&Early, 1 << 16);
  EXPECT_EQ(lines(Text), 101u);
  EXPECT_EQ(Text.rfind("[older messages are gone]\n", 0), 0u);
}

TEST_F(LogsTest, GoToFiles) {
  lorchaLogIterator Place;
  std::string Path = testing::TempDir() + "lorcha-log-test";
  ASSERT_EQ(lorchaLogsCurrent(&Place, 0), lorchaSuccess);
  fail();
  ASSERT_EQ(lorchaLogsDumpToFile(&Place, Path.c_str(), 0), lorchaSuccess);
  std::ifstream File(Path);
  std::stringstream Text;
  Text << File.rdbuf();
  EXPECT_EQ(lines(Text.str()), 1u);
  EXPECT_NE(Text.str().find("cudaFree"), std::string::npos);
  std::remove(Path.c_str());
  EXPECT_EQ(lorchaLogsDumpToFile(&Place, "/no/such/folder/file", 0), lorchaErrorInvalidValue);
  size_t None = 0;
  char Byte;
  EXPECT_EQ(lorchaLogsDumpToMemory(&Place, &Byte, &None, 0), lorchaErrorInvalidValue);
}
