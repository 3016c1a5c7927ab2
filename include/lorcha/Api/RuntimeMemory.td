// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory: allocation, copies, arrays, managed memory, pools.

def cudaArray_t : Handle<"cudaArray", "LorchaArray"> { let Summary = "A two- or three-dimensional array for textures and surfaces."; }
def cudaArray_const_t : Handle<"cudaArray", "LorchaArray"> { let Summary = "A cudaArray_t that is only read."; let Qualifier = "const "; }
def cudaMipmappedArray_t : Handle<"cudaMipmappedArray", "LorchaMipmappedArray"> { let Summary = "An array with mipmaps."; }
def cudaMipmappedArray_const_t : Handle<"cudaMipmappedArray", "LorchaMipmappedArray"> { let Summary = "A cudaMipmappedArray_t that is only read."; let Qualifier = "const "; }
def cudaMemPool_t : Handle<"CUmemPoolHandle_st", "LorchaMemPool"> { let Summary = "A pool for stream-ordered allocation."; }
def cudaHostAllocDefault : Constant<"0x00">;
def cudaHostAllocPortable : Constant<"0x01"> { let Summary = "Pinned for all devices."; }
def cudaHostAllocMapped : Constant<"0x02"> { let Summary = "Mapped into the devices' address space."; }
def cudaHostAllocWriteCombined : Constant<"0x04"> { let Summary = "Not for reading by the host."; }
def cudaHostRegisterDefault : Constant<"0x00">;
def cudaHostRegisterPortable : Constant<"0x01"> { let Summary = "Pinned for all devices."; }
def cudaHostRegisterMapped : Constant<"0x02"> { let Summary = "Mapped into the devices' address space."; }
def cudaHostRegisterIoMemory : Constant<"0x04"> { let Summary = "Memory of another device."; }
def cudaHostRegisterReadOnly : Constant<"0x08"> { let Summary = "Devices only read it."; }
def cudaPeerAccessDefault : Constant<"0x00">;
def cudaMemAttachGlobal : Constant<"0x01"> { let Summary = "Any stream may use the memory."; }
def cudaMemAttachHost : Constant<"0x02"> { let Summary = "No stream may use the memory before it is attached."; }
def cudaMemAttachSingle : Constant<"0x04"> { let Summary = "One stream may use the memory."; }
def cudaOccupancyDefault : Constant<"0x00">;
def cudaOccupancyDisableCachingOverride : Constant<"0x01">;
def cudaArrayDefault : Constant<"0x00">;
def cudaArrayLayered : Constant<"0x01">;
def cudaArraySurfaceLoadStore : Constant<"0x02">;
def cudaArrayCubemap : Constant<"0x04">;
def cudaArrayTextureGather : Constant<"0x08">;
def cudaArrayColorAttachment : Constant<"0x20">;
def cudaArraySparse : Constant<"0x40">;
def cudaArrayDeferredMapping : Constant<"0x80">;
def cudaArraySparsePropertiesSingleMipTail : Constant<"0x1">;
def cudaIpcMemLazyEnablePeerAccess : Constant<"0x01">;
def CUDA_IPC_HANDLE_SIZE : Constant<"64"> { let Summary = "Bytes of an interprocess handle."; }
def cudaMemPoolCreateUsageHwDecompress : Constant<"0x2">;
def cudaMemcpyKind : Enum<[
  E<"cudaMemcpyHostToHost", "0">,
  E<"cudaMemcpyHostToDevice", "1">,
  E<"cudaMemcpyDeviceToHost", "2">,
  E<"cudaMemcpyDeviceToDevice", "3">,
  E<"cudaMemcpyDefault", "4", "found out from the pointers">
]> { let Summary = "Direction of a copy."; }

def cudaMemoryType : Enum<[
  E<"cudaMemoryTypeUnregistered", "0">,
  E<"cudaMemoryTypeHost", "1">,
  E<"cudaMemoryTypeDevice", "2">,
  E<"cudaMemoryTypeManaged", "3">
]> { let Summary = "Where memory lies."; }

def cudaMemoryAdvise : Enum<[
  E<"cudaMemAdviseSetReadMostly", "1">,
  E<"cudaMemAdviseUnsetReadMostly", "2">,
  E<"cudaMemAdviseSetPreferredLocation", "3">,
  E<"cudaMemAdviseUnsetPreferredLocation", "4">,
  E<"cudaMemAdviseSetAccessedBy", "5">,
  E<"cudaMemAdviseUnsetAccessedBy", "6">
]> { let Summary = "Advice on the use of managed memory."; }

def cudaMemRangeAttribute : Enum<[
  E<"cudaMemRangeAttributeReadMostly", "1">,
  E<"cudaMemRangeAttributePreferredLocation", "2">,
  E<"cudaMemRangeAttributeAccessedBy", "3">,
  E<"cudaMemRangeAttributeLastPrefetchLocation", "4">,
  E<"cudaMemRangeAttributePreferredLocationType", "5">,
  E<"cudaMemRangeAttributePreferredLocationId", "6">,
  E<"cudaMemRangeAttributeLastPrefetchLocationType", "7">,
  E<"cudaMemRangeAttributeLastPrefetchLocationId", "8">
]> { let Summary = "What cudaMemRangeGetAttribute can be asked for."; }

def cudaChannelFormatKind : Enum<[
  E<"cudaChannelFormatKindSigned", "0">,
  E<"cudaChannelFormatKindUnsigned", "1">,
  E<"cudaChannelFormatKindFloat", "2">,
  E<"cudaChannelFormatKindNone", "3">,
  E<"cudaChannelFormatKindNV12", "4">,
  E<"cudaChannelFormatKindUnsignedNormalized8X1", "5">,
  E<"cudaChannelFormatKindUnsignedNormalized8X2", "6">,
  E<"cudaChannelFormatKindUnsignedNormalized8X4", "7">,
  E<"cudaChannelFormatKindUnsignedNormalized16X1", "8">,
  E<"cudaChannelFormatKindUnsignedNormalized16X2", "9">,
  E<"cudaChannelFormatKindUnsignedNormalized16X4", "10">,
  E<"cudaChannelFormatKindSignedNormalized8X1", "11">,
  E<"cudaChannelFormatKindSignedNormalized8X2", "12">,
  E<"cudaChannelFormatKindSignedNormalized8X4", "13">,
  E<"cudaChannelFormatKindSignedNormalized16X1", "14">,
  E<"cudaChannelFormatKindSignedNormalized16X2", "15">,
  E<"cudaChannelFormatKindSignedNormalized16X4", "16">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed1", "17">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed1SRGB", "18">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed2", "19">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed2SRGB", "20">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed3", "21">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed3SRGB", "22">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed4", "23">,
  E<"cudaChannelFormatKindSignedBlockCompressed4", "24">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed5", "25">,
  E<"cudaChannelFormatKindSignedBlockCompressed5", "26">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed6H", "27">,
  E<"cudaChannelFormatKindSignedBlockCompressed6H", "28">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed7", "29">,
  E<"cudaChannelFormatKindUnsignedBlockCompressed7SRGB", "30">,
  E<"cudaChannelFormatKindUnsignedNormalized1010102", "31">
]> { let Summary = "Kind of the components of an array's elements."; }

def cudaMemLocationType : Enum<[
  E<"cudaMemLocationTypeInvalid", "0">,
  E<"cudaMemLocationTypeNone", "0">,
  E<"cudaMemLocationTypeDevice", "1">,
  E<"cudaMemLocationTypeHost", "2">,
  E<"cudaMemLocationTypeHostNuma", "3">,
  E<"cudaMemLocationTypeHostNumaCurrent", "4">
]> { let Summary = "Kind of a place where memory may lie."; }

def cudaMemAccessFlags : Enum<[
  E<"cudaMemAccessFlagsProtNone", "0">,
  E<"cudaMemAccessFlagsProtRead", "1">,
  E<"cudaMemAccessFlagsProtReadWrite", "3">
]> { let Summary = "Allowed uses of memory."; }

def cudaMemAllocationType : Enum<[
  E<"cudaMemAllocationTypeInvalid", "0">,
  E<"cudaMemAllocationTypePinned", "1">,
  E<"cudaMemAllocationTypeManaged", "2">,
  E<"cudaMemAllocationTypeMax", "0x7FFFFFFF">
]> { let Summary = "Kind of an allocation."; }

def cudaMemAllocationHandleType : Enum<[
  E<"cudaMemHandleTypeNone", "0">,
  E<"cudaMemHandleTypePosixFileDescriptor", "1">,
  E<"cudaMemHandleTypeWin32", "2">,
  E<"cudaMemHandleTypeWin32Kmt", "4">,
  E<"cudaMemHandleTypeFabric", "8">
]> { let Summary = "How an allocation can be shared with other processes."; }

def cudaMemPoolAttr : Enum<[
  E<"cudaMemPoolReuseFollowEventDependencies", "1">,
  E<"cudaMemPoolReuseAllowOpportunistic", "2">,
  E<"cudaMemPoolReuseAllowInternalDependencies", "3">,
  E<"cudaMemPoolAttrReleaseThreshold", "4">,
  E<"cudaMemPoolAttrReservedMemCurrent", "5">,
  E<"cudaMemPoolAttrReservedMemHigh", "6">,
  E<"cudaMemPoolAttrUsedMemCurrent", "7">,
  E<"cudaMemPoolAttrUsedMemHigh", "8">
]> { let Summary = "Attributes of a pool."; }

def cudaMemcpyFlags : Enum<[
  E<"cudaMemcpyFlagDefault", "0">,
  E<"cudaMemcpyFlagPreferOverlapWithCompute", "1">
]> { let Summary = "Hints for batched copies."; }

def cudaMemcpySrcAccessOrder : Enum<[
  E<"cudaMemcpySrcAccessOrderInvalid", "0">,
  E<"cudaMemcpySrcAccessOrderStream", "1">,
  E<"cudaMemcpySrcAccessOrderDuringApiCall", "2">,
  E<"cudaMemcpySrcAccessOrderAny", "3">,
  E<"cudaMemcpySrcAccessOrderMax", "0x7FFFFFFF">
]> { let Summary = "When the source of a batched copy may be read."; }

def cudaMemcpy3DOperandType : Enum<[
  E<"cudaMemcpyOperandTypePointer", "1">,
  E<"cudaMemcpyOperandTypeArray", "2">,
  E<"cudaMemcpyOperandTypeMax", "0x7FFFFFFF">
]> { let Summary = "Kind of an operand of a batched copy."; }

def cudaChannelFormatDesc : Struct<[
  F<"int", "x">,
  F<"int", "y">,
  F<"int", "z">,
  F<"int", "w">,
  F<"enum cudaChannelFormatKind", "f">
]> {
  let Summary = "Bits of each component of an array's elements, and their kind.";
}

def cudaPitchedPtr : Struct<[
  F<"void *", "ptr">,
  F<"size_t", "pitch", "bytes from one row to the next">,
  F<"size_t", "xsize", "elements of a row">,
  F<"size_t", "ysize", "rows of a slice">
]> {
  let Summary = "Memory whose rows lie at a pitch.";
}

def cudaExtent : Struct<[
  F<"size_t", "width", "elements of an array, or bytes of memory">,
  F<"size_t", "height">,
  F<"size_t", "depth">
]> {
  let Summary = "A three-dimensional extent.";
}

def cudaPos : Struct<[
  F<"size_t", "x">,
  F<"size_t", "y">,
  F<"size_t", "z">
]> {
  let Summary = "A three-dimensional place.";
}

def cudaMemcpy3DParms : Struct<[
  F<"cudaArray_t", "srcArray">,
  F<"struct cudaPos", "srcPos">,
  F<"struct cudaPitchedPtr", "srcPtr">,
  F<"cudaArray_t", "dstArray">,
  F<"struct cudaPos", "dstPos">,
  F<"struct cudaPitchedPtr", "dstPtr">,
  F<"struct cudaExtent", "extent">,
  F<"enum cudaMemcpyKind", "kind">
]> {
  let Summary = "A three-dimensional copy.";
}

def cudaMemcpy3DPeerParms : Struct<[
  F<"cudaArray_t", "srcArray">,
  F<"struct cudaPos", "srcPos">,
  F<"struct cudaPitchedPtr", "srcPtr">,
  F<"int", "srcDevice">,
  F<"cudaArray_t", "dstArray">,
  F<"struct cudaPos", "dstPos">,
  F<"struct cudaPitchedPtr", "dstPtr">,
  F<"int", "dstDevice">,
  F<"struct cudaExtent", "extent">
]> {
  let Summary = "A three-dimensional copy between devices.";
}

def cudaPointerAttributes : Struct<[
  F<"enum cudaMemoryType", "type">,
  F<"int", "device", "the device that holds the memory">,
  F<"void *", "devicePointer", "null if no device can use it">,
  F<"void *", "hostPointer", "null if the host cannot use it">
]> {
  let Summary = "What a pointer points to.";
}

def cudaMemLocation : Struct<[
  F<"enum cudaMemLocationType", "type">,
  F<"int", "id", "a device or NUMA node">
]> {
  let Summary = "A place where memory may lie.";
}

def cudaMemAccessDesc : Struct<[
  F<"struct cudaMemLocation", "location">,
  F<"enum cudaMemAccessFlags", "flags">
]> {
  let Summary = "Who may do what with memory.";
}

def cudaMemPoolProps : Struct<[
  F<"enum cudaMemAllocationType", "allocType">,
  F<"enum cudaMemAllocationHandleType", "handleTypes">,
  F<"struct cudaMemLocation", "location">,
  F<"void *", "win32SecurityAttributes">,
  F<"size_t", "maxSize">,
  F<"unsigned short", "usage">,
  F<"unsigned char", "reserved[54]">
]> {
  let Summary = "Properties of a pool.";
}

def cudaMemPoolPtrExportData : Struct<[
  F<"unsigned char", "reserved[64]">
]> {
  let Summary = "A shared allocation of a pool.";
}

def cudaArraySparseProperties : Struct<[]> {
  let Summary = "Tiles of a sparse array.";
  let Body = [{
  struct {
    unsigned int width;
    unsigned int height;
    unsigned int depth;
  } tileExtent;
  unsigned int miptailFirstLevel;
  unsigned long long miptailSize;
  unsigned int flags;
  unsigned int reserved[4];
  }];
}

def cudaArrayMemoryRequirements : Struct<[
  F<"size_t", "size">,
  F<"size_t", "alignment">,
  F<"unsigned int", "reserved[4]">
]> {
  let Summary = "Memory that an array needs.";
}

def cudaMemcpyAttributes : Struct<[
  F<"enum cudaMemcpySrcAccessOrder", "srcAccessOrder">,
  F<"struct cudaMemLocation", "srcLocHint">,
  F<"struct cudaMemLocation", "dstLocHint">,
  F<"unsigned int", "flags">
]> {
  let Summary = "Attributes of a batched copy.";
}

def cudaOffset3D : Struct<[
  F<"size_t", "x">,
  F<"size_t", "y">,
  F<"size_t", "z">
]> {
  let Summary = "A place in an array.";
}

def cudaMemcpy3DOperand : Struct<[]> {
  let Summary = "An operand of a batched copy.";
  let Body = [{
  enum cudaMemcpy3DOperandType type;
  union {
    struct {
      void *ptr;
      size_t rowLength;
      size_t layerHeight;
      struct cudaMemLocation locHint;
    } ptr;
    struct {
      cudaArray_t array;
      struct cudaOffset3D offset;
    } array;
  } op;
  }];
}

def cudaMemcpy3DBatchOp : Struct<[
  F<"struct cudaMemcpy3DOperand", "src">,
  F<"struct cudaMemcpy3DOperand", "dst">,
  F<"struct cudaExtent", "extent">,
  F<"enum cudaMemcpySrcAccessOrder", "srcAccessOrder">,
  F<"unsigned int", "flags">
]> {
  let Summary = "One copy of a batch.";
}

def cudaIpcEventHandle_st : Struct<[
  F<"char", "reserved[CUDA_IPC_HANDLE_SIZE]">
]> {
  let Summary = "An event of another process.";
}

def cudaIpcMemHandle_st : Struct<[
  F<"char", "reserved[CUDA_IPC_HANDLE_SIZE]">
]> {
  let Summary = "Memory of another process.";
}

def cudaIpcEventHandle_t : Typedef<"struct cudaIpcEventHandle_st"> { let Summary = "An event of another process."; }
def cudaIpcMemHandle_t : Typedef<"struct cudaIpcMemHandle_st"> { let Summary = "Memory of another process."; }
def MemoryManagement : Section<"Memory Management">;
let In = MemoryManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaMalloc : Call<"Allocates memory of the current device.",
    [NotNull<"void **", "devPtr">, Room<"size">]>;
def cudaFree : Call<"Frees device or managed memory; a null pointer is fine.",
    [Whole<"void *", "devPtr">]>;
def cudaMallocHost : Call<"Allocates pinned host memory.",
    [NotNull<"void **", "ptr">, Room<"size">]>;
def cudaHostAlloc : Call<"Allocates pinned host memory with flags.",
    [NotNull<"void **", "pHost">, Room<"size">, Flags<"unsigned int", "flags">]>;
def cudaFreeHost : Call<"Frees pinned host memory.",
    [Whole<"void *", "ptr">]>;
def cudaHostRegister : Call<"Pins host memory that there is.",
    [NotNull<"void *", "ptr">, P<"size_t", "size">, Flags<"unsigned int", "flags">]>;
def cudaHostUnregister : Call<"Undoes cudaHostRegister.",
    [Whole<"void *", "ptr", "cudaErrorHostMemoryNotRegistered">]>;
def cudaHostGetDevicePointer : Call<"Gives the device's pointer to mapped host memory.",
    [NotNull<"void **", "pDevice">, NotNull<"void *", "pHost">, Flags<"unsigned int", "flags">]>;
def cudaHostGetFlags : Call<"Gives the flags of pinned host memory.",
    [NotNull<"unsigned int *", "pFlags">, NotNull<"void *", "pHost">]>;
def cudaMallocManaged : Call<"Allocates memory that the host and all devices can use.",
    [NotNull<"void **", "devPtr">, Room<"size">,
     Flags<"unsigned int", "flags", "cudaMemAttachGlobal", "cudaMemAttachGlobal">]>;
def cudaMallocPitch : Call<"Allocates rows of device memory at a fitting pitch.",
    [NotNull<"void **", "devPtr">, NotNull<"size_t *", "pitch">, Room<"width">, P<"size_t", "height">]>;
def cudaMalloc3D : Call<"Allocates slices of device memory at a fitting pitch.",
    [NotNull<"cudaPitchedPtr *", "pitchedDevPtr">, P<"cudaExtent", "extent">]>;
def cudaMallocArray : Call<"Allocates an array of one or two dimensions.",
    [NotNull<"cudaArray_t *", "array">, NotNull<"const cudaChannelFormatDesc *", "desc">, P<"size_t", "width">,
     P<"size_t", "height", "0">, Flags<"unsigned int", "flags", "0">]>;
def cudaMalloc3DArray : Call<"Allocates an array of up to three dimensions, layers or faces.",
    [NotNull<"cudaArray_t *", "array">, NotNull<"const cudaChannelFormatDesc *", "desc">, P<"cudaExtent", "extent">,
     Flags<"unsigned int", "flags", "0">]>;
def cudaMallocMipmappedArray : Call<"Allocates an array with mipmaps.",
    [NotNull<"cudaMipmappedArray_t *", "mipmappedArray">, NotNull<"const cudaChannelFormatDesc *", "desc">,
     P<"cudaExtent", "extent">, P<"unsigned int", "numLevels">, Flags<"unsigned int", "flags", "0">]>;
def cudaFreeArray : Call<"Frees an array.",
    [Live<"cudaArray_t", "array", "cudaErrorInvalidResourceHandle">]>;
def cudaFreeMipmappedArray : Call<"Frees an array with mipmaps.",
    [Live<"cudaMipmappedArray_t", "mipmappedArray", "cudaErrorInvalidResourceHandle">]>;
def cudaGetMipmappedArrayLevel : Call<"Gives one level of an array with mipmaps.",
    [NotNull<"cudaArray_t *", "levelArray">,
     Live<"cudaMipmappedArray_const_t", "mipmappedArray", "cudaErrorInvalidResourceHandle">,
     P<"unsigned int", "level">]>;
def cudaArrayGetInfo : Call<"Gives the format, extent and flags of an array.",
    [P<"cudaChannelFormatDesc *", "desc">, P<"cudaExtent *", "extent">, P<"unsigned int *", "flags">,
     Live<"cudaArray_t", "array", "cudaErrorInvalidResourceHandle">]>;
def cudaArrayGetPlane : Call<"Gives one plane of a planar array.",
    [NotNull<"cudaArray_t *", "pPlaneArray">, Live<"cudaArray_t", "hArray", "cudaErrorInvalidResourceHandle">,
     P<"unsigned int", "planeIdx">]>;
def cudaArrayGetMemoryRequirements : Call<"Gives the memory that an array needs.",
    [NotNull<"cudaArrayMemoryRequirements *", "memoryRequirements">,
     Live<"cudaArray_t", "array", "cudaErrorInvalidResourceHandle">, DeviceNumber<"device">]>;
def cudaMipmappedArrayGetMemoryRequirements : Call<"Gives the memory that an array with mipmaps needs.",
    [NotNull<"cudaArrayMemoryRequirements *", "memoryRequirements">,
     Live<"cudaMipmappedArray_t", "mipmap", "cudaErrorInvalidResourceHandle">,
     DeviceNumber<"device">]>;
def cudaArrayGetSparseProperties : Call<"Gives the tiles of a sparse array.",
    [NotNull<"cudaArraySparseProperties *", "sparseProperties">,
     Live<"cudaArray_t", "array", "cudaErrorInvalidResourceHandle">]>;
def cudaMipmappedArrayGetSparseProperties : Call<"Gives the tiles of a sparse array with mipmaps.",
    [NotNull<"cudaArraySparseProperties *", "sparseProperties">,
     Live<"cudaMipmappedArray_t", "mipmap", "cudaErrorInvalidResourceHandle">]>;
def cudaMemGetInfo : Call<"Gives the free and the total memory of the current device, in bytes.",
    [NotNull<"size_t *", "free">, NotNull<"size_t *", "total">]>;
def cudaMemcpy : Call<"Copies bytes and waits.",
    [NotNull<"void *", "dst">, NotNull<"const void *", "src">, Within<"count">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaMemcpyAsync : Call<"Copies bytes in a stream.",
    [NotNull<"void *", "dst">, NotNull<"const void *", "src">, Within<"count">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">,
     Stream<"stream", "0">]>;
def cudaMemcpyPeer : Call<"Copies bytes between devices.",
    [NotNull<"void *", "dst">, DeviceNumber<"dstDevice">, NotNull<"const void *", "src">, DeviceNumber<"srcDevice">,
     Within<"count">]>;
def cudaMemcpyPeerAsync : Call<"Copies bytes between devices in a stream.",
    [NotNull<"void *", "dst">, DeviceNumber<"dstDevice">, NotNull<"const void *", "src">, DeviceNumber<"srcDevice">,
     Within<"count">,
     Stream<"stream", "0">]>;
def cudaMemcpy2D : Call<"Copies rows between pitched memories.",
    [NotNull<"void *", "dst">, P<"size_t", "dpitch">, NotNull<"const void *", "src">, P<"size_t", "spitch">,
     Within<"width", "", "cudaErrorInvalidPitchValue">,
     Within<"height">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaMemcpy2DAsync : Call<"Copies rows between pitched memories in a stream.",
    [NotNull<"void *", "dst">, P<"size_t", "dpitch">, NotNull<"const void *", "src">, P<"size_t", "spitch">,
     Within<"width", "", "cudaErrorInvalidPitchValue">,
     Within<"height">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">, Stream<"stream", "0">]>;
def cudaMemcpy2DToArray : Call<"Copies rows to an array.",
    [Live<"cudaArray_t", "dst", "cudaErrorInvalidResourceHandle">, Within<"wOffset">, Within<"hOffset">,
     NotNull<"const void *", "src">,
     P<"size_t", "spitch">, Within<"width", "", "cudaErrorInvalidPitchValue">, Within<"height">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaMemcpy2DToArrayAsync : Call<"Copies rows to an array in a stream.",
    [Live<"cudaArray_t", "dst", "cudaErrorInvalidResourceHandle">, Within<"wOffset">, Within<"hOffset">,
     NotNull<"const void *", "src">,
     P<"size_t", "spitch">, Within<"width", "", "cudaErrorInvalidPitchValue">, Within<"height">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">,
     Stream<"stream", "0">]>;
def cudaMemcpy2DFromArray : Call<"Copies rows from an array.",
    [NotNull<"void *", "dst">, P<"size_t", "dpitch">,
     Live<"cudaArray_const_t", "src", "cudaErrorInvalidResourceHandle">, Within<"wOffset">,
     Within<"hOffset">, Within<"width", "", "cudaErrorInvalidPitchValue">, Within<"height">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaMemcpy2DFromArrayAsync : Call<"Copies rows from an array in a stream.",
    [NotNull<"void *", "dst">, P<"size_t", "dpitch">,
     Live<"cudaArray_const_t", "src", "cudaErrorInvalidResourceHandle">, Within<"wOffset">,
     Within<"hOffset">, Within<"width", "", "cudaErrorInvalidPitchValue">, Within<"height">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">,
     Stream<"stream", "0">]>;
def cudaMemcpy2DArrayToArray : Call<"Copies rows between arrays.",
    [Live<"cudaArray_t", "dst", "cudaErrorInvalidResourceHandle">, Within<"wOffsetDst">, Within<"hOffsetDst">,
     Live<"cudaArray_const_t", "src", "cudaErrorInvalidResourceHandle">,
     Within<"wOffsetSrc">, Within<"hOffsetSrc">, Within<"width">, Within<"height">,
     P<"cudaMemcpyKind", "kind", "cudaMemcpyDeviceToDevice">]>;
def cudaMemcpy3D : Call<"Copies a box between memories and arrays.",
    [NotNull<"const cudaMemcpy3DParms *", "p">]>;
def cudaMemcpy3DAsync : Call<"Copies a box between memories and arrays in a stream.",
    [NotNull<"const cudaMemcpy3DParms *", "p">, Stream<"stream", "0">]>;
def cudaMemcpy3DPeer : Call<"Copies a box between devices.",
    [NotNull<"const cudaMemcpy3DPeerParms *", "p">]>;
def cudaMemcpy3DPeerAsync : Call<"Copies a box between devices in a stream.",
    [NotNull<"const cudaMemcpy3DPeerParms *", "p">, Stream<"stream", "0">]>;
def cudaMemcpyToSymbol : Call<"Copies bytes to a device variable.",
    [VariableSymbol<"symbol">, NotNull<"const void *", "src">, Within<"count">, Within<"offset", "0">,
     P<"cudaMemcpyKind", "kind", "cudaMemcpyHostToDevice">]>;
def cudaMemcpyToSymbolAsync : Call<"Copies bytes to a device variable in a stream.",
    [VariableSymbol<"symbol">, NotNull<"const void *", "src">, Within<"count">, Within<"offset">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">, Stream<"stream", "0">]>;
def cudaMemcpyFromSymbol : Call<"Copies bytes from a device variable.",
    [NotNull<"void *", "dst">, VariableSymbol<"symbol">, Within<"count">, Within<"offset", "0">,
     P<"cudaMemcpyKind", "kind", "cudaMemcpyDeviceToHost">]>;
def cudaMemcpyFromSymbolAsync : Call<"Copies bytes from a device variable in a stream.",
    [NotNull<"void *", "dst">, VariableSymbol<"symbol">, Within<"count">, Within<"offset">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">, Stream<"stream", "0">]>;
def cudaGetSymbolAddress : Call<"Gives the device address of a device variable.",
    [NotNull<"void **", "devPtr">, VariableSymbol<"symbol">]>;
def cudaGetSymbolSize : Call<"Gives the bytes of a device variable.",
    [NotNull<"size_t *", "size">, VariableSymbol<"symbol">]> {
  let Note = "By an address without a type, only of variables that stand in the unit's device module.";
}
def cudaMemset : Call<"Fills bytes.",
    [NotNull<"void *", "devPtr">, P<"int", "value">, Within<"count">]>;
def cudaMemsetAsync : Call<"Fills bytes in a stream.",
    [NotNull<"void *", "devPtr">, P<"int", "value">, Within<"count">, Stream<"stream", "0">]>;
def cudaMemset2D : Call<"Fills rows of pitched memory.",
    [NotNull<"void *", "devPtr">, P<"size_t", "pitch">, P<"int", "value">, Within<"width">, Within<"height">]>;
def cudaMemset2DAsync : Call<"Fills rows of pitched memory in a stream.",
    [NotNull<"void *", "devPtr">, P<"size_t", "pitch">, P<"int", "value">, Within<"width">, Within<"height">,
     Stream<"stream", "0">]>;
def cudaMemset3D : Call<"Fills a box of pitched memory.",
    [Refusing<"cudaPitchedPtr", "pitchedDevPtr", "cudaPitchedPtr()", "cudaErrorInvalidValue">, P<"int", "value">,
     Given<"cudaExtent", "extent", "cudaExtent{4, 1, 1}">]>;
def cudaMemset3DAsync : Call<"Fills a box of pitched memory in a stream.",
    [Refusing<"cudaPitchedPtr", "pitchedDevPtr", "cudaPitchedPtr()", "cudaErrorInvalidValue">, P<"int", "value">,
     Given<"cudaExtent", "extent", "cudaExtent{4, 1, 1}">,
     Stream<"stream", "0">]>;
def cudaMemPrefetchAsync : Call<"Moves managed memory to a device or to the host in a stream.",
    [NotNull<"const void *", "devPtr", "managed()">, Within<"count">, DeviceNumber<"dstDevice">,
     Stream<"stream", "0">]>;
def cudaMemPrefetchAsync_v2 : Call<"Moves managed memory to a place in a stream.",
    [NotNull<"const void *", "devPtr", "managed()">, P<"size_t", "count">, P<"cudaMemLocation", "location">,
     Flags<"unsigned int", "flags">,
     Stream<"stream", "0">]>;
def cudaMemAdvise : Call<"Gives advice on the use of managed memory.",
    [NotNull<"const void *", "devPtr", "managed()">, Within<"count">,
     OneOf<"cudaMemoryAdvise", "advice", "cudaMemAdviseSetAccessedBy">, DeviceNumber<"device">]>;
def cudaMemAdvise_v2 : Call<"Gives advice on the use of managed memory at a place.",
    [NotNull<"const void *", "devPtr", "managed()">, P<"size_t", "count">,
     OneOf<"cudaMemoryAdvise", "advice", "cudaMemAdviseSetAccessedBy">,
     P<"cudaMemLocation", "location">]>;
def cudaMemRangeGetAttribute : Call<"Gives an attribute of a range of managed memory.",
    [NotNull<"void *", "data">, P<"size_t", "dataSize">,
     OneOf<"cudaMemRangeAttribute", "attribute", "cudaMemRangeAttributeReadMostly">,
     NotNull<"const void *", "devPtr", "managed()">, Within<"count">]>;
def cudaMemRangeGetAttributes : Call<"Gives attributes of a range of managed memory.",
    [NotNull<"void **", "data">, NotNull<"size_t *", "dataSizes">, NotNull<"cudaMemRangeAttribute *", "attributes">,
     P<"size_t", "numAttributes">, NotNull<"const void *", "devPtr", "managed()">, Within<"count">]>;
def cudaMemPrefetchBatchAsync : Call<"Moves several ranges of managed memory in a stream.",
    [NotNull<"void **", "dptrs">, NotNull<"size_t *", "sizes">, P<"size_t", "count">,
     NotNull<"cudaMemLocation *", "prefetchLocs">,
     NotNull<"size_t *", "prefetchLocIdxs">, P<"size_t", "numPrefetchLocs">, Flags<"unsigned long long", "flags">,
     Stream<"stream">]>;
def cudaMemDiscardBatchAsync : Call<"Forgets the contents of several ranges of managed memory.",
    [NotNull<"void **", "dptrs">, NotNull<"size_t *", "sizes">, P<"size_t", "count">, Flags<"unsigned long long", "flags">,
     Stream<"stream">]>;
def cudaMemDiscardAndPrefetchBatchAsync : Call<"Moves several ranges of managed memory without their contents.",
    [NotNull<"void **", "dptrs">, NotNull<"size_t *", "sizes">, P<"size_t", "count">,
     NotNull<"cudaMemLocation *", "prefetchLocs">,
     NotNull<"size_t *", "prefetchLocIdxs">, P<"size_t", "numPrefetchLocs">, Flags<"unsigned long long", "flags">,
     Stream<"stream">]>;
def cudaMemcpyBatchAsync : Call<"Makes several copies in a stream, in any order.",
    [NotNull<"void **", "dsts">, NotNull<"void **", "srcs">, NotNull<"size_t *", "sizes">, P<"size_t", "count">,
     NotNull<"cudaMemcpyAttributes *", "attrs">, NotNull<"size_t *", "attrsIdxs">, P<"size_t", "numAttrs">,
     NotNull<"size_t *", "failIdx">,
     Stream<"hStream">]>;
def cudaMemcpy3DBatchAsync : Call<"Makes several copies of boxes in a stream, in any order.",
    [P<"size_t", "numOps">, NotNull<"cudaMemcpy3DBatchOp *", "opList">, NotNull<"size_t *", "failIdx">,
     Flags<"unsigned long long", "flags">, Stream<"stream">]>;
def cudaMemcpyToArray : Call<"Copies bytes to an array, row after row.",
    [Live<"cudaArray_t", "dst", "cudaErrorInvalidResourceHandle">, Within<"wOffset">, Within<"hOffset">,
     NotNull<"const void *", "src">,
     Within<"count">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaMemcpyFromArray : Call<"Copies bytes from an array, row after row.",
    [NotNull<"void *", "dst">, Live<"cudaArray_const_t", "src", "cudaErrorInvalidResourceHandle">,
     Within<"wOffset">, Within<"hOffset">,
     Within<"count">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaMemcpyToArrayAsync : Call<"Copies bytes to an array in a stream.",
    [Live<"cudaArray_t", "dst", "cudaErrorInvalidResourceHandle">, Within<"wOffset">, Within<"hOffset">,
     NotNull<"const void *", "src">,
     Within<"count">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">, Stream<"stream", "0">]>;
def cudaMemcpyFromArrayAsync : Call<"Copies bytes from an array in a stream.",
    [NotNull<"void *", "dst">, Live<"cudaArray_const_t", "src", "cudaErrorInvalidResourceHandle">,
     Within<"wOffset">, Within<"hOffset">,
     Within<"count">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">, Stream<"stream", "0">]>;
def cudaMemcpyArrayToArray : Call<"Copies bytes between arrays.",
    [Live<"cudaArray_t", "dst", "cudaErrorInvalidResourceHandle">, Within<"wOffsetDst">, Within<"hOffsetDst">,
     Live<"cudaArray_const_t", "src", "cudaErrorInvalidResourceHandle">,
     Within<"wOffsetSrc">, Within<"hOffsetSrc">, Within<"count">,
     P<"cudaMemcpyKind", "kind", "cudaMemcpyDeviceToDevice">]>;
def make_cudaPitchedPtr : Function<"cudaPitchedPtr", [NotNull<"void *", "d">, P<"size_t", "p">, P<"size_t", "xsz">,
    P<"size_t", "ysz">]> {
  let Summary = "Makes a cudaPitchedPtr."; let ByHand = 1;
}
def make_cudaPos : Function<"cudaPos", [P<"size_t", "x">, P<"size_t", "y">, P<"size_t", "z">]> {
  let Summary = "Makes a cudaPos."; let ByHand = 1;
}
def make_cudaExtent : Function<"cudaExtent", [P<"size_t", "w">, P<"size_t", "h">, P<"size_t", "d">]> {
  let Summary = "Makes a cudaExtent."; let ByHand = 1;
}
}

def StreamOrderedMemory : Section<"Stream Ordered Memory Allocator">;
let In = StreamOrderedMemory, Cpu = Implemented, OpenCL = Implemented in {
def cudaMallocAsync : Call<"Allocates device memory in a stream.",
    [NotNull<"void **", "devPtr">, Room<"size">, Stream<"hStream">]>;
def cudaFreeAsync : Call<"Frees device memory in a stream.",
    [Whole<"void *", "devPtr">, Stream<"hStream">]>;
def cudaMallocFromPoolAsync : Call<"Allocates device memory from a pool in a stream.",
    [NotNull<"void **", "ptr">, Room<"size">, Live<"cudaMemPool_t", "memPool">, Stream<"stream">]>;
def cudaDeviceGetDefaultMemPool : Call<"Gives the default pool of a device.",
    [NotNull<"cudaMemPool_t *", "memPool">, DeviceNumber<"device">]>;
def cudaDeviceGetMemPool : Call<"Gives the current pool of a device.",
    [NotNull<"cudaMemPool_t *", "memPool">, DeviceNumber<"device">]>;
def cudaDeviceSetMemPool : Call<"Sets the current pool of a device.",
    [DeviceNumber<"device">, Live<"cudaMemPool_t", "memPool">]>;
def cudaMemGetDefaultMemPool : Call<"Gives the default pool of a place.",
    [NotNull<"cudaMemPool_t *", "memPool">, NotNull<"cudaMemLocation *", "location">,
     OneOf<"cudaMemAllocationType", "type">]>;
def cudaMemGetMemPool : Call<"Gives the current pool of a place.",
    [NotNull<"cudaMemPool_t *", "memPool">, NotNull<"cudaMemLocation *", "location">,
     OneOf<"cudaMemAllocationType", "type">]>;
def cudaMemSetMemPool : Call<"Sets the current pool of a place.",
    [NotNull<"cudaMemLocation *", "location">, OneOf<"cudaMemAllocationType", "type">, Live<"cudaMemPool_t", "memPool">]>;
def cudaMemPoolCreate : Call<"Creates a pool.",
    [NotNull<"cudaMemPool_t *", "memPool">, NotNull<"const cudaMemPoolProps *", "poolProps">]> { let Note = "Pools of NUMA nodes take memory where the system gives it. Only pools of the CPU's devices are shared, by file descriptors."; }
def cudaMemPoolDestroy : Call<"Destroys a pool.",
    [Live<"cudaMemPool_t", "memPool">]>;
def cudaMemPoolTrimTo : Call<"Gives unused memory of a pool back.",
    [Live<"cudaMemPool_t", "memPool">, P<"size_t", "minBytesToKeep">]>;
def cudaMemPoolGetAttribute : Call<"Gives an attribute of a pool.",
    [Live<"cudaMemPool_t", "memPool">, P<"cudaMemPoolAttr", "attr">, NotNull<"void *", "value">]>;
def cudaMemPoolSetAttribute : Call<"Sets an attribute of a pool.",
    [Live<"cudaMemPool_t", "memPool">, OneOf<"cudaMemPoolAttr", "attr", "cudaMemPoolAttrReleaseThreshold">,
     NotNull<"void *", "value">]>;
def cudaMemPoolGetAccess : Call<"Tells how a place may use a pool.",
    [NotNull<"cudaMemAccessFlags *", "flags">, Live<"cudaMemPool_t", "memPool">, NotNull<"cudaMemLocation *", "location">]>;
def cudaMemPoolSetAccess : Call<"Sets how places may use a pool.",
    [Live<"cudaMemPool_t", "memPool">, NotNull<"const cudaMemAccessDesc *", "descList">, P<"size_t", "count">]>;
let OpenCL = Unsupported, Note = "OpenCL devices share no memory between processes." in {
def cudaMemPoolExportToShareableHandle : Call<"Makes a handle of a pool for another process.",
    [NotNull<"void *", "shareableHandle">, Live<"cudaMemPool_t", "memPool">,
     OneOf<"cudaMemAllocationHandleType", "handleType", "cudaMemHandleTypePosixFileDescriptor">,
     Flags<"unsigned int", "flags">]>;
def cudaMemPoolImportFromShareableHandle : Call<"Opens a pool of another process.",
    [NotNull<"cudaMemPool_t *", "memPool">, Refusing<"void *", "shareableHandle", "(void *)-1", "cudaErrorInvalidValue">,
     OneOf<"cudaMemAllocationHandleType", "handleType", "cudaMemHandleTypePosixFileDescriptor">,
     Flags<"unsigned int", "flags">]>;
def cudaMemPoolExportPointer : Call<"Makes a handle of an allocation for another process.",
    [NotNull<"cudaMemPoolPtrExportData *", "exportData">, Whole<"void *", "ptr">]>;
def cudaMemPoolImportPointer : Call<"Opens an allocation of another process.",
    [NotNull<"void **", "ptr">, Live<"cudaMemPool_t", "memPool">, NotNull<"cudaMemPoolPtrExportData *", "exportData">]>;
}
}

def UnifiedAddressing : Section<"Unified Addressing">;
let In = UnifiedAddressing, Cpu = Implemented, OpenCL = Implemented in {
def cudaPointerGetAttributes : Call<"Tells what a pointer points to.",
    [NotNull<"cudaPointerAttributes *", "attributes">, NotNull<"const void *", "ptr">]>;
}

def InterprocessCommunication : Section<"Interprocess Communication">;
let In = InterprocessCommunication, Cpu = Implemented, OpenCL = Unsupported,
    Note = "OpenCL devices share no memory between processes." in {
def cudaIpcGetEventHandle : Call<"Makes a handle of an event for another process.",
    [P<"cudaIpcEventHandle_t *", "handle">, Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaIpcOpenEventHandle : Call<"Opens an event of another process.",
    [NotNull<"cudaEvent_t *", "event">, P<"cudaIpcEventHandle_t", "handle">]>;
def cudaIpcGetMemHandle : Call<"Makes a handle of device memory for another process.",
    [NotNull<"cudaIpcMemHandle_t *", "handle">, Owned<"void *", "devPtr">]>;
def cudaIpcOpenMemHandle : Call<"Opens device memory of another process.",
    [NotNull<"void **", "devPtr">, P<"cudaIpcMemHandle_t", "handle">, Flags<"unsigned int", "flags">]>;
def cudaIpcCloseMemHandle : Call<"Closes device memory of another process.",
    [Whole<"void *", "devPtr">]>;
}
