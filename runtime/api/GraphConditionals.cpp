// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditional nodes and the values that decide about them.
#include "api/Graphs.h"

namespace lorcha::runtime::api {

static bool toKind(const lorchaConditionalNodeParams &Given, ConditionalKind &Result) {
  switch (Given.type) {
  case lorchaGraphCondTypeIf:
    Result = ConditionalKind::If;
    return Given.size == 1 || Given.size == 2;
  case lorchaGraphCondTypeWhile:
    Result = ConditionalKind::While;
    return Given.size == 1;
  case lorchaGraphCondTypeSwitch:
    Result = ConditionalKind::Switch;
    return Given.size != 0;
  }
  return false;
}

Status addConditionalNode(const NewNode &Where, lorchaConditionalNodeParams &Given) {
  ConditionalKind Kind;
  std::shared_ptr<Graph> Target = findGraph(Where.Into);
  std::shared_ptr<ConditionalValue> Value = Target ? Target->findValue(Given.handle) : nullptr;
  if (!Value || !toKind(Given, Kind))
    return Status::InvalidValue;
  return Where.add([&](Graph &Into, const std::vector<Dependency> &Behind, GraphNode *&Added) {
    Status Result = Into.addConditional({Kind, std::move(Value)}, Given.size, Behind, Added);
    if (Result == Status::Success)
      Given.phGraph_out = reinterpret_cast<lorchaGraph_t *>(Added->innerList());
    return Result;
  });
}

} // namespace lorcha::runtime::api

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

lorchaError_t lorchaGraphConditionalHandleCreate(lorchaGraphConditionalHandle *Result, lorchaGraph_t Handle,
                                                 unsigned Default, unsigned Flags) {
  auto Body = [&] {
    std::shared_ptr<Graph> Target = findGraph(Handle);
    constexpr unsigned Known = lorchaGraphCondAssignDefault;
    if (!Result || !Target || (Flags & ~Known))
      return Status::InvalidValue;
    std::shared_ptr<ConditionalValue> Value;
    Status Made = ConditionalValue::make(Runtime::get().currentDevice(), Default, Flags & Known, Value);
    if (Made != Status::Success)
      return Made;
    *Result = reinterpret_cast<uintptr_t>(Value->Place);
    Target->Values.push_back(std::move(Value));
    return Status::Success;
  };
  return call(__func__, Body, Result, Handle, Default, Flags);
}
