// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the runtime API as a C header in two flavours. -gen-lorcha-header defines every type under its
// Lorcha name. -gen-cuda-header has CUDA's names: when the translator parses it, as true declarations; for
// plain host compilers, as macros for lorcha/runtime_api.h's types and values, so that the two agree in
// layout and in C++ linkage names.
#include "ApiModel.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

class HeaderEmitter {
public:
  HeaderEmitter(const RecordKeeper &Records, raw_ostream &OS, Flavour Names)
      : Model(Records), OS(OS), Names(Names) {}

  void emitLorchaHeader();
  void emitCudaHeader();

private:
  void emitStart(StringRef Purpose, StringRef Guard);
  void emitSummary(StringRef Summary, StringRef Indent = "");
  void emitGuardsOfCuda();
  void emitConstants();
  void emitHandles();
  void emitEnums();
  void emitStructsAndTypedefs();
  void emitStruct(const Record &Row);
  void emitTypes();
  void emitFunctions();
  void emitPrototype(const Record &Row, StringRef CudaName);
  void emitMacro(StringRef CudaName);
  void emitTypeMacros();
  std::string name(StringRef CudaName) const { return Model.inFlavour(CudaName, Names); }

  ApiModel Model;
  raw_ostream &OS;
  Flavour Names;
};

void HeaderEmitter::emitStart(StringRef Purpose, StringRef Guard) {
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
     << "// " << Purpose << "\n// Made by lorcha-tblgen from include/lorcha/Api/*.td; change those.\n"
     << "#ifndef " << Guard << "\n#define " << Guard << "\n\n";
}

void HeaderEmitter::emitSummary(StringRef Summary, StringRef Indent) {
  if (!Summary.empty())
    OS << Indent << "/// " << Model.inFlavour(Summary, Names) << "\n";
}

void HeaderEmitter::emitConstants() {
  for (const Record *Row : Model.recordsOf("Constant")) {
    emitSummary(Row->getValueAsString("Summary"));
    StringRef Setting = Row->getValueAsString("Setting");
    if (!Setting.empty())
      OS << "#ifdef " << Setting << "\n#define " << name(Row->getName()) << " " << Setting << "\n#else\n";
    OS << "#define " << name(Row->getName());
    StringRef Value = Row->getValueAsString("Value");
    if (!Value.empty())
      OS << " " << Model.inFlavour(Value, Names);
    OS << (Setting.empty() ? "\n" : "\n#endif\n");
  }
  OS << "\n";
}

void HeaderEmitter::emitHandles() {
  for (const Record *Row : Model.recordsOf("Handle")) {
    emitSummary(Row->getValueAsString("Summary"));
    OS << "typedef " << Row->getValueAsString("Qualifier") << "struct " << name(Row->getValueAsString("Tag"))
       << " *" << name(Row->getName()) << ";\n";
  }
  OS << "\n";
}

void HeaderEmitter::emitEnums() {
  for (const Record *Row : Model.recordsOf("Enum")) {
    emitSummary(Row->getValueAsString("Summary"));
    std::string Name = name(Row->getName());
    OS << "enum " << Name << " {\n";
    for (const Record *Value : Row->getValueAsListOfDefs("Values")) {
      OS << "  " << name(Value->getValueAsString("Name")) << " = "
         << Model.inFlavour(Value->getValueAsString("Value"), Names) << ",";
      StringRef Summary = Value->getValueAsString("Summary");
      OS << (Summary.empty() ? "" : " ///< ") << Model.inFlavour(Summary, Names) << "\n";
    }
    OS << "};\n";
    OS << "#ifndef __cplusplus\ntypedef enum " << Name << " " << Name << ";\n#endif\n\n";
  }
}

void HeaderEmitter::emitStruct(const Record &Row) {
  emitSummary(Row.getValueAsString("Summary"));
  std::string Name = name(Row.getName());
  StringRef Keyword = Row.getValueAsString("Keyword");
  OS << Keyword << " " << Name << " {\n";
  for (const Record *Field : Row.getValueAsListOfDefs("Fields")) {
    OS << "  "
       << Model.inFlavour(declare(Field->getValueAsString("Type"), Field->getValueAsString("Name")), Names)
       << ";";
    StringRef Summary = Field->getValueAsString("Summary");
    OS << (Summary.empty() ? "" : " ///< ") << Model.inFlavour(Summary, Names) << "\n";
  }
  StringRef Body = Row.getValueAsString("Body").trim('\n').rtrim();
  if (!Body.empty())
    OS << Model.inFlavour(Body, Names) << "\n";
  OS << "};\n\n";
}

void HeaderEmitter::emitStructsAndTypedefs() {
  OS << "#ifndef __cplusplus\n";
  for (const Record *Row : Model.recordsOf("Struct")) {
    std::string Name = name(Row->getName());
    OS << "typedef " << Row->getValueAsString("Keyword") << " " << Name << " " << Name << ";\n";
  }
  OS << "#endif\n\n";
  RecordList Rows = Model.recordsOf("Declared");
  for (const Record *Row : Rows) {
    if (Row->isSubClassOf("Struct")) {
      emitStruct(*Row);
    } else if (Row->isSubClassOf("Typedef")) {
      emitSummary(Row->getValueAsString("Summary"));
      OS << "typedef " << Model.inFlavour(declare(Row->getValueAsString("Target"), Row->getName()), Names)
         << ";\n\n";
    }
  }
}

void HeaderEmitter::emitTypes() {
  emitConstants();
  emitHandles();
  emitEnums();
  emitStructsAndTypedefs();
}

void HeaderEmitter::emitPrototype(const Record &Row, StringRef CudaName) {
  std::string Parameters = printParameters(Row, /*WithDefaults=*/true);
  std::string Text = declare(Row.getValueAsString("ReturnType"), CudaName) + "(" + Parameters + ")";
  // Parameters may bear the name of a type (func, device, ...), but none is a name of the tables.
  OS << Model.inFlavour(Text, Names);
  if (StringRef Suffix = Model.perThreadSuffix(Row); !Suffix.empty())
    OS << " LORCHA_TWIN(\"" << name(Row.getName()) << Suffix << "\")";
  OS << ";\n";
}

void HeaderEmitter::emitFunctions() {
  OS << "#ifdef __cplusplus\n#define LORCHA_DEFAULT(Value) = Value\nextern \"C\" {\n"
     << "#else\n#define LORCHA_DEFAULT(Value)\n#endif\n"
     << "#if defined(CUDA_API_PER_THREAD_DEFAULT_STREAM) && !defined(__CUDA__)\n"
     << "#define LORCHA_TWIN(Symbol) __asm__(Symbol)\n"
     << "#else\n#define LORCHA_TWIN(Symbol)\n#endif\n\n";
  for (const Record *Row : Model.recordsOf("Function")) {
    if (Row->getValueAsBit("ByHand"))
      continue;
    emitSummary(Row->getValueAsString("Summary"));
    emitPrototype(*Row, Row->getName());
  }
  if (Names == Flavour::Cuda) {
    OS << "\n";
    RecordList Functions = Model.recordsOf("Function");
    for (const Record *Row : Model.recordsOf("Deprecated"))
      for (const Record *Function : Functions)
        if (Function->getName() == Row->getValueAsString("NewName"))
          emitPrototype(*Function, Row->getName());
  }
  OS << "\n#ifdef __cplusplus\n}\n#endif\n#undef LORCHA_DEFAULT\n#undef LORCHA_TWIN\n\n";
}

/// Programs test for these to learn what they have included.
void HeaderEmitter::emitGuardsOfCuda() {
  for (StringRef Guard : {"__DRIVER_TYPES_H__", "__CUDA_RUNTIME_API_H__"})
    OS << "#ifndef " << Guard << "\n#define " << Guard << "\n#endif\n";
  OS << "\n";
}

void HeaderEmitter::emitLorchaHeader() {
  emitStart("The runtime API, for C and C++: types, values and functions.", "LORCHA_RUNTIME_API_H");
  OS << "#include \"lorcha/vector_types.h\"\n#include <limits.h>\n#include <stddef.h>\n\n";
  emitGuardsOfCuda();
  emitTypes();
  emitFunctions();
  OS << "#endif\n";
}

void HeaderEmitter::emitMacro(StringRef CudaName) {
  OS << "#define " << CudaName << " " << Model.lorchaName(CudaName) << "\n";
}

void HeaderEmitter::emitTypeMacros() {
  for (const Record *Row : Model.recordsOf("Constant"))
    emitMacro(Row->getName());
  for (const Record *Row : Model.recordsOf("Handle")) {
    emitMacro(Row->getName());
    if (Row->getValueAsString("Qualifier").empty())
      emitMacro(Row->getValueAsString("Tag"));
  }
  for (const Record *Row : Model.recordsOf("Enum")) {
    emitMacro(Row->getName());
    for (const Record *Value : Row->getValueAsListOfDefs("Values"))
      emitMacro(Value->getValueAsString("Name"));
  }
  for (StringRef Class : {"Struct", "Typedef"})
    for (const Record *Row : Model.recordsOf(Class))
      emitMacro(Row->getName());
  OS << "\n";
}

void HeaderEmitter::emitCudaHeader() {
  emitStart("The runtime API under CUDA's names, for the translator's parse and for plain host compilers.",
            "LORCHA_CUDA_RUNTIME_API_H");
  OS << "#include \"lorcha/vector_types.h\"\n#include <limits.h>\n#include <stddef.h>\n\n#include "
        "\"crt/host_defines.h\"\n\n";
  emitGuardsOfCuda();
  OS << "#ifdef __CUDA__\n\n";
  emitTypes();
  OS << "#else // the same types as in translated programs, so that both can call each other\n\n"
     << "#include \"lorcha/runtime_api.h\"\n\n";
  emitTypeMacros();
  OS << "#endif\n\n";
  emitFunctions();
  OS << "#endif\n";
}

void emitLorchaHeader(RecordKeeper &Records, raw_ostream &OS) {
  HeaderEmitter(Records, OS, Flavour::Lorcha).emitLorchaHeader();
}
void emitCudaHeader(RecordKeeper &Records, raw_ostream &OS) {
  HeaderEmitter(Records, OS, Flavour::Cuda).emitCudaHeader();
}

TableGen::Emitter::Opt LorchaHeader("gen-lorcha-header", emitLorchaHeader, "Print lorcha/runtime_api.h");
TableGen::Emitter::Opt CudaHeader("gen-cuda-header", emitCudaHeader, "Print cuda_runtime_api.h");

} // namespace
} // namespace lorcha::tblgen
