// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the table that lib/Ptx searches (-gen-ptx) and the page that lists what is understood
// (-gen-docs-ptx). Rows of one name keep the order of the .td files.
#include "ApiModel.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/Error.h"
#include "llvm/TableGen/TableGenBackend.h"
#include <algorithm>

using namespace llvm;

namespace lorcha::tblgen {
namespace {

StringRef opcodeOf(const Record *Row) { return Row->getValueAsString("Syntax").split(' ').first; }

RecordList rowsByOpcode(const ApiModel &Model) {
  RecordList Rows = Model.recordsOf("Ptx");
  std::stable_sort(Rows.begin(), Rows.end(),
                   [](const Record *A, const Record *B) { return opcodeOf(A) < opcodeOf(B); });
  return Rows;
}

void checkSets(const Record *Row, const RecordKeeper &Records) {
  SmallVector<StringRef> Elements;
  Row->getValueAsString("Syntax").split(Elements, ' ', -1, /*KeepEmpty=*/false);
  for (StringRef Element : Elements)
    if (auto [Name, Set] = Element.split(':'); Element.contains('$') && !Set.empty() && !Records.getDef(Set))
      PrintFatalError(Row->getLoc(), "no set '" + Set + "'");
}

void emitTable(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n// Made by lorcha-tblgen; see "
        "lib/Ptx.\n";
  OS << "#ifdef GET_PTX_SETS\n";
  for (const Record *Set : Model.recordsOf("PtxSet")) {
    OS << "{" << quote(Set->getName()) << ", \"\", " << quote(Set->getValueAsString("Without")) << "},\n";
    for (const Record *Word : Set->getValueAsListOfDefs("Words"))
      OS << "{" << quote(Set->getName()) << ", " << quote(Word->getValueAsString("Word")) << ", "
         << quote(Word->getValueAsString("Cpp")) << "},\n";
  }
  OS << "#undef GET_PTX_SETS\n#endif\n#ifdef GET_PTX_INSTRUCTIONS\n";
  for (const Record *Row : rowsByOpcode(Model)) {
    checkSets(Row, Records);
    OS << "{";
    for (const char *Field :
         {"Syntax", "Operands", "Lowering", "Types", "MoreTypes", "Before", "Second", "Carry", "Action"})
      OS << quote(Row->getValueAsString(Field)) << ", ";
    OS << (Row->getValueAsBit("Relaxed") ? "true" : "false") << "},\n";
  }
  OS << "#undef GET_PTX_INSTRUCTIONS\n#endif\n#ifdef GET_PTX_REGISTERS\n";
  for (const Record *Row : Model.recordsOf("PtxRegister"))
    OS << "{" << quote(Row->getValueAsString("Name")) << ", " << quote(Row->getValueAsString("Type")) << ", "
       << quote(Row->getValueAsString("Lowering")) << "},\n";
  OS << "#undef GET_PTX_REGISTERS\n#endif\n";
}

/// "add $rnd:Ending ?ftz $T" to "add.(rn|rz|rm|rp){.ftz}.T"; sets of many words by their name.
std::string formOf(const Record *Row, const RecordKeeper &Records) {
  SmallVector<StringRef> Elements;
  Row->getValueAsString("Syntax").split(Elements, ' ', -1, /*KeepEmpty=*/false);
  std::string Form = Elements.front().str();
  for (StringRef Element : drop_begin(Elements)) {
    bool IsOptional = Element.consume_front("?");
    std::string Text = Element.str();
    if (Element.consume_front("$")) {
      StringRef Set = Element.split(':').second;
      Text = Element.str();
      if (!Set.empty()) {
        auto Words = Records.getDef(Set)->getValueAsListOfDefs("Words");
        Text = "(" + Set.lower() + ")";
        if (Words.size() == 1)
          Text = Words.front()->getValueAsString("Word").str();
      }
    }
    Form += IsOptional ? "{." + Text + "}" : "." + Text;
  }
  return Form;
}

void emitDocs(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  OS << "# Inline PTX: what is understood\n\nMade by lorcha-tblgen from include/lorcha/Api/Ptx*.td.\n\n## "
        "Sets of "
        "modifiers\n\n| set | modifiers |\n|---|---|\n";
  for (const Record *Set : Model.recordsOf("PtxSet")) {
    OS << "| (" << Set->getName().lower() << ") |";
    for (const Record *Word : Set->getValueAsListOfDefs("Words"))
      OS << " `." << Word->getValueAsString("Word") << "`";
    OS << " |\n";
  }
  OS << "\n## Instructions\n\n| form | T | U | note |\n|---|---|---|---|\n";
  for (const Record *Row : rowsByOpcode(Model))
    OS << "| `" << formOf(Row, Records) << "` | " << Row->getValueAsString("Types") << " | "
       << Row->getValueAsString("MoreTypes") << " | " << Row->getValueAsString("Note") << " |\n";
  OS << "\n## Special registers\n\n| register | type | note |\n|---|---|---|\n";
  for (const Record *Row : Model.recordsOf("PtxRegister"))
    OS << "| `%" << Row->getValueAsString("Name") << "` | " << Row->getValueAsString("Type") << " | "
       << Row->getValueAsString("Note") << " |\n";
}

TableGen::Emitter::Opt Table("gen-ptx", emitTable, "Print the table of lib/Ptx");
TableGen::Emitter::Opt Docs("gen-docs-ptx", emitDocs, "Print the page of inline PTX that is understood");

} // namespace
} // namespace lorcha::tblgen
