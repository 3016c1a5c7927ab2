// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The names of the files that a run makes, the make rules among them, and how -clean deletes them.
#include "lorcha/Driver/CompilerDriver.h"

#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;

static std::string pathIn(StringRef Directory, const llvm::Twine &Name) {
  llvm::SmallString<128> Path(Directory);
  llvm::sys::path::append(Path, Name);
  return std::string(Path);
}

/// The rule beside an object or a translation: its name with ".d" in the place of its suffix.
static std::string ruleBeside(StringRef Object) {
  llvm::SmallString<128> Path(Object);
  llvm::sys::path::replace_extension(Path, ".d");
  return std::string(Path);
}

std::string CompilerDriver::outputFor(const InputFile &Source, StringRef Suffix) const {
  if (!Call.Output.empty())
    return Call.Output;
  return pathIn(Call.OutputDirectory, llvm::sys::path::stem(Source.Path) + Suffix);
}

std::string CompilerDriver::linkedOutput() const {
  if (!Call.Output.empty())
    return Call.Output;
  switch (Call.Goal) {
  case Goal::StaticLibrary:
    return "a.a";
  case Goal::DeviceLink:
    return "a_dlink.o";
  default:
    return "a.out";
  }
}

/// Writes the make rule for one source. A rule beside a compilation has the object's name with ".d" behind.
int CompilerDriver::writeRule(const InputFile &Source, StringRef Object) {
  const bool Beside = Call.Rule.besideCompilation();
  std::string Target = Call.Rule.Target;
  std::string Name = Call.Rule.File;
  if (Target.empty() && Beside)
    Target = Object.str();
  else if (Target.empty() && !Call.OutputDirectory.empty())
    Target = pathIn(Call.OutputDirectory, llvm::sys::path::stem(Source.Path) + ".o");
  if (Name.empty())
    Name = Beside ? ruleBeside(Object) : Call.Output.empty() ? "-" : Call.Output;
  const bool System = Call.Rule.Mode == "-M" || Call.Rule.Mode == "-MD";
  std::vector<std::string> Mode{System ? "-M" : "-MM"};
  if (!Target.empty())
    Mode.insert(Mode.end(), {"-MT", Target});
  if (Call.Rule.PhonyTargets)
    Mode.push_back("-MP");
  if (Name == "-")
    return execute(Compiler->preprocess(Source, Mode, ""), {"depend", Source.Path, ""});
  auto File = open(Name);
  if (!File)
    return fail(File.takeError());
  if (int Status = execute(Compiler->preprocess(Source, Mode, File->path()), {"depend", Source.Path, Name}))
    return Status;
  if (llvm::Error Failure = File->commit())
    return fail(std::move(Failure));
  return ExitSuccess;
}

/// A name as make reads it.
static std::string escapedForMake(StringRef Name) {
  std::string Result;
  for (char C : Name) {
    if (C == ' ' || C == '#' || C == '\\')
      Result += '\\';
    else if (C == '$')
      Result += '$';
    Result += C;
  }
  return Result;
}

/// Writes the make rule of a translation from what the translator read.
int CompilerDriver::writeTranslationRule(StringRef Translation, llvm::ArrayRef<std::string> Files) {
  const std::string Target = Call.Rule.Target.empty() ? Translation.str() : Call.Rule.Target;
  std::string Text = escapedForMake(Target) + ":";
  for (const std::string &File : Files)
    Text += " \\\n  " + escapedForMake(File);
  Text += "\n";
  if (Call.Rule.PhonyTargets)
    for (const std::string &File : Files.drop_front(Files.empty() ? 0 : 1))
      Text += "\n" + escapedForMake(File) + ":\n";
  auto File = open(Call.Rule.File.empty() ? ruleBeside(Translation) : Call.Rule.File);
  if (!File)
    return fail(File.takeError());
  llvm::Error Failure = File->write(Text);
  if (!Failure)
    Failure = File->commit();
  return Failure ? fail(std::move(Failure)) : int(ExitSuccess);
}

/// Deletes what the same flags without -clean would make.
int CompilerDriver::removeOutputs() {
  std::vector<std::string> Names;
  for (const InputFile &Source : Call.Inputs) {
    const bool Compiled = Call.Goal == Goal::Object && Source.Kind != Language::Linkable;
    if (Compiled)
      Names.push_back(outputFor(Source, ".o"));
    if (Call.Goal == Goal::KernelLibraries)
      Names.push_back(outputFor(Source, Call.LibrarySuffix));
    if (Call.Goal == Goal::TranslatedText)
      Names.push_back(outputFor(Source, ".cu.cpp.ii"));
    if (Call.Rule.besideCompilation() && Compiled)
      Names.push_back(Call.Rule.File.empty() ? ruleBeside(Names.back()) : Call.Rule.File);
    if (Call.Keep && Source.Kind == Language::Cuda)
      Names.push_back(keptTranslation(Source));
  }
  if (Call.Goal == Goal::Dependencies)
    Names.push_back(Call.Rule.File.empty() ? Call.Output : Call.Rule.File);
  else if (Call.Goal == Goal::Preprocessed)
    Names.push_back(Call.Output);
  else if (Call.Goal != Goal::Object && Call.Goal != Goal::KernelLibraries &&
           Call.Goal != Goal::TranslatedText)
    Names.push_back(linkedOutput());
  for (const std::string &Name : Names) {
    if (Name.empty() || Name == "-")
      continue;
    if (Call.Verbose || Call.DryRun)
      Runner.print({"rm", {Name}});
    if (!Call.DryRun)
      if (std::error_code Code = llvm::sys::fs::remove(Name))
        return fail(llvm::createStringError(formatDiagnostic(DiagId::CannotWriteFile, Name, Code.message())));
  }
  return ExitSuccess;
}

std::string CompilerDriver::keptTranslation(const InputFile &Source) const {
  return pathIn(Call.KeepDirectory, llvm::sys::path::stem(Source.Path) + ".lorcha.cpp");
}
