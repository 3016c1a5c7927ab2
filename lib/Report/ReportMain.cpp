// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of `lorcha report`.
#include "lorcha/Driver/Commands.h"
#include "lorcha/Driver/Invocation.h"
#include "lorcha/Report/Report.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using namespace lorcha::report;
using namespace lorcha::options;
using llvm::StringRef;

/// The format that --format names, else that of the output's name. Reports one that is none.
static std::string formatOf(const ParsedOptions &Parsed, const Invocation &Call, Reporter &Report) {
  const StringRef Named = Parsed.Args.getLastArgValue(OPT_report_format);
  if (Named.empty())
    return llvm::StringSwitch<const char *>(llvm::sys::path::extension(Call.Output))
        .Cases(".html", ".htm", "html")
        .Case(".json", "json")
        .Case(".sarif", "sarif")
        .Default("text");
  if (!llvm::is_contained({"text", "json", "sarif", "html"}, Named))
    Report.report(DiagId::BadFlagValue, std::string("--format"), Named.str(),
                  std::string("text, json, sarif or html"));
  return Named.str();
}

static std::string written(const report::Report &R, StringRef Format, const Invocation &Call) {
  if (Format == "json")
    return asJson(R);
  if (Format == "sarif")
    return asSarif(R);
  if (Format == "html")
    return asHtml(R);
  const bool IsTerminal = Call.Output.empty() && llvm::sys::Process::StandardOutHasColors();
  return asText(R, Call.Colors.value_or(IsTerminal));
}

static ReportOptions optionsOf(const ParsedOptions &Parsed, const Invocation &Call, const Installation &Place,
                               Reporter &Report) {
  ReportOptions Options;
  for (const InputFile &Input : Call.Inputs)
    Options.Sources.push_back(Input.Path);
  Options.Excluded = Parsed.Args.getAllArgValues(OPT_exclude);
  Options.Database = Parsed.Args.getLastArgValue(OPT_database).str();
  Options.Parses = !Parsed.Args.hasArg(OPT_no_translate);
  Options.Jobs =
      Parsed.Args.hasArg(OPT_threads) ? Call.Jobs : llvm::hardware_concurrency().compute_thread_count();
  if (const llvm::opt::Arg *Limit = Parsed.Args.getLastArg(OPT_unit_limit))
    if (StringRef(Limit->getValue()).getAsInteger(10, Options.SecondsPerUnit) || !Options.SecondsPerUnit)
      Report.report(DiagId::BadFlagValue, std::string("--unit-limit"), std::string(Limit->getValue()),
                    std::string("a number of seconds"));
  Options.CudaIncludes = Place.CudaIncludeDirectory;
  Options.Defaults = Call.translateOptions(Call.Inputs.front(), Place);
  return Options;
}

int report::reportMain(const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha report");
  std::optional<ParsedOptions> Parsed = parseOptions(Argv, Report);
  if (!Parsed)
    return ExitUsage;
  if (Parsed->Args.hasArg(OPT_help)) {
    printOptions(llvm::outs(), "lorcha report [flags] folder-or-file... [-o report.html]",
                 "lorcha report: what a tree uses of CUDA, how much of it works here, and what is left to do",
                 HelpScope::Reads);
    return ExitSuccess;
  }
  std::optional<Invocation> Call = makeInvocation(*Parsed, Report);
  if (!Call)
    return ExitUsage;
  if (Call->Inputs.empty()) {
    Report.report(DiagId::NoInput, Report.tool());
    return ExitUsage;
  }
  llvm::Expected<Installation> Place = findInstallation(ProgramName);
  if (!Place) {
    Report.report(Place.takeError());
    return ExitEnvironment;
  }
  const std::string Format = formatOf(*Parsed, *Call, Report);
  const ReportOptions Options = optionsOf(*Parsed, *Call, *Place, Report);
  if (Report.errors())
    return ExitUsage;
  // Before the work begins: the output's place is one that can be written to.
  llvm::Expected<PendingFile> Output = PendingFile::create(Call->Output.empty() ? "-" : Call->Output);
  if (!Output) {
    Report.report(Output.takeError());
    return ExitEnvironment;
  }
  llvm::Expected<report::Report> Made = makeReport(Options);
  llvm::Error Failure = Made ? Output->write(written(*Made, Format, *Call)) : Made.takeError();
  if (!Failure)
    Failure = Output->commit();
  if (!Failure)
    return ExitSuccess;
  Report.report(std::move(Failure));
  return ExitEnvironment;
}
