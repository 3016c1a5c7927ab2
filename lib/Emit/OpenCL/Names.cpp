// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The words of OpenCL C 1.2 (section 6.1 on types, 6.9 on keywords, 6.12 on built-in functions) and of the device library's macros.
#include "Names.h"
#include "lorcha/Api/ApiTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace lorcha::opencl {

namespace {

const llvm::StringLiteral Words[] = {
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float",
    "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof",
    "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "_Bool", "_Complex",
    "_Imaginary", "bool", "uchar", "ushort", "uint", "ulong", "half", "quad", "complex", "imaginary", "size_t",
    "ptrdiff_t", "intptr_t", "uintptr_t", "image2d_t", "image3d_t", "image2d_array_t", "image1d_t",
    "image1d_buffer_t", "image1d_array_t", "sampler_t", "event_t", "global", "local", "constant", "private", "kernel",
    "read_only", "write_only", "read_write", "generic", "pipe", "uniform", "vec_step", "NULL", "MAXFLOAT", "HUGE_VALF",
    "INFINITY", "NAN", "HUGE_VAL", "true", "false", "M_PI", "M_E", "queue_t", "reserve_id_t", "asm", "typeof"};

const llvm::StringLiteral Functions[] = {
    "get_work_dim", "get_global_size", "get_global_id", "get_local_size", "get_local_id", "get_num_groups",
    "get_group_id", "get_global_offset", "acos", "acosh", "acospi", "asin", "asinh", "asinpi", "atan", "atan2", "atanh",
    "atanpi", "atan2pi", "cbrt", "ceil", "copysign", "cos", "cosh", "cospi", "erfc", "erf", "exp", "exp2", "exp10",
    "expm1", "fabs", "fdim", "floor", "fma", "fmax", "fmin", "fmod", "fract", "frexp", "hypot", "ilogb", "ldexp",
    "lgamma", "lgamma_r", "log", "log2", "log10", "log1p", "logb", "mad", "maxmag", "minmag", "modf", "nan",
    "nextafter", "pow", "pown", "powr", "remainder", "remquo", "rint", "rootn", "round", "rsqrt", "sin", "sincos",
    "sinh", "sinpi", "sqrt", "tan", "tanh", "tanpi", "tgamma", "trunc", "abs", "abs_diff", "add_sat", "hadd", "rhadd",
    "clamp", "clz", "ctz", "mad_hi", "mad_sat", "max", "min", "mul_hi", "rotate", "sub_sat", "upsample", "popcount",
    "mad24", "mul24", "degrees", "mix", "radians", "step", "smoothstep", "sign", "cross", "dot", "distance", "length",
    "normalize", "fast_distance", "fast_length", "fast_normalize", "isequal", "isnotequal", "isgreater",
    "isgreaterequal", "isless", "islessequal", "islessgreater", "isfinite", "isinf", "isnan", "isnormal", "isordered",
    "isunordered", "signbit", "any", "all", "bitselect", "select", "barrier", "mem_fence", "read_mem_fence",
    "write_mem_fence", "work_group_barrier", "async_work_group_copy", "wait_group_events", "prefetch", "atomic_add",
    "atomic_sub", "atomic_xchg", "atomic_inc", "atomic_dec", "atomic_cmpxchg", "atomic_min", "atomic_max",
    "atomic_and", "atomic_or", "atomic_xor", "atom_add", "atom_sub", "atom_xchg", "atom_inc", "atom_dec",
    "atom_cmpxchg", "atom_min", "atom_max", "atom_and", "atom_or", "atom_xor", "shuffle", "shuffle2", "printf",
    "read_imagef", "read_imagei", "read_imageui", "write_imagef", "write_imagei", "write_imageui", "get_image_width",
    "get_image_height", "get_image_depth", "main"};

/// "float4", "as_uint2", "vload4", "native_exp", "convert_int": families of names that OpenCL C owns.
bool isOfFamily(llvm::StringRef Name) {
  for (llvm::StringRef Prefix : {"as_", "convert_", "native_", "half_", "vload", "vstore", "get_image_", "lorcha",
                                 "LORCHA_", "sub_group_", "work_group_", "atomic_"})
    if (Name.starts_with(Prefix))
      return true;
  for (llvm::StringRef Type : {"char", "uchar", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "half", "bool"}) {
    llvm::StringRef Rest = Name;
    if (Rest.consume_front(Type) && llvm::is_contained({"2", "3", "4", "8", "16"}, Rest))
      return true;
  }
  return false;
}

llvm::StringRef operatorWord(OverloadedOperatorKind Kind) {
  switch (Kind) {
  case OO_Plus: return "add";
  case OO_Minus: return "subtract";
  case OO_Star: return "multiply";
  case OO_Slash: return "divide";
  case OO_Percent: return "modulo";
  case OO_Caret: return "xor";
  case OO_Amp: return "and";
  case OO_Pipe: return "or";
  case OO_Tilde: return "complement";
  case OO_Exclaim: return "not";
  case OO_Equal: return "assign";
  case OO_Less: return "less";
  case OO_Greater: return "greater";
  case OO_PlusEqual: return "add_to";
  case OO_MinusEqual: return "subtract_from";
  case OO_StarEqual: return "multiply_by";
  case OO_SlashEqual: return "divide_by";
  case OO_LessLess: return "shift_left";
  case OO_GreaterGreater: return "shift_right";
  case OO_EqualEqual: return "equals";
  case OO_ExclaimEqual: return "differs";
  case OO_LessEqual: return "at_most";
  case OO_GreaterEqual: return "at_least";
  case OO_PlusPlus: return "increment";
  case OO_MinusMinus: return "decrement";
  case OO_Subscript: return "element";
  case OO_Call: return "call";
  case OO_Arrow: return "arrow";
  default: return "operator";
  }
}

/// A user's name that OpenCL C does not mind.
std::string legal(std::string Name) {
  if (isReservedWord(Name))
    Name = isOfFamily(Name) || llvm::StringRef(Name).starts_with("__") ? "user_" + Name : Name + "_";
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
        Word = identifierOf(Argument.getAsType().getCanonicalType().getUnqualifiedType().getAsString(Context.getPrintingPolicy()));
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

bool isReservedWord(llvm::StringRef Name) {
  static const llvm::StringSet<> *Set = [] {
    auto *Made = new llvm::StringSet<>;
    for (llvm::StringRef Word : Words)
      Made->insert(Word);
    return Made;
  }();
  return Set->contains(Name) || isOfFamily(Name) || Name.starts_with("__");
}

bool isLibraryFunction(llvm::StringRef Name) {
  static const llvm::StringSet<> *Set = [] {
    auto *Made = new llvm::StringSet<>;
    for (llvm::StringRef Function : Functions)
      Made->insert(Function);
    for (const BuiltinEntry &Row : allBuiltins())
      if (Row.OpenClName.find('$') == llvm::StringRef::npos)
        Made->insert(Row.OpenClName);
    return Made;
  }();
  return Set->contains(Name);
}

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

std::string NameTable::unique(std::string Wanted) {
  Wanted = legal(Wanted);
  if (isLibraryFunction(Wanted))
    Wanted += "_";
  std::string Name = Wanted;
  for (unsigned Number = 2; !Taken.insert(Name).second; ++Number)
    Name = Wanted + (Wanted.back() == '_' ? "" : "_") + std::to_string(Number);
  return Name;
}

const std::string &LocalNames::of(const ValueDecl *Variable) {
  std::string &Name = Names[Variable];
  if (!Name.empty())
    return Name;
  Name = Variable->getNameAsString();
  if (Name.empty())
    return Name = fresh("unnamed");
  Name = legal(Name);
  // The parameters that a pack expands to share their name.
  while (isLibraryFunction(Name) || Global.isTaken(Name) || (isa<ParmVarDecl>(Variable) && Parameters.count(Name)))
    Name += "_";
  if (isa<ParmVarDecl>(Variable))
    Parameters.insert(Name);
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
