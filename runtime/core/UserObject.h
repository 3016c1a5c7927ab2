// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects of the program that graphs keep alive: counted, destroyed by a function of the program.
#ifndef LORCHA_CORE_USEROBJECT_H
#define LORCHA_CORE_USEROBJECT_H

#include <map>
#include <memory>
#include <mutex>

namespace lorcha::runtime {

/// Thread-safe. Calls Destroy(Data) when the last reference is given back, and takes its handle back.
class UserObject {
public:
  UserObject(void (*Destroy)(void *), void *Data, size_t References)
      : Destroy(Destroy), Data(Data), References(References) {}
  void retain(size_t Count);
  /// False if there are not so many references.
  bool release(size_t Count);

private:
  void (*const Destroy)(void *);
  void *const Data;
  std::mutex Mutex; ///< guards References
  size_t References;
};

/// The references that a graph holds. Copies hold as many of their own.
class UserObjectRefs {
public:
  UserObjectRefs() = default;
  UserObjectRefs(const UserObjectRefs &Other);
  UserObjectRefs &operator=(const UserObjectRefs &Other);
  ~UserObjectRefs();
  /// Takes over references that somebody else held.
  void take(std::shared_ptr<UserObject> Object, size_t Count);
  /// Gives references back; false if there are not so many.
  bool release(const std::shared_ptr<UserObject> &Object, size_t Count);
  /// Retains what the other holds, too.
  void add(const UserObjectRefs &Other);

private:
  std::map<std::shared_ptr<UserObject>, size_t> Held;
};

} // namespace lorcha::runtime

#endif
