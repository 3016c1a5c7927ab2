// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One source that is translated for itself, and what came of it.
#ifndef LORCHA_MIGRATE_UNIT_H
#define LORCHA_MIGRATE_UNIT_H

#include "lorcha/Driver/Translator.h"
#include <optional>

namespace lorcha {

struct Unit {
  std::string Path; ///< relative to the tree's root
  TranslateOptions Options;
  bool isHost() const { return Options.Kind != SourceKind::Cuda; }
};

/// A file that a unit read, as it was then.
struct ReadFile {
  std::string Path; ///< relative to the tree's root
  std::string Hash;
};

/// What a unit's translation left; kept in the state folder for the next run.
struct UnitResult {
  std::string Key;      ///< of the options and of the tool
  TranslateResult Made; ///< Text: the whole unit in one file, for units whose headers cannot be shared
  std::vector<ReadFile> Read;
  std::string Messages; ///< what the translator printed
  std::string Failure;  ///< why there is no result; else empty
};

/// A text with everything in it, and back. An unusable text gives none.
std::string writeResult(const UnitResult &Result);
std::optional<UnitResult> readResult(llvm::StringRef Text);

} // namespace lorcha

#endif
