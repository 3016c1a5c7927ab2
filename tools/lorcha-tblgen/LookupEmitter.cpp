// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the tables that lib/Api/ApiTable.cpp searches: -gen-lookup. Entries are sorted by CUDA name,
// bytewise.
#include "ApiModel.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/Error.h"
#include "llvm/TableGen/TableGenBackend.h"
#include <map>

using namespace llvm;

namespace lorcha::tblgen {
namespace {

/// Entries by CUDA name, each as the text of its initialiser.
using EntryMap = std::map<std::string, std::string>;

std::string stateOf(const Record &Row, StringRef Backend) {
  return ("ApiState::" + Row.getValueAsDef(Backend)->getName()).str();
}

void addApiEntry(EntryMap &Entries, const ApiModel &Model, StringRef CudaName, StringRef Kind,
                 const Record *States, StringRef Note = "") {
  std::string Cpu = States ? stateOf(*States, "Cpu") : "ApiState::Implemented";
  std::string OpenCL = States ? stateOf(*States, "OpenCL") : "ApiState::Implemented";
  Entries[CudaName.str()] = quote(CudaName) + ", " + quote(Model.lorchaName(CudaName)) +
                            ", ApiKind::" + Kind.str() + ", " + Cpu + ", " + OpenCL + ", " + quote(Note);
}

void addTypes(EntryMap &Entries, const ApiModel &Model) {
  for (StringRef Class : {"Struct", "Typedef", "Handle", "Constant"})
    for (const Record *Row : Model.recordsOf(Class))
      addApiEntry(Entries, Model, Row->getName(), Class, nullptr);
  for (const Record *Row : Model.recordsOf("Handle"))
    addApiEntry(Entries, Model, Row->getValueAsString("Tag"), "Handle", nullptr);
  for (const Record *Row : Model.recordsOf("Enum")) {
    addApiEntry(Entries, Model, Row->getName(), "Enum", nullptr);
    for (const Record *Value : Row->getValueAsListOfDefs("Values"))
      addApiEntry(Entries, Model, Value->getValueAsString("Name"), "Enumerator", nullptr);
  }
}

EntryMap apiEntries(const ApiModel &Model) {
  EntryMap Entries;
  std::map<StringRef, const Record *> Functions;
  for (const Record *Row : Model.recordsOf("Function")) {
    Functions[Row->getName()] = Row;
    addApiEntry(Entries, Model, Row->getName(), "Function", Row, Row->getValueAsString("Note"));
  }
  for (const Record *Row : Model.recordsOf("Deprecated"))
    addApiEntry(Entries, Model, Row->getName(), "Deprecated", Functions[Row->getValueAsString("NewName")],
                Row->getValueAsString("Note"));
  for (const Record *Row : Model.recordsOf("DriverCall"))
    addApiEntry(Entries, Model, Row->getName(), "Driver", Row, Row->getValueAsString("Note"));
  addTypes(Entries, Model);
  return Entries;
}

/// Overloads share an entry: the strongest effect, and Partial where their states differ.
struct BuiltinFacts {
  const Record *First = nullptr;
  unsigned Effect = 0;
  std::string Cpu, OpenCL;

  void merge(const Record &Row) {
    static constexpr StringRef Effects[] = {"Pure", "Memory", "BlockBarrier", "WarpOp", "GridBarrier"};
    unsigned Index = llvm::find(Effects, Row.getValueAsDef("Does")->getName()) - std::begin(Effects);
    Effect = std::max(Effect, Index);
    mergeState(Cpu, stateOf(Row, "Cpu"));
    mergeState(OpenCL, stateOf(Row, "OpenCL"));
    if (!First)
      First = &Row;
    for (StringRef Field : {"CppName", "OpenClName", "OpenClPart"})
      if (text(Field) != Row.getValueAsString(Field))
        PrintFatalError(Row.getLoc(), "overloads differ in " + Field);
  }
  StringRef text(StringRef Field) const { return First->getValueAsString(Field); }
  static void mergeState(std::string &Into, const std::string &State) {
    Into = Into.empty() || Into == State ? State : "ApiState::Partial";
  }
  std::string taking() const {
    StringRef Name = First->getValueAsDef("OpenClTakes")->getName();
    return ("OpenClTaking::" + Name.drop_front(StringRef("Takes").size())).str();
  }
  StringRef effectName() const {
    static constexpr StringRef Effects[] = {"Pure", "Memory", "BlockBarrier", "WarpOp", "GridBarrier"};
    return Effects[Effect];
  }
};

EntryMap builtinEntries(const ApiModel &Model) {
  std::map<StringRef, BuiltinFacts> Facts;
  for (const Record *Row : Model.recordsOf("Builtin"))
    Facts[Row->getValueAsString("CudaName")].merge(*Row);
  EntryMap Entries;
  for (const auto &[Name, Fact] : Facts)
    Entries[Name.str()] = quote(Name) + ", " + quote(Fact.text("CppName")) + ", " +
                          quote(Fact.text("OpenClName")) + ", " + quote(Fact.text("OpenClPart")) + ", " +
                          Fact.taking() + ", BuiltinEffect::" + Fact.effectName().str() + ", " + Fact.Cpu + ", " +
                          Fact.OpenCL;
  return Entries;
}

EntryMap headerEntries(const ApiModel &Model) {
  EntryMap Entries;
  for (const Record *Row : Model.recordsOf("Header")) {
    StringRef Name = Row->getValueAsString("CudaName");
    if (!Entries.try_emplace(Name.str(), quote(Name) + ", " + quote(Row->getValueAsString("Replacement")))
             .second)
      PrintFatalError(Row->getLoc(), "header '" + Name + "' has two rows");
  }
  return Entries;
}

void emitTable(raw_ostream &OS, StringRef Guard, StringRef Declaration, const EntryMap &Entries) {
  OS << "#ifdef " << Guard << "\n#undef " << Guard << "\n";
  OS << "static constexpr std::array<" << Declaration << ", " << Entries.size() << "> Entries = {{\n";
  for (const auto &[Name, Text] : Entries)
    OS << "    {" << Text << "},\n";
  OS << "}};\n#endif\n\n";
}

void emitLookup(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n// Made by lorcha-tblgen; see "
        "lib/Api.\n";
  emitTable(OS, "GET_API_ENTRIES", "ApiEntry", apiEntries(Model));
  emitTable(OS, "GET_BUILTIN_ENTRIES", "BuiltinEntry", builtinEntries(Model));
  emitTable(OS, "GET_HEADER_ENTRIES", "HeaderEntry", headerEntries(Model));
}

TableGen::Emitter::Opt Lookup("gen-lookup", emitLookup, "Print the tables of lib/Api");

} // namespace
} // namespace lorcha::tblgen
