// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TranslatorHeaders.h"
#include "lorcha/Driver/HeaderCache.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace lorcha {

FrontendOptions frontendOptions(const TranslateOptions &Options) {
  FrontendOptions Frontend;
  Frontend.Input = Options.Input;
  Frontend.Arguments = Options.Arguments;
  Frontend.IncludeDirectory = Options.IncludeDirectory;
  Frontend.CudaArch = Options.CudaArch;
  Frontend.Precompiled = Options.Precompiled;
  Frontend.Diagnostics = Options.Diagnostics;
  Frontend.Findings = Options.Findings;
  Frontend.Colors = Options.Colors;
  Frontend.Kind = Options.Kind;
  if (Options.ByFile)
    Frontend.Notes = std::make_shared<std::vector<SiteNote>>();
  return Frontend;
}

PrecompiledHeaders precompileHeaders(const TranslateOptions &Options, const std::string &Folder) {
  const FrontendOptions Frontend = frontendOptions(Options);
  PrecompiledHeaders Made{Folder + "/host.pch", Folder + "/device.pch", {}};
  for (auto [Which, Output] : {std::pair(Pass::Host, &Made.Host), std::pair(Pass::Device, &Made.Device)}) {
    std::optional<std::vector<std::string>> Read = precompile(Frontend, Which, *Output);
    if (!Read)
      return {};
    Made.Files.insert(Made.Files.end(), Read->begin(), Read->end());
  }
  llvm::sort(Made.Files);
  Made.Files.erase(llvm::unique(Made.Files), Made.Files.end());
  return Made;
}

/// A header that flags include is the user's, and read as such.
PrecompiledHeaders keptHeadersFor(const TranslateOptions &Options) {
  const bool IncludesMore = llvm::any_of(Options.Arguments, [](llvm::StringRef Flag) {
    return Flag.starts_with("-include") || Flag.starts_with("-imacros");
  });
  if (Options.Kind != SourceKind::Cuda || IncludesMore)
    return {};
  std::vector<std::string> Flags = {llvm::join(readingArguments(Options.IncludeDirectory), " "),
                                    "-" + clang::getClangFullVersion(),
                                    "-" + std::to_string(Options.CudaArch)};
  Flags.insert(Flags.end(), Options.Arguments.begin(), Options.Arguments.end());
  std::optional<KeptHeaders> Kept = keptHeaders(
      std::move(Flags), [&](const std::string &Folder) -> std::optional<std::vector<std::string>> {
        TranslateOptions OfHeaders = Options;
        std::vector<Finding> Unseen; // the source's own parse says the same
        OfHeaders.Findings = &Unseen;
        OfHeaders.Input = Folder + "/headers.cu";
        std::error_code Code;
        llvm::raw_fd_ostream(OfHeaders.Input, Code);
        const PrecompiledHeaders Made = Code ? PrecompiledHeaders() : precompileHeaders(OfHeaders, Folder);
        return Made.Host.empty() ? std::nullopt : std::optional(Made.Files);
      });
  if (!Kept)
    return {};
  return {Kept->Folder + "/host.pch", Kept->Folder + "/device.pch", std::move(Kept->Files)};
}

void addHeadersRead(const TranslateOptions &Options, std::vector<std::string> &Dependencies) {
  const llvm::StringRef Own = llvm::sys::path::parent_path(Options.Precompiled.Host);
  for (llvm::StringRef File : Options.Precompiled.Files)
    if (llvm::sys::path::parent_path(File) != Own && !File.starts_with(Options.IncludeDirectory + "/") &&
        !llvm::is_contained(Dependencies, File))
      Dependencies.push_back(File.str());
}

} // namespace lorcha
