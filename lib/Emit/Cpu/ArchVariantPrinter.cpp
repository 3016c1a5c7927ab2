// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditionals on __CUDA_ARCH__ stay in the text; the macro is defined around device code that tests it:
//   __host__ __device__ int f() { #ifdef __CUDA_ARCH__ ... #endif }
//   int f() { #ifdef __CUDA_ARCH__ ... #endif }
//   #define __CUDA_ARCH__ 800
//   int f(const lorcha::Thread &lorchaThread) { #ifdef __CUDA_ARCH__ ... #endif }
//   #undef __CUDA_ARCH__
#include "CpuEmitter.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include <set>

using namespace clang;

namespace lorcha {

namespace {

SourceLocation beginOf(const FunctionDecl *Declaration) {
  const FunctionTemplateDecl *Template = Declaration->getDescribedFunctionTemplate();
  return Template ? Template->getBeginLoc() : Declaration->getBeginLoc();
}

/// From the first token to behind the '}' or, for declarations, the ';'.
std::optional<PortableRange> rangeOf(ParsedUnit &Unit, const EditList &Edits,
                                     const FunctionDecl *Declaration) {
  SourceManager &SM = Unit.sources();
  SourceLocation Begin = SM.getExpansionLoc(beginOf(Declaration)),
                 End = SM.getExpansionLoc(Declaration->getEndLoc());
  if (SM.getFileID(Begin) != SM.getFileID(End))
    return std::nullopt;
  if (!Declaration->doesThisDeclarationHaveABody())
    if (std::optional<Token> Next = Lexer::findNextToken(End, SM, Unit.language());
        Next && Next->is(tok::semi))
      End = Next->getLocation();
  unsigned Last = SM.getFileOffset(End);
  return Edits.portable(SM.getFileID(Begin), SM.getFileOffset(Begin),
                        Last + Edits.tokenLength({SM.getFileID(End), Last}));
}

bool isWithin(llvm::ArrayRef<PortableRange> Ranges, const PortableRange &Part) {
  return llvm::any_of(Ranges, [&](const PortableRange &Range) { return Range.contains(Part); });
}

class ArchVariantPrinter {
public:
  ArchVariantPrinter(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Decisions, unsigned CudaArch,
                     llvm::ArrayRef<PortableRange> Hidden, EditList &Edits)
      : Unit(Unit), SM(Unit.sources()), Program(Program), Decisions(Decisions), Hidden(Hidden), Edits(Edits),
        Define("#define __CUDA_ARCH__ " + std::to_string(CudaArch) + "\n") {}

  DeviceText run() {
    std::vector<PortableRange> Split;
    std::vector<std::pair<FilePlace, std::string>> Copies;
    for (auto &[Key, Function] : Program.Functions) {
      if (Function->isLambda())
        continue;
      bool IsDeviceOnly = Function->Kind != FunctionKind::HostDevice;
      for (const FunctionDecl *Declaration : Function->Redeclarations) {
        std::optional<PortableRange> Range = rangeOf(Unit, Edits, Declaration);
        if (!Range)
          continue;
        show(*Range, fileOf(Declaration));
        bool IsSplit = Function->IsSplit && carries(*Function);
        if (IsDeviceOnly) {
          Result.Owned.push_back(*Range);
          Result.OwnNames.push_back(Function->name());
        }
        if (IsSplit) {
          Split.push_back(*Range);
          Copies.push_back(
              {FilePlace{fileOf(Declaration), Range->End}, copyOf(*Function, Declaration, *Range)});
        }
      }
      if (Function->IsSplit && !carries(*Function))
        Unit.report(DiagId::HostTextOnDevice, Function->Declaration->getLocation(), Function->name());
      if (IsDeviceOnly && Function->TestsArch)
        defineAround(Function->Declaration);
    }
    Edits.dropWithin(Split);
    for (auto &[Place, Text] : Copies)
      Edits.add(Place.File, {Place.Offset, 0, Text, Rank::Trailing, AllViews});
    Result.Edits = Edits.exported();
    return std::move(Result);
  }

private:
  bool carries(const FunctionModel &Function) const {
    return Decisions.find(&Function)->Context.Kind == ContextKind::Parameter;
  }

  FileID fileOf(const FunctionDecl *Declaration) const {
    return SM.getFileID(SM.getExpansionLoc(beginOf(Declaration)));
  }

  std::string copyOf(const FunctionModel &Function, const FunctionDecl *Declaration,
                     const PortableRange &Range) const {
    std::string Text = Edits.render(fileOf(Declaration), Range.Begin, Range.End, InPlace);
    if (!Declaration->doesThisDeclarationHaveABody() || !Function.TestsArch || isShown(Range))
      return "\n" + Text;
    return "\n" + Define + Text + "\n#undef __CUDA_ARCH__";
  }

  void defineAround(const FunctionDecl *Declaration) {
    std::optional<PortableRange> Range = rangeOf(Unit, Edits, Declaration);
    if (Range && !isShown(*Range))
      defineAround(*Range, fileOf(Declaration));
  }

  void defineAround(const PortableRange &Range, FileID File) {
    llvm::StringRef Line = Edits.buffer(File).take_front(Range.Begin);
    bool AtLineStart = Line.empty() || Line.back() == '\n';
    Edits.add(File, {Range.Begin, 0, AtLineStart ? Define : "\n" + Define, Rank::Declaration, AllViews});
    Edits.add(File, {Range.End, 0, "\n#undef __CUDA_ARCH__", Rank::Trailing, AllViews});
  }

  /// Shows the conditional that hides a function from the host, if one does.
  void show(const PortableRange &Function, FileID File) {
    if (isShown(Function))
      return;
    for (const PortableRange &Conditional : Hidden)
      if (Conditional.contains(Function)) {
        Result.Shown.push_back(Conditional);
        defineAround(Conditional, File);
      }
  }
  bool isShown(const PortableRange &Function) const { return isWithin(Result.Shown, Function); }

  ParsedUnit &Unit;
  SourceManager &SM;
  const DeviceProgram &Program;
  const Plan &Decisions;
  llvm::ArrayRef<PortableRange> Hidden;
  EditList &Edits;
  std::string Define;
  DeviceText Result;
};

} // namespace

DeviceText printArchVariants(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Plan,
                             unsigned CudaArch, llvm::ArrayRef<PortableRange> Hidden, EditList &Edits) {
  return ArchVariantPrinter(Unit, Program, Plan, CudaArch, Hidden, Edits).run();
}

void addDeviceText(ParsedUnit &Unit, const DeviceProgram &HostProgram, const DeviceText &Device,
                   EditList &Edits) {
  std::set<std::pair<std::string, unsigned>> Seen;
  for (auto &[Key, Function] : HostProgram.Functions)
    for (const FunctionDecl *Declaration : Function->Redeclarations)
      if (std::optional<PortableRange> Range = rangeOf(Unit, Edits, Declaration))
        Seen.insert({Range->File, Range->Begin});
  for (size_t I = 0; I < Device.Owned.size(); ++I)
    if (!Seen.count({Device.Owned[I].File, Device.Owned[I].Begin}) &&
        !isWithin(Device.Shown, Device.Owned[I]))
      Unit.report(DiagId::DifferentDeclarations, Edits.locate(Device.Owned[I]), Device.OwnNames[I]);
  Edits.dropWithin(Device.Owned);
  Edits.import(Device.Edits);
}

} // namespace lorcha
