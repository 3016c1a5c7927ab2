// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// For tests: a table of OpenCL functions that counts calls and objects and makes one call fail.
// LORCHA_OPENCL_FAULT=clCreateBuffer:3:-4 makes the third call of clCreateBuffer fail once with code -4;
// LORCHA_OPENCL_FAULT=count only counts. When the program ends, the counts are written to standard error.
// Functions of extensions are not in the table.
#ifndef LORCHA_OPENCL_FAULTS_H
#define LORCHA_OPENCL_FAULTS_H

#include "backends/opencl/Functions.h"

namespace lorcha::runtime::opencl {

/// Wraps every function of the table if LORCHA_OPENCL_FAULT is set; else nothing happens and nothing is
/// slower.
void injectFaults(Functions &Table);

} // namespace lorcha::runtime::opencl

#endif
