// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses command lines with the table that TableGen makes of Options.td.
#include "lorcha/Driver/Options.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/StringSaver.h"

using namespace lorcha;
using namespace lorcha::options;
using namespace llvm::opt;

#define PREFIX(Name, Value)                                                                                  \
  static constexpr llvm::StringLiteral Name##Init[] = Value;                                                 \
  static constexpr llvm::ArrayRef<llvm::StringLiteral> Name(Name##Init, std::size(Name##Init) - 1);
#include "lorcha/Driver/Options.inc"
#undef PREFIX

static constexpr OptTable::Info InfoTable[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "lorcha/Driver/Options.inc"
#undef OPTION
};

namespace {
class FlagTable : public GenericOptTable {
public:
  FlagTable() : GenericOptTable(InfoTable) {}
};
} // namespace

static const FlagTable &flagTable() {
  static const FlagTable Table;
  return Table;
}

static llvm::StringSaver &saver() {
  static llvm::BumpPtrAllocator Allocator;
  static llvm::StringSaver Saver(Allocator);
  return Saver;
}

static void expandFiles(llvm::ArrayRef<const char *> Argv, llvm::SmallVectorImpl<const char *> &Expanded,
                        Reporter &Report, unsigned Depth = 0);

/// Appends the flags in these files, whose names are a list.
static void expandList(llvm::StringRef Files, llvm::SmallVectorImpl<const char *> &Expanded, Reporter &Report,
                       unsigned Depth) {
  for (const std::string &File : splitList(Files)) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer || Depth > 16) {
      Report.report(DiagId::CannotReadFile, File,
                    Buffer ? "files name one another" : Buffer.getError().message());
      return;
    }
    llvm::SmallVector<const char *, 16> Inner;
    llvm::cl::TokenizeGNUCommandLine((*Buffer)->getBuffer(), saver(), Inner);
    expandFiles(Inner, Expanded, Report, Depth + 1);
  }
}

/// Appends Argv to Expanded with the contents of options files in their places. Nested files are read, too.
static void expandFiles(llvm::ArrayRef<const char *> Argv, llvm::SmallVectorImpl<const char *> &Expanded,
                        Reporter &Report, unsigned Depth) {
  for (size_t I = 0; I < Argv.size(); ++I) {
    llvm::StringRef Argument = Argv[I];
    llvm::StringRef Files;
    if (Argument == "-optf" || Argument == "--options-file" || Argument == "-options-file" ||
        Argument == "--optf") {
      if (I + 1 == Argv.size()) {
        Report.report(DiagId::MissingFlagValue, std::string(Argument));
        return;
      }
      Files = Argv[++I];
    } else if (Argument.consume_front("--options-file=") || Argument.consume_front("-optf=") ||
               (Depth == 0 && Argument.size() > 1 && Argument.consume_front("@"))) {
      Files = Argument;
    } else {
      Expanded.push_back(Argv[I]);
      continue;
    }
    expandList(Files, Expanded, Report, Depth);
  }
}

/// "; did you mean '-shared'?", or nothing if no flag is near.
static std::string nearFlag(const std::string &Flag) {
  std::string Nearest;
  const unsigned Distance = flagTable().findNearest(Flag, Nearest);
  return Distance <= 2 && Flag.size() > 3 ? "; did you mean '" + Nearest + "'?" : "";
}

/// Reports what a flag's group says of it.
static void checkGroup(const Arg &Flag, Reporter &Report) {
  const Option &Opt = Flag.getOption();
  const char *Reason = flagTable().getOptionHelpText(Opt.getID());
  if (Opt.matches(OPT_NoEffect))
    Report.report(DiagId::FlagWithoutEffect, Flag.getSpelling().rtrim('=').str(), Reason);
  else if (Opt.matches(OPT_Refused))
    Report.report(DiagId::RefusedFlag, Flag.getSpelling().rtrim('=').str(), Reason);
}

/// What "lorcha", "LOR" and a value like "-opencl" or "2104" name together.
static void choose(const Arg &Flag, const std::string &Name, Reporter &Report,
                   void (DiagnosticSettings::*Choice)(DiagId)) {
  const std::vector<DiagId> Named = diagnosticsNamed(Name);
  if (Named.empty())
    Report.report(DiagId::UnknownWarningName, Flag.getSpelling().str() + Flag.getValue(),
                  nearDiagnostics(Name));
  for (DiagId Id : Named)
    (Report.settings().*Choice)(Id);
}

/// -W, -Wno-, -Werror= and -R with numbers, names and groups, in the order of the command line.
static void applyWarningFlag(const Arg &Flag, Reporter &Report) {
  switch (Flag.getOption().getID()) {
  case OPT_Rlorcha:
  case OPT_Wlorcha:
  case OPT_Wno_lorcha_name:
    choose(Flag, std::string("lorcha") + Flag.getValue(), Report,
           Flag.getOption().matches(OPT_Rlorcha)   ? &DiagnosticSettings::show
           : Flag.getOption().matches(OPT_Wlorcha) ? &DiagnosticSettings::warn
                                                   : &DiagnosticSettings::silence);
    break;
  case OPT_RLOR:
  case OPT_WLOR:
  case OPT_Wno_LOR:
    choose(Flag, std::string("LOR") + Flag.getValue(), Report,
           Flag.getOption().matches(OPT_RLOR)   ? &DiagnosticSettings::show
           : Flag.getOption().matches(OPT_WLOR) ? &DiagnosticSettings::warn
                                                : &DiagnosticSettings::silence);
    break;
  case OPT_Wno_lorcha:
    for (const std::string &Number : splitList(Flag.getValue()))
      choose(Flag, Number, Report, &DiagnosticSettings::silence);
    break;
  case OPT_Werror:
    for (const std::string &Kind : splitList(Flag.getValue()))
      if (isOwnWarning(Kind))
        choose(Flag, Kind, Report, &DiagnosticSettings::makeError);
    break;
  default:
    break;
  }
}

static void readFormat(const InputArgList &Args, Reporter &Report) {
  const Arg *Flag = Args.getLastArg(OPT_diagnostics_format);
  if (!Flag)
    return;
  const llvm::StringRef Value = Flag->getValue();
  if (!llvm::is_contained({"text", "json", "sarif"}, Value))
    Report.report(DiagId::BadFlagValue, std::string("--diagnostics-format"), Value.str(),
                  std::string("text, json or sarif"));
  Report.setFormat(Value == "sarif"  ? DiagnosticsFormat::Sarif
                   : Value == "json" ? DiagnosticsFormat::Json
                                     : DiagnosticsFormat::Text,
                   Args.getLastArgValue(OPT_diagnostics_file).str());
}

static ParsedOptions cutRest(llvm::ArrayRef<const char *> &Argv) {
  ParsedOptions Result;
  for (size_t I = 0; I < Argv.size(); ++I)
    if (llvm::StringRef(Argv[I]) == "--") {
      for (const char *Argument : Argv.drop_front(I + 1))
        Result.Rest.push_back(Argument);
      Argv = Argv.take_front(I);
      break;
    }
  return Result;
}

std::optional<ParsedOptions> lorcha::parseOptions(llvm::ArrayRef<const char *> Argv, Reporter &Report) {
  ParsedOptions Result = cutRest(Argv);
  llvm::SmallVector<const char *, 64> Expanded;
  expandFiles(Argv, Expanded, Report);
  unsigned MissingIndex = 0, MissingCount = 0;
  Result.Args = flagTable().ParseArgs(Expanded, MissingIndex, MissingCount);
  if (MissingCount)
    Report.report(DiagId::MissingFlagValue, std::string(Expanded[MissingIndex]));

  readFormat(Result.Args, Report);
  if (Result.Args.hasArg(OPT_no_warnings))
    Report.silenceAll();
  for (const std::string &Kinds : Result.Args.getAllArgValues(OPT_Werror))
    if (llvm::is_contained(splitList(Kinds), "all-warnings"))
      Report.treatWarningsAsErrors();
  for (const Arg *Flag : Result.Args)
    applyWarningFlag(*Flag, Report);
  const bool Forward =
      Result.Args.hasArg(OPT_forward_unknown, OPT_forward_unknown_linker, OPT_forward_unknown_opts);
  for (const Arg *Flag : Result.Args) {
    if (!Flag->getOption().matches(OPT_UNKNOWN))
      checkGroup(*Flag, Report);
    else if (Forward)
      Result.Unknown.push_back(Flag->getAsString(Result.Args));
    else
      Report.report(DiagId::UnknownFlag, Flag->getAsString(Result.Args), Report.tool(),
                    nearFlag(Flag->getAsString(Result.Args)));
  }
  if (Report.errors())
    return std::nullopt;
  return std::optional<ParsedOptions>(std::move(Result));
}

bool lorcha::isOwnWarning(llvm::StringRef Kind) {
  return Kind.starts_with("lorcha") || Kind.starts_with("LOR");
}

ParsedOptions lorcha::parseForeignOptions(llvm::ArrayRef<const char *> Argv) {
  ParsedOptions Result = cutRest(Argv);
  unsigned MissingIndex = 0, MissingCount = 0;
  Result.Args = flagTable().ParseArgs(Argv, MissingIndex, MissingCount);
  return Result;
}

const llvm::opt::OptTable &lorcha::optionTable() { return flagTable(); }

std::vector<std::string> lorcha::splitList(llvm::StringRef Value) {
  std::vector<std::string> Parts(1);
  char Quote = 0;
  unsigned Depth = 0;
  for (size_t I = 0; I < Value.size(); ++I) {
    const char C = Value[I];
    if (C == '\\' && I + 1 < Value.size() && Value[I + 1] == ',') {
      Parts.back() += Value[++I];
      continue;
    }
    if (Quote ? C == Quote : (C == '"' || C == '\''))
      Quote = Quote ? 0 : C;
    else if (!Quote && C == '(')
      ++Depth;
    else if (!Quote && C == ')' && Depth)
      --Depth;
    if (C == ',' && !Quote && !Depth)
      Parts.emplace_back();
    else
      Parts.back() += C;
  }
  llvm::erase_if(Parts, [](const std::string &Part) { return Part.empty(); });
  return Parts;
}

std::vector<std::string> lorcha::splitForwarded(llvm::StringRef Value) {
  std::vector<std::string> Parts;
  std::string Part;
  bool Started = false;
  char Quote = 0;
  for (size_t I = 0; I < Value.size(); ++I) {
    const char C = Value[I];
    if (C == '\\' && I + 1 < Value.size() && llvm::StringRef("\\,\"' ").contains(Value[I + 1])) {
      Part += Value[++I];
      Started = true;
    } else if (Quote ? C == Quote : (C == '"' || C == '\'')) {
      Quote = Quote ? 0 : C;
      Started = true;
    } else if (!Quote && (C == ',' || C == ' ')) {
      if (Started)
        Parts.push_back(std::move(Part));
      Part.clear();
      Started = false;
    } else {
      Part += C;
      Started = true;
    }
  }
  if (Started)
    Parts.push_back(std::move(Part));
  return Parts;
}

std::vector<std::string> lorcha::flagNames() {
  std::vector<std::string> Result;
  for (const OptTable::Info &Each : InfoTable)
    for (llvm::StringRef Prefix : Each.Prefixes)
      Result.push_back((Prefix + Each.getName()).str());
  llvm::sort(Result);
  return Result;
}
