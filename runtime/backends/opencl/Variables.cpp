// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocks of variables, and managed variables' way to the device and back.
#include "backends/opencl/Variables.h"
#include "backends/opencl/Device.h"

namespace lorcha::runtime::opencl {

Status VariableBlocks::fill(const DeviceModule &Program, ModuleBlock &New) {
  if (!On.memory().makeBlock(std::max<uint64_t>(Program.VariableBytes, 1), New.Block))
    return Status::OutOfMemory;
  for (uint32_t I = 0; I < Program.VariableCount; ++I) {
    const DeviceVariable &Each = Program.Variables[I];
    New.HasManaged = New.HasManaged || Each.IsManaged;
    Status Copied = On.copyNow(New.Block.Address + Each.Offset, Each.Host, Each.Size);
    if (Copied != Status::Success)
      return Copied;
  }
  return Status::Success;
}

const HiddenBlock *VariableBlocks::find(const DeviceModule &Program, Status &Result) {
  Result = Status::Success;
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Known = Blocks.find(&Program);
  if (Known != Blocks.end())
    return &Known->second.Block;
  ModuleBlock &New = Blocks[&Program];
  Result = fill(Program, New);
  if (Result == Status::Success)
    return &New.Block;
  On.memory().dropBlock(New.Block);
  Blocks.erase(&Program);
  return nullptr;
}

const void *VariableBlocks::translate(const void *Host, const DeviceModule *&Program, Status &Result) {
  FoundVariable Found = findDeviceVariable(Host);
  if (!Found.Variable || !Found.Variable->IsManaged)
    return Host;
  const HiddenBlock *Block = find(*Found.Module, Result);
  if (!Block)
    return Host;
  Program = Found.Module;
  return Block->Address + Found.Variable->Offset +
         (static_cast<const char *>(Host) - static_cast<const char *>(Found.Variable->Host));
}

/// Calls Body(host address, block address, bytes) for the managed variables until one returns a failure.
template <class BodyT>
static cl_int forEachManaged(const DeviceModule &Program, const HiddenBlock &Block, BodyT Body) {
  for (uint32_t I = 0; I < Program.VariableCount; ++I) {
    const DeviceVariable &Each = Program.Variables[I];
    if (!Each.IsManaged)
      continue;
    if (cl_int Code = Body(const_cast<void *>(Each.Host), Block.Address + Each.Offset, Each.Size);
        Code != CL_SUCCESS)
      return Code;
  }
  return CL_SUCCESS;
}

cl_int VariableBlocks::handOver(Queue &To, const DeviceModule &Program, uint64_t Ticket, bool &HasEffect) {
  if (!hasManagedVariables())
    return CL_SUCCESS;
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Known = Blocks.find(&Program);
  if (Known == Blocks.end() || !Known->second.HasManaged)
    return CL_SUCCESS;
  ModuleBlock &Of = Known->second;
  HasEffect = true;
  if (Of.Users.empty()) {
    cl_int Code = forEachManaged(Program, Of.Block, [&](void *Host, char *Device, size_t Bytes) {
      return On.memory().copy(To, {Device, Bytes, Bytes, Host, Bytes, Bytes, Bytes, 1, 1}, /*Blocks=*/true);
    });
    if (Code != CL_SUCCESS)
      return Code;
  }
  for (User &Each : Of.Users)
    if (Each.On == &To) {
      Each.Ticket = Ticket;
      return CL_SUCCESS;
    }
  Of.Users.push_back({&To, Ticket});
  return CL_SUCCESS;
}

cl_int VariableBlocks::takeBack(Queue &From, uint64_t Ticket) {
  if (!hasManagedVariables())
    return CL_SUCCESS;
  std::lock_guard<std::mutex> Lock(Mutex);
  cl_int Result = CL_SUCCESS;
  for (auto &[Program, Of] : Blocks) {
    auto IsDone = [&](const User &Each) { return Each.On == &From && Each.Ticket <= Ticket; };
    size_t Before = Of.Users.size();
    Of.Users.erase(std::remove_if(Of.Users.begin(), Of.Users.end(), IsDone), Of.Users.end());
    if (!Before || !Of.Users.empty())
      continue;
    cl_int Code = forEachManaged(*Program, Of.Block, [&](void *Host, char *Device, size_t Bytes) {
      return On.copyByService(Host, Device, Bytes);
    });
    Result = Result == CL_SUCCESS ? Code : Result;
  }
  return Result;
}

Status VariableBlocks::reclaim(const void *Host) {
  if (!hasManagedVariables())
    return Status::Success;
  FoundVariable Found = findDeviceVariable(Host);
  if (!Found.Variable || !Found.Variable->IsManaged)
    return Status::Success;
  for (;;) {
    Queue *Using = nullptr;
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      auto Known = Blocks.find(Found.Module);
      if (Known != Blocks.end() && !Known->second.Users.empty())
        Using = Known->second.Users.front().On;
    }
    if (!Using)
      return Status::Success;
    if (Status Result = Using->finish(); Result != Status::Success)
      return Result;
  }
}

void VariableBlocks::forget(const DeviceModule &Program) {
  std::lock_guard<std::mutex> Lock(Mutex);
  auto Known = Blocks.find(&Program);
  if (Known == Blocks.end())
    return;
  On.memory().dropBlock(Known->second.Block);
  Blocks.erase(Known);
}

void VariableBlocks::clear() {
  std::lock_guard<std::mutex> Lock(Mutex);
  for (auto &[Program, Of] : Blocks)
    On.memory().dropBlock(Of.Block);
  Blocks.clear();
}

} // namespace lorcha::runtime::opencl
