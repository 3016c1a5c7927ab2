// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Attributes of streams. Only the priority has an effect: on which stream gets a thread next, and on the
// queue that an asynchronous device makes for the stream, if it has not been made.
#include "api/Call.h"
#include "api/DeviceProperties.h"
#include "api/StreamPriorities.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

/// Domains of memory fences that devices here have.
static constexpr unsigned FenceDomains = 1;

static Status setWindow(Stream &On, const lorchaAccessPolicyWindow &Window) {
  auto IsProperty = [](lorchaAccessProperty Each) {
    return Each >= lorchaAccessPropertyNormal && Each <= lorchaAccessPropertyPersisting;
  };
  if (!(Window.hitRatio >= 0 && Window.hitRatio <= 1) || !IsProperty(Window.hitProp) ||
      !IsProperty(Window.missProp) || Window.missProp == lorchaAccessPropertyPersisting ||
      Window.num_bytes > MostWindowBytes)
    return Status::InvalidValue;
  On.Settings.change([&](StreamHints &Hints) {
    Hints.Cached = {Window.base_ptr, Window.num_bytes, Window.hitRatio, Window.hitProp, Window.missProp};
  });
  return Status::Success;
}

static Status setAttribute(Stream &On, lorchaStreamAttrID Attribute, const lorchaStreamAttrValue &Value) {
  switch (Attribute) {
  case lorchaLaunchAttributeAccessPolicyWindow:
    return setWindow(On, Value.accessPolicyWindow);
  case lorchaLaunchAttributeSynchronizationPolicy:
    if (Value.syncPolicy < lorchaSyncPolicyAuto || Value.syncPolicy > lorchaSyncPolicyBlockingSync)
      return Status::InvalidValue;
    On.Settings.change([&](StreamHints &Hints) { Hints.WaitPolicy = Value.syncPolicy; });
    return Status::Success;
  case lorchaLaunchAttributePriority:
    On.setPriority(nearestPriority(Value.priority));
    return Status::Success;
  case lorchaLaunchAttributeMemSyncDomainMap: {
    const lorchaLaunchMemSyncDomainMap &Map = Value.memSyncDomainMap;
    if (Map.default_ >= FenceDomains || Map.remote >= FenceDomains)
      return Status::InvalidValue;
    On.Settings.change([&](StreamHints &Hints) {
      Hints.DefaultDomain = Map.default_;
      Hints.RemoteDomain = Map.remote;
    });
    return Status::Success;
  }
  case lorchaLaunchAttributeMemSyncDomain:
    if (Value.memSyncDomain != lorchaLaunchMemSyncDomainDefault &&
        Value.memSyncDomain != lorchaLaunchMemSyncDomainRemote)
      return Status::InvalidValue;
    On.Settings.change([&](StreamHints &Hints) { Hints.FenceDomain = Value.memSyncDomain; });
    return Status::Success;
  default:
    return Status::InvalidValue;
  }
}

static Status tellAttribute(const Stream &On, lorchaStreamAttrID Attribute, lorchaStreamAttrValue &Result) {
  StreamHints Hints = On.Settings.get();
  lorchaStreamAttrValue Value = {};
  switch (Attribute) {
  case lorchaLaunchAttributeAccessPolicyWindow:
    Value.accessPolicyWindow = {Hints.Cached.Base, Hints.Cached.Bytes, Hints.Cached.HitRatio,
                                static_cast<lorchaAccessProperty>(Hints.Cached.Hit),
                                static_cast<lorchaAccessProperty>(Hints.Cached.Miss)};
    break;
  case lorchaLaunchAttributeSynchronizationPolicy:
    Value.syncPolicy = static_cast<lorchaSynchronizationPolicy>(Hints.WaitPolicy);
    break;
  case lorchaLaunchAttributePriority:
    Value.priority = On.priority();
    break;
  case lorchaLaunchAttributeMemSyncDomainMap:
    Value.memSyncDomainMap.default_ = Hints.DefaultDomain;
    Value.memSyncDomainMap.remote = Hints.RemoteDomain;
    break;
  case lorchaLaunchAttributeMemSyncDomain:
    Value.memSyncDomain = static_cast<lorchaLaunchMemSyncDomain>(Hints.FenceDomain);
    break;
  default:
    return Status::InvalidValue;
  }
  Result = Value;
  return Status::Success;
}

lorchaError_t lorchaStreamSetAttribute(lorchaStream_t Handle, lorchaStreamAttrID Attribute,
                                       const lorchaStreamAttrValue *Value) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    return Value ? setAttribute(*On, Attribute, *Value) : Status::InvalidValue;
  };
  return call(__func__, Body, Handle, Attribute, Value);
}

lorchaError_t lorchaStreamGetAttribute(lorchaStream_t Handle, lorchaStreamAttrID Attribute,
                                       lorchaStreamAttrValue *Result) {
  auto Body = [&] {
    StreamHandle On(Handle);
    if (!On)
      return Status::InvalidResourceHandle;
    return Result ? tellAttribute(*On, Attribute, *Result) : Status::InvalidValue;
  };
  return call(__func__, Body, Handle, Attribute, Result);
}

lorchaError_t lorchaStreamCopyAttributes(lorchaStream_t To, lorchaStream_t From) {
  auto Body = [&] {
    StreamHandle Target(To), Source(From);
    if (!Target || !Source)
      return Status::InvalidResourceHandle;
    if (&Target->device() != &Source->device())
      return Status::InvalidValue;
    StreamHints Hints = Source->Settings.get();
    Target->Settings.change([&](StreamHints &Mine) { Mine = Hints; });
    Target->setPriority(Source->priority());
    return Status::Success;
  };
  return call(__func__, Body, To, From);
}
