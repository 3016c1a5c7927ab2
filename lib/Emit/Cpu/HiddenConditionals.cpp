// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the conditionals on __CUDA_ARCH__ that may read for all what they read for the device:
//   #if __CUDA_ARCH__ >= 530
//   __device__ half2 twice(half2 v) { return __hadd2(v, v); }
//   #else
//   __device__ half2 twice(half2 v) { return v; } // for the host's pass, which makes nothing of it
//   #endif
#include "CpuEmitter.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace lorcha {

namespace {

class ConditionalReader {
public:
  explicit ConditionalReader(ParsedUnit &Unit) : Unit(Unit), SM(Unit.sources()) {}

  /// The conditional's lines, if the host may read what the device reads.
  std::optional<std::pair<unsigned, unsigned>> linesOf(SourceRange Conditional) {
    File = SM.getFileID(Conditional.getBegin());
    llvm::StringRef Buffer = SM.getBufferData(File);
    unsigned If = SM.getFileOffset(Conditional.getBegin());
    size_t Condition = std::min(Buffer.find('\n', If), Buffer.size());
    Begin = static_cast<unsigned>(Buffer.take_front(If).rfind('\n') + 1);
    End = static_cast<unsigned>(
        std::min(Buffer.find('\n', SM.getFileOffset(Conditional.getEnd())), Buffer.size()));
    bool TestsArch = llvm::any_of(Unit.record().Tested, [&](const TestedMacro &Test) {
      return Test.Name == "__CUDA_ARCH__" && isInside(Test.Location) &&
             SM.getFileOffset(Test.Location) < Condition;
    });
    if (!TestsArch || changesSources() || declaresForHost(*Unit.ast().getTranslationUnitDecl()))
      return std::nullopt;
    return std::pair(Begin, End);
  }

private:
  bool isInside(SourceLocation Location) const {
    auto [Where, Offset] = SM.getDecomposedExpansionLoc(Location);
    return Where == File && Begin <= Offset && Offset < End;
  }

  bool changesSources() const {
    return llvm::any_of(Unit.record().Includes,
                        [&](const IncludeRecord &Include) { return isInside(Include.Hash); }) ||
           llvm::any_of(Unit.record().Definitions,
                        [&](const MacroInfo *Macro) { return isInside(Macro->getDefinitionLoc()); });
  }

  /// Whether the host's pass read something in the conditional that is not the device's alone, or the
  /// conditional stands inside of something.
  bool declaresForHost(const DeclContext &Context) const {
    return llvm::any_of(Context.noload_decls(), [&](const Decl *Each) {
      if (Each->isImplicit())
        return false;
      const auto *Inner = isa<NamespaceDecl, LinkageSpecDecl>(Each) ? cast<DeclContext>(Each) : nullptr;
      bool Begins = isInside(Each->getBeginLoc()), Ends = isInside(Each->getEndLoc());
      if (Begins != Ends)
        return true;
      if (Begins)
        return Inner ? declaresForHost(*Inner) : !isDeviceOnly(Each);
      return surrounds(Each) && (!Inner || declaresForHost(*Inner));
    });
  }

  bool surrounds(const Decl *Each) const {
    auto [First, FirstOffset] = SM.getDecomposedExpansionLoc(Each->getBeginLoc());
    auto [Last, LastOffset] = SM.getDecomposedExpansionLoc(Each->getEndLoc());
    return First == File && Last == File && FirstOffset < Begin && LastOffset >= End;
  }

  static bool isDeviceOnly(const Decl *Each) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Each))
      Each = Template->getTemplatedDecl();
    if (isa<FunctionDecl>(Each) && Each->hasAttr<CUDAHostAttr>())
      return false;
    return Each->hasAttr<CUDADeviceAttr>() || Each->hasAttr<CUDAGlobalAttr>() ||
           Each->hasAttr<CUDAConstantAttr>() || isa<EmptyDecl>(Each);
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  FileID File;
  unsigned Begin = 0, End = 0;
};

} // namespace

std::vector<PortableRange> hiddenFromHost(ParsedUnit &HostUnit) {
  EditList Places(HostUnit);
  ConditionalReader Reader(HostUnit);
  std::vector<PortableRange> Result;
  for (SourceRange Conditional : HostUnit.record().Conditionals)
    if (std::optional<std::pair<unsigned, unsigned>> Lines = Reader.linesOf(Conditional))
      Result.push_back(
          Places.portable(HostUnit.sources().getFileID(Conditional.getBegin()), Lines->first, Lines->second));
  return Result;
}

} // namespace lorcha
