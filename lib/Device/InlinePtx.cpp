// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Statements are found in the tree and replaced in the text, each at its place: those in a macro's definition
// there, if all of its uses are alike, else where the macro is used. Lines are kept.
#include "lorcha/Device/InlinePtx.h"
#include "AsmText.h"
#include "CarryFlow.h"
#include "lorcha/Device/DeviceProgram.h"
#include "lorcha/Frontend/SourceChanges.h"
#include "lorcha/Ptx/Lowering.h"
#include "lorcha/Support/AstVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace lorcha {

namespace {

struct FoundAsm {
  const GCCAsmStmt *Statement;
  const FunctionDecl *Function; ///< the innermost one, or a lambda's operator
  ptx::AsmStatement Given;
  ptx::LoweredAsm Lowered;
};

/// The asm statements of device code in users' files, once for each template.
class Finder : public AstVisitor {
  using Base = AstVisitor;

public:
  explicit Finder(ParsedUnit &Unit) : Unit(Unit) {}

  bool TraverseDecl(Decl *D) override {
    if (auto *Function = dyn_cast_or_null<FunctionDecl>(D)) {
      llvm::SaveAndRestore<const FunctionDecl *> Saved(Current, Function);
      llvm::SaveAndRestore<bool> SavedSide(IsDevice, isDeviceSide(Function));
      return Base::TraverseDecl(D);
    }
    return Base::TraverseDecl(D);
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    llvm::SaveAndRestore<const FunctionDecl *> Saved(Current, Lambda->getCallOperator());
    llvm::SaveAndRestore<bool> SavedSide(IsDevice, IsDevice || isDeviceSide(Lambda->getCallOperator()));
    return Base::TraverseLambdaExpr(Lambda);
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *Asm) override {
    if (IsDevice && Current && Unit.isUsers(Asm->getAsmLoc()))
      Found.push_back({Asm, Current, {}, {}});
    return true;
  }

  std::vector<FoundAsm> Found;

private:
  ParsedUnit &Unit;
  const FunctionDecl *Current = nullptr;
  bool IsDevice = false;
};

class PtxWriter {
public:
  PtxWriter(ParsedUnit &Unit, std::set<std::string> &Macros)
      : Unit(Unit), SM(Unit.sources()), Context(Unit.ast()), Macros(Macros) {
    Finder Walk(Unit);
    Walk.TraverseDecl(Context.getTranslationUnitDecl());
    All = std::move(Walk.Found);
  }

  std::map<std::string, std::string> run() {
    lowerAll();
    if (HasProblems || IsAsked || All.empty())
      return {};
    placeAll();
    if (HasProblems || IsAsked)
      return {};
    for (const FunctionDecl *Function : Carries->locals())
      declareCarry(Function);
    for (const FunctionDecl *Function : Carries->carriers())
      for (const FunctionDecl *Redeclaration : Function->redecls())
        takeCarry(Redeclaration);
    for (const CallExpr *Call : Carries->calls())
      passCarry(Call);
    if (HasProblems)
      return {};
    // The functions that the new text calls.
    const FileID Main = SM.getMainFileID();
    Changes.insert(SM.getLocForStartOfFile(Main), "#include <lorcha/ptx.h>\n#line 1 \"" +
                                                      SM.getFileEntryRefForID(Main)->getName().str() +
                                                      "\"\n");
    return Changes.texts();
  }

  std::string print() {
    lowerAll();
    std::string Text;
    for (const FoundAsm &Each : All) {
      PresumedLoc At = SM.getPresumedLoc(SM.getExpansionLoc(Each.Statement->getAsmLoc()));
      Text += std::to_string(At.getLine()) + ": " + Each.Lowered.Text + "\n";
    }
    return Text;
  }

private:
  template <class... Ts>
  void report(DiagId Id, SourceRange Range, const Ts &...Args) LORCHA_COUNTS_ARGUMENTS(Id, Ts) {
    Unit.report(Id, Range, Args...);
    HasProblems = true;
  }

  // --- What stands for each statement

  void lowerAll() {
    for (FoundAsm &Each : All) {
      describe(Each);
      std::optional<AsmText> Written = findAsmText(Each.Statement, SM, Context.getLangOpts());
      if (!Written)
        Written = findMacroUse(Each.Statement, Context);
      if (!Written) {
        writeOutMacro(Each);
        continue;
      }
      lower(Each, *Written);
      reportProblems(Each);
    }
    followCarries();
  }

  void lower(FoundAsm &Each, const AsmText &Written) {
    for (size_t I = 0; I < Each.Given.Arguments.size(); ++I)
      Each.Given.Arguments[I].Text = Written.Operands[I];
    Each.Given.IsInMacro = Written.IsInMacroBody;
    Each.Lowered = ptx::lower(Each.Given);
  }

  void describe(FoundAsm &Each) {
    const GCCAsmStmt *Asm = Each.Statement;
    Each.Given.Text = Asm->getAsmString()->getString().str();
    Each.Given.IsInKernel = Each.Function->hasAttr<CUDAGlobalAttr>();
    for (unsigned I = 0; I < Asm->getNumClobbers(); ++I)
      Each.Given.ClobbersMemory |= Asm->getClobber(I) == "memory";
    for (unsigned I = 0; I < Asm->getNumOutputs(); ++I)
      addArgument(Each, Asm->getOutputConstraint(I), Asm->getOutputName(I), Asm->getOutputExpr(I));
    for (unsigned I = 0; I < Asm->getNumInputs(); ++I)
      addArgument(Each, Asm->getInputConstraint(I), Asm->getInputName(I), Asm->getInputExpr(I));
  }

  void addArgument(FoundAsm &Each, llvm::StringRef Constraint, llvm::StringRef Name, const Expr *E) {
    ptx::Argument New;
    New.Constraint = Constraint.str();
    New.Name = Name.str();
    QualType Type = E->getType();
    New.MayBePointer = E->isTypeDependent() || Type->isPointerType();
    Expr::EvalResult Value;
    if (!E->isValueDependent() && E->EvaluateAsInt(Value, Context))
      New.Value = Value.Val.getInt().getExtValue();
    if (!E->isTypeDependent() && !takes(Constraint.ltrim("=+&%"), Type))
      report(DiagId::PtxConstraint, E->getSourceRange(), Constraint,
             "takes no '" + Type.getAsString(Context.getPrintingPolicy()) + "'");
    else if (New.Constraint == "n" && !E->isValueDependent() && !New.Value)
      report(DiagId::PtxConstraint, E->getSourceRange(), Constraint, "takes constants only");
    Each.Given.Arguments.push_back(std::move(New));
  }

  /// Whether a register of that letter takes a value of the type. Other letters are not for this to refuse.
  bool takes(llvm::StringRef Letter, QualType Type) {
    Type = Type.getNonReferenceType();
    if (Letter == "f" || Letter == "d")
      return Type->isSpecificBuiltinType(Letter == "f" ? BuiltinType::Float : BuiltinType::Double);
    unsigned Bits = Letter == "h" ? 16 : Letter == "r" ? 32 : Letter == "l" ? 64 : 0;
    if (Bits == 0)
      return true;
    if (Type->isPointerType() || Type->isArrayType())
      return Bits == 64;
    return Type->isIntegralOrEnumerationType() && Context.getTypeSize(Type) <= Bits;
  }

  void reportProblems(const FoundAsm &Each) {
    for (const ptx::Problem &Found : Each.Lowered.Problems) {
      SourceLocation Location = Each.Statement->getAsmLoc();
      if (Found.Id != DiagId::PtxConstraint && !Location.isMacroID())
        Location = locationOf(Each.Statement->getAsmString(), Found.Offset);
      report(Found.Id, Location, Found.Subject, Found.Reason);
    }
  }

  SourceLocation locationOf(const clang::StringLiteral *Text, size_t Offset) {
    unsigned Byte = std::min<size_t>(Offset, Text->getByteLength() ? Text->getByteLength() - 1 : 0);
    return Text->getByteLength()
               ? Text->getLocationOfByte(Byte, SM, Context.getLangOpts(), Context.getTargetInfo())
               : Text->getBeginLoc();
  }

  /// Which functions have a variable for the carry.
  void followCarries() {
    std::map<const GCCAsmStmt *, CarryUse> Uses;
    for (const FoundAsm &Each : All)
      Uses[Each.Statement] = {Each.Lowered.ReadsCarry, Each.Lowered.LeavesCarry};
    Carries.emplace(Unit, Uses);
    for (FoundAsm &Each : All)
      Each.Given.SharesCarry = Carries->hasVariable(Each.Function);
    for (const GCCAsmStmt *Asm : Carries->unset())
      report(DiagId::InlinePtx, Asm->getAsmLoc(), Asm->getAsmString()->getString(),
             " because nothing before it sets the carry");
  }

  // --- Where it goes

  void placeAll() {
    std::map<std::pair<FileID, unsigned>, std::vector<FoundAsm *>> Bodies; // by their places
    for (FoundAsm &Each : All) {
      std::optional<AsmText> Written = findAsmText(Each.Statement, SM, Context.getLangOpts());
      if (Written && Written->IsInMacroBody)
        Bodies[{Written->Where.File, Written->Where.Begin}].push_back(&Each);
      else
        put(Each, Written ? *Written : *findMacroUse(Each.Statement, Context));
    }
    for (auto &[Where, Uses] : Bodies)
      placeInBody(Uses);
  }

  void placeInBody(const std::vector<FoundAsm *> &Uses) {
    std::set<std::string> Texts;
    std::optional<AsmText> Written = findAsmText(Uses.front()->Statement, SM, Context.getLangOpts());
    for (FoundAsm *Each : Uses) {
      lower(*Each, *Written);
      Texts.insert(Each->Lowered.Text);
    }
    if (Texts.size() == 1)
      return put(*Uses.front(), *Written);
    for (FoundAsm *Each : Uses) {
      if (std::optional<AsmText> Use = findMacroUse(Each->Statement, Context))
        put(*Each, *Use);
      else
        writeOutMacro(*Each);
    }
  }

  /// Asks for the outermost macro that the statement comes from to be written out.
  void writeOutMacro(const FoundAsm &Each) {
    SourceLocation Location = Each.Statement->getAsmLoc();
    if (!Location.isMacroID())
      return report(DiagId::MacroConflict, Location);
    std::string Name = outermostMacro(Location, SM, Context.getLangOpts());
    if (!Macros.insert(Name).second && !IsAsked)
      return report(DiagId::MacroConflict, Location); // it was written out, and that did not help
    IsAsked = true;
  }

  void put(FoundAsm &Each, const AsmText &Written) {
    lower(Each, Written);
    std::string Text = Each.Lowered.Text;
    if (Each.Lowered.IsExpression && Written.HasSemicolon)
      Text += ";";
    else if (!Each.Lowered.IsExpression && !Written.HasSemicolon) // a semicolon follows somewhere
      Text = "if (true) " + Text + " else (void)0";
    const FileStretch &Where = Written.Where;
    llvm::StringRef Removed = SM.getBufferData(Where.File).slice(Where.Begin, Where.End);
    for (size_t I = 0; I < Removed.count('\n'); ++I)
      Text += Written.IsInMacroBody ? " \\\n" : "\n";
    if (!Changes.replace(Where, std::move(Text)))
      report(DiagId::MacroConflict, Each.Statement->getAsmLoc());
  }

  void declareCarry(const FunctionDecl *Function) {
    const auto *Body = dyn_cast_or_null<CompoundStmt>(Function->getBody());
    if (!Body || Body->getLBracLoc().isMacroID())
      return report(DiagId::MacroConflict, Function->getLocation());
    Changes.insert(Body->getLBracLoc().getLocWithOffset(1), " unsigned " + ptx::CarryName.str() + " = 0;");
  }

  /// The first parameter, as those behind it may have defaults.
  void takeCarry(const FunctionDecl *Function) {
    FunctionTypeLoc Type = Function->getFunctionTypeLoc();
    if (!Type || Type.getLParenLoc().isMacroID() || !isDeviceOnly(Function) ||
        Function->isOverloadedOperator() ||
        isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Function))
      return report(DiagId::MacroConflict, Function->getLocation());
    Changes.insert(Type.getLParenLoc().getLocWithOffset(1),
                   "unsigned &" + ptx::CarryName.str() + (Function->getNumParams() ? ", " : ""));
  }

  void passCarry(const CallExpr *Call) {
    SourceLocation Behind =
        Lexer::findLocationAfterToken(Call->getCallee()->getEndLoc(), tok::l_paren, SM, Context.getLangOpts(),
                                      /*SkipTrailingWhitespace=*/false);
    if (Call->getBeginLoc().isMacroID() || Behind.isInvalid() || Behind.isMacroID())
      return report(DiagId::MacroConflict, Call->getBeginLoc());
    bool HasArguments = Call->getNumArgs() && !isa<CXXDefaultArgExpr>(Call->getArg(0));
    Changes.insert(Behind, ptx::CarryName.str() + (HasArguments ? ", " : ""));
  }

  ParsedUnit &Unit;
  SourceManager &SM;
  ASTContext &Context;
  std::set<std::string> &Macros;
  std::vector<FoundAsm> All;
  std::optional<CarryFlow> Carries;
  SourceChanges Changes{SM};
  bool HasProblems = false, IsAsked = false;
};

} // namespace

std::map<std::string, std::string> writeOutPtx(ParsedUnit &Unit, std::set<std::string> &Macros) {
  return PtxWriter(Unit, Macros).run();
}

std::string printInlinePtx(ParsedUnit &Unit) {
  std::set<std::string> Macros;
  return PtxWriter(Unit, Macros).print();
}

} // namespace lorcha
