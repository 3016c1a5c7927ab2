// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which backends and devices the user wants, and what the devices shall say they are.
#include "core/Settings.h"
#include "core/Log.h"
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace lorcha::runtime {

void readComputeCapability(DeviceFacts &Facts) {
  const char *Text = std::getenv("LORCHA_COMPUTE_CAPABILITY");
  if (!Text || !*Text)
    return;
  char *End;
  unsigned long Major = std::strtoul(Text, &End, 10), Minor = 0;
  if (*End == '.')
    Minor = std::strtoul(End + 1, &End, 10);
  else if (Major >= 10) {
    Minor = Major % 10;
    Major /= 10;
  }
  if (*End || !Major || Major > 99 || Minor > 9) {
    warn("LORCHA_COMPUTE_CAPABILITY: '{}' is not a compute capability such as 8.6", Text);
    return;
  }
  Facts.Major = static_cast<unsigned>(Major);
  Facts.Minor = static_cast<unsigned>(Minor);
}

/// The host's processor is always there, its kernels are compiled already, and no driver need be asked.
static constexpr std::string_view DefaultBackend = "cpu";

bool isBackendWanted(const char *Name) {
  const char *Text = std::getenv("LORCHA_BACKEND");
  std::string_view Wanted = Text && *Text ? Text : DefaultBackend;
  return Wanted == "all" || Wanted == Name;
}

static std::string lowered(std::string_view Text) {
  std::string Result(Text);
  std::transform(Result.begin(), Result.end(), Result.begin(),
                 [](unsigned char C) { return static_cast<char>(std::tolower(C)); });
  return Result;
}

/// Whether the word is the device's number or a part of its name, in whichever case.
static bool names(const std::string &Word, size_t Number, const BackendDevice &Device) {
  if (std::all_of(Word.begin(), Word.end(), [](unsigned char C) { return std::isdigit(C); }))
    return Word == std::to_string(Number);
  return lowered(Device.facts().Name).find(lowered(Word)) != std::string::npos;
}

std::vector<BackendDevice *> chooseDevices(const std::vector<BackendDevice *> &All) {
  const char *Text = std::getenv("LORCHA_DEVICE");
  if (!Text || !*Text)
    return All;
  std::vector<BackendDevice *> Chosen;
  std::string_view Rest(Text);
  while (!Rest.empty()) {
    size_t Comma = Rest.find(',');
    std::string Word(Rest.substr(0, Comma));
    Rest = Comma == std::string_view::npos ? std::string_view() : Rest.substr(Comma + 1);
    if (Word.empty())
      continue;
    size_t Before = Chosen.size();
    bool IsKnown = false;
    for (size_t I = 0; I < All.size(); ++I)
      if (names(Word, I, *All[I])) {
        IsKnown = true;
        if (std::find(Chosen.begin(), Chosen.end(), All[I]) == Chosen.end())
          Chosen.push_back(All[I]);
      }
    if (Chosen.size() == Before && !IsKnown)
      warn("LORCHA_DEVICE: no device is number '{0}' or has '{0}' in its name", Word);
  }
  return Chosen;
}

} // namespace lorcha::runtime
