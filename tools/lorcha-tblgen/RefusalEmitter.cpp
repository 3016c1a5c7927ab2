// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -gen-refusals prints LORCHA_REFUSAL(function, parameter, value, call, error, is it on OpenCL devices) for
// each value that a function of the runtime API must not be given, as its row states, and for each function
// that fails by design; and a comment for each that refuses nothing. In the call all other arguments are
// good: the parameter's own Good, or good<type>(), which test/unit/Refusals defines.
#include "ApiModel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

/// A good argument for a parameter, in CUDA's names.
std::string goodArgument(const Record &Param) {
  StringRef Own = Param.getValueAsString("Good");
  return Own.empty() ? ("good<" + Param.getValueAsString("Type") + ">()").str() : Own.str();
}

/// The call with the Bad-th argument replaced; with good arguments alone if there is no such one.
std::string callWith(const Record &Function, size_t Bad, StringRef Value) {
  std::string Text = (Function.getName() + "(").str();
  ListSeparator Separator;
  size_t Index = 0;
  for (const Record *Param : Function.getValueAsListOfDefs("Params")) {
    Text += StringRef(Separator);
    Text += Index++ == Bad ? ("(" + Param->getValueAsString("Type") + ")(" + Value + ")").str()
                           : goodArgument(*Param);
  }
  return Text + ")";
}

void emitRefusal(raw_ostream &OS, const ApiModel &Model, const Record &Function, StringRef Param,
                 StringRef Value, StringRef Call, StringRef Error) {
  OS << "LORCHA_REFUSAL(" << quote(Function.getName()) << ", " << quote(Param) << ", " << quote(Value) << ", "
     << Model.toLorcha(Call) << ", " << Model.lorchaName(Error) << ", "
     << (Function.getValueAsDef("OpenCL")->getName() == "Unsupported" ? "false" : "true") << ")\n";
}

void emitRefusals(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n// Made by lorcha-tblgen; see "
        "test/unit/Refusals.\n";
  for (const Record *Row : Model.recordsOf("Function")) {
    if (Row->getValueAsBit("ByHand"))
      continue;
    if (Row->getValueAsBit("RefusesNothing") || Row->getValueAsListOfDefs("Params").empty())
      OS << "// nothing: " << Row->getName() << "\n";
    if (StringRef Error = Row->getValueAsString("Error"); !Error.empty())
      emitRefusal(OS, Model, *Row, "", "", callWith(*Row, SIZE_MAX, ""), Error);
    size_t Index = 0;
    for (const Record *Param : Row->getValueAsListOfDefs("Params")) {
      for (const Record *Each : Param->getValueAsListOfDefs("Refuses")) {
        StringRef Value = Each->getValueAsString("Value");
        emitRefusal(OS, Model, *Row, Param->getValueAsString("Name"), Value, callWith(*Row, Index, Value),
                    Each->getValueAsString("Error"));
      }
      ++Index;
    }
  }
}

TableGen::Emitter::Opt Refusals("gen-refusals", emitRefusals, "List what functions must not be given");

} // namespace
} // namespace lorcha::tblgen
