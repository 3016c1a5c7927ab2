// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites CMake files command by command: the CUDA language goes, lorcha.cmake comes where it began, targets
// of CUDA's toolkit become Lorcha's, and what only nvcc reads is commented out.
#include "BuildWords.h"
#include "lorcha/Migrate/BuildFiles.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

namespace {

/// One argument of a command, as it is written, with the blanks before it.
struct Argument {
  std::string Blanks, Text;
};

class CMakeRewriter {
public:
  CMakeRewriter(const SourceTree &Tree, const Names &NewNames, std::string Path, std::vector<LeftOver> &Left)
      : Sources(Tree, NewNames, path::parent_path(Path).str()), Path(std::move(Path)), Left(Left) {}

  std::string run(StringRef Text) {
    size_t Position = 0;
    while (Position < Text.size()) {
      const char C = Text[Position];
      if (C == '#') {
        copy(Text, Position, endOfComment(Text, Position));
      } else if (C == '"') {
        copy(Text, Position, endOfString(Text, Position));
      } else if (llvm::isAlpha(C) || C == '_') {
        readCommand(Text, Position);
      } else {
        copy(Text, Position, Position + 1);
      }
    }
    return std::move(Result);
  }
  bool usesRuntime() const { return Uses; }

private:
  static size_t endOfComment(StringRef Text, size_t Place) {
    if (Text.substr(Place).starts_with("#[["))
      if (size_t End = Text.find("]]", Place); End != StringRef::npos)
        return End + 2;
    return std::min(Text.find('\n', Place), Text.size());
  }
  static size_t endOfString(StringRef Text, size_t Place) {
    for (size_t I = Place + 1; I < Text.size(); ++I)
      if (Text[I] == '\\')
        ++I;
      else if (Text[I] == '"')
        return I + 1;
    return Text.size();
  }

  void copy(StringRef Text, size_t &Position, size_t End) {
    Line += Text.slice(Position, End).count('\n');
    Result += Text.slice(Position, End);
    Position = End;
  }

  void readCommand(StringRef Text, size_t &Position) {
    StringRef Name = Text.substr(Position).take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    size_t Open = Text.find_first_not_of(" \t", Position + Name.size());
    if (Open == StringRef::npos || Text[Open] != '(') {
      copy(Text, Position, Position + Name.size());
      return;
    }
    size_t Close = Open + 1;
    std::vector<Argument> Arguments = readArguments(Text, Close);
    std::string Tail = Blanks;
    if (Close >= Text.size()) { // not closed: no CMake file
      copy(Text, Position, Text.size());
      return;
    }
    StringRef Whole = Text.slice(Position, Close + 1);
    Result += rewrite(Name, Text.slice(Position + Name.size(), Open + 1), std::move(Arguments), Tail, Whole);
    Line += Whole.count('\n');
    Position = Close + 1;
  }

  /// Reads up to the ')' that belongs to the command; Place ends there.
  std::vector<Argument> readArguments(StringRef Text, size_t &Place) {
    std::vector<Argument> Arguments;
    Blanks.clear();
    unsigned Depth = 0;
    while (Place < Text.size() && !(Text[Place] == ')' && Depth == 0)) {
      size_t End = Place + 1;
      if (llvm::isSpace(Text[Place])) {
        Blanks += Text[Place++];
        continue;
      }
      if (Text[Place] == '#') {
        End = endOfComment(Text, Place);
        Blanks += Text.slice(Place, End);
        Place = End;
        continue;
      }
      if (Text[Place] == '(' || Text[Place] == ')') {
        Depth += Text[Place] == '(' ? 1 : -1;
      } else {
        for (End = Place;
             End < Text.size() && !llvm::isSpace(Text[End]) && Text[End] != '(' && Text[End] != ')';)
          End = Text[End] == '"' ? endOfString(Text, End) : End + 1;
      }
      Arguments.push_back({std::move(Blanks), Text.slice(Place, End).str()});
      Blanks.clear();
      Place = End;
    }
    return Arguments;
  }

  void note(const std::string &Why) { Left.push_back({Path, Line, Why}); }

  /// A command that nothing stands for now.
  static std::string comment(StringRef Whole, StringRef Why = "only for nvcc") {
    std::string Text = "# LORCHA: " + Why.str() + ": ";
    for (char C : Whole)
      Text += C == '\n' ? std::string("\n# ") : std::string(1, C);
    return Text;
  }

  std::string include() {
    Uses = true;
    return "include(${CMAKE_CURRENT_LIST_DIR}/" + wayToRoot(Path) + "lorcha.cmake)";
  }

  std::string rewrite(StringRef Name, StringRef Opening, std::vector<Argument> Arguments,
                      const std::string &Tail, StringRef Whole) {
    const std::string Lower = Name.lower();
    const std::string First = Arguments.empty() ? "" : Arguments[0].Text;
    if (Lower == "project")
      return rewriteProject(Name, Opening, std::move(Arguments), Tail, Whole);
    if (Lower == "enable_language" && First == "CUDA")
      return Arguments.size() == 1 ? include() : comment(Whole, "CUDA is C++ now") + "\n" + include();
    if (Lower == "find_package" && (First == "CUDA" || First == "CUDAToolkit"))
      return include();
    if (Lower == "check_language" && First == "CUDA")
      return "set(CMAKE_CUDA_COMPILER Lorcha) # LORCHA: was check_language(CUDA)";
    if (isOnlyForNvcc(Lower, First)) {
      noteLostFlags(Arguments);
      return comment(Whole);
    }
    std::string NewName = llvm::StringSwitch<std::string>(Lower)
                              .Case("cuda_add_executable", "add_executable")
                              .Case("cuda_add_library", "add_library")
                              .Case("cuda_include_directories", "include_directories")
                              .Default(Name.str());
    if (StringRef(Lower).starts_with("cuda_") && NewName == Name)
      note("'" + Name.str() + "' is a command of FindCUDA's that nothing stands for");
    if (StringRef(Lower).starts_with("cuda_add_"))
      dropOptions(Arguments);
    if (Lower == "set_target_properties" || Lower == "set_property" || Lower == "set_source_files_properties")
      if (!dropProperties(Arguments))
        return comment(Whole);
    if (Lower == "set" && Arguments.size() >= 2 && First == "CMAKE_CXX_STANDARD")
      raiseStandard(Arguments[1].Text);
    for (Argument &Each : Arguments)
      rewriteArgument(Lower, Each);
    return print(NewName, Opening, Arguments, Tail);
  }

  static std::string print(StringRef Name, StringRef Opening, const std::vector<Argument> &Arguments,
                           const std::string &Tail) {
    std::string Text = Name.str() + Opening.str();
    for (const Argument &Each : Arguments)
      if (!Each.Text.empty())
        Text += Each.Blanks + Each.Text;
    return Text + Tail + ")";
  }

  std::string rewriteProject(StringRef Name, StringRef Opening, std::vector<Argument> Arguments,
                             const std::string &Tail, StringRef Whole) {
    auto Cuda = llvm::find_if(Arguments, [](const Argument &Each) { return Each.Text == "CUDA"; });
    if (Cuda == Arguments.end() || Cuda == Arguments.begin())
      return Whole.str();
    const bool HasCxx = llvm::any_of(Arguments, [](const Argument &Each) { return Each.Text == "CXX"; });
    Cuda->Text = HasCxx ? "" : "CXX";
    return print(Name, Opening, Arguments, Tail) + "\n" + include();
  }

  static bool isOnlyForNvcc(StringRef Command, StringRef First) {
    if (Command == "cuda_select_nvcc_arch_flags" || Command == "select_nvcc_arch_flags")
      return true;
    if (Command != "set" && Command != "list" && Command != "string" && Command != "unset" &&
        Command != "option")
      return false;
    return isNvccVariable(First);
  }
  static bool isNvccVariable(StringRef Name) {
    return Name.starts_with("CMAKE_CUDA_") || Name.starts_with("CUDA_NVCC_") ||
           Name == "CUDA_ARCHITECTURES" || Name == "CUDA_SEPARABLE_COMPILATION" ||
           Name == "CUDA_PROPAGATE_HOST_FLAGS" || Name == "CUDA_HOST_COMPILER" ||
           Name == "CUDA_VERBOSE_BUILD" || Name == "CUDA_ARCH_LIST";
  }

  /// Flags for nvcc that C++ may need, too.
  void noteLostFlags(llvm::ArrayRef<Argument> Arguments) {
    for (const Argument &Each : Arguments)
      if (StringRef Text = Each.Text;
          Text.contains("-D") || Text.contains("-I") || Text.contains("-Xcompiler"))
        note("flags for nvcc that C++ may need: " + Each.Text);
  }

  void dropOptions(std::vector<Argument> &Arguments) {
    auto It = llvm::find_if(Arguments, [](const Argument &Each) { return Each.Text == "OPTIONS"; });
    if (It == Arguments.end())
      return;
    noteLostFlags(llvm::ArrayRef(Arguments).drop_front(It - Arguments.begin()));
    Arguments.erase(It, Arguments.end());
  }

  /// Drops pairs of a CUDA property and its value; false if none is left.
  bool dropProperties(std::vector<Argument> &Arguments) {
    auto Begin = llvm::find_if(
        Arguments, [](const Argument &Each) { return Each.Text == "PROPERTIES" || Each.Text == "PROPERTY"; });
    if (Begin == Arguments.end())
      return true;
    const bool IsList = Begin->Text == "PROPERTY";
    size_t Index = Begin - Arguments.begin() + 1;
    bool Dropped = false;
    while (Index + 1 < Arguments.size()) {
      if (Arguments[Index].Text == "CXX_STANDARD")
        raiseStandard(Arguments[Index + 1].Text);
      const bool IsCuda = StringRef(Arguments[Index].Text).starts_with("CUDA_");
      if (Arguments[Index].Text == "LANGUAGE" && Arguments[Index + 1].Text == "CUDA")
        note("a source that is compiled as CUDA by a property and is not named .cu; give a compilation "
             "database");
      if (IsCuda && IsList)
        return false;
      if (IsCuda) {
        Arguments.erase(Arguments.begin() + Index, Arguments.begin() + Index + 2);
        Dropped = true;
      } else {
        Index += 2;
      }
    }
    return !Dropped || Index > static_cast<size_t>(Begin - Arguments.begin() + 1);
  }

  static void raiseStandard(std::string &Text) {
    if (llvm::is_contained({"98", "03", "11", "14"}, Text))
      Text = "17";
  }

  void rewriteArgument(StringRef Command, Argument &Each) {
    StringRef Text = Each.Text;
    const bool IsForTargets = Command == "target_link_libraries" || Command == "link_libraries";
    static constexpr llvm::StringLiteral Runtime[] = {
        "CUDA::cudart",     "CUDA::cudart_static", "CUDA::cuda_driver",      "CUDA::toolkit",
        "CUDA::nvToolsExt", "${CUDA_LIBRARIES}",   "${CUDA_CUDART_LIBRARY}", "${CUDA_CUDA_LIBRARY}"};
    if (llvm::is_contained(Runtime, Text) ||
        (IsForTargets && (isRuntimeLibrary(Text) || (Text.consume_front("-l") && isRuntimeLibrary(Text))))) {
      Each.Text = "Lorcha::lorcha";
      return;
    }
    Text = Each.Text;
    StringRef Library = Text;
    if ((Library.consume_front("CUDA::") && Library != "toolkit") ||
        (IsForTargets && isOtherCudaLibrary(Text)) ||
        (Library.consume_front("${CUDA_") && Library.ends_with("LIBRARIES}")))
      note("Lorcha has no '" + Each.Text + "'");
    if (llvm::is_contained({"${CUDA_INCLUDE_DIRS}", "${CUDAToolkit_INCLUDE_DIRS}", "${CUDA_TOOLKIT_INCLUDE}",
                            "${CMAKE_CUDA_TOOLKIT_INCLUDE_DIRECTORIES}"},
                           Text)) {
      Each.Text = "${LORCHA_INCLUDE_DIRECTORY}";
      return;
    }
    const bool IsForCompiler = Command.ends_with("compile_options") || Command == "add_definitions";
    // A word that ends a generator expression must stay.
    if (IsForCompiler && !Text.contains('>') && nvccFlag(Text) != NvccFlag::None) {
      Each.Text.clear();
      return;
    }
    if (Command == "target_compile_features" && Text.starts_with("cuda_std_")) {
      Each.Text = "cxx_std_17";
      return;
    }
    replaceAll(Each.Text, "$<COMPILE_LANGUAGE:CUDA>", "$<BOOL:FALSE>");
    replaceAll(Each.Text, "$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>", "$<BOOL:FALSE>");
    std::string Why;
    Each.Text = Sources.replaceIn(Each.Text, Why);
    if (!Why.empty())
      note(Why);
  }

  static void replaceAll(std::string &Text, StringRef Old, StringRef New) {
    for (size_t Place = Text.find(Old); Place != std::string::npos; Place = Text.find(Old, Place))
      Text.replace(Place, Old.size(), New);
  }

  SourceNames Sources;
  std::string Path;
  std::vector<LeftOver> &Left;
  std::string Result;
  std::string Blanks; ///< behind the last argument
  unsigned Line = 1;
  bool Uses = false;
};

} // namespace

std::string BuildRewriter::cmake(const std::string &Path, StringRef Text) {
  CMakeRewriter Rewriter(Tree, NewNames, Path, Left);
  std::string Result = Rewriter.run(Text);
  UsesCMake |= Rewriter.usesRuntime();
  return Result;
}
