// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Results as text: numbers and lengths in decimal, each followed by a blank, strings as they are. Read back
// only by the tool that wrote it: the key in front says which.
#include "lorcha/Migrate/Unit.h"
#include "llvm/ADT/StringExtras.h"

using namespace lorcha;

namespace {

constexpr llvm::StringLiteral Magic("lorcha-unit-1 ");

class Writer {
public:
  std::string Text = Magic.str();
  void number(uint64_t Value) { Text += std::to_string(Value) + " "; }
  void string(llvm::StringRef Value) {
    number(Value.size());
    Text += Value;
  }
  void span(const TextSpan &Value) {
    number(Value.Begin);
    number(Value.End);
  }
  template <class T, class Each> void list(const std::vector<T> &Values, Each Write) {
    number(Values.size());
    for (const T &Value : Values)
      Write(Value);
  }
};

class Reader {
public:
  explicit Reader(llvm::StringRef Text) : Rest(Text) { IsGood = Rest.consume_front(Magic); }
  bool isGood() const { return IsGood; }
  uint64_t number() {
    uint64_t Value = 0;
    IsGood = IsGood && !Rest.consumeInteger(10, Value) && Rest.consume_front(" ");
    return IsGood ? Value : 0;
  }
  std::string string() {
    const uint64_t Length = number();
    IsGood = IsGood && Length <= Rest.size();
    if (!IsGood)
      return "";
    std::string Value = Rest.take_front(Length).str();
    Rest = Rest.drop_front(Length);
    return Value;
  }
  TextSpan span() {
    const unsigned Begin = static_cast<unsigned>(number());
    return {Begin, static_cast<unsigned>(number())};
  }
  template <class T, class Each> void list(std::vector<T> &Values, Each Read) {
    for (uint64_t Count = number(); IsGood && Count > 0; --Count)
      Values.push_back(Read());
  }

private:
  llvm::StringRef Rest;
  bool IsGood;
};

} // namespace

static void writeFile(Writer &To, const FileEdits &File) {
  To.string(File.Path);
  To.string(File.Buffer);
  To.number(File.IsMain);
  To.list(File.Edits, [&](const TextEdit &Each) {
    To.span(Each.Where);
    To.string(Each.Text);
  });
  To.list(File.Includes, [&](const KeptInclude &Each) {
    To.span(Each.Name);
    To.string(Each.Path);
    To.number(Each.Angled);
  });
  To.list(File.Skipped, [&](const TextSpan &Each) { To.span(Each); });
  To.list(File.Declarations, [&](const DeclarationSpan &Each) {
    To.span(Each.Where);
    To.number(Each.IsUnused);
  });
}

static FileEdits readFile(Reader &From) {
  FileEdits File;
  File.Path = From.string();
  File.Buffer = From.string();
  File.IsMain = From.number() != 0;
  From.list(File.Edits, [&] {
    TextSpan Where = From.span();
    return TextEdit{Where, From.string()};
  });
  From.list(File.Includes, [&] {
    TextSpan Name = From.span();
    std::string Path = From.string();
    return KeptInclude{Name, std::move(Path), From.number() != 0};
  });
  From.list(File.Skipped, [&] { return From.span(); });
  From.list(File.Declarations, [&] {
    TextSpan Where = From.span();
    return DeclarationSpan{Where, From.number() != 0};
  });
  return File;
}

std::string lorcha::writeResult(const UnitResult &Result) {
  Writer To;
  To.string(Result.Key);
  To.string(Result.Made.Text);
  To.string(Result.Made.DeviceModule);
  To.number(Result.Made.Errors);
  To.number(Result.Made.Warnings);
  To.number(Result.Made.Parsed);
  To.list(Result.Made.Files, [&](const FileEdits &File) { writeFile(To, File); });
  To.list(Result.Made.Notes, [&](const SiteNote &Note) {
    To.string(Note.Path);
    To.number(Note.Line);
    To.string(Note.Text);
  });
  To.list(Result.Read, [&](const ReadFile &File) {
    To.string(File.Path);
    To.string(File.Hash);
  });
  To.string(Result.Messages);
  To.string(Result.Failure);
  return std::move(To.Text);
}

std::optional<UnitResult> lorcha::readResult(llvm::StringRef Text) {
  Reader From(Text);
  UnitResult Result;
  Result.Key = From.string();
  Result.Made.Text = From.string();
  Result.Made.DeviceModule = From.string();
  Result.Made.Errors = static_cast<unsigned>(From.number());
  Result.Made.Warnings = static_cast<unsigned>(From.number());
  Result.Made.Parsed = From.number() != 0;
  From.list(Result.Made.Files, [&] { return readFile(From); });
  From.list(Result.Made.Notes, [&] {
    SiteNote Note;
    Note.Path = From.string();
    Note.Line = static_cast<unsigned>(From.number());
    Note.Text = From.string();
    return Note;
  });
  From.list(Result.Read, [&] {
    std::string Path = From.string();
    return ReadFile{std::move(Path), From.string()};
  });
  Result.Messages = From.string();
  Result.Failure = From.string();
  if (!From.isGood())
    return std::nullopt;
  return Result;
}
