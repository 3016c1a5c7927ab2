// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches, facts about kernels, and how many blocks of them fit.
#include "driver/Driver.h"
#include "lorcha/runtime_api_cpp.h"

using namespace lorcha::runtime;
using namespace lorcha::runtime::driver;

/// Reads the list that may stand in place of the parameters. Buffer stays null if the list has none.
static CUresult findBuffer(void **List, char *&Buffer, size_t &Bytes) {
  for (; *List != CU_LAUNCH_PARAM_END; List += 2) {
    if (*List == CU_LAUNCH_PARAM_BUFFER_POINTER)
      Buffer = static_cast<char *>(List[1]);
    else if (*List == CU_LAUNCH_PARAM_BUFFER_SIZE && List[1])
      Bytes = *static_cast<size_t *>(List[1]);
    else
      return CUDA_ERROR_INVALID_VALUE;
  }
  return Buffer ? CUDA_SUCCESS : CUDA_ERROR_INVALID_VALUE;
}

/// The places of a kernel's parameters in a buffer that has them all.
static CUresult placesIn(char *Buffer, size_t Bytes, CUfunction Function, std::vector<void *> &Places) {
  for (size_t Index = 0;; ++Index) {
    size_t Offset, Size;
    if (forward([&] { return lorchaFuncGetParamInfo(Function, Index, &Offset, &Size); }) != CUDA_SUCCESS)
      return CUDA_SUCCESS; // there are no more
    if (Offset + Size > Bytes)
      return CUDA_ERROR_INVALID_VALUE;
    Places.push_back(Buffer + Offset);
  }
}

CUresult cuLaunchKernel(CUfunction Function, unsigned GridX, unsigned GridY, unsigned GridZ, unsigned BlockX,
                        unsigned BlockY, unsigned BlockZ, unsigned SharedBytes, CUstream Stream,
                        void **Parameters, void **Extra) {
  std::vector<void *> Places;
  if (Extra) {
    char *Buffer = nullptr;
    size_t Bytes = 0;
    if (Parameters)
      return CUDA_ERROR_INVALID_VALUE;
    CUresult Outcome = findBuffer(Extra, Buffer, Bytes);
    if (Outcome == CUDA_SUCCESS)
      Outcome = placesIn(Buffer, Bytes, Function, Places);
    if (Outcome != CUDA_SUCCESS)
      return Outcome;
    Parameters = Places.data();
  }
  return forward([&] {
    return lorchaLaunchKernel(Function, dim3(GridX, GridY, GridZ), dim3(BlockX, BlockY, BlockZ), Parameters,
                              SharedBytes, Stream);
  });
}

CUresult cuLaunchCooperativeKernel(CUfunction Function, unsigned GridX, unsigned GridY, unsigned GridZ,
                                   unsigned BlockX, unsigned BlockY, unsigned BlockZ, unsigned SharedBytes,
                                   CUstream Stream, void **Parameters) {
  return forward([&] {
    return lorchaLaunchCooperativeKernel(Function, dim3(GridX, GridY, GridZ), dim3(BlockX, BlockY, BlockZ),
                                         Parameters, SharedBytes, Stream);
  });
}

CUresult cuLaunchHostFunc(CUstream Stream, CUhostFn Function, void *Data) {
  return forward([&] { return lorchaLaunchHostFunc(Stream, Function, Data); });
}

CUresult cuFuncGetAttribute(int *Value, CUfunction_attribute Attribute, CUfunction Function) {
  lorchaFuncAttributes Facts;
  if (!Value)
    return CUDA_ERROR_INVALID_VALUE;
  const CUresult Outcome = forward([&] { return lorchaFuncGetAttributes(&Facts, Function); });
  if (Outcome != CUDA_SUCCESS)
    return Outcome;
  switch (Attribute) {
  case CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK:
    *Value = Facts.maxThreadsPerBlock;
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES:
    *Value = static_cast<int>(Facts.sharedSizeBytes);
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_CONST_SIZE_BYTES:
    *Value = static_cast<int>(Facts.constSizeBytes);
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES:
    *Value = static_cast<int>(Facts.localSizeBytes);
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_NUM_REGS:
    *Value = Facts.numRegs;
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_PTX_VERSION:
    *Value = Facts.ptxVersion;
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_BINARY_VERSION:
    *Value = Facts.binaryVersion;
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_CACHE_MODE_CA:
    *Value = Facts.cacheModeCA;
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES:
    *Value = Facts.maxDynamicSharedSizeBytes;
    return CUDA_SUCCESS;
  case CU_FUNC_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT:
    *Value = Facts.preferredShmemCarveout;
    return CUDA_SUCCESS;
  }
  return CUDA_ERROR_INVALID_VALUE;
}

CUresult cuFuncSetAttribute(CUfunction Function, CUfunction_attribute Attribute, int Value) {
  return forward(
      [&] { return lorchaFuncSetAttribute(Function, static_cast<lorchaFuncAttribute>(Attribute), Value); });
}

CUresult cuFuncSetCacheConfig(CUfunction Function, CUfunc_cache Config) {
  return forward([&] { return lorchaFuncSetCacheConfig(Function, static_cast<lorchaFuncCache>(Config)); });
}

CUresult cuFuncGetName(const char **Name, CUfunction Function) {
  return forward([&] { return lorchaFuncGetName(Name, Function); });
}

CUresult cuOccupancyMaxActiveBlocksPerMultiprocessor(int *Blocks, CUfunction Function, int BlockSize,
                                                     size_t SharedBytes) {
  return forward([&] {
    return lorchaOccupancyMaxActiveBlocksPerMultiprocessor(Blocks, Function, BlockSize, SharedBytes);
  });
}

CUresult cuOccupancyMaxPotentialBlockSize(int *GridSize, int *BlockSize, CUfunction Function,
                                          CUoccupancyB2DSize SharedBytesOf, size_t SharedBytes, int Limit) {
  auto BytesOf = [&](int Size) { return SharedBytesOf ? SharedBytesOf(Size) : SharedBytes; };
  return forward([&] {
    return lorchaOccupancyMaxPotentialBlockSizeVariableSMem(GridSize, BlockSize, Function, BytesOf, Limit);
  });
}
