// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Modules are the runtime API's libraries of kernels, and functions its kernels.
#include "driver/Driver.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

static lorchaLibrary_t toLibrary(CUmodule Module) { return reinterpret_cast<lorchaLibrary_t>(Module); }

CUresult cuModuleLoad(CUmodule *Result, const char *File) {
  return forward([&] {
    return lorchaLibraryLoadFromFile(reinterpret_cast<lorchaLibrary_t *>(Result), File, nullptr, nullptr, 0,
                                     nullptr, nullptr, 0);
  });
}

CUresult cuModuleLoadData(CUmodule *Result, const void *Image) {
  return forward([&] {
    return lorchaLibraryLoadData(reinterpret_cast<lorchaLibrary_t *>(Result), Image, nullptr, nullptr, 0,
                                 nullptr, nullptr, 0);
  });
}

CUresult cuModuleLoadDataEx(CUmodule *Result, const void *Image, unsigned Count, CUjit_option *Options,
                            void **Values) {
  return Count && (!Options || !Values) ? CUDA_ERROR_INVALID_VALUE : cuModuleLoadData(Result, Image);
}

CUresult cuModuleLoadFatBinary(CUmodule *Result, const void *Image) {
  return cuModuleLoadData(Result, Image);
}

CUresult cuModuleUnload(CUmodule Module) {
  return forward([&] { return lorchaLibraryUnload(toLibrary(Module)); });
}

CUresult cuModuleGetFunction(CUfunction *Result, CUmodule Module, const char *Name) {
  lorchaKernel_t Kernel = nullptr;
  const CUresult Outcome =
      forward([&] { return lorchaLibraryGetKernel(Result ? &Kernel : nullptr, toLibrary(Module), Name); });
  if (Outcome == CUDA_SUCCESS)
    *Result = reinterpret_cast<CUfunction>(Kernel); // both are the kernel's symbol
  return Outcome;
}

CUresult cuModuleGetGlobal(CUdeviceptr *Address, size_t *Bytes, CUmodule Module, const char *Name) {
  void *Place = nullptr;
  const CUresult Outcome = forward(
      [&] { return lorchaLibraryGetGlobal(Address ? &Place : nullptr, Bytes, toLibrary(Module), Name); });
  if (Outcome == CUDA_SUCCESS && Address)
    *Address = toAddress(Place);
  return Outcome;
}
