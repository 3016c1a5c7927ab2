// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Identifiers from the user's names: operators, constructors and template arguments become words.
#include "Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha::opencl {

namespace {

llvm::StringRef operatorWord(OverloadedOperatorKind Kind) {
  switch (Kind) {
  case OO_Plus:
    return "add";
  case OO_Minus:
    return "subtract";
  case OO_Star:
    return "multiply";
  case OO_Slash:
    return "divide";
  case OO_Percent:
    return "modulo";
  case OO_Caret:
    return "xor";
  case OO_Amp:
    return "and";
  case OO_Pipe:
    return "or";
  case OO_Tilde:
    return "complement";
  case OO_Exclaim:
    return "not";
  case OO_Equal:
    return "assign";
  case OO_Less:
    return "less";
  case OO_Greater:
    return "greater";
  case OO_PlusEqual:
    return "add_to";
  case OO_MinusEqual:
    return "subtract_from";
  case OO_StarEqual:
    return "multiply_by";
  case OO_SlashEqual:
    return "divide_by";
  case OO_LessLess:
    return "shift_left";
  case OO_GreaterGreater:
    return "shift_right";
  case OO_EqualEqual:
    return "equals";
  case OO_ExclaimEqual:
    return "differs";
  case OO_LessEqual:
    return "at_most";
  case OO_GreaterEqual:
    return "at_least";
  case OO_PlusPlus:
    return "increment";
  case OO_MinusMinus:
    return "decrement";
  case OO_Subscript:
    return "element";
  case OO_Call:
    return "call";
  case OO_Arrow:
    return "arrow";
  case OO_New:
  case OO_Array_New:
    return "allocate";
  case OO_Delete:
  case OO_Array_Delete:
    return "release";
  default:
    return "operator";
  }
}

/// A user's name that OpenCL C does not mind.
std::string legal(std::string Name) {
  if (isReservedWord(Name))
    Name = isReservedFamily(Name) ? "user_" + Name : Name + "_";
  return Name;
}

/// The letters and digits of a text, with single underscores between.
std::string identifierOf(llvm::StringRef Text) {
  std::string Word;
  for (char C : Text) {
    if (llvm::isAlnum(C) || C == '_')
      Word += C;
    else if (C == '-')
      Word += "minus_";
    else if (!Word.empty() && Word.back() != '_')
      Word += '_';
  }
  while (!Word.empty() && Word.back() == '_')
    Word.pop_back();
  return Word;
}

std::string argumentWords(llvm::ArrayRef<TemplateArgument> Arguments, const ASTContext &Context) {
  std::string Words;
  for (const TemplateArgument &Argument : Arguments) {
    std::string Word;
    if (Argument.getKind() == TemplateArgument::Pack) {
      Words += argumentWords(Argument.pack_elements(), Context);
      continue;
    }
    if (Argument.getKind() == TemplateArgument::Type) {
      if (const auto *Record = Argument.getAsType()->getAsCXXRecordDecl())
        Word = wordFor(Record);
      else
        Word = identifierOf(Argument.getAsType().getCanonicalType().getUnqualifiedType().getAsString(
            Context.getPrintingPolicy()));
    } else {
      llvm::raw_string_ostream OS(Word);
      Argument.print(Context.getPrintingPolicy(), OS, false);
      Word = identifierOf(Word);
    }
    Words += "_" + Word;
  }
  return Words.size() > 48 ? std::string() : Words;
}

} // namespace

std::string wordFor(const NamedDecl *Declaration) {
  const ASTContext &Context = Declaration->getASTContext();
  std::string Word;
  if (const auto *Record = dyn_cast<CXXRecordDecl>(Declaration)) {
    Word = Record->isLambda() ? "closure" : Record->getNameAsString();
    if (Word.empty() && Record->getTypedefNameForAnonDecl())
      Word = Record->getTypedefNameForAnonDecl()->getNameAsString();
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      Word += argumentWords(Special->getTemplateArgs().asArray(), Context);
    return Word.empty() ? "unnamed" : Word;
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Declaration))
    Word = wordFor(Method->getParent()) + "_";
  const auto *Function = dyn_cast<FunctionDecl>(Declaration);
  if (isa<CXXConstructorDecl>(Declaration))
    Word += "construct";
  else if (isa<CXXDestructorDecl>(Declaration))
    Word += "destroy";
  else if (const auto *Conversion = dyn_cast<CXXConversionDecl>(Declaration))
    Word += "to_" + identifierOf(Conversion->getConversionType().getAsString(Context.getPrintingPolicy()));
  else if (Function && Function->isOverloadedOperator())
    Word += operatorWord(Function->getOverloadedOperator());
  else
    Word += Declaration->getNameAsString();
  if (Function)
    if (const TemplateArgumentList *Arguments = Function->getTemplateSpecializationArgs())
      Word += argumentWords(Arguments->asArray(), Context);
  return identifierOf(Word);
}

std::string NameTable::take(std::string Wanted, const llvm::StringSet<> &Avoided) {
  Wanted = legal(Wanted);
  if (isLibraryFunction(Wanted))
    Wanted += "_";
  std::string Name = Wanted;
  for (unsigned Number = 2; Avoided.contains(Name) || !Taken.insert(Name).second; ++Number)
    Name = Wanted + (Wanted.back() == '_' ? "" : "_") + std::to_string(Number);
  return Name;
}

const std::string &LocalNames::of(const ValueDecl *Variable) {
  std::string &Name = Names[Variable];
  if (!IsQuiet && Watched.count(Variable))
    Named.insert(Variable);
  if (!Name.empty())
    return Name;
  Name = Variable->getNameAsString();
  if (Name.empty())
    return Name = fresh("unnamed");
  Name = legal(Name);
  // The parameters that a pack expands to share their name.
  while (isLibraryFunction(Name) || Global.isTaken(Name) ||
         (isa<ParmVarDecl>(Variable) && Parameters.count(Name)))
    Name += "_";
  if (isa<ParmVarDecl>(Variable))
    Parameters.insert(Name);
  Global.noteLocal(Name);
  return Name;
}

const std::string &LocalNames::ofShared(const VarDecl *Variable, const FunctionDecl *Within) {
  std::string &Name = Names[Variable];
  if (!Name.empty())
    return Name;
  const auto *Owner = dyn_cast<FunctionDecl>(Variable->getDeclContext());
  bool IsOwn = Owner && Owner->getCanonicalDecl() == Within->getCanonicalDecl();
  std::string Wanted = legal(IsOwn || !Owner ? Variable->getNameAsString()
                                             : wordFor(Owner) + "_" + Variable->getNameAsString());
  Name = Wanted;
  for (unsigned Number = 2;
       isLibraryFunction(Name) || Global.isTaken(Name) || !Parameters.insert(Name).second; ++Number)
    Name = Wanted + "_" + std::to_string(Number);
  Global.noteLocal(Name);
  return Name;
}

std::string LocalNames::fresh(llvm::StringRef Word) {
  std::string Name = ("lorcha_" + Word).str();
  for (unsigned Number = 2; !Fresh.insert(Name).second; ++Number)
    Name = ("lorcha_" + Word).str() + std::to_string(Number);
  return Name;
}

std::string fieldName(const FieldDecl *Field) {
  const auto *Record = dyn_cast<CXXRecordDecl>(Field->getParent());
  if (Record && Record->isLambda()) {
    llvm::DenseMap<const ValueDecl *, FieldDecl *> Captures;
    FieldDecl *This = nullptr;
    Record->getCaptureFields(Captures, This);
    if (Field == This)
      return "captured_this";
    for (auto &[Variable, Captured] : Captures)
      if (Captured == Field) {
        return legal(Variable->getNameAsString());
      }
  }
  std::string Name = Field->getNameAsString();
  if (Name.empty())
    return "unnamed" + std::to_string(Field->getFieldIndex());
  return legal(Name);
}

} // namespace lorcha::opencl
