// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A report for a terminal or a log.
#include "Summary.h"
#include "lorcha/Report/Report.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::formatv;
using llvm::StringRef;

namespace {

class TextWriter {
public:
  TextWriter(const Report &R, bool Colors) : R(R), S(summarise(R)), OS(Text), Colors(Colors) {}

  std::string write() {
    heading();
    units();
    uses();
    kernels();
    missing();
    troubles();
    left();
    return std::move(Text);
  }

private:
  enum Colour { Bold = 1, Red = 31, Green = 32, Yellow = 33 };
  std::string in(Colour C, const std::string &What) const {
    return Colors ? "\033[" + std::to_string(C) + "m" + What + "\033[0m" : What;
  }
  void title(const std::string &What) { OS << '\n' << in(Bold, What) << '\n'; }

  void heading() {
    OS << in(Bold, "lorcha report: " + R.Root) << '\n'
       << formatv("{0} of {1} source files use CUDA ({2} lines): {3} units, {4} kernels, {5} launches\n",
                  R.Files.size(), R.FilesSeen, S.Lines, R.Units.size(), S.WrittenKernels, S.Launches);
    for (const std::string &Each : R.Unreadable)
      OS << in(Red, "cannot be read: ") << Each << '\n';
  }

  std::string bar(unsigned Part, unsigned Whole, Colour C) const {
    const unsigned Length = Whole ? (Part * 30 + Whole - 1) / Whole : 0;
    return in(C, std::string(Length, '#')) + std::string(30 - Length, ' ');
  }

  void units() {
    if (R.Units.empty())
      return;
    title("Units");
    for (Verdict V : AllVerdicts)
      if (const unsigned Count = S.Verdicts[static_cast<size_t>(V)])
        OS << formatv("  {0,-15} {1,5}  ", nameOf(V), Count)
           << bar(Count, R.Units.size(),
                  V == Verdict::Ready     ? Green
                  : V == Verdict::Partial ? Yellow
                                          : Red)
           << '\n';
  }

  static std::string percent(unsigned Part, unsigned Whole) {
    return Whole ? formatv("{0} ({1}%)", Part, Part * 100ull / Whole).str() : "-";
  }

  void uses() {
    if (R.Uses.empty())
      return;
    title("Uses                names   places   supported on the CPU   on OpenCL devices");
    for (UseKind Kind : AllUseKinds) {
      const KindCount &Count = S.Kinds[static_cast<size_t>(Kind)];
      if (Count.Names)
        OS << formatv("  {0,-16} {1,6} {2,8}   {3,-20}   {4}\n", nameOf(Kind), Count.Names, Count.Places,
                      percent(Count.supported(Backend::Cpu), Count.Places),
                      percent(Count.supported(Backend::OpenCL), Count.Places));
    }
  }

  void kernels() {
    if (S.Kernels.empty())
      return;
    title("Kernels that were translated");
    for (const auto &[Form, Count] : S.Forms)
      OS << formatv("  {0,-15} {1,5}  ", Form, Count) << bar(Count, S.Kernels.size(), Green) << '\n';
    OS << formatv("  {0} of {1} have an OpenCL form", S.WithOpenCl, S.Kernels.size() - S.Uninstantiated);
    if (S.Uninstantiated)
      OS << formatv("; {0} templates are never instantiated", S.Uninstantiated);
    OS << '\n';
    reasons("  Why not a loop over threads:", S.FormReasons);
    reasons("  Why no OpenCL form:", S.OpenClReasons);
  }

  void reasons(StringRef Title, const std::vector<std::pair<std::string, unsigned>> &Reasons) {
    if (Reasons.empty())
      return;
    OS << Title << '\n';
    for (const auto &[Reason, Count] : llvm::ArrayRef(Reasons).take_front(MaxRows))
      OS << formatv("  {0,6}  {1}\n", Count, Reason);
    rest(Reasons.size());
  }

  void rest(size_t Rows) {
    if (Rows > MaxRows)
      OS << formatv("          ... and {0} more; --format=json has all\n", Rows - MaxRows);
  }

  void missing() {
    if (S.Missing.empty())
      return;
    title("Missing                                    places  CPU              OpenCL           first place");
    for (const Use *Each : llvm::ArrayRef(S.Missing).take_front(MaxRows)) {
      const std::string Name = Each->Library.empty() ? Each->Name : Each->Name + " (" + Each->Library + ")";
      OS << formatv("  {0,-40} {1,6}  {2,-15}  {3,-15}  {4}:{5}\n", Name, Each->Sites.size(),
                    nameOf(Each->States[0]), nameOf(Each->States[1]), R.Files[Each->Sites[0].File].Path,
                    Each->Sites[0].Line);
    }
    rest(S.Missing.size());
  }

  void troubles() {
    std::vector<std::string> Lines;
    for (const UnitReport &Unit : R.Units)
      if (std::string Trouble = troubleOf(R, Unit); !Trouble.empty())
        Lines.push_back(R.Files[Unit.File].Path + ": " + Trouble);
    if (Lines.empty())
      return;
    title("Units that were not translated");
    for (const std::string &Line : llvm::ArrayRef(Lines).take_front(MaxRows))
      OS << "  " << Line << '\n';
    rest(Lines.size());
  }

  void left() {
    title("Work left");
    for (Backend B : AllBackends) {
      const Work &Left = R.Left[static_cast<size_t>(B)];
      OS << formatv("  {0,-7} ", nameOf(B));
      if (Left.Places)
        OS << formatv("{0} different things at {1} places in {2} files\n", Left.Decisions, Left.Places,
                      Left.Files);
      else
        OS << in(Green, "nothing that is known") << '\n';
    }
    if (S.Unknown)
      OS << formatv("  {0} could not be looked at as a whole: there may be more\n", unitsAre(S.Unknown));
  }

  static constexpr size_t MaxRows = 40;
  const Report &R;
  const Summary S;
  std::string Text;
  llvm::raw_string_ostream OS;
  bool Colors;
};

} // namespace

std::string report::asText(const Report &R, bool Colors) { return TextWriter(R, Colors).write(); }
