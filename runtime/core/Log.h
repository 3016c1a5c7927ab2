// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LORCHA_LOG=api,launch,mem,all: traces on standard error; LORCHA_TRACE: a timeline in a file. Also the one
// way in which the runtime speaks to the user; what it says goes to the error log as well, traces do not.
#ifndef LORCHA_CORE_LOG_H
#define LORCHA_CORE_LOG_H

#include "core/ErrorLog.h"
#include <cstdint>
#include <fmt/format.h>
#include <string>

namespace lorcha::runtime {

enum class LogTopic : uint8_t { Api = 1, Launch = 2, Memory = 4, Timeline = 128 };

namespace detail {
/// Bits of the topics that LORCHA_LOG and LORCHA_TRACE ask for. Set before main, never changed later.
extern const uint8_t LogTopics;
} // namespace detail

/// One load and a test: cheap enough for every call.
inline bool isLogged(LogTopic Topic) { return detail::LogTopics & static_cast<uint8_t>(Topic); }

/// Whether somebody wants to know of calls of the API, in which way ever.
inline bool areCallsObserved() {
  constexpr auto Ways = static_cast<uint8_t>(LogTopic::Api) | static_cast<uint8_t>(LogTopic::Timeline);
  return __builtin_expect(detail::LogTopics & Ways, false);
}

/// Nanoseconds on a clock that never goes back.
uint64_t nowNanoseconds();

/// Writes "lorcha: Text\n" to standard error at once, so that lines of several threads do not mix. Any
/// thread.
void writeLine(const std::string &Text);

/// Traces.
template <class... ArgTs> void trace(fmt::format_string<ArgTs...> Format, ArgTs &&...Args) {
  writeLine(fmt::format(Format, std::forward<ArgTs>(Args)...));
}

/// writeLine, and the error log gets the text.
void tell(LogLevel Level, const std::string &Text);

/// Says what went wrong.
template <class... ArgTs> void say(fmt::format_string<ArgTs...> Format, ArgTs &&...Args) {
  tell(LogLevel::Error, fmt::format(Format, std::forward<ArgTs>(Args)...));
}
/// Says what is odd, a setting that means nothing, say.
template <class... ArgTs> void warn(fmt::format_string<ArgTs...> Format, ArgTs &&...Args) {
  tell(LogLevel::Warning, fmt::format(Format, std::forward<ArgTs>(Args)...));
}

} // namespace lorcha::runtime

#endif
