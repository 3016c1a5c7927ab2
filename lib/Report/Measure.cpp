// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The measure of what is left to do: docs/report.md defines it.
#include "Summary.h"

#include <set>

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;

namespace {
class Counter {
public:
  Counter(const Report &R, Backend B) : R(R), B(B) {}

  Work count() {
    Work Left;
    for (const Use &Each : R.Uses) {
      Left.Uses += Each.Sites.size();
      if (!Each.isMissing(B)) {
        Left.Supported += Each.Sites.size();
        continue;
      }
      Decisions.insert(Each.Name);
      for (const Site &Where : Each.Sites)
        add(R.Files[Where.File].Path, Where.Line);
    }
    for (const UnitReport &Unit : R.Units)
      addUnit(Unit);
    Left.Places = Places.size();
    Left.Decisions = Decisions.size();
    Left.Files = Files.size();
    return Left;
  }

private:
  void add(StringRef File, unsigned Line) {
    const std::string Path = relativePath(R, File);
    Places.insert({Path, Line});
    Files.insert(Path);
  }

  void addUnit(const UnitReport &Unit) {
    bool HasForeign = false;
    for (const Finding &Each : Unit.Errors) {
      // Nobody mends the headers of other trees: all errors there are one, of the unit.
      const bool IsForeign = !StringRef(Each.Where.File).starts_with(R.Root + "/");
      if (IsForeign && std::exchange(HasForeign, true))
        continue;
      add(IsForeign ? StringRef(R.Files[Unit.File].Path) : StringRef(Each.Where.File),
          IsForeign ? 0 : Each.Where.Line);
      Decisions.insert(Each.Text);
    }
    if (B != Backend::OpenCL)
      return;
    for (const KernelFacts &Kernel : Unit.Kernels)
      if (Kernel.IsInstantiated && !Kernel.HasOpenCl) {
        const FindingPlace &Where = Kernel.OpenClPlace.Line ? Kernel.OpenClPlace : Kernel.Where;
        add(Where.File, Where.Line);
        Decisions.insert(Kernel.OpenClReason);
      }
  }

  const Report &R;
  Backend B;
  std::set<std::pair<std::string, unsigned>> Places;
  std::set<std::string> Decisions, Files;
};
} // namespace

void report::measure(Report &R) {
  for (Backend B : AllBackends)
    R.Left[static_cast<size_t>(B)] = Counter(R, B).count();
}
