// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the printers of OpenCL C share: the fragments of a unit, and what one kernel's lowering has found so
// far.
#ifndef LORCHA_LIB_EMIT_OPENCL_LOWERING_H
#define LORCHA_LIB_EMIT_OPENCL_LOWERING_H

#include "Collectives.h"
#include "Names.h"
#include "lorcha/Analysis/AddressSpaces.h"
#include "lorcha/Device/KnownConstants.h"
#include "lorcha/Emit/OpenCl.h"
#include "clang/AST/RecordLayout.h"

namespace lorcha::opencl {

/// What a piece of printed text refers to and needs; grows up the call tree.
struct TextNeeds {
  std::set<unsigned> Fragments;
  std::set<std::string> Library;
  unsigned Needs = 0;
  bool Context = false; ///< lorchaContext must be in scope
  llvm::SetVector<const clang::VarDecl *>
      Shared; ///< static __shared__ variables, handed down from the kernel

  void add(const TextNeeds &Other) {
    Fragments.insert(Other.Fragments.begin(), Other.Fragments.end());
    Library.insert(Other.Library.begin(), Other.Library.end());
    Needs |= Other.Needs;
    Context |= Other.Context;
    Shared.insert(Other.Shared.begin(), Other.Shared.end());
  }
};

/// A printed function.
struct PrintedFunction {
  std::string Name;
  TextNeeds Needs; ///< its own fragment and all that it reaches
  bool TakesPredicate = false;
};

/// How a record looks in OpenCL C.
struct PrintedRecord {
  std::string Name;
  std::set<unsigned> Fragments; ///< its own and those of its members; empty for the prelude's vector types
  bool NeedsFp64 = false;
  bool IsOverlay = false;    ///< own members are in a struct `own` beside the base, whose tail they use
  bool HasPlainOrder = true; ///< member by member as declared: positional initialisers work
};

/// All of one translation unit.
class UnitLowering {
public:
  UnitLowering(ParsedUnit &Unit, const OpenClOptions &Options)
      : Unit(Unit), Context(Unit.ast()), Options(Options) {}

  unsigned addFragment(std::string Text);
  /// The text's number among those that messages refer to.
  std::string format(llvm::StringRef Text);

  // Types. The names of what is missing go to Obstacles.
  const PrintedRecord &record(const clang::RecordDecl *Record);
  std::string scalar(clang::QualType Type, TextNeeds &Needs);
  /// The declaration of something that lies in memory: pointers are ulong, bool is uchar.
  std::string inMemory(clang::QualType Type, const std::string &Declarator, TextNeeds &Needs);
  /// The declaration of a pointer to something in memory.
  std::string pointer(clang::QualType Pointee, AddressSpace Space, const std::string &Declarator,
                      TextNeeds &Needs);
  /// The declaration of a variable, parameter or result of its own.
  std::string asValue(clang::QualType Type, AddressSpace Space, const std::string &Declarator,
                      TextNeeds &Needs);
  uint64_t sizeOf(clang::QualType Type) const { return Context.getTypeSizeInChars(Type).getQuantity(); }

  /// The name of a `constant` array or object for a constant of the user's.
  std::string constantVariable(const clang::VarDecl *Variable, TextNeeds &Needs);
  /// An expression for a __device__ variable.
  std::string deviceVariable(const clang::VarDecl *Variable, TextNeeds &Needs);
  /// The place of the unit's variables in the block of all, as the start of a sum.
  std::string variablesStart() const;
  /// The name of another unit's function, whose declaration it adds.
  std::string importedFunction(const clang::FunctionDecl *Function, llvm::ArrayRef<AddressSpace> Spaces,
                               TextNeeds &Needs);
  /// An expression for the number that stands for a function.
  std::string functionAddress(const clang::FunctionDecl *Function, TextNeeds &Needs);
  std::string constantText(const clang::APValue &Value, clang::QualType Type, TextNeeds &Needs);

  template <class... Ts>
  void obstruct(DiagId Id, clang::SourceLocation Place, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    Obstacles.push_back({Id, Place, formatDiagnostic(Id, Args...)});
  }

  ParsedUnit &Unit;
  clang::ASTContext &Context;
  OpenClOptions Options;
  OpenClModule Module;
  NameTable Names;
  std::vector<LoweringObstacle> Obstacles; ///< of the kernel at hand
  llvm::DenseMap<const clang::VarDecl *, uint64_t> VariableOffsets;
  std::map<std::pair<const clang::FunctionDecl *, std::string>, PrintedFunction> Functions;
  std::vector<std::pair<const clang::FunctionDecl *, std::string>>
      NewFunctions; ///< printed for the kernel at hand

  /// Forgets the functions of a kernel that could not be lowered: others that call them are to meet the
  /// obstacle, too.
  void forgetNewFunctions();
  /// Drops the fragments that no kernel reaches.
  void dropUnusedFragments();

private:
  std::string recordText(const clang::CXXRecordDecl *Record, PrintedRecord &Printed);
  friend class RecordPrinter;

  std::map<std::string, unsigned> KnownFragments;
  std::map<std::string, unsigned> KnownFormats;
  llvm::DenseMap<const clang::RecordDecl *, PrintedRecord *> Records;
  std::deque<PrintedRecord> RecordStorage;
  llvm::DenseMap<const clang::VarDecl *, std::pair<std::string, unsigned>> Constants, Variables;
  llvm::DenseMap<const clang::FunctionDecl *, std::pair<std::string, unsigned>> FunctionAddresses;
};

/// One kernel's functions.
class KernelLowering {
public:
  KernelLowering(UnitLowering &Unit, KernelSpaces &Spaces, const Collectives &Collective)
      : Unit(Unit), Spaces(Spaces), Collective(Collective) {}

  /// Prints the instance if it is not printed yet.
  const PrintedFunction &function(FunctionInstance &Instance);

  UnitLowering &Unit;
  KernelSpaces &Spaces;
  const Collectives &Collective;

private:
  llvm::DenseMap<FunctionInstance *, const PrintedFunction *> Printed;
};

/// Function pointers are numbers: the addresses of the CPU's functions.
inline bool isDataPointer(clang::QualType Type) {
  return Type->isAnyPointerType() && !Type->isFunctionPointerType();
}

/// "global", "local", ...; Unknown is global.
std::string spaceWord(AddressSpace Space);
/// Whether the class of a base takes no room in the derived class.
bool isEmptyBase(const clang::CXXRecordDecl *Base);
std::string baseName(UnitLowering &Unit, const clang::CXXRecordDecl *Base);
/// A string literal of C, of all bytes.
std::string quoted(llvm::StringRef Text);
std::string floatText(const llvm::APFloat &Value, clang::QualType Type, clang::ASTContext &Context);
std::string integerText(const llvm::APSInt &Value, clang::QualType Type, clang::ASTContext &Context);

} // namespace lorcha::opencl

#endif
