// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads LORCHA_LOG, sees whether there is LORCHA_TRACE, and writes lines to standard error.
#include "core/Log.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace lorcha::runtime {

static uint8_t topicOf(std::string_view Word) {
  if (Word == "api")
    return static_cast<uint8_t>(LogTopic::Api);
  if (Word == "launch")
    return static_cast<uint8_t>(LogTopic::Launch);
  if (Word == "mem")
    return static_cast<uint8_t>(LogTopic::Memory);
  if (Word == "all")
    return static_cast<uint8_t>(LogTopic::Api) | static_cast<uint8_t>(LogTopic::Launch) |
           static_cast<uint8_t>(LogTopic::Memory);
  if (!Word.empty() && Word != "none")
    writeLine(fmt::format("LORCHA_LOG: unknown topic '{}'; known are api, launch, mem, all, none", Word));
  return 0;
}

static uint8_t readTopics() {
  const char *Text = std::getenv("LORCHA_LOG"), *Folder = std::getenv("LORCHA_TRACE");
  uint8_t Topics = Folder && *Folder ? static_cast<uint8_t>(LogTopic::Timeline) : 0;
  if (!Text)
    return Topics;
  std::string_view Rest(Text);
  while (!Rest.empty()) {
    size_t End = Rest.find_first_of(",|+ ");
    Topics |= topicOf(Rest.substr(0, End));
    Rest = End == std::string_view::npos ? std::string_view() : Rest.substr(End + 1);
  }
  return Topics;
}

const uint8_t detail::LogTopics = readTopics();

uint64_t nowNanoseconds() {
  auto Now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(Now).count());
}

void writeLine(const std::string &Text) {
  std::string Line = "lorcha: " + Text + "\n";
  std::fwrite(Line.data(), 1, Line.size(), stderr);
}

void tell(LogLevel Level, const std::string &Text) {
  writeLine(Text);
  ErrorLog::get().add(Level, Text);
}

} // namespace lorcha::runtime
