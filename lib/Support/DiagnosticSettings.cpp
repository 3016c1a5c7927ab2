// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names and groups of diagnostics, and which of them the user wants to see.
#include "lorcha/Support/DiagnosticSettings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace lorcha;
using llvm::StringRef;

static constexpr DiagId All[] = {
#define LORCHA_DIAG(Number, Level, Identifier, Text) DiagId::Identifier,
#include "lorcha/Support/Diagnostics.def"
};

static const DiagnosticGroup Groups[] = {
#define LORCHA_DIAG_GROUP(Name, First, Last, Text) {Name, First, Last, Text},
#include "lorcha/Support/Diagnostics.def"
};

llvm::ArrayRef<DiagId> lorcha::allDiagnostics() { return All; }
llvm::ArrayRef<DiagnosticGroup> lorcha::diagnosticGroups() { return Groups; }

const DiagnosticGroup *lorcha::groupOf(DiagId Id) {
  const int Number = static_cast<int>(Id);
  for (const DiagnosticGroup &Group : Groups)
    if (Group.First <= Number && Number <= Group.Last)
      return &Group;
  return nullptr;
}

static StringRef identifierOf(DiagId Id) {
  switch (Id) {
#define LORCHA_DIAG(Number, Level, Identifier, Text)                                                         \
  case DiagId::Identifier:                                                                                   \
    return #Identifier;
#include "lorcha/Support/Diagnostics.def"
  }
  llvm_unreachable("a diagnostic that is not in the table");
}

std::string lorcha::nameOf(DiagId Id) {
  std::string Name;
  StringRef Rest = identifierOf(Id);
  while (!Rest.empty()) {
    // One word, though it has two capitals.
    if (Rest.consume_front("OpenCl")) {
      Name += Name.empty() ? "opencl" : "-opencl";
      continue;
    }
    if (llvm::isUpper(Rest.front()) && !Name.empty())
      Name += '-';
    Name += llvm::toLower(Rest.front());
    Rest = Rest.drop_front();
  }
  return Name;
}

std::vector<DiagId> lorcha::diagnosticsNamed(StringRef Name) {
  std::string Lower = Name.lower();
  StringRef Plain = Lower;
  if (Plain == "lorcha")
    return {std::begin(All), std::end(All)};
  Plain.consume_front("lorcha-");
  StringRef Digits = Plain;
  Digits.consume_front("lor");
  int Number = 0;
  std::vector<DiagId> Found;
  if (!Digits.getAsInteger(10, Number)) {
    llvm::copy_if(All, std::back_inserter(Found), [&](DiagId Id) { return static_cast<int>(Id) == Number; });
    return Found;
  }
  for (DiagId Id : All) {
    const DiagnosticGroup *Group = groupOf(Id);
    if ((Group && Group->Name == Plain) || nameOf(Id) == Plain)
      Found.push_back(Id);
  }
  return Found;
}

std::string lorcha::nearDiagnostics(StringRef Name) {
  std::string Lower = Name.lower();
  StringRef Plain = Lower;
  Plain.consume_front("lorcha-");
  StringRef Digits = Plain;
  Digits.consume_front("lor");
  int Number = 0;
  std::vector<std::pair<unsigned, std::string>> Near;
  const bool IsNumber = !Digits.getAsInteger(10, Number);
  for (DiagId Id : All) {
    const int Own = static_cast<int>(Id);
    if (IsNumber)
      Near.push_back({std::abs(Own - Number), "LOR" + std::to_string(Own)});
    else
      Near.push_back({Plain.edit_distance(nameOf(Id)), nameOf(Id)});
  }
  if (!IsNumber)
    for (const DiagnosticGroup &Group : Groups)
      Near.push_back({Plain.edit_distance(Group.Name), Group.Name.str()});
  // Of numbers the two neighbours, of names those that differ little.
  llvm::stable_sort(Near, llvm::less_first());
  const unsigned Limit = IsNumber ? 100 : Plain.size() / 3 + 1;
  std::vector<std::string> Names;
  for (const auto &[Distance, Each] : llvm::ArrayRef(Near).take_front(2))
    if (Distance <= Limit)
      Names.push_back("'" + Each + "'");
  return Names.empty() ? "" : "; did you mean " + llvm::join(Names, " or ") + "?";
}

std::optional<DiagId> lorcha::numberIn(StringRef Text) {
  const size_t Start = Text.rfind("[LOR");
  int Number = 0;
  if (Start == StringRef::npos || Text.drop_front(Start + 4).consumeInteger(10, Number))
    return std::nullopt;
  const auto *Found = llvm::find_if(All, [&](DiagId Id) { return static_cast<int>(Id) == Number; });
  return Found == std::end(All) ? std::nullopt : std::optional(*Found);
}

void DiagnosticSettings::show(DiagId Id) {
  if (severityOf(Id) == Severity::Remark)
    Chosen[Id] = Severity::Remark;
}

void DiagnosticSettings::warn(DiagId Id) {
  if (severityOf(Id) != Severity::Error)
    Chosen[Id] = Severity::Warning;
}

void DiagnosticSettings::silence(DiagId Id) {
  if (severityOf(Id) != Severity::Error)
    Chosen[Id] = std::nullopt;
}

void DiagnosticSettings::makeError(DiagId Id) { Chosen[Id] = Severity::Error; }

std::optional<Severity> DiagnosticSettings::levelOf(DiagId Id) const {
  std::optional<Severity> Level = severityOf(Id);
  if (auto It = Chosen.find(Id); It != Chosen.end())
    Level = It->second;
  else if (Level == Severity::Remark)
    Level = std::nullopt;
  return Level == Severity::Warning && NoWarnings ? std::nullopt : Level;
}

std::optional<Severity> DiagnosticSettings::levelOf(DiagId Id, DiagId Reason) const {
  const auto ForReason = Chosen.find(Reason), ForId = Chosen.find(Id);
  if (ForReason == Chosen.end())
    return levelOf(Id);
  if (ForId == Chosen.end())
    return levelOf(Reason);
  if (!ForReason->second || !ForId->second) // what silences one of the two silences both
    return std::nullopt;
  return std::max(levelOf(Id), levelOf(Reason)); // nothing is less than any level
}
