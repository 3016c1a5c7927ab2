// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints a whole translated unit: the main file with its edits, and in place of their #include directives
// those of the user's headers that have edits of their own.
#ifndef LORCHA_EMIT_UNITWRITER_H
#define LORCHA_EMIT_UNITWRITER_H

#include "lorcha/Emit/EditList.h"

namespace lorcha {

struct WriterOptions {
  bool LineDirectives = true;
  /// For debuggers: no line that is added counts as one of the user's.
  bool ExactLines = false;
};

/// The text of the translated program. Deterministic; paths in it are as the user spelled them.
std::string writeUnit(ParsedUnit &Unit, const EditList &Edits, const WriterOptions &Options);

} // namespace lorcha

#endif
