// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lorcha's headers in the form that a host compiler keeps of them.
#include "lorcha/Driver/Cache.h"
#include "lorcha/Driver/HeaderCache.h"
#include "lorcha/Driver/HostCompiler.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using llvm::StringRef;

using Strings = std::vector<std::string>;

/// The files of a make rule, without its target.
static Strings readRule(StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return {};
  Strings Files;
  std::string Name;
  StringRef Text = (*Buffer)->getBuffer().split(':').second;
  for (size_t I = 0; I <= Text.size(); ++I) {
    const char C = I < Text.size() ? Text[I] : '\n';
    const bool IsEscape = C == '\\' && I + 1 < Text.size();
    if (IsEscape && Text[I + 1] != '\n') {
      Name += Text[++I];
    } else if (!IsEscape && !isspace(static_cast<unsigned char>(C))) {
      Name += C;
    } else if (!Name.empty()) {
      Files.push_back(std::exchange(Name, {}));
    }
  }
  return Files;
}

/// Runs the compiler with all these arguments and without a word.
static bool succeeds(const std::string &Compiler, std::initializer_list<llvm::ArrayRef<std::string>> Parts) {
  std::vector<StringRef> Arguments = {Compiler};
  for (llvm::ArrayRef<std::string> Part : Parts)
    Arguments.insert(Arguments.end(), Part.begin(), Part.end());
  const std::optional<StringRef> Silent[] = {"", "", ""};
  return llvm::sys::ExecuteAndWait(Compiler, Arguments, std::nullopt, Silent) == 0;
}

/// Writes Lorcha's headers to a file in the folder, in Clang's own form, and tries it.
static std::optional<Strings> makeHeaders(const std::string &Compiler, const Strings &Flags,
                                          const std::string &Folder) {
  const std::string Source = Folder + "/headers.h", Rule = Folder + "/headers.d",
                    Output = Folder + "/headers.pch", Try = Folder + "/try.cpp";
  std::error_code Code, TryCode;
  llvm::raw_fd_ostream(Source, Code) << "#include <lorcha/runtime.h>\n";
  llvm::raw_fd_ostream(Try, TryCode) << "#include <lorcha/runtime.h>\ndim3 tried;\n";
  // Templates: or every source instantiates what the headers use anew.
  const bool IsMade =
      !Code && !TryCode &&
      succeeds(Compiler, {{"-x", "c++-header"},
                          Flags,
                          {"-fpch-instantiate-templates", "-MD", "-MF", Rule, Source, "-o", Output}}) &&
      succeeds(Compiler, {{"-x", "c++"}, Flags, {"-include-pch", Output, "-fsyntax-only", Try}});
  return IsMade ? std::optional(readRule(Rule)) : std::nullopt;
}

std::string HostCompiler::keptHeaders() const {
  // Headers that flags include come before Lorcha's, and other compilers' forms have other rules.
  const Strings Flags = headerFlags();
  const bool IsOther = llvm::any_of(Flags, [](StringRef Flag) {
    return llvm::any_of(std::initializer_list<const char *>{"-include", "-imacros", "-fmodule", "-Xclang",
                                                            "-M", "-save-temps"},
                        [&](const char *Start) { return Flag.starts_with(Start); });
  });
  if (!isClang() || IsOther)
    return "";
  Strings Key = {Program, stampOf(Program)};
  Key.insert(Key.end(), Flags.begin(), Flags.end());
  std::optional<KeptHeaders> Kept = lorcha::keptHeaders(
      std::move(Key), [&](const std::string &Folder) { return makeHeaders(Program, Flags, Folder); });
  return Kept ? Kept->Folder + "/headers.pch" : "";
}
