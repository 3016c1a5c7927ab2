// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way of a report: read the tree, find what its files use, translate its units, count what is left.
#include "lorcha/Report/Report.h"
#include "ReportFiles.h"
#include "UnitProbe.h"
#include "UseScanner.h"
#include "lorcha/Driver/ToolCommands.h"
#include "lorcha/Project/IncludeGraph.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;

StringRef report::nameOf(Backend B) { return B == Backend::Cpu ? "CPU" : "OpenCL"; }

StringRef report::nameOf(UseKind Kind) {
  switch (Kind) {
  case UseKind::Runtime:
    return "runtime API";
  case UseKind::Driver:
    return "driver API";
  case UseKind::Library:
    return "libraries";
  case UseKind::DeviceFunction:
    return "device functions";
  case UseKind::Ptx:
    return "inline PTX";
  }
  llvm_unreachable("unknown kind");
}

StringRef report::nameOf(ApiState State) {
  switch (State) {
  case ApiState::Implemented:
    return "implemented";
  case ApiState::Partial:
    return "partial";
  case ApiState::Unsupported:
    return "unsupported";
  case ApiState::ByDesign:
    return "error by design";
  }
  llvm_unreachable("unknown state");
}

StringRef report::nameOf(Verdict V) {
  switch (V) {
  case Verdict::Ready:
    return "ready";
  case Verdict::Partial:
    return "partly ready";
  case Verdict::Blocked:
    return "blocked";
  case Verdict::Incomplete:
    return "header missing";
  case Verdict::Failed:
    return "not read";
  }
  llvm_unreachable("unknown verdict");
}

static void scanAll(Report &R, const IncludeGraph &Includes) {
  std::vector<TokenList> Lists;
  TreeNames Names;
  for (const SourceFile &File : R.Files) {
    Lists.push_back(tokensOf(File.Text));
    collectNames(Lists.back(), Names);
  }
  UseTable Table;
  for (unsigned I = 0; I < R.Files.size(); ++I)
    scanUses(Lists[I], Names, Includes, I, R.Files[I], Table);
  R.Uses = Table.take();
}

/// A .cu file that others include is no unit of its own, unless it is a program.
static void findUnits(Report &R, const IncludeGraph &Includes) {
  for (SourceFile &File : R.Files)
    if (File.Kind == FileKind::Unit && Includes.isIncluded(File.Path) && !Includes.hasMain(File.Path))
      File.Kind = FileKind::Included;
  for (unsigned I = 0; I < R.Files.size(); ++I)
    if (R.Files[I].Kind == FileKind::Unit) {
      R.Units.emplace_back();
      R.Units.back().File = I;
    }
}

static std::string absolutePath(const Report &R, unsigned File) { return R.Root + "/" + R.Files[File].Path; }

/// "'x.h' file not found", which Clang reports as a fatal error.
static std::string missingHeader(const std::vector<Finding> &Findings) {
  for (const Finding &Each : Findings) {
    StringRef Text = Each.Text;
    if (!Each.Id && Text.consume_front("'") && Text.ends_with("' file not found"))
      return Text.split('\'').first.str();
  }
  return "";
}

/// Whether the unit calls functions that return errors. What only its text names may be left out by a
/// conditional.
static bool usesMissing(const std::vector<Finding> &Findings) {
  return llvm::any_of(Findings, [](const Finding &Each) {
    return Each.Id == DiagId::UnsupportedApi || Each.Id == DiagId::ImpossibleApi;
  });
}

static void judge(UnitReport &Unit, ProbeResult Probe) {
  const bool IsPartial = usesMissing(Probe.Findings);
  for (Finding &Each : Probe.Findings)
    if (Each.Level == Severity::Error)
      Unit.Errors.push_back(std::move(Each));
  Unit.Kernels = std::move(Probe.Kernels);
  Unit.Failure = std::move(Probe.Failure);
  Unit.MissingHeader = missingHeader(Unit.Errors);
  if (!Unit.Failure.empty())
    Unit.Result = Verdict::Failed;
  else if (!Unit.MissingHeader.empty())
    Unit.Result = Verdict::Incomplete;
  else if (!Unit.Errors.empty() || !Probe.Parsed)
    Unit.Result = Verdict::Blocked;
  else
    Unit.Result = IsPartial ? Verdict::Partial : Verdict::Ready;
}

static llvm::Expected<std::vector<TranslateOptions>> unitOptions(const ReportOptions &Options, Report &R,
                                                                 const IncludeGraph &Includes) {
  std::vector<TranslateOptions> All;
  std::map<StringRef, unsigned> Numbers;
  for (unsigned I = 0; I < R.Files.size(); ++I)
    Numbers[R.Files[I].Path] = I;
  for (UnitReport &Unit : R.Units) {
    TranslateOptions Each = Options.Defaults;
    Each.Input = absolutePath(R, Unit.File);
    const std::set<std::string> Files = Includes.closure(R.Files[Unit.File].Path);
    Unit.Files.push_back(Unit.File);
    for (const std::string &File : Files)
      if (auto Known = Numbers.find(File); Known != Numbers.end() && Known->second != Unit.File)
        Unit.Files.push_back(Known->second);
    std::vector<std::string> FromDatabase;
    if (!Options.Database.empty())
      if (llvm::Error Failure = flagsOfDatabase(Options.Database, Each.Input, FromDatabase)) {
        // A tree has units that its build leaves out.
        if (!llvm::sys::fs::exists(Options.Database + "/compile_commands.json"))
          return std::move(Failure);
        llvm::consumeError(std::move(Failure));
      }
    Each.Arguments.insert(Each.Arguments.end(), Options.Arguments.begin(), Options.Arguments.end());
    Each.Arguments.insert(Each.Arguments.end(), FromDatabase.begin(), FromDatabase.end());
    for (std::string &Flag : searchFlags(Includes.folders(Files), R.Root))
      Each.Arguments.push_back(std::move(Flag));
    All.push_back(std::move(Each));
  }
  return std::move(All);
}

static void showProgress(size_t Ready, size_t All) {
  if (llvm::errs().is_displayed())
    llvm::errs() << "\rtranslating " << Ready << " of " << All << (Ready == All ? "\n" : "");
}

/// Whether anything in the file, or in what it includes, is CUDA's.
static void dropOthers(Report &R) {
  std::set<unsigned> Kept;
  for (unsigned I = 0; I < R.Files.size(); ++I)
    if (R.Files[I].UsesCuda || R.Files[I].Kind == FileKind::Unit || R.Files[I].Kind == FileKind::Included)
      Kept.insert(I);
  std::map<unsigned, unsigned> New;
  std::vector<SourceFile> Files;
  for (unsigned I : Kept) {
    New[I] = Files.size();
    Files.push_back(std::move(R.Files[I]));
  }
  R.Files = std::move(Files);
  for (Use &Each : R.Uses) {
    llvm::erase_if(Each.Sites, [&](const Site &Where) { return !New.count(Where.File); });
    for (Site &Where : Each.Sites)
      Where.File = New[Where.File];
  }
  llvm::erase_if(R.Uses, [](const Use &Each) { return Each.Sites.empty(); });
  for (UnitReport &Unit : R.Units) {
    Unit.File = New[Unit.File];
    llvm::erase_if(Unit.Files, [&](unsigned File) { return !New.count(File); });
    for (unsigned &File : Unit.Files)
      File = New[File];
  }
}

llvm::Expected<Report> report::makeReport(const ReportOptions &Options) {
  Report R;
  llvm::Expected<SourceTree> Tree = readFiles(Options, R);
  if (!Tree)
    return Tree.takeError();
  const IncludeGraph Includes(*Tree, Options.CudaIncludes);
  scanAll(R, Includes);
  findUnits(R, Includes);
  auto Units = unitOptions(Options, R, Includes);
  if (!Units)
    return Units.takeError();
  if (Options.Parses) {
    std::vector<ProbeResult> Probes = probeUnits(*Units, {Options.Jobs, Options.SecondsPerUnit},
                                                 [&](size_t Ready) { showProgress(Ready, Units->size()); });
    for (size_t I = 0; I < R.Units.size(); ++I)
      judge(R.Units[I], std::move(Probes[I]));
  } else {
    for (UnitReport &Unit : R.Units)
      Unit.Failure = "not asked for";
  }
  dropOthers(R);
  measure(R);
  return std::move(R);
}
