// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names and meanings of OpenCL's error codes.
#include "backends/opencl/Errors.h"
#include "core/Log.h"

namespace lorcha::runtime::opencl {

namespace {
struct CodeRow {
  cl_int Code;
  const char *Name;
  Status Meaning;
};
} // namespace

/// What is not here is a call that the backend should not have made, or a broken driver.
static constexpr CodeRow Codes[] = {
    {CL_DEVICE_NOT_FOUND, "CL_DEVICE_NOT_FOUND", Status::NoDevice},
    {CL_DEVICE_NOT_AVAILABLE, "CL_DEVICE_NOT_AVAILABLE", Status::DeviceUnavailable},
    {CL_COMPILER_NOT_AVAILABLE, "CL_COMPILER_NOT_AVAILABLE", Status::InvalidKernelImage},
    {CL_MEM_OBJECT_ALLOCATION_FAILURE, "CL_MEM_OBJECT_ALLOCATION_FAILURE", Status::OutOfMemory},
    {CL_OUT_OF_RESOURCES, "CL_OUT_OF_RESOURCES", Status::LaunchOutOfResources},
    {CL_OUT_OF_HOST_MEMORY, "CL_OUT_OF_HOST_MEMORY", Status::OutOfMemory},
    {CL_MEM_COPY_OVERLAP, "CL_MEM_COPY_OVERLAP", Status::InvalidValue},
    {CL_BUILD_PROGRAM_FAILURE, "CL_BUILD_PROGRAM_FAILURE", Status::InvalidKernelImage},
    {CL_MAP_FAILURE, "CL_MAP_FAILURE", Status::OutOfMemory},
    {CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST, "CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
     Status::LaunchFailure},
    {CL_INVALID_VALUE, "CL_INVALID_VALUE", Status::InvalidValue},
    {CL_INVALID_DEVICE, "CL_INVALID_DEVICE", Status::InvalidDevice},
    {CL_INVALID_CONTEXT, "CL_INVALID_CONTEXT", Status::DeviceUnavailable},
    {CL_INVALID_COMMAND_QUEUE, "CL_INVALID_COMMAND_QUEUE", Status::DeviceUnavailable},
    {CL_INVALID_MEM_OBJECT, "CL_INVALID_MEM_OBJECT", Status::InvalidValue},
    {CL_INVALID_BINARY, "CL_INVALID_BINARY", Status::InvalidKernelImage},
    {CL_INVALID_BUILD_OPTIONS, "CL_INVALID_BUILD_OPTIONS", Status::InvalidKernelImage},
    {CL_INVALID_PROGRAM_EXECUTABLE, "CL_INVALID_PROGRAM_EXECUTABLE", Status::InvalidKernelImage},
    {CL_INVALID_KERNEL_NAME, "CL_INVALID_KERNEL_NAME", Status::InvalidKernelImage},
    {CL_INVALID_KERNEL, "CL_INVALID_KERNEL", Status::InvalidKernelImage},
    {CL_INVALID_ARG_INDEX, "CL_INVALID_ARG_INDEX", Status::InvalidKernelImage},
    {CL_INVALID_ARG_VALUE, "CL_INVALID_ARG_VALUE", Status::InvalidKernelImage},
    {CL_INVALID_ARG_SIZE, "CL_INVALID_ARG_SIZE", Status::InvalidKernelImage},
    {CL_INVALID_KERNEL_ARGS, "CL_INVALID_KERNEL_ARGS", Status::InvalidKernelImage},
    {CL_INVALID_WORK_DIMENSION, "CL_INVALID_WORK_DIMENSION", Status::InvalidConfiguration},
    {CL_INVALID_WORK_GROUP_SIZE, "CL_INVALID_WORK_GROUP_SIZE", Status::InvalidConfiguration},
    {CL_INVALID_WORK_ITEM_SIZE, "CL_INVALID_WORK_ITEM_SIZE", Status::InvalidConfiguration},
    {CL_INVALID_GLOBAL_OFFSET, "CL_INVALID_GLOBAL_OFFSET", Status::InvalidConfiguration},
    {CL_INVALID_GLOBAL_WORK_SIZE, "CL_INVALID_GLOBAL_WORK_SIZE", Status::InvalidConfiguration},
    {CL_INVALID_BUFFER_SIZE, "CL_INVALID_BUFFER_SIZE", Status::OutOfMemory},
    {CL_INVALID_OPERATION, "CL_INVALID_OPERATION", Status::NotSupported},
    {CL_INVALID_PROPERTY, "CL_INVALID_PROPERTY", Status::InvalidValue},
};

static const CodeRow *findRow(cl_int Code) {
  for (const CodeRow &Each : Codes)
    if (Each.Code == Code)
      return &Each;
  return nullptr;
}

const char *errorName(cl_int Code) {
  const CodeRow *Row = findRow(Code);
  return Row ? Row->Name : "error";
}

Status failed(const char *Function, cl_int Code) {
  const CodeRow *Row = findRow(Code);
  Status Meaning = Row ? Row->Meaning : Status::Unknown;
  if (Meaning != Status::OutOfMemory || isLogged(LogTopic::Memory))
    say("OpenCL: {} failed: {} ({})", Function, errorName(Code), Code);
  return Meaning;
}

} // namespace lorcha::runtime::opencl
