// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the end of the translated C++ refers to kernels and variables, and what tells closures apart.
#ifndef LORCHA_LIB_EMIT_OPENCL_CPPNAMES_H
#define LORCHA_LIB_EMIT_OPENCL_CPPNAMES_H

#include "lorcha/Emit/OpenCl.h"

namespace lorcha::opencl {

/// "::ns::name", usable at file scope; none for what no text there can name: locals, private members.
std::optional<std::string> cppName(const clang::NamedDecl *Declaration);
/// A type as C++ at file scope; none if no text there can name it.
std::optional<std::string> cppType(clang::QualType Type, const clang::ASTContext &Context);

/// An expression for the stub's address; empty if there is none.
std::string stubAddress(const clang::FunctionDecl *Kernel, uint32_t ClosureTag);
/// The same for a device function.
std::string addressOfFunction(const clang::FunctionDecl *Function);
std::string infoAddress(const clang::FunctionDecl *Kernel, llvm::StringRef Info);

/// Numbers the lambdas that reach kernels, and mixes their tags as lorcha::detail::KernelOf does.
class ClosureTags {
public:
  ClosureTags(const DeviceProgram &Program, OpenClModule &Module) : Program(Program), Module(Module) {}
  uint32_t of(const clang::FunctionDecl *Kernel);

private:
  uint32_t ofType(clang::QualType Type);
  uint32_t ofLambda(const clang::CXXRecordDecl *Closure);

  const DeviceProgram &Program;
  OpenClModule &Module;
  std::map<clang::SourceLocation, uint32_t> Tags;
};

} // namespace lorcha::opencl

#endif
