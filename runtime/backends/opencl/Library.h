// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device library (runtime/device/opencl/*.cl) inside liblorcha. The build makes the table.
#ifndef LORCHA_OPENCL_LIBRARY_H
#define LORCHA_OPENCL_LIBRARY_H

namespace lorcha::runtime::opencl {

/// One file.
struct LibraryPart {
  const char *Name;         ///< the file's, without .cl
  const char *Text;         ///< OpenCL C
  const char *const *Needs; ///< names of other parts, then null
};

/// Null if there is no such part.
const LibraryPart *findLibraryPart(const char *Name);

} // namespace lorcha::runtime::opencl

#endif
