// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Classes, structs and unions. The layout is the host's: what C would lay out in another way gets explicit
// padding and alignment, and assertions check sizes and offsets when the device's compiler sees the type.
#include "Lowering.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha::opencl {

bool isEmptyBase(const CXXRecordDecl *Base) { return Base->isEmpty(); }

std::string baseName(UnitLowering &Unit, const CXXRecordDecl *Base) { return Unit.record(Base).Name; }

/// The prelude's name of one of CUDA's vector types; empty for other classes.
static std::string vectorName(ParsedUnit &Unit, const RecordDecl *Record, bool &NeedsFp64) {
  if (!Unit.isOurs(Record) || !Record->getIdentifier() || !Record->getDeclContext()->isTranslationUnit())
    return "";
  llvm::StringRef Name = Record->getName(), Rest = Name;
  if (Name == "dim3")
    return "lorcha_dim3";
  // Longest first: "longlong" before "long".
  for (llvm::StringRef Type : {"longlong", "ulonglong", "uchar", "ushort", "uint", "ulong", "char", "short",
                               "int", "long", "float", "double"})
    if (Rest = Name; Rest.consume_front(Type) && llvm::is_contained({"1", "2", "3", "4"}, Rest)) {
      NeedsFp64 = Type == "double";
      return ("lorcha_" + Name).str();
    }
  return "";
}

class RecordPrinter {
public:
  RecordPrinter(UnitLowering &Unit, const CXXRecordDecl *Record, PrintedRecord &Printed)
      : Unit(Unit), Record(Record), Printed(Printed), Layout(Unit.Context.getASTRecordLayout(Record)) {}

  std::string run() {
    if (Record->getNumVBases() != 0)
      refuse("it has virtual bases");
    addBases();
    if (reusesTail())
      startOverlay();
    addFields();
    if (Printed.IsOverlay)
      Members += std::string("  } ") + (IsPacked ? "__attribute__((packed)) " : "") + "own;\n";
    uint64_t Size = Layout.getSize().getQuantity(), Align = Layout.getAlignment().getQuantity();
    if (Members.empty())
      Members += "  uchar unused;\n", Offset = 1;
    bool IsAligned = Align > NaturalAlign;
    if (llvm::alignTo(Offset, std::max(Align, NaturalAlign)) != Size)
      pad(Size);
    std::string Attributes = IsPacked ? "packed, " : "";
    if (IsAligned || IsPacked)
      Attributes += "aligned(" + std::to_string(Align) + ")";
    std::string Text = Record->isUnion() || Printed.IsOverlay ? "typedef union" : "typedef struct";
    if (!Attributes.empty())
      Text += " __attribute__((" + Attributes + "))";
    Text += " " + Printed.Name + " {\n" + Members + "} " + Printed.Name + ";\n";
    Text += "LORCHA_STATIC_ASSERT(sizeof(" + Printed.Name + ") == " + std::to_string(Size) + ", size_of_" +
            Printed.Name + ");\n";
    if (!Checks.empty())
      Text += "#ifdef __clang__\n" + Checks + "#endif\n";
    return Text;
  }

  TextNeeds Needs;

private:
  void refuse(llvm::StringRef Reason) {
    Unit.obstruct(DiagId::LayoutNotOnOpenCl, Record->getLocation(), Record->getQualifiedNameAsString(),
                  Reason.str());
  }

  void pad(uint64_t To) {
    if (To <= Offset)
      return;
    Members += "  uchar lorcha_padding" + std::to_string(Offset) + "[" + std::to_string(To - Offset) + "];\n";
    Offset = To;
    Printed.HasPlainOrder = false;
  }

  void member(const std::string &Declaration, const std::string &Name, uint64_t At, uint64_t Size,
              uint64_t Align) {
    if (Record->isUnion()) {
      Offset = std::max(Offset, Size);
    } else {
      uint64_t Natural = llvm::alignTo(Offset, Align);
      if (At < Natural) { // packed, or in the tail padding of a base
        if (At < Offset)
          return refuse("a member lies inside of its base");
        IsPacked = true;
      }
      if (At != Natural || IsPacked)
        pad(At);
      Offset = At + Size;
    }
    NaturalAlign = std::max(NaturalAlign, Align);
    Members += (Printed.IsOverlay ? "    " : "  ") + Declaration + ";\n";
    std::string Path = Printed.IsOverlay ? "own." + Name : Name;
    Checks += "LORCHA_STATIC_ASSERT(__builtin_offsetof(" + Printed.Name + ", " + Path +
              ") == " + std::to_string(At) + ", offset_of_" + Printed.Name + "_" + Name + ");\n";
  }

  uint64_t alignOf(QualType Type) {
    if (Type->isReferenceType())
      return 8;
    return Unit.Context.getTypeAlignInChars(Type).getQuantity();
  }

  /// Whether a member lies behind the last member of the base, but before the base's end.
  bool reusesTail() {
    return !Record->field_empty() && !Record->isUnion() && Offset > 0 &&
           Layout.getFieldOffset(0) < Offset * 8 && !Record->field_begin()->isZeroSize(Unit.Context);
  }

  /// From here on the record is a union of its base and of a struct of its own members behind the base's.
  void startOverlay() {
    uint64_t First = Layout.getFieldOffset(0) / 8;
    if (llvm::count_if(Record->bases(), [](const CXXBaseSpecifier &Base) {
          return !isEmptyBase(Base.getType()->getAsCXXRecordDecl());
        }) != 1)
      return refuse("a member lies inside of one of its bases");
    Printed.IsOverlay = true;
    Printed.HasPlainOrder = false;
    Members += "  struct {\n    uchar lorcha_base[" + std::to_string(First) + "];\n";
    Offset = First;
  }

  void addBases() {
    if (Layout.hasOwnVFPtr())
      member("ulong lorcha_dynamic_type", "lorcha_dynamic_type", 0, 8, 8);
    for (const CXXBaseSpecifier &Specifier : Record->bases()) {
      const CXXRecordDecl *Base = Specifier.getType()->getAsCXXRecordDecl();
      if (isEmptyBase(Base) || Specifier.isVirtual()) // a record with virtual bases is refused
        continue;
      const PrintedRecord &Inner = Unit.record(Base);
      use(Inner);
      member(Inner.Name + " " + Inner.Name, Inner.Name, Layout.getBaseClassOffset(Base).getQuantity(),
             Unit.sizeOf(Specifier.getType()), alignOf(Specifier.getType()));
    }
  }

  /// Bytes for a bit-field, as far as those before it have not made them.
  void addBits(uint64_t Begin, uint64_t End) {
    Printed.HasPlainOrder = false;
    uint64_t First = Record->isUnion() ? Begin / 8 : std::max(Offset, Begin / 8), Last = (End + 7) / 8;
    if (First >= Last)
      return;
    std::string Name =
        "lorcha_bits" + std::to_string(First) + (Record->isUnion() ? "_" + std::to_string(Last) : "");
    if (Record->isUnion() && Members.find(" " + Name + "[") != std::string::npos)
      return;
    member("uchar " + Name + "[" + std::to_string(Last - First) + "]", Name, First, Last - First, 1);
  }

  void addFields() {
    for (const FieldDecl *Field : Record->fields()) {
      uint64_t Bits = Layout.getFieldOffset(Field->getFieldIndex());
      if (Field->isBitField()) {
        addBits(Bits, Bits + Field->getBitWidthValue(Unit.Context));
        continue;
      }
      if (Field->isZeroSize(Unit.Context))
        continue;
      QualType Type = Field->getType();
      uint64_t Size = Type->isReferenceType() ? 8 : Unit.sizeOf(Type), Align = alignOf(Type);
      std::string Name = fieldName(Field);
      std::string Declaration = Unit.inMemory(Type, Name, Needs);
      uint64_t Wanted = Unit.Context.getDeclAlign(Field).getQuantity();
      if (Wanted > Align && !Record->hasAttr<PackedAttr>()) {
        Declaration += " __attribute__((aligned(" + std::to_string(Wanted) + ")))";
        Align = Wanted;
      }
      member(Declaration, Name, Bits / 8, Size, Align);
    }
  }

  void use(const PrintedRecord &Inner) {
    Needs.Fragments.insert(Inner.Fragments.begin(), Inner.Fragments.end());
    Needs.Needs |= Inner.NeedsFp64 ? unsigned(OpenClFp64) : 0u;
  }

  UnitLowering &Unit;
  const CXXRecordDecl *Record;
  PrintedRecord &Printed;
  const ASTRecordLayout &Layout;
  std::string Members, Checks;
  uint64_t Offset = 0, NaturalAlign = 1;
  bool IsPacked = false;
};

const PrintedRecord &UnitLowering::record(const RecordDecl *Record) {
  if (const RecordDecl *Definition = Record->getDefinition())
    Record = Definition;
  PrintedRecord *&Known = Records[Record];
  if (Known)
    return *Known;
  PrintedRecord &Printed = RecordStorage.emplace_back();
  Known = &Printed;
  Printed.Name = vectorName(Unit, Record, Printed.NeedsFp64);
  if (!Printed.Name.empty())
    return Printed;
  const auto *Class = dyn_cast<CXXRecordDecl>(Record);
  Printed.Name = Names.shared(wordFor(Record));
  if (!Class || !Class->hasDefinition() || Class->isInvalidDecl() || Class->isDependentType())
    return Printed; // only pointers to it: they are ulong, or pointers to uchar
  RecordPrinter Printer(*this, Class, Printed);
  size_t ObstaclesBefore = Obstacles.size();
  std::string Text = Printer.run();
  if (Obstacles.size() != ObstaclesBefore)
    Records.erase(Record); // each kernel that uses it is to learn why
  Printed.Fragments = Printer.Needs.Fragments;
  Printed.NeedsFp64 = Printer.Needs.Needs & OpenClFp64;
  Printed.Fragments.insert(addFragment(Text));
  return Printed;
}

} // namespace lorcha::opencl
