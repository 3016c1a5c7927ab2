// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Checks of node parameters, which become what a launch of the graph runs.
#include "core/NodeWork.h"
#include "core/Runtime.h"

namespace lorcha::runtime {

Status ConditionalValue::make(Device &On, unsigned Default, bool IsSetAtLaunch,
                              std::shared_ptr<ConditionalValue> &Result) {
  auto New = std::make_shared<ConditionalValue>();
  Status Made = allocate(On, Allocation::Origin::Device, sizeof(unsigned), 0, &New->Place);
  if (Made != Status::Success)
    return Made;
  New->On = &On;
  New->Default = Default;
  New->IsSetAtLaunch = IsSetAtLaunch;
  unsigned Zero = 0;
  Result = std::move(New);
  return On.backend().copy(nullptr, linearCopy(Result->Place, &Zero, sizeof(Zero)));
}

ConditionalValue::~ConditionalValue() {
  if (!Place)
    return;
  auto IsAny = [](Allocation::Origin) { return true; };
  // A reset of the device may have taken it back already.
  if (std::optional<Allocation> Old = Runtime::get().Memory.remove(Place, IsAny))
    On->fail(releaseStorage(*Old));
}

Device *deviceOf(const NodeWork &Work) {
  switch (kindOf(Work)) {
  case NodeKind::Kernel:
    return std::get_if<KernelWork>(&Work)->On;
  case NodeKind::Copy:
    return std::get_if<CopyWork>(&Work)->On;
  case NodeKind::Fill:
    return std::get_if<FillWork>(&Work)->On;
  case NodeKind::Wait:
    return &std::get_if<WaitWork>(&Work)->Mark->device();
  case NodeKind::Record:
    return &std::get_if<RecordWork>(&Work)->Mark->device();
  case NodeKind::Allocate:
    return &std::get_if<AllocateWork>(&Work)->Memory->device();
  case NodeKind::Release:
    return &std::get_if<ReleaseWork>(&Work)->Memory->device();
  case NodeKind::Conditional:
    return std::get_if<ConditionalWork>(&Work)->Value->On;
  case NodeKind::Empty:
  case NodeKind::Host:
  case NodeKind::Child:
    return nullptr;
  }
  return nullptr;
}

Status makeKernelWork(Device &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args,
                      std::vector<KernelWork::Attribute> Attributes, SharedWork &Result) {
  LaunchRequest Request{};
  Status Prepared = prepareLaunch(On, Kernel, Shape, Args, Request);
  if (Prepared != Status::Success)
    return Prepared;
  KernelWork Work = {&On, Kernel, std::make_shared<PreparedLaunch>(std::move(Request)),
                     std::move(Attributes)};
  Result = std::make_shared<NodeWork>(std::move(Work));
  return Status::Success;
}

Status makeCopyWork(Device &On, const BoxCopy &Box, SharedWork &Result) {
  CopyWork Work = {&On, Box, {}};
  if (!Box.isEmpty()) {
    CopyRequest Request;
    Status Good = Box.toRequest(Request);
    if (Good == Status::Success)
      Good = planCopy(On, Request, Box.Direction, Work.Plan);
    if (Good != Status::Success)
      return Good;
  }
  Result = std::make_shared<NodeWork>(std::move(Work));
  return Status::Success;
}

Status makeFillWork(Device &On, const FillRequest &Request, SharedWork &Result) {
  if (Request.Width && Request.Height)
    if (Status Good = checkFill(Request); Good != Status::Success)
      return Good;
  Result = std::make_shared<NodeWork>(FillWork{&On, Request});
  return Status::Success;
}

} // namespace lorcha::runtime
