// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One record a line, the path last; a line break in a path is written "\n".
#include "lorcha/Migrate/Manifest.h"
#include "llvm/ADT/StringExtras.h"

using namespace lorcha;
using llvm::StringRef;

static constexpr llvm::StringLiteral FirstLine("lorcha-migrate 1");

static std::string escaped(StringRef Path) {
  std::string Result;
  for (char C : Path)
    if (C == '\n')
      Result += "\\n";
    else if (C == '\\')
      Result += "\\\\";
    else
      Result += C;
  return Result;
}

static std::string unescaped(StringRef Text) {
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] != '\\' || I + 1 == Text.size()) {
      Result += Text[I];
      continue;
    }
    ++I;
    Result += Text[I] == 'n' ? '\n' : Text[I];
  }
  return Result;
}

std::string lorcha::printManifest(const Manifest &What) {
  std::string Text = FirstLine.str() + "\nkey " + What.Key + "\nstatus " + std::to_string(What.Status) +
                     "\n" + "untranslated " + std::to_string(What.Untranslated) + "\n";
  for (const auto &[Path, Each] : What.Inputs)
    Text += "in " + std::to_string(Each.State.Size) + " " + std::to_string(Each.State.Time) + " " +
            (Each.Hash.empty() ? "-" : Each.Hash) + " " + escaped(Path) + "\n";
  for (const auto &[Path, Each] : What.Outputs)
    Text += "out " + std::to_string(Each.State.Size) + " " + std::to_string(Each.State.Time) + " " +
            (Each.Base.empty() ? "-" : Each.Base) + " " + (Each.HasBaseText ? "1 " : "0 ") +
            (Each.IsConflict ? "1 " : "0 ") + escaped(Path) + "\n";
  return Text;
}

static bool readState(StringRef &Rest, FileState &State) {
  return !Rest.consumeInteger(10, State.Size) && Rest.consume_front(" ") &&
         !Rest.consumeInteger(10, State.Time) && Rest.consume_front(" ");
}

static std::string readHash(StringRef &Rest) {
  auto [Hash, Next] = Rest.split(' ');
  Rest = Next;
  return Hash == "-" ? std::string() : Hash.str();
}

static bool readLine(StringRef Line, Manifest &Result) {
  if (Line.consume_front("key ")) {
    Result.Key = Line.str();
    return true;
  }
  if (Line.consume_front("status "))
    return !Line.getAsInteger(10, Result.Status);
  if (Line.consume_front("untranslated "))
    return !Line.getAsInteger(10, Result.Untranslated);
  if (Line.consume_front("in ")) {
    InputRecord Record;
    if (!readState(Line, Record.State))
      return false;
    Record.Hash = readHash(Line);
    Result.Inputs[unescaped(Line)] = std::move(Record);
    return true;
  }
  if (Line.consume_front("out ")) {
    OutputRecord Record;
    if (!readState(Line, Record.State))
      return false;
    Record.Base = readHash(Line);
    Record.HasBaseText = readHash(Line) == "1";
    Record.IsConflict = readHash(Line) == "1";
    Result.Outputs[unescaped(Line)] = std::move(Record);
    return true;
  }
  return Line.empty();
}

std::optional<Manifest> lorcha::readManifest(const std::string &Path) {
  llvm::Expected<std::string> Text = readText(Path);
  if (!Text) {
    llvm::consumeError(Text.takeError());
    return std::nullopt;
  }
  Manifest Result;
  auto [First, Rest] = StringRef(*Text).split('\n');
  if (First != FirstLine)
    return std::nullopt;
  while (!Rest.empty()) {
    auto [Line, Next] = Rest.split('\n');
    Rest = Next;
    if (!readLine(Line, Result))
      return std::nullopt;
  }
  return Result;
}
