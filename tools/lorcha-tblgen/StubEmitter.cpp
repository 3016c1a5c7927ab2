// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints sources of the runtime library. -gen-stubs: for each function that no backend has, one that says so
// once and returns the not-supported error; for each that cannot work here, one that returns its row's error.
// -gen-aliases: every function under its CUDA name, for host files that a plain compiler made.
// -gen-error-texts: name and text of each error code.
#include "ApiModel.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/Error.h"
#include "llvm/TableGen/TableGenBackend.h"
#include <map>

using namespace llvm;

namespace lorcha::tblgen {
namespace {

void emitStart(raw_ostream &OS, StringRef Purpose) {
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n// " << Purpose
     << "\n// Made by lorcha-tblgen from include/lorcha/Api/*.td; change those.\n";
}

bool isOnAllBackends(const Record &Row, StringRef State) {
  return Row.getValueAsDef("Cpu")->getName() == State && Row.getValueAsDef("OpenCL")->getName() == State;
}

bool isStub(const Record &Row) {
  return isOnAllBackends(Row, "Unsupported") || isOnAllBackends(Row, "ByDesign");
}

/// "type name(parameters)" of a function under any name, in Lorcha's types.
std::string signature(const ApiModel &Model, const Record &Row, StringRef Name) {
  std::string Text = Model.toLorcha(declare(Row.getValueAsString("ReturnType"), "@"));
  std::string Parameters = Model.toLorcha(printParameters(Row, /*WithDefaults=*/false));
  Text.replace(Text.find('@'), 1, (Name + "(" + Parameters + ")").str());
  return Text;
}

void emitStub(raw_ostream &OS, const ApiModel &Model, const Record &Row) {
  OS << signature(Model, Row, Model.lorchaName(Row.getName()))
     << " {\n  static lorcha::runtime::ExchangedFlag Said{false};\n";
  if (isOnAllBackends(Row, "ByDesign")) {
    StringRef Error = Row.getValueAsString("Error");
    if (Error.empty())
      PrintFatalError(Row.getLoc(), "'" + Row.getName() + "' needs an Error: it fails by design");
    OS << "  return lorchaReportImpossible(" << quote(Row.getName()) << ", " << Model.lorchaName(Error)
       << ", " << quote(Error) << ", Said.exchange(true));\n}\n\n";
    return;
  }
  StringRef Report = "lorchaReportUnsupported(";
  if (Row.getValueAsString("ReturnType") == "cudaError_t")
    OS << "  return " << Report << quote(Row.getName()) << ", Said.exchange(true));\n";
  else
    OS << "  " << Report << quote(Row.getName()) << ", Said.exchange(true));\n  return {};\n";
  OS << "}\n\n";
}

void emitStubs(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  emitStart(OS, "The functions that no backend has yet.");
  OS << "#include \"core/Flag.h\"\n#include \"lorcha/runtime_api.h\"\n#include <cstdio>\n\n"
     << "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n#pragma GCC visibility push(default)\n"
     << "extern \"C\" {\n"
     << "/// Says once that a function is not supported. The runtime may have a stronger one, which also "
        "remembers the "
        "error.\n"
     << "__attribute__((weak)) lorchaError_t lorchaReportUnsupported(const char *CudaName, bool AlreadySaid) "
        "{\n"
     << "  if (!AlreadySaid)\n    std::fprintf(stderr, \"lorcha: %s is not supported yet\\n\", CudaName);\n"
     << "  return lorchaErrorNotSupported;\n}\n"
     << "/// Says once that a function cannot work here. The same goes for this one.\n"
     << "__attribute__((weak)) lorchaError_t lorchaReportImpossible(const char *CudaName, lorchaError_t "
        "Error, "
        "const char *ErrorName, bool AlreadySaid) {\n"
     << "  if (!AlreadySaid)\n    std::fprintf(stderr, \"lorcha: %s returns %s: it needs NVIDIA's "
        "hardware\\n\", "
        "CudaName, ErrorName);\n"
     << "  return Error;\n}\n\n";
  for (const Record *Row : Model.recordsOf("Function"))
    if (isStub(*Row) && !Row->getValueAsBit("ByHand"))
      emitStub(OS, Model, *Row);
  OS << "}\n#pragma GCC visibility pop\n";
}

std::string argumentNames(const Record &Row) {
  std::string Names;
  for (const Record *Param : Row.getValueAsListOfDefs("Params"))
    Names += ((Names.empty() ? "" : ", ") + Param->getValueAsString("Name")).str();
  return Names;
}

void emitAlias(raw_ostream &OS, const ApiModel &Model, const Record &Function, StringRef CudaName) {
  OS << signature(Model, Function, CudaName) << " { return " << Model.lorchaName(Function.getName()) << "("
     << argumentNames(Function) << "); }\n";
}

/// The function for units with a default stream per thread, under both of its names.
void emitPerThreadTwins(raw_ostream &OS, const ApiModel &Model, const Record &Function) {
  StringRef Suffix = Model.perThreadSuffix(Function), LorchaName = Model.lorchaName(Function.getName());
  if (Suffix.empty())
    return;
  for (StringRef Name : {LorchaName, Function.getName()})
    OS << signature(Model, Function, (Name + Suffix).str()) << " {\n"
       << "  const bool Before = lorchaSetPerThreadDefault(true);\n  const auto Result = " << LorchaName
       << "(" << argumentNames(Function) << ");\n  lorchaSetPerThreadDefault(Before);\n  return Result;\n}\n";
}

void emitAliases(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  emitStart(OS, "The runtime API under CUDA's names.");
  OS << "#include \"lorcha/runtime_api.h\"\n\n#pragma GCC visibility push(default)\nextern \"C\" {\n"
     << "/// What the null stream means to calls of this host thread; returns what it meant before. The "
        "runtime "
        "has a stronger one.\n"
     << "__attribute__((weak)) bool lorchaSetPerThreadDefault(bool) { return false; }\n\n";
  std::map<StringRef, const Record *> Functions;
  for (const Record *Row : Model.recordsOf("Function")) {
    Functions[Row->getName()] = Row;
    if (Row->getValueAsBit("ByHand"))
      continue;
    emitAlias(OS, Model, *Row, Row->getName());
    emitPerThreadTwins(OS, Model, *Row);
  }
  for (const Record *Row : Model.recordsOf("Deprecated"))
    if (const Record *Function = Functions[Row->getValueAsString("NewName")])
      emitAlias(OS, Model, *Function, Row->getName());
  OS << "}\n#pragma GCC visibility pop\n";
}

void emitErrorTexts(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  emitStart(OS, "LORCHA_ERROR(code, \"CUDA's name\", \"text\") for each error code.");
  const Record *Errors = Records.getDef("cudaError");
  if (!Errors)
    PrintFatalError("no row 'cudaError'");
  for (const Record *Value : Errors->getValueAsListOfDefs("Values")) {
    StringRef Name = Value->getValueAsString("Name");
    OS << "LORCHA_ERROR(" << Model.lorchaName(Name) << ", " << quote(Name) << ", "
       << quote(Value->getValueAsString("Summary")) << ")\n";
  }
}

TableGen::Emitter::Opt Stubs("gen-stubs", emitStubs, "Print the functions that no backend has");
TableGen::Emitter::Opt Aliases("gen-aliases", emitAliases, "Print the functions under CUDA's names");
TableGen::Emitter::Opt ErrorTexts("gen-error-texts", emitErrorTexts,
                                  "Print names and texts of the error codes");

} // namespace
} // namespace lorcha::tblgen
