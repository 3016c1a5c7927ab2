// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What programs set for a stream besides its priority. Hints for speed, which nothing here heeds: they are
// kept because programs may read them back.
#ifndef LORCHA_CORE_STREAMSETTINGS_H
#define LORCHA_CORE_STREAMSETTINGS_H

#include <cstddef>
#include <cstdint>
#include <mutex>

namespace lorcha::runtime {

/// Plain values; enumerations are the API's numbers.
struct StreamHints {
  struct Window { ///< memory whose lines caches should treat in some way
    void *Base = nullptr;
    size_t Bytes = 0;
    float HitRatio = 0;
    int Hit = 0, Miss = 0;
  } Cached;
  int WaitPolicy = 1; ///< how host threads wait: as the runtime likes
  int FenceDomain = 0;
  uint8_t DefaultDomain = 0, RemoteDomain = 0; ///< what the two domains are mapped to
};

/// Thread-safe.
class StreamSettings {
public:
  StreamHints get() const {
    std::lock_guard<std::mutex> Lock(Mutex);
    return Hints;
  }
  template <class ChangeT> void change(ChangeT Change) {
    std::lock_guard<std::mutex> Lock(Mutex);
    Change(Hints);
  }

private:
  mutable std::mutex Mutex; ///< held for moments only
  StreamHints Hints;
};

} // namespace lorcha::runtime

#endif
