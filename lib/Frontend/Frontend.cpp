// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sets Clang up for CUDA without a toolkit. One parse on the host's side holds host and device code alike; in
// it, device code may call the C and C++ libraries' host functions, because Clang checks such calls only
// where it emits code.
#include "lorcha/Frontend/Frontend.h"
#include "DeviceLaunches.h"
#include "FindingConsumer.h"
#include "UserBuiltins.h"
#include "WrongSideCalls.h"
#include "lorcha/Frontend/SourceReplacement.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Driver/Driver.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"

using namespace clang;

namespace lorcha {

ParsedUnit::ParsedUnit(CompilerInstance &Compiler, const FrontendOptions &Options, PreprocessorRecord &Record)
    : Compiler(Compiler), Options(Options), Record(Record) {}

bool ParsedUnit::hasName(llvm::StringRef Name) {
  IdentifierTable &Table = preprocessor().getIdentifierTable();
  IdentifierInfoLookup *Precompiled = Table.getExternalIdentifierLookup();
  return Table.find(Name) != Table.end() || (Precompiled && Precompiled->get(Name));
}

bool ParsedUnit::reportText(Severity Wanted, SourceRange Range, const std::string &Text,
                            llvm::StringRef Replacement) {
  SourceLocation Location = sources().getExpansionLoc(Range.getBegin());
  if (!Options.Reported->insert(Location.printToString(sources()) + Text).second)
    return false;
  if (Options.Notes && Wanted != Severity::Remark) {
    auto [File, Offset] = sources().getDecomposedLoc(Location);
    if (OptionalFileEntryRef Entry = sources().getFileEntryRefForID(File))
      Options.Notes->push_back({Entry->getName().str(), sources().getLineNumber(File, Offset), Text});
  }
  DiagnosticIDs::Level Level = Wanted == Severity::Error     ? DiagnosticIDs::Error
                               : Wanted == Severity::Warning ? DiagnosticIDs::Warning
                                                             : DiagnosticIDs::Remark;
  DiagnosticsEngine &Engine = Compiler.getDiagnostics();
  DiagnosticBuilder Report =
      Engine.Report(Range.getBegin(), Engine.getDiagnosticIDs()->getCustomDiagID(Level, "%0"));
  Report << Text << CharSourceRange::getTokenRange(Range);
  if (!Replacement.empty())
    Report << FixItHint::CreateReplacement(Range, Replacement);
  return true;
}

void ParsedUnit::noteReason(SourceLocation Reported, SourceLocation Reason) {
  if (Reason.isInvalid() || !isUsers(Reason) || Reason == Reported)
    return;
  DiagnosticsEngine &Engine = Compiler.getDiagnostics();
  Engine.Report(Reason, Engine.getDiagnosticIDs()->getCustomDiagID(DiagnosticIDs::Note, "because of this"));
}

namespace {

/// Folders to look in last (-idirafter) are where headers of the user's may be: Clang takes them for the
/// system's.
void disownLastFolders(CompilerInstance &Compiler) {
  std::set<llvm::StringRef> Last;
  for (const HeaderSearchOptions::Entry &Entry : Compiler.getHeaderSearchOpts().UserEntries)
    if (Entry.Group == frontend::After)
      Last.insert(Entry.Path);
  for (DirectoryLookup &Each : Compiler.getPreprocessor().getHeaderSearchInfo().search_dir_range())
    if (Each.isNormalDir() && Last.count(Each.getName()))
      Each = DirectoryLookup(*Each.getDirRef(), SrcMgr::C_User, /*isFramework=*/false);
}

/// Records the preprocessor's work and calls back when the whole unit is parsed.
class Action : public ASTFrontendAction {
public:
  Action(const FrontendOptions &Options, llvm::function_ref<void(ParsedUnit &)> Use, ParseStatus &Status)
      : Options(Options), Use(Use), Status(Status) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef) override {
    auto Made = std::make_unique<Consumer>(*this, Compiler);
    disownLastFolders(Compiler);
    recordPreprocessing(Compiler.getPreprocessor(), Options.IncludeDirectory, Options.Captured, Record,
                        [&Seen = *Made](const Token &Read) {
                          Seen.Launches.noteToken(Read);
                          Seen.Builtins.noteToken(Read);
                        });
    return Made;
  }

private:
  struct Consumer : ASTConsumer {
    Consumer(Action &Owner, CompilerInstance &Compiler)
        : Owner(Owner), Compiler(Compiler), Launches(Compiler), Builtins(Compiler) {}
    void HandleCXXImplicitFunctionInstantiation(FunctionDecl *Made) override {
      Launches.noteInstantiation(Made);
    }
    /// Asked before each body, because SkipFunctionBodies is set.
    bool shouldSkipFunctionBody(Decl *Function) override {
      Calls.enterBody(Function);
      return false;
    }
    bool HandleTopLevelDecl(DeclGroupRef) override {
      Calls.leaveDeclaration(Compiler.getSema());
      return true;
    }
    void HandleTranslationUnit(ASTContext &) override {
      Launches.restore();
      if (Compiler.getDiagnostics().hasErrorOccurred())
        return;
      // Our diagnostics follow; Clang's own warnings were silenced because the host compiler repeats them.
      Compiler.getDiagnostics().setIgnoreAllWarnings(false);
      leaveOutPrecompiled();
      ParsedUnit Unit(Compiler, Owner.Options, Owner.Record);
      Owner.Status.Parsed = true;
      Owner.Use(Unit);
    }
    /// Walks over the unit would load every declaration of precompiled headers, which they pass over.
    void leaveOutPrecompiled() {
      ASTContext &Context = Compiler.getASTContext();
      if (!Context.getExternalSource())
        return;
      std::vector<Decl *> Own;
      for (Decl *Each : Context.getTranslationUnitDecl()->noload_decls())
        if (!Each->isFromASTFile())
          Own.push_back(Each);
      Context.setTraversalScope(Own);
    }
    Action &Owner;
    CompilerInstance &Compiler;
    DeviceLaunches Launches;
    UserBuiltins Builtins;
    WrongSideCalls Calls;
  };

  const FrontendOptions &Options;
  llvm::function_ref<void(ParsedUnit &)> Use;
  ParseStatus &Status;
  PreprocessorRecord Record;
};

/// Host sources see what nvcc shows them: the API, and attributes that mean nothing.
std::vector<std::string> hostArguments(const FrontendOptions &Options) {
  bool IsC = Options.Kind == SourceKind::HostC;
  std::vector<std::string> Arguments = {LORCHA_CLANG_RESOURCE_DIR "/../../../bin/clang++",
                                        "-x",
                                        IsC ? "c" : "c++",
                                        "-resource-dir",
                                        LORCHA_CLANG_RESOURCE_DIR,
                                        "-fsyntax-only",
                                        "-w",
                                        "-fno-spell-checking",
                                        "-D__NVCC__"};
  if (IsC) // what GCC took for decades with a warning
    for (const char *Flag : {"-Wno-implicit-function-declaration", "-Wno-implicit-int", "-Wno-int-conversion",
                             "-Wno-return-type", "-Wno-incompatible-function-pointer-types"})
      Arguments.push_back(Flag);
  Arguments.insert(Arguments.end(),
                   {"-isystem", Options.IncludeDirectory + "/cuda", "-isystem", Options.IncludeDirectory});
  for (const std::string &Argument : Options.Arguments)
    if (!IsC || !llvm::StringRef(Argument).starts_with("-std="))
      Arguments.push_back(Argument);
  Arguments.push_back(Options.Input);
  return Arguments;
}

/// What says that a source is CUDA, and where our headers are.
std::vector<std::string> languageArguments(const std::string &IncludeDirectory) {
  return {
      "-xcuda", "--cuda-host-only", "--cuda-path=/nonexistent", "-nocudainc", "-nocudalib", "-std=gnu++17",
      // What nvcc's host compilers take with a warning, Clang would refuse.
      "-Wno-register", "-Wno-c++11-narrowing", "-Wno-reserved-user-defined-literal", "-Wno-non-pod-varargs",
      "-Wno-return-type", "-D__NVCC__", "-D__CUDACC_RELAXED_CONSTEXPR__", "-D__CUDACC_EXTENDED_LAMBDA__",
      "-D__LORCHA__", "-isystem", IncludeDirectory + "/cuda", "-isystem", IncludeDirectory};
}

/// Since C++20 has modules, Clang takes functions with one signature for one function when it reads
/// precompiled headers. One for the host and one for the device are two.
void keepOverloads(CompilerInvocation &Invocation) {
  Invocation.getLangOpts().Modules = Invocation.getLangOpts().CPlusPlusModules = false;
}

/// Collects the names of system headers, too.
class AllFiles : public DependencyCollector {
  bool needSystemDependencies() override { return true; }
};

const std::string &precompiledFor(const FrontendOptions &Options, Pass Which) {
  return Which == Pass::Device ? Options.Precompiled.Device : Options.Precompiled.Host;
}

std::vector<std::string> clangArguments(const FrontendOptions &Options, Pass Which) {
  if (Options.Kind != SourceKind::Cuda)
    return hostArguments(Options);
  std::vector<std::string> Arguments = {LORCHA_CLANG_RESOURCE_DIR "/../../../bin/clang++",
                                        "-resource-dir",
                                        LORCHA_CLANG_RESOURCE_DIR,
                                        "-fsyntax-only",
                                        "-w",
                                        "-fno-spell-checking"};
  if (Which == Pass::Device)
    Arguments.push_back("-D__CUDA_ARCH__=" + std::to_string(Options.CudaArch));
  const std::vector<std::string> Language = languageArguments(Options.IncludeDirectory);
  Arguments.insert(Arguments.end(), Language.begin(), Language.end());
  const std::string &Precompiled = precompiledFor(Options, Which);
  Arguments.push_back(Precompiled.empty() ? "-include" : "-include-pch");
  Arguments.push_back(Precompiled.empty() ? "cuda_runtime.h" : Precompiled);
  Arguments.insert(Arguments.end(), Options.Arguments.begin(), Options.Arguments.end());
  Arguments.push_back(Options.Input);
  return Arguments;
}

void replaceSources(const FrontendOptions &Options, PreprocessorOptions &PP) {
  for (auto &[Path, Text] : Options.Replaced)
    PP.addRemappedFile(Path, llvm::MemoryBuffer::getMemBufferCopy(Text, Path).release());
  if (Options.Replaced.count(Options.Input))
    return;
  if (auto Buffer = llvm::MemoryBuffer::getFile(Options.Input))
    if (std::optional<std::string> Text = mendSource((*Buffer)->getBuffer()))
      PP.addRemappedFile(Options.Input, llvm::MemoryBuffer::getMemBufferCopy(*Text, Options.Input).release());
}

} // namespace

std::vector<std::string> readingArguments(const std::string &IncludeDirectory) {
  std::vector<std::string> Arguments = languageArguments(IncludeDirectory);
  Arguments.insert(Arguments.end(), {"-include", "cuda_runtime.h"});
  return Arguments;
}

llvm::Expected<ParseStatus> parse(const FrontendOptions &Options, Pass Which,
                                  llvm::function_ref<void(ParsedUnit &)> Use) {
  llvm::sys::fs::file_status FileStatus;
  if (std::error_code Code = llvm::sys::fs::status(Options.Input, FileStatus))
    return llvm::createStringError(Code,
                                   formatDiagnostic(DiagId::CannotReadFile, Options.Input, Code.message()));

  std::vector<std::string> Arguments = clangArguments(Options, Which);
  std::vector<const char *> Pointers;
  for (const std::string &Argument : Arguments)
    Pointers.push_back(Argument.c_str());

  IntrusiveRefCntPtr<DiagnosticOptions> DiagnosticOpts = new DiagnosticOptions();
  DiagnosticOpts->ShowColors = Options.Colors.value_or(llvm::sys::Process::StandardErrHasColors());
  auto NewConsumer = [&]() -> DiagnosticConsumer * {
    if (Options.Findings)
      return new FindingConsumer(*Options.Findings);
    return new TextDiagnosticPrinter(llvm::errs(), &*DiagnosticOpts);
  };
  auto Diagnostics = CompilerInstance::createDiagnostics(DiagnosticOpts.get(), NewConsumer());
  CreateInvocationOptions InvocationOptions;
  InvocationOptions.Diags = Diagnostics;
  std::unique_ptr<CompilerInvocation> Invocation = createInvocation(Pointers, InvocationOptions);
  ParseStatus Status;
  if (!Invocation || Diagnostics->hasErrorOccurred()) { // flags that Clang does not know, for one
    Status.Errors = std::max(1u, Diagnostics->getClient()->getNumErrors());
    return Status;
  }
  keepOverloads(*Invocation);
  Invocation->getFrontendOpts().DisableFree = false;
  Invocation->getFrontendOpts().SkipFunctionBodies = true; // none is skipped, see WrongSideCalls
  replaceSources(Options, Invocation->getPreprocessorOpts());
  Invocation->getPreprocessorOpts().DisablePCHOrModuleValidation = DisableValidationForModuleKind::PCH;
  Invocation->getDiagnosticOpts().ShowColors = DiagnosticOpts->ShowColors;
  if (Options.Findings)
    Invocation->getDiagnosticOpts().ShowCarets = false; // or Clang prints how many there are

  CompilerInstance Compiler;
  Compiler.setInvocation(std::move(Invocation));
  Compiler.createDiagnostics(Options.Findings ? NewConsumer() : nullptr);
  Action Run(Options, Use, Status);
  Compiler.ExecuteAction(Run);
  Status.Errors = Compiler.getDiagnosticClient().getNumErrors();
  Status.Warnings = Compiler.getDiagnosticClient().getNumWarnings();
  return Status;
}

std::optional<std::vector<std::string>> precompile(const FrontendOptions &Options, Pass Which,
                                                   const std::string &Output) {
  const std::vector<std::string> Arguments = clangArguments(Options, Which);
  std::vector<const char *> Pointers;
  for (const std::string &Argument : Arguments)
    Pointers.push_back(Argument.c_str());
  auto NewConsumer = [&]() -> DiagnosticConsumer * {
    return Options.Findings ? new FindingConsumer(*Options.Findings) : nullptr;
  };
  CreateInvocationOptions InvocationOptions;
  InvocationOptions.Diags = CompilerInstance::createDiagnostics(new DiagnosticOptions(), NewConsumer());
  std::shared_ptr<CompilerInvocation> Invocation = createInvocation(Pointers, InvocationOptions);
  if (!Invocation)
    return std::nullopt;
  Invocation->getFrontendOpts().ProgramAction = frontend::GeneratePCH;
  Invocation->getFrontendOpts().OutputFile = Output;
  keepOverloads(*Invocation);
  // Or every unit that reads the headers instantiates what they use anew.
  Invocation->getLangOpts().PCHInstantiateTemplates = true;
  CompilerInstance Compiler;
  Compiler.setInvocation(std::move(Invocation));
  Compiler.createDiagnostics(NewConsumer());
  auto Read = std::make_shared<AllFiles>();
  Compiler.addDependencyCollector(Read);
  GeneratePCHAction Run;
  if (!Compiler.ExecuteAction(Run))
    return std::nullopt;
  return Read->getDependencies().vec();
}

} // namespace lorcha
