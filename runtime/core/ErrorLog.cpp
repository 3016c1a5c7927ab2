// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A ring of messages, and who is told of them.
#include "core/ErrorLog.h"
#include <algorithm>
#include <chrono>
#include <ctime>
#include <fmt/format.h>

namespace lorcha::runtime {

/// As many as the original keeps.
static constexpr size_t KeptMessages = 100;

struct ErrorLog::Listener {
  explicit Listener(Function Told) : Told(std::move(Told)) {}
  std::recursive_mutex Mutex; ///< held while Told runs, which may end its own listener
  Function Told;
  bool IsActive = true; ///< guarded by Mutex
};

ErrorLog &ErrorLog::get() {
  static auto *const Log = new ErrorLog;
  return *Log;
}

/// "[13:05:09.123][E] text".
static std::string stamped(LogLevel Level, const std::string &Text) {
  auto Now = std::chrono::system_clock::now();
  std::time_t Seconds = std::chrono::system_clock::to_time_t(Now);
  auto Milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(Now.time_since_epoch()).count() % 1000;
  std::tm Local = {};
  localtime_r(&Seconds, &Local);
  return fmt::format("[{:02}:{:02}:{:02}.{:03}][{}] {}", Local.tm_hour, Local.tm_min, Local.tm_sec,
                     Milliseconds, Level == LogLevel::Error ? 'E' : 'W', Text);
}

void ErrorLog::add(LogLevel Level, const std::string &Text) {
  static thread_local bool IsTelling = false;
  std::vector<std::shared_ptr<Listener>> Told;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Kept.push_back(stamped(Level, Text));
    ++Next;
    if (Kept.size() > KeptMessages)
      Kept.pop_front();
    if (!IsTelling)
      Told = Listeners;
  }
  if (Told.empty())
    return;
  IsTelling = true;
  for (const std::shared_ptr<Listener> &Each : Told) {
    std::lock_guard<std::recursive_mutex> Lock(Each->Mutex);
    if (Each->IsActive)
      Each->Told(Level, Text);
  }
  IsTelling = false;
}

uint32_t ErrorLog::end() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Next;
}

uint32_t ErrorLog::begin() const {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Next - static_cast<uint32_t>(Kept.size());
}

std::vector<std::string> ErrorLog::since(uint32_t Number, bool &IsIncomplete) const {
  std::lock_guard<std::mutex> Lock(Mutex);
  uint32_t Wanted = std::min(Next - Number, Next); // a number from the future means nothing: all
  auto Count = std::min<size_t>(Wanted, Kept.size());
  IsIncomplete = Count < Wanted;
  return std::vector<std::string>(Kept.end() - static_cast<std::ptrdiff_t>(Count), Kept.end());
}

std::shared_ptr<ErrorLog::Listener> ErrorLog::listen(Function Told) {
  auto New = std::make_shared<Listener>(std::move(Told));
  std::lock_guard<std::mutex> Lock(Mutex);
  Listeners.push_back(New);
  return New;
}

void ErrorLog::unlisten(const std::shared_ptr<Listener> &Old) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Listeners.erase(std::remove(Listeners.begin(), Listeners.end(), Old), Listeners.end());
  }
  std::lock_guard<std::recursive_mutex> Lock(Old->Mutex);
  Old->IsActive = false;
}

} // namespace lorcha::runtime
