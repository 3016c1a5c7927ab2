// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bit-fields, which OpenCL C does not have: their bytes are read and written as the integer that the host's
// layout puts them into, by shifts and masks. Not handled: packed records whose bit-fields straddle that
// integer.
#include "BodyPrinter.h"

using namespace clang;

namespace lorcha::opencl {

BodyPrinter::BitField BodyPrinter::bitField(const Place &Record, const FieldDecl *Field, AddressSpace Space) {
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Field->getParent());
  uint64_t Offset = Layout.getFieldOffset(Field->getFieldIndex()),
           Bits = Context.getTypeSize(Field->getType());
  BitField Result{"", Bits, Offset % Bits, Field->getBitWidthValue(Context), Field->getType()};
  uint64_t Size = Layout.getSize().getQuantity() * 8;
  // A record may be smaller than the type of its bit-fields.
  for (; Offset / Bits * Bits + Bits > Size && Bits > 8; Result.UnitBits = Bits)
    Result.Shift = Offset % (Bits /= 2);
  if (Result.Shift + Result.Width > Result.UnitBits)
    obstruct(DiagId::NotLowered, Field->getLocation(), "a bit-field that straddles its unit");
  std::string Type = Bits == 8 ? "uchar" : Bits == 16 ? "ushort" : Bits == 32 ? "uint" : "ulong";
  std::string Word = spaceWord(Space), Byte = std::to_string(Offset / Bits * Bits / 8);
  Result.Unit = "*(" + Word + " " + Type + " *)((" + Word + " uchar *)" +
                Record.address().in(Binding::Unary) + " + " + Byte + ")";
  return Result;
}

BodyPrinter::BitField BodyPrinter::bitField(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E->IgnoreParenNoopCasts(Context));
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field) {
    obstruct(DiagId::NotLowered, E->getExprLoc(), "this use of a bit-field");
    return {"0", 32, 0, 1, Context.UnsignedIntTy};
  }
  const Expr *Base = Member->getBase();
  Place Record = Member->isArrow() ? Place{value(Base), true} : place(Base);
  return bitField(Record, Field, spaceOfExpr(Member));
}

Code BodyPrinter::loadBits(const BitField &Field) {
  bool IsLong = Field.UnitBits == 64;
  uint64_t Whole = IsLong ? 64 : 32;
  std::string Wide = IsLong ? "(ulong)" : "(uint)";
  if (!Field.Type->isSignedIntegerOrEnumerationType())
    return {fmt::format("{}{} >> {} & {}u{}", Wide, Field.Unit, Field.Shift,
                        llvm::maskTrailingOnes<uint64_t>(Field.Width), IsLong ? "l" : ""),
            Binding::BitAnd};
  return {fmt::format("({})({}{} << {}) >> {}", IsLong ? "long" : "int", Wide, Field.Unit,
                      Whole - Field.Width - Field.Shift, Whole - Field.Width),
          Binding::Shift};
}

Code BodyPrinter::storeBits(const BitField &Field, const Code &Value) {
  bool IsLong = Field.UnitBits == 64;
  std::string Wide = IsLong ? "(ulong)" : "(uint)", Suffix = IsLong ? "ul" : "u";
  uint64_t Mask = llvm::maskTrailingOnes<uint64_t>(Field.Width) << Field.Shift;
  return {fmt::format("{0} = ({0} & ~{1}{2}) | ({3}{4} << {5} & {1}{2})", Field.Unit, Mask, Suffix, Wide,
                      Value.in(Binding::Unary), Field.Shift),
          Binding::Assign};
}

Code BodyPrinter::assignBits(const BinaryOperator *E) {
  BitField Field = bitField(E->getLHS());
  Code Right = value(E->getRHS());
  if (E->getOpcode() == BO_Assign)
    return storeBits(Field, Right);
  if (E->isShiftAssignOp())
    return storeBits(Field, shift(E, loadBits(Field), Right));
  llvm::StringRef Sign =
      BinaryOperator::getOpcodeStr(BinaryOperator::getOpForCompoundAssignment(E->getOpcode()));
  return storeBits(Field,
                   {loadBits(Field).in(Binding::Unary) + " " + Sign.str() + " " + Right.in(Binding::Unary),
                    Binding::Comma});
}

} // namespace lorcha::opencl
