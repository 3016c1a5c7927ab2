// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The headers that every CUDA source reads, precompiled for the translator.
#ifndef LORCHA_LIB_DRIVER_TRANSLATORHEADERS_H
#define LORCHA_LIB_DRIVER_TRANSLATORHEADERS_H

#include "lorcha/Driver/Translator.h"
#include "lorcha/Frontend/Frontend.h"

namespace lorcha {

FrontendOptions frontendOptions(const TranslateOptions &Options);

/// What earlier runs have kept for these options, or what this one does; {} if there is nothing.
PrecompiledHeaders keptHeadersFor(const TranslateOptions &Options);

/// Adds the files that stand behind Options.Precompiled to those that were read; not Lorcha's own.
void addHeadersRead(const TranslateOptions &Options, std::vector<std::string> &Dependencies);

} // namespace lorcha

#endif
