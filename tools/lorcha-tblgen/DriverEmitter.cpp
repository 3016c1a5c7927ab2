// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints the driver API: -gen-driver-header its functions for C and C++, -gen-driver-functions their names.
#include "ApiModel.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

void emitStart(raw_ostream &OS, StringRef Purpose) {
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n// " << Purpose
     << "\n// Made by lorcha-tblgen from include/lorcha/Api/Driver.td; change that.\n";
}

void emitDriverHeader(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  emitStart(OS, "The functions of the driver API, for C and C++.");
  OS << "#ifndef LORCHA_DRIVER_API_H\n#define LORCHA_DRIVER_API_H\n\n#include \"lorcha/driver_types.h\"\n\n"
     << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  for (const Record *Row : Model.recordsOf("DriverCall"))
    OS << "/// " << Row->getValueAsString("Summary") << "\n"
       << declare(Row->getValueAsString("ReturnType"), Row->getName()) << "("
       << printParameters(*Row, /*WithDefaults=*/false) << ");\n";
  OS << "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
}

void emitDriverFunctions(RecordKeeper &Records, raw_ostream &OS) {
  emitStart(OS, "LORCHA_DRIVER_FUNCTION(name) for each function of the driver API.");
  for (const Record *Row : ApiModel(Records).recordsOf("DriverCall"))
    OS << "LORCHA_DRIVER_FUNCTION(" << Row->getName() << ")\n";
}

TableGen::Emitter::Opt DriverHeader("gen-driver-header", emitDriverHeader, "Print lorcha/driver_api.h");
TableGen::Emitter::Opt DriverFunctions("gen-driver-functions", emitDriverFunctions,
                                       "Print the names of the driver API's functions");

} // namespace
} // namespace lorcha::tblgen
