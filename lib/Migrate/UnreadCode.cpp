// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds CUDA code that no unit read: behind conditionals that no unit's flags turn on, and in headers that no
// unit includes. It stays as it is, and people are told.
#include "lorcha/Migrate/SharedTexts.h"
#include "lorcha/Project/CudaText.h"
#include "lorcha/Project/FileKinds.h"

using namespace lorcha;
using llvm::StringRef;

static std::vector<TextSpan> sorted(std::vector<TextSpan> Spans) {
  llvm::sort(Spans, [](const TextSpan &A, const TextSpan &B) { return A.Begin < B.Begin; });
  return Spans;
}

/// What is in spans of both. Both are sorted, and none of their spans overlap.
static std::vector<TextSpan> common(const std::vector<TextSpan> &A, const std::vector<TextSpan> &B) {
  std::vector<TextSpan> Result;
  for (size_t I = 0, J = 0; I < A.size() && J < B.size();) {
    const TextSpan Both{std::max(A[I].Begin, B[J].Begin), std::min(A[I].End, B[J].End)};
    if (Both.Begin < Both.End)
      Result.push_back(Both);
    (A[I].End < B[J].End ? I : J)++;
  }
  return Result;
}

/// "#if 0": nobody wants it. What a test of __CUDA_ARCH__ leaves out was read as device code.
static bool isNoLoss(StringRef Directive) {
  Directive = Directive.trim();
  return Directive.contains("__CUDA_ARCH__") ||
         (Directive.consume_front("#") && Directive.ltrim().starts_with("if") && Directive.ends_with(" 0"));
}

static bool hasEditIn(const FileView &View, const TextSpan &Span) {
  return llvm::any_of(View.Edits.Edits, [&](const TextEdit &Edit) { return Span.contains(Edit.Where); });
}

void SharedTexts::noteSkipped(const std::string &Path, const std::vector<FileView> &All) {
  const StringRef Buffer = All.front().Edits.Buffer;
  std::vector<TextSpan> Skipped = sorted(All.front().Edits.Skipped);
  for (const FileView &View : All) {
    if (View.Edits.Buffer != Buffer)
      return; // macros are written out in different ways: offsets cannot be compared
    Skipped = common(Skipped, sorted(View.Edits.Skipped));
  }
  for (const TextSpan &Span : Skipped) {
    const StringRef Text = Buffer.slice(Span.Begin, Span.End);
    if (isNoLoss(Text.split('\n').first) ||
        llvm::any_of(All, [&](const FileView &View) { return hasEditIn(View, Span); }))
      continue;
    if (std::optional<unsigned> Line = firstCudaLine(Text)) {
      const unsigned Before = Buffer.take_front(Span.Begin).count('\n');
      const std::string Why = "not translated: no source's flags turn this on; give them and run again";
      if (Notes[Path].insert({Before + *Line, Why}).second)
        Left.push_back({Path, Before + *Line, Why});
    }
  }
}

void SharedTexts::noteUnread(const IncludeGraph &Includes) {
  std::set<std::string> Excused; // what units would have read that have errors
  for (const std::string &Unit : Failed)
    for (const std::string &File : Includes.closure(Unit))
      Excused.insert(File);
  for (const auto &[Path, All] : Views)
    if (!Excused.count(Path))
      noteSkipped(Path, All);
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (!isTranslatable(Path) || !Entry.LinkTarget.empty() || Views.count(Path) || Excused.count(Path))
      continue;
    llvm::Expected<std::string> Text = readText(Tree.absolute(Path));
    if (!Text) {
      llvm::consumeError(Text.takeError()); // reported where files are copied
      continue;
    }
    if (std::optional<unsigned> Line = firstCudaLine(*Text))
      Left.push_back({Path, *Line, "not translated: no source that is compiled reads this file"});
  }
}
