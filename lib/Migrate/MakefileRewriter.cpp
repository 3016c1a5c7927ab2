// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites Makefiles word by word: nvcc becomes $(LORCHA_CC) of lorcha.mk, flags that only nvcc has go,
// libraries and sources get their new names. Comments stay. Values that other programs compute are left, and
// listed.
#include "BuildWords.h"
#include "lorcha/Migrate/BuildFiles.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

class MakefileRewriter {
public:
  MakefileRewriter(const SourceTree &Tree, const Names &NewNames, std::string Path,
                   std::vector<LeftOver> &Left)
      : Sources(Tree, NewNames, path::parent_path(Path).str()), Path(std::move(Path)), Left(Left) {}

  std::string run(StringRef Text) {
    std::string Result;
    bool IsContinuedComment = false;
    while (!Text.empty()) {
      ++Line;
      size_t End = Text.find('\n');
      StringRef Whole = Text.take_front(End == StringRef::npos ? Text.size() : End + 1);
      Text = Text.drop_front(Whole.size());
      StringRef Own = Whole.rtrim("\r\n");
      const bool IsComment = IsContinuedComment || Own.ltrim().starts_with("#");
      IsContinuedComment = IsComment && Own.ends_with("\\");
      if (!IsComment)
        noteTarget(Own);
      Result += IsComment ? Own.str() : rewriteLine(Own);
      Result += Whole.substr(Own.size());
    }
    if (const std::string Rules = emptyRules(); !Rules.empty())
      Result += (StringRef(Result).ends_with("\n") ? "" : "\n") + Rules;
    return Result;
  }

  bool usesRuntime() const { return Uses; }

private:
  /// A word ends at a blank outside of quotes and of $(...).
  static size_t wordLength(StringRef Rest) {
    char Quote = 0;
    unsigned Depth = 0;
    for (size_t I = 0; I < Rest.size(); ++I) {
      const char C = Rest[I];
      if (Quote)
        Quote = C == Quote ? 0 : Quote;
      else if ((C == '"' || C == '\'') && (I == 0 || Rest[I - 1] != '\\'))
        Quote = C;
      else if (C == '(' || C == '{')
        ++Depth;
      else if ((C == ')' || C == '}') && Depth > 0)
        --Depth;
      else if (Depth == 0 && (C == ' ' || C == '\t'))
        return I;
    }
    // An unclosed quote: an apostrophe, not a string.
    return Quote || Depth ? Rest.find_first_of(" \t") : StringRef::npos;
  }

  std::string rewriteLine(StringRef Own) {
    HasLibraries = false;
    SkipsValue = false;
    IsForNvcc =
        Own.contains("nvcc") || Own.contains("NVCC") || Own.contains("CUDA") || Own.contains("NVFLAGS") ||
        llvm::any_of(Compilers, [&](const std::string &Each) { return Own.contains("$(" + Each + ")"); });
    IsAssignment = !Own.starts_with("\t") && Own.contains('=');
    noteCompiler(Own);
    std::string Result;
    bool DropsBlank = false;
    while (!Own.empty()) {
      StringRef Blanks = Own.take_while([](char C) { return C == ' ' || C == '\t'; });
      Own = Own.drop_front(Blanks.size());
      if (!DropsBlank || Result.empty() || !llvm::isSpace(Result.back()))
        Result += Blanks;
      DropsBlank = false;
      StringRef Word = Own.take_front(wordLength(Own));
      Own = Own.drop_front(Word.size());
      if (Word.empty())
        break;
      if (Word.starts_with("#") && !Result.empty())
        return Result + Word.str() + Own.str();
      std::string New = rewriteWord(Word);
      DropsBlank = New.empty();
      Result += New;
    }
    return Result;
  }

  /// "program: $(OBJECTS)": whether a recipe follows is seen on the next line.
  void noteTarget(StringRef Own) {
    if (!Target.empty() && Own.starts_with("\t"))
      Made.insert(Target);
    Target.clear();
    const size_t Colon = Own.find(':');
    const StringRef Name = Own.take_front(Colon).trim();
    const bool IsRule = Colon != StringRef::npos && !Own.substr(Colon).starts_with(":=");
    if (!IsRule || Own.starts_with("\t") || Name.find_first_of("$% ") != StringRef::npos)
      return;
    std::string Why;
    if (Sources.replaceIn((Name + ".cu").str(), Why) != (Name + ".cpp").str() || !Why.empty())
      return;
    Target = Name.str();
    Named.insert(Target);
    if (Own.contains(';'))
      Made.insert(Target);
  }

  /// Targets that no rule of the file makes and that have the name of a source: now that this is C++, make
  /// would link it by a rule of its own.
  std::string emptyRules() const {
    std::string Text;
    for (const std::string &Each : Named)
      if (!Made.count(Each))
        Text += Each + ": ; # make itself has a rule for names of C++ sources\n";
    return Text;
  }

  /// CC may be nvcc.
  void noteCompiler(StringRef Own) {
    auto [Name, Value] = Own.split('=');
    if (isNvcc(Value.trim()))
      Compilers.insert(Name.rtrim(":? \t").trim().str());
  }

  void note(const std::string &Why) { Left.push_back({Path, Line, Why}); }

  /// "NAME=" or "NAME:=" glued to a value; a flag's '=' is no assignment.
  static StringRef assignmentIn(StringRef Word) {
    if (Word.starts_with("-"))
      return "";
    size_t Equals = Word.find('=');
    if (Equals == StringRef::npos || Equals == 0 ||
        Word.take_front(Equals).find_first_of("$(") != StringRef::npos)
      return "";
    return Word.take_front(Equals + 1);
  }

  static bool isToolkitPath(StringRef Value) {
    Value = Value.ltrim("\"'");
    if (Value.starts_with("/usr/local/cuda") || Value.starts_with("/opt/cuda"))
      return true;
    if (!Value.consume_front("$(") && !Value.consume_front("${"))
      return false;
    StringRef Name = Value.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    return Name.upper().find("CUDA") != std::string::npos && Name.upper().find("SDK") == std::string::npos &&
           Name.upper().find("SRC") == std::string::npos;
  }

  std::string rewriteWord(StringRef Word) {
    if (SkipsValue) {
      SkipsValue = false;
      if (Word != "\\")
        return "";
    }
    if (std::exchange(ForwardsValue, false))
      return forwarded(Word);
    StringRef Start = assignmentIn(Word);
    if (Start.empty() && (Word.starts_with("@") || Word.starts_with("-n")))
      Start = Word.take_front(1);
    if (!Start.empty())
      return Start.str() + rewriteValue(Word.drop_front(Start.size()));
    return rewriteValue(Word);
  }

  std::string rewriteValue(StringRef Word) {
    if (Word.size() > 2 && (Word.front() == '"' || Word.front() == '\'') && Word.back() == Word.front())
      return rewriteQuoted(Word);
    if (isNvcc(Word)) {
      Uses = true;
      return "$(LORCHA_CC)";
    }
    StringRef Value;
    if (isForwarding(Word, Value))
      return forwarded(Value);
    if (Word.starts_with("-"))
      if (std::optional<std::string> Flag = rewriteFlag(Word))
        return *Flag;
    if (Word.contains("nvcc") && Word.contains("$(shell"))
      note("computes where nvcc is: '" + Word.str() + "'; use $(LORCHA_CC)");
    std::string Why, Result = Sources.replaceIn(suffixRule(Word), Why);
    if (!Why.empty())
      note(Why);
    return Result;
  }

  /// ".cu.o:" and its kin: rules by suffix. ".cu.o" elsewhere is an object's name.
  static std::string suffixRule(StringRef Word) {
    if (Word.starts_with(".cu.") && Word.ends_with(":"))
      return ".cpp" + Word.drop_front(3).str();
    return Word.str();
  }

  static bool isNvcc(StringRef Word) { return Word == "nvcc" || Word.ends_with("/nvcc"); }

  /// The words of a quoted string, if one of them is nvcc or only nvcc's.
  std::string rewriteQuoted(StringRef Word) {
    StringRef Inner = Word.drop_front().drop_back();
    if (isNvcc(Inner)) {
      Uses = true;
      return "$(LORCHA_CC)";
    }
    if (Inner.find_first_of(" \t") == StringRef::npos) {
      std::string New = rewriteValue(Inner);
      return New.empty() ? "" : Word.take_front().str() + New + Word.take_back().str();
    }
    if (Inner.contains("nvcc "))
      note("runs nvcc in a string: " + Word.str());
    return Word.str();
  }

  /// What nvcc hands to the host's compiler: a list with commas.
  std::string forwarded(StringRef Value) {
    if (Value.empty()) {
      ForwardsValue = true;
      return "";
    }
    Value = Value.trim("\"'");
    std::string Result = Value.str();
    for (char &C : Result)
      C = C == ',' ? ' ' : C;
    return Result;
  }

  std::optional<std::string> rewriteFlag(StringRef Word) {
    if (StringRef Name = Word; Name.consume_front("-l")) {
      if (isRuntimeLibrary(Name))
        return std::exchange(HasLibraries, Uses = true) ? "" : "$(LORCHA_LIBS)";
      if (isOtherCudaLibrary(Name))
        note("Lorcha has no library '" + Name.str() + "'");
      return std::nullopt;
    }
    if (StringRef Folder = Word;
        Folder.consume_front("-I") && isToolkitPath(Folder) && !Folder.contains("samples") &&
        (Folder.rtrim("/").ends_with("include") || Folder.rtrim("/").ends_with("inc"))) {
      Uses = true;
      return "$(LORCHA_INCLUDES)";
    }
    if (StringRef Folder = Word; Folder.consume_front("-L") && isToolkitPath(Folder))
      return "";
    if (IsForNvcc && isOldStandard(Word))
      return "-std=gnu++17";
    if (Word == "-dc" || Word == "--device-c")
      return "-c";
    if (Word == "-cuda" || Word == "--cuda")
      return "-fsyntax-only"; // what it made was for nvcc's own next step
    if (Word == "-G" && (IsForNvcc || IsAssignment))
      return "";
    if (Word == "-lib" && IsForNvcc)
      note("'-lib' makes a library with nvcc; use ar");
    if (Word == "-ptx" || Word == "-cubin" || Word == "-fatbin" || Word == "--ptx")
      note("'" + Word.str() + "' makes a file of kernels; C++ compilers make one with -shared -fPIC");
    switch (nvccFlag(Word)) {
    case NvccFlag::None:
      return std::nullopt;
    case NvccFlag::WithValue:
      SkipsValue = true;
      return "";
    case NvccFlag::Alone:
      return "";
    }
    llvm_unreachable("all kinds are handled");
  }

  SourceNames Sources;
  std::string Path;
  std::vector<LeftOver> &Left;
  unsigned Line = 0;
  std::set<std::string> Compilers; ///< variables whose value is nvcc
  bool Uses = false;
  std::set<std::string> Named, Made; ///< targets that have the name of a source; those with recipes
  std::string Target;                ///< of the rule on the line before, if it is one of them
  bool HasLibraries = false;         ///< on this line already
  bool SkipsValue = false;           ///< the next word belongs to a flag that went
  bool ForwardsValue = false;        ///< the next word is for the host's compiler
  bool IsForNvcc = false, IsAssignment = false; ///< the line
};

} // namespace

std::string BuildRewriter::makefile(const std::string &Path, StringRef Text) {
  MakefileRewriter Rewriter(Tree, NewNames, Path, Left);
  std::string Result = Rewriter.run(Text);
  if (!Rewriter.usesRuntime())
    return Result;
  UsesMake = true;
  return "include $(dir $(lastword $(MAKEFILE_LIST)))" + wayToRoot(Path) + "lorcha.mk # by lorcha migrate\n" +
         Result;
}
