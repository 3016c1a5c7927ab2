// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns objects into opaque handles and back, and notices handles that are not or no longer valid.
#ifndef LORCHA_CORE_HANDLETABLE_H
#define LORCHA_CORE_HANDLETABLE_H

#include "core/Spin.h"
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace lorcha::runtime {

/// Thread-safe. The table keeps its objects alive; find hands out shares, so that an object that one thread
/// uses survives its removal by another. Objects end with nothing locked. Threads with different handles
/// hardly ever meet at a lock: there are several, by handle.
template <class T> class HandleTable {
public:
  /// The handle of Object; the object's address, so that handles tell something in a debugger.
  void *add(std::shared_ptr<T> Object) {
    void *Handle = Object.get();
    add(Handle, std::move(Object));
    return Handle;
  }
  /// Enters Object under a handle that the program knows it by.
  void add(const void *Handle, std::shared_ptr<T> Object) {
    Part &In = partOf(Handle);
    std::lock_guard<BriefLock> Lock(In.Lock);
    In.Objects[Handle].swap(Object);
  }
  /// Null if there is no such handle.
  std::shared_ptr<T> find(const void *Handle) const {
    Part &In = partOf(Handle);
    std::lock_guard<BriefLock> Lock(In.Lock);
    auto Found = In.Objects.find(Handle);
    return Found == In.Objects.end() ? nullptr : Found->second;
  }
  /// Takes the object out of the table; null if there is no such handle.
  std::shared_ptr<T> remove(const void *Handle) {
    Part &In = partOf(Handle);
    std::lock_guard<BriefLock> Lock(In.Lock);
    auto Found = In.Objects.find(Handle);
    if (Found == In.Objects.end())
      return nullptr;
    std::shared_ptr<T> Object = std::move(Found->second);
    In.Objects.erase(Found);
    return Object;
  }
  /// Removes all for which Wanted(object) holds.
  template <class PredicateT> void removeIf(PredicateT Wanted) {
    std::vector<std::shared_ptr<T>> Removed;
    for (Part &In : Parts) {
      std::lock_guard<BriefLock> Lock(In.Lock);
      for (auto Each = In.Objects.begin(); Each != In.Objects.end();)
        if (Wanted(*Each->second)) {
          Removed.push_back(std::move(Each->second));
          Each = In.Objects.erase(Each);
        } else {
          ++Each;
        }
    }
  }
  /// All objects.
  std::vector<std::shared_ptr<T>> all() const {
    std::vector<std::shared_ptr<T>> Result;
    for (Part &In : Parts) {
      std::lock_guard<BriefLock> Lock(In.Lock);
      for (const auto &Each : In.Objects)
        Result.push_back(Each.second);
    }
    return Result;
  }
  /// Takes all objects out.
  void clear() {
    removeIf([](const T &) { return true; });
  }

private:
  struct alignas(64) Part { // on a cache line of its own
    BriefLock Lock;
    std::unordered_map<const void *, std::shared_ptr<T>> Objects;
  };
  Part &partOf(const void *Handle) const {
    auto Number = reinterpret_cast<uintptr_t>(Handle);
    return Parts[(Number >> 4 ^ Number >> 9) % Parts.size()];
  }

  mutable std::array<Part, 16> Parts;
};

} // namespace lorcha::runtime

#endif
