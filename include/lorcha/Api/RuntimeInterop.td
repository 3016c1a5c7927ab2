// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// External memory and semaphores, graphics resources.

def cudaExternalMemory_t : Handle<"CUexternalMemory_st", "LorchaExternalMemory"> { let Summary = "Memory of another API."; }
def cudaExternalSemaphore_t : Handle<"CUexternalSemaphore_st", "LorchaExternalSemaphore"> { let Summary = "A semaphore of another API."; }
def cudaGraphicsResource_t : Handle<"cudaGraphicsResource", "LorchaGraphicsResource"> { let Summary = "A resource of a graphics API."; }
def cudaExternalMemoryDedicated : Constant<"0x1">;
def cudaExternalSemaphoreSignalSkipNvSciBufMemSync : Constant<"0x01">;
def cudaExternalSemaphoreWaitSkipNvSciBufMemSync : Constant<"0x02">;
def cudaExternalMemoryHandleType : Enum<[
  E<"cudaExternalMemoryHandleTypeOpaqueFd", "1">,
  E<"cudaExternalMemoryHandleTypeOpaqueWin32", "2">,
  E<"cudaExternalMemoryHandleTypeOpaqueWin32Kmt", "3">,
  E<"cudaExternalMemoryHandleTypeD3D12Heap", "4">,
  E<"cudaExternalMemoryHandleTypeD3D12Resource", "5">,
  E<"cudaExternalMemoryHandleTypeD3D11Resource", "6">,
  E<"cudaExternalMemoryHandleTypeD3D11ResourceKmt", "7">,
  E<"cudaExternalMemoryHandleTypeNvSciBuf", "8">
]> { let Summary = "Kind of a handle of memory."; }

def cudaExternalSemaphoreHandleType : Enum<[
  E<"cudaExternalSemaphoreHandleTypeOpaqueFd", "1">,
  E<"cudaExternalSemaphoreHandleTypeOpaqueWin32", "2">,
  E<"cudaExternalSemaphoreHandleTypeOpaqueWin32Kmt", "3">,
  E<"cudaExternalSemaphoreHandleTypeD3D12Fence", "4">,
  E<"cudaExternalSemaphoreHandleTypeD3D11Fence", "5">,
  E<"cudaExternalSemaphoreHandleTypeNvSciSync", "6">,
  E<"cudaExternalSemaphoreHandleTypeKeyedMutex", "7">,
  E<"cudaExternalSemaphoreHandleTypeKeyedMutexKmt", "8">,
  E<"cudaExternalSemaphoreHandleTypeTimelineSemaphoreFd", "9">,
  E<"cudaExternalSemaphoreHandleTypeTimelineSemaphoreWin32", "10">
]> { let Summary = "Kind of a handle of a semaphore."; }

def cudaGraphicsRegisterFlags : Enum<[
  E<"cudaGraphicsRegisterFlagsNone", "0">,
  E<"cudaGraphicsRegisterFlagsReadOnly", "1">,
  E<"cudaGraphicsRegisterFlagsWriteDiscard", "2">,
  E<"cudaGraphicsRegisterFlagsSurfaceLoadStore", "4">,
  E<"cudaGraphicsRegisterFlagsTextureGather", "8">
]> { let Summary = "Intended uses of a graphics resource."; }

def cudaGraphicsMapFlags : Enum<[
  E<"cudaGraphicsMapFlagsNone", "0">,
  E<"cudaGraphicsMapFlagsReadOnly", "1">,
  E<"cudaGraphicsMapFlagsWriteDiscard", "2">
]> { let Summary = "Uses of a mapped graphics resource."; }

def cudaGraphicsCubeFace : Enum<[
  E<"cudaGraphicsCubeFacePositiveX", "0">,
  E<"cudaGraphicsCubeFaceNegativeX", "1">,
  E<"cudaGraphicsCubeFacePositiveY", "2">,
  E<"cudaGraphicsCubeFaceNegativeY", "3">,
  E<"cudaGraphicsCubeFacePositiveZ", "4">,
  E<"cudaGraphicsCubeFaceNegativeZ", "5">
]> { let Summary = "Faces of a cube map."; }

def cudaExternalMemoryHandleDesc : Struct<[]> {
  let Summary = "Memory to import.";
  let Body = [{
  enum cudaExternalMemoryHandleType type;
  union {
    int fd;
    struct {
      void *handle;
      const void *name;
    } win32;
    const void *nvSciBufObject;
  } handle;
  unsigned long long size;
  unsigned int flags;
  unsigned int reserved[16];
  }];
}

def cudaExternalMemoryBufferDesc : Struct<[
  F<"unsigned long long", "offset">,
  F<"unsigned long long", "size">,
  F<"unsigned int", "flags">,
  F<"unsigned int", "reserved[16]">
]> {
  let Summary = "A buffer in external memory.";
}

def cudaExternalMemoryMipmappedArrayDesc : Struct<[
  F<"unsigned long long", "offset">,
  F<"struct cudaChannelFormatDesc", "formatDesc">,
  F<"struct cudaExtent", "extent">,
  F<"unsigned int", "flags">,
  F<"unsigned int", "numLevels">,
  F<"unsigned int", "reserved[16]">
]> {
  let Summary = "An array with mipmaps in external memory.";
}

def cudaExternalSemaphoreHandleDesc : Struct<[]> {
  let Summary = "A semaphore to import.";
  let Body = [{
  enum cudaExternalSemaphoreHandleType type;
  union {
    int fd;
    struct {
      void *handle;
      const void *name;
    } win32;
    const void *nvSciSyncObj;
  } handle;
  unsigned int flags;
  unsigned int reserved[16];
  }];
}

def cudaExternalSemaphoreSignalParams : Struct<[]> {
  let Summary = "How to signal a semaphore.";
  let Body = [{
  struct {
    struct {
      unsigned long long value;
    } fence;
    union {
      void *fence;
      unsigned long long reserved;
    } nvSciSync;
    struct {
      unsigned long long key;
    } keyedMutex;
    unsigned int reserved[12];
  } params;
  unsigned int flags;
  unsigned int reserved[16];
  }];
}

def cudaExternalSemaphoreWaitParams : Struct<[]> {
  let Summary = "How to wait for a semaphore.";
  let Body = [{
  struct {
    struct {
      unsigned long long value;
    } fence;
    union {
      void *fence;
      unsigned long long reserved;
    } nvSciSync;
    struct {
      unsigned long long key;
      unsigned int timeoutMs;
    } keyedMutex;
    unsigned int reserved[10];
  } params;
  unsigned int flags;
  unsigned int reserved[16];
  }];
}

def cudaExternalSemaphoreSignalNodeParams : Struct<[
  F<"cudaExternalSemaphore_t *", "extSemArray">,
  F<"const struct cudaExternalSemaphoreSignalParams *", "paramsArray">,
  F<"unsigned int", "numExtSems">
]> {
  let Summary = "A signal node.";
}

def cudaExternalSemaphoreSignalNodeParamsV2 : Struct<[
  F<"cudaExternalSemaphore_t *", "extSemArray">,
  F<"const struct cudaExternalSemaphoreSignalParams *", "paramsArray">,
  F<"unsigned int", "numExtSems">
]> {
  let Summary = "A signal node, for cudaGraphAddNode.";
}

def cudaExternalSemaphoreWaitNodeParams : Struct<[
  F<"cudaExternalSemaphore_t *", "extSemArray">,
  F<"const struct cudaExternalSemaphoreWaitParams *", "paramsArray">,
  F<"unsigned int", "numExtSems">
]> {
  let Summary = "A semaphore wait node.";
}

def cudaExternalSemaphoreWaitNodeParamsV2 : Struct<[
  F<"cudaExternalSemaphore_t *", "extSemArray">,
  F<"const struct cudaExternalSemaphoreWaitParams *", "paramsArray">,
  F<"unsigned int", "numExtSems">
]> {
  let Summary = "A semaphore wait node, for cudaGraphAddNode.";
}

def ExternalResources : Section<"External Resource Interoperability">;
let In = ExternalResources, Cpu = ByDesign, OpenCL = ByDesign in {
def cudaImportExternalMemory : Never<"cudaErrorNotSupported", "Imports memory of another API.",
    [P<"cudaExternalMemory_t *", "extMem_out">, P<"const cudaExternalMemoryHandleDesc *", "memHandleDesc">]>;
def cudaExternalMemoryGetMappedBuffer : Never<"cudaErrorInvalidResourceHandle", "Maps a buffer of external memory.",
    [P<"void **", "devPtr">, P<"cudaExternalMemory_t", "extMem">,
     P<"const cudaExternalMemoryBufferDesc *", "bufferDesc">]>;
def cudaExternalMemoryGetMappedMipmappedArray : Never<"cudaErrorInvalidResourceHandle", "Maps an array of external memory.",
    [P<"cudaMipmappedArray_t *", "mipmap">, P<"cudaExternalMemory_t", "extMem">,
     P<"const cudaExternalMemoryMipmappedArrayDesc *", "mipmapDesc">]>;
def cudaDestroyExternalMemory : Never<"cudaErrorInvalidResourceHandle", "Gives imported memory back.",
    [P<"cudaExternalMemory_t", "extMem">]>;
def cudaImportExternalSemaphore : Never<"cudaErrorNotSupported", "Imports a semaphore of another API.",
    [P<"cudaExternalSemaphore_t *", "extSem_out">, P<"const cudaExternalSemaphoreHandleDesc *", "semHandleDesc">]>;
def cudaSignalExternalSemaphoresAsync : Never<"cudaErrorInvalidResourceHandle", "Signals external semaphores in a stream.",
    [P<"const cudaExternalSemaphore_t *", "extSemArray">,
     P<"const cudaExternalSemaphoreSignalParams *", "paramsArray">, P<"unsigned int", "numExtSems">,
     P<"cudaStream_t", "stream", "0">]>;
def cudaWaitExternalSemaphoresAsync : Never<"cudaErrorInvalidResourceHandle", "Makes a stream wait for external semaphores.",
    [P<"const cudaExternalSemaphore_t *", "extSemArray">, P<"const cudaExternalSemaphoreWaitParams *", "paramsArray">,
     P<"unsigned int", "numExtSems">, P<"cudaStream_t", "stream", "0">]>;
def cudaDestroyExternalSemaphore : Never<"cudaErrorInvalidResourceHandle", "Gives an imported semaphore back.",
    [P<"cudaExternalSemaphore_t", "extSem">]>;
}

def GraphicsInterop : Section<"Graphics Interoperability">;
let In = GraphicsInterop, Cpu = ByDesign, OpenCL = ByDesign in {
def cudaGraphicsUnregisterResource : Never<"cudaErrorInvalidResourceHandle", "Ends the use of a graphics resource.",
    [P<"cudaGraphicsResource_t", "resource">]>;
def cudaGraphicsResourceSetMapFlags : Never<"cudaErrorInvalidResourceHandle", "Sets the intended uses of a graphics resource.",
    [P<"cudaGraphicsResource_t", "resource">, P<"unsigned int", "flags">]>;
def cudaGraphicsMapResources : Never<"cudaErrorInvalidResourceHandle", "Maps graphics resources.",
    [P<"int", "count">, P<"cudaGraphicsResource_t *", "resources">, P<"cudaStream_t", "stream", "0">]>;
def cudaGraphicsUnmapResources : Never<"cudaErrorInvalidResourceHandle", "Unmaps graphics resources.",
    [P<"int", "count">, P<"cudaGraphicsResource_t *", "resources">, P<"cudaStream_t", "stream", "0">]>;
def cudaGraphicsResourceGetMappedPointer : Never<"cudaErrorInvalidResourceHandle", "Gives the pointer to a mapped graphics resource.",
    [P<"void **", "devPtr">, P<"size_t *", "size">, P<"cudaGraphicsResource_t", "resource">]>;
def cudaGraphicsSubResourceGetMappedArray : Never<"cudaErrorInvalidResourceHandle", "Gives an array of a mapped graphics resource.",
    [P<"cudaArray_t *", "array">, P<"cudaGraphicsResource_t", "resource">, P<"unsigned int", "arrayIndex">,
     P<"unsigned int", "mipLevel">]>;
def cudaGraphicsResourceGetMappedMipmappedArray : Never<"cudaErrorInvalidResourceHandle", "Gives the array with mipmaps of a mapped graphics resource.",
    [P<"cudaMipmappedArray_t *", "mipmappedArray">, P<"cudaGraphicsResource_t", "resource">]>;
}

def OpenGLInterop : Section<"OpenGL Interoperability">;
let In = OpenGLInterop, Cpu = ByDesign, OpenCL = ByDesign in {
def cudaGraphicsGLRegisterBuffer : Never<"cudaErrorInvalidDevice", "Registers an OpenGL buffer.",
    [P<"cudaGraphicsResource_t *", "resource">, P<"unsigned int", "buffer">, P<"unsigned int", "flags">]>;
def cudaGraphicsGLRegisterImage : Never<"cudaErrorInvalidDevice", "Registers an OpenGL texture or render buffer.",
    [P<"cudaGraphicsResource_t *", "resource">, P<"unsigned int", "image">, P<"unsigned int", "target">,
     P<"unsigned int", "flags">]>;
def cudaGLGetDevices : Never<"cudaErrorNoDevice", "Gives the devices of the current OpenGL context.",
    [P<"unsigned int *", "pCudaDeviceCount">, P<"int *", "pCudaDevices">, P<"unsigned int", "cudaDeviceCount">,
     P<"cudaGLDeviceList", "deviceList">]>;
def cudaGLSetGLDevice : Never<"cudaErrorInvalidDevice", "Makes a device the one for OpenGL.",
    [P<"int", "device">]>;
def cudaGLRegisterBufferObject : Never<"cudaErrorInitializationError", "Registers an OpenGL buffer in the way of old.",
    [P<"unsigned int", "bufObj">]>;
def cudaGLUnregisterBufferObject : Never<"cudaErrorInvalidResourceHandle", "Undoes cudaGLRegisterBufferObject.",
    [P<"unsigned int", "bufObj">]>;
def cudaGLMapBufferObject : Never<"cudaErrorMapBufferObjectFailed", "Maps an OpenGL buffer.",
    [P<"void **", "devPtr">, P<"unsigned int", "bufObj">]>;
def cudaGLUnmapBufferObject : Never<"cudaErrorUnmapBufferObjectFailed", "Unmaps an OpenGL buffer.",
    [P<"unsigned int", "bufObj">]>;
def cudaGLMapBufferObjectAsync : Never<"cudaErrorMapBufferObjectFailed", "Maps an OpenGL buffer in a stream.",
    [P<"void **", "devPtr">, P<"unsigned int", "bufObj">, P<"cudaStream_t", "stream">]>;
def cudaGLUnmapBufferObjectAsync : Never<"cudaErrorUnmapBufferObjectFailed", "Unmaps an OpenGL buffer in a stream.",
    [P<"unsigned int", "bufObj">, P<"cudaStream_t", "stream">]>;
def cudaGLSetBufferObjectMapFlags : Never<"cudaErrorInvalidResourceHandle", "Sets the intended uses of an OpenGL buffer.",
    [P<"unsigned int", "bufObj">, P<"unsigned int", "flags">]>;
}

def cudaGLDeviceList : Enum<[
  E<"cudaGLDeviceListAll", "1">,
  E<"cudaGLDeviceListCurrentFrame", "2">,
  E<"cudaGLDeviceListNextFrame", "3">
]> { let Summary = "Which devices of an OpenGL context."; }
