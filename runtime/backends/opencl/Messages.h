// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What kernels say: printf, failed asserts, traps. docs/opencl.md has the layout of the buffer.
#ifndef LORCHA_OPENCL_MESSAGES_H
#define LORCHA_OPENCL_MESSAGES_H

#include "backends/opencl/Functions.h"
#include "core/Status.h"
#include "lorcha/device_module.h"
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lorcha::runtime::opencl {

class CompiledKernel;

/// The size of a buffer: what the API's limit for printf is by default.
constexpr size_t MessageCapacityBytes = 1 << 20;

/// The header of an empty buffer.
void resetMessages(uint32_t (&Header)[4]);

/// Reads a buffer that no kernel writes to any more and whose blocks were all of that size; prints what was
/// printed to standard output and says what failed. Success, DeviceAssert or LaunchFailure. Blocks.
Status readMessages(cl_command_queue By, cl_mem Buffer, const CompiledKernel &Writer,
                    const uint32_t (&BlockDim)[3]);

/// The text that a printf with that format prints; Arguments are two words each. Missing arguments are zero.
/// Buffer is what kernels wrote, where texts are that they copied.
std::string formatMessage(const char *Format, const uint32_t *Arguments, uint32_t Count,
                          const DeviceModule &Texts, const std::vector<uint32_t> &Buffer);

} // namespace lorcha::runtime::opencl

#endif
