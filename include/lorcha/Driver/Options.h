// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The flags of all tools, which lib/Driver/Options.td lists.
#ifndef LORCHA_DRIVER_OPTIONS_H
#define LORCHA_DRIVER_OPTIONS_H

#include "lorcha/Driver/Reporter.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include <optional>

namespace lorcha {

namespace options {
enum Id {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "lorcha/Driver/Options.inc"
#undef OPTION
};
} // namespace options

/// A command line, cut at "--". Owns the strings that its arguments refer to.
struct ParsedOptions {
  llvm::opt::InputArgList Args;
  std::vector<std::string> Unknown; ///< flags to be handed on; filled with --forward-unknown-to... only
  std::vector<std::string> Rest; ///< what follows "--"
};

/// Parses a command line without the program's name; reads options files. Reports flags that are unknown,
/// lack a value, have no effect or are refused; the result is empty if one of them is an error.
std::optional<ParsedOptions> parseOptions(llvm::ArrayRef<const char *> Argv, Reporter &Report);

/// Only the flags that the table has, for command lines of other compilers: everything else is passed over.
ParsedOptions parseForeignOptions(llvm::ArrayRef<const char *> Argv);

/// Every flag of the table with its dashes; those that take a value behind `=` end in it.
std::vector<std::string> flagNames();

/// Whether a value of -Werror is a diagnostic of the table, or a group: LOR2104, lorcha-opencl.
bool isOwnWarning(llvm::StringRef Kind);

/// What a command does with the flags that say how things are built.
enum class HelpScope { Builds, Reads };

/// Prints the table for --help. Title is "command: what it does".
void printOptions(llvm::raw_ostream &Stream, const char *Usage, const char *Title,
                  HelpScope Scope = HelpScope::Builds);
/// The table itself.
const llvm::opt::OptTable &optionTable();

/// Cuts "a,b=f(c,d)" as nvcc does the values of -D, -I and others that take lists: at commas outside of
/// quotes and parentheses and not behind a backslash. Quotes stay.
std::vector<std::string> splitList(llvm::StringRef Value);

/// Cuts "a,b \"c d\"" as nvcc does the values of -Xcompiler: at commas and spaces outside of quotes and not
/// behind a backslash.
std::vector<std::string> splitForwarded(llvm::StringRef Value);

} // namespace lorcha

#endif
