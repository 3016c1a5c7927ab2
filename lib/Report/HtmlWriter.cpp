// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A report as one page of HTML that needs nothing else: style, script and charts are in it.
#include "Html.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::formatv;
using llvm::raw_ostream;
using llvm::StringRef;

#include "lorcha/Report/Page.inc"

std::string report::escaped(StringRef Text) {
  std::string Escaped;
  llvm::raw_string_ostream OS(Escaped);
  llvm::printHTMLEscaped(llvm::json::fixUTF8(Text), OS);
  return Escaped;
}

static void writeTile(const std::string &Number, const std::string &Text, raw_ostream &OS) {
  OS << "<li><b>" << escaped(Number) << "</b>" << escaped(Text) << "</li>\n";
}

static void writeTiles(const Report &R, const Summary &S, raw_ostream &OS) {
  OS << "<ul class=\"tiles\">\n";
  writeTile(std::to_string(R.Files.size()),
            formatv("files of {0} use CUDA, with {1} lines", R.FilesSeen, S.Lines), OS);
  writeTile(std::to_string(S.WrittenKernels), formatv("kernels and {0} launches in the text", S.Launches),
            OS);
  for (Backend B : AllBackends) {
    const Work &Left = R.Left[static_cast<size_t>(B)];
    if (Left.Uses)
      writeTile(formatv("{0:F1}%", std::min(Left.Supported == Left.Uses ? 100.0 : 99.9,
                                            100.0 * Left.Supported / Left.Uses)),
                ("of the places that use CUDA are supported on " +
                 StringRef(B == Backend::Cpu ? "the CPU" : "OpenCL devices"))
                    .str(),
                OS);
  }
  OS << "</ul>\n";
}

static void writeWork(const Report &R, const Summary &S, raw_ostream &OS) {
  OS << "<section id=\"work\"><h2>Work left</h2>\n<ul class=\"tiles\">\n";
  for (Backend B : AllBackends) {
    const Work &Left = R.Left[static_cast<size_t>(B)];
    writeTile(Left.Places ? std::to_string(Left.Decisions) : "nothing",
              Left.Places
                  ? formatv("different things at {0} places in {1} files, for {2}", Left.Places, Left.Files,
                            B == Backend::Cpu ? "the CPU" : "OpenCL devices")
                        .str()
                  : std::string("that is known, for ") + (B == Backend::Cpu ? "the CPU" : "OpenCL devices"),
              OS);
  }
  OS << "</ul>\n<p class=\"dim\">A place is a line that uses a name which is missing, that has an error, or "
        "that keeps a kernel from OpenCL. Different things are such names and messages: someone has to find "
        "another way for each of them once, and to write it at each place.</p>\n";
  if (S.Unknown)
    OS << "<p>" << unitsAre(S.Unknown) << " could not be looked at as a whole: there may be more.</p>\n";
  OS << "</section>\n";
}

std::string report::asHtml(const Report &R) {
  const Summary S = summarise(R);
  std::string Page;
  llvm::raw_string_ostream OS(Page);
  OS << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>CUDA in "
     << escaped(R.Root) << "</title>\n<style>\n"
     << page_css << "</style>\n</head>\n<body>\n<header><h1>CUDA in " << escaped(R.Root)
     << "</h1>\n<nav><a href=\"#overview\">Overview</a><a href=\"#work\">Work left</a><a "
        "href=\"#uses\">Uses</a>"
     << (S.Kernels.empty() ? "" : "<a href=\"#kernels\">Kernels</a>")
     << (R.Units.empty() ? "" : "<a href=\"#units\">Units</a>") << "</nav></header>\n<main>\n";
  writeTiles(R, S, OS);
  writeCharts(R, S, OS);
  writeWork(R, S, OS);
  writeLists(R, S, OS);
  OS << "</main>\n<footer class=\"dim\">Made by <code>lorcha report</code>.";
  for (const std::string &Each : R.Unreadable)
    OS << " <code>" << escaped(Each) << "</code> cannot be read.";
  OS << "</footer>\n<script>\n" << page_js << "</script>\n</body>\n</html>\n";
  return Page;
}
