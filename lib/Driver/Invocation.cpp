// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives the flags of a command line their meaning.
#include "InvocationReader.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

using namespace lorcha;
using namespace lorcha::options;
using llvm::StringRef;
using llvm::opt::Arg;

Language lorcha::languageOf(StringRef Path) {
  return llvm::StringSwitch<Language>(llvm::sys::path::extension(Path))
      .Case(".cu", Language::Cuda)
      .Cases(".cpp", ".cc", ".cxx", ".c++", ".C", ".CPP", ".ii", Language::Cxx)
      .Cases(".c", ".i", Language::C)
      .Default(Language::Linkable);
}

std::string Invocation::translatedStandard() const {
  StringRef Year = StringRef(Standard).drop_while([](char C) { return !llvm::isDigit(C); });
  const bool Modern = llvm::StringSwitch<bool>(Year)
                          .Cases("17", "1z", "20", "2a", "23", "2b", "26", "2c", true)
                          .Default(false);
  return Modern ? Standard : "gnu++17";
}

std::vector<std::string> Invocation::versionMacros() const {
  const std::string Major = std::to_string(Version.Major), Minor = std::to_string(Version.Minor);
  std::vector<std::string> Macros{"-D__CUDACC_VER_MAJOR__=" + Major, "-D__CUDACC_VER_MINOR__=" + Minor,
                                  "-D__CUDACC_VER_BUILD__=0", "-D__CUDA_API_VER_MAJOR__=" + Major,
                                  "-D__CUDA_API_VER_MINOR__=" + Minor};
  if (!Version.isDefault())
    Macros.push_back("-DLORCHA_CUDA_VERSION=" + std::to_string(Version.number()));
  return Macros;
}

TranslateOptions Invocation::translateOptions(const InputFile &Input, const Installation &Place) const {
  TranslateOptions Result;
  Result.Input = Input.Path;
  Result.Arguments = Preprocessor;
  Result.Arguments.push_back("-std=" + translatedStandard());
  if (NoWarnings)
    Result.Arguments.push_back("-w");
  if (!Target.empty())
    Result.Arguments.push_back("--target=" + Target);
  // What changes how the source is read; the rest of -Xcompiler concerns code generation.
  for (StringRef Flag : HostFlags)
    if (llvm::any_of(std::initializer_list<const char *>{"-D", "-U", "-I", "-fopenmp", "-fno-exceptions",
                                                         "-fno-rtti",
                                                         "-ftemplate-depth=", "-ftemplate-backtrace-limit="},
                     [&](const char *Start) { return Flag.starts_with(Start); }))
      Result.Arguments.push_back(Flag.str());
  for (std::string &Macro : versionMacros())
    Result.Arguments.push_back(std::move(Macro));
  Result.Arguments.insert(Result.Arguments.end(), ClangFlags.begin(), ClangFlags.end());
  Result.IncludeDirectory = Place.IncludeDirectory;
  Result.KeepsHeaders = true;
  Result.CudaArch = CudaArch;
  Result.RelocatableDeviceCode = Relocatable;
  Result.HasNamedVariables = Goal == lorcha::Goal::KernelLibraries;
  Result.ForceFibers = ForceFibers;
  Result.Contracts = Contract;
  Result.LineDirectives = LineDirectives;
  Result.ExactLines = Debug && translatedLevel() == "0";
  Result.Diagnostics = Diagnostics;
  Result.Findings = Findings;
  Result.Colors = Colors;
  return Result;
}

std::optional<Invocation> InvocationReader::read() {
  readGoal();
  readPreprocessor();
  readCodeGeneration();
  readArchitecture();
  readForwarded();
  readInputs();
  readProcess();
  if (Report.errors())
    return std::nullopt;
  return std::move(Call);
}

void InvocationReader::readGoal() {
  Call.RunProgram = Args.hasArg(OPT_run);
  if (const Arg *Last = Args.getLastArg(OPT_compile, OPT_device_c, OPT_cuda, OPT_cubin, OPT_fatbin, OPT_ptx,
                                        OPT_preprocess, OPT_M, OPT_MM, OPT_lib, OPT_device_link, OPT_link))
    switch (Last->getOption().getID()) {
    case OPT_compile:
    case OPT_device_c:
      Call.Goal = Goal::Object;
      break;
    case OPT_cuda:
      Call.Goal = Goal::TranslatedText;
      break;
    case OPT_cubin:
    case OPT_fatbin:
    case OPT_ptx:
      Call.Goal = Goal::KernelLibraries;
      Call.LibrarySuffix = ("." + Last->getOption().getName()).str();
      Call.HostFlags.push_back("-fPIC");
      break;
    case OPT_preprocess:
      Call.Goal = Goal::Preprocessed;
      break;
    case OPT_M:
    case OPT_MM:
      Call.Goal = Goal::Dependencies;
      break;
    case OPT_lib:
      Call.Goal = Goal::StaticLibrary;
      break;
    case OPT_device_link:
      Call.Goal = Goal::DeviceLink;
      break;
    default:
      break;
    }
  Call.Shared = Args.hasArg(OPT_shared);
  Call.RelocatableLink = Args.hasArg(OPT_relocatable_link);
  Call.Clean = Args.hasArg(OPT_clean);
  Call.Relocatable = readBool(OPT_rdc, Args.hasArg(OPT_device_c));
  Call.Output = value(OPT_output);
  Call.OutputDirectory = value(OPT_odir);
  for (const std::string &Value : Args.getAllArgValues(OPT_run_args))
    for (std::string &Part : splitForwarded(Value))
      Call.RunArguments.push_back(std::move(Part));
  readDependencyRule();
}

void InvocationReader::readDependencyRule() {
  const Arg *Last = Args.getLastArg(OPT_M, OPT_MM, OPT_MD, OPT_MMD);
  if (!Last)
    return;
  Call.Rule.Mode = "-" + Last->getOption().getName().str();
  Call.Rule.File = value(OPT_MF);
  const Arg *Target = Args.getLastArg(OPT_MT, OPT_MQ);
  Call.Rule.Target = Target ? Target->getValue() : "";
  Call.Rule.PhonyTargets = Args.hasArg(OPT_MP);
}

/// A directory with the headers of NVIDIA's toolkit, which Lorcha's take the place of. Lorcha's own have the
/// same names, but lorcha/ is beside them.
bool InvocationReader::isToolkitDirectory(StringRef Path) const {
  return llvm::sys::fs::exists(Path + "/cuda_runtime.h") &&
         llvm::sys::fs::exists(Path + "/crt/host_config.h") &&
         !llvm::sys::fs::exists(Path + "/../lorcha/runtime.h");
}

void InvocationReader::addDirectories(const Arg &Flag, const char *Name) {
  for (std::string &Directory : splitList(StringRef(Flag.getValue()).ltrim('='))) {
    if (isToolkitDirectory(Directory)) {
      Report.report(DiagId::FlagWithoutEffect, Flag.getSpelling().str() + " " + Directory,
                    "Lorcha's own CUDA headers are used");
      continue;
    }
    Call.Preprocessor.push_back(Name);
    Call.Preprocessor.push_back(std::move(Directory));
  }
}

void InvocationReader::readPreprocessor() {
  for (const Arg *Flag : Args) {
    const auto &Opt = Flag->getOption();
    if (Opt.matches(OPT_I))
      addDirectories(*Flag, "-I");
    else if (Opt.matches(OPT_isystem))
      addDirectories(*Flag, "-isystem");
    else if (Opt.matches(OPT_iquote))
      addDirectories(*Flag, "-iquote");
    else if (Opt.matches(OPT_D) || Opt.matches(OPT_U))
      for (const std::string &Macro : splitList(Flag->getValue()))
        Call.Preprocessor.push_back((Opt.matches(OPT_D) ? "-D" : "-U") + Macro);
    else if (Opt.matches(OPT_pre_include))
      for (std::string &File : splitList(Flag->getValue()))
        Call.Preprocessor.insert(Call.Preprocessor.end(), {"-include", std::move(File)});
  }
  Call.Standard = value(OPT_std);
  static const llvm::StringRef Known[] = {"c++03", "c++98", "c++11", "c++14",
                                          "c++17", "c++20", "c++23", "c++26"};
  StringRef Plain = Call.Standard;
  const bool Gnu = Plain.consume_front("gnu");
  if (!Call.Standard.empty() && !llvm::is_contained(Known, (Gnu ? "c" : "") + Plain.str()) &&
      !llvm::is_contained({"c++1z", "c++2a", "c++2b", "c++1y", "c++0x"}, Plain))
    bad(*Args.getLastArg(OPT_std), "c++03 to c++23");
}

Language InvocationReader::languageOfInput(StringRef Path) {
  const Language Own = languageOf(Path);
  const Arg *Flag = Args.getLastArg(OPT_x);
  if (!Flag || (Own == Language::Linkable &&
                llvm::is_contained({".o", ".obj", ".a", ".so", ".lo"}, llvm::sys::path::extension(Path))))
    return Own;
  return llvm::StringSwitch<Language>(StringRef(Flag->getValue()).ltrim('='))
      .Case("cu", Language::Cuda)
      .Case("c", Language::C)
      .Case("c++", Language::Cxx)
      .Default(Own);
}

void InvocationReader::readInputs() {
  if (const Arg *Flag = Args.getLastArg(OPT_x);
      Flag && !llvm::is_contained({"cu", "c", "c++"}, StringRef(Flag->getValue()).ltrim('=')))
    bad(*Flag, "cu, c or c++");
  for (const Arg *Flag : Args) {
    const auto &Opt = Flag->getOption();
    if (Opt.matches(OPT_INPUT)) {
      const StringRef Path = Flag->getValue();
      if (llvm::is_contained({".ptx", ".cubin", ".fatbin"}, llvm::sys::path::extension(Path)))
        Report.report(DiagId::UnsupportedInput, Path.str());
      Call.LinkLine.push_back({Call.Inputs.size(), ""});
      Call.Inputs.push_back({Path.str(), languageOfInput(Path)});
    } else if (Opt.matches(OPT_l)) {
      for (const std::string &Name : splitList(StringRef(Flag->getValue()).ltrim('=')))
        if (!llvm::is_contained({"cudart", "cuda", "cudart_static", "cudadevrt"}, Name))
          Call.LinkLine.push_back({std::nullopt, "-l" + Name});
    } else if (Opt.matches(OPT_L)) {
      for (const std::string &Name : splitList(StringRef(Flag->getValue()).ltrim('=')))
        Call.LinkLine.push_back({std::nullopt, "-L" + Name});
    } else if (Opt.matches(OPT_Xlinker)) {
      for (const std::string &Part : splitForwarded(Flag->getValue())) {
        Call.LinkLine.push_back({std::nullopt, "-Xlinker"});
        Call.LinkLine.push_back({std::nullopt, Part});
      }
    }
  }
}

/// Of our diagnostics and, where the flag is given, of the host compiler's.
void InvocationReader::readColors() {
  const Arg *Flag = Args.getLastArg(OPT_color);
  if (!Flag)
    return;
  const StringRef When = Flag->getValue();
  if (When != "auto")
    Call.Colors = When == "always";
  if (!llvm::is_contained({"auto", "always", "never"}, When))
    bad(*Flag, "auto, always or never");
  Call.HostFlags.push_back(("-fdiagnostics-color=" + When).str());
}

void InvocationReader::readJobs() {
  const Arg *Flag = Args.getLastArg(OPT_threads);
  if (!Flag)
    return;
  if (StringRef(Flag->getValue()).getAsInteger(10, Call.Jobs))
    bad(*Flag, "a number");
  else if (Call.Jobs == 0)
    Call.Jobs = llvm::hardware_concurrency().compute_thread_count();
}

void InvocationReader::readProcess() {
  Call.NoWarnings = Args.hasArg(OPT_no_warnings);
  Call.WarningsAreErrors = Report.warningsAreErrors();
  Call.LineDirectives = !Args.hasArg(OPT_no_line_directives);
  Call.Keep = Args.hasArg(OPT_keep) || Args.hasArg(OPT_keep_dir);
  Call.KeepDirectory = value(OPT_keep_dir);
  Call.Verbose = Args.hasArg(OPT_verbose);
  Call.DryRun = Args.hasArg(OPT_dryrun);
  Call.TimeFile = value(OPT_time);
  Call.Diagnostics = Report.settings();
  Call.Findings = Report.findings();
  readColors();
  readJobs();
}

std::optional<Invocation> lorcha::makeInvocation(const ParsedOptions &Parsed, Reporter &Report) {
  return InvocationReader(Parsed, Report).read();
}
