// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX as a tree: the text of an asm statement after parsing, with its scopes resolved. Stands on
// nothing of Clang.
#ifndef LORCHA_PTX_TREE_H
#define LORCHA_PTX_TREE_H

#include "lorcha/Support/Diagnostics.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lorcha::ptx {

enum class Type {
#define LORCHA_PTX_TYPE(Identifier, Name, Bits, Class, Cpp) Identifier,
#include "lorcha/Ptx/Types.def"
};
enum class TypeClass { Unsigned, Signed, Float, Predicate };

llvm::StringRef nameOf(Type T);
unsigned bitsOf(Type T);
TypeClass classOf(Type T);
/// The C++ type of a value; 16-bit floating-point types are unsigned integers there.
llvm::StringRef cppNameOf(Type T);
/// The type of that name, without its dot.
std::optional<Type> typeNamed(llvm::StringRef Name);

/// What is wrong with the text: Subject is what the diagnostic quotes, Reason why. Offset counts bytes of the
/// text.
struct Problem {
  DiagId Id;
  size_t Offset;
  std::string Subject, Reason;
};

enum class OperandKind {
  Argument, ///< %0: Index
  Register, ///< declared in the text: Index
  Special,  ///< %tid.x: Name, without the percent sign
  Integer,  ///< Bits, as two's complement of 64 bits
  Float,    ///< 0f...: Bits of a float
  Double,   ///< 0d... or a decimal: Bits of a double
  Vector,   ///< {a, b}: Parts
  Address,  ///< [a + 4]: the one part, and Displacement
  Pair,     ///< p|q: two parts
  Label,    ///< Index
  Sink,     ///< _
};

struct Operand {
  OperandKind Kind = OperandKind::Sink;
  size_t Offset = 0;
  unsigned Index = 0;
  uint64_t Bits = 0;
  int64_t Displacement = 0;
  bool IsNegated = false; ///< !p
  std::string Name;
  std::string Selector; ///< "b0", "h1", "b3210": what a video instruction takes of a register
  std::vector<Operand> Parts;
};

struct Instruction {
  size_t Offset = 0;
  std::string Opcode;                 ///< "setp"
  std::vector<std::string> Modifiers; ///< "lt", "u32"
  std::optional<Operand> Guard;       ///< @p
  std::vector<Operand> Operands;

  std::string name() const; ///< "setp.lt.u32"
};

/// A register that the text declares. Scopes are resolved: an inner register of the same name is one of its
/// own.
struct Register {
  std::string Name; ///< as written
  Type ValueType;
};

/// An instruction, or a label's place.
struct Item {
  bool IsLabel = false;
  unsigned Label = 0;
  Instruction Code;
};

struct Program {
  std::vector<Register> Registers;
  std::vector<std::string> Labels;
  std::vector<Item> Items;
};

} // namespace lorcha::ptx

#endif
