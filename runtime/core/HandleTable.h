// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns objects into opaque handles and back, and notices handles that are not or no longer valid.
#ifndef LORCHA_CORE_HANDLETABLE_H
#define LORCHA_CORE_HANDLETABLE_H

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace lorcha::runtime {

/// Thread-safe. The table keeps its objects alive; find hands out shares, so that an object that one thread
/// uses survives its removal by another.
template <class T> class HandleTable {
public:
  /// The handle of Object; the object's address, so that handles tell something in a debugger.
  void *add(std::shared_ptr<T> Object) {
    void *Handle = Object.get();
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    Objects.emplace(Handle, std::move(Object));
    return Handle;
  }
  /// Enters Object under a handle that the program knows it by.
  void add(const void *Handle, std::shared_ptr<T> Object) {
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    Objects[Handle] = std::move(Object);
  }
  /// Null if there is no such handle.
  std::shared_ptr<T> find(const void *Handle) const {
    std::shared_lock<std::shared_mutex> Lock(Mutex);
    auto Found = Objects.find(Handle);
    return Found == Objects.end() ? nullptr : Found->second;
  }
  /// Takes the object out of the table; null if there is no such handle.
  std::shared_ptr<T> remove(const void *Handle) {
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    auto Found = Objects.find(Handle);
    if (Found == Objects.end())
      return nullptr;
    std::shared_ptr<T> Object = std::move(Found->second);
    Objects.erase(Found);
    return Object;
  }
  /// Removes all for which Wanted(object) holds.
  template <class PredicateT> void removeIf(PredicateT Wanted) {
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    for (auto Each = Objects.begin(); Each != Objects.end();)
      Each = Wanted(*Each->second) ? Objects.erase(Each) : std::next(Each);
  }
  /// Takes all objects out, which then end with nothing locked.
  void clear() {
    std::unordered_map<const void *, std::shared_ptr<T>> All;
    std::unique_lock<std::shared_mutex> Lock(Mutex);
    All.swap(Objects);
    Lock.unlock();
  }

private:
  mutable std::shared_mutex Mutex;
  std::unordered_map<const void *, std::shared_ptr<T>> Objects;
};

} // namespace lorcha::runtime

#endif
