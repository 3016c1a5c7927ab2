// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives the flags of a command line their meaning.
#include "lorcha/Driver/Invocation.h"

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

TranslateOptions Invocation::translateOptions(const InputFile &Input, const Installation &Place) const {
  TranslateOptions Result;
  Result.Input = Input.Path;
  Result.Arguments = Preprocessor;
  Result.Arguments.push_back("-std=" + translatedStandard());
  if (NoWarnings)
    Result.Arguments.push_back("-w");
  // What changes how the source is read; the rest of -Xcompiler concerns code generation.
  for (StringRef Flag : HostFlags)
    if (Flag.starts_with("-D") || Flag.starts_with("-U") || Flag.starts_with("-I") || Flag == "-fopenmp")
      Result.Arguments.push_back(Flag.str());
  Result.Arguments.insert(Result.Arguments.end(), ClangFlags.begin(), ClangFlags.end());
  Result.IncludeDirectory = Place.IncludeDirectory;
  Result.CudaArch = CudaArch;
  Result.RelocatableDeviceCode = Relocatable;
  Result.ForceFibers = ForceFibers;
  Result.LineDirectives = LineDirectives;
  Result.Remarks = Remarks;
  Result.Silenced = Silenced;
  return Result;
}

namespace {
/// Fills an Invocation, one group of flags after the other.
class InvocationReader {
public:
  InvocationReader(const ParsedOptions &Parsed, Reporter &Report)
      : Parsed(Parsed), Args(Parsed.Args), Report(Report) {}

  std::optional<Invocation> read() {
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

private:
  void readGoal();
  void readPreprocessor();
  void readCodeGeneration();
  void readArchitecture();
  void readForwarded();
  void readInputs();
  void readProcess();
  void readDependencyRule();
  void readArchitectureName(const Arg &Flag, StringRef Name);
  void readJobs();
  bool readBool(llvm::opt::OptSpecifier Id, bool Default);
  Language languageOfInput(StringRef Path);
  bool isToolkitDirectory(StringRef Path) const;

  void bad(const Arg &Flag, const std::string &Why) {
    Report.report(DiagId::BadFlagValue, Flag.getSpelling().rtrim('=').str(), std::string(Flag.getValue()),
                  Why);
  }
  std::string value(llvm::opt::OptSpecifier Id) { return Args.getLastArgValue(Id).ltrim('=').str(); }

  const ParsedOptions &Parsed;
  const llvm::opt::InputArgList &Args;
  Reporter &Report;
  Invocation Call;
};
} // namespace

bool InvocationReader::readBool(llvm::opt::OptSpecifier Id, bool Default) {
  const Arg *Flag = Args.getLastArg(Id);
  if (!Flag)
    return Default;
  const int Value =
      llvm::StringSwitch<int>(Flag->getValue()).Cases("true", "1", 1).Cases("false", "0", 0).Default(-1);
  if (Value < 0)
    bad(*Flag, "true or false");
  return Value == 1;
}

void InvocationReader::readGoal() {
  Call.RunProgram = Args.hasArg(OPT_run);
  if (const Arg *Last = Args.getLastArg(OPT_compile, OPT_device_c, OPT_cuda, OPT_preprocess, OPT_M, OPT_MM,
                                        OPT_lib, OPT_device_link, OPT_link))
    switch (Last->getOption().getID()) {
    case OPT_compile:
    case OPT_device_c:
      Call.Goal = Goal::Object;
      break;
    case OPT_cuda:
      Call.Goal = Goal::TranslatedText;
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

void InvocationReader::readPreprocessor() {
  for (const Arg *Flag : Args) {
    const auto &Opt = Flag->getOption();
    if (Opt.matches(OPT_I) || Opt.matches(OPT_isystem) || Opt.matches(OPT_iquote)) {
      for (StringRef Rest = StringRef(Flag->getValue()).ltrim('='); !Rest.empty();) {
        auto [Directory, Others] = Rest.split(','); // nvcc takes lists here
        Rest = Others;
        if (isToolkitDirectory(Directory)) {
          Report.report(DiagId::FlagWithoutEffect, Flag->getSpelling().str() + " " + Directory.str(),
                        "Lorcha's own CUDA headers are used");
          continue;
        }
        Call.Preprocessor.push_back(Opt.matches(OPT_I)         ? "-I"
                                    : Opt.matches(OPT_isystem) ? "-isystem"
                                                               : "-iquote");
        Call.Preprocessor.push_back(Directory.str());
      }
    } else if (Opt.matches(OPT_D) || Opt.matches(OPT_U)) {
      Call.Preprocessor.push_back((Opt.matches(OPT_D) ? "-D" : "-U") + std::string(Flag->getValue()));
    } else if (Opt.matches(OPT_pre_include)) {
      Call.Preprocessor.push_back("-include");
      Call.Preprocessor.push_back(Flag->getValue());
    }
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

void InvocationReader::readCodeGeneration() {
  Call.Debug = Args.hasArg(OPT_debug) || Args.hasArg(OPT_device_debug);
  Call.DeviceDebug = Args.hasArg(OPT_device_debug);
  Call.LineNumbers = Args.hasArg(OPT_lineinfo);
  Call.Profile = Args.hasArg(OPT_profile);
  Call.FastMath = Args.hasArg(OPT_use_fast_math);
  Call.Contract = readBool(OPT_fmad, true);
  if (const Arg *Level = Args.getLastArg(OPT_O)) {
    Call.OptimizationLevel = value(OPT_O);
    if (Call.OptimizationLevel.empty())
      Call.OptimizationLevel = "1";
    if (!llvm::is_contained({"0", "1", "2", "3", "4", "s", "z", "g", "fast"}, Call.OptimizationLevel))
      bad(*Level, "0, 1, 2 or 3");
  }
  auto NoteIf = [&](bool Differs, llvm::opt::OptSpecifier Id, const char *Why) {
    if (Differs)
      Report.report(DiagId::FlagWithoutEffect, Args.getLastArg(Id)->getSpelling().rtrim('=').str(), Why);
  };
  NoteIf(readBool(OPT_ftz, false), OPT_ftz, "denormals are kept");
  NoteIf(!readBool(OPT_prec_div, true), OPT_prec_div, "division is exact");
  NoteIf(!readBool(OPT_prec_sqrt, true), OPT_prec_sqrt, "square roots are exact");
  if (const Arg *Kind = Args.getLastArg(OPT_default_stream)) {
    const StringRef Value = Kind->getValue();
    NoteIf(Value == "per-thread", OPT_default_stream, "the legacy default stream is used, which orders more");
    if (!llvm::is_contained({"legacy", "null", "per-thread"}, Value))
      bad(*Kind, "legacy or per-thread");
  }
  if (const Arg *Form = Args.getLastArg(OPT_force_form)) {
    Call.ForceFibers = StringRef(Form->getValue()) == "fiber";
    if (!Call.ForceFibers && StringRef(Form->getValue()) != "auto")
      bad(*Form, "fiber or auto");
  }
  if (const Arg *Arch = Args.getLastArg(OPT_cpu_arch))
    Call.CpuArchitecture = Arch->getValue();
  if (const Arg *Kind = Args.getLastArg(OPT_cudart);
      Kind && !llvm::is_contained({"none", "shared", "static"}, StringRef(Kind->getValue())))
    bad(*Kind, "none, shared or static");
}

/// Takes one name: sm_NN, compute_NN (with a letter behind, as in sm_90a), native, all, all-major.
void InvocationReader::readArchitectureName(const Arg &Flag, StringRef Name) {
  if (llvm::is_contained({"native", "all", "all-major"}, Name))
    return;
  StringRef Number = Name;
  if (!Number.consume_front("sm_") && !Number.consume_front("compute_") && !Number.consume_front("lto_"))
    return bad(Flag, "sm_NN or compute_NN");
  unsigned Value = 0;
  if (Number.rtrim("abcdefghijklmnopqrstuvwxyz").getAsInteger(10, Value) || Value < 10)
    return bad(Flag, "sm_NN or compute_NN");
  Call.CudaArch = Value * 10;
}

void InvocationReader::readArchitecture() {
  unsigned Highest = 0;
  for (const Arg *Flag : Args.filtered(OPT_arch, OPT_gencode)) {
    StringRef Value = Flag->getValue();
    if (Flag->getOption().matches(OPT_arch)) {
      readArchitectureName(*Flag, Value);
    } else {
      Value = Value.trim(" \"'");
      if (!Value.consume_front("arch="))
        bad(*Flag, "arch=compute_NN,code=sm_NN");
      else
        readArchitectureName(*Flag, Value.split(',').first.trim(" \"'[]"));
      Highest = std::max(Highest, Call.CudaArch);
    }
  }
  if (Highest)
    Call.CudaArch = Highest;
}

void InvocationReader::readForwarded() {
  auto Collect = [&](llvm::opt::OptSpecifier Id, std::vector<std::string> &Into) {
    for (const std::string &Value : Args.getAllArgValues(Id))
      for (std::string &Part : splitForwarded(Value))
        Into.push_back(std::move(Part));
  };
  Collect(OPT_Xcompiler, Call.HostFlags);
  Collect(OPT_Xarchive, Call.ArchiverFlags);
  Call.HostFlags.insert(Call.HostFlags.end(), Parsed.Unknown.begin(), Parsed.Unknown.end());
  Call.HostCompiler = value(OPT_ccbin);
  if (Args.hasArg(OPT_arbin))
    Call.Archiver = value(OPT_arbin);
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
      for (StringRef Rest = StringRef(Flag->getValue()).ltrim('='); !Rest.empty();) {
        auto [Name, Others] = Rest.split(',');
        Rest = Others;
        if (!llvm::is_contained({"cudart", "cuda", "cudart_static", "cudadevrt"}, Name))
          Call.LinkLine.push_back({std::nullopt, "-l" + Name.str()});
      }
    } else if (Opt.matches(OPT_L)) {
      Call.LinkLine.push_back({std::nullopt, "-L" + StringRef(Flag->getValue()).ltrim('=').str()});
    } else if (Opt.matches(OPT_Xlinker)) {
      for (const std::string &Part : splitForwarded(Flag->getValue())) {
        Call.LinkLine.push_back({std::nullopt, "-Xlinker"});
        Call.LinkLine.push_back({std::nullopt, Part});
      }
    }
  }
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
  Call.Remarks = Args.hasArg(OPT_Rlorcha);
  Call.LineDirectives = !Args.hasArg(OPT_no_line_directives);
  Call.Keep = Args.hasArg(OPT_keep) || Args.hasArg(OPT_keep_dir);
  Call.KeepDirectory = value(OPT_keep_dir);
  Call.Verbose = Args.hasArg(OPT_verbose);
  Call.DryRun = Args.hasArg(OPT_dryrun);
  Call.Silenced = Report.silenced();
  readJobs();
}

std::optional<Invocation> lorcha::makeInvocation(const ParsedOptions &Parsed, Reporter &Report) {
  return InvocationReader(Parsed, Report).read();
}
