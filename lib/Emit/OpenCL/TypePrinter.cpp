// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types and declarations. Constness is dropped: C++ has checked it, and C's rules for it differ.
#include "Lowering.h"

using namespace clang;

namespace lorcha::opencl {

std::string spaceWord(AddressSpace Space) { return spelling(Space).str(); }

std::string UnitLowering::scalar(QualType Type, TextNeeds &Needs) {
  Type = Type.getCanonicalType().getUnqualifiedType();
  if (const auto *Enum = Type->getAs<EnumType>())
    Type = Enum->getDecl()->getIntegerType().getCanonicalType().getUnqualifiedType();
  if (Type->isMemberDataPointerType()) // an offset, as on the host
    return "long";
  const auto *Builtin = Type->getAs<BuiltinType>();
  switch (Builtin ? Builtin->getKind() : BuiltinType::Dependent) {
  case BuiltinType::Void:
    return "void";
  case BuiltinType::Bool:
    return "bool";
  case BuiltinType::Char_S:
  case BuiltinType::SChar:
    return "char";
  case BuiltinType::Char_U:
  case BuiltinType::UChar:
  case BuiltinType::Char8:
    return "uchar";
  case BuiltinType::Short:
    return "short";
  case BuiltinType::UShort:
  case BuiltinType::Char16:
    return "ushort";
  case BuiltinType::Int:
  case BuiltinType::WChar_S:
    return "int";
  case BuiltinType::UInt:
  case BuiltinType::Char32:
  case BuiltinType::WChar_U:
    return "uint";
  case BuiltinType::Long:
  case BuiltinType::LongLong:
    return "long";
  case BuiltinType::ULong:
  case BuiltinType::ULongLong:
  case BuiltinType::NullPtr:
    return "ulong";
  case BuiltinType::Float:
    return "float";
  case BuiltinType::Double:
    Needs.Needs |= OpenClFp64;
    return "double";
  default:
    obstruct(DiagId::NotLowered, SourceLocation(),
             "the type '" + Type.getAsString(Context.getPrintingPolicy()) + "'");
    return "int";
  }
}

std::string UnitLowering::inMemory(QualType Type, const std::string &Declarator, TextNeeds &Needs) {
  if (const ConstantArrayType *Array = Context.getAsConstantArrayType(Type))
    return inMemory(Array->getElementType(),
                    Declarator + "[" + llvm::toString(Array->getSize(), 10, false) + "]", Needs);
  if (const auto *Array = dyn_cast_or_null<IncompleteArrayType>(Context.getAsArrayType(Type)))
    return inMemory(Array->getElementType(), Declarator + "[]", Needs);
  std::string Prefix = Type.isVolatileQualified() ? "volatile " : "";
  std::string Suffix = Declarator.empty() ? "" : " " + Declarator;
  if (Type->isAnyPointerType() || Type->isReferenceType())
    return Prefix + "ulong" + Suffix;
  if (Type->isBooleanType())
    return Prefix + "uchar" + Suffix;
  if (const auto *Record = Type->getAsRecordDecl()) {
    const PrintedRecord &Printed = record(Record);
    Needs.Fragments.insert(Printed.Fragments.begin(), Printed.Fragments.end());
    Needs.Needs |= Printed.NeedsFp64 ? unsigned(OpenClFp64) : 0u;
    return Prefix + Printed.Name + Suffix;
  }
  if (Type->isFunctionType())
    return "void" + Suffix;
  return Prefix + scalar(Type, Needs) + Suffix;
}

std::string UnitLowering::pointer(QualType Pointee, AddressSpace Space, const std::string &Declarator,
                                  TextNeeds &Needs) {
  std::string Starred = "*" + Declarator;
  if (Pointee->isArrayType())
    Starred = "(" + Starred + ")";
  const auto *Record = Pointee->getAsRecordDecl();
  if (Record && !Record->getDefinition())
    return spaceWord(Space) + " uchar " + Starred;
  return spaceWord(Space) + " " + inMemory(Pointee, Starred, Needs);
}

std::string UnitLowering::asValue(QualType Type, AddressSpace Space, const std::string &Declarator,
                                  TextNeeds &Needs) {
  if (isDataPointer(Type) || Type->isReferenceType())
    return pointer(Type->getPointeeType(), Space, Declarator, Needs);
  if (Type->isBooleanType())
    return "bool" + (Declarator.empty() ? "" : " " + Declarator);
  return inMemory(Type, Declarator, Needs);
}

} // namespace lorcha::opencl
