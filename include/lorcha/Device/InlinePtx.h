// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The asm statements of device code, written out as C++ before the unit is translated: analyses and emitters
// then see what they do. lib/Ptx does the lowering; here statements are found and their text is replaced.
#ifndef LORCHA_DEVICE_INLINEPTX_H
#define LORCHA_DEVICE_INLINEPTX_H

#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

/// The files of the unit, by path, with the asm statements of device code replaced. Empty if there are none,
/// or if some cannot be: these are reported. Where the text of a statement is made by a macro that makes
/// more, and its uses differ, the macro's name is added to Macros: its uses must be written out first, and
/// there are no files.
std::map<std::string, std::string> writeOutPtx(ParsedUnit &Unit, std::set<std::string> &Macros);

/// What stands for each asm statement, a line each, for lorcha-inspect.
std::string printInlinePtx(ParsedUnit &Unit);

} // namespace lorcha

#endif
