// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the support tables as Markdown: -gen-docs-runtime, -gen-docs-driver and -gen-docs-device. One table
// per section, in the order of the .td files, with counts at the top.
#include "ApiModel.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"
#include <map>

using namespace llvm;

namespace lorcha::tblgen {
namespace {

/// One line of a support table.
struct DocRow {
  StringRef Name;
  std::string Cpu, OpenCL, Note;
  StringRef Summary;
};

/// The lines of each section by its title.
using SectionMap = MapVector<StringRef, std::vector<DocRow>>;

StringRef sectionTitle(const Record &Row) {
  const Record *Section = Row.getValueAsOptionalDef("In");
  return Section ? Section->getValueAsString("Title") : "Others";
}

/// What there is to say beside the states.
std::string noteOf(const Record &Row) {
  StringRef Error = Row.getValueAsString("Error"), Note = Row.getValueAsString("Note");
  return Error.empty() ? Note.str() : ("Returns " + Error + "." + (Note.empty() ? "" : " ") + Note).str();
}

std::string stateName(const Record &Row, StringRef Backend) {
  return Row.getValueAsDef(Backend)->getValueAsString("Name").str();
}

/// A cell of a Markdown table: bars would end it.
std::string cell(StringRef Text) {
  std::string Cell;
  for (char C : Text)
    Cell += C == '|' ? std::string("\\|") : std::string(1, C);
  return Cell;
}

void emitCounts(raw_ostream &OS, const SectionMap &Sections) {
  std::map<std::string, unsigned> Cpu, OpenCL;
  unsigned Total = 0;
  for (const auto &[Title, Rows] : Sections)
    for (const DocRow &Row : Rows) {
      ++Cpu[Row.Cpu];
      ++OpenCL[Row.OpenCL];
      ++Total;
    }
  OS << Total << " names.\n\n| state | CPU | OpenCL |\n|---|---|---|\n";
  for (const char *State : {"implemented", "partial", "unsupported", "error by design"})
    if (std::string(State) != "error by design" || Cpu[State] || OpenCL[State])
      OS << "| " << State << " | " << Cpu[State] << " | " << OpenCL[State] << " |\n";
  OS << "\n";
}

void emitTables(raw_ostream &OS, StringRef Title, const SectionMap &Sections) {
  OS << "# " << Title << "\n\nMade by lorcha-tblgen from include/lorcha/Api/*.td.\n\n";
  emitCounts(OS, Sections);
  for (const auto &[Section, Rows] : Sections) {
    OS << "## " << Section << "\n\n| name | CPU | OpenCL | what it does | note |\n|---|---|---|---|---|\n";
    for (const DocRow &Row : Rows)
      OS << "| `" << Row.Name << "` | " << Row.Cpu << " | " << Row.OpenCL << " | " << cell(Row.Summary)
         << " | " << cell(Row.Note) << " |\n";
    OS << "\n";
  }
}

SectionMap functionsOf(const ApiModel &Model, StringRef Class) {
  SectionMap Sections;
  for (const Record *Row : Model.recordsOf(Class))
    Sections[sectionTitle(*Row)].push_back({Row->getName(), stateName(*Row, "Cpu"), stateName(*Row, "OpenCL"),
                                            noteOf(*Row), Row->getValueAsString("Summary")});
  return Sections;
}

void emitRuntimeDocs(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  SectionMap Sections = functionsOf(Model, "Function");
  std::map<StringRef, const Record *> Functions;
  for (const Record *Row : Model.recordsOf("Function"))
    Functions[Row->getName()] = Row;
  std::vector<std::string> Summaries; // DocRow refers to them
  RecordList Old = Model.recordsOf("Deprecated");
  Summaries.reserve(Old.size());
  for (const Record *Row : Old) {
    const Record *Function = Functions[Row->getValueAsString("NewName")];
    if (!Function)
      continue;
    Summaries.push_back(("The older name of " + Function->getName() + ".").str());
    Sections["Older names"].push_back({Row->getName(), stateName(*Function, "Cpu"),
                                       stateName(*Function, "OpenCL"), Row->getValueAsString("Note").str(),
                                       Summaries.back()});
  }
  emitTables(OS, "The runtime API: what works where", Sections);
}

void emitDriverDocs(RecordKeeper &Records, raw_ostream &OS) {
  emitTables(OS, "The driver API: what works where", functionsOf(ApiModel(Records), "DriverCall"));
}

void emitDeviceDocs(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  SectionMap Sections;
  std::map<std::pair<StringRef, StringRef>, size_t> Seen; // overloads share a line
  for (const Record *Row : Model.recordsOf("Builtin")) {
    StringRef Title = sectionTitle(*Row), Name = Row->getValueAsString("CudaName");
    std::vector<DocRow> &Rows = Sections[Title];
    DocRow Line{Name, stateName(*Row, "Cpu"), stateName(*Row, "OpenCL"), Row->getValueAsString("Note").str(),
                Row->getValueAsString("Summary")};
    auto [Place, IsNew] = Seen.try_emplace({Title, Name}, Rows.size());
    if (IsNew) {
      Rows.push_back(Line);
      continue;
    }
    DocRow &First = Rows[Place->second];
    First.Cpu = First.Cpu == Line.Cpu ? Line.Cpu : "partial";
    First.OpenCL = First.OpenCL == Line.OpenCL ? Line.OpenCL : "partial";
    First.Note = First.Note.empty() ? Line.Note : First.Note;
    First.Summary = First.Summary.empty() ? Line.Summary : First.Summary;
  }
  emitTables(OS, "The device language: what works where", Sections);
}

TableGen::Emitter::Opt RuntimeDocs("gen-docs-runtime", emitRuntimeDocs,
                                   "Print the support table of the runtime API");
TableGen::Emitter::Opt DriverDocs("gen-docs-driver", emitDriverDocs,
                                  "Print the support table of the driver API");
TableGen::Emitter::Opt DeviceDocs("gen-docs-device", emitDeviceDocs,
                                  "Print the support table of the device language");

} // namespace
} // namespace lorcha::tblgen
