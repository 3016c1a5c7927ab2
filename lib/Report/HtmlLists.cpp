// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lists of a report's page, with excerpts of the sources.
#include "Html.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::formatv;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// How many places of one name get an excerpt, and how many are named at all.
constexpr size_t MaxExcerpts = 3, MaxPlaces = 40;

class ListWriter {
public:
  ListWriter(const Report &R, const Summary &S, raw_ostream &OS) : R(R), S(S), OS(OS) {
    for (unsigned I = 0; I < R.Files.size(); ++I)
      Index[R.Files[I].Path] = I;
  }

  void uses();
  void kernels();
  void units();

private:
  /// Two lines before and behind, the line itself marked. Nothing if the file is not of the tree.
  void excerpt(StringRef Path, unsigned Line) {
    auto It = Index.find(Path.str());
    if (It == Index.end() || !Line)
      return;
    OS << "<p class=\"where\">" << escaped(Path) << ':' << Line << "</p><pre>";
    const std::vector<StringRef> &Lines = linesOf(It->second);
    for (unsigned N = Line > 2 ? Line - 2 : 1; N <= Line + 2 && N <= Lines.size(); ++N) {
      const std::string Text = escaped(Lines[N - 1].rtrim("\r").substr(0, 240));
      const std::string Row = formatv("<span>{0,5} </span>{1}", N, Text);
      OS << (N == Line ? "<mark>" + Row + "</mark>" : Row) << '\n';
    }
    OS << "</pre>";
  }

  const std::vector<StringRef> &linesOf(unsigned File) {
    auto [It, IsNew] = Lines.try_emplace(File);
    if (IsNew) {
      llvm::SmallVector<StringRef, 0> Parts;
      StringRef(R.Files[File].Text).split(Parts, '\n');
      It->second.assign(Parts.begin(), Parts.end());
    }
    return It->second;
  }

  void filters(StringRef List, StringRef Placeholder, StringRef Selects) {
    OS << "<form class=\"filters\" data-list=\"" << List << "\" hidden><input type=\"search\" aria-label=\""
       << Placeholder << "\" placeholder=\"" << Placeholder << "\">" << Selects
       << "<output class=\"dim\"></output></form>\n<div class=\"list\" id=\"" << List << "\">\n";
  }

  static std::string tag(unsigned Class, const std::string &Text) {
    return "<span class=\"tag t" + std::to_string(Class) + "\">" + escaped(Text) + "</span>";
  }

  void use(const Use &Each);
  void kernel(const KernelFacts &Each);
  void unit(const UnitReport &Each);

  const Report &R;
  const Summary &S;
  raw_ostream &OS;
  std::map<std::string, unsigned> Index;
  std::map<unsigned, std::vector<StringRef>> Lines;
};

std::string select(StringRef Name, StringRef All, llvm::ArrayRef<StringRef> Values) {
  std::string Text =
      ("<select name=\"" + Name + "\" aria-label=\"" + All + "\"><option value=\"\">" + All + "</option>")
          .str();
  for (StringRef Value : Values)
    Text += "<option value=\"" + llvm::join(llvm::split(Value, ' '), "-") + "\">" + Value.str() + "</option>";
  return Text + "</select>";
}

/// A value of a select, or of the attribute that it chooses by.
std::string word(StringRef Name) { return llvm::join(llvm::split(Name, ' '), "-"); }

void ListWriter::use(const Use &Each) {
  std::string Search = StringRef(Each.Name + " " + Each.Library + " " + nameOf(Each.Kind).str()).lower();
  for (const Site &Where : llvm::ArrayRef(Each.Sites).take_front(MaxPlaces))
    Search += " " + StringRef(R.Files[Where.File].Path).lower();
  const bool IsMissing = Each.isMissing(Backend::Cpu) || Each.isMissing(Backend::OpenCL);
  OS << "<details data-text=\"" << escaped(Search) << "\" data-kind=\"" << word(nameOf(Each.Kind))
     << "\" data-cpu=\"" << word(nameOf(Each.States[0])) << "\" data-opencl=\""
     << word(nameOf(Each.States[1])) << "\"><summary><code>" << escaped(Each.Name)
     << "</code><span class=\"dim\">"
     << escaped(Each.Library.empty() ? nameOf(Each.Kind) : StringRef(Each.Library)) << " &middot; "
     << Each.Sites.size() << (Each.Sites.size() == 1 ? " place" : " places")
     << "</span><span class=\"right\">";
  for (Backend B : AllBackends) {
    const ApiState State = Each.States[static_cast<size_t>(B)];
    OS << tag(static_cast<unsigned>(State), (nameOf(B) + ": " + nameOf(State)).str());
  }
  OS << "</span></summary>";
  if (!Each.Note.empty())
    OS << "<p>" << escaped(Each.Note) << "</p>";
  const size_t Excerpts = IsMissing ? MaxExcerpts : 1;
  for (const Site &Where : llvm::ArrayRef(Each.Sites).take_front(Excerpts))
    excerpt(R.Files[Where.File].Path, Where.Line);
  if (Each.Sites.size() > Excerpts) {
    OS << "<p class=\"where\">";
    const char *Separator = "also ";
    for (const Site &Where : llvm::ArrayRef(Each.Sites).drop_front(Excerpts).take_front(MaxPlaces))
      OS << std::exchange(Separator, ", ") << escaped(R.Files[Where.File].Path) << ':' << Where.Line;
    if (Each.Sites.size() > Excerpts + MaxPlaces)
      OS << " and " << Each.Sites.size() - Excerpts - MaxPlaces << " more";
    OS << "</p>";
  }
  OS << "</details>\n";
}

void ListWriter::uses() {
  OS << "<section id=\"uses\"><h2>What the tree uses</h2>\n";
  static constexpr StringRef Kinds[] = {"runtime API", "driver API", "libraries", "device functions",
                                        "inline PTX"};
  static constexpr StringRef States[] = {"implemented", "partial", "unsupported", "error by design"};
  filters("use-list", "Search names, libraries, files",
          select("kind", "all kinds", Kinds) + select("cpu", "CPU: any state", States) +
              select("opencl", "OpenCL: any state", States));
  // What is missing first, by the number of its places; then the rest by name.
  for (const Use *Each : S.Missing)
    use(*Each);
  for (const Use &Each : R.Uses)
    if (!Each.isMissing(Backend::Cpu) && !Each.isMissing(Backend::OpenCL))
      use(Each);
  OS << "</div></section>\n";
}

void ListWriter::kernel(const KernelFacts &Each) {
  const StringRef OpenCl = !Each.IsInstantiated ? "never instantiated" : Each.HasOpenCl ? "form" : "no form";
  OS << "<details data-text=\"" << escaped(StringRef(Each.Name + " " + Each.Where.File).lower())
     << "\" data-form=\"" << word(Each.Form) << "\" data-opencl=\"" << word(OpenCl) << "\"><summary><code>"
     << escaped(Each.Name) << "</code><span class=\"dim\">" << escaped(Each.Where.File) << ':'
     << Each.Where.Line << "</span><span class=\"right\">"
     << tag(Each.Form == "fibers" ? 1 : 0, "CPU: " + Each.Form)
     << tag(!Each.IsInstantiated ? 4
            : Each.HasOpenCl     ? 0
                                 : 2,
            ("OpenCL: " + OpenCl).str())
     << "</span></summary>";
  excerpt(Each.Where.File, Each.Where.Line);
  if (!Each.FormReason.empty()) {
    OS << "<p>No loop over threads, because of a " << escaped(Each.FormReason) << ":</p>";
    excerpt(Each.FormPlace.File, Each.FormPlace.Line);
  }
  if (!Each.OpenClReason.empty()) {
    OS << "<p>No OpenCL form: " << escaped(Each.OpenClReason) << "</p>";
    if (Each.OpenClPlace.Line)
      excerpt(Each.OpenClPlace.File, Each.OpenClPlace.Line);
  }
  OS << "</details>\n";
}

void ListWriter::kernels() {
  if (S.Kernels.empty())
    return;
  OS << "<section id=\"kernels\"><h2>Kernels</h2>\n";
  filters("kernel-list", "Search kernels, files",
          select("form", "all forms on the CPU", {"thread loop", "regions", "fibers"}) +
              select("opencl", "OpenCL: any", {"form", "no form", "never instantiated"}));
  for (const KernelFacts &Each : S.Kernels)
    kernel(Each);
  OS << "</div></section>\n";
}

void ListWriter::unit(const UnitReport &Each) {
  const std::string Path = R.Files[Each.File].Path, Trouble = troubleOf(R, Each);
  static constexpr unsigned Classes[] = {0, 1, 2, 3, 4};
  OS << "<details data-text=\"" << escaped(StringRef(Path + " " + Trouble).lower()) << "\" data-verdict=\""
     << word(nameOf(Each.Result)) << "\"><summary><code>" << escaped(Path) << "</code><span class=\"right\">"
     << tag(Classes[static_cast<size_t>(Each.Result)], nameOf(Each.Result).str()) << "</span></summary>";
  OS << "<p>" << Each.Kernels.size() << " kernels translated"
     << (Trouble.empty() ? "" : "; " + escaped(Trouble)) << "</p>";
  for (const Finding &Error : llvm::ArrayRef(Each.Errors).take_front(10)) {
    OS << "<p>" << escaped(Error.Text) << "</p>";
    excerpt(relativePath(R, Error.Where.File), Error.Where.Line);
  }
  if (Each.Errors.size() > 10)
    OS << "<p>and " << Each.Errors.size() - 10 << " more errors</p>";
  OS << "</details>\n";
}

void ListWriter::units() {
  if (R.Units.empty())
    return;
  OS << "<section id=\"units\"><h2>Units</h2>\n";
  std::vector<StringRef> Verdicts;
  for (Verdict V : AllVerdicts)
    Verdicts.push_back(nameOf(V));
  filters("unit-list", "Search files, messages", select("verdict", "all verdicts", Verdicts));
  for (const UnitReport &Each : R.Units)
    unit(Each);
  OS << "</div></section>\n";
}

} // namespace

void report::writeLists(const Report &R, const Summary &S, raw_ostream &OS) {
  ListWriter Writer(R, S, OS);
  Writer.uses();
  Writer.kernels();
  Writer.units();
}
