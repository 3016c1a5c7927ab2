// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Collects the names of the API tables and the small printers that several emitters share.
#include "ApiModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/TableGen/Error.h"
#include <algorithm>

using namespace llvm;

namespace lorcha::tblgen {

static bool isWordStart(char C) { return isAlpha(C) || C == '_'; }
static bool isWordPart(char C) { return isAlnum(C) || C == '_'; }

std::string lorchaNameByRule(StringRef CudaName) {
  static constexpr std::pair<StringRef, StringRef> Prefixes[] = {
      {"make_cuda", "make_lorcha"}, {"cuda", "lorcha"}, {"CUDART", "LORCHART"}, {"CUDA_", "LORCHA_"}};
  for (const auto &[Cuda, Lorcha] : Prefixes)
    if (CudaName.starts_with(Cuda))
      return (Lorcha + CudaName.drop_front(Cuda.size())).str();
  return CudaName.str();
}

std::string declare(StringRef Type, StringRef Name) {
  if (Type.contains('$')) {
    auto [Before, After] = Type.split('$');
    return (Before + Name + After).str();
  }
  StringRef Space = Type.ends_with("*") || Name.empty() ? "" : " ";
  return (Type + Space + Name).str();
}

std::string printParameters(const Record &Row, bool WithDefaults) {
  std::string Text;
  for (const Record *Param : Row.getValueAsListOfDefs("Params")) {
    if (!Text.empty())
      Text += ", ";
    Text += declare(Param->getValueAsString("Type"), Param->getValueAsString("Name"));
    StringRef Default = Param->getValueAsString("Default");
    if (WithDefaults && !Default.empty())
      Text += (" LORCHA_DEFAULT(" + Default + ")").str();
  }
  return Text.empty() ? "void" : Text;
}

std::string quote(StringRef Text) {
  std::string Quoted;
  raw_string_ostream OS(Quoted);
  OS << '"';
  printEscapedString(Text, OS);
  OS << '"';
  return Quoted;
}

ApiModel::ApiModel(const RecordKeeper &Records) : Records(Records) {
  for (StringRef Class : {"Function", "Enum", "Struct", "Typedef", "Handle", "Constant"})
    for (const Record *Row : recordsOf(Class))
      addRow(*Row);
  for (const Record *Row : recordsOf("Deprecated")) {
    StringRef NewName = Row->getValueAsString("NewName");
    if (!ToLorcha.count(NewName))
      PrintFatalError(Row->getLoc(), "new name '" + NewName + "' has no row");
    if (!ToLorcha.try_emplace(Row->getName(), lorchaName(NewName)).second)
      PrintFatalError(Row->getLoc(), "'" + Row->getName() + "' has two rows");
  }
}

void ApiModel::addRow(const Record &Row) {
  StringRef Explicit = Row.getValueAsString("LorchaName");
  std::string Name = Explicit.empty() ? lorchaNameByRule(Row.getName()) : Explicit.str();
  addName(Row, Row.getName(), Name);
  if (Row.isSubClassOf("Enum")) {
    for (const Record *Value : Row.getValueAsListOfDefs("Values")) {
      StringRef CudaName = Value->getValueAsString("Name");
      addName(Row, CudaName, lorchaNameByRule(CudaName));
    }
  }
  if (Row.isSubClassOf("Handle")) {
    // A type and its const form share their tag.
    if (Tags.try_emplace(Row.getValueAsString("Tag"), true).second)
      addName(Row, Row.getValueAsString("Tag"), Row.getValueAsString("LorchaTag"));
  }
  if (Row.isSubClassOf("Enum") || Row.isSubClassOf("Struct"))
    Tags[Row.getName()] = true;
}

void ApiModel::addName(const Record &Row, StringRef CudaName, StringRef LorchaName) {
  if (CudaName == LorchaName)
    PrintFatalError(Row.getLoc(), "'" + CudaName + "' needs a LorchaName: no rule gives one");
  if (!ToLorcha.try_emplace(CudaName, LorchaName).second)
    PrintFatalError(Row.getLoc(), "'" + CudaName + "' has two rows");
  if (!ToCuda.try_emplace(LorchaName, CudaName).second)
    PrintFatalError(Row.getLoc(), "'" + LorchaName + "' stands for two CUDA names");
}

RecordList ApiModel::recordsOf(StringRef ClassName) const {
  RecordList List;
  for (const Record *Row : Records.getAllDerivedDefinitionsIfDefined(ClassName))
    List.push_back(Row);
  std::sort(List.begin(), List.end(),
            [](const Record *A, const Record *B) { return A->getID() < B->getID(); });
  return List;
}

StringRef ApiModel::perThreadSuffix(const Record &Function) const {
  for (const Record *Param : Function.getValueAsListOfDefs("Params"))
    if (Param->getValueAsString("Type") == "cudaStream_t")
      return "_ptsz";
  for (const Record *List : recordsOf("UsersOfDefaultStream"))
    if (is_contained(List->getValueAsListOfDefs("Users"), &Function))
      return "_ptds";
  return "";
}

StringRef ApiModel::lorchaName(StringRef CudaName) const {
  auto It = ToLorcha.find(CudaName);
  return It == ToLorcha.end() ? CudaName : StringRef(It->second);
}

std::string ApiModel::inFlavour(StringRef Text, Flavour To) const {
  return To == Flavour::Cuda ? Text.str() : toLorcha(Text);
}

std::string ApiModel::replaceNames(StringRef Text, const NameMap &Map) {
  std::string Result;
  while (!Text.empty()) {
    StringRef Other = Text.take_until(isWordStart);
    // A digit starts no word, but the letters that follow one belong to it: 0x1u.
    if (!Other.empty() && isDigit(Other.back())) {
      StringRef Number = Text.drop_front(Other.size()).take_while(isWordPart);
      Other = Text.take_front(Other.size() + Number.size());
    }
    Result += Other;
    Text = Text.drop_front(Other.size());
    StringRef Word = Text.take_while(isWordPart);
    auto It = Map.find(Word);
    Result += It == Map.end() ? Word : StringRef(It->second);
    Text = Text.drop_front(Word.size());
  }
  return Result;
}

} // namespace lorcha::tblgen
