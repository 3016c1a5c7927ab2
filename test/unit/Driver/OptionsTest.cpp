// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cutting of forwarded values, and the table of flags as a whole.
#include "lorcha/Driver/Options.h"

#include "gtest/gtest.h"

using namespace lorcha;
using Strings = std::vector<std::string>;

TEST(SplitForwarded, CutsAtCommasAndSpaces) {
  EXPECT_EQ(splitForwarded("-Wall,-O3"), (Strings{"-Wall", "-O3"}));
  EXPECT_EQ(splitForwarded("-fPIC -Wall"), (Strings{"-fPIC", "-Wall"}));
  EXPECT_EQ(splitForwarded(""), Strings());
  EXPECT_EQ(splitForwarded(",,-a,"), Strings{"-a"});
}

TEST(SplitForwarded, KeepsWhatIsQuotedOrBehindABackslash) {
  EXPECT_EQ(splitForwarded("-DX=\"a,b c\""), Strings{"-DX=a,b c"});
  EXPECT_EQ(splitForwarded("-DX=a\\,b"), Strings{"-DX=a,b"});
  EXPECT_EQ(splitForwarded("''"), Strings{""});
}

TEST(SplitList, CutsAtCommasOutsideOfQuotesAndParentheses) {
  EXPECT_EQ(splitList("A=1,B"), (Strings{"A=1", "B"}));
  EXPECT_EQ(splitList("A=\"x,y\",B"), (Strings{"A=\"x,y\"", "B"}));
  EXPECT_EQ(splitList("F(a,b)=g(a,b),C"), (Strings{"F(a,b)=g(a,b)", "C"}));
  EXPECT_EQ(splitList("A=x\\,y"), Strings{"A=x,y"});
  EXPECT_EQ(splitList(",,"), Strings());
}

TEST(ParseOptions, CutsAtTheDoubleDash) {
  Reporter Report("test");
  std::optional<ParsedOptions> Parsed = parseOptions({"-c", "a.cu", "--", "-c", "--", "x"}, Report);
  ASSERT_TRUE(Parsed);
  EXPECT_EQ(Parsed->Rest, (Strings{"-c", "--", "x"}));
}

TEST(ParseOptions, TakesEverySpellingOfAValue) {
  for (std::vector<const char *> Argv :
       {std::vector<const char *>{"-std=c++20"}, {"--std=c++20"}, {"-std", "c++20"}}) {
    Reporter Report("test");
    std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
    ASSERT_TRUE(Parsed);
    EXPECT_EQ(Parsed->Args.getLastArgValue(options::OPT_std), "c++20");
  }
}

TEST(ParseOptions, HandsUnknownFlagsOnWhenAsked) {
  Reporter Report("test");
  std::optional<ParsedOptions> Parsed =
      parseOptions({"-fopenmp", "--forward-unknown-to-host-compiler", "a.cu"}, Report);
  ASSERT_TRUE(Parsed);
  EXPECT_EQ(Parsed->Unknown, Strings{"-fopenmp"});
}
