// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From bytes to calls of the libraries.
#include "Targets.h"
#include "lorcha/Driver/CompilerDriver.h"
#include "lorcha/Driver/Translator.h"
#include "lorcha/Ptx/Lowering.h"
#include "lorcha/Report/Report.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace lorcha;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

const fuzz::Target *fuzz::targetNamed(StringRef Name) {
  for (const Target &Each : Targets)
    if (Name == Each.Name)
      return &Each;
  return nullptr;
}

namespace {
struct Scratch {
  Scratch() {
    const std::string Parent = fs::is_directory("/dev/shm") ? "/dev/shm" : "/tmp";
    Folder = Parent + "/lorcha-fuzz-" + std::to_string(getpid());
    fs::create_directories(Folder);
  }
  ~Scratch() { fs::remove_directories(Folder); }
  std::string Folder;
};
} // namespace

const std::string &fuzz::scratchFolder() {
  static const Scratch Mine;
  return Mine.Folder;
}

std::string fuzz::writeScratch(StringRef Name, StringRef Text) {
  const std::string Path = scratchFolder() + "/" + Name.str();
  std::error_code Code;
  llvm::raw_fd_ostream File(Path, Code);
  File << Text;
  File.flush();
  File.clear_error(); // names may be folders'
  return Path;
}

/// libFuzzer takes what is not zero here for ways through the program that were taken. It keeps inputs that
/// lead to a diagnostic, a form or a reason that no other led to, also where the libraries are not
/// instrumented.
__attribute__((section("__libfuzzer_extra_counters"), used)) static uint8_t Reached[8192];

/// What quotes hold is the user's and says nothing about the way.
static void reach(StringRef What, StringRef Text) {
  std::string Words = What.str();
  bool Quoted = false;
  for (char C : Text) {
    Quoted ^= C == '\'';
    if (!Quoted && !llvm::isDigit(C))
      Words += C;
  }
  Reached[llvm::hash_value(StringRef(Words)) % sizeof(Reached)] = 1;
}

static void reachAll(const TranslateResult &Result, llvm::ArrayRef<Finding> Findings) {
  for (const Finding &Each : Findings)
    reach(Each.Id ? std::to_string(static_cast<int>(*Each.Id)) : "Clang", Each.Text);
  for (const KernelFacts &Each : Result.Kernels) {
    reach(Each.Form, Each.FormReason);
    reach(Each.HasOpenCl ? "OpenCL" : "no OpenCL", Each.OpenClReason);
  }
  // How much there is of each word of the runtime, which tells what was printed.
  StringRef Text = Result.Text;
  for (size_t At = Text.find("lorcha"); At != StringRef::npos; At = Text.find("lorcha", At + 6))
    reach("word", Text.substr(At).take_while([](char C) { return llvm::isAlnum(C) || C == ':'; }));
}

/// Our own headers are read once, or they would take nineteen twentieths of the time.
static TranslateOptions withHeadersRead() {
  TranslateOptions Options;
  // The C++ library's headers are large, too; those of standin/ have what tests use.
  // Clang evaluates what may be constant, such as calls of lambdas that loop for ever, for up to a second
  // each.
  Options.Arguments = {"-nostdinc++",       "-nostdlibinc", "-fconstexpr-steps=20000", "-isystem",
                       LORCHA_FUZZ_STANDIN, "-I",           LORCHA_FUZZ_INPUTS};
  Options.IncludeDirectory = LORCHA_FUZZ_INCLUDE;
  Options.Input = fuzz::writeScratch("headers.cu", "#include <cuda_runtime.h>\n"
                                                   "#include <cooperative_groups.h>\n"
                                                   "#include <cooperative_groups/reduce.h>\n"
                                                   "#include <cooperative_groups/scan.h>\n"
                                                   "#include <cuda_fp16.h>\n"
                                                   "#include <cuda_pipeline.h>\n"
                                                   "#include <mma.h>\n"
                                                   "#include <vector>\n"
                                                   "#include <cfloat>\n");
  Options.Precompiled = precompileHeaders(Options, fuzz::scratchFolder());
  assert(!Options.Precompiled.Host.empty() && "the headers are in error");
  return Options;
}

void fuzz::runTranslator(StringRef Input) {
  static const TranslateOptions Common = withHeadersRead();
  TranslateOptions Options = Common;
  std::vector<Finding> Findings;
  Options.Input = writeScratch("input.cu", Input);
  Options.Findings = &Findings;
  Options.ForceFibers = Input.size() % 4 == 1;
  Options.RelocatableDeviceCode = Input.size() % 4 == 2;
  Options.ByFile = Options.ExactLines = Input.size() % 4 == 3;
  llvm::Expected<TranslateResult> Result = translate(Options);
  if (Result)
    reachAll(*Result, Findings);
  else
    llvm::consumeError(Result.takeError());
}

void fuzz::runPtx(StringRef Input) {
  auto [Constraints, Text] = Input.split('\n');
  ptx::AsmStatement Asm;
  Asm.Text = Text.str();
  llvm::SmallVector<StringRef, 8> Words;
  Constraints.split(Words, ' ', /*MaxSplit=*/30, /*KeepEmpty=*/false);
  for (StringRef Word : Words) {
    if (Word == "memory" || Word == "kernel" || Word == "macro" || Word == "carry") {
      Asm.ClobbersMemory |= Word == "memory";
      Asm.IsInKernel |= Word == "kernel";
      Asm.IsInMacro |= Word == "macro";
      Asm.SharesCarry |= Word == "carry";
      continue;
    }
    ptx::Argument New;
    auto [Constraint, Name] = Word.split(':');
    New.Constraint = Constraint.str();
    New.Name = Name.str();
    New.Text = "x" + std::to_string(Asm.Arguments.size());
    if (Constraint == "n")
      New.Value = static_cast<int64_t>(Text.size());
    New.MayBePointer = Constraint.contains('l');
    Asm.Arguments.push_back(std::move(New));
  }
  const ptx::LoweredAsm Result = ptx::lower(Asm);
  assert((!Result.Problems.empty() || !Result.Text.empty()) && "neither a text nor a reason");
  for (const ptx::Problem &Each : Result.Problems)
    assert(Each.Offset <= Text.size() && "a problem beside the text");
  for (const ptx::Problem &Each : Result.Problems)
    reach(std::to_string(static_cast<int>(Each.Id)), Each.Reason);
}

/// The paths of files that a flag would have written: this process writes to its own folder only.
static bool writesFiles(StringRef Argument) { return Argument.contains("diagnostics-file"); }

void fuzz::runDriver(StringRef Input) {
  auto [Line, File] = Input.split("===\n");
  std::vector<std::string> Words;
  for (StringRef Rest = Line; !Rest.empty();) {
    StringRef Word;
    std::tie(Word, Rest) = Rest.split('\n');
    std::string Text = Word.str();
    if (const size_t At = Text.find("%f"); At != std::string::npos)
      Text.replace(At, 2, writeScratch("options", File));
    if (!writesFiles(Text))
      Words.push_back(Text.substr(0, Text.find('\0')));
  }
  std::vector<const char *> Argv;
  for (const std::string &Word : Words)
    Argv.push_back(Word.c_str());
  Reporter Report("lorchacc");
  std::optional<ParsedOptions> Parsed = writesFiles(File) ? std::nullopt : parseOptions(Argv, Report);
  std::optional<Invocation> Call = Parsed ? makeInvocation(*Parsed, Report) : std::nullopt;
  if (!Call || Call->Inputs.empty())
    return;
  Call->DryRun = true;
  Call->Clean = Call->RunProgram = false;
  Installation Place;
  Place.Executable = "/lorcha/bin/lorchacc";
  Place.IncludeDirectory = LORCHA_FUZZ_INCLUDE;
  Place.CudaIncludeDirectory = LORCHA_FUZZ_INCLUDE "/cuda";
  Place.LibraryDirectory = "/lorcha/lib";
  Place.ToolkitDirectory = "/lorcha/toolkit";
  CompilerDriver(*Call, Place, Report).run();
  const HostCompiler Compiler("clang++", Place, *Call);
  for (const InputFile &Source : Call->Inputs) {
    Compiler.compileTranslated("a.cpp", Source.Path, "a.o", "");
    Compiler.compileHostSource(Source, "a.o");
    Call->translateOptions(Source, Place);
  }
}

void fuzz::runReport(StringRef Input) {
  report::ReportOptions Options;
  const std::string Tree = scratchFolder() + "/tree";
  fs::remove_directories(Tree);
  fs::create_directories(Tree);
  Input.consume_front("=== ");
  while (!Input.empty()) {
    auto [File, Rest] = Input.split("\n=== ");
    Input = Rest;
    auto [Name, Text] = File.split('\n');
    std::string Path = "tree/";
    for (char C : Name.take_front(40))
      Path += llvm::isAlnum(C) || C == '.' || C == '_' ? C : 'x';
    writeScratch(Path, Text);
  }
  Options.Sources = {Tree};
  Options.Parses = false; // that is the translator's own target
  llvm::Expected<report::Report> Made = report::makeReport(Options);
  if (!Made)
    return llvm::consumeError(Made.takeError());
  for (const report::Use &Each : Made->Uses)
    reach("use", Each.Name);
  report::asText(*Made, true);
  report::asJson(*Made);
  report::asSarif(*Made);
  report::asHtml(*Made);
}
