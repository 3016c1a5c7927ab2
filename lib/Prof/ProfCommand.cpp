// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of `lorcha prof`. What it writes is opened before the program runs, so that a run of hours
// does not end in a file that cannot be written.
#include "lorcha/Prof/ProfCommand.h"
#include "RecordedRun.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Driver/Reporter.h"
#include "lorcha/Prof/Writers.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;

static constexpr StringRef Help =
    R"(lorcha prof [flags] program [arguments]: runs a program that was built with Lorcha and shows where its time goes

  -o <file>                 write what happened when; may be given several times:
                              .html   a timeline for the browser, without anything else
                              .json   for ui.perfetto.dev and chrome://tracing
                              .csv    the tables
  --no-tables               print no tables on standard error
  --from-profiler-start     record from cudaProfilerStart to cudaProfilerStop only
  --limit=<size>            the largest recording of one process, such as 100M (default: 512M)
  --keep=<folder>           keep the recording as the runtime wrote it
  --read=<folder>           show such a recording; runs nothing
  -h, --help                print this

The status is the program's own; 128 and the signal's number if a signal ended it. docs/profiling.md has more.
)";

namespace {
enum class OutputKind { Html, Json, Csv };

struct Output {
  OutputKind Kind;
  std::string Name;
};

struct ProfOptions {
  std::vector<Output> Outputs;
  RecordedRun Run;
  std::string Keep, Read;
  bool NoTables = false, WantsHelp = false;
};

class ProfParser {
public:
  ProfParser(llvm::ArrayRef<const char *> Argv, Reporter &Report) : Rest(Argv), Report(Report) {}

  /// False after an error.
  bool parse() {
    while (!Rest.empty() && StringRef(Rest.front()).starts_with("-") && !Options.WantsHelp) {
      StringRef Flag = Rest.front();
      Rest = Rest.drop_front();
      if (Flag == "--")
        break;
      if (!take(Flag))
        return false;
    }
    if (Options.WantsHelp)
      return true;
    if (Rest.empty() == Options.Read.empty()) {
      if (Rest.empty())
        Report.report(DiagId::NoProgram, Report.tool());
      else
        Report.report(DiagId::BadFlagValue, std::string("--read"), std::string(Rest.front()),
                      std::string("a recording is shown, so no program is run"));
      return false;
    }
    if (!Rest.empty()) {
      Options.Run.Program = Rest.front();
      Options.Run.Arguments.assign(Rest.begin() + 1, Rest.end());
    }
    return true;
  }

  ProfOptions Options;

private:
  bool take(StringRef Flag) {
    if (Flag == "-h" || Flag == "--help")
      return Options.WantsHelp = true;
    if (Flag == "--no-tables")
      return Options.NoTables = true;
    if (Flag == "--from-profiler-start")
      return Options.Run.StartsPaused = true;
    if (isValueOf(Flag, "--limit"))
      return readValue(Flag, Options.Run.Limit);
    if (isValueOf(Flag, "--keep"))
      return readValue(Flag, Options.Keep);
    if (isValueOf(Flag, "--read"))
      return readValue(Flag, Options.Read);
    if (Flag == "-o" || Flag == "--output") {
      std::string Name;
      return readValue(Flag, Name) && addOutput(Name);
    }
    Report.report(DiagId::UnknownFlag, Flag.str(), Report.tool(), "");
    return false;
  }

  static bool isValueOf(StringRef Flag, StringRef Name) {
    return Flag == Name || Flag.starts_with((Name + "=").str());
  }

  bool readValue(StringRef Flag, std::string &Result) {
    auto [Name, Value] = Flag.split('=');
    if (Name.size() < Flag.size())
      Result = Value.str();
    else if (!Rest.empty()) {
      Result = Rest.front();
      Rest = Rest.drop_front();
    }
    if (Result.empty())
      Report.report(DiagId::MissingFlagValue, Name.str());
    return !Result.empty();
  }

  bool addOutput(const std::string &Name) {
    const StringRef Ending = llvm::sys::path::extension(Name);
    if (Ending != ".html" && Ending != ".htm" && Ending != ".json" && Ending != ".csv") {
      Report.report(DiagId::BadFlagValue, std::string("-o"), Name,
                    std::string("it ends in none of .html, .json and .csv"));
      return false;
    }
    const OutputKind Kind = Ending == ".json"  ? OutputKind::Json
                            : Ending == ".csv" ? OutputKind::Csv
                                               : OutputKind::Html;
    Options.Outputs.push_back({Kind, Name});
    return true;
  }

  llvm::ArrayRef<const char *> Rest;
  Reporter &Report;
};

/// A profile from the run to what is shown.
class Profile {
public:
  Profile(ProfOptions &Options, Reporter &Report) : Options(Options), Report(Report) {}

  int run() {
    for (const Output &Each : Options.Outputs) {
      llvm::Expected<PendingFile> File = PendingFile::create(Each.Name);
      if (!File)
        return fail(File.takeError());
      Files.push_back(std::move(*File));
    }
    if (!Options.Read.empty())
      return show(Options.Read);
    llvm::Expected<std::string> Folder = makeFolder();
    if (!Folder)
      return fail(Folder.takeError());
    auto Remove = llvm::make_scope_exit([&] {
      if (Options.Keep.empty())
        llvm::sys::fs::remove_directories(*Folder);
    });
    Options.Run.Folder = *Folder;
    llvm::Expected<int> Status = Options.Run.run();
    if (!Status)
      return fail(Status.takeError());
    if (*Status > 128)
      Report.report(DiagId::EndedBySignal, Options.Run.Program, *Status - 128);
    const int Shown = show(*Folder);
    return *Status ? *Status : Shown;
  }

private:
  int fail(llvm::Error Failure) {
    Report.report(std::move(Failure));
    return ExitEnvironment;
  }

  llvm::Expected<std::string> makeFolder() const {
    llvm::SmallString<128> Path(Options.Keep);
    std::error_code Code = Options.Keep.empty() ? llvm::sys::fs::createUniqueDirectory("lorcha-prof", Path)
                                                : llvm::sys::fs::make_absolute(Path);
    if (!Code && !Options.Keep.empty())
      Code = llvm::sys::fs::create_directories(Path);
    if (Code)
      return llvm::createStringError(
          formatDiagnostic(DiagId::CannotWriteFile, std::string(Path), Code.message()));
    return std::string(Path);
  }

  int show(StringRef Folder) {
    llvm::Expected<Trace> Recorded = readTrace(Folder);
    if (!Recorded)
      return fail(Recorded.takeError());
    if (Recorded->Processes.empty()) {
      Report.report(DiagId::NothingRecorded, Options.Read.empty() ? Options.Run.Program : Options.Read);
      return ExitEnvironment;
    }
    for (const TraceProcess &Each : Recorded->Processes)
      if (Each.Dropped)
        Report.report(DiagId::RecordingFull, Each.Program, Each.Dropped);
    const std::vector<SummaryTable> Tables = summarise(*Recorded);
    for (size_t I = 0; I < Files.size(); ++I)
      if (llvm::Error Failure = write(Options.Outputs[I], Files[I], *Recorded, Tables))
        return fail(std::move(Failure));
    if (!Options.NoTables)
      printTables(llvm::errs(), Tables);
    return ExitSuccess;
  }

  static llvm::Error write(const Output &What, PendingFile &To, const Trace &Recorded,
                           llvm::ArrayRef<SummaryTable> Tables) {
    std::string Text;
    llvm::raw_string_ostream Stream(Text);
    if (What.Kind == OutputKind::Html)
      writeHtmlTimeline(Stream, Recorded, Tables);
    else if (What.Kind == OutputKind::Json)
      writeChromeTrace(Stream, Recorded);
    else
      printCsv(Stream, Tables);
    Stream.flush();
    if (llvm::Error Failure = To.write(Text))
      return Failure;
    return To.commit();
  }

  ProfOptions &Options;
  Reporter &Report;
  std::vector<PendingFile> Files;
};
} // namespace

int lorcha::profMain(llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha prof");
  ProfParser Parser(Argv, Report);
  if (!Parser.parse())
    return ExitUsage;
  if (Parser.Options.WantsHelp) {
    llvm::outs() << Help;
    return ExitSuccess;
  }
  return Profile(Parser.Options, Report).run();
}
