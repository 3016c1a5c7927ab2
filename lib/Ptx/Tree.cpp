// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lorcha/Ptx/Tree.h"

namespace lorcha::ptx {

namespace {

struct TypeFacts {
  llvm::StringRef Name;
  unsigned Bits;
  TypeClass Class;
  llvm::StringRef Cpp;
};
constexpr TypeFacts AllTypes[] = {
#define LORCHA_PTX_TYPE(Identifier, Name, Bits, Class, Cpp) {Name, Bits, TypeClass::Class, Cpp},
#include "lorcha/Ptx/Types.def"
};

const TypeFacts &factsOf(Type T) { return AllTypes[static_cast<size_t>(T)]; }

} // namespace

llvm::StringRef nameOf(Type T) { return factsOf(T).Name; }
unsigned bitsOf(Type T) { return factsOf(T).Bits; }
TypeClass classOf(Type T) { return factsOf(T).Class; }
llvm::StringRef cppNameOf(Type T) { return factsOf(T).Cpp; }

std::optional<Type> typeNamed(llvm::StringRef Name) {
  for (size_t I = 0; I < std::size(AllTypes); ++I)
    if (AllTypes[I].Name == Name)
      return static_cast<Type>(I);
  return std::nullopt;
}

std::string Instruction::name() const {
  std::string Text = Opcode;
  for (const std::string &Modifier : Modifiers)
    Text += "." + Modifier;
  return Text;
}

} // namespace lorcha::ptx
