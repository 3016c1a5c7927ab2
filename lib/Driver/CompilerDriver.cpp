// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes sources through translation, the host compiler and the linker.
#include "lorcha/Driver/CompilerDriver.h"
#include "lorcha/Driver/Settings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"

#include <chrono>

using namespace lorcha;
using llvm::StringRef;

CompilerDriver::CompilerDriver(const Invocation &Call, const Installation &Place, Reporter &Report)
    : Call(Call), Place(Place), Report(Report) {
  Runner.Verbose = Call.Verbose;
  Runner.DryRun = Call.DryRun;
}

int CompilerDriver::fail(llvm::Error Failure) {
  std::lock_guard<std::mutex> Guard(Lock);
  Report.report(std::move(Failure));
  return ExitEnvironment;
}

/// Runs a compiler or linker, which prints its own errors.
int CompilerDriver::execute(const Command &What, const Step &Named) {
  const auto Start = std::chrono::steady_clock::now();
  llvm::Expected<int> Status = Runner.run(What);
  note(Named, What.Program, Start);
  if (!Status)
    return fail(Status.takeError());
  return *Status == 0 ? ExitSuccess : ExitSourceErrors;
}

void CompilerDriver::note(const Step &Named, StringRef Tool, std::chrono::steady_clock::time_point Start) {
  if (!Call.TimeFile.empty() && !Call.DryRun)
    Times.add(Named, llvm::sys::path::filename(Tool),
              std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - Start).count());
}

int CompilerDriver::findCompiler() {
  if (Compiler)
    return ExitSuccess;
  llvm::Expected<std::string> Program = findHostCompiler(Call.HostCompiler, Call.Target);
  if (!Program)
    return fail(Program.takeError());
  Compiler.emplace(*Program, Place, Call);
  return ExitSuccess;
}

bool CompilerDriver::checkSingleOutput(size_t Count) {
  if (Count <= 1 || Call.Output.empty())
    return true;
  Report.report(DiagId::OutputForSeveral, Count);
  return false;
}

bool CompilerDriver::checkReadable(const InputFile &Source) {
  auto Buffer = llvm::MemoryBuffer::getFile(Source.Path);
  if (!Buffer)
    fail(llvm::createStringError(
        formatDiagnostic(DiagId::CannotReadFile, Source.Path, Buffer.getError().message())));
  return !!Buffer;
}

/// A file that this run makes. A dry run makes none.
llvm::Expected<PendingFile> CompilerDriver::open(StringRef Final, bool Temporary) const {
  if (Temporary || Call.DryRun)
    return PendingFile::inPlace(Final);
  return PendingFile::create(Final);
}

/// Translates Source into File, without moving it to its place: the caller does, if it wants what there is.
int CompilerDriver::translateTo(const InputFile &Source, PendingFile &File) {
  const TranslateOptions Options = Call.translateOptions(Source, Place);
  if (Call.Verbose || Call.DryRun) {
    // CMake takes the number of this -arch for the architecture that is meant when none is given.
    Command Shown{(llvm::sys::path::parent_path(Place.Executable) + "/lorcha").str(),
                  {"translate", "-arch", "compute_" + std::to_string(Call.CudaArch / 10), Source.Path, "-o",
                   File.path(), "--"}};
    Shown.Arguments.insert(Shown.Arguments.end(), Options.Arguments.begin(), Options.Arguments.end());
    Runner.print(Shown);
  }
  if (Call.DryRun)
    return ExitSuccess;
  std::lock_guard<std::mutex> Guard(Lock);
  const auto Start = std::chrono::steady_clock::now();
  llvm::Expected<TranslateResult> Result = translate(Options);
  note({"translate", Source.Path, File.path()}, "lorcha", Start);
  if (!Result) {
    Report.report(Result.takeError());
    return ExitEnvironment;
  }
  if (Dependencies)
    Dependencies->insert(Dependencies->end(), Result->Dependencies.begin(), Result->Dependencies.end());
  if (Result->Parsed)
    if (llvm::Error Failure = File.write(Result->Text)) {
      Report.report(std::move(Failure));
      return ExitEnvironment;
    }
  if (Result->Errors)
    return ExitSourceErrors;
  if (!Result->Warnings || !Call.WarningsAreErrors)
    return ExitSuccess;
  Report.report(DiagId::WarningsAsErrors, Source.Path);
  return ExitSourceErrors;
}

int CompilerDriver::compileCuda(const InputFile &Source, StringRef Object) {
  std::optional<TemporaryFile> Temporary;
  std::string Name = keptTranslation(Source);
  if (!Call.Keep) {
    auto File = TemporaryFile::create(llvm::sys::path::stem(Source.Path), "cpp");
    if (!File)
      return fail(File.takeError());
    Temporary.emplace(std::move(*File));
    Name = Temporary->path();
  }
  auto Text = open(Name, !Call.Keep);
  if (!Text)
    return fail(Text.takeError());
  if (int Status = translateTo(Source, *Text))
    return Status;
  if (llvm::Error Failure = Text->commit())
    return fail(std::move(Failure));
  const std::string Headers = Call.DryRun ? "" : Compiler->keptHeaders();
  return execute(Compiler->compileTranslated(Name, Source.Path, Object, Headers),
                 {"compile", Source.Path, Object.str()});
}

/// Compiles one input to Object, which is replaced only when that succeeds.
int CompilerDriver::compile(size_t Index, StringRef Object, bool Temporary) {
  const InputFile &Source = Call.Inputs[Index];
  if (!Call.DryRun && !llvm::sys::fs::exists(Source.Path)) // configure scripts ask for the steps of no file
    return fail(
        llvm::createStringError(formatDiagnostic(DiagId::CannotReadFile, Source.Path, "no such file")));
  auto File = open(Object, Temporary);
  if (!File)
    return fail(File.takeError());
  const int Status = Source.Kind == Language::Cuda
                         ? compileCuda(Source, File->path())
                         : execute(Compiler->compileHostSource(Source, File->path()),
                                   {"compile", Source.Path, Object.str()});
  if (Status || Call.DryRun)
    return Status;
  if (Call.Rule.besideCompilation())
    // A program's objects have no names of their own; its rule gets the name that -c would give.
    if (int RuleStatus =
            writeRule(Source, Temporary ? llvm::sys::path::stem(Source.Path).str() + ".o" : Object.str()))
      return RuleStatus;
  if (llvm::Error Failure = File->commit())
    return fail(std::move(Failure));
  return ExitSuccess;
}

/// Compiles the sources with these indices, several at a time with -t. Goes on after errors; gives the worst
/// status.
int CompilerDriver::compileAll(llvm::ArrayRef<size_t> Sources, llvm::ArrayRef<std::string> Objects,
                               bool Temporary) {
  std::vector<int> Status(Sources.size(), ExitSuccess);
  if (Call.Jobs <= 1 || Sources.size() <= 1) {
    for (size_t I = 0; I < Sources.size(); ++I)
      Status[I] = compile(Sources[I], Objects[I], Temporary);
  } else {
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Call.Jobs));
    for (size_t I = 0; I < Sources.size(); ++I)
      Pool.async([&, I] { Status[I] = compile(Sources[I], Objects[I], Temporary); });
    Pool.wait();
  }
  return Status.empty() ? int(ExitSuccess) : *llvm::max_element(Status);
}

int CompilerDriver::makeObjects() {
  std::vector<size_t> Sources;
  std::vector<std::string> Objects;
  for (size_t I = 0; I < Call.Inputs.size(); ++I)
    if (Call.Inputs[I].Kind != Language::Linkable)
      Sources.push_back(I);
  if (!checkSingleOutput(Sources.size()))
    return ExitUsage;
  for (size_t I : Sources)
    Objects.push_back(outputFor(Call.Inputs[I], ".o"));
  return compileAll(Sources, Objects, /*Temporary=*/false);
}

int CompilerDriver::makeKernelLibraries() {
  if (!checkSingleOutput(Call.Inputs.size()))
    return ExitUsage;
  int Worst = ExitSuccess;
  for (size_t I = 0; I < Call.Inputs.size(); ++I) {
    auto Object = TemporaryFile::create(llvm::sys::path::stem(Call.Inputs[I].Path), "o");
    auto File = open(outputFor(Call.Inputs[I], Call.LibrarySuffix));
    if (!Object || !File)
      return fail(llvm::joinErrors(Object.takeError(), File.takeError()));
    int Status = compile(I, Object->path(), /*Temporary=*/true);
    if (Status == ExitSuccess)
      Status = execute(Compiler->linkKernels(Object->path(), File->path()),
                       {"link", Call.Inputs[I].Path, outputFor(Call.Inputs[I], Call.LibrarySuffix)});
    if (Status == ExitSuccess)
      if (llvm::Error Failure = File->commit())
        return fail(std::move(Failure));
    Worst = std::max(Worst, Status);
  }
  return Worst;
}

int CompilerDriver::objectsOfAll(std::vector<std::string> &Objects, std::vector<TemporaryFile> &Temporaries) {
  std::vector<size_t> Sources;
  std::vector<std::string> Made;
  for (size_t I = 0; I < Call.Inputs.size(); ++I) {
    if (Call.Inputs[I].Kind == Language::Linkable) {
      Objects.push_back(Call.Inputs[I].Path);
      continue;
    }
    auto File = TemporaryFile::create(llvm::sys::path::stem(Call.Inputs[I].Path), "o");
    if (!File)
      return fail(File.takeError());
    Sources.push_back(I);
    Made.push_back(File->path());
    Objects.push_back(File->path());
    Temporaries.push_back(std::move(*File));
  }
  return compileAll(Sources, Made, /*Temporary=*/true);
}

int CompilerDriver::buildProgram(StringRef Output, std::vector<std::string> *ReadFiles) {
  Dependencies = ReadFiles;
  if (int Status = findCompiler())
    return Status;
  if (llvm::Error Missing = Call.DryRun ? llvm::Error::success() : Compiler->checkRuntime())
    return fail(std::move(Missing));
  std::vector<std::string> Objects;
  std::vector<TemporaryFile> Temporaries;
  if (int Status = objectsOfAll(Objects, Temporaries))
    return Status;
  auto File = open(Output);
  if (!File)
    return fail(File.takeError());
  if (int Status = execute(Compiler->link(Objects, File->path()), {"link", "", Output.str()}))
    return Status;
  if (llvm::Error Failure = File->commit())
    return fail(std::move(Failure));
  return ExitSuccess;
}

int CompilerDriver::makeLibrary() {
  std::vector<std::string> Objects;
  std::vector<TemporaryFile> Temporaries;
  if (int Status = objectsOfAll(Objects, Temporaries))
    return Status;
  const std::string Output = linkedOutput();
  Command Archive{Call.Archiver, {"rcs"}};
  Archive.Arguments.insert(Archive.Arguments.end(), Call.ArchiverFlags.begin(), Call.ArchiverFlags.end());
  Archive.Arguments.push_back(Output);
  Archive.Arguments.insert(Archive.Arguments.end(), Objects.begin(), Objects.end());
  return execute(Archive, {"archive", "", Output});
}

int CompilerDriver::makeEmptyObject() {
  auto File = open(linkedOutput());
  if (!File)
    return fail(File.takeError());
  if (int Status = execute(Compiler->compileNothing(File->path()), {"device-link", "", linkedOutput()}))
    return Status;
  if (llvm::Error Failure = File->commit())
    return fail(std::move(Failure));
  return ExitSuccess;
}

int CompilerDriver::preprocess(const InputFile &Source) {
  auto File = open(Call.Output.empty() ? "-" : Call.Output);
  if (!File)
    return fail(File.takeError());
  if (int Status = execute(Compiler->preprocess(Source, {"-E"}, Call.Output.empty() ? "" : File->path()),
                           {"preprocess", Source.Path, Call.Output}))
    return Status;
  if (llvm::Error Failure = File->commit())
    return fail(std::move(Failure));
  return ExitSuccess;
}

int CompilerDriver::preprocessAll() {
  if (!checkSingleOutput(Call.Inputs.size()))
    return ExitUsage;
  int Worst = ExitSuccess;
  for (const InputFile &Source : Call.Inputs)
    Worst = std::max(Worst, Call.Goal == Goal::Dependencies ? writeRule(Source, "") : preprocess(Source));
  return Worst;
}

int CompilerDriver::writeTranslations(StringRef Suffix) {
  if (!checkSingleOutput(Call.Inputs.size()))
    return ExitUsage;
  int Worst = ExitSuccess;
  std::vector<std::string> Read;
  if (Call.Rule.besideCompilation())
    Dependencies = &Read;
  for (const InputFile &Source : Call.Inputs) {
    Read.clear();
    if (!checkReadable(Source)) {
      Worst = ExitEnvironment;
      continue;
    }
    const std::string Output = outputFor(Source, Suffix);
    auto File = open(Output);
    if (!File)
      return fail(File.takeError());
    const int Status = translateTo(Source, *File);
    Worst = std::max(Worst, Status);
    if (!Call.DryRun && !Status && Call.Rule.besideCompilation())
      Worst = std::max(Worst, writeTranslationRule(Output, Read));
    // A translation with constructs left out is worth having: its diagnostics stand in the text, too.
    llvm::sys::fs::file_status Written;
    const bool HasText = !llvm::sys::fs::status(File->path(), Written) && Written.getSize() > 0;
    if (!Call.DryRun && Status != ExitEnvironment && HasText)
      if (llvm::Error Failure = File->commit())
        return fail(std::move(Failure));
  }
  Dependencies = nullptr;
  return Worst;
}

/// Whether there is nothing to build for -run, but a program to run.
bool CompilerDriver::isProgramGiven() const {
  if (!Call.RunProgram || Call.Inputs.size() != 1 || Call.Inputs.front().Kind != Language::Linkable)
    return false;
  const StringRef Path = Call.Inputs.front().Path;
  return !llvm::is_contained({".o", ".a", ".so"}, llvm::sys::path::extension(Path)) &&
         llvm::sys::fs::can_execute(Path);
}

int CompilerDriver::runBuilt(StringRef Program) {
  llvm::SmallString<128> Path(Program);
  llvm::sys::fs::make_absolute(Path);
  llvm::Expected<int> Status = Runner.run({std::string(Path), Call.RunArguments});
  return Status ? *Status : fail(Status.takeError());
}

int CompilerDriver::run() {
  if (Call.Verbose || Call.DryRun)
    printToolkitSettings(Place);
  const int Status = Call.Clean ? removeOutputs() : reachGoal();
  if (!Call.TimeFile.empty() && !Call.DryRun)
    if (llvm::Error Failure = Times.append(Call.TimeFile))
      return std::max(Status, fail(std::move(Failure)));
  return Status;
}

int CompilerDriver::reachGoal() {
  if (Call.Goal == Goal::TranslatedText)
    return writeTranslations(".cu.cpp.ii");
  if (isProgramGiven())
    return runBuilt(Call.Inputs.front().Path);
  if (int Status = findCompiler())
    return Status;
  switch (Call.Goal) {
  case Goal::Object:
    return makeObjects();
  case Goal::KernelLibraries:
    return makeKernelLibraries();
  case Goal::Preprocessed:
  case Goal::Dependencies:
    return preprocessAll();
  case Goal::StaticLibrary:
    return makeLibrary();
  case Goal::DeviceLink:
    return makeEmptyObject();
  case Goal::TranslatedText:
  case Goal::Program:
    break;
  }
  const std::string Output = linkedOutput();
  const int Status = buildProgram(Output);
  return Status == ExitSuccess && Call.RunProgram ? runBuilt(Output) : Status;
}
