// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device program of one translation unit: its kernels, device functions, device variables and launches,
// and who calls whom. One FunctionModel stands for one function's text: a template and all its instantiations
// share a model, whose facts are the union over them, because they share the text that will be printed.
#ifndef LORCHA_DEVICE_DEVICEPROGRAM_H
#define LORCHA_DEVICE_DEVICEPROGRAM_H

#include "lorcha/Frontend/Frontend.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include <memory>

namespace lorcha {

enum class FunctionKind { Kernel, Device, HostDevice, Lambda };

/// The variables that tell a thread where it is.
enum IndexVariable : unsigned { ThreadIdx = 1, BlockIdx = 2, BlockDim = 4, GridDim = 8 };

/// Their CUDA names, in the order in which they are printed.
inline constexpr std::pair<IndexVariable, llvm::StringLiteral> IndexVariables[] = {
    {ThreadIdx, "threadIdx"}, {BlockIdx, "blockIdx"}, {BlockDim, "blockDim"}, {GridDim, "gridDim"}};

struct FunctionModel;

/// One call, or one other use that may run the callee, in a function's text.
struct CallSite {
  clang::SourceLocation Callee; ///< end of the callee's name and template arguments; the '(' follows
  FunctionModel *Target;
  /// Whether one more argument can be written at this place: a plain call in a function's body, not in a
  /// macro's.
  bool CanPassArgument;
};

/// One call in a function's text that asks for the running thread's place (lorcha/Device/PlaceQuestions.h).
struct PlaceQuestion {
  clang::SourceLocation Callee;  ///< end of the callee's name and template arguments
  clang::SourceLocation Closing; ///< the ')'
  bool CanPassArgument;          ///< whether lorchaThread can be written before it
};

/// One __shared__ variable declared in a function's body.
struct SharedVariableModel {
  const clang::VarDecl *Variable; ///< in the pattern
  const clang::DeclStmt *Statement;
  bool IsDynamic;             ///< extern __shared__
  bool NamesLocalDeclaration; ///< its type is written with names declared, or macros defined, in the body
};

/// A construct in device code that cannot be translated; reported when the model is built.
struct Obstacle {
  DiagId Id;
  std::string Text;
};

struct FunctionModel {
  FunctionKind Kind;
  const clang::FunctionDecl
      *Declaration; ///< the pattern's definition where there is one; for lambdas operator()
  const clang::LambdaExpr *Lambda = nullptr;
  bool HasBody = false;
  unsigned Indices = 0;                       ///< IndexVariable bits that the text itself uses
  BuiltinEffect Effect = BuiltinEffect::Pure; ///< strongest effect of the builtins called directly
  clang::SourceLocation EffectLocation;
  std::vector<CallSite> Calls;
  std::vector<PlaceQuestion> PlaceQuestions;
  bool IsAddressTaken = false;
  bool IsVirtual = false;
  bool HasIndirectCall = false; ///< through a pointer or a virtual function
  bool MayAbort = false;        ///< calls a function that does not return: a failing assert names its thread
  bool AsksThreadLocal = false; ///< has place questions that cannot be handed the thread
  bool HasUnknownCall = false;  ///< of a device function defined in another unit
  bool LaunchesKernels = false;
  std::vector<SharedVariableModel> Shared;
  std::vector<const clang::VarDecl *> OuterShared;       ///< namespace-scope __shared__ variables used here
  std::vector<const clang::BinaryOperator *> WideShifts; ///< whose amount may reach the width, once a place
  /// Floating-point numbers that become integers and may lie outside of their type, once a place.
  std::vector<const clang::Expr *> Truncated;
  std::set<unsigned> WrittenParameters;                  ///< indices of parameters that the body may modify
  std::vector<Obstacle> Obstacles;
  bool TestsArch = false; ///< device pass: a conditional in the text asks for __CUDA_ARCH__
  bool IsSplit = false;   ///< device pass: host and device need versions of their own
  std::vector<const clang::FunctionDecl *>
      Redeclarations; ///< every declaration in users' files, definition included

  bool isLambda() const { return Kind == FunctionKind::Lambda; }
  /// The question at a callee's end; null if there is none, or if it can only ask the thread-local.
  const PlaceQuestion *answeredQuestion(clang::SourceLocation Callee) const;
  /// A lambda that cannot name its surroundings' variables: bindings must be made inside it.
  bool capturesByDefault() const;
  std::string name() const;
};

struct LaunchModel {
  const clang::CUDAKernelCallExpr *Call;
  bool IsStatement;                  ///< stands alone, so that a comma expression needs no parentheses
  const clang::FunctionDecl *Within; ///< function whose body holds it
};

struct DeviceProgram {
  /// By the place of the name (of the '{' for lambdas): equal for a template and its instantiations.
  llvm::MapVector<clang::SourceLocation, std::unique_ptr<FunctionModel>> Functions;
  std::vector<LaunchModel> Launches;
  std::vector<const clang::VarDecl *>
      Variables; ///< __device__, __constant__, __managed__ and namespace-scope __shared__
  bool HidesIndexTypes = false; ///< a variable of a function is called dim3 or uint3

  FunctionModel *find(const clang::FunctionDecl *Function) const;
};

/// Whether the function was made by the compiler from a template's text.
bool isInstantiation(const clang::FunctionDecl *Function);
/// The declaration whose text the function has: the template's for instantiations.
const clang::FunctionDecl *patternOf(const clang::FunctionDecl *Function);
clang::SourceLocation keyOf(const clang::FunctionDecl *Function);

/// Whether a declaration stands at the outermost level of a header that is not the user's: nothing in it is
/// of interest.
bool isLibraryDeclaration(ParsedUnit &Unit, const clang::Decl *D);
/// Whether code of the function may run on the device.
bool isDeviceSide(const clang::FunctionDecl *Function);
/// Whether a variable of the program is a device's: __device__, __constant__, __managed__.
bool isDeviceVariable(const clang::VarDecl *Variable);
/// Whether it is a texture or surface reference of old: the host's, with a copy on the device.
bool isTextureReference(const clang::VarDecl *Variable);
/// A kernel or a __device__ function that is not __host__, too.
bool isDeviceOnly(const clang::FunctionDecl *Function);
/// The row of a function that our headers declare; null if it has none. Those of namespaces that the tables
/// name have rows under these: "cuda::wait" for a wait method of any class there.
const BuiltinEntry *rowOf(const clang::FunctionDecl *Function);

std::unique_ptr<DeviceProgram> buildDeviceProgram(ParsedUnit &Unit);

} // namespace lorcha

#endif
