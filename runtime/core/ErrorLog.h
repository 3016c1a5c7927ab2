// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The log of what went wrong: the last messages, for programs that ask for them or want to be told.
#ifndef LORCHA_CORE_ERRORLOG_H
#define LORCHA_CORE_ERRORLOG_H

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace lorcha::runtime {

enum class LogLevel : uint8_t { Error, Warning };

/// Thread-safe. Never destroyed.
class ErrorLog {
public:
  static ErrorLog &get();

  /// Adds a message and tells the listeners on the calling thread, with nothing locked. Messages that
  /// listeners cause are kept and told to nobody.
  void add(LogLevel Level, const std::string &Text);

  /// The number of the next message.
  uint32_t end() const;
  /// The messages with this number or a higher one, each with its time and level; IsIncomplete if older ones
  /// of them are gone.
  std::vector<std::string> since(uint32_t Number, bool &IsIncomplete) const;
  /// The number of the oldest message that is kept.
  uint32_t begin() const;

  using Function = std::function<void(LogLevel, const std::string &)>;
  struct Listener;
  /// A new listener is told of messages from now on.
  std::shared_ptr<Listener> listen(Function Told);
  /// When this returns, the listener is told of nothing any more, and no other thread is in its function.
  void unlisten(const std::shared_ptr<Listener> &Old);

private:
  mutable std::mutex Mutex; ///< guards what follows; no function is called with it
  std::deque<std::string> Kept;
  uint32_t Next = 0; ///< the number of the message that comes next
  std::vector<std::shared_ptr<Listener>> Listeners;
};

} // namespace lorcha::runtime

#endif
