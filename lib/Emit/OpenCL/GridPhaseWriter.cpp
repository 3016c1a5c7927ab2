// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the phases of a kernel leave for each other. A variable is kept where a phase stops, if that phase has
// changed it and a later one names it; values lie by variable and then by thread, so that neighbours read
// neighbouring memory. Pointers are kept as addresses: only those to global memory mean the same later.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

VariableSet BodyPrinter::restored() {
  VariableSet Result;
  for (const DeferredLine &Each : llvm::reverse(Part.Deferred)) {
    if (!Each.Variable || !Locals.wasNamed(Each.Variable))
      continue;
    if (Each.What != DeferredLine::Repeat) {
      Result.insert(Each.Variable);
      continue;
    }
    Needs.add(RepeatNeeds[Each.Index]);
    for (const VarDecl *Mentioned : variableFlow({Each.Variable->getInit()}).Mentioned)
      Locals.noteNamed(Mentioned);
  }
  return Result;
}

std::pair<uint64_t, uint64_t> BodyPrinter::keptSize(const VarDecl *Variable) const {
  QualType Type = Variable->getType();
  if (Type->isReferenceType() || isDataPointer(Type))
    return {8, 8};
  return {Unit.sizeOf(Type), Context.getTypeAlignInChars(Type).getQuantity()};
}

/// Whether a pointer within the variable may lead to something that is gone in the next phase.
bool BodyPrinter::mayPointWithin(const VarDecl *Variable) const {
  std::set<const RecordDecl *> Records;
  bool HasPointers = false;
  std::vector<QualType> Open = {Variable->getType()};
  while (!Open.empty()) {
    QualType Type = Open.back()->getBaseElementTypeUnsafe()->getCanonicalTypeInternal();
    Open.pop_back();
    HasPointers |= isDataPointer(Type) || Type->isReferenceType();
    const auto *Record = Type->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || !Records.insert(Record).second)
      continue;
    for (const CXXBaseSpecifier &Base : Record->bases())
      Open.push_back(Base.getType());
    for (const FieldDecl *Field : Record->fields())
      Open.push_back(Field->getType());
  }
  if (!HasPointers)
    return false;
  for (const RecordDecl *Record : Records)
    if (llvm::cast<CXXRecordDecl>(Record)->isLambda())
      return true; // its text names what it has captured
  auto IsWithin = [](SpaceNode *Node) {
    AddressSpace Space = spaceOf(Node);
    return Space != AddressSpace::Global && Space != AddressSpace::Unknown;
  };
  for (const FunctionInstance &Each : Kernel.Spaces.Instances)
    for (auto &[E, Node] : Each.Expressions) {
      const Expr *Place = E->IgnoreParenImpCasts();
      const auto *Member = dyn_cast<MemberExpr>(Place);
      const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
      bool IsPart = (Field && Records.count(Field->getParent())) ||
                    (isa<ArraySubscriptExpr>(Place) && rootVariable(Place) == Variable);
      // Of the pointer that is read, not of the place that it is read from.
      bool IsRead = E->isPRValue() ? isDataPointer(E->getType()) && isDataPointer(Place->getType())
                                   : Field && Field->getType()->isReferenceType();
      if (IsPart && IsRead && IsWithin(Node))
        return true;
    }
  return false;
}

void BodyPrinter::checkKept(const VarDecl *Variable) {
  QualType Type = Variable->getType();
  bool IsPointer = Type->isReferenceType() || isDataPointer(Type);
  AddressSpace Space = IsPointer ? spaceOfVariable(Variable) : AddressSpace::Global;
  std::string Name = "'" + Variable->getNameAsString() + "'";
  if (Space != AddressSpace::Global && Space != AddressSpace::Unknown)
    obstruct(DiagId::GridBarrierNotSplit, Variable->getLocation(),
             Name + (Type->isReferenceType() ? ", a reference to " : ", a pointer to ") + spaceWord(Space) +
                 " memory, is used on both sides of it");
  else if (!IsPointer && mayPointWithin(Variable))
    obstruct(DiagId::GridBarrierNotSplit, Variable->getLocation(),
             Name +
                 ", which holds pointers to memory of the thread or the block, is used on both sides of it");
}

static std::string slot(const std::string &Type, uint64_t Offset) {
  return "*LORCHA_SLOT(" + Type + ", " + std::to_string(Offset) + ")";
}

std::vector<std::string> BodyPrinter::restoreLines(const VarDecl *Variable, uint64_t Offset) {
  QualType Type = Variable->getType();
  std::string Name = Locals.of(Variable), Declared;
  bool IsParameter = isa<ParmVarDecl>(Variable);
  if (Type->isReferenceType() || (isDataPointer(Type) && isRegister(Variable))) {
    AddressSpace Space = spaceOfVariable(Variable);
    Place Address = {{slot("ulong", Offset), Binding::Unary}, false};
    Declared = IsParameter ? Name : Unit.asValue(Type, Space, Name, Needs);
    return {Declared + " = " + pointerIn(Address, Type->getPointeeType(), Space).in(Binding::Assign) + ";"};
  }
  if (Type->isBooleanType() && !Instance.AddressTaken.count(Variable))
    return {(IsParameter ? Name : "bool " + Name) + " = " + slot("uchar", Offset) + " != 0;"};
  Declared = IsParameter ? Name : Unit.inMemory(Type.getUnqualifiedType(), Name, Needs);
  if (!Type->isArrayType())
    return {Declared + " = " + slot(typeName(Type.getUnqualifiedType()), Offset) + ";"};
  std::string Element = typeName(Type->getBaseElementTypeUnsafe()->getCanonicalTypeInternal());
  uint64_t Count = Context.getConstantArrayElementCount(Context.getAsConstantArrayType(Type));
  return {Declared + ";", fmt::format("LORCHA_RESTORE_ARRAY({}, {}, {}, {});", Element, Name, Count, Offset)};
}

std::vector<std::string> BodyPrinter::keepLines(const VarDecl *Variable, uint64_t Offset) {
  QualType Type = Variable->getType();
  std::string Name = Locals.of(Variable);
  if (Type->isReferenceType() || (isDataPointer(Type) && isRegister(Variable)))
    return {slot("ulong", Offset) + " = " +
            toMemory({Name}, Type, spaceOfVariable(Variable)).in(Binding::Assign) + ";"};
  if (Type->isBooleanType())
    return {slot("uchar", Offset) + " = " + Name + ";"};
  if (!Type->isArrayType())
    return {slot(typeName(Type.getUnqualifiedType()), Offset) + " = " + Name + ";"};
  std::string Element = typeName(Type->getBaseElementTypeUnsafe()->getCanonicalTypeInternal());
  uint64_t Count = Context.getConstantArrayElementCount(Context.getAsConstantArrayType(Type));
  return {fmt::format("LORCHA_KEEP_ARRAY({}, {}, {}, {});", Element, Name, Count, Offset)};
}

/// Moves shared variables, a thread a word.
std::vector<std::string> BodyPrinter::sharedLines(llvm::StringRef Macro, const KeptLayout &Layout,
                                                  llvm::function_ref<bool(const VarDecl *)> Wanted) {
  std::vector<std::string> Lines;
  for (auto &[Variable, Offset] : Layout.Shared) {
    if (!Wanted(Variable))
      continue;
    if (!Variable) {
      Lines.push_back(
          fmt::format("{}_DYNAMIC({}, {});", Macro.str(), Layout.BytesPerThread, Layout.BytesPerBlock));
      continue;
    }
    uint64_t Bytes = Unit.sizeOf(Variable->getType());
    bool IsOfWords = Bytes % 4 == 0 && Context.getTypeAlignInChars(Variable->getType()).getQuantity() >= 4;
    Lines.push_back(fmt::format("{}({}, {}, {}, {}, {}, {});", Macro.str(), IsOfWords ? "uint" : "uchar",
                                "&" + Locals.ofShared(Variable, Instance.Function),
                                IsOfWords ? Bytes / 4 : Bytes, Layout.BytesPerThread, Layout.BytesPerBlock,
                                Offset));
  }
  return Lines;
}

std::vector<std::string> BodyPrinter::stopLines(const PhaseStop &Stop, const KeptLayout &Layout) {
  std::vector<std::string> Lines = sharedLines("LORCHA_KEEP_SHARED", Layout, [&](const VarDecl *Variable) {
    return Layout.isSharedIn(Part.Number, Variable) && Layout.isSharedBehind(Stop.Barrier, Variable);
  });
  if (!Lines.empty()) // all of the block have written
    Lines.insert(Lines.begin(), "lorcha_syncthreads();");
  auto Keep = [&](const VarDecl *Variable) {
    auto Place = Layout.Variables.find(Variable);
    if (Place == Layout.Variables.end() || !Layout.isNamedBehind(Stop.Barrier, Variable))
      return;
    checkKept(Variable);
    for (std::string &Each : keepLines(Variable, Place->second))
      Lines.push_back(std::move(Each));
  };
  for (const VarDecl *Variable : Stop.Fresh)
    Keep(Variable);
  for (const VarDecl *Variable : Stop.Restored)
    if (Locals.wasNamed(Variable) && (Changed.contains(Variable) || Grid->isAliased(Variable)))
      Keep(Variable);
  for (size_t I = 0; I < Stop.Bools.size(); ++I)
    Lines.push_back(slot("uchar", Layout.FirstBool + I) + " = " + Stop.Bools[I] + ";");
  return Lines;
}

static std::vector<std::string> linesOf(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef, 0> Lines;
  Text.rtrim('\n').split(Lines, '\n');
  return {Lines.begin(), Lines.end()};
}

void BodyPrinter::writeDeferred(const KeptLayout &Layout) {
  std::vector<std::string> Texts;
  for (const DeferredLine &Each : Part.Deferred) {
    std::vector<std::string> Lines;
    bool IsNamed = Each.Variable && Locals.wasNamed(Each.Variable);
    if (Each.What == DeferredLine::Stop)
      Lines = stopLines(Part.Stops[Each.Index], Layout);
    else if (Each.What == DeferredLine::RestoreBool)
      Lines = {"bool " + Each.Text + " = " + slot("uchar", Layout.FirstBool + Each.Index) + " != 0;"};
    else if (Each.What == DeferredLine::Repeat && IsNamed)
      Lines = linesOf(Each.Text);
    else if (IsNamed)
      Lines = restoreLines(Each.Variable, Layout.Variables.find(Each.Variable)->second);
    std::string Text;
    for (const std::string &Line : Lines)
      Text += std::string(Line.empty() || Line[0] == '#' ? 0 : 2 * Each.Indent, ' ') + Line + "\n";
    Texts.push_back(std::move(Text));
  }
  std::string Written;
  for (const std::string &Line : linesOf(Out)) {
    llvm::StringRef Bare = llvm::StringRef(Line).ltrim(' ');
    unsigned Index;
    if (Bare.consume_front("\x01") && !Bare.drop_back().getAsInteger(10, Index))
      Written += Texts[Index];
    else
      Written += Line + "\n";
  }
  Out = std::move(Written);
}

std::string BodyPrinter::phaseKernel(const std::string &Name, unsigned Bits, const KeptLayout &Layout,
                                     OpenClKernel &Description) {
  std::string Start;
  if (Part.Number) {
    Start = "  LORCHA_GRID_RESUME(" + std::to_string(Part.Number) + ");\n";
    std::vector<std::string> Lines =
        sharedLines("LORCHA_RESTORE_SHARED", Layout, [&](const VarDecl *Variable) {
          return Layout.isSharedIn(Part.Number, Variable) && Layout.isSharedBefore(Part.Number, Variable);
        });
    if (!Lines.empty())
      Lines.push_back("lorcha_syncthreads();");
    for (const std::string &Line : Lines)
      Start += "  " + Line + "\n";
  }
  return kernelText(Name, Bits, Start, Description);
}

} // namespace lorcha::opencl
