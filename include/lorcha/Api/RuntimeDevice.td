// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Devices: properties, attributes, limits, flags, peers.

def CUDART_VERSION : Constant<"12080"> { let Summary = "The version of the API that these headers describe, as 1000 * major + 10 * minor."; let Setting = "LORCHA_CUDA_VERSION"; }
def CUDART_CB : Constant<""> { let Summary = "The calling convention of callbacks: the usual one."; }
def CUDARTAPI : Constant<""> { let Summary = "The calling convention of the API: the usual one."; }
def cudaDeviceScheduleAuto : Constant<"0x00"> { let Summary = "The runtime chooses how a host thread waits."; }
def cudaDeviceScheduleSpin : Constant<"0x01"> { let Summary = "Host threads wait in a busy loop."; }
def cudaDeviceScheduleYield : Constant<"0x02"> { let Summary = "Host threads yield while they wait."; }
def cudaDeviceScheduleBlockingSync : Constant<"0x04"> { let Summary = "Host threads sleep while they wait."; }
def cudaDeviceBlockingSync : Constant<"0x04"> { let Summary = "The older name of cudaDeviceScheduleBlockingSync."; }
def cudaDeviceScheduleMask : Constant<"0x07"> { let Summary = "The bits of the flags that say how host threads wait."; }
def cudaDeviceMapHost : Constant<"0x08"> { let Summary = "Pinned memory may be mapped; always so."; }
def cudaDeviceLmemResizeToMax : Constant<"0x10"> { let Summary = "Keep local memory at its largest size."; }
def cudaDeviceSyncMemops : Constant<"0x80"> { let Summary = "Memory operations on allocated memory are synchronous."; }
def cudaDeviceMask : Constant<"0xff"> { let Summary = "All bits of the device flags."; }
def cudaInitDeviceFlagsAreValid : Constant<"0x01"> { let Summary = "cudaInitDevice is to use its flags."; }
def cudaCpuDeviceId : Constant<"((int)-1)"> { let Summary = "The host, where a device number is asked for."; }
def cudaInvalidDeviceId : Constant<"((int)-2)"> { let Summary = "No device."; }
def cudaNvSciSyncAttrSignal : Constant<"0x1">;
def cudaNvSciSyncAttrWait : Constant<"0x2">;
def CUuuid_st : Struct<[
  F<"char", "bytes[16]">
]> {
  let Summary = "A universally unique identifier."; let LorchaName = "LorchaUuid";
}

def cudaUUID_t : Typedef<"struct CUuuid_st"> { let Summary = "A universally unique identifier."; }
def cudaComputeMode : Enum<[
  E<"cudaComputeModeDefault", "0", "any number of threads">,
  E<"cudaComputeModeExclusive", "1", "one thread">,
  E<"cudaComputeModeProhibited", "2", "nobody">,
  E<"cudaComputeModeExclusiveProcess", "3", "one process">
]> { let Summary = "Who may use a device."; }

def cudaFuncCache : Enum<[
  E<"cudaFuncCachePreferNone", "0">,
  E<"cudaFuncCachePreferShared", "1">,
  E<"cudaFuncCachePreferL1", "2">,
  E<"cudaFuncCachePreferEqual", "3">
]> { let Summary = "Preferences between shared memory and cache; they change nothing but speed."; }

def cudaSharedMemConfig : Enum<[
  E<"cudaSharedMemBankSizeDefault", "0">,
  E<"cudaSharedMemBankSizeFourByte", "1">,
  E<"cudaSharedMemBankSizeEightByte", "2">
]> { let Summary = "Widths of the banks of shared memory; they change nothing but speed."; }

def cudaSharedCarveout : Enum<[
  E<"cudaSharedmemCarveoutDefault", "-1">,
  E<"cudaSharedmemCarveoutMaxShared", "100">,
  E<"cudaSharedmemCarveoutMaxL1", "0">
]> { let Summary = "Preferred shares of shared memory, in percent."; }

def cudaLimit : Enum<[
  E<"cudaLimitStackSize", "0", "bytes of stack per thread">,
  E<"cudaLimitPrintfFifoSize", "1", "bytes of the buffer of device printf">,
  E<"cudaLimitMallocHeapSize", "2", "bytes of the heap of device malloc">,
  E<"cudaLimitDevRuntimeSyncDepth", "3", "depth of nested launches that may be waited for">,
  E<"cudaLimitDevRuntimePendingLaunchCount", "4", "nested launches that may be pending">,
  E<"cudaLimitMaxL2FetchGranularity", "5", "bytes that the L2 cache fetches at most">,
  E<"cudaLimitPersistingL2CacheSize", "6", "bytes of L2 cache for persisting data">
]> { let Summary = "Limits of a device."; }

def cudaDeviceP2PAttr : Enum<[
  E<"cudaDevP2PAttrPerformanceRank", "1">,
  E<"cudaDevP2PAttrAccessSupported", "2">,
  E<"cudaDevP2PAttrNativeAtomicSupported", "3">,
  E<"cudaDevP2PAttrCudaArrayAccessSupported", "4">,
  E<"cudaDevP2PAttrOnlyPartialNativeAtomicSupported", "5">
]> { let Summary = "Attributes of a link between two devices."; }

def cudaAtomicOperation : Enum<[
  E<"cudaAtomicOperationIntegerAdd", "0">,
  E<"cudaAtomicOperationIntegerMin", "1">,
  E<"cudaAtomicOperationIntegerMax", "2">,
  E<"cudaAtomicOperationIntegerIncrement", "3">,
  E<"cudaAtomicOperationIntegerDecrement", "4">,
  E<"cudaAtomicOperationAnd", "5">,
  E<"cudaAtomicOperationOr", "6">,
  E<"cudaAtomicOperationXOR", "7">,
  E<"cudaAtomicOperationExchange", "8">,
  E<"cudaAtomicOperationCAS", "9">,
  E<"cudaAtomicOperationFloatAdd", "10">,
  E<"cudaAtomicOperationFloatMin", "11">,
  E<"cudaAtomicOperationFloatMax", "12">
]> { let Summary = "Atomic operations, for questions about what a link can do."; }

def cudaAtomicOperationCapability : Enum<[
  E<"cudaAtomicCapabilitySigned", "1">,
  E<"cudaAtomicCapabilityUnsigned", "2">,
  E<"cudaAtomicCapabilityReduction", "4", "without a result">,
  E<"cudaAtomicCapabilityScalar32", "8">,
  E<"cudaAtomicCapabilityScalar64", "16">,
  E<"cudaAtomicCapabilityScalar128", "32">,
  E<"cudaAtomicCapabilityVector32x4", "64">
]> { let Summary = "Forms of an atomic operation, as bits."; }

def cudaFlushGPUDirectRDMAWritesTarget : Enum<[
  E<"cudaFlushGPUDirectRDMAWritesTargetCurrentDevice", "0">
]> { let Summary = "Whose writes to flush."; }

def cudaFlushGPUDirectRDMAWritesScope : Enum<[
  E<"cudaFlushGPUDirectRDMAWritesToOwner", "100">,
  E<"cudaFlushGPUDirectRDMAWritesToAllDevices", "200">
]> { let Summary = "Who sees flushed writes."; }

def cudaFlushGPUDirectRDMAWritesOptions : Enum<[
  E<"cudaFlushGPUDirectRDMAWritesOptionHost", "1">,
  E<"cudaFlushGPUDirectRDMAWritesOptionMemOps", "2">
]> { let Summary = "How writes can be flushed."; }

def cudaGPUDirectRDMAWritesOrdering : Enum<[
  E<"cudaGPUDirectRDMAWritesOrderingNone", "0">,
  E<"cudaGPUDirectRDMAWritesOrderingOwner", "100">,
  E<"cudaGPUDirectRDMAWritesOrderingAllDevices", "200">
]> { let Summary = "The order that the platform keeps among writes."; }

def cudaDeviceNumaConfig : Enum<[
  E<"cudaDeviceNumaConfigNone", "0">,
  E<"cudaDeviceNumaConfigNumaNode", "1">
]> { let Summary = "Whether a device is a NUMA node."; }

def cudaDeviceAttr : Enum<[
  E<"cudaDevAttrMaxThreadsPerBlock", "1">,
  E<"cudaDevAttrMaxBlockDimX", "2">,
  E<"cudaDevAttrMaxBlockDimY", "3">,
  E<"cudaDevAttrMaxBlockDimZ", "4">,
  E<"cudaDevAttrMaxGridDimX", "5">,
  E<"cudaDevAttrMaxGridDimY", "6">,
  E<"cudaDevAttrMaxGridDimZ", "7">,
  E<"cudaDevAttrMaxSharedMemoryPerBlock", "8">,
  E<"cudaDevAttrTotalConstantMemory", "9">,
  E<"cudaDevAttrWarpSize", "10">,
  E<"cudaDevAttrMaxPitch", "11">,
  E<"cudaDevAttrMaxRegistersPerBlock", "12">,
  E<"cudaDevAttrClockRate", "13", "in kilohertz">,
  E<"cudaDevAttrTextureAlignment", "14">,
  E<"cudaDevAttrGpuOverlap", "15">,
  E<"cudaDevAttrMultiProcessorCount", "16">,
  E<"cudaDevAttrKernelExecTimeout", "17">,
  E<"cudaDevAttrIntegrated", "18">,
  E<"cudaDevAttrCanMapHostMemory", "19">,
  E<"cudaDevAttrComputeMode", "20">,
  E<"cudaDevAttrMaxTexture1DWidth", "21">,
  E<"cudaDevAttrMaxTexture2DWidth", "22">,
  E<"cudaDevAttrMaxTexture2DHeight", "23">,
  E<"cudaDevAttrMaxTexture3DWidth", "24">,
  E<"cudaDevAttrMaxTexture3DHeight", "25">,
  E<"cudaDevAttrMaxTexture3DDepth", "26">,
  E<"cudaDevAttrMaxTexture2DLayeredWidth", "27">,
  E<"cudaDevAttrMaxTexture2DLayeredHeight", "28">,
  E<"cudaDevAttrMaxTexture2DLayeredLayers", "29">,
  E<"cudaDevAttrSurfaceAlignment", "30">,
  E<"cudaDevAttrConcurrentKernels", "31">,
  E<"cudaDevAttrEccEnabled", "32">,
  E<"cudaDevAttrPciBusId", "33">,
  E<"cudaDevAttrPciDeviceId", "34">,
  E<"cudaDevAttrTccDriver", "35">,
  E<"cudaDevAttrMemoryClockRate", "36", "in kilohertz">,
  E<"cudaDevAttrGlobalMemoryBusWidth", "37", "in bits">,
  E<"cudaDevAttrL2CacheSize", "38">,
  E<"cudaDevAttrMaxThreadsPerMultiProcessor", "39">,
  E<"cudaDevAttrAsyncEngineCount", "40">,
  E<"cudaDevAttrUnifiedAddressing", "41">,
  E<"cudaDevAttrMaxTexture1DLayeredWidth", "42">,
  E<"cudaDevAttrMaxTexture1DLayeredLayers", "43">,
  E<"cudaDevAttrMaxTexture2DGatherWidth", "45">,
  E<"cudaDevAttrMaxTexture2DGatherHeight", "46">,
  E<"cudaDevAttrMaxTexture3DWidthAlt", "47">,
  E<"cudaDevAttrMaxTexture3DHeightAlt", "48">,
  E<"cudaDevAttrMaxTexture3DDepthAlt", "49">,
  E<"cudaDevAttrPciDomainId", "50">,
  E<"cudaDevAttrTexturePitchAlignment", "51">,
  E<"cudaDevAttrMaxTextureCubemapWidth", "52">,
  E<"cudaDevAttrMaxTextureCubemapLayeredWidth", "53">,
  E<"cudaDevAttrMaxTextureCubemapLayeredLayers", "54">,
  E<"cudaDevAttrMaxSurface1DWidth", "55">,
  E<"cudaDevAttrMaxSurface2DWidth", "56">,
  E<"cudaDevAttrMaxSurface2DHeight", "57">,
  E<"cudaDevAttrMaxSurface3DWidth", "58">,
  E<"cudaDevAttrMaxSurface3DHeight", "59">,
  E<"cudaDevAttrMaxSurface3DDepth", "60">,
  E<"cudaDevAttrMaxSurface1DLayeredWidth", "61">,
  E<"cudaDevAttrMaxSurface1DLayeredLayers", "62">,
  E<"cudaDevAttrMaxSurface2DLayeredWidth", "63">,
  E<"cudaDevAttrMaxSurface2DLayeredHeight", "64">,
  E<"cudaDevAttrMaxSurface2DLayeredLayers", "65">,
  E<"cudaDevAttrMaxSurfaceCubemapWidth", "66">,
  E<"cudaDevAttrMaxSurfaceCubemapLayeredWidth", "67">,
  E<"cudaDevAttrMaxSurfaceCubemapLayeredLayers", "68">,
  E<"cudaDevAttrMaxTexture1DLinearWidth", "69">,
  E<"cudaDevAttrMaxTexture2DLinearWidth", "70">,
  E<"cudaDevAttrMaxTexture2DLinearHeight", "71">,
  E<"cudaDevAttrMaxTexture2DLinearPitch", "72">,
  E<"cudaDevAttrMaxTexture2DMipmappedWidth", "73">,
  E<"cudaDevAttrMaxTexture2DMipmappedHeight", "74">,
  E<"cudaDevAttrComputeCapabilityMajor", "75">,
  E<"cudaDevAttrComputeCapabilityMinor", "76">,
  E<"cudaDevAttrMaxTexture1DMipmappedWidth", "77">,
  E<"cudaDevAttrStreamPrioritiesSupported", "78">,
  E<"cudaDevAttrGlobalL1CacheSupported", "79">,
  E<"cudaDevAttrLocalL1CacheSupported", "80">,
  E<"cudaDevAttrMaxSharedMemoryPerMultiprocessor", "81">,
  E<"cudaDevAttrMaxRegistersPerMultiprocessor", "82">,
  E<"cudaDevAttrManagedMemory", "83">,
  E<"cudaDevAttrIsMultiGpuBoard", "84">,
  E<"cudaDevAttrMultiGpuBoardGroupID", "85">,
  E<"cudaDevAttrHostNativeAtomicSupported", "86">,
  E<"cudaDevAttrSingleToDoublePrecisionPerfRatio", "87">,
  E<"cudaDevAttrPageableMemoryAccess", "88">,
  E<"cudaDevAttrConcurrentManagedAccess", "89">,
  E<"cudaDevAttrComputePreemptionSupported", "90">,
  E<"cudaDevAttrCanUseHostPointerForRegisteredMem", "91">,
  E<"cudaDevAttrReserved92", "92">,
  E<"cudaDevAttrReserved93", "93">,
  E<"cudaDevAttrReserved94", "94">,
  E<"cudaDevAttrCooperativeLaunch", "95">,
  E<"cudaDevAttrCooperativeMultiDeviceLaunch", "96">,
  E<"cudaDevAttrMaxSharedMemoryPerBlockOptin", "97">,
  E<"cudaDevAttrCanFlushRemoteWrites", "98">,
  E<"cudaDevAttrHostRegisterSupported", "99">,
  E<"cudaDevAttrPageableMemoryAccessUsesHostPageTables", "100">,
  E<"cudaDevAttrDirectManagedMemAccessFromHost", "101">,
  E<"cudaDevAttrMaxBlocksPerMultiprocessor", "106">,
  E<"cudaDevAttrMaxPersistingL2CacheSize", "108">,
  E<"cudaDevAttrMaxAccessPolicyWindowSize", "109">,
  E<"cudaDevAttrReservedSharedMemoryPerBlock", "111">,
  E<"cudaDevAttrSparseCudaArraySupported", "112">,
  E<"cudaDevAttrHostRegisterReadOnlySupported", "113">,
  E<"cudaDevAttrTimelineSemaphoreInteropSupported", "114">,
  E<"cudaDevAttrMaxTimelineSemaphoreInteropSupported", "114", "the older name">,
  E<"cudaDevAttrMemoryPoolsSupported", "115">,
  E<"cudaDevAttrGPUDirectRDMASupported", "116">,
  E<"cudaDevAttrGPUDirectRDMAFlushWritesOptions", "117">,
  E<"cudaDevAttrGPUDirectRDMAWritesOrdering", "118">,
  E<"cudaDevAttrMemoryPoolSupportedHandleTypes", "119">,
  E<"cudaDevAttrClusterLaunch", "120">,
  E<"cudaDevAttrDeferredMappingCudaArraySupported", "121">,
  E<"cudaDevAttrReserved122", "122">,
  E<"cudaDevAttrReserved123", "123">,
  E<"cudaDevAttrReserved124", "124">,
  E<"cudaDevAttrIpcEventSupport", "125">,
  E<"cudaDevAttrMemSyncDomainCount", "126">,
  E<"cudaDevAttrReserved127", "127">,
  E<"cudaDevAttrReserved128", "128">,
  E<"cudaDevAttrReserved129", "129">,
  E<"cudaDevAttrNumaConfig", "130">,
  E<"cudaDevAttrNumaId", "131">,
  E<"cudaDevAttrReserved132", "132">,
  E<"cudaDevAttrMpsEnabled", "133">,
  E<"cudaDevAttrHostNumaId", "134">,
  E<"cudaDevAttrD3D12CigSupported", "135">,
  E<"cudaDevAttrVulkanCigSupported", "138">,
  E<"cudaDevAttrGpuPciDeviceId", "139">,
  E<"cudaDevAttrGpuPciSubsystemId", "140">,
  E<"cudaDevAttrReserved141", "141">,
  E<"cudaDevAttrHostNumaMemoryPoolsSupported", "142">,
  E<"cudaDevAttrHostNumaMultinodeIpcSupported", "143">,
  E<"cudaDevAttrHostMemoryPoolsSupported", "144">,
  E<"cudaDevAttrReserved145", "145">,
  E<"cudaDevAttrOnlyPartialHostNativeAtomicSupported", "147">,
  E<"cudaDevAttrMax", "148">
]> { let Summary = "What cudaDeviceGetAttribute can be asked for; cudaDeviceProp has fields of much the same names."; }

def cudaDeviceProp : Struct<[
  F<"char", "name[256]">,
  F<"cudaUUID_t", "uuid">,
  F<"char", "luid[8]">,
  F<"unsigned int", "luidDeviceNodeMask">,
  F<"size_t", "totalGlobalMem", "bytes">,
  F<"size_t", "sharedMemPerBlock", "bytes">,
  F<"int", "regsPerBlock">,
  F<"int", "warpSize">,
  F<"size_t", "memPitch", "largest pitch of a copy, in bytes">,
  F<"int", "maxThreadsPerBlock">,
  F<"int", "maxThreadsDim[3]">,
  F<"int", "maxGridSize[3]">,
  F<"int", "clockRate", "kilohertz">,
  F<"size_t", "totalConstMem", "bytes">,
  F<"int", "major">,
  F<"int", "minor">,
  F<"size_t", "textureAlignment">,
  F<"size_t", "texturePitchAlignment">,
  F<"int", "deviceOverlap">,
  F<"int", "multiProcessorCount">,
  F<"int", "kernelExecTimeoutEnabled">,
  F<"int", "integrated">,
  F<"int", "canMapHostMemory">,
  F<"int", "computeMode">,
  F<"int", "maxTexture1D">,
  F<"int", "maxTexture1DMipmap">,
  F<"int", "maxTexture1DLinear">,
  F<"int", "maxTexture2D[2]">,
  F<"int", "maxTexture2DMipmap[2]">,
  F<"int", "maxTexture2DLinear[3]">,
  F<"int", "maxTexture2DGather[2]">,
  F<"int", "maxTexture3D[3]">,
  F<"int", "maxTexture3DAlt[3]">,
  F<"int", "maxTextureCubemap">,
  F<"int", "maxTexture1DLayered[2]">,
  F<"int", "maxTexture2DLayered[3]">,
  F<"int", "maxTextureCubemapLayered[2]">,
  F<"int", "maxSurface1D">,
  F<"int", "maxSurface2D[2]">,
  F<"int", "maxSurface3D[3]">,
  F<"int", "maxSurface1DLayered[2]">,
  F<"int", "maxSurface2DLayered[3]">,
  F<"int", "maxSurfaceCubemap">,
  F<"int", "maxSurfaceCubemapLayered[2]">,
  F<"size_t", "surfaceAlignment">,
  F<"int", "concurrentKernels">,
  F<"int", "ECCEnabled">,
  F<"int", "pciBusID">,
  F<"int", "pciDeviceID">,
  F<"int", "pciDomainID">,
  F<"int", "tccDriver">,
  F<"int", "asyncEngineCount">,
  F<"int", "unifiedAddressing">,
  F<"int", "memoryClockRate", "kilohertz">,
  F<"int", "memoryBusWidth", "bits">,
  F<"int", "l2CacheSize", "bytes">,
  F<"int", "persistingL2CacheMaxSize">,
  F<"int", "maxThreadsPerMultiProcessor">,
  F<"int", "streamPrioritiesSupported">,
  F<"int", "globalL1CacheSupported">,
  F<"int", "localL1CacheSupported">,
  F<"size_t", "sharedMemPerMultiprocessor", "bytes">,
  F<"int", "regsPerMultiprocessor">,
  F<"int", "managedMemory">,
  F<"int", "isMultiGpuBoard">,
  F<"int", "multiGpuBoardGroupID">,
  F<"int", "hostNativeAtomicSupported">,
  F<"int", "singleToDoublePrecisionPerfRatio">,
  F<"int", "pageableMemoryAccess">,
  F<"int", "concurrentManagedAccess">,
  F<"int", "computePreemptionSupported">,
  F<"int", "canUseHostPointerForRegisteredMem">,
  F<"int", "cooperativeLaunch">,
  F<"int", "cooperativeMultiDeviceLaunch">,
  F<"size_t", "sharedMemPerBlockOptin", "bytes">,
  F<"int", "pageableMemoryAccessUsesHostPageTables">,
  F<"int", "directManagedMemAccessFromHost">,
  F<"int", "maxBlocksPerMultiProcessor">,
  F<"int", "accessPolicyMaxWindowSize">,
  F<"size_t", "reservedSharedMemPerBlock", "bytes">,
  F<"int", "hostRegisterSupported">,
  F<"int", "sparseCudaArraySupported">,
  F<"int", "hostRegisterReadOnlySupported">,
  F<"int", "timelineSemaphoreInteropSupported">,
  F<"int", "memoryPoolsSupported">,
  F<"int", "gpuDirectRDMASupported">,
  F<"unsigned int", "gpuDirectRDMAFlushWritesOptions">,
  F<"int", "gpuDirectRDMAWritesOrdering">,
  F<"unsigned int", "memoryPoolSupportedHandleTypes">,
  F<"int", "deferredMappingCudaArraySupported">,
  F<"int", "ipcEventSupported">,
  F<"int", "clusterLaunch">,
  F<"int", "unifiedFunctionPointers">,
  F<"int", "deviceNumaConfig">,
  F<"int", "deviceNumaId">,
  F<"int", "mpsEnabled">,
  F<"int", "hostNumaId">,
  F<"unsigned int", "gpuPciDeviceID">,
  F<"unsigned int", "gpuPciSubsystemID">,
  F<"int", "hostNumaMultinodeIpcSupported">,
  F<"int", "reserved[56]">
]> {
  let Summary = "What a device is and can do. The fields of the 12.x releases, those that release 13 dropped included.";
}

def cudaAsyncNotificationType_enum : Enum<[
  E<"cudaAsyncNotificationTypeOverBudget", "1">
]> { let Summary = "What a device may tell of."; }

def cudaAsyncNotificationType : Typedef<"enum cudaAsyncNotificationType_enum"> { let Summary = "What a device may tell of."; }
def cudaAsyncNotificationInfo : Struct<[]> {
  let Summary = "What a notification function is told.";
  let Body = [{
  cudaAsyncNotificationType type;
  union {
    struct {
      unsigned long long bytesOverBudget;
    } overBudget;
  } info;
  }];
}

def cudaAsyncNotificationInfo_t : Typedef<"struct cudaAsyncNotificationInfo"> { let Summary = "What a notification function is told."; }
def cudaAsyncCallbackHandle_t : Handle<"CUasyncCallbackEntry_st", "LorchaAsyncCallback"> { let Summary = "A registered notification function."; }
def cudaAsyncCallback : Typedef<"void (*$)(cudaAsyncNotificationInfo_t *, void *, cudaAsyncCallbackHandle_t)"> { let Summary = "A notification function."; }
def DeviceManagement : Section<"Device Management">;
let In = DeviceManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaGetDeviceCount : Call<"Gives the number of devices.",
    [NotNull<"int *", "count">]>;
def cudaSetDevice : Call<"Makes a device the current one of this host thread.",
    [DeviceNumber<"device">]>;
def cudaGetDevice : Call<"Gives the current device of this host thread.",
    [NotNull<"int *", "device">]>;
def cudaGetDeviceProperties : Call<"Gives the properties of a device.",
    [NotNull<"cudaDeviceProp *", "prop">, DeviceNumber<"device">]>;
def cudaDeviceGetAttribute : Call<"Gives one attribute of a device.",
    [NotNull<"int *", "value">, OneOf<"cudaDeviceAttr", "attr", "cudaDevAttrWarpSize">, DeviceNumber<"device">]>;
def cudaDeviceSynchronize : Call<"Waits until all work of the current device is done.",
    []>;
def cudaDeviceReset : Call<"Destroys all allocations and all state of the current device in this process.",
    []>;
def cudaInitDevice : Call<"Initialises a device without making it the current one.",
    [DeviceNumber<"device">, P<"unsigned int", "deviceFlags">, Flags<"unsigned int", "flags">]>;
def cudaSetDeviceFlags : Call<"Sets the flags of the current device.",
    [Flags<"unsigned int", "flags">]>;
def cudaGetDeviceFlags : Call<"Gives the flags of the current device.",
    [NotNull<"unsigned int *", "flags">]>;
def cudaSetValidDevices : Call<"Sets the devices that may become current by default.",
    [P<"int *", "device_arr">, Refusing<"int", "len", "-1", "cudaErrorInvalidValue">]>;
def cudaChooseDevice : Call<"Gives the device that comes nearest to the properties asked for.",
    [NotNull<"int *", "device">, NotNull<"const cudaDeviceProp *", "prop">]>;
def cudaDeviceGetLimit : Call<"Gives a limit of the current device.",
    [NotNull<"size_t *", "pValue">, OneOf<"cudaLimit", "limit", "", "cudaErrorUnsupportedLimit">]>;
def cudaDeviceSetLimit : Call<"Sets a limit of the current device.",
    [OneOf<"cudaLimit", "limit", "", "cudaErrorUnsupportedLimit">, P<"size_t", "value">]>;
def cudaDeviceGetCacheConfig : Call<"Gives the cache preference of the current device.",
    [NotNull<"cudaFuncCache *", "pCacheConfig">]>;
def cudaDeviceSetCacheConfig : Call<"Sets the cache preference of the current device.",
    [OneOf<"cudaFuncCache", "cacheConfig">]>;
def cudaDeviceGetSharedMemConfig : Call<"Gives the width of the banks of shared memory.",
    [NotNull<"cudaSharedMemConfig *", "pConfig">]>;
def cudaDeviceSetSharedMemConfig : Call<"Asks for a width of the banks of shared memory.",
    [OneOf<"cudaSharedMemConfig", "config">]>;
def cudaDeviceGetByPCIBusId : Call<"Gives the device with a PCI bus identifier.",
    [NotNull<"int *", "device">, NotNull<"const char *", "pciBusId">]>;
def cudaDeviceGetPCIBusId : Call<"Gives the PCI bus identifier of a device.",
    [NotNull<"char *", "pciBusId">, P<"int", "len">, DeviceNumber<"device">]>;
def cudaDeviceGetStreamPriorityRange : Call<"Gives the range of stream priorities of the current device.",
    [P<"int *", "leastPriority">, P<"int *", "greatestPriority">]> { let RefusesNothing = 1; }
def cudaDeviceGetP2PAttribute : Call<"Gives an attribute of the link between two devices.",
    [NotNull<"int *", "value">, P<"cudaDeviceP2PAttr", "attr">, DeviceNumber<"srcDevice">, DeviceNumber<"dstDevice">]>;
def cudaDeviceGetP2PAtomicCapabilities : Call<"Tells which atomic operations work across the link between two devices.",
    [P<"unsigned int *", "capabilities">, P<"const cudaAtomicOperation *", "operations">, P<"unsigned int", "count">,
     DeviceNumber<"srcDevice">, DeviceNumber<"dstDevice">]>;
def cudaDeviceGetHostAtomicCapabilities : Call<"Tells which atomic operations work between a device and the host.",
    [NotNull<"unsigned int *", "capabilities">, NotNull<"const cudaAtomicOperation *", "operations">,
     P<"unsigned int", "count">,
     DeviceNumber<"device">]>;
def cudaDeviceGetTexture1DLinearMaxWidth : Call<"Gives the largest width of a linear one-dimensional texture of a format.",
    [NotNull<"size_t *", "maxWidthInElements">, NotNull<"const cudaChannelFormatDesc *", "fmtDesc">,
     DeviceNumber<"device">]>;
let Cpu = ByDesign, OpenCL = ByDesign in
def cudaDeviceGetNvSciSyncAttributes : Never<"cudaErrorNotSupported", "Gives the NvSciSync attributes of a device.",
    [P<"void *", "nvSciSyncAttrList">, P<"int", "device">, P<"int", "flags">]>;
let Cpu = ByDesign, OpenCL = ByDesign in
def cudaDeviceFlushGPUDirectRDMAWrites : Never<"cudaErrorNotSupported", "Makes remote writes to a device's memory visible.",
    [P<"cudaFlushGPUDirectRDMAWritesTarget", "target">, P<"cudaFlushGPUDirectRDMAWritesScope", "scope">]>;
def cudaDeviceRegisterAsyncNotification : Call<"Registers a function that is told of events of a device.",
    [DeviceNumber<"device">, P<"cudaAsyncCallback", "callbackFunc">, P<"void *", "userData">,
     NotNull<"cudaAsyncCallbackHandle_t *", "callback">]> {
  let Note = "Nothing here is ever over a budget of memory: no function is called.";
}
def cudaDeviceUnregisterAsyncNotification : Call<"Takes back the registration of a notification function.",
    [DeviceNumber<"device">, Live<"cudaAsyncCallbackHandle_t", "callback">]>;
def cudaCtxResetPersistingL2Cache : Call<"Sets all persisting lines of the L2 cache back to normal.",
    []>;
}
let In = DeviceManagement in {
def cudaThreadSynchronize : Deprecated<"cudaDeviceSynchronize">;
def cudaThreadExit : Deprecated<"cudaDeviceReset">;
def cudaThreadGetLimit : Deprecated<"cudaDeviceGetLimit">;
def cudaThreadSetLimit : Deprecated<"cudaDeviceSetLimit">;
def cudaThreadGetCacheConfig : Deprecated<"cudaDeviceGetCacheConfig">;
def cudaThreadSetCacheConfig : Deprecated<"cudaDeviceSetCacheConfig">;
}

def PeerAccess : Section<"Peer Device Memory Access">;
let In = PeerAccess, Cpu = Implemented, OpenCL = Implemented in {
def cudaDeviceCanAccessPeer : Call<"Tells whether a device can use a peer's memory.",
    [NotNull<"int *", "canAccessPeer">, DeviceNumber<"device">, DeviceNumber<"peerDevice">]>;
def cudaDeviceEnablePeerAccess : Call<"Lets the current device use a peer's memory.",
    [DeviceNumber<"peerDevice">, P<"unsigned int", "flags">]>;
def cudaDeviceDisablePeerAccess : Call<"Ends the current device's use of a peer's memory.",
    [DeviceNumber<"peerDevice">]>;
}

def VersionManagement : Section<"Version Management">;
let In = VersionManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaDriverGetVersion : Call<"Gives the newest CUDA version that the driver serves.",
    [NotNull<"int *", "driverVersion">]>;
def cudaRuntimeGetVersion : Call<"Gives the CUDA version of the runtime.",
    [NotNull<"int *", "runtimeVersion">]>;
}

def ProfilerControl : Section<"Profiler Control">;
let In = ProfilerControl, Cpu = Implemented, OpenCL = Implemented in {
def cudaProfilerStart : Call<"Starts the collection of profiles.",
    []>;
def cudaProfilerStop : Call<"Stops the collection of profiles.",
    []>;
}
