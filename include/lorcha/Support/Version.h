// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The version of CUDA that Lorcha's headers and tools say they are.
#ifndef LORCHA_SUPPORT_VERSION_H
#define LORCHA_SUPPORT_VERSION_H

namespace lorcha {

/// CUDART_VERSION in the API tables and lorcha/version.h say the same.
constexpr unsigned CudaVersionMajor = 12;
constexpr unsigned CudaVersionMinor = 8;

/// A release of CUDA; --cuda-version names another one than the default.
struct CudaVersion {
  unsigned Major = CudaVersionMajor;
  unsigned Minor = CudaVersionMinor;

  /// As CUDART_VERSION has it: 1000 * major + 10 * minor.
  unsigned number() const { return 1000 * Major + 10 * Minor; }
  bool isDefault() const { return Major == CudaVersionMajor && Minor == CudaVersionMinor; }
};

} // namespace lorcha

#endif
