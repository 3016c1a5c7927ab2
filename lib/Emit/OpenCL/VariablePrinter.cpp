// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables of the program: constants become `constant` objects, device variables places in the block of
// variables.
#include "CppNames.h"
#include "UnitLinks.h"

using namespace clang;

namespace lorcha::opencl {

unsigned UnitLowering::addFragment(std::string Text) {
  auto [It, IsNew] = KnownFragments.insert({Text, Module.Fragments.size()});
  if (IsNew)
    Module.Fragments.push_back(std::move(Text));
  return It->second;
}

void UnitLowering::forgetNewFunctions() {
  for (auto &Key : NewFunctions) {
    Names.release(Functions[Key].Name);
    Functions.erase(Key);
  }
  NewFunctions.clear();
}

void UnitLowering::dropUnusedFragments() {
  std::set<unsigned> Used;
  for (const OpenClKernel &Kernel : Module.Kernels)
    Used.insert(Kernel.Fragments.begin(), Kernel.Fragments.end());
  for (const OpenClExport &Export : Module.Exports)
    Used.insert(Export.Fragments.begin(), Export.Fragments.end());
  std::map<unsigned, unsigned> NewIndex;
  std::vector<std::string> Kept;
  for (unsigned Index : Used) {
    NewIndex[Index] = Kept.size();
    Kept.push_back(Module.Fragments[Index]);
  }
  Module.Fragments = std::move(Kept);
  auto Move = [&](std::set<unsigned> &Fragments) {
    std::set<unsigned> Moved;
    for (unsigned Index : Fragments)
      Moved.insert(NewIndex[Index]);
    Fragments = std::move(Moved);
  };
  for (OpenClKernel &Kernel : Module.Kernels)
    Move(Kernel.Fragments);
  for (OpenClExport &Export : Module.Exports)
    Move(Export.Fragments);
  llvm::erase_if(Module.Imports, [&](const OpenClImport &Import) { return !Used.count(Import.Fragment); });
  for (OpenClImport &Import : Module.Imports)
    Import.Fragment = NewIndex[Import.Fragment];
}

std::string UnitLowering::format(llvm::StringRef Text) {
  auto [It, IsNew] = KnownFormats.insert({Text.str(), Module.Formats.size()});
  if (IsNew)
    Module.Formats.push_back(Text.str());
  return Module.Unit.empty() ? std::to_string(It->second)
                             : fmt::format("LORCHA_FORMATS_{} + {}", Module.Unit, It->second);
}

std::string UnitLowering::constantText(const APValue &Value, QualType Type, TextNeeds &Needs) {
  switch (Value.getKind()) {
  case APValue::Int:
    return integerText(Value.getInt(), Type, Context);
  case APValue::Float:
    scalar(Type, Needs);
    return floatText(Value.getFloat(), Type, Context);
  case APValue::Array: {
    QualType Element = Context.getAsArrayType(Type)->getElementType();
    std::string Text = "{";
    for (unsigned I = 0; I < Value.getArraySize(); ++I) {
      bool IsFilled = I >= Value.getArrayInitializedElts();
      if (IsFilled && !Value.hasArrayFiller())
        break;
      Text +=
          (I ? ", " : "") +
          constantText(IsFilled ? Value.getArrayFiller() : Value.getArrayInitializedElt(I), Element, Needs);
    }
    return Text + "}";
  }
  case APValue::Struct: {
    const auto *Record = Type->getAsCXXRecordDecl();
    if (!Record || Record->getNumBases() != 0 || !record(Record).HasPlainOrder)
      break;
    std::string Text = "{";
    for (const FieldDecl *Field : Record->fields())
      Text += (Text.size() > 1 ? ", " : "") +
              constantText(Value.getStructField(Field->getFieldIndex()), Field->getType(), Needs);
    return Text + "}";
  }
  case APValue::LValue:
    if (Value.isNullPointer())
      return "0";
    if (const auto *E = Value.getLValueBase().dyn_cast<const Expr *>())
      if (const auto *Text = dyn_cast<clang::StringLiteral>(E); Text && Text->getCharByteWidth() == 1)
        return fmt::format("(ulong)({} + {})", quoted(Text->getBytes()),
                           Value.getLValueOffset().getQuantity());
    break;
  case APValue::Indeterminate:
  case APValue::None:
    return Type->isScalarType() ? "0" : "{0}";
  default:
    break;
  }
  obstruct(DiagId::NotLowered, SourceLocation(),
           "a constant of the type '" + Type.getAsString(Context.getPrintingPolicy()) + "'");
  return "0";
}

std::string UnitLowering::constantVariable(const VarDecl *Variable, TextNeeds &Needs) {
  const VarDecl *Definition = nullptr;
  const Expr *Init = Variable->getAnyInitializer(Definition);
  auto [It, IsNew] = Constants.try_emplace(Variable->getCanonicalDecl());
  if (!IsNew && !It->second.first.empty()) {
    std::string Name = It->second.first;
    inMemory(Variable->getType(), "", Needs);
    Needs.Fragments.insert(It->second.second);
    return Name;
  }
  bool IsConstant = Variable->getType().isConstQualified() || isKnownConstant(Variable);
  const APValue *Value =
      Init && !Init->isValueDependent() && IsConstant ? Definition->evaluateValue() : nullptr;
  if (!Value) {
    obstruct(DiagId::NotLowered, Variable->getLocation(),
             "'" + Variable->getQualifiedNameAsString() +
                 "', a host variable whose value is not a constant,");
    return "0";
  }
  std::string Name = Names.unique(wordFor(Variable));
  size_t ObstaclesBefore = Obstacles.size();
  std::string Text = "constant " + inMemory(Variable->getType(), Name, Needs) + " = " +
                     constantText(*Value, Variable->getType(), Needs) + ";\n";
  if (Obstacles.size() != ObstaclesBefore)
    return Name;
  unsigned Fragment = addFragment(Text);
  Constants[Variable->getCanonicalDecl()] = {Name, Fragment};
  Needs.Fragments.insert(Fragment);
  return Name;
}

std::string UnitLowering::functionAddress(const FunctionDecl *Function, TextNeeds &Needs) {
  auto &[Name, Fragment] = FunctionAddresses[Function->getCanonicalDecl()];
  if (Name.empty()) {
    std::string Host = addressOfFunction(Function);
    if (Host.empty()) {
      obstruct(DiagId::NotLowered, Function->getLocation(),
               "the address of a function that has no name at file scope");
      return "0";
    }
    uint64_t Offset = llvm::alignTo(Module.VariableBytes, 8);
    Module.VariableBytes = Offset + 8;
    Module.Variables.push_back({"lorchaFunction" + std::to_string(Module.Functions.size()),
                                "address of " + Function->getQualifiedNameAsString(), Offset, 8, false});
    Module.Functions.push_back(Host);
    Name = Names.unique("addressOf_" + wordFor(Function));
    Fragment = addFragment(
        fmt::format("#define {} (*(global ulong *)({} + {}ul))\n", Name, variablesStart(), Offset));
  }
  Needs.Fragments.insert(Fragment);
  Needs.Needs |= OpenClVariables;
  Needs.Context = true;
  return Name;
}

std::string UnitLowering::variablesStart() const {
  return "lorchaContext->Variables" + (Module.Unit.empty() ? "" : " + LORCHA_VARIABLES_" + Module.Unit);
}

std::string UnitLowering::deviceVariable(const VarDecl *Variable, TextNeeds &Needs) {
  auto Offset = VariableOffsets.find(Variable->getCanonicalDecl());
  bool IsOwn = Offset != VariableOffsets.end();
  std::optional<std::string> Host = IsOwn ? std::nullopt : cppName(Variable);
  if (!IsOwn && (!Options.Relocatable || !Host || Variable->getType()->isIncompleteType())) {
    obstruct(DiagId::NoDefinition, Variable->getLocation(), Variable->getQualifiedNameAsString());
    return "0";
  }
  std::string Place = IsOwn ? fmt::format("({} + {}ul)", variablesStart(), Offset->second)
                            : "(lorchaContext->Variables + " + importedPlace(Variable) + ")";
  std::string Type = pointer(Variable->getType(), AddressSpace::Global, "", Needs);
  auto &[Name, Fragment] = Variables[Variable->getCanonicalDecl()];
  if (Name.empty()) {
    Name = Names.unique("deviceVariable_" + wordFor(Variable));
    Fragment = addFragment("#define " + Name + " (*(" + Type + ")" + Place + ")\n");
    if (!IsOwn)
      Module.Imports.push_back(
          {importedPlace(Variable), Variable->getQualifiedNameAsString(), Fragment, *Host});
  }
  Needs.Fragments.insert(Fragment);
  return Name;
}

} // namespace lorcha::opencl
