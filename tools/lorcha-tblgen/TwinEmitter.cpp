// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -gen-cuda-twin --twin-source=FILE prints a header that was written by hand in Lorcha's names with CUDA's
// names. Identifiers of the tables change, and three kinds beside them: the includes of runtime_api.h and its
// C++ part, the include guard (LORCHA_RUNTIME_*) and the namespace of helpers (lorchaDetail).
#include "ApiModel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/Error.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

cl::opt<std::string> TwinSource("twin-source", cl::desc("The header to print in CUDA's names"),
                                cl::value_desc("file"));

void replaceAll(std::string &Text, StringRef From, StringRef To) {
  for (size_t At = Text.find(From); At != std::string::npos; At = Text.find(From, At + To.size()))
    Text.replace(At, From.size(), To);
}

void emitCudaTwin(RecordKeeper &Records, raw_ostream &OS) {
  ApiModel Model(Records);
  auto Source = MemoryBuffer::getFile(TwinSource, /*IsText=*/true);
  if (!Source)
    PrintFatalError("cannot read '" + TwinSource + "': " + Source.getError().message());
  std::string Text = Model.toCuda((*Source)->getBuffer());
  replaceAll(Text, "\"lorcha/runtime_api.h\"", "\"cuda_runtime_api.h\"");
  replaceAll(Text, "\"lorcha/runtime_api_cpp.h\"", "\"crt/runtime_api_cpp.h\"");
  replaceAll(Text, "LORCHA_RUNTIME_", "LORCHA_CUDA_RUNTIME_");
  replaceAll(Text, "lorchaDetail", "cudaDetail");
  OS << Text;
}

TableGen::Emitter::Opt CudaTwin("gen-cuda-twin", emitCudaTwin, "Print a header of Lorcha's names in CUDA's");

} // namespace
} // namespace lorcha::tblgen
