// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a unit's process does, and what becomes of its result.
#include "lorcha/Migrate/TranslateUnits.h"
#include <unistd.h>

using namespace lorcha;

static void noteRead(const SourceTree &Tree, const std::string &File, UnitResult &Result) {
  const std::string Path = Tree.relative(File);
  if (Path.empty())
    return;
  if (llvm::Expected<std::string> Text = readText(Tree.absolute(Path)))
    Result.Read.push_back({Path, hashOf(*Text)});
  else
    llvm::consumeError(Text.takeError());
}

static std::string translated(const Unit &Own, const SourceTree &Tree) {
  UnitResult Result;
  if (chdir(Tree.root().c_str()) != 0) {
    Result.Failure = strerror(errno);
  } else if (llvm::Expected<TranslateResult> Made = translate(Own.Options)) {
    Result.Made = std::move(*Made);
    for (const std::string &File : Result.Made.Dependencies)
      noteRead(Tree, File, Result);
  } else {
    Result.Failure = llvm::toString(Made.takeError());
  }
  return writeResult(Result);
}

std::vector<std::optional<UnitResult>> lorcha::translateUnits(llvm::ArrayRef<const Unit *> Units,
                                                              const SourceTree &Tree, ProcessLimits Limits,
                                                              Progress &Shown) {
  std::vector<std::optional<UnitResult>> Results(Units.size());
  auto Work = [&](size_t Index) { return translated(*Units[Index], Tree); };
  auto Done = [&](size_t Index, ProcessResult Ended) {
    std::optional<UnitResult> &Result = Results[Index];
    if (Ended.Failure.empty())
      Result = readResult(Ended.Text);
    if (!Result) {
      Result.emplace();
      Result->Failure = Ended.Failure.empty() ? "its result cannot be read" : Ended.Failure;
    }
    Result->Messages = std::move(Ended.Messages);
    Shown.step(Units[Index]->Path, 1, Result->Messages);
  };
  runInProcesses(Units.size(), Limits, Work, Done);
  return Results;
}
