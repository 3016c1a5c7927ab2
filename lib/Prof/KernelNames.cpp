// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Instantiations of one kernel template have one name in their KernelInfo; the symbols of their stubs tell
// them apart.
#include "lorcha/Prof/Trace.h"

#include "llvm/Demangle/Demangle.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/ObjectFile.h"

using namespace lorcha;
using namespace lorcha::timeline;
using llvm::StringRef;

static std::map<uint64_t, std::string> readFunctions(StringRef Path) {
  std::map<uint64_t, std::string> Result;
  auto File = llvm::object::ObjectFile::createObjectFile(Path);
  if (!File) {
    llvm::consumeError(File.takeError());
    return Result;
  }
  auto Add = [&](const llvm::object::SymbolRef &Each) {
    auto Type = Each.getType();
    auto Address = Each.getAddress();
    auto Name = Each.getName();
    if (Type && Address && Name && *Type == llvm::object::SymbolRef::ST_Function && !Name->empty())
      Result.insert({*Address, Name->str()});
    llvm::consumeError(Type.takeError());
    llvm::consumeError(Address.takeError());
    llvm::consumeError(Name.takeError());
  };
  for (const auto &Each : File->getBinary()->symbols())
    Add(Each);
  if (const auto *Elf = llvm::dyn_cast<llvm::object::ELFObjectFileBase>(File->getBinary()))
    for (const auto &Each : Elf->getDynamicSymbolIterators())
      Add(Each);
  return Result;
}

/// "void f<int>(float*)" as people write it: without result and parameters.
static std::string shortened(StringRef Signature) {
  int Angles = 0;
  size_t Begin = 0, End = Signature.size();
  for (size_t I = 0; I < Signature.size(); ++I) {
    const char C = Signature[I];
    if (Signature.substr(I).starts_with("(anonymous namespace)")) {
      I += StringRef("(anonymous namespace)").size() - 1;
    } else if (C == '<') {
      ++Angles;
    } else if (C == '>') {
      --Angles;
    } else if (C == ' ' && !Angles) {
      Begin = I + 1;
    } else if (C == '(' && !Angles) {
      End = I;
      break;
    }
  }
  return Signature.slice(Begin, End).str();
}

std::string KernelNames::find(StringRef Text) {
  auto [Name, Rest] = Text.split('\n');
  auto [Path, Digits] = Rest.split('\n');
  uint64_t Offset = 0;
  if (Path.empty() || Digits.getAsInteger(16, Offset))
    return Name.str();
  auto [Module, IsNew] = Modules.insert({Path.str(), {}});
  if (IsNew)
    Module->second = readFunctions(Path);
  auto Found = Module->second.find(Offset);
  if (Found == Module->second.end())
    return Name.str();
  const std::string Long = shortened(llvm::demangle(Found->second));
  return StringRef(Long).contains('<') ? Long : Name.str();
}

StringRef lorcha::formOf(const TraceEvent &Kernel) {
  static constexpr StringRef Names[] = {"loop", "region", "fiber", "OpenCL"};
  return Kernel.Raw.Detail < std::size(Names) ? Names[Kernel.Raw.Detail] : "?";
}

StringRef lorcha::directionOf(const TraceEvent &Copy) {
  static constexpr StringRef Names[] = {"host to device", "device to host", "device to device",
                                        "host to host"};
  return Copy.Raw.Detail < std::size(Names) ? Names[Copy.Raw.Detail] : "?";
}
