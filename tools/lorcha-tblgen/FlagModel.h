// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of lib/Driver/Options.td as the emitters see them: in the order of the file, each with all its
// names.
#ifndef LORCHA_TBLGEN_FLAGMODEL_H
#define LORCHA_TBLGEN_FLAGMODEL_H

#include "llvm/TableGen/Record.h"
#include <string>
#include <vector>

namespace lorcha::tblgen {

struct FlagRow {
  std::vector<std::string> Names; ///< with their dashes, the shortest first
  std::string Value;              ///< what takes the place of the value: "<file>"; empty if the flag has none
  std::string Help;
  std::vector<std::string> Choices; ///< values that the shell offers
};

/// Flags that --help lists together, or that have the same lot (no effect, refused, silent).
struct FlagSection {
  std::string Title; ///< of --help; else the group's name
  std::vector<FlagRow> Flags;
};

/// The sections in the order of their first flags.
std::vector<FlagSection> flagSections(const llvm::RecordKeeper &Records);

/// One way to call `lorcha`.
struct CommandRow {
  std::string Name, Usage, Help;
};
std::vector<CommandRow> commandRows(const llvm::RecordKeeper &Records);

} // namespace lorcha::tblgen

#endif
