// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Execution: launches, kernels' attributes, occupancy, libraries of kernels, driver entry points.

def cudaFunction_t : Handle<"CUfunc_st", "LorchaFunction"> { let Summary = "A kernel, as a handle."; }
def cudaKernel_t : Handle<"CUkern_st", "LorchaKernel"> { let Summary = "A kernel of a library."; }
def cudaExecutionContext_t : Handle<"cudaExecutionContext_st", "LorchaExecutionContext"> { let Summary = "A part of a device that runs work."; }
def cudaLibrary_t : Handle<"CUlib_st", "LorchaLibrary"> { let Summary = "A library of kernels."; }
def cudaCooperativeLaunchMultiDeviceNoPreSync : Constant<"0x01">;
def cudaCooperativeLaunchMultiDeviceNoPostSync : Constant<"0x02">;
def cudaStreamAttributeAccessPolicyWindow : Constant<"cudaLaunchAttributeAccessPolicyWindow">;
def cudaStreamAttributeSynchronizationPolicy : Constant<"cudaLaunchAttributeSynchronizationPolicy">;
def cudaStreamAttributeMemSyncDomainMap : Constant<"cudaLaunchAttributeMemSyncDomainMap">;
def cudaStreamAttributeMemSyncDomain : Constant<"cudaLaunchAttributeMemSyncDomain">;
def cudaStreamAttributePriority : Constant<"cudaLaunchAttributePriority">;
def cudaKernelNodeAttributeAccessPolicyWindow : Constant<"cudaLaunchAttributeAccessPolicyWindow">;
def cudaKernelNodeAttributeCooperative : Constant<"cudaLaunchAttributeCooperative">;
def cudaKernelNodeAttributePriority : Constant<"cudaLaunchAttributePriority">;
def cudaKernelNodeAttributeClusterDimension : Constant<"cudaLaunchAttributeClusterDimension">;
def cudaKernelNodeAttributeClusterSchedulingPolicyPreference : Constant<"cudaLaunchAttributeClusterSchedulingPolicyPreference">;
def cudaKernelNodeAttributeMemSyncDomainMap : Constant<"cudaLaunchAttributeMemSyncDomainMap">;
def cudaKernelNodeAttributeMemSyncDomain : Constant<"cudaLaunchAttributeMemSyncDomain">;
def cudaKernelNodeAttributePreferredSharedMemoryCarveout : Constant<"cudaLaunchAttributePreferredSharedMemoryCarveout">;
def cudaKernelNodeAttributeDeviceUpdatableKernelNode : Constant<"cudaLaunchAttributeDeviceUpdatableKernelNode">;
def cudaFuncAttribute : Enum<[
  E<"cudaFuncAttributeMaxDynamicSharedMemorySize", "8">,
  E<"cudaFuncAttributePreferredSharedMemoryCarveout", "9">,
  E<"cudaFuncAttributeClusterDimMustBeSet", "10">,
  E<"cudaFuncAttributeRequiredClusterWidth", "11">,
  E<"cudaFuncAttributeRequiredClusterHeight", "12">,
  E<"cudaFuncAttributeRequiredClusterDepth", "13">,
  E<"cudaFuncAttributeNonPortableClusterSizeAllowed", "14">,
  E<"cudaFuncAttributeClusterSchedulingPolicyPreference", "15">,
  E<"cudaFuncAttributeMax", "16">
]> { let Summary = "Attributes of a kernel that can be set."; }

def cudaAccessProperty : Enum<[
  E<"cudaAccessPropertyNormal", "0">,
  E<"cudaAccessPropertyStreaming", "1">,
  E<"cudaAccessPropertyPersisting", "2">
]> { let Summary = "How cached data is treated."; }

def cudaClusterSchedulingPolicy : Enum<[
  E<"cudaClusterSchedulingPolicyDefault", "0">,
  E<"cudaClusterSchedulingPolicySpread", "1">,
  E<"cudaClusterSchedulingPolicyLoadBalancing", "2">
]> { let Summary = "How the blocks of a cluster are scheduled."; }

def cudaLaunchMemSyncDomain : Enum<[
  E<"cudaLaunchMemSyncDomainDefault", "0">,
  E<"cudaLaunchMemSyncDomainRemote", "1">
]> { let Summary = "Domains of memory fences."; }

def cudaLaunchAttributeID : Enum<[
  E<"cudaLaunchAttributeIgnore", "0">,
  E<"cudaLaunchAttributeAccessPolicyWindow", "1">,
  E<"cudaLaunchAttributeCooperative", "2">,
  E<"cudaLaunchAttributeSynchronizationPolicy", "3">,
  E<"cudaLaunchAttributeClusterDimension", "4">,
  E<"cudaLaunchAttributeClusterSchedulingPolicyPreference", "5">,
  E<"cudaLaunchAttributeProgrammaticStreamSerialization", "6">,
  E<"cudaLaunchAttributeProgrammaticEvent", "7">,
  E<"cudaLaunchAttributePriority", "8">,
  E<"cudaLaunchAttributeMemSyncDomainMap", "9">,
  E<"cudaLaunchAttributeMemSyncDomain", "10">,
  E<"cudaLaunchAttributePreferredClusterDimension", "11">,
  E<"cudaLaunchAttributeLaunchCompletionEvent", "12">,
  E<"cudaLaunchAttributeDeviceUpdatableKernelNode", "13">,
  E<"cudaLaunchAttributePreferredSharedMemoryCarveout", "14">,
  E<"cudaLaunchAttributeNvlinkUtilCentricScheduling", "16">
]> { let Summary = "Attributes of a launch."; }

def cudaJitOption : Enum<[
  E<"cudaJitMaxRegisters", "0">,
  E<"cudaJitThreadsPerBlock", "1">,
  E<"cudaJitWallTime", "2">,
  E<"cudaJitInfoLogBuffer", "3">,
  E<"cudaJitInfoLogBufferSizeBytes", "4">,
  E<"cudaJitErrorLogBuffer", "5">,
  E<"cudaJitErrorLogBufferSizeBytes", "6">,
  E<"cudaJitOptimizationLevel", "7">,
  E<"cudaJitFallbackStrategy", "10">,
  E<"cudaJitGenerateDebugInfo", "11">,
  E<"cudaJitLogVerbose", "12">,
  E<"cudaJitGenerateLineInfo", "13">,
  E<"cudaJitCacheMode", "14">,
  E<"cudaJitPositionIndependentCode", "30">,
  E<"cudaJitMinCtaPerSm", "31">,
  E<"cudaJitMaxThreadsPerBlock", "32">,
  E<"cudaJitOverrideDirectiveValues", "33">
]> { let Summary = "Options of the just-in-time compiler."; }

def cudaLibraryOption : Enum<[
  E<"cudaLibraryHostUniversalFunctionAndDataTable", "0">,
  E<"cudaLibraryBinaryIsPreserved", "1">
]> { let Summary = "Options of a library of kernels."; }

def cudaDriverEntryPointQueryResult : Enum<[
  E<"cudaDriverEntryPointSuccess", "0">,
  E<"cudaDriverEntryPointSymbolNotFound", "1">,
  E<"cudaDriverEntryPointVersionNotSufficent", "2">
]> { let Summary = "Outcome of a question for a driver function."; }

def cudaEnableDefault : Constant<"0x0">;
def cudaEnableLegacyStream : Constant<"0x1">;
def cudaEnablePerThreadDefaultStream : Constant<"0x2">;
def cudaFuncAttributes : Struct<[
  F<"size_t", "sharedSizeBytes", "static shared memory">,
  F<"size_t", "constSizeBytes">,
  F<"size_t", "localSizeBytes">,
  F<"int", "maxThreadsPerBlock">,
  F<"int", "numRegs">,
  F<"int", "ptxVersion">,
  F<"int", "binaryVersion">,
  F<"int", "cacheModeCA">,
  F<"int", "maxDynamicSharedSizeBytes">,
  F<"int", "preferredShmemCarveout", "percent">,
  F<"int", "clusterDimMustBeSet">,
  F<"int", "requiredClusterWidth">,
  F<"int", "requiredClusterHeight">,
  F<"int", "requiredClusterDepth">,
  F<"int", "clusterSchedulingPolicyPreference">,
  F<"int", "nonPortableClusterSizeAllowed">,
  F<"int", "reserved[16]">
]> {
  let Summary = "What a kernel is.";
}

def cudaAccessPolicyWindow : Struct<[
  F<"void *", "base_ptr">,
  F<"size_t", "num_bytes">,
  F<"float", "hitRatio">,
  F<"enum cudaAccessProperty", "hitProp">,
  F<"enum cudaAccessProperty", "missProp">
]> {
  let Summary = "A range of memory and how its data is cached.";
}

def cudaLaunchMemSyncDomainMap_st : Struct<[
  F<"unsigned char", "default_">,
  F<"unsigned char", "remote">
]> {
  let Summary = "The domains of memory fences of a launch.";
}

def cudaLaunchMemSyncDomainMap : Typedef<"struct cudaLaunchMemSyncDomainMap_st"> { let Summary = "The domains of memory fences of a launch."; }
def cudaGraphDeviceNode_t : Handle<"CUgraphDeviceUpdatableNode_st", "LorchaGraphDeviceNode"> { let Summary = "A kernel node that device code may change."; }
def cudaLaunchAttributeValue : Struct<[]> {
  let Summary = "Value of an attribute of a launch.";
  let Keyword = "union";
  let Body = [{
  char pad[64];
  struct cudaAccessPolicyWindow accessPolicyWindow;
  int cooperative;
  enum cudaSynchronizationPolicy syncPolicy;
  struct {
    unsigned int x;
    unsigned int y;
    unsigned int z;
  } clusterDim;
  enum cudaClusterSchedulingPolicy clusterSchedulingPolicyPreference;
  int programmaticStreamSerializationAllowed;
  struct {
    cudaEvent_t event;
    int flags;
    int triggerAtBlockStart;
  } programmaticEvent;
  int priority;
  cudaLaunchMemSyncDomainMap memSyncDomainMap;
  enum cudaLaunchMemSyncDomain memSyncDomain;
  struct {
    unsigned int x;
    unsigned int y;
    unsigned int z;
  } preferredClusterDim;
  struct {
    cudaEvent_t event;
    int flags;
  } launchCompletionEvent;
  struct {
    int deviceUpdatable;
    cudaGraphDeviceNode_t devNode;
  } deviceUpdatableKernelNode;
  unsigned int sharedMemCarveout;
  unsigned int nvlinkUtilCentricScheduling;
  }];
}

def cudaLaunchAttribute_st : Struct<[]> {
  let Summary = "An attribute of a launch.";
  let Body = [{
  enum cudaLaunchAttributeID id;
  char pad[8 - sizeof(enum cudaLaunchAttributeID)];
  union cudaLaunchAttributeValue val;
  }];
}

def cudaLaunchAttribute : Typedef<"struct cudaLaunchAttribute_st"> { let Summary = "An attribute of a launch."; }
def cudaStreamAttrID : Typedef<"enum cudaLaunchAttributeID"> { let Summary = "An attribute of a stream."; }
def cudaStreamAttrValue : Typedef<"union cudaLaunchAttributeValue"> { let Summary = "Value of an attribute of a stream."; }
def cudaKernelNodeAttrID : Typedef<"enum cudaLaunchAttributeID"> { let Summary = "An attribute of a kernel node."; }
def cudaKernelNodeAttrValue : Typedef<"union cudaLaunchAttributeValue"> { let Summary = "Value of an attribute of a kernel node."; }
def cudaLaunchConfig_st : Struct<[
  F<"dim3", "gridDim">,
  F<"dim3", "blockDim">,
  F<"size_t", "dynamicSmemBytes">,
  F<"cudaStream_t", "stream">,
  F<"cudaLaunchAttribute *", "attrs">,
  F<"unsigned int", "numAttrs">
]> {
  let Summary = "Configuration of a launch.";
}

def cudaLaunchConfig_t : Typedef<"struct cudaLaunchConfig_st"> { let Summary = "Configuration of a launch."; }
def ExecutionControl : Section<"Execution Control">;
let In = ExecutionControl, Cpu = Implemented, OpenCL = Implemented in {
def cudaLaunchKernel : Call<"Launches a kernel.",
    [KernelSymbol<"func">, P<"dim3", "gridDim">, P<"dim3", "blockDim">, NotNull<"void **", "args">,
     P<"size_t", "sharedMem">, Stream<"stream">]>;
def cudaLaunchKernelExC : Call<"Launches a kernel with attributes.",
    [NotNull<"const cudaLaunchConfig_t *", "config">, KernelSymbol<"func">, NotNull<"void **", "args">]> { let Note = "Clusters of several blocks are refused, as by all devices without cudaDevAttrClusterLaunch."; }
def cudaLaunchCooperativeKernel : Call<"Launches a kernel whose blocks all run at once and may wait for each other.",
    [KernelSymbol<"func">, P<"dim3", "gridDim">, P<"dim3", "blockDim">, NotNull<"void **", "args">,
     P<"size_t", "sharedMem">, Stream<"stream">]>;
def cudaLaunchHostFunc : Call<"Lets a stream call a host function.",
    [Stream<"stream">, P<"cudaHostFn_t", "fn">, P<"void *", "userData">]>;
def cudaFuncGetAttributes : Call<"Tells what a kernel is.",
    [NotNull<"cudaFuncAttributes *", "attr">, KernelSymbol<"func">]> { let Note = "Local memory is that of a thread's own arrays; what compilers put on the stack besides does not count."; }
def cudaFuncSetAttribute : Call<"Sets an attribute of a kernel.",
    [KernelSymbol<"func">, OneOf<"cudaFuncAttribute", "attr", "cudaFuncAttributePreferredSharedMemoryCarveout">,
     P<"int", "value">]> { let Note = "Clusters of several blocks are refused, as by all devices without cudaDevAttrClusterLaunch."; }
def cudaFuncSetCacheConfig : Call<"Sets the cache preference of a kernel.",
    [KernelSymbol<"func">, OneOf<"cudaFuncCache", "cacheConfig">]>;
def cudaFuncSetSharedMemConfig : Call<"Asks for a width of the banks of shared memory for a kernel.",
    [KernelSymbol<"func">, OneOf<"cudaSharedMemConfig", "config">]>;
def cudaFuncGetName : Call<"Gives the name of a kernel.",
    [NotNull<"const char **", "name">, KernelSymbol<"func">]>;
def cudaFuncGetParamInfo : Call<"Gives the place and size of a kernel's parameter.",
    [KernelSymbol<"func">, Given<"size_t", "paramIndex", "0">, NotNull<"size_t *", "paramOffset">,
     P<"size_t *", "paramSize">]>;
def cudaGetFuncBySymbol : Call<"Gives the handle of a kernel.",
    [NotNull<"cudaFunction_t *", "functionPtr">, KernelSymbol<"symbolPtr">]>;
def cudaLaunchKernelEx : CppCall<"Launches a kernel with attributes, its arguments given as in a call."> {
  let Note = "Clusters of several blocks are refused, as by all devices without cudaDevAttrClusterLaunch.";
}
}

def Occupancy : Section<"Occupancy">;
let In = Occupancy, Cpu = Implemented, OpenCL = Implemented in {
def cudaOccupancyMaxActiveBlocksPerMultiprocessor : Call<"Gives how many blocks of a kernel fit on a multiprocessor.",
    [NotNull<"int *", "numBlocks">, KernelSymbol<"func">, P<"int", "blockSize">, P<"size_t", "dynamicSMemSize">]>;
def cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags : Call<"Gives how many blocks of a kernel fit on a multiprocessor, with flags.",
    [NotNull<"int *", "numBlocks">, KernelSymbol<"func">, P<"int", "blockSize">, P<"size_t", "dynamicSMemSize">,
     Flags<"unsigned int", "flags">]>;
def cudaOccupancyAvailableDynamicSMemPerBlock : Call<"Gives the shared memory that is left for each of so many blocks.",
    [NotNull<"size_t *", "dynamicSmemSize">, KernelSymbol<"func">, P<"int", "numBlocks">, P<"int", "blockSize">]>;
def cudaOccupancyMaxPotentialClusterSize : Call<"Gives the largest cluster that a kernel can be launched with.",
    [NotNull<"int *", "clusterSize">, KernelSymbol<"func">, NotNull<"const cudaLaunchConfig_t *", "launchConfig">]> { let Note = "A cluster is a single block here."; }
def cudaOccupancyMaxActiveClusters : Call<"Gives how many clusters of a kernel fit on the device.",
    [NotNull<"int *", "numClusters">, KernelSymbol<"func">, NotNull<"const cudaLaunchConfig_t *", "launchConfig">]> { let Note = "A cluster is a single block here."; }
def cudaOccupancyMaxPotentialBlockSize : CppCall<"Gives the block size that fills the device best and the grid size that then fills it.">;
def cudaOccupancyMaxPotentialBlockSizeWithFlags : CppCall<"cudaOccupancyMaxPotentialBlockSize with flags.">;
def cudaOccupancyMaxPotentialBlockSizeVariableSMem : CppCall<"cudaOccupancyMaxPotentialBlockSize for shared memory that depends on the block size.">;
def cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags : CppCall<"cudaOccupancyMaxPotentialBlockSizeVariableSMem with flags.">;
}

def LibraryManagement : Section<"Library Management">;
let In = LibraryManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaLibraryLoadData : Call<"Loads a library of kernels from memory.",
    [NotNull<"cudaLibrary_t *", "library">, NotNull<"const void *", "code", "libraryImage()">,
     P<"cudaJitOption *", "jitOptions">, P<"void **", "jitOptionsValues">, Given<"unsigned int", "numJitOptions", "0">,
     P<"cudaLibraryOption *", "libraryOptions">, P<"void **", "libraryOptionValues">,
     Given<"unsigned int", "numLibraryOptions", "0">]> { let Note = "Libraries are what lorchacc writes with -shared, -cubin, -fatbin or -ptx; binaries for NVIDIA's devices and PTX have errors of their own."; }
def cudaLibraryLoadFromFile : Call<"Loads a library of kernels from a file.",
    [NotNull<"cudaLibrary_t *", "library">, Refusing<"const char *", "fileName", "nullptr", "cudaErrorInvalidValue", "libraryFile()">,
     P<"cudaJitOption *", "jitOptions">, P<"void **", "jitOptionsValues">, Given<"unsigned int", "numJitOptions", "0">,
     P<"cudaLibraryOption *", "libraryOptions">, P<"void **", "libraryOptionValues">,
     Given<"unsigned int", "numLibraryOptions", "0">]> { let Note = "As cudaLibraryLoadData."; }
def cudaLibraryUnload : Call<"Unloads a library of kernels.",
    [Live<"cudaLibrary_t", "library", "cudaErrorInvalidResourceHandle">]>;
def cudaLibraryGetKernel : Call<"Gives a kernel of a library by its name.",
    [NotNull<"cudaKernel_t *", "pKernel">, Live<"cudaLibrary_t", "library", "cudaErrorInvalidResourceHandle">,
     NotNull<"const char *", "name">]>;
def cudaLibraryGetGlobal : Call<"Gives a device variable of a library by its name.",
    [P<"void **", "dptr">, P<"size_t *", "bytes">, Live<"cudaLibrary_t", "library", "cudaErrorInvalidResourceHandle">,
     NotNull<"const char *", "name">]>;
def cudaLibraryGetManaged : Call<"Gives a managed variable of a library by its name.",
    [P<"void **", "dptr">, P<"size_t *", "bytes">, Live<"cudaLibrary_t", "library", "cudaErrorInvalidResourceHandle">,
     NotNull<"const char *", "name">]>;
def cudaLibraryGetUnifiedFunction : Call<"Gives a function of a library that host and device share.",
    [NotNull<"void **", "fptr">, Live<"cudaLibrary_t", "library", "cudaErrorInvalidResourceHandle">,
     NotNull<"const char *", "symbol">]> { let Note = "No device has the attribute cudaDevAttrUnifiedFunctionPointers, so no function is found."; }
def cudaLibraryGetKernelCount : Call<"Gives the number of kernels of a library.",
    [NotNull<"unsigned int *", "count">, Live<"cudaLibrary_t", "lib", "cudaErrorInvalidResourceHandle">]>;
def cudaLibraryEnumerateKernels : Call<"Gives the kernels of a library.",
    [NotNull<"cudaKernel_t *", "kernels">, P<"unsigned int", "numKernels">,
     Live<"cudaLibrary_t", "lib", "cudaErrorInvalidResourceHandle">]>;
def cudaKernelSetAttributeForDevice : Call<"Sets an attribute of a library's kernel on a device.",
    [Live<"cudaKernel_t", "kernel", "cudaErrorInvalidResourceHandle">,
     OneOf<"cudaFuncAttribute", "attr", "cudaFuncAttributePreferredSharedMemoryCarveout">, P<"int", "value">,
     DeviceNumber<"device">]>;
}

// CUDA 13.1 and later.
def ExecutionContexts : Section<"Execution Context Management">;
let In = ExecutionContexts, Cpu = Unsupported, OpenCL = Unsupported in {
def cudaExecutionCtxSynchronize : Call<"Waits for the work of an execution context.",
    [P<"cudaExecutionContext_t", "ctx">]>;
def cudaExecutionCtxDestroy : Call<"Destroys an execution context.",
    [P<"cudaExecutionContext_t", "ctx">]>;
}

def DriverEntryPoint : Section<"Driver Entry Point Access">;
let In = DriverEntryPoint, Cpu = Implemented, OpenCL = Implemented in {
def cudaGetDriverEntryPoint : Call<"Gives a function of the driver API by its name.",
    [NotNull<"const char *", "symbol">, NotNull<"void **", "funcPtr">, Flags<"unsigned long long", "flags">,
     P<"cudaDriverEntryPointQueryResult *", "driverStatus", "NULL">]>;
def cudaGetDriverEntryPointByVersion : Call<"Gives a version of a function of the driver API by its name.",
    [NotNull<"const char *", "symbol">, NotNull<"void **", "funcPtr">, P<"unsigned int", "cudaVersion">,
     Flags<"unsigned long long", "flags">, P<"cudaDriverEntryPointQueryResult *", "driverStatus", "NULL">]>;
def cudaGetExportTable : Call<"Gives a table of the vendor's internal functions; there is none.",
    [NotNull<"const void **", "ppExportTable">, NotNull<"const cudaUUID_t *", "pExportTableId">]>;
def cudaGetKernel : Call<"Gives the library handle of a kernel.",
    [NotNull<"cudaKernel_t *", "kernelPtr">, KernelSymbol<"entryFuncAddr">]>;
}
