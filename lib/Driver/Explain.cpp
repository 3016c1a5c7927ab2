// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha explain`: the pages of diagnostics for a terminal, or as they are. Needs no file beside the tool.
#include "lorcha/Driver/Reporter.h"
#include "lorcha/Driver/ToolCommands.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/WithColor.h"

using namespace lorcha;
using llvm::raw_ostream;
using llvm::StringRef;

static StringRef levelOf(DiagId Id) {
  const Severity Level = severityOf(Id);
  return Level == Severity::Error ? "error" : Level == Severity::Warning ? "warning" : "remark";
}

/// What the table knows of it, below the page's heading.
static void printFacts(DiagId Id, raw_ostream &Stream) {
  Stream << "A" << (severityOf(Id) == Severity::Error ? "n " : " ") << levelOf(Id) << ", called "
         << nameOf(Id);
  if (const DiagnosticGroup *Group = groupOf(Id))
    Stream << " in group " << Group->Name;
  Stream << ". ";
  switch (severityOf(Id)) {
  case Severity::Remark:
    Stream << "-RLOR" << int(Id) << " shows it, -WLOR" << int(Id) << " makes it a warning, -Werror=LOR"
           << int(Id) << " an error.\n";
    break;
  case Severity::Warning:
    Stream << "-Wno-LOR" << int(Id) << " silences it, -Werror=LOR" << int(Id) << " makes it an error.\n";
    break;
  case Severity::Error:
    Stream << "It cannot be silenced.\n";
    break;
  }
}

/// Markdown as text: headings in bold, code indented, no fences.
static void printPage(DiagId Id, raw_ostream &Stream) {
  bool IsCode = false, IsTitle = true;
  StringRef Rest = pageOf(Id);
  while (!Rest.empty()) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.starts_with("```")) {
      IsCode = !IsCode;
      continue;
    }
    if (IsCode) {
      Stream << (Line.empty() ? "" : "    ") << Line << '\n';
    } else if (Line.starts_with("#")) {
      llvm::WithColor(Stream, raw_ostream::SAVEDCOLOR, /*Bold=*/true) << Line.ltrim('#').trim();
      Stream << '\n';
      if (std::exchange(IsTitle, false))
        printFacts(Id, Stream);
    } else {
      Stream << Line << '\n';
    }
  }
}

static void listAll(raw_ostream &Stream) {
  for (const DiagnosticGroup &Group : diagnosticGroups()) {
    Stream << Group.Name << ": " << Group.Text << '\n';
    for (DiagId Id : allDiagnostics())
      if (groupOf(Id) == &Group)
        Stream << llvm::formatv("  LOR{0}  {1,-8} {2,-26} {3}\n", int(Id), levelOf(Id), nameOf(Id),
                                titleOf(Id));
  }
}

static void printHelp(raw_ostream &Stream) {
  Stream << "lorcha explain: cause, example and way out of diagnostics\n\n"
            "  lorcha explain                    list all numbers, names and groups\n"
            "  lorcha explain LOR2104 2105       print the pages of these\n"
            "  lorcha explain no-opencl-builtin  the same by name\n"
            "  lorcha explain opencl             all pages of a group\n"
            "  --format=text|markdown            text (default), or the pages as they are written\n";
}

int lorcha::explainMain(llvm::ArrayRef<const char *> Argv) {
  Reporter Report("lorcha explain");
  std::vector<DiagId> Wanted;
  bool IsMarkdown = false;
  for (StringRef Argument : Argv) {
    StringRef Format = Argument;
    if (Argument == "--help" || Argument == "-h") {
      printHelp(llvm::outs());
      return ExitSuccess;
    }
    if (Format.consume_front("--format=")) {
      IsMarkdown = Format == "markdown";
      if (!IsMarkdown && Format != "text")
        Report.report(DiagId::BadFlagValue, "--format", Format.str(), "text or markdown");
    } else if (Argument.starts_with("-")) {
      Report.report(DiagId::UnknownFlag, Argument.str(), Report.tool(), "");
    } else {
      const std::vector<DiagId> Named = diagnosticsNamed(Argument);
      if (Named.empty())
        Report.report(DiagId::NoSuchDiagnostic, Argument.str(), nearDiagnostics(Argument));
      Wanted.insert(Wanted.end(), Named.begin(), Named.end());
    }
  }
  if (Wanted.empty() && !Report.errors())
    listAll(llvm::outs());
  const char *Separator = "";
  for (DiagId Id : Wanted) {
    llvm::outs() << std::exchange(Separator, "\n");
    if (IsMarkdown)
      llvm::outs() << pageOf(Id);
    else
      printPage(Id, llvm::outs());
  }
  return Report.errors() ? ExitUsage : ExitSuccess;
}
