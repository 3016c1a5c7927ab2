// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counts that all writers show.
#include "Summary.h"
#include "Libraries.h"

#include "llvm/Support/Path.h"
#include <set>

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;

std::string report::relativePath(const Report &R, StringRef Path) {
  llvm::SmallString<256> Plain(Path); // "kernel/./a.cu" is what an include of "./a.cu" reads
  llvm::sys::path::remove_dots(Plain, /*remove_dot_dot=*/true);
  StringRef Relative = Plain;
  if (Relative.consume_front(R.Root))
    Relative = Relative.ltrim('/');
  return Relative.str();
}

static std::vector<std::pair<std::string, unsigned>> sorted(const std::map<std::string, unsigned> &Counts) {
  std::vector<std::pair<std::string, unsigned>> All(Counts.begin(), Counts.end());
  llvm::stable_sort(All, [](const auto &A, const auto &B) { return A.second > B.second; });
  return All;
}

/// A header's kernels are in many units: the first that instantiates one speaks for it.
static void addKernels(const Report &R, Summary &S) {
  std::map<std::tuple<std::string, unsigned, unsigned>, size_t> Known;
  for (const UnitReport &Unit : R.Units)
    for (const KernelFacts &Each : Unit.Kernels) {
      KernelFacts Facts = Each;
      for (FindingPlace *Place : {&Facts.Where, &Facts.FormPlace, &Facts.OpenClPlace})
        Place->File = relativePath(R, Place->File);
      auto [It, IsNew] =
          Known.try_emplace({Facts.Where.File, Facts.Where.Line, Facts.Where.Column}, S.Kernels.size());
      if (IsNew)
        S.Kernels.push_back(std::move(Facts));
      else if (!S.Kernels[It->second].IsInstantiated)
        S.Kernels[It->second] = std::move(Facts);
    }
}

/// "'foo' has no definition ... [LOR2105]" stands for all such: names in quotes and places are left out.
static std::string kindOfReason(StringRef Reason) {
  std::string Kind;
  bool IsQuoted = false;
  for (char C : Reason) {
    if (C == '\'') {
      IsQuoted = !IsQuoted;
      Kind += IsQuoted ? "'...'" : "";
    } else if (!IsQuoted && !llvm::isDigit(C)) {
      Kind += C;
    }
  }
  return Kind;
}

static void countKernels(Summary &S) {
  std::map<std::string, unsigned> Forms{{"thread loop", 0}, {"regions", 0}, {"fibers", 0}}, FormReasons,
      OpenClReasons;
  for (const KernelFacts &Each : S.Kernels) {
    ++Forms[Each.Form];
    if (Each.Form == "fibers" && !Each.FormReason.empty())
      ++FormReasons[Each.FormReason];
    S.WithOpenCl += Each.HasOpenCl;
    S.Uninstantiated += !Each.IsInstantiated;
    if (Each.IsInstantiated && !Each.HasOpenCl)
      ++OpenClReasons[Each.OpenClId
                          ? "LOR" + std::to_string(int(*Each.OpenClId)) + ": " + titleOf(*Each.OpenClId).str()
                          : kindOfReason(Each.OpenClReason)];
  }
  for (const char *Form : {"thread loop", "regions", "fibers"})
    S.Forms.push_back({Form, Forms[Form]});
  S.FormReasons = sorted(FormReasons);
  S.OpenClReasons = sorted(OpenClReasons);
}

Summary report::summarise(const Report &R) {
  Summary S;
  for (const SourceFile &File : R.Files) {
    S.Lines += File.Lines;
    S.WrittenKernels += File.Kernels;
    S.Launches += File.Launches;
  }
  for (const UnitReport &Unit : R.Units) {
    ++S.Verdicts[static_cast<size_t>(Unit.Result)];
    S.Unknown += Unit.Result != Verdict::Ready && Unit.Result != Verdict::Partial && Unit.Kernels.empty();
  }
  for (const Use &Each : R.Uses) {
    KindCount &Count = S.Kinds[static_cast<size_t>(Each.Kind)];
    ++Count.Names;
    Count.Places += Each.Sites.size();
    for (Backend B : AllBackends)
      Count.States[static_cast<size_t>(B)][static_cast<size_t>(Each.States[static_cast<size_t>(B)])] +=
          Each.Sites.size();
    if (Each.isMissing(Backend::Cpu) || Each.isMissing(Backend::OpenCL))
      S.Missing.push_back(&Each);
  }
  llvm::stable_sort(S.Missing, [](const Use *A, const Use *B) { return A->Sites.size() > B->Sites.size(); });
  addKernels(R, S);
  countKernels(S);
  return S;
}

std::string report::troubleOf(const Report &R, const UnitReport &Unit) {
  switch (Unit.Result) {
  case Verdict::Ready:
  case Verdict::Partial:
    return "";
  case Verdict::Failed:
    return Unit.Failure;
  case Verdict::Incomplete: {
    const LibraryRow *Library = libraryWithHeader(Unit.MissingHeader);
    return "header '" + Unit.MissingHeader + "' is missing" +
           (Library ? ", which is " + Library->Name.str() + "'s" : "");
  }
  case Verdict::Blocked:
    break;
  }
  if (Unit.Errors.empty())
    return "cannot be parsed";
  const Finding &First = Unit.Errors.front();
  if (const LibraryRow *Library = libraryWithHeader(llvm::sys::path::filename(First.Where.File)))
    return "needs " + Library->Name.str() + ", whose header is " + First.Where.File;
  return std::to_string(Unit.Errors.size()) + (Unit.Errors.size() == 1 ? " error: " : " errors: ") +
         relativePath(R, First.Where.File) + ":" + std::to_string(First.Where.Line) + ": " + First.Text;
}

static Finding findingOf(Severity Level, DiagId Id, FindingPlace Where, const std::string &Text) {
  Finding Each;
  Each.Level = Level;
  Each.Id = Id;
  Each.Where = std::move(Where);
  Each.Text = Text;
  return Each;
}

static void addMissing(const Report &R, const Use &Each, std::vector<Finding> &Found) {
  const bool OnCpu = Each.isMissing(Backend::Cpu);
  const ApiState State = Each.States[OnCpu ? 0 : 1];
  const DiagId Id = Each.Kind == UseKind::Ptx ? DiagId::InlinePtx
                    : Each.Kind == UseKind::DeviceFunction
                        ? (OnCpu ? DiagId::UnsupportedBuiltin : DiagId::NoOpenClBuiltin)
                    : State == ApiState::ByDesign ? DiagId::ImpossibleApi
                                                  : DiagId::UnsupportedApi;
  std::string Text = "'" + Each.Name + "'" + (Each.Library.empty() ? "" : " of " + Each.Library) + ": " +
                     nameOf(State).str() + (OnCpu ? "" : " on OpenCL devices");
  if (!Each.Note.empty())
    Text += " (" + Each.Note + ")";
  for (const Site &Where : Each.Sites)
    Found.push_back(findingOf(OnCpu ? Severity::Warning : Severity::Remark, Id,
                              {R.Files[Where.File].Path, Where.Line, Where.Column}, Text));
}

std::vector<Finding> report::findingsOf(const Report &R, const Summary &S) {
  std::vector<Finding> Found;
  for (const Use &Each : R.Uses)
    if (Each.isMissing(Backend::Cpu) || Each.isMissing(Backend::OpenCL))
      addMissing(R, Each, Found);
  std::set<std::pair<std::string, std::string>> Known;
  for (const UnitReport &Unit : R.Units)
    for (Finding Each : Unit.Errors) {
      Each.Where.File = relativePath(R, Each.Where.File);
      if (Known.insert({Each.Where.File + ":" + std::to_string(Each.Where.Line), Each.Text}).second)
        Found.push_back(std::move(Each));
    }
  for (const KernelFacts &Each : S.Kernels) {
    if (Each.Form == "fibers")
      Found.push_back(findingOf(Severity::Remark, DiagId::KernelForm, Each.Where,
                                "kernel '" + Each.Name + "' runs as fibers" +
                                    (Each.FormReason.empty() ? "" : ": " + Each.FormReason)));
    if (Each.IsInstantiated && !Each.HasOpenCl)
      Found.push_back(findingOf(Severity::Remark, DiagId::KernelNotOnOpenCl, Each.Where,
                                "kernel '" + Each.Name + "' has no OpenCL form: " + Each.OpenClReason));
  }
  return Found;
}
