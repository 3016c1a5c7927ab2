// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The charts of a report's page: bars as inline SVG, with their numbers beside them as text.
#include "Html.h"

#include "llvm/Support/FormatVariadic.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::formatv;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {
/// One part of a bar: its class in page.css is s0 to s4.
struct Part {
  unsigned Count;
  unsigned Class;
  std::string Name;
};
} // namespace

/// A bar whose full length stands for Whole.
static void writeBar(StringRef Label, llvm::ArrayRef<Part> Parts, unsigned Whole, const std::string &Number,
                     raw_ostream &OS) {
  std::string Told;
  for (const Part &Each : Parts)
    if (Each.Count)
      Told += (Told.empty() ? "" : ", ") + std::to_string(Each.Count) + " " + Each.Name;
  OS << "<div class=\"bar\"><span class=\"label\">" << escaped(Label)
     << "</span><svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" role=\"img\"><title>"
     << escaped(Label.str() + ": " + (Told.empty() ? "none" : Told)) << "</title>";
  double X = 0;
  for (const Part &Each : Parts) {
    if (!Each.Count || !Whole)
      continue;
    // What is there is seen, however little it is.
    const double Width = std::max(4.0, 1000.0 * Each.Count / Whole);
    OS << formatv("<rect class=\"s{0}\" x=\"{1:F1}\" y=\"0\" width=\"{2:F1}\" height=\"20\"/>", Each.Class, X,
                  std::min(Width, std::max(0.0, 1000.0 - X)));
    X += Width;
  }
  OS << "</svg><span class=\"count\">" << escaped(Number) << "</span></div>\n";
}

static void writeKey(llvm::ArrayRef<std::pair<unsigned, StringRef>> Entries, raw_ostream &OS) {
  OS << "<ul class=\"key\">";
  for (const auto &[Class, Name] : Entries)
    OS << "<li><i class=\"s" << Class << "\"></i>" << escaped(Name) << "</li>";
  OS << "</ul>\n";
}

static unsigned classOf(Verdict V) {
  switch (V) {
  case Verdict::Ready:
    return 0;
  case Verdict::Partial:
    return 1;
  case Verdict::Blocked:
    return 2;
  case Verdict::Incomplete:
    return 3;
  case Verdict::Failed:
    return 4;
  }
  llvm_unreachable("unknown verdict");
}

static void writeUnitChart(const Report &R, const Summary &S, raw_ostream &OS) {
  if (R.Units.empty())
    return;
  OS << "<h3>Units by what comes of translating them</h3>\n<div class=\"chart\">\n";
  for (Verdict V : AllVerdicts) {
    const unsigned Count = S.Verdicts[static_cast<size_t>(V)];
    if (Count)
      writeBar(nameOf(V), {{Count, classOf(V), "units"}}, R.Units.size(), std::to_string(Count), OS);
  }
  OS << "</div>\n";
}

static void writeUseChart(const Report &R, const Summary &S, raw_ostream &OS) {
  if (R.Uses.empty())
    return;
  OS << "<h3>Places that use CUDA, by what becomes of them</h3>\n";
  writeKey({{0, "implemented"}, {1, "partial"}, {2, "unsupported"}, {3, "error by design"}}, OS);
  OS << "<div class=\"chart\">\n";
  for (UseKind Kind : AllUseKinds) {
    const KindCount &Count = S.Kinds[static_cast<size_t>(Kind)];
    if (!Count.Places)
      continue;
    OS << "<p class=\"group\">" << escaped(nameOf(Kind)) << "</p>\n";
    for (Backend B : AllBackends) {
      std::vector<Part> Parts;
      for (ApiState State :
           {ApiState::Implemented, ApiState::Partial, ApiState::Unsupported, ApiState::ByDesign})
        Parts.push_back({Count.States[static_cast<size_t>(B)][static_cast<size_t>(State)],
                         static_cast<unsigned>(State), nameOf(State).str()});
      writeBar(nameOf(B), Parts, Count.Places, formatv("{0} of {1}", Count.supported(B), Count.Places), OS);
    }
  }
  OS << "</div>\n";
}

static void writeKernelChart(const Summary &S, raw_ostream &OS) {
  if (S.Kernels.empty())
    return;
  const unsigned All = S.Kernels.size();
  OS << "<h3>Kernels by form</h3>\n<div class=\"chart\">\n<p class=\"group\">CPU</p>\n";
  static constexpr unsigned Classes[] = {0, 0, 1};
  for (size_t I = 0; I < S.Forms.size(); ++I)
    writeBar(S.Forms[I].first, {{S.Forms[I].second, Classes[I], "kernels"}}, All,
             std::to_string(S.Forms[I].second), OS);
  OS << "<p class=\"group\">OpenCL</p>\n";
  writeBar("has a form", {{S.WithOpenCl, 0, "kernels"}}, All, std::to_string(S.WithOpenCl), OS);
  const unsigned Without = All - S.WithOpenCl - S.Uninstantiated;
  writeBar("has none", {{Without, 2, "kernels"}}, All, std::to_string(Without), OS);
  if (S.Uninstantiated)
    writeBar("never instantiated", {{S.Uninstantiated, 4, "templates"}}, All,
             std::to_string(S.Uninstantiated), OS);
  OS << "</div>\n";
}

void report::writeCharts(const Report &R, const Summary &S, raw_ostream &OS) {
  OS << "<section id=\"overview\"><h2>Overview</h2>\n";
  writeUnitChart(R, S, OS);
  writeUseChart(R, S, OS);
  writeKernelChart(S, OS);
  OS << "</section>\n";
}
