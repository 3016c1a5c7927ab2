// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints --help: first what only this command has, then what it shares with the others. Flags that belong to
// other commands are left out; their help texts begin with these commands' names.
#include "lorcha/Driver/Options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace lorcha;
using namespace lorcha::options;
using llvm::StringRef;

namespace {

struct Row {
  std::string Flag;
  StringRef Help;
};

/// "lorcha report, lorcha migrate: give up ..." cut in two; no commands if the help is for all of them.
struct Purpose {
  llvm::SmallVector<StringRef, 2> Commands;
  StringRef Help;
};

} // namespace

static Purpose purposeOf(StringRef Help) {
  auto [Names, Rest] = Help.split(": ");
  Purpose Result;
  Names.split(Result.Commands, ", ");
  if (!Rest.empty() && llvm::all_of(Result.Commands, [](StringRef Name) {
        return Name.starts_with("lorcha ") || Name.starts_with("lorcha-");
      })) {
    Result.Help = Rest;
    return Result;
  }
  return {{}, Help};
}

static std::string spelled(const llvm::opt::OptTable &Table, llvm::opt::Option Flag) {
  // nvcc's short names and flags of the kind that Clang has take one dash, words two.
  const StringRef Name = Flag.getName(), Value = Table.getOptionMetaVar(Flag.getID());
  const bool HasTwo =
      Name.size() > 1 && Flag.getKind() != llvm::opt::Option::JoinedClass &&
      (Flag.getGroup().getID() == OPT_OwnGroup || (Name.contains('-') && !Name.starts_with("f")));
  const bool IsApart = Flag.getKind() == llvm::opt::Option::SeparateClass ||
                       Flag.getKind() == llvm::opt::Option::JoinedOrSeparateClass;
  return ((HasTwo ? "--" : "-") + Name + (Value.empty() ? "" : IsApart ? " " : "") + Value).str();
}

static void printRows(llvm::raw_ostream &Stream, StringRef Title, std::vector<Row> Rows) {
  constexpr size_t Widest = 26;
  if (Rows.empty())
    return;
  llvm::sort(Rows, [](const Row &A, const Row &B) {
    return StringRef(A.Flag).ltrim('-').compare_insensitive(StringRef(B.Flag).ltrim('-')) < 0;
  });
  size_t Width = 0;
  for (const Row &Each : Rows)
    Width = std::max(Width, std::min(Each.Flag.size(), Widest));
  Stream << '\n' << Title << ":\n";
  for (const Row &Each : Rows) {
    Stream << "  " << llvm::left_justify(Each.Flag, Width);
    if (Each.Flag.size() > Widest)
      Stream << '\n' << std::string(Width + 2, ' ');
    Stream << "  " << Each.Help << '\n';
  }
}

void lorcha::printOptions(llvm::raw_ostream &Stream, const char *Usage, const char *Title, HelpScope Scope) {
  const llvm::opt::OptTable &Table = optionTable();
  const StringRef Tool = StringRef(Title).split(':').first;
  std::vector<Row> Own;
  std::map<StringRef, std::vector<Row>> Sections;
  for (unsigned Number = 1; Number <= Table.getNumOptions(); ++Number) {
    const llvm::opt::Option Flag = Table.getOption(Number);
    const char *Help = Table.getOptionHelpText(Number);
    const llvm::opt::Option Group = Flag.getGroup();
    if (!Help || !Group.isValid() || Flag.hasFlag(llvm::opt::HelpHidden))
      continue;
    const Purpose For = purposeOf(Help);
    if (llvm::is_contained(For.Commands, Tool))
      Own.push_back({spelled(Table, Flag), For.Help});
    else if (For.Commands.empty() && (Scope == HelpScope::Builds ||
                                      llvm::is_contained({OPT_OwnGroup, OPT_LanguageGroup, OPT_DeviceGroup},
                                                         static_cast<options::Id>(Group.getID()))))
      Sections[Table.getOptionHelpText(Group.getID())].push_back({spelled(Table, Flag), For.Help});
  }
  Stream << Title << "\n\n  " << Usage << '\n';
  printRows(Stream, ("Flags of " + Tool).str(), std::move(Own));
  for (auto &[Name, Rows] : Sections)
    printRows(Stream, Name, std::move(Rows));
  if (Scope == HelpScope::Reads)
    Stream
        << "\nnvcc's other flags, which 'lorchacc --help' lists, are taken, too; they change nothing here.\n";
}
