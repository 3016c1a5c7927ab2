// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which variables are alive before and after each piece of code in a tree of regions: a backward walk,
// repeated around loops until nothing changes.
#include "BlockVariables.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace lorcha {

namespace {

VariableSet both(const VariableSet &A, const VariableSet &B) {
  VariableSet Result = A;
  Result.insert(B.begin(), B.end());
  return Result;
}

class LivenessWalk {
public:
  VariableSet before(Region &Node, const VariableSet &After) {
    switch (Node.Kind) {
    case RegionKind::Threads:
    case RegionKind::Once:
      return before(Node.Code, After);
    case RegionKind::Lanes:
      return before(Node.Init, before(Node.Code, After));
    case RegionKind::Barrier:
      return After;
    case RegionKind::Sequence:
      return beforeSequence(Node, After);
    case RegionKind::If: {
      VariableSet Then = before(*Node.Children[0], After);
      return before(Node.Condition,
                    both(Then, Node.Children.size() > 1 ? before(*Node.Children[1], After) : After));
    }
    case RegionKind::Loop:
      return beforeLoop(Node, After);
    case RegionKind::Switch:
      return beforeSwitch(Node, After);
    }
    llvm_unreachable("unknown region");
  }

private:
  VariableSet before(ThreadCode &Code, const VariableSet &After) {
    Code.LiveOut = After;
    for (const Stmt *Leave : Code.Flow.Leaves) {
      if (isa<BreakStmt>(Leave) && !Breaks.empty())
        Code.LiveOut = both(Code.LiveOut, Breaks.back());
      if (isa<ContinueStmt>(Leave) && !Continues.empty())
        Code.LiveOut = both(Code.LiveOut, Continues.back());
    }
    Code.LiveIn = Code.Flow.Exposed;
    for (const VarDecl *Variable : Code.LiveOut)
      if (!Code.Flow.Killed.contains(Variable))
        Code.LiveIn.insert(Variable);
    return Code.LiveIn;
  }

  VariableSet beforeSequence(Region &Node, VariableSet After) {
    for (std::unique_ptr<Region> &Child : llvm::reverse(Node.Children))
      After = before(*Child, After);
    return After;
  }

  VariableSet beforeLoop(Region &Node, const VariableSet &After) {
    bool IsDo = isa<DoStmt>(Node.Statement);
    VariableSet BodyIn;
    for (;;) {
      // Masked threads that sit out keep their values through all rounds.
      VariableSet ConditionIn = before(Node.Condition, both(After, BodyIn));
      VariableSet BodyOut = IsDo ? ConditionIn : before(Node.Increment, ConditionIn);
      Breaks.push_back(After);
      Continues.push_back(BodyOut);
      VariableSet Next = before(*Node.Children[0], BodyOut);
      Breaks.pop_back();
      Continues.pop_back();
      if (Next.size() == BodyIn.size())
        return IsDo ? Next : before(Node.Init, before(Node.Condition, both(After, Next)));
      BodyIn = both(BodyIn, Next);
    }
  }

  VariableSet beforeSwitch(Region &Node, const VariableSet &After) {
    VariableSet In = After, Next = After; // any label may be where it begins
    Breaks.push_back(After);
    for (std::unique_ptr<Region> &Child : llvm::reverse(Node.Children[0]->Children)) {
      Next = before(*Child, Next);
      In = both(In, Next);
    }
    Breaks.pop_back();
    return before(Node.Condition, In);
  }

  std::vector<VariableSet> Breaks, Continues;
};

} // namespace

void computeLiveness(Region &Root) { LivenessWalk().before(Root, {}); }

static bool anyReturnsWithin(const Region &Node, bool IsLast) {
  if (Node.Kind == RegionKind::Threads)
    return Node.LosesThreads && !IsLast; // who returns in the last region misses nothing
  return llvm::any_of(Node.Children, [&](const std::unique_ptr<Region> &Child) {
    return anyReturnsWithin(*Child,
                            IsLast && Node.Kind == RegionKind::Sequence && Child == Node.Children.back());
  });
}

bool anyReturns(const Region &Root) { return anyReturnsWithin(Root, true); }

} // namespace lorcha
