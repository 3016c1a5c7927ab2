// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what of CUDA a file's tokens use. Names that the tree itself defines are its own.
#include "UseScanner.h"
#include "Libraries.h"
#include "lorcha/Project/IncludeGraph.h"
#include "lorcha/Ptx/Parser.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;

void UseTable::add(UseKind Kind, const std::string &Name, const std::string &Library,
                   std::array<ApiState, 2> States, StringRef Note, Site Where) {
  auto [It, IsNew] = Uses.try_emplace({Kind, Name});
  if (IsNew)
    It->second = {Kind, Name, Library, States, Note.str(), {}};
  It->second.Sites.push_back(Where);
}

std::vector<Use> UseTable::take() {
  std::vector<Use> All;
  for (auto &[Key, Each] : Uses)
    All.push_back(std::move(Each));
  return All;
}

namespace {

constexpr std::array<ApiState, 2> Nowhere = {ApiState::Unsupported, ApiState::Unsupported};
constexpr std::array<ApiState, 2> Everywhere = {ApiState::Implemented, ApiState::Implemented};

class Scanner {
public:
  Scanner(const TokenList &List, const TreeNames &Names, const IncludeGraph &Includes, unsigned Index,
          SourceFile &File, UseTable &Table)
      : List(List), Tokens(List.Tokens), Names(Names), Includes(Includes), Index(Index), File(File),
        Table(Table) {}

  void run() {
    for (size_t I = 0; I < List.Includes.size(); ++I)
      include(List.Includes[I], List.IncludeLines[I]);
    for (At = 0; At < Tokens.size(); ++At) {
      trackBodies();
      if (Tokens[At].Kind == TokenKind::Launch) {
        ++File.Launches;
        File.UsesCuda = true;
      } else if (Tokens[At].Kind == TokenKind::Word) {
        word();
      }
    }
  }

private:
  Site here() const { return {Index, Tokens[At].Line, Tokens[At].Column}; }
  StringRef spelling(size_t I) const { return I < Tokens.size() ? Tokens[I].Spelling : StringRef(); }
  StringRef before() const { return At ? Tokens[At - 1].Spelling : StringRef(); }
  bool isCall() const { return spelling(At + 1) == "(" || spelling(At + 1) == "<"; }
  bool isMember() const { return before() == "." || before() == "->"; }
  bool inDevice() const { return !Bodies.empty() || Tokens[At].InDefinition; }

  void include(StringRef Spelled, unsigned Line) {
    if (lookupHeader(Spelled))
      File.UsesCuda = true;
    const LibraryRow *Row = libraryWithHeader(Spelled);
    if (!Row || Includes.find(File.Path, Spelled))
      return;
    File.UsesCuda = true;
    Table.add(UseKind::Library, ("<" + Spelled + ">").str(), Row->Name.str(), Row->States, Row->Note,
              {Index, Line, 1});
  }

  /// Device code is what stands in the braces behind __device__ and __global__.
  void trackBodies() {
    const Token &Tok = Tokens[At];
    if (Tok.InDefinition)
      return;
    if (Tok.Kind == TokenKind::Word) {
      const bool IsKernel = Tok.Spelling == "__global__";
      if (IsKernel || Tok.Spelling == "__device__" || Names.DeviceMacros.count(Tok.Spelling.str())) {
        IsPending = true;
        IsKernelPending |= IsKernel;
        File.UsesCuda = true;
        Depth = 0;
      }
      return;
    }
    if (Tok.Spelling == "(")
      ++Depth;
    else if (Tok.Spelling == ")" && Depth)
      --Depth;
    else if (Tok.Spelling == ";" && !Depth)
      IsPending = IsKernelPending = false;
    else if (Tok.Spelling == "{") {
      ++Braces;
      if (IsPending && !Depth) {
        Bodies.push_back(Braces);
        File.Kernels += IsKernelPending;
        IsPending = IsKernelPending = false;
      }
    } else if (Tok.Spelling == "}") {
      if (!Bodies.empty() && Bodies.back() == Braces)
        Bodies.pop_back();
      if (Braces)
        --Braces;
    }
  }

  void word() {
    const StringRef Word = Tokens[At].Spelling;
    if (Word == "asm" || Word == "__asm__" || Word == "__asm" || Word == "asm_volatile")
      return inlinePtx();
    if (Word == "namespace")
      return alias();
    if (isMember() || (before() == "#" && spelling(At + 1) == "#"))
      return;
    if (spelling(At + 1) == "::" && before() != "::")
      return qualified();
    if (before() == "::" && At >= 2 && Tokens[At - 2].Kind == TokenKind::Word && spelling(At - 2) != "std")
      return;
    if (!runtimeCall(Word) && !libraryCall(Word))
      deviceFunction(Word);
  }

  bool runtimeCall(StringRef Word) {
    if (!Word.starts_with("cuda") && !Word.starts_with("make_cuda"))
      return false;
    if (const ApiEntry *Row = lookupApi(Word)) {
      File.UsesCuda = true;
      if (Row->Kind == ApiKind::Function || (Row->Kind == ApiKind::Deprecated && spelling(At + 1) == "("))
        Table.add(UseKind::Runtime, Word.str(), "", {Row->Cpu, Row->OpenCL}, Row->Note, here());
      return true;
    }
    if (Word.size() > 4 && llvm::isUpper(Word[4]) && spelling(At + 1) == "(" &&
        !Names.Functions.count(Word.str()) && !lookupBuiltin(Word)) {
      Table.add(UseKind::Runtime, Word.str(), "", Nowhere, "not in the tables", here());
      return true;
    }
    return false;
  }

  bool libraryCall(StringRef Word) {
    if (spelling(At + 1) != "(" || Names.Functions.count(Word.str()) || lookupBuiltin(Word))
      return false;
    const LibraryRow *Row = libraryOfFunction(Word);
    if (!Row)
      return false;
    File.UsesCuda = true;
    if (isDriverApi(Row))
      driverCall(Word, *Row);
    else
      Table.add(UseKind::Library, Word.str(), Row->Name.str(), Row->States, Row->Note, here());
    return true;
  }

  void driverCall(StringRef Word, const LibraryRow &Others) {
    // cuMemAlloc_v2 is cuMemAlloc: lorcha/driver.h has both.
    const ApiEntry *Row = lookupApi(Word.substr(0, Word.rfind("_v")));
    Table.add(UseKind::Driver, Word.str(), Others.Name.str(),
              Row ? std::array{Row->Cpu, Row->OpenCL} : Others.States, Row ? Row->Note : Others.Note, here());
  }

  void deviceFunction(StringRef Word) {
    const bool IsOwnName = Word.starts_with("__") || Word.starts_with("atomic");
    if (!isCall() || !inDevice() || (Names.Functions.count(Word.str()) && !IsOwnName))
      return;
    // In a macro's body C's functions may be the host's.
    if (Bodies.empty() && !IsOwnName)
      return;
    if (const BuiltinEntry *Row = lookupBuiltin(Word))
      Table.add(UseKind::DeviceFunction, Word.str(), "", {Row->Cpu, Row->OpenCL}, "", here());
  }

  /// thrust::sort, cub::DeviceReduce::Sum: the library, and up to three words for the name.
  void qualified() {
    std::string First = Tokens[At].Spelling.str();
    if (auto It = Aliases.find(First); It != Aliases.end())
      First = It->second;
    const LibraryRow *Row = libraryOfNamespace(First);
    if (!Row)
      return;
    std::string Name = First;
    size_t I = At;
    for (unsigned Words = 0; Words < 2 && spelling(I + 1) == "::" && I + 2 < Tokens.size() &&
                             Tokens[I + 2].Kind == TokenKind::Word;
         ++Words, I += 2)
      Name += ("::" + Tokens[I + 2].Spelling).str();
    if (I == At)
      return;
    File.UsesCuda = true;
    Table.add(UseKind::Library, Name, Row->Name.str(), Row->States, Row->Note, here());
  }

  /// namespace cg = cooperative_groups;
  void alias() {
    if (At + 3 >= Tokens.size() || spelling(At + 2) != "=" || Tokens[At + 3].Kind != TokenKind::Word)
      return;
    Aliases[Tokens[At + 1].Spelling.str()] = Tokens[At + 3].Spelling.str();
  }

  void inlinePtx();
  void instructions(const std::string &Text, const std::vector<std::string> &Operands);

  const TokenList &List;
  const std::vector<Token> &Tokens;
  const TreeNames &Names;
  const IncludeGraph &Includes;
  unsigned Index;
  SourceFile &File;
  UseTable &Table;
  size_t At = 0;
  std::map<std::string, std::string> Aliases;
  bool IsPending = false, IsKernelPending = false;
  unsigned Depth = 0;
  unsigned Braces = 0;
  std::vector<unsigned> Bodies; ///< depths of the device code around this token
};

/// A literal's text. Escapes of one letter only: asm statements have no others.
std::string unquoted(StringRef Literal) {
  std::string Text;
  Literal = Literal.drop_while([](char C) { return C != '"'; }).drop_front().drop_back();
  for (size_t I = 0; I < Literal.size(); ++I) {
    if (Literal[I] != '\\' || I + 1 == Literal.size()) {
      Text += Literal[I];
      continue;
    }
    const char C = Literal[++I];
    Text += C == 'n' ? '\n' : C == 't' ? '\t' : C == 'r' || C == '\n' ? ' ' : C;
  }
  return Text;
}

void Scanner::inlinePtx() {
  size_t I = At + 1;
  while (spelling(I) == "volatile" || spelling(I) == "__volatile__" || spelling(I) == "__volatile")
    ++I;
  // Host code has asm statements of its own.
  if (spelling(I) != "(" || !inDevice())
    return;
  std::string Text;
  for (++I; I < Tokens.size() && Tokens[I].Kind == TokenKind::Text; ++I)
    Text += unquoted(Tokens[I].Spelling);
  const bool IsWhole = spelling(I) == ":" || spelling(I) == "::" || spelling(I) == ")";
  if (StringRef(Text).trim().empty())
    return;
  File.UsesCuda = true;
  if (!IsWhole) { // a macro's argument stands in the text
    Table.add(UseKind::Ptx, StringRef(Text).ltrim(" \t\n{").split('.').first.str() + "... (made by a macro)",
              "", Everywhere, "seen when it is translated", here());
    return;
  }
  std::vector<std::string> Operands(64);
  for (size_t J = I; J + 2 < Tokens.size() && spelling(J) != ";"; ++J)
    if (spelling(J) == "[" && Tokens[J + 1].Kind == TokenKind::Word && spelling(J + 2) == "]")
      Operands.push_back(Tokens[J + 1].Spelling.str());
  instructions(Text, Operands);
}

void Scanner::instructions(const std::string &Text, const std::vector<std::string> &Operands) {
  std::vector<ptx::Problem> Problems;
  const ptx::Program Parsed = ptx::parse(Text, Operands, Problems);
  for (const ptx::Item &Each : Parsed.Items)
    if (!Each.IsLabel)
      Table.add(UseKind::Ptx, Each.Code.name(), "", ptx::isKnown(Each.Code) ? Everywhere : Nowhere, "",
                here());
  if (Parsed.Items.empty() && !Problems.empty())
    Table.add(UseKind::Ptx, Problems.front().Subject, "", Nowhere, Problems.front().Reason, here());
}

} // namespace

void report::scanUses(const TokenList &List, const TreeNames &Names, const IncludeGraph &Includes,
                      unsigned Index, SourceFile &File, UseTable &Table) {
  Scanner(List, Names, Includes, Index, File, Table).run();
}
