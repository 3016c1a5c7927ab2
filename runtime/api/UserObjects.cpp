// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects of the program that graphs keep alive.
#include "api/Graphs.h"
#include <climits>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

static std::shared_ptr<UserObject> findObject(lorchaUserObject_t Handle) {
  return Runtime::get().UserObjects.find(Handle);
}

static bool isCount(unsigned Count) { return Count > 0 && Count <= INT_MAX; }

lorchaError_t lorchaUserObjectCreate(lorchaUserObject_t *Result, void *Data, lorchaHostFn_t Destroy,
                                     unsigned References, unsigned Flags) {
  auto Body = [&] {
    // The flag must be given: nobody promises that a destructor has run when work is waited for.
    if (!Result || !Destroy || !isCount(References) || Flags != lorchaUserObjectNoDestructorSync)
      return Status::InvalidValue;
    *Result = static_cast<lorchaUserObject_t>(
        Runtime::get().UserObjects.add(std::make_shared<UserObject>(Destroy, Data, References)));
    return Status::Success;
  };
  return call(__func__, Body, Result, Data, Destroy, References, Flags);
}

lorchaError_t lorchaUserObjectRetain(lorchaUserObject_t Handle, unsigned Count) {
  auto Body = [&] {
    std::shared_ptr<UserObject> Object = findObject(Handle);
    if (!Object || !isCount(Count))
      return Status::InvalidValue;
    Object->retain(Count);
    return Status::Success;
  };
  return call(__func__, Body, Handle, Count);
}

lorchaError_t lorchaUserObjectRelease(lorchaUserObject_t Handle, unsigned Count) {
  auto Body = [&] {
    std::shared_ptr<UserObject> Object = findObject(Handle);
    return Object && isCount(Count) && Object->release(Count) ? Status::Success : Status::InvalidValue;
  };
  return call(__func__, Body, Handle, Count);
}

lorchaError_t lorchaGraphRetainUserObject(lorchaGraph_t In, lorchaUserObject_t Handle, unsigned Count,
                                          unsigned Flags) {
  auto Body = [&] {
    std::shared_ptr<Graph> Target = findGraph(In);
    std::shared_ptr<UserObject> Object = findObject(Handle);
    constexpr unsigned Move = lorchaGraphUserObjectMove;
    if (!Target || !Object || !isCount(Count) || (Flags & ~Move))
      return Status::InvalidValue;
    if (!(Flags & Move))
      Object->retain(Count);
    Target->UserObjects.take(std::move(Object), Count);
    return Status::Success;
  };
  return call(__func__, Body, In, Handle, Count, Flags);
}

lorchaError_t lorchaGraphReleaseUserObject(lorchaGraph_t In, lorchaUserObject_t Handle, unsigned Count) {
  auto Body = [&] {
    std::shared_ptr<Graph> Target = findGraph(In);
    std::shared_ptr<UserObject> Object = findObject(Handle);
    bool IsReleased = Target && Object && isCount(Count) && Target->UserObjects.release(Object, Count);
    return IsReleased ? Status::Success : Status::InvalidValue;
  };
  return call(__func__, Body, In, Handle, Count);
}
