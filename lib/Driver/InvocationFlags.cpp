// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The meaning of the flags that say how sources are compiled.
#include "InvocationReader.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Process.h"
#include <set>

using namespace lorcha;
using namespace lorcha::options;
using llvm::StringRef;
using llvm::opt::Arg;

void InvocationReader::note(llvm::opt::OptSpecifier Id, const char *Why) {
  Report.report(DiagId::FlagWithoutEffect, Args.getLastArg(Id)->getSpelling().rtrim('=').str(), Why);
}

void InvocationReader::bad(const Arg &Flag, const std::string &Why) {
  Report.report(DiagId::BadFlagValue, Flag.getSpelling().rtrim('=').str(), std::string(Flag.getValue()), Why);
}

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

/// One processor, or several levels of x86-64: the unit is compiled for the lowest, its kernels for the
/// others, too.
void InvocationReader::readProcessors(const Arg &Names) {
  llvm::SmallVector<StringRef, 4> All;
  StringRef(Names.getValue()).split(All, ',');
  Call.CpuArchitecture = All.front().str();
  if (!Call.Target.empty() && (All.size() > 1 || All.front() == "native"))
    return bad(Names, "another machine has one processor, which is not this one");
  if (All.size() == 1)
    return;
  unsigned Lowest = 5;
  std::set<unsigned> Levels;
  for (StringRef Each : All) {
    unsigned Level = Each == "baseline" ? 1 : 0;
    if (Each.consume_front("x86-64-v") && (Each.getAsInteger(10, Level) || Level < 2 || Level > 4))
      Level = 0;
    if (!Level)
      return bad(Names, "of several names each is baseline, x86-64-v2, x86-64-v3 or x86-64-v4");
    Levels.insert(Level);
    Lowest = std::min(Lowest, Level);
  }
  Call.CpuArchitecture = Lowest == 1 ? "baseline" : "x86-64-v" + std::to_string(Lowest);
  Levels.erase(Lowest);
  Call.CpuLevels.assign(Levels.begin(), Levels.end());
}

/// Another machine's programs run on any of its processors unless --cpu-arch says which.
void InvocationReader::readTarget() {
  const Arg *Flag = Args.getLastArg(OPT_target);
  if (!Flag)
    return;
  Call.Target = Flag->getValue();
  Call.CpuArchitecture = "baseline";
  if (!llvm::is_contained({"aarch64-linux-gnu", "riscv64-linux-gnu"}, StringRef(Call.Target)))
    bad(*Flag, "aarch64-linux-gnu or riscv64-linux-gnu");
}

void InvocationReader::readCodeGeneration() {
  Call.Debug = Args.hasArg(OPT_debug) || Args.hasArg(OPT_device_debug);
  Call.DeviceDebug = Args.hasArg(OPT_device_debug);
  Call.LineNumbers = Args.hasArg(OPT_lineinfo);
  Call.Profile = Args.hasArg(OPT_profile);
  if (const Arg *Level = Args.getLastArg(OPT_O)) {
    Call.OptimizationLevel = value(OPT_O);
    if (Call.OptimizationLevel.empty())
      Call.OptimizationLevel = "1";
    if (!llvm::is_contained({"0", "1", "2", "3", "4", "s", "z", "g", "fast"}, Call.OptimizationLevel))
      bad(*Level, "0, 1, 2 or 3");
  }
  if (const Arg *Kind = Args.getLastArg(OPT_dopt)) {
    if (StringRef(Kind->getValue()) != "on")
      bad(*Kind, "on");
    Call.DeviceOptimized = true;
  }
  readTarget();
  if (const Arg *Arch = Args.getLastArg(OPT_cpu_arch))
    readProcessors(*Arch);
  if (const Arg *Kind = Args.getLastArg(OPT_cudart)) {
    Call.LinkRuntime = StringRef(Kind->getValue()) != "none";
    if (!llvm::is_contained({"none", "shared", "static"}, StringRef(Kind->getValue())))
      bad(*Kind, "none, shared or static");
  }
  readMath();
  readForms();
  readMapped();
  readWarningKinds();
}

void InvocationReader::readMath() {
  Call.FastMath = Args.hasArg(OPT_use_fast_math);
  Call.Contract = readBool(OPT_fmad, true);
  if (readBool(OPT_ftz, false))
    note(OPT_ftz, "denormals are kept");
  if (!readBool(OPT_prec_div, true))
    note(OPT_prec_div, "division is exact");
  if (!readBool(OPT_prec_sqrt, true))
    note(OPT_prec_sqrt, "square roots are exact");
}

void InvocationReader::readForms() {
  if (const Arg *Kind = Args.getLastArg(OPT_default_stream)) {
    const StringRef Value = Kind->getValue();
    if (Value == "per-thread")
      Call.Preprocessor.push_back("-DCUDA_API_PER_THREAD_DEFAULT_STREAM=1");
    if (!llvm::is_contained({"legacy", "null", "per-thread"}, Value))
      bad(*Kind, "legacy or per-thread");
  }
  if (const Arg *Form = Args.getLastArg(OPT_force_form)) {
    Call.ForceFibers = StringRef(Form->getValue()) == "fiber";
    if (!Call.ForceFibers && StringRef(Form->getValue()) != "auto")
      bad(*Form, "fiber or auto");
  }
}

/// Flags that the host compiler has, too, some under another name.
void InvocationReader::readMapped() {
  auto HandOver = [&](llvm::opt::OptSpecifier Id, const char *Name) {
    if (const Arg *Flag = Args.getLastArg(Id)) {
      Call.HostFlags.push_back(std::string(Name) + "=" + Flag->getValue());
      return true;
    }
    return false;
  };
  for (auto [Id, Name] :
       {std::pair<llvm::opt::OptSpecifier, const char *>{OPT_template_depth, "-ftemplate-depth"},
        {OPT_template_backtrace, "-ftemplate-backtrace-limit"}}) {
    unsigned Count = 0;
    if (HandOver(Id, Name) && StringRef(Args.getLastArg(Id)->getValue()).getAsInteger(10, Count))
      bad(*Args.getLastArg(Id), "a number");
  }
  HandOver(OPT_random_seed, "-frandom-seed");
  if (Args.hasArg(OPT_no_exceptions))
    Call.HostFlags.push_back("-fno-exceptions");
  if (readBool(OPT_stack_protector, false))
    Call.HostFlags.push_back("-fstack-protector-strong");
  if (Args.hasArg(OPT_Wreorder))
    Call.HostFlags.push_back("-Wreorder");
  if (Args.hasArg(OPT_Wno_deprecated))
    Call.HostFlags.push_back("-Wno-deprecated-declarations");
}

/// -Werror names kinds; "all-warnings" is the reporter's business.
void InvocationReader::readWarningKinds() {
  for (const Arg *Flag : Args.filtered(OPT_Werror))
    for (const std::string &Kind : splitList(Flag->getValue())) {
      if (Kind == "reorder" || Kind == "deprecated-declarations")
        Call.HostFlags.push_back("-Werror=" + Kind);
      else if (llvm::is_contained({"cross-execution-space-call", "default-stream-launch",
                                   "missing-launch-bounds", "ext-lambda-captures-this"},
                                  Kind))
        Report.report(DiagId::FlagWithoutEffect, "-Werror " + Kind, "the warning does not exist");
      else if (Kind != "all-warnings" && !isOwnWarning(Kind))
        bad(*Flag, "all-warnings, reorder or deprecated-declarations");
    }
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
  if (std::optional<CudaVersion> Version = readCudaVersion(Parsed, Report))
    Call.Version = *Version;
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

/// The standard may come as the host compiler's flag, too: it counts as if it were ours, because translated
/// text needs C++17.
void InvocationReader::takeStandard() {
  llvm::erase_if(Call.HostFlags, [&](StringRef Flag) {
    if (!Flag.starts_with("-std=") || !Flag.contains("++"))
      return false;
    Call.Standard = Flag.substr(5).str();
    return true;
  });
}

void InvocationReader::readForwarded() {
  auto Collect = [&](llvm::opt::OptSpecifier Id, std::vector<std::string> &Into) {
    for (const std::string &Value : Args.getAllArgValues(Id))
      for (std::string &Part : splitForwarded(Value))
        Into.push_back(std::move(Part));
  };
  Collect(OPT_Xcompiler, Call.HostFlags);
  Collect(OPT_Xarchive, Call.ArchiverFlags);
  if (Args.hasArg(OPT_forward_unknown) || Args.hasArg(OPT_forward_unknown_opts))
    Call.HostFlags.insert(Call.HostFlags.end(), Parsed.Unknown.begin(), Parsed.Unknown.end());
  else
    for (const std::string &Flag : Parsed.Unknown)
      Call.LinkLine.push_back({std::nullopt, Flag});
  takeStandard();
  Call.HostCompiler = value(OPT_ccbin);
  if (Args.hasArg(OPT_arbin))
    Call.Archiver = value(OPT_arbin);
}

std::optional<CudaVersion> lorcha::readCudaVersion(const ParsedOptions &Parsed, Reporter &Report) {
  std::string Text = Parsed.Args.getLastArgValue(OPT_cuda_version).str();
  const char *Name = "--cuda-version";
  if (Text.empty()) {
    Text = llvm::sys::Process::GetEnv("LORCHA_CUDA_VERSION").value_or("");
    Name = "LORCHA_CUDA_VERSION";
  }
  CudaVersion Result;
  if (Text.empty())
    return Result;
  const auto [Major, Rest] = StringRef(Text).split('.');
  if (!Major.getAsInteger(10, Result.Major) && !Rest.split('.').first.getAsInteger(10, Result.Minor) &&
      Result.Major >= 5 && Result.Major < 100 && Result.Minor < 100)
    return Result;
  Report.report(DiagId::BadFlagValue, Name, Text, "a release of CUDA, such as 11.8");
  return std::nullopt;
}
