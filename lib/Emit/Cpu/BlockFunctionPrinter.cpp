// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device functions with barriers, printed once more for a whole block behind the function itself:
//   __device__ float sum(float v) { ... }
//   static LORCHA_INLINED void sum_block(const lorcha::Block &lorchaBlock, const lorcha::ThreadMask
//   lorchaLive,
//                         const lorcha::PerThread<float> lorchaResult, const lorcha::PerThread<float> v_t)
//                         { ... }
#include "CpuEmitter.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace lorcha {

/// The function's parameters as storage with room for every thread.
static std::string parameterList(const CpuEmitterState &State, const BlockFunctionPlan &Plan) {
  const FunctionDecl *Function = Plan.Model->Declaration;
  std::string Text = "const lorcha::Block &lorchaBlock, const lorcha::ThreadMask " + Plan.Regions->Live;
  auto Storage = [&](QualType Type, const std::string &Name) {
    QualType Stored = isChangingReference(Type) ? State.Unit.ast().getPointerType(Type.getNonReferenceType())
                                                : Type.getNonReferenceType().getUnqualifiedType();
    Text += ", const lorcha::PerThread<" + printedType(State, Stored) + "> " + Name;
  };
  if (!Function->getReturnType()->isVoidType())
    Storage(Function->getReturnType(), "lorchaResult");
  for (const ParmVarDecl *Parameter : Plan.Regions->Definition->parameters())
    Storage(Plan.Regions->writtenAs(Parameter)->getType(), Plan.Regions->slotOf(Parameter)->Name);
  return Text;
}

/// How many loops over threads there are.
static unsigned loopsOf(const Region &Node) {
  unsigned Count = Node.Kind == RegionKind::Threads || Node.Kind == RegionKind::Lanes;
  for (const std::unique_ptr<Region> &Child : Node.Children)
    Count += loopsOf(*Child);
  return Count;
}

/// What stands before `void`, and behind the parameters. Small functions become part of their callers, which
/// may know how many threads there are.
static std::pair<std::string, const char *> specifiers(const BlockFunctionPlan &Plan) {
  constexpr unsigned Small = 8;
  const auto *Method = dyn_cast<CXXMethodDecl>(Plan.Model->Declaration);
  bool IsInstance = Method && Method->isInstance();
  std::string Before = IsInstance ? "" : "static ";
  if (loopsOf(*Plan.Regions->Regions.Root) <= Small)
    Before += "LORCHA_INLINED ";
  return {Before, IsInstance && Method->isConst() ? " const" : ""};
}

/// Declares it where the function was declared first, for callers between there and the definition.
static void announce(CpuEmitterState &State, const BlockFunctionPlan &Plan, const std::string &Declaration) {
  const FunctionDecl *Function = Plan.Model->Declaration;
  if (!Plan.IsAnnounced)
    return;
  const FunctionDecl *First = Plan.Model->Redeclarations.front();
  for (const FunctionDecl *Each : Plan.Model->Redeclarations)
    if (State.SM.isBeforeInTranslationUnit(Each->getLocation(), First->getLocation()))
      First = Each;
  std::optional<Token> End = Lexer::findNextToken(First->getEndLoc(), State.SM, State.Unit.language());
  if (First->getLocation() != Function->getLocation() && End && End->is(tok::semi))
    State.Edits.insertAfter(End->getLocation(), Declaration, Rank::Trailing, InPlace);
}

void printBlockFunction(CpuEmitterState &State, const BlockFunctionPlan &Plan) {
  const FunctionDecl *Function = Plan.Model->Declaration;
  std::string Head =
      printRegionTree(State, *Plan.Regions, Plan.Indices, InRegions, Plan.Model->WrittenParameters);
  std::string Template;
  if (const FunctionTemplateDecl *Of = Function->getDescribedFunctionTemplate()) {
    const TemplateParameterList *Parameters = Of->getTemplateParameters();
    Template = State.Edits.render(Parameters->getTemplateLoc(), Parameters->getRAngleLoc(), InPlace) + "\n";
  }
  const Stmt *Body = Function->getBody();
  auto [Before, Behind] = specifiers(Plan);
  std::string Declaration = "\n" + Template + "[[maybe_unused]] " + Before + "void " + Plan.Name + "(" +
                            parameterList(State, Plan) + ")" + Behind;
  announce(State, Plan, Declaration + ";");
  std::string Text = Declaration +
                     " {\n  [[maybe_unused]] const lorcha::Thread lorchaThread{{0, 0, 0}, lorchaBlock};\n" +
                     Head + State.Edits.render(Body->getBeginLoc(), Body->getEndLoc(), InRegions) + "\n}";
  State.Edits.insertAfter(Body->getEndLoc(), Text, Rank::Trailing, InPlace);
}

} // namespace lorcha
