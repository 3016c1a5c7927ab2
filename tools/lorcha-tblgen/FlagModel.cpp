// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the flags of lib/Driver/Options.td.
#include "FlagModel.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

using namespace llvm;

namespace lorcha::tblgen {

/// All records of a class in the order of the file.
static std::vector<const Record *> inOrder(const RecordKeeper &Records, StringRef Class) {
  std::vector<const Record *> Rows;
  for (const Record *Row : Records.getAllDerivedDefinitions(Class))
    Rows.push_back(Row);
  std::sort(Rows.begin(), Rows.end(),
            [](const Record *A, const Record *B) { return A->getID() < B->getID(); });
  return Rows;
}

static const Record *recordOrNone(const Record &Row, StringRef Field) {
  return isa<UnsetInit>(Row.getValueInit(Field)) ? nullptr : Row.getValueAsDef(Field);
}

static std::string textOrNone(const Record &Row, StringRef Field) {
  return Row.getValueAsOptionalString(Field).value_or("").str();
}

static void addNames(FlagRow &Flag, const Record &Row) {
  const StringRef Name = Row.getValueAsString("Name");
  if (Name.ends_with("=")) // the other spelling of a flag that takes its value behind a space
    return;
  const std::vector<StringRef> Prefixes = Row.getValueAsListOfStrings("Prefixes");
  // nvcc's short names and all single letters take one dash, other names two, though the table takes either.
  const Record *Group = recordOrNone(Row, "Group");
  const bool IsLong = Prefixes.size() > 1 && Name.size() > 1 &&
                      (Row.getName().ends_with("_long") || (Group && Group->getName() == "OwnGroup"));
  const std::string Spelled = ((IsLong ? Prefixes.back() : Prefixes.front()) + Name).str();
  if (!is_contained(Flag.Names, Spelled))
    Flag.Names.push_back(Spelled);
}

std::vector<FlagSection> flagSections(const RecordKeeper &Records) {
  MapVector<const Record *, FlagRow> Flags;
  for (const Record *Row : inOrder(Records, "Option")) {
    if (Row->getValueAsListOfStrings("Prefixes").empty()) // LLVM's own: inputs, unknown flags
      continue;
    const Record *Meant = recordOrNone(*Row, "Alias");
    addNames(Flags[Meant ? Meant : Row], *Row);
  }
  std::vector<FlagSection> Sections;
  for (auto &[Row, Flag] : Flags) {
    if (Flag.Names.empty())
      continue;
    Flag.Value = textOrNone(*Row, "MetaVarName");
    Flag.Help = textOrNone(*Row, "HelpText");
    const std::string Choices = textOrNone(*Row, "Values");
    for (StringRef Choice : split(Choices, ","))
      if (!Choice.empty())
        Flag.Choices.push_back(Choice.str());
    const Record *Group = recordOrNone(*Row, "Group");
    std::string Title = Group ? textOrNone(*Group, "HelpText") : "";
    if (Title.empty() && Group)
      Title = Group->getValueAsString("Name").trim("<>").str();
    auto At = std::find_if(Sections.begin(), Sections.end(),
                           [&, &Wanted = Title](const FlagSection &Each) { return Each.Title == Wanted; });
    if (At == Sections.end())
      At = Sections.insert(At, {Title, {}});
    At->Flags.push_back(Flag);
  }
  return Sections;
}

std::vector<CommandRow> commandRows(const RecordKeeper &Records) {
  std::vector<CommandRow> Rows;
  for (const Record *Row : inOrder(Records, "Command"))
    Rows.push_back({Row->getValueAsString("Name").str(), Row->getValueAsString("Usage").str(),
                    Row->getValueAsString("Help").str()});
  return Rows;
}

} // namespace lorcha::tblgen
