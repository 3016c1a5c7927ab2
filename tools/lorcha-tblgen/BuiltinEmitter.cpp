// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -gen-builtins-header declares the device language's functions for the translator's parse. Nobody defines
// them under these declarations: translated programs include lorcha/device.h instead.
#include "ApiModel.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

void emitBuiltinsHeader(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  OS << "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
     << "// The functions of the device language, for the translator's parse.\n"
     << "// Made by lorcha-tblgen from include/lorcha/Api/Builtin*.td; change those.\n"
     << "#ifndef LORCHA_CUDA_BUILTINS_H\n#define LORCHA_CUDA_BUILTINS_H\n\n"
     << "#define LORCHA_DEFAULT(Value) = Value\n"
     << "#if defined(__GLIBC__)\n#define LORCHA_GLIBC(Major, Minor) __GLIBC_PREREQ(Major, Minor)\n"
     << "#else\n#define LORCHA_GLIBC(Major, Minor) 0\n#endif\n\n";
  StringSet<> Seen; // the same overload may stand in two records, with long for int64_t and the like
  for (const Record *Row : Model.recordsOf("Builtin")) {
    if (Row->getValueAsBit("ByHand"))
      continue;
    std::string Text = declare(Row->getValueAsString("ReturnType"), Row->getValueAsString("CudaName")) + "(" +
                       printParameters(*Row, /*WithDefaults=*/true) + ");";
    if (!Seen.insert(Text).second)
      continue;
    StringRef Glibc = Row->getValueAsString("GlibcHas");
    if (!Row->getValueAsBit("HostToo"))
      OS << "__device__ " << Text << "\n";
    else if (Glibc.empty())
      OS << "__host__ __device__ " << Text << "\n";
    else // Clang lets no function for both stand beside C's host function.
      OS << "#if LORCHA_GLIBC(" << Glibc << ")\n__device__ " << Text << "\n#else\n__host__ __device__ "
         << Text << "\n#endif\n";
  }
  OS << "\n#undef LORCHA_DEFAULT\n#undef LORCHA_GLIBC\n\n#endif\n";
}

TableGen::Emitter::Opt BuiltinsHeader("gen-builtins-header", emitBuiltinsHeader, "Print lorcha_builtins.h");

} // namespace
} // namespace lorcha::tblgen
