// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel becomes a function that runs one block, and a stub of the user's name and signature that launches:
//   __global__ void k(int *a, int n) { ... }
//   static constexpr lorcha::KernelInfo k_info = {...};
//   static void k_block(const lorcha::Block &lorchaBlock, int *a, int n) {
//     lorcha::forEachThread(lorchaBlock, [&](const lorcha::Thread &lorchaThread) { ... });
//   }
//   void k(int *a, int n) { lorcha::Kernel<k_block, k, k_info>::launch(a, n); }
#include "AbreastText.h"
#include "RimText.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace lorcha {

namespace {

class KernelPrinter {
public:
  KernelPrinter(CpuEmitterState &State, const KernelPlan &Plan)
      : State(State), Edits(State.Edits), Plan(Plan), Function(Plan.Model->Declaration),
        Template(Function->getDescribedFunctionTemplate()), Type(Function->getFunctionTypeLoc()) {}

  void run() {
    if (!Plan.Model->HasBody || !Function->hasBody())
      return;
    if (!isWrittenOut()) {
      State.Unit.report(DiagId::KernelInMacro, Function->getLocation(), Plan.Model->name());
      return;
    }
    std::string Stub = isSpecialisation() ? std::string() : stub();
    SharedText Shared;
    if (Plan.Untranslated.empty())
      Shared = printShared(State, Plan, Plan.Lasting,
                           isAbreast() ? abreastCount(Plan.Regions->Abreast) : "");
    printHead(Shared);
    printBody(Shared);
    Edits.insertAfter(Function->getBody()->getEndLoc(), Stub, Rank::Trailing);
  }

private:
  SourceLocation file(SourceLocation Location) const { return State.SM.getExpansionLoc(Location); }
  /// The `extern "C"` before the kernel; null if there is none.
  const LinkageSpecDecl *linkage() const {
    const auto *Linkage = dyn_cast<LinkageSpecDecl>(Function->getLexicalDeclContext());
    return Linkage && !Linkage->hasBraces() ? Linkage : nullptr;
  }
  SourceLocation begin() const {
    if (const LinkageSpecDecl *Linkage = linkage())
      return file(Linkage->getBeginLoc());
    return file(Template ? Template->getBeginLoc() : Function->getBeginLoc());
  }
  SourceLocation specifiers() const { return linkage() ? begin() : file(Function->getInnerLocStart()); }
  SourceLocation name() const { return file(Function->getLocation()); }

  bool isSpecialisation() const {
    return Function->getTemplateSpecializationKind() == TSK_ExplicitSpecialization;
  }

  /// The head and the braces stand in one file, outside of macro bodies.
  bool isWrittenOut() const {
    if (!Type)
      return false;
    SourceLocation Places[] = {begin(),
                               specifiers(),
                               name(),
                               file(Type.getLParenLoc()),
                               file(Type.getRParenLoc()),
                               file(Function->getBody()->getBeginLoc()),
                               file(Function->getBody()->getEndLoc())};
    FileID File = State.SM.getFileID(Places[0]);
    for (size_t I = 0; I + 1 < std::size(Places); ++I) {
      unsigned This = State.SM.getFileOffset(Places[I]), Next = State.SM.getFileOffset(Places[I + 1]);
      bool InOrder = I < 2 ? This <= Next : This < Next;
      if (State.SM.getFileID(Places[I + 1]) != File || !InOrder)
        return false;
    }
    return Type.getLParenLoc().isFileID() && Function->getBody()->getBeginLoc().isFileID();
  }

  bool isAbreast() const { return Plan.Regions && Plan.Regions->Abreast; }

  std::string templateArguments() const {
    if (!Template)
      return "";
    std::string Text;
    for (const NamedDecl *Parameter : *Template->getTemplateParameters())
      Text += (Text.empty() ? "<" : ", ") + Parameter->getNameAsString() +
              (Parameter->isParameterPack() ? "..." : "");
    return Text + ">";
  }

  std::string blockFunction() const {
    if (isSpecialisation())
      if (const FunctionTemplateDecl *Primary = Function->getPrimaryTemplate())
        if (const FunctionModel *Model = State.Program.find(Primary->getTemplatedDecl()))
          return static_cast<const KernelPlan *>(State.Decisions.find(Model))->BlockFunction;
    return Plan.BlockFunction;
  }

  std::string parameterName(const ParmVarDecl *Parameter) const {
    return Parameter->getName().empty() ? "lorchaUnnamed" + std::to_string(Parameter->getFunctionScopeIndex())
                                        : Parameter->getNameAsString();
  }

  void printHead(const SharedText &Shared) {
    // Compilers make code of what nobody else can call part of its caller, where more is known.
    bool IsHidden = !isSpecialisation() && !isa<CXXMethodDecl>(Function);
    SourceLocation Before = name();
    unsigned Begin = State.SM.getFileOffset(specifiers()), End = State.SM.getFileOffset(Before);
    FileID File = State.SM.getFileID(Before);
    Edits.add(File, {Begin, End - Begin, IsHidden ? "static void " : "void ", Rank::Normal, InPlace});
    Edits.replaceToken(Before, blockFunction(), InPlace);
    std::optional<Token> First = Lexer::findNextToken(Type.getLParenLoc(), State.SM, State.Unit.language());
    bool IsVoid = First && Function->getNumParams() == 0 && First->isNot(tok::r_paren);
    if (IsVoid)
      Edits.replaceToken(First->getLocation(), "const lorcha::Block &lorchaBlock", InPlace);
    else
      Edits.insertAfter(Type.getLParenLoc(),
                        Function->getNumParams() ? "const lorcha::Block &lorchaBlock, "
                                                 : "const lorcha::Block &lorchaBlock",
                        Rank::Normal, InPlace);
    for (const ParmVarDecl *Parameter : Function->parameters())
      printParameter(Parameter);
    if (!isSpecialisation())
      Edits.insertBefore(begin(), lastingType(Shared) + kernelInfoText(Plan) + ownDeclaration(),
                         Rank::Declaration, InPlace);
  }

  void printParameter(const ParmVarDecl *Parameter) {
    if (isCopied(Parameter))
      Edits.replaceToken(file(Parameter->getLocation()), Parameter->getNameAsString() + "_arg", InPlace);
    if (!Parameter->hasDefaultArg() || Parameter->hasInheritedDefaultArg())
      return;
    // Only the stub has default arguments.
    std::optional<FilePlace> First = Edits.written(file(Parameter->getDefaultArgRange().getBegin()));
    std::optional<FilePlace> Last = Edits.written(file(Parameter->getDefaultArgRange().getEnd()));
    if (!First || !Last)
      return;
    size_t Equals = Edits.buffer(First->File).rfind('=', First->Offset);
    while (Equals > 0 && Edits.buffer(First->File)[Equals - 1] == ' ')
      --Equals;
    unsigned End = Last->Offset + Edits.tokenLength(*Last);
    Edits.add(First->File, {static_cast<unsigned>(Equals), End - static_cast<unsigned>(Equals), "",
                            Rank::Normal, InPlace});
  }

  bool isCopied(const ParmVarDecl *Parameter) const {
    return Plan.CopiedParameters.count(Parameter->getFunctionScopeIndex()) && !Parameter->getName().empty() &&
           !Parameter->isParameterPack();
  }

  /// What the worker keeps from block to block. Other units may have a kernel of the same name.
  std::string lastingType(const SharedText &Shared) const {
    return Plan.Lasting ? "namespace {\nstruct " + Plan.LastingType + " {\n" + Shared.Lasting + "};\n}\n"
                        : "";
  }

  llvm::StringRef loop() const {
    if (Plan.Fold)
      return Plan.Rim ? "lorcha::withRimOfRows" : "lorcha::regionOfRows";
    if (Plan.Rim && Plan.Joining.Obstacle.empty())
      return Plan.IsOneRow ? "lorcha::withRimInRow" : "lorcha::withRim";
    if (Plan.Rim)
      return Plan.IsOneRow ? "lorcha::withRimInRow" : "lorcha::withRimOfRows";
    if (Plan.Form == CpuForm::Fiber)
      return "lorcha::forEachFiber";
    if (Plan.IsTracked)
      return "lorcha::forEachTrackedThread";
    if (Plan.IsSparse)
      return Plan.IsOneRow ? "lorcha::forEachThreadInRowInTurn" : "lorcha::forEachThreadInTurn";
    return Plan.IsOneRow ? "lorcha::forEachThreadInRow" : "lorcha::forEachThread";
  }

  /// Runs the rows of a block one after the other where the kernel's text takes blocks to be one row.
  std::string rowByRow() const {
    if (!Plan.Regions->IsRowByRow)
      return "";
    std::string Arguments = "lorchaRow";
    for (const ParmVarDecl *Parameter : Function->parameters())
      Arguments += ", " + parameterName(Parameter) + (isCopied(Parameter) ? "_arg" : "");
    const char *Runner = Plan.IsOneRow ? "oneRow" : "rowByRow";
    return std::string("  if (lorcha::hasRows(lorchaBlock))\n    return lorcha::") + Runner +
           "(lorchaBlock, [&](const lorcha::Block &lorchaRow) { " + blockFunction() + templateArguments() +
           "(" + Arguments + "); });\n";
  }

  /// Around the loops over the threads of folded rows.
  std::string foldBegin() const {
    if (!Plan.Fold)
      return "";
    const char *Launched = !Plan.Regions && Plan.IsOneRow ? "lorcha::firstRow(lorchaBlock)" : "lorchaBlock";
    return "  lorcha::inRows<" + std::to_string(Plan.Fold.Width) + ">(" + Launched +
           ", [&](const lorcha::Block &lorchaBlock) {\n";
  }
  std::string foldEnd() const { return Plan.Fold ? "  });\n" : ""; }
  /// Remainders, quotients and the ranks of tiles are to see where the thread stands in its row.
  void markFolded() const {
    for (const RowFold::Place &Place : Plan.Fold.Places) {
      std::optional<FilePlace> First = Edits.written(Place.Text.getBegin()),
                               Last = Edits.written(Place.Text.getEnd());
      std::string Text = "lorcha::";
      if (Place.Kind == RowFold::Place::Divided)
        Text +=
            ("inRow(lorchaThread, " +
             Edits.buffer(First->File).slice(First->Offset, Last->Offset + Edits.tokenLength(*Last)) + ")")
                .str();
      else
        Text += (Place.Kind == RowFold::Place::RankInTile ? "rankInTile<" : "rankOfTile<") +
                std::to_string(Place.Divisor) + ">(lorchaThread)";
      Edits.replace(Place.Text.getBegin(), Place.Text.getEnd(), Text);
    }
  }

  std::string lasting() const {
    return Plan.Lasting ? "  auto &lorchaLasting = lorcha::lasting<" + Plan.LastingType + ">(lorchaBlock);\n"
                        : "";
  }

  /// What short loops with early reads ask for: code in no rim is told that no thread of it is inside.
  std::string outsideOfRims() const {
    bool Asks = llvm::any_of(Plan.ShortLoops, [](const ShortLoop &Each) { return !Each.Reads.empty(); });
    return Asks ? "  [[maybe_unused]] constexpr std::false_type lorchaIsInner{};\n"
                  "  const lorcha::ReadMarks lorchaMarks(__builtin_alloca(lorchaBlock.blockDim.x));\n"
                : "";
  }

  void printBody(const SharedText &Shared) {
    const Stmt *Body = Function->getBody();
    if (!Plan.Untranslated.empty()) {
      Edits.replace(Body->getBeginLoc(), Body->getEndLoc(), "{ __builtin_trap(); }");
      return;
    }
    markFolded();
    std::optional<BodyStart> Start = bodyStart(State, Body);
    std::optional<FilePlace> End = Edits.written(Body->getEndLoc());
    const char *Indent = isAbreast() ? "  [[maybe_unused]] " : "  "; // each block has its own blockIdx
    std::string Lines = foldBegin() + texturesBegin() + outsideOfRims() +
                        indexLines(State, Plan.Context.Indices & ~ThreadIdx, "", "lorchaBlock", Indent) +
                        lasting() + Shared.Head;
    if (Plan.Regions) {
      insertLines(State, *Start,
                  rowByRow() + Lines + outerSharedLines(State, Plan) + printRegions(State, Plan));
      if (!Plan.Textures.empty() || Plan.Fold)
        close(*Start, *End, texturesEnd() + foldEnd());
      return;
    }
    bool UsesThread = Plan.Context.NamesThread || (Plan.Context.Indices & ThreadIdx);
    std::string Tests,
        Lambda = std::string("[&](const lorcha::Thread &") + (UsesThread ? "lorchaThread" : "") + ") {";
    if (Plan.Rim) {
      RegionText Text(State, Body, AllViews);
      const Rim &Known = Plan.Rim->Regions.WholeRim;
      Tests = rimTests(Known, Text, RegionVariables(State, *Plan.Rim, Plan.Context.Indices, Text));
      Lambda = rimLambda("Thread");
      markRim(Known.Tests, Plan.Rim->Definition->getBody(), Text);
      Text.flush();
    }
    Lines += ("  " + loop() + "(lorchaBlock, " + Lambda + "\n").str();
    if (Plan.Context.Indices & ThreadIdx)
      Lines += "    const " + indexType(State, "uint3") + " threadIdx = " + threadIdxOf(Plan.Fold) + ";\n";
    for (const ParmVarDecl *Parameter : Function->parameters())
      if (isCopied(Parameter))
        Lines +=
            "    auto " + Parameter->getNameAsString() + " = " + Parameter->getNameAsString() + "_arg;\n";
    Lines += outerSharedLines(State, Plan);
    insertLines(State, *Start, Lines);
    indentBody(*Start, *End);
    close(*Start, *End, "  }" + Tests + ");\n" + texturesEnd() + foldEnd());
  }

  std::string texturesBegin() const {
    if (Plan.Textures.empty())
      return "";
    auto Names = llvm::map_range(Plan.Textures, [](const TextureRead &Each) {
      return "const auto &" + Each.Texture->getNameAsString();
    });
    return "  lorcha::withTextures([&](" + llvm::join(Names, ", ") + ") {\n";
  }
  std::string texturesEnd() const {
    if (Plan.Textures.empty())
      return "";
    std::string Text = "  }";
    for (const TextureRead &Each : Plan.Textures)
      Text += ", lorcha::readsOf<" + Each.Type + (Each.Type.empty() ? "" : ", ") + std::to_string(Each.Axes) +
              ">(" + Each.Texture->getNameAsString() + ")";
    return Text + ");\n";
  }

  /// Puts lines before the brace that ends the body.
  void close(const BodyStart &Start, const FilePlace &End, llvm::StringRef Lines) {
    llvm::StringRef Buffer = Edits.buffer(End.File);
    std::string Indent = indentAt(Buffer, End.Offset);
    bool OwnLine = Buffer.slice(Start.Place.Offset, End.Offset).rtrim(" \t").ends_with("\n") ||
                   Start.Place.Offset == End.Offset;
    unsigned Offset = End.Offset, Blanks = 0;
    while (Offset > Start.Place.Offset && (Buffer[Offset - 1] == ' ' || Buffer[Offset - 1] == '\t'))
      --Offset, ++Blanks;
    std::string Closing = (OwnLine ? Indent : "\n") + Lines.str() + (OwnLine ? Indent : "");
    Edits.add(End.File, {Offset, Blanks, Closing, Rank::Closing, AllViews});
  }

  void indentBody(const BodyStart &Start, const FilePlace &End) {
    llvm::StringRef Buffer = Edits.buffer(End.File);
    unsigned Offset = Start.Place.Offset;
    if (Start.IsOneLine && Offset < End.Offset && Buffer[Offset] == ' ')
      Edits.add(End.File, {Offset, 0, "   ", Rank::Specifier, AllViews});
    const auto LastLine = static_cast<unsigned>(Buffer.rfind('\n', End.Offset) + 1); // with the brace
    indentLines(State, End.File, Start.IsOneLine ? Offset : Offset - 1, LastLine, AllViews);
  }

  /// A kernel may launch itself: its stub, which stands behind it, must be known. Default arguments can be
  /// given only once.
  std::string ownDeclaration() const {
    bool HasDefaults = llvm::any_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
      return Parameter->hasDefaultArg() && !Parameter->hasInheritedDefaultArg();
    });
    return Plan.Model->LaunchesKernels && !HasDefaults ? Head + ";\n" : std::string();
  }

  /// The user's declaration, and a body that launches.
  std::string stub() {
    for (const ParmVarDecl *Parameter : Function->parameters())
      if (Parameter->getName().empty())
        Edits.insertAfter(file(Parameter->getEndLoc()), " " + parameterName(Parameter), Rank::Normal,
                          AllViews);
    Head = Edits.render(begin(), file(Type.getRParenLoc()), StubHead);
    std::string Arguments;
    for (const ParmVarDecl *Parameter : Function->parameters())
      Arguments += (Arguments.empty() ? "" : ", ") + parameterName(Parameter) +
                   (Parameter->isParameterPack() ? "..." : "");
    std::string Targets = templateArguments();
    return "\n" + Head + " {\n  lorcha::Kernel<" + blockFunction() + Targets + ", " +
           Function->getNameAsString() + Targets + ", " + Plan.Info + ">::launch(" + Arguments + ");\n}";
  }

  CpuEmitterState &State;
  EditList &Edits;
  const KernelPlan &Plan;
  const FunctionDecl *Function;
  const FunctionTemplateDecl *Template;
  FunctionTypeLoc Type;
  std::string Head; ///< of the stub
};

} // namespace

void printKernel(CpuEmitterState &State, const KernelPlan &Plan) { KernelPrinter(State, Plan).run(); }

} // namespace lorcha
