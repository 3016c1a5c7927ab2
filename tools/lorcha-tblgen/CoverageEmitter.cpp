// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -gen-coverage lists what the tables promise, for the tests in test/Coverage: one line per name, of
// "function|inline|builtin|old|header CUDA-name Lorcha-name Cpu-state OpenCL-state note?" parted by tabs.
// Builtins have four columns more: the OpenCL function, the library part that has it, what it takes besides
// its arguments, and its prototype as "result(type;type;...)".
#include "ApiModel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

void emitRow(raw_ostream &OS, StringRef Kind, StringRef CudaName, StringRef LorchaName, const Record &Row) {
  OS << Kind << "\t" << CudaName << "\t" << LorchaName << "\t"
     << Row.getValueAsDef("Cpu")->getValueAsString("Name") << "\t"
     << Row.getValueAsDef("OpenCL")->getValueAsString("Name") << "\t" << Row.getValueAsString("Note");
}

void emitOpenClColumns(raw_ostream &OS, const Record &Row) {
  OS << "\t" << Row.getValueAsString("OpenClName") << "\t" << Row.getValueAsString("OpenClPart") << "\t"
     << Row.getValueAsDef("OpenClTakes")->getValueAsString("Name") << "\t"
     << Row.getValueAsString("ReturnType") << "(";
  ListSeparator Separator(";");
  for (const Record *Parameter : Row.getValueAsListOfDefs("Params"))
    OS << Separator << Parameter->getValueAsString("Type");
  OS << ")";
}

void emitCoverage(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  for (const Record *Row : Model.recordsOf("Function")) {
    emitRow(OS, Row->getValueAsBit("ByHand") ? "inline" : "function", Row->getName(),
            Model.lorchaName(Row->getName()), *Row);
    OS << "\n";
  }
  for (const Record *Row : Model.recordsOf("DriverCall")) {
    emitRow(OS, "driver", Row->getName(), Row->getName(), *Row);
    OS << "\n";
  }
  for (const Record *Row : Model.recordsOf("Builtin")) {
    emitRow(OS, "builtin", Row->getValueAsString("CudaName"), Row->getValueAsString("CppName"), *Row);
    emitOpenClColumns(OS, *Row);
    OS << "\n";
  }
  for (const Record *Row : Model.recordsOf("Deprecated"))
    OS << "old\t" << Row->getName() << "\t" << Row->getValueAsString("NewName") << "\t\t\t\n";
  for (const Record *Row : Model.recordsOf("Header"))
    OS << "header\t" << Row->getValueAsString("CudaName") << "\t" << Row->getValueAsString("Replacement")
       << "\t\t\t\n";
}

TableGen::Emitter::Opt Coverage("gen-coverage", emitCoverage,
                                "List the names of the tables with their states");

} // namespace
} // namespace lorcha::tblgen
