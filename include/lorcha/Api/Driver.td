// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver API. Its functions keep their names in translated programs (runtime/driver/ has them, on top of the runtime API),
// and so do its types, which are in runtime/include/lorcha/driver_types.h.

def DriverStart : Section<"Initialisation, versions, errors">;
let In = DriverStart in {
def cuInit : DriverCall<"Finds the devices. Other functions work without it, too.", [P<"unsigned int", "Flags">]>;
def cuDriverGetVersion : DriverCall<"Gives the version of CUDA that the driver stands for, as 1000 * major + 10 * minor.",
    [P<"int *", "driverVersion">]>;
def cuGetProcAddress : DriverCall<"Finds a function of the driver API by its name.",
    [P<"const char *", "symbol">, P<"void **", "pfn">, P<"int", "cudaVersion">, P<"cuuint64_t", "flags">,
     P<"CUdriverProcAddressQueryResult *", "symbolStatus">]>;
def cuGetErrorName : DriverCall<"Gives the name of an error code.", [P<"CUresult", "error">, P<"const char **", "pStr">]>;
def cuGetErrorString : DriverCall<"Gives the text of an error code.", [P<"CUresult", "error">, P<"const char **", "pStr">]>;
def cuProfilerStart : DriverCall<"Starts what profilers collect.", []>;
def cuProfilerStop : DriverCall<"Ends what profilers collect.", []>;
}

def DriverDevices : Section<"Devices">;
let In = DriverDevices in {
def cuDeviceGet : DriverCall<"Gives the device with that number.", [P<"CUdevice *", "device">, P<"int", "ordinal">]>;
def cuDeviceGetCount : DriverCall<"Gives the number of devices.", [P<"int *", "count">]>;
def cuDeviceGetName : DriverCall<"Gives the name of a device, cut to what len bytes hold.",
    [P<"char *", "name">, P<"int", "len">, P<"CUdevice", "dev">]>;
def cuDeviceGetUuid : DriverCall<"Gives the identity of a device.", [P<"CUuuid *", "uuid">, P<"CUdevice", "dev">]>;
def cuDeviceTotalMem : DriverCall<"Gives the memory of a device in bytes.", [P<"size_t *", "bytes">, P<"CUdevice", "dev">]>;
def cuDeviceGetAttribute : DriverCall<"Gives a fact about a device.",
    [P<"int *", "pi">, P<"CUdevice_attribute", "attrib">, P<"CUdevice", "dev">]>;
def cuDeviceGetProperties : DriverCall<"Gives some of a device's facts at once.", [P<"CUdevprop *", "prop">, P<"CUdevice", "dev">]>;
def cuDeviceComputeCapability : DriverCall<"Gives the compute capability of a device.",
    [P<"int *", "major">, P<"int *", "minor">, P<"CUdevice", "dev">]>;
def cuDeviceGetByPCIBusId : DriverCall<"Finds a device by its place on the PCI bus.",
    [P<"CUdevice *", "dev">, P<"const char *", "pciBusId">]>;
def cuDeviceGetPCIBusId : DriverCall<"Gives the place of a device on the PCI bus.",
    [P<"char *", "pciBusId">, P<"int", "len">, P<"CUdevice", "dev">]>;
def cuDeviceCanAccessPeer : DriverCall<"Tells whether a device can use another's memory.",
    [P<"int *", "canAccessPeer">, P<"CUdevice", "dev">, P<"CUdevice", "peerDev">]>;
}

def DriverContexts : Section<"Contexts">;
let In = DriverContexts in {
def cuDevicePrimaryCtxRetain : DriverCall<"Gives the context of a device that the runtime API uses, too.",
    [P<"CUcontext *", "pctx">, P<"CUdevice", "dev">]>;
def cuDevicePrimaryCtxRelease : DriverCall<"Gives the primary context back.", [P<"CUdevice", "dev">]>;
def cuDevicePrimaryCtxReset : DriverCall<"Waits for a device and frees all that it has.", [P<"CUdevice", "dev">]>;
def cuDevicePrimaryCtxSetFlags : DriverCall<"Sets the flags of the primary context.",
    [P<"CUdevice", "dev">, P<"unsigned int", "flags">]>;
def cuDevicePrimaryCtxGetState : DriverCall<"Tells the flags of the primary context, and whether somebody has retained it.",
    [P<"CUdevice", "dev">, P<"unsigned int *", "flags">, P<"int *", "active">]>;
def cuCtxCreate : DriverCall<"Makes a context of a device and makes it current.",
    [P<"CUcontext *", "pctx">, P<"unsigned int", "flags">, P<"CUdevice", "dev">]> {
  let Note = "All contexts of a device share its memory, streams and modules, and cuCtxDestroy frees none of them.";
}
def cuCtxDestroy : DriverCall<"Ends a context after its device's work.", [P<"CUcontext", "ctx">]>;
def cuCtxPushCurrent : DriverCall<"Makes a context current on top of the one that is.", [P<"CUcontext", "ctx">]>;
def cuCtxPopCurrent : DriverCall<"Makes the context below the current one current.", [P<"CUcontext *", "pctx">]>;
def cuCtxSetCurrent : DriverCall<"Makes a context current in place of the one that is; none if it is null.", [P<"CUcontext", "ctx">]>;
def cuCtxGetCurrent : DriverCall<"Gives the current context: without one of its own, a thread has its device's primary one.",
    [P<"CUcontext *", "pctx">]>;
def cuCtxGetDevice : DriverCall<"Gives the device of the current context.", [P<"CUdevice *", "device">]>;
def cuCtxGetFlags : DriverCall<"Gives the flags of the current context.", [P<"unsigned int *", "flags">]>;
def cuCtxGetId : DriverCall<"Gives the number of a context, which no other one gets.",
    [P<"CUcontext", "ctx">, P<"unsigned long long *", "ctxId">]>;
def cuCtxGetApiVersion : DriverCall<"Gives the version of the API that a context stands for.",
    [P<"CUcontext", "ctx">, P<"unsigned int *", "version">]>;
def cuCtxSynchronize : DriverCall<"Waits for all work of the current context's device.", []>;
def cuCtxSetLimit : DriverCall<"Sets a limit of the current device.", [P<"CUlimit", "limit">, P<"size_t", "value">]>;
def cuCtxGetLimit : DriverCall<"Gives a limit of the current device.", [P<"size_t *", "pvalue">, P<"CUlimit", "limit">]>;
def cuCtxSetCacheConfig : DriverCall<"Says which cache kernels prefer, which changes nothing.", [P<"CUfunc_cache", "config">]>;
def cuCtxGetCacheConfig : DriverCall<"Gives what cuCtxSetCacheConfig said.", [P<"CUfunc_cache *", "pconfig">]>;
def cuCtxGetStreamPriorityRange : DriverCall<"Gives the lowest and the highest priority that streams can have.",
    [P<"int *", "leastPriority">, P<"int *", "greatestPriority">]>;
def cuCtxEnablePeerAccess : DriverCall<"Lets the current device use the memory of another context's.",
    [P<"CUcontext", "peerContext">, P<"unsigned int", "Flags">]>;
def cuCtxDisablePeerAccess : DriverCall<"Takes cuCtxEnablePeerAccess back.", [P<"CUcontext", "peerContext">]>;
}

def DriverModules : Section<"Modules">;
let In = DriverModules in {
defvar Images = "Images are what lorchacc -cubin, -ptx and -fatbin write; NVIDIA's own and PTX as text are not.";
def cuModuleLoad : DriverCall<"Loads a module from a file.", [P<"CUmodule *", "module">, P<"const char *", "fname">]> { let Note = Images; }
def cuModuleLoadData : DriverCall<"Loads a module from memory.", [P<"CUmodule *", "module">, P<"const void *", "image">]> { let Note = Images; }
def cuModuleLoadDataEx : DriverCall<"Loads a module from memory; its options are for compilers and change nothing.",
    [P<"CUmodule *", "module">, P<"const void *", "image">, P<"unsigned int", "numOptions">, P<"CUjit_option *", "options">,
     P<"void **", "optionValues">]> { let Note = Images; }
def cuModuleLoadFatBinary : DriverCall<"Loads a module from memory.", [P<"CUmodule *", "module">, P<"const void *", "fatCubin">]> { let Note = Images; }
def cuModuleUnload : DriverCall<"Forgets a module.", [P<"CUmodule", "hmod">]>;
def cuModuleGetFunction : DriverCall<"Finds a kernel of a module by its name.",
    [P<"CUfunction *", "hfunc">, P<"CUmodule", "hmod">, P<"const char *", "name">]>;
def cuModuleGetGlobal : DriverCall<"Finds a variable of a module by its name.",
    [P<"CUdeviceptr *", "dptr">, P<"size_t *", "bytes">, P<"CUmodule", "hmod">, P<"const char *", "name">]>;
}

def DriverMemory : Section<"Memory">;
let In = DriverMemory in {
def cuMemGetInfo : DriverCall<"Gives the free and the total memory of the current device in bytes.",
    [P<"size_t *", "free">, P<"size_t *", "total">]>;
def cuMemAlloc : DriverCall<"Allocates memory of the current device.", [P<"CUdeviceptr *", "dptr">, P<"size_t", "bytesize">]>;
def cuMemAllocPitch : DriverCall<"Allocates rows of memory.",
    [P<"CUdeviceptr *", "dptr">, P<"size_t *", "pPitch">, P<"size_t", "WidthInBytes">, P<"size_t", "Height">,
     P<"unsigned int", "ElementSizeBytes">]>;
def cuMemAllocManaged : DriverCall<"Allocates memory that host and devices use.",
    [P<"CUdeviceptr *", "dptr">, P<"size_t", "bytesize">, P<"unsigned int", "flags">]>;
def cuMemFree : DriverCall<"Frees memory of a device.", [P<"CUdeviceptr", "dptr">]>;
def cuMemGetAddressRange : DriverCall<"Gives the start and the size of the allocation around an address.",
    [P<"CUdeviceptr *", "pbase">, P<"size_t *", "psize">, P<"CUdeviceptr", "dptr">]>;
def cuMemAllocHost : DriverCall<"Allocates page-locked memory of the host.", [P<"void **", "pp">, P<"size_t", "bytesize">]>;
def cuMemHostAlloc : DriverCall<"Allocates page-locked memory of the host.",
    [P<"void **", "pp">, P<"size_t", "bytesize">, P<"unsigned int", "Flags">]>;
def cuMemFreeHost : DriverCall<"Frees page-locked memory of the host.", [P<"void *", "p">]>;
def cuMemHostGetDevicePointer : DriverCall<"Gives the address that devices use for page-locked memory.",
    [P<"CUdeviceptr *", "pdptr">, P<"void *", "p">, P<"unsigned int", "Flags">]>;
def cuMemHostGetFlags : DriverCall<"Gives the flags of page-locked memory.", [P<"unsigned int *", "pFlags">, P<"void *", "p">]>;
def cuMemHostRegister : DriverCall<"Locks the pages of the program's own memory.",
    [P<"void *", "p">, P<"size_t", "bytesize">, P<"unsigned int", "Flags">]>;
def cuMemHostUnregister : DriverCall<"Takes cuMemHostRegister back.", [P<"void *", "p">]>;
def cuPointerGetAttribute : DriverCall<"Gives a fact about an address.",
    [P<"void *", "data">, P<"CUpointer_attribute", "attribute">, P<"CUdeviceptr", "ptr">]> {
  let Cpu = Partial; let OpenCL = Partial;
  let Note = "Context, kind, addresses, device, range and whether it is managed or mapped; others return CUDA_ERROR_NOT_SUPPORTED.";
}
def cuMemAllocAsync : DriverCall<"Allocates memory in the order of a stream.",
    [P<"CUdeviceptr *", "dptr">, P<"size_t", "bytesize">, P<"CUstream", "hStream">]>;
def cuMemFreeAsync : DriverCall<"Frees memory in the order of a stream.", [P<"CUdeviceptr", "dptr">, P<"CUstream", "hStream">]>;
}

def DriverCopies : Section<"Copies and fills">;
let In = DriverCopies in {
def cuMemcpy : DriverCall<"Copies bytes and waits.", [P<"CUdeviceptr", "dst">, P<"CUdeviceptr", "src">, P<"size_t", "ByteCount">]>;
def cuMemcpyHtoD : DriverCall<"Copies bytes to a device and waits.",
    [P<"CUdeviceptr", "dstDevice">, P<"const void *", "srcHost">, P<"size_t", "ByteCount">]>;
def cuMemcpyDtoH : DriverCall<"Copies bytes from a device and waits.",
    [P<"void *", "dstHost">, P<"CUdeviceptr", "srcDevice">, P<"size_t", "ByteCount">]>;
def cuMemcpyDtoD : DriverCall<"Copies bytes of devices.",
    [P<"CUdeviceptr", "dstDevice">, P<"CUdeviceptr", "srcDevice">, P<"size_t", "ByteCount">]>;
def cuMemcpyPeer : DriverCall<"Copies bytes between the devices of two contexts.",
    [P<"CUdeviceptr", "dstDevice">, P<"CUcontext", "dstContext">, P<"CUdeviceptr", "srcDevice">, P<"CUcontext", "srcContext">,
     P<"size_t", "ByteCount">]>;
def cuMemcpy2D : DriverCall<"Copies a box of memory or of arrays and waits.", [P<"const CUDA_MEMCPY2D *", "pCopy">]>;
def cuMemcpy2DUnaligned : DriverCall<"Does what cuMemcpy2D does.", [P<"const CUDA_MEMCPY2D *", "pCopy">]>;
def cuMemcpyAsync : DriverCall<"Copies bytes in a stream.",
    [P<"CUdeviceptr", "dst">, P<"CUdeviceptr", "src">, P<"size_t", "ByteCount">, P<"CUstream", "hStream">]>;
def cuMemcpyHtoDAsync : DriverCall<"Copies bytes to a device in a stream.",
    [P<"CUdeviceptr", "dstDevice">, P<"const void *", "srcHost">, P<"size_t", "ByteCount">, P<"CUstream", "hStream">]>;
def cuMemcpyDtoHAsync : DriverCall<"Copies bytes from a device in a stream.",
    [P<"void *", "dstHost">, P<"CUdeviceptr", "srcDevice">, P<"size_t", "ByteCount">, P<"CUstream", "hStream">]>;
def cuMemcpyDtoDAsync : DriverCall<"Copies bytes of devices in a stream.",
    [P<"CUdeviceptr", "dstDevice">, P<"CUdeviceptr", "srcDevice">, P<"size_t", "ByteCount">, P<"CUstream", "hStream">]>;
def cuMemcpy2DAsync : DriverCall<"Copies a box of memory or of arrays in a stream.",
    [P<"const CUDA_MEMCPY2D *", "pCopy">, P<"CUstream", "hStream">]>;
def cuMemsetD8 : DriverCall<"Fills with a byte.", [P<"CUdeviceptr", "dstDevice">, P<"unsigned char", "uc">, P<"size_t", "N">]>;
def cuMemsetD16 : DriverCall<"Fills with a value of two bytes.", [P<"CUdeviceptr", "dstDevice">, P<"unsigned short", "us">, P<"size_t", "N">]>;
def cuMemsetD32 : DriverCall<"Fills with a value of four bytes.", [P<"CUdeviceptr", "dstDevice">, P<"unsigned int", "ui">, P<"size_t", "N">]>;
def cuMemsetD8Async : DriverCall<"Fills with a byte in a stream.",
    [P<"CUdeviceptr", "dstDevice">, P<"unsigned char", "uc">, P<"size_t", "N">, P<"CUstream", "hStream">]>;
def cuMemsetD16Async : DriverCall<"Fills with a value of two bytes in a stream.",
    [P<"CUdeviceptr", "dstDevice">, P<"unsigned short", "us">, P<"size_t", "N">, P<"CUstream", "hStream">]>;
def cuMemsetD32Async : DriverCall<"Fills with a value of four bytes in a stream.",
    [P<"CUdeviceptr", "dstDevice">, P<"unsigned int", "ui">, P<"size_t", "N">, P<"CUstream", "hStream">]>;
def cuMemsetD2D8 : DriverCall<"Fills rows with a byte.",
    [P<"CUdeviceptr", "dstDevice">, P<"size_t", "dstPitch">, P<"unsigned char", "uc">, P<"size_t", "Width">, P<"size_t", "Height">]>;
def cuMemsetD2D16 : DriverCall<"Fills rows with a value of two bytes.",
    [P<"CUdeviceptr", "dstDevice">, P<"size_t", "dstPitch">, P<"unsigned short", "us">, P<"size_t", "Width">, P<"size_t", "Height">]>;
def cuMemsetD2D32 : DriverCall<"Fills rows with a value of four bytes.",
    [P<"CUdeviceptr", "dstDevice">, P<"size_t", "dstPitch">, P<"unsigned int", "ui">, P<"size_t", "Width">, P<"size_t", "Height">]>;
}

def DriverArrays : Section<"Arrays and textures">;
let In = DriverArrays in {
def cuArrayCreate : DriverCall<"Makes a one- or two-dimensional array.",
    [P<"CUarray *", "pHandle">, P<"const CUDA_ARRAY_DESCRIPTOR *", "pAllocateArray">]>;
def cuArrayGetDescriptor : DriverCall<"Tells format and shape of an array.",
    [P<"CUDA_ARRAY_DESCRIPTOR *", "pArrayDescriptor">, P<"CUarray", "hArray">]>;
def cuArrayDestroy : DriverCall<"Frees an array.", [P<"CUarray", "hArray">]>;
def cuTexObjectCreate : DriverCall<"Makes a texture of an array or of memory.",
    [P<"CUtexObject *", "pTexObject">, P<"const CUDA_RESOURCE_DESC *", "pResDesc">, P<"const CUDA_TEXTURE_DESC *", "pTexDesc">,
     P<"const CUDA_RESOURCE_VIEW_DESC *", "pResViewDesc">]> {
  let Cpu = Partial; let OpenCL = Partial;
  let Note = "Without a view of the resource, and not of arrays with mipmaps: those return CUDA_ERROR_NOT_SUPPORTED.";
}
def cuTexObjectDestroy : DriverCall<"Ends a texture.", [P<"CUtexObject", "texObject">]>;
}

def DriverStreams : Section<"Streams and events">;
let In = DriverStreams in {
def cuStreamCreate : DriverCall<"Makes a stream.", [P<"CUstream *", "phStream">, P<"unsigned int", "Flags">]>;
def cuStreamCreateWithPriority : DriverCall<"Makes a stream with a priority.",
    [P<"CUstream *", "phStream">, P<"unsigned int", "flags">, P<"int", "priority">]>;
def cuStreamDestroy : DriverCall<"Ends a stream after its work.", [P<"CUstream", "hStream">]>;
def cuStreamGetFlags : DriverCall<"Gives the flags of a stream.", [P<"CUstream", "hStream">, P<"unsigned int *", "flags">]>;
def cuStreamGetPriority : DriverCall<"Gives the priority of a stream.", [P<"CUstream", "hStream">, P<"int *", "priority">]>;
def cuStreamGetCtx : DriverCall<"Gives the context of a stream's device.", [P<"CUstream", "hStream">, P<"CUcontext *", "pctx">]>;
def cuStreamQuery : DriverCall<"Tells whether a stream is done.", [P<"CUstream", "hStream">]>;
def cuStreamSynchronize : DriverCall<"Waits for a stream.", [P<"CUstream", "hStream">]>;
def cuStreamWaitEvent : DriverCall<"Lets a stream wait for an event.",
    [P<"CUstream", "hStream">, P<"CUevent", "hEvent">, P<"unsigned int", "Flags">]>;
def cuStreamAddCallback : DriverCall<"Calls a function of the host when a stream gets there.",
    [P<"CUstream", "hStream">, P<"CUstreamCallback", "callback">, P<"void *", "userData">, P<"unsigned int", "flags">]>;
def cuEventCreate : DriverCall<"Makes an event.", [P<"CUevent *", "phEvent">, P<"unsigned int", "Flags">]>;
def cuEventDestroy : DriverCall<"Ends an event.", [P<"CUevent", "hEvent">]>;
def cuEventRecord : DriverCall<"Marks a point in a stream.", [P<"CUevent", "hEvent">, P<"CUstream", "hStream">]>;
def cuEventQuery : DriverCall<"Tells whether an event has happened.", [P<"CUevent", "hEvent">]>;
def cuEventSynchronize : DriverCall<"Waits for an event.", [P<"CUevent", "hEvent">]>;
def cuEventElapsedTime : DriverCall<"Gives the time between two events in milliseconds.",
    [P<"float *", "pMilliseconds">, P<"CUevent", "hStart">, P<"CUevent", "hEnd">]>;
}

def DriverLaunches : Section<"Kernels">;
let In = DriverLaunches in {
def cuLaunchKernel : DriverCall<"Launches a kernel.",
    [P<"CUfunction", "f">, P<"unsigned int", "gridDimX">, P<"unsigned int", "gridDimY">, P<"unsigned int", "gridDimZ">,
     P<"unsigned int", "blockDimX">, P<"unsigned int", "blockDimY">, P<"unsigned int", "blockDimZ">,
     P<"unsigned int", "sharedMemBytes">, P<"CUstream", "hStream">, P<"void **", "kernelParams">, P<"void **", "extra">]>;
def cuLaunchCooperativeKernel : DriverCall<"Launches a kernel whose blocks may wait for each other.",
    [P<"CUfunction", "f">, P<"unsigned int", "gridDimX">, P<"unsigned int", "gridDimY">, P<"unsigned int", "gridDimZ">,
     P<"unsigned int", "blockDimX">, P<"unsigned int", "blockDimY">, P<"unsigned int", "blockDimZ">,
     P<"unsigned int", "sharedMemBytes">, P<"CUstream", "hStream">, P<"void **", "kernelParams">]>;
def cuLaunchHostFunc : DriverCall<"Calls a function of the host in the order of a stream.",
    [P<"CUstream", "hStream">, P<"CUhostFn", "fn">, P<"void *", "userData">]>;
def cuFuncGetAttribute : DriverCall<"Gives a fact about a kernel.",
    [P<"int *", "pi">, P<"CUfunction_attribute", "attrib">, P<"CUfunction", "hfunc">]>;
def cuFuncSetAttribute : DriverCall<"Sets how much dynamic shared memory a kernel may have, and other wishes.",
    [P<"CUfunction", "hfunc">, P<"CUfunction_attribute", "attrib">, P<"int", "value">]>;
def cuFuncSetCacheConfig : DriverCall<"Says which cache a kernel prefers, which changes nothing.",
    [P<"CUfunction", "hfunc">, P<"CUfunc_cache", "config">]>;
def cuFuncGetName : DriverCall<"Gives the name of a kernel.", [P<"const char **", "name">, P<"CUfunction", "hfunc">]>;
def cuOccupancyMaxActiveBlocksPerMultiprocessor : DriverCall<"Gives how many blocks of a kernel fit on a multiprocessor.",
    [P<"int *", "numBlocks">, P<"CUfunction", "func">, P<"int", "blockSize">, P<"size_t", "dynamicSMemSize">]>;
def cuOccupancyMaxPotentialBlockSize : DriverCall<"Gives the block size that uses a device best, and the fewest blocks that fill it.",
    [P<"int *", "minGridSize">, P<"int *", "blockSize">, P<"CUfunction", "func">, P<"CUoccupancyB2DSize", "blockSizeToDynamicSMemSize">,
     P<"size_t", "dynamicSMemSize">, P<"int", "blockSizeLimit">]>;
}
