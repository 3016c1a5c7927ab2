// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "SharedPlaces.h"

using namespace clang;

namespace lorcha {

namespace {

/// The variables of one declaration stay together.
template <class TestT>
bool allOfDeclaration(const FunctionModel &Model, const DeclStmt *Statement, const TestT &Test) {
  return llvm::all_of(Model.Shared, [&](const SharedVariableModel &Each) {
    return Each.Statement != Statement || Test(Each);
  });
}

bool isSpelledOut(const FunctionModel &Model, const DeclStmt *Statement) {
  return !allOfDeclaration(Model, Statement,
                           [](const SharedVariableModel &Each) { return !Each.NamesLocalDeclaration; });
}

/// Whether the type can be written outside of the function, without a macro of its body.
bool isWritable(QualType Type) {
  const clang::Type *Element = Type.getCanonicalType()->getBaseElementTypeUnsafe();
  const TagDecl *Tag = Element->getAsTagDecl();
  return !Type->isDependentType() &&
         (Element->isBuiltinType() || (Tag && Tag->getIdentifier() && !Tag->getParentFunctionOrMethod()));
}

bool mayMoveToBlockFunction(const SourceManager &SM, const FunctionModel &Model,
                            const SharedVariableModel &Shared) {
  bool IsUnique = llvm::count_if(Model.Shared, [&](const SharedVariableModel &Other) {
                    return Other.Variable->getName() == Shared.Variable->getName();
                  }) == 1;
  SourceLocation Begin = SM.getExpansionLoc(Shared.Statement->getBeginLoc());
  SourceLocation End = Shared.Statement->getEndLoc();
  bool IsWrittenOut = End.isFileID() && SM.getFileID(Begin) == SM.getFileID(End);
  return IsUnique && IsWrittenOut && !Shared.IsDynamic &&
         (!isSpelledOut(Model, Shared.Statement) || isWritable(Shared.Variable->getType()));
}

} // namespace

std::vector<SharedPlan> placeShared(ParsedUnit &Unit, const FunctionModel &Model) {
  std::vector<SharedPlan> Result;
  for (const SharedVariableModel &Shared : Model.Shared) {
    const bool AllMovable = Model.Kind == FunctionKind::Kernel &&
                            allOfDeclaration(Model, Shared.Statement, [&](const SharedVariableModel &Each) {
                              return mayMoveToBlockFunction(Unit.sources(), Model, Each);
                            });
    const SharedPlacement Place = Shared.IsDynamic ? SharedPlacement::Dynamic
                                  : AllMovable     ? SharedPlacement::BlockFunction
                                                   : SharedPlacement::BlockStorage;
    Result.push_back({&Shared, Place, isSpelledOut(Model, Shared.Statement)});
  }
  return Result;
}

} // namespace lorcha
