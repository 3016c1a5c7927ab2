// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Counting references to objects of the program.
#include "core/UserObject.h"
#include "core/Runtime.h"

namespace lorcha::runtime {

void UserObject::retain(size_t Count) {
  std::lock_guard<std::mutex> Lock(Mutex);
  References += Count;
}

bool UserObject::release(size_t Count) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (Count > References)
      return false;
    References -= Count;
    if (References)
      return true;
  }
  std::shared_ptr<UserObject> Old = Runtime::get().UserObjects.remove(this); // the handle is none any more
  Destroy(Data);
  return true;
}

UserObjectRefs::UserObjectRefs(const UserObjectRefs &Other) { add(Other); }

UserObjectRefs &UserObjectRefs::operator=(const UserObjectRefs &Other) {
  UserObjectRefs Copy(Other);
  Held.swap(Copy.Held);
  return *this;
}

UserObjectRefs::~UserObjectRefs() {
  for (auto &[Object, Count] : Held)
    Object->release(Count);
}

void UserObjectRefs::take(std::shared_ptr<UserObject> Object, size_t Count) {
  Held[std::move(Object)] += Count;
}

bool UserObjectRefs::release(const std::shared_ptr<UserObject> &Object, size_t Count) {
  auto Found = Held.find(Object);
  if (Found == Held.end() || Found->second < Count)
    return false;
  Found->second -= Count;
  if (!Found->second)
    Held.erase(Found);
  Object->release(Count);
  return true;
}

void UserObjectRefs::add(const UserObjectRefs &Other) {
  for (const auto &[Object, Count] : Other.Held) {
    Object->retain(Count);
    Held[Object] += Count;
  }
}

} // namespace lorcha::runtime
