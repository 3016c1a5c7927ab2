// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints a tree of regions, for people and for tests.
#include "lorcha/Analysis/BarrierRegions.h"
#include "lorcha/Device/DeviceProgramPrinter.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace lorcha {

namespace {

class TreePrinter {
public:
  TreePrinter(const BarrierRegions &Regions, const SourceManager &SM, llvm::raw_ostream &OS)
      : Regions(Regions), SM(SM), OS(OS) {}

  void print(const Region &Node, unsigned Indent) {
    switch (Node.Kind) {
    case RegionKind::Threads:
      line(Indent) << (Node.Spans.empty() ? "threads" : "span of threads");
      for (const SpanTest &Test : Node.Spans)
        if (Test.Modulus)
          OS << ", one in " << Test.Modulus;
        else if (Test.Divisor)
          OS << ", one in so many";
      code(Node.Code);
      OS << (Node.LosesThreads ? ", some may return" : "") << '\n';
      break;
    case RegionKind::Once:
      if (Node.Code.Statements.empty())
        return;
      line(Indent) << "once" << place(Node.Code) << '\n';
      break;
    case RegionKind::Barrier:
      line(Indent) << "barrier " << printPlace(Node.Statement->getBeginLoc(), SM) << '\n';
      break;
    case RegionKind::Lanes:
      line(Indent) << (Node.IsPlain ? "plain lanes" : "lanes");
      code(Node.Code);
      if (Node.Counter.Variable)
        OS << ", counts " << Node.Counter.Variable->getName();
      OS << '\n';
      break;
    case RegionKind::Sequence:
      for (const std::unique_ptr<Region> &Child : Node.Children)
        print(*Child, Indent);
      return;
    case RegionKind::If:
    case RegionKind::Loop:
    case RegionKind::Switch:
      structure(Node, Indent);
      break;
    }
  }

private:
  llvm::raw_ostream &line(unsigned Indent) { return OS.indent(Indent * 2 + 2); }

  void structure(const Region &Node, unsigned Indent) {
    line(Indent) << (Node.Kind == RegionKind::If     ? "if "
                     : Node.Kind == RegionKind::Loop ? "loop "
                                                     : "switch ")
                 << printPlace(Node.Statement->getBeginLoc(), SM)
                 << (Node.Head == HeadKind::Block    ? ", decided by the block"
                     : Node.Head == HeadKind::Thread ? ", decided by one thread"
                     : Node.Head == HeadKind::Span   ? ", by spans of threads"
                                                     : ", decided by each thread")
                 << (Node.LosesThreads ? ", some may leave" : "")
                 << (Node.SkipsRounds ? ", some may go on" : "") << '\n';
    bool IsElse = false;
    for (const std::unique_ptr<Region> &Child : Node.Children) {
      if (IsElse)
        line(Indent) << "else\n";
      print(*Child, Indent + 1);
      IsElse = true;
    }
  }

  std::string place(const ThreadCode &Code) {
    const Stmt *First = Code.Statements.empty() ? Code.Gives.front() : Code.Statements.front();
    return " " + printPlace(First->getBeginLoc(), SM);
  }

  void code(const ThreadCode &Code) {
    OS << place(Code);
    CodeVariables Variables = Regions.variablesOf(Code);
    names(", repeats ", Variables.Repeated);
    names(", restores ", Variables.Restored);
    names(", keeps ", Variables.Kept);
    for (const CallExpr *Given : Code.Gives)
      OS << ", hands in for " << Given->getDirectCallee()->getName();
  }

  void names(llvm::StringRef What, const VariableSet &Set) {
    for (const VarDecl *Variable : Set) {
      OS << What << Variable->getName();
      What = " ";
    }
  }

  const BarrierRegions &Regions;
  const SourceManager &SM;
  llvm::raw_ostream &OS;
};

} // namespace

void printRegions(const BarrierRegions &Regions, const SourceManager &SM, llvm::raw_ostream &OS) {
  TreePrinter(Regions, SM, OS).print(*Regions.Root, 0);
}

/// Where a region of threads or a loop begins.
static std::string placeOf(const Region &Node, const SourceManager &SM) {
  const Stmt *S = Node.Code.Statements.empty() ? Node.Statement : Node.Code.Statements.front();
  return printPlace(S->getBeginLoc(), SM);
}

void printRim(const Rim &Known, const SourceManager &SM, llvm::raw_ostream &OS) {
  const char *Separator = " ";
  for (const RimTest &Test : Known.Tests) {
    OS << Separator << printPlace(Test.Test.Condition->getExprLoc(), SM) << " is "
       << (Test.IsTrueInside ? "true" : "false") << (Test.IsNeeded ? " or nothing is done" : "");
    Separator = ", ";
  }
  for (const EarlyRead &Read : Known.Reads) {
    OS << Separator << printPlace(Read.Element->getBeginLoc(), SM) << " is loaded early for " << Read.Rounds
       << " rounds";
    Separator = ", ";
  }
  OS << '\n';
}

void printRims(const BarrierRegions &Regions, const SourceManager &SM, llvm::raw_ostream &OS) {
  std::function<void(const Region &)> Print = [&](const Region &Node) {
    if (auto Rim = Regions.Rims.find(&Node); Rim != Regions.Rims.end()) {
      OS << "  threads " << placeOf(Node, SM) << ", inside:";
      printRim(Rim->second, SM, OS);
    }
    for (const std::unique_ptr<Region> &Child : Node.Children)
      Print(*Child);
  };
  Print(*Regions.Root);
}

void printStrips(const BarrierRegions &Regions, const SourceManager &SM, llvm::raw_ostream &OS) {
  for (const VarDecl *Array : Regions.Transposed)
    OS << "  '" << Array->getName() << "' is stored with its first index innermost\n";
  for (const SharedCopy &Copy : Regions.Copies)
    OS << "  '" << Copy.Array->getName() << "' has a copy with its first index innermost\n";
  for (const ElementAhead &Each : Regions.First.Elements)
    OS << "  the next block's " << (Each.IsStored ? "store " : "load ")
       << printPlace(Each.Element->getBeginLoc(), SM) << " is asked for behind "
       << placeOf(*Regions.First.Last, SM) << '\n';
  std::function<void(const Region &)> Print = [&](const Region &Node) {
    if (auto Known = Regions.Butterflies.find(&Node); Known != Regions.Butterflies.end())
      OS << "  threads " << placeOf(Node, SM) << ": a butterfly of '" << Known->second.Array->getName()
         << "'\n";
    if (auto It = Regions.Strips.find(&Node); It != Regions.Strips.end())
      OS << "  loop " << printPlace(Node.Statement->getBeginLoc(), SM) << " in strips of "
         << It->second.Rounds << " rounds"
         << (It->second.TileUnits ? ", in tiles of " + std::to_string(It->second.TileUnits) + " vectors" : "")
         << '\n';
    if (auto It = Regions.LoadsOfRounds.find(&Node); It != Regions.LoadsOfRounds.end())
      for (const ElementAhead &Each : It->second.Elements)
        OS << "  the next round's load " << printPlace(Each.Element->getBeginLoc(), SM)
           << " is asked for behind " << placeOf(*It->second.Last, SM) << '\n';
    if (auto It = Regions.Warps.find(&Node); It != Regions.Warps.end())
      OS << "  warp by warp from " << placeOf(Node, SM) << " to " << placeOf(*It->second.Last, SM) << '\n';
    for (const std::unique_ptr<Region> &Child : Node.Children)
      Print(*Child);
  };
  Print(*Regions.Root);
}

} // namespace lorcha
