// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of diagnostics, and the levels that flags choose.
#include "lorcha/Support/DiagnosticSettings.h"
#include "lorcha/Support/Findings.h"
#include "gtest/gtest.h"
#include <set>

using namespace lorcha;

TEST(DiagnosticSettings, NamesAreUniqueAndLeadBack) {
  std::set<std::string> Names;
  for (DiagId Id : allDiagnostics()) {
    const std::string Name = nameOf(Id);
    EXPECT_TRUE(Names.insert(Name).second) << Name;
    EXPECT_EQ(diagnosticsNamed(Name), std::vector{Id});
    EXPECT_EQ(diagnosticsNamed("lorcha-" + Name), std::vector{Id});
    EXPECT_EQ(diagnosticsNamed("LOR" + std::to_string(static_cast<int>(Id))), std::vector{Id});
    EXPECT_EQ(diagnosticsNamed(std::to_string(static_cast<int>(Id))), std::vector{Id});
  }
  for (const DiagnosticGroup &Group : diagnosticGroups())
    EXPECT_TRUE(Names.insert(Group.Name.str()).second) << Group.Name.str();
}

TEST(DiagnosticSettings, EveryNumberHasAGroupAndAPage) {
  for (DiagId Id : allDiagnostics()) {
    ASSERT_NE(groupOf(Id), nullptr) << static_cast<int>(Id);
    EXPECT_TRUE(pageOf(Id).starts_with("# LOR" + std::to_string(static_cast<int>(Id)) + ": "));
    EXPECT_FALSE(titleOf(Id).empty());
    EXPECT_FALSE(diagnosticsNamed(groupOf(Id)->Name).empty());
  }
  EXPECT_EQ(diagnosticsNamed("lorcha").size(), allDiagnostics().size());
  EXPECT_TRUE(diagnosticsNamed("LOR1").empty());
  EXPECT_TRUE(diagnosticsNamed("").empty());
}

TEST(DiagnosticSettings, ErrorsStayErrors) {
  DiagnosticSettings Settings;
  Settings.silence(DiagId::PastedName);
  EXPECT_EQ(Settings.levelOf(DiagId::PastedName), Severity::Error);
  Settings.warn(DiagId::PastedName);
  EXPECT_EQ(Settings.levelOf(DiagId::PastedName), Severity::Error);
}

TEST(DiagnosticSettings, RemarksAreSeenWhenTheyAreAskedFor) {
  DiagnosticSettings Settings;
  EXPECT_EQ(Settings.levelOf(DiagId::KernelForm), std::nullopt);
  Settings.show(DiagId::KernelForm);
  EXPECT_EQ(Settings.levelOf(DiagId::KernelForm), Severity::Remark);
  Settings.warn(DiagId::KernelForm);
  EXPECT_EQ(Settings.levelOf(DiagId::KernelForm), Severity::Warning);
  Settings.silenceWarnings();
  EXPECT_EQ(Settings.levelOf(DiagId::KernelForm), std::nullopt);
  Settings.makeError(DiagId::KernelForm);
  EXPECT_EQ(Settings.levelOf(DiagId::KernelForm), Severity::Error);
}

TEST(DiagnosticSettings, AReasonCountsForWhatStandsForIt) {
  DiagnosticSettings Settings;
  const auto Level = [&] { return Settings.levelOf(DiagId::KernelNotOnOpenCl, DiagId::NotLowered); };
  EXPECT_EQ(Level(), std::nullopt);
  Settings.makeError(DiagId::NotLowered);
  EXPECT_EQ(Level(), Severity::Error);
  Settings.show(DiagId::KernelNotOnOpenCl);
  Settings.silence(DiagId::NotLowered);
  EXPECT_EQ(Level(), std::nullopt);
  Settings.warn(DiagId::NotLowered);
  EXPECT_EQ(Level(), Severity::Warning);
  Settings.silence(DiagId::KernelNotOnOpenCl);
  EXPECT_EQ(Level(), std::nullopt);
}

TEST(DiagnosticSettings, NumbersAreFoundAtTheEndOfTexts) {
  EXPECT_EQ(numberIn("a [LOR2104] [LOR2101]"), DiagId::KernelNotOnOpenCl);
  EXPECT_EQ(numberIn("nothing"), std::nullopt);
  EXPECT_EQ(numberIn("[LOR"), std::nullopt);
  EXPECT_EQ(numberIn("[LOR9999]"), std::nullopt);
}
