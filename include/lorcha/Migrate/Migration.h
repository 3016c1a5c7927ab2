// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha migrate`: a whole tree from CUDA to C++, once or again after changes.
#ifndef LORCHA_MIGRATE_MIGRATION_H
#define LORCHA_MIGRATE_MIGRATION_H

#include "lorcha/Driver/Invocation.h"
#include "lorcha/Driver/Reporter.h"
#include "lorcha/Migrate/BuildFacts.h"
#include "lorcha/Migrate/OutputTree.h"
#include "lorcha/Migrate/SharedTexts.h"

namespace lorcha {

struct MigrationOptions {
  std::string Source;
  std::string Output;         ///< the source itself with InPlace
  std::string DatabaseFolder; ///< with compile_commands.json; empty: looked for in the tree
  unsigned Jobs = 1;
  unsigned SecondsPerUnit = 600;
  bool DryRun = false;
  bool InPlace = false;
};

class Migration {
public:
  Migration(MigrationOptions Options, const Invocation &Call, const Installation &Place, Reporter &Report)
      : Options(std::move(Options)), Call(Call), Place(Place), Report(Report) {}

  /// Does all of it and prints a summary. Gives an ExitCode: ExitSourceErrors if something is left to do by
  /// hand.
  int run();

private:
  bool checkPlaces();
  bool scan();
  bool look(const std::string &Folder, const std::string &LeftOut);
  bool makeShadow();
  bool isUpToDate() const;
  int repeatSummary() const;
  void hashInputs();
  int translateAll();
  std::vector<std::optional<UnitResult>> results(llvm::ArrayRef<Unit> Units);
  void keepResult(const Unit &Own, const UnitResult &Result);
  std::string keyOf(const Unit &Own) const;
  std::optional<UnitResult> formerResult(const Unit &Own) const;
  bool isCurrent(const UnitResult &Result) const;
  void noteGuesses(llvm::ArrayRef<Unit> All, const IncludeGraph &Includes, const BuildFacts &Build);
  void makeBuildFiles(const Names &NewNames);
  void listLinks(const Names &NewNames);
  void listFiles();
  int writeAll();
  int finish(const OutputSummary &Summary);
  std::string printLeft() const;
  std::string state(llvm::StringRef Name) const;
  std::string runKey() const;

  MigrationOptions Options;
  const Invocation &Call;
  const Installation &Place;
  Reporter &Report;
  SourceTree Tree;
  Manifest Record, Former;
  std::string TreeKey; ///< changes when a header comes or goes: any unit may find another one then
  std::vector<OutputFile> Files;
  std::map<std::string, std::string> Links;
  std::vector<LeftOver> Left;
  std::set<std::string> Handled; ///< sources that have a text in Files
  unsigned Translated = 0, Reused = 0, Units = 0; ///< Reused: of the last run's results
};

/// The main function of `lorcha migrate`: Argv holds what follows "migrate".
int migrateMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv);

} // namespace lorcha

#endif
