// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Textures and surfaces: objects, and the references of old.

def cudaTextureType1D : Constant<"0x01">;
def cudaTextureType2D : Constant<"0x02">;
def cudaTextureType3D : Constant<"0x03">;
def cudaTextureTypeCubemap : Constant<"0x0C">;
def cudaTextureType1DLayered : Constant<"0xF1">;
def cudaTextureType2DLayered : Constant<"0xF2">;
def cudaTextureTypeCubemapLayered : Constant<"0xFC">;
def cudaSurfaceType1D : Constant<"0x01">;
def cudaSurfaceType2D : Constant<"0x02">;
def cudaSurfaceType3D : Constant<"0x03">;
def cudaSurfaceTypeCubemap : Constant<"0x0C">;
def cudaSurfaceType1DLayered : Constant<"0xF1">;
def cudaSurfaceType2DLayered : Constant<"0xF2">;
def cudaSurfaceTypeCubemapLayered : Constant<"0xFC">;
def cudaTextureAddressMode : Enum<[
  E<"cudaAddressModeWrap", "0">,
  E<"cudaAddressModeClamp", "1">,
  E<"cudaAddressModeMirror", "2">,
  E<"cudaAddressModeBorder", "3">
]> { let Summary = "What a texture gives outside of its range."; }

def cudaTextureFilterMode : Enum<[
  E<"cudaFilterModePoint", "0">,
  E<"cudaFilterModeLinear", "1">
]> { let Summary = "Whether a texture interpolates."; }

def cudaTextureReadMode : Enum<[
  E<"cudaReadModeElementType", "0">,
  E<"cudaReadModeNormalizedFloat", "1">
]> { let Summary = "Whether a texture gives its elements or numbers in [0, 1] or [-1, 1]."; }

def cudaSurfaceBoundaryMode : Enum<[
  E<"cudaBoundaryModeZero", "0">,
  E<"cudaBoundaryModeClamp", "1">,
  E<"cudaBoundaryModeTrap", "2">
]> { let Summary = "What a surface does outside of its range."; }

def cudaSurfaceFormatMode : Enum<[
  E<"cudaFormatModeForced", "0">,
  E<"cudaFormatModeAuto", "1">
]> { let Summary = "Whether a surface converts."; }

def cudaResourceType : Enum<[
  E<"cudaResourceTypeArray", "0">,
  E<"cudaResourceTypeMipmappedArray", "1">,
  E<"cudaResourceTypeLinear", "2">,
  E<"cudaResourceTypePitch2D", "3">
]> { let Summary = "What lies under a texture or surface."; }

def cudaResourceViewFormat : Enum<[
  E<"cudaResViewFormatNone", "0x00">,
  E<"cudaResViewFormatUnsignedChar1", "0x01">,
  E<"cudaResViewFormatUnsignedChar2", "0x02">,
  E<"cudaResViewFormatUnsignedChar4", "0x03">,
  E<"cudaResViewFormatSignedChar1", "0x04">,
  E<"cudaResViewFormatSignedChar2", "0x05">,
  E<"cudaResViewFormatSignedChar4", "0x06">,
  E<"cudaResViewFormatUnsignedShort1", "0x07">,
  E<"cudaResViewFormatUnsignedShort2", "0x08">,
  E<"cudaResViewFormatUnsignedShort4", "0x09">,
  E<"cudaResViewFormatSignedShort1", "0x0a">,
  E<"cudaResViewFormatSignedShort2", "0x0b">,
  E<"cudaResViewFormatSignedShort4", "0x0c">,
  E<"cudaResViewFormatUnsignedInt1", "0x0d">,
  E<"cudaResViewFormatUnsignedInt2", "0x0e">,
  E<"cudaResViewFormatUnsignedInt4", "0x0f">,
  E<"cudaResViewFormatSignedInt1", "0x10">,
  E<"cudaResViewFormatSignedInt2", "0x11">,
  E<"cudaResViewFormatSignedInt4", "0x12">,
  E<"cudaResViewFormatHalf1", "0x13">,
  E<"cudaResViewFormatHalf2", "0x14">,
  E<"cudaResViewFormatHalf4", "0x15">,
  E<"cudaResViewFormatFloat1", "0x16">,
  E<"cudaResViewFormatFloat2", "0x17">,
  E<"cudaResViewFormatFloat4", "0x18">,
  E<"cudaResViewFormatUnsignedBlockCompressed1", "0x19">,
  E<"cudaResViewFormatUnsignedBlockCompressed2", "0x1a">,
  E<"cudaResViewFormatUnsignedBlockCompressed3", "0x1b">,
  E<"cudaResViewFormatUnsignedBlockCompressed4", "0x1c">,
  E<"cudaResViewFormatSignedBlockCompressed4", "0x1d">,
  E<"cudaResViewFormatUnsignedBlockCompressed5", "0x1e">,
  E<"cudaResViewFormatSignedBlockCompressed5", "0x1f">,
  E<"cudaResViewFormatUnsignedBlockCompressed6H", "0x20">,
  E<"cudaResViewFormatSignedBlockCompressed6H", "0x21">,
  E<"cudaResViewFormatUnsignedBlockCompressed7", "0x22">
]> { let Summary = "How the bits under a texture are read."; }

def cudaTextureObject_t : Typedef<"unsigned long long"> { let Summary = "A texture."; }
def cudaSurfaceObject_t : Typedef<"unsigned long long"> { let Summary = "A surface."; }
def cudaResourceDesc : Struct<[]> {
  let Summary = "What lies under a texture or surface.";
  let Body = [{
  enum cudaResourceType resType;
  union {
    struct {
      cudaArray_t array;
    } array;
    struct {
      cudaMipmappedArray_t mipmap;
    } mipmap;
    struct {
      void *devPtr;
      struct cudaChannelFormatDesc desc;
      size_t sizeInBytes;
    } linear;
    struct {
      void *devPtr;
      struct cudaChannelFormatDesc desc;
      size_t width;
      size_t height;
      size_t pitchInBytes;
    } pitch2D;
    struct {
      int reserved[32];
    } reserved;
  } res;
  unsigned int flags;
  }];
}

def cudaResourceViewDesc : Struct<[
  F<"enum cudaResourceViewFormat", "format">,
  F<"size_t", "width">,
  F<"size_t", "height">,
  F<"size_t", "depth">,
  F<"unsigned int", "firstMipmapLevel">,
  F<"unsigned int", "lastMipmapLevel">,
  F<"unsigned int", "firstLayer">,
  F<"unsigned int", "lastLayer">,
  F<"unsigned int", "reserved[16]">
]> {
  let Summary = "Which part of an array a texture shows, and how its bits are read.";
}

def cudaTextureDesc : Struct<[
  F<"enum cudaTextureAddressMode", "addressMode[3]">,
  F<"enum cudaTextureFilterMode", "filterMode">,
  F<"enum cudaTextureReadMode", "readMode">,
  F<"int", "sRGB">,
  F<"float", "borderColor[4]">,
  F<"int", "normalizedCoords">,
  F<"unsigned int", "maxAnisotropy">,
  F<"enum cudaTextureFilterMode", "mipmapFilterMode">,
  F<"float", "mipmapLevelBias">,
  F<"float", "minMipmapLevelClamp">,
  F<"float", "maxMipmapLevelClamp">,
  F<"int", "disableTrilinearOptimization">,
  F<"int", "seamlessCubemap">
]> {
  let Summary = "How a texture reads.";
}

def textureReference : Struct<[
  F<"int", "normalized">,
  F<"enum cudaTextureFilterMode", "filterMode">,
  F<"enum cudaTextureAddressMode", "addressMode[3]">,
  F<"struct cudaChannelFormatDesc", "channelDesc">,
  F<"int", "sRGB">,
  F<"unsigned int", "maxAnisotropy">,
  F<"enum cudaTextureFilterMode", "mipmapFilterMode">,
  F<"float", "mipmapLevelBias">,
  F<"float", "minMipmapLevelClamp">,
  F<"float", "maxMipmapLevelClamp">,
  F<"int", "disableTrilinearOptimization">,
  F<"enum cudaTextureReadMode", "readMode">,
  F<"unsigned long long", "boundObject", "the texture that device code reads; 0 if none is bound">
]> {
  let Summary = "A texture reference of old."; let LorchaName = "lorchaTextureReference";
}

def surfaceReference : Struct<[
  F<"struct cudaChannelFormatDesc", "channelDesc">,
  F<"unsigned long long", "boundObject", "the surface that device code uses; 0 if none is bound">
]> {
  let Summary = "A surface reference of old."; let LorchaName = "lorchaSurfaceReference";
}

def TextureObjects : Section<"Texture Object Management">;
let In = TextureObjects, Cpu = Implemented, OpenCL = Implemented in {
def cudaCreateTextureObject : Call<"Creates a texture.",
    [NotNull<"cudaTextureObject_t *", "pTexObject">, NotNull<"const cudaResourceDesc *", "pResDesc">,
     NotNull<"const cudaTextureDesc *", "pTexDesc">, P<"const cudaResourceViewDesc *", "pResViewDesc">]>;
def cudaDestroyTextureObject : Call<"Destroys a texture.",
    [Live<"cudaTextureObject_t", "texObject", "cudaErrorInvalidResourceHandle">]>;
def cudaGetTextureObjectResourceDesc : Call<"Tells what lies under a texture.",
    [P<"cudaResourceDesc *", "pResDesc">, Live<"cudaTextureObject_t", "texObject", "cudaErrorInvalidResourceHandle">]>;
def cudaGetTextureObjectTextureDesc : Call<"Tells how a texture reads.",
    [P<"cudaTextureDesc *", "pTexDesc">, Live<"cudaTextureObject_t", "texObject", "cudaErrorInvalidResourceHandle">]>;
def cudaGetTextureObjectResourceViewDesc : Call<"Tells which part of an array a texture shows.",
    [P<"cudaResourceViewDesc *", "pResViewDesc">,
     Live<"cudaTextureObject_t", "texObject", "cudaErrorInvalidResourceHandle">]>;
def cudaCreateChannelDesc : Function<"cudaChannelFormatDesc", [P<"int", "x">, P<"int", "y">, P<"int", "z">,
    P<"int", "w">, P<"cudaChannelFormatKind", "f">]> {
  let Summary = "Makes a cudaChannelFormatDesc of the bits of each component."; let RefusesNothing = 1;
}
def cudaGetChannelDesc : Call<"Gives the format of an array.",
    [NotNull<"cudaChannelFormatDesc *", "desc">, Live<"cudaArray_const_t", "array", "cudaErrorInvalidResourceHandle">]>;
}

def SurfaceObjects : Section<"Surface Object Management">;
let In = SurfaceObjects, Cpu = Implemented, OpenCL = Implemented in {
def cudaCreateSurfaceObject : Call<"Creates a surface.",
    [NotNull<"cudaSurfaceObject_t *", "pSurfObject">, NotNull<"const cudaResourceDesc *", "pResDesc">]>;
def cudaDestroySurfaceObject : Call<"Destroys a surface.",
    [Live<"cudaSurfaceObject_t", "surfObject", "cudaErrorInvalidResourceHandle">]>;
def cudaGetSurfaceObjectResourceDesc : Call<"Tells what lies under a surface.",
    [P<"cudaResourceDesc *", "pResDesc">, Live<"cudaSurfaceObject_t", "surfObject", "cudaErrorInvalidResourceHandle">]>;
}

def TextureReferences : Section<"Texture and Surface References (removed from CUDA 12)">;
let In = TextureReferences, Cpu = Implemented, OpenCL = Implemented in {
def cudaBindTexture : Call<"Binds memory to a texture reference.",
    [P<"size_t *", "offset">, NotNull<"const textureReference *", "texref">, NotNull<"const void *", "devPtr">,
     NotNull<"const cudaChannelFormatDesc *", "desc">, P<"size_t", "size">]>;
def cudaBindTexture2D : Call<"Binds rows of memory to a texture reference.",
    [P<"size_t *", "offset">, NotNull<"const textureReference *", "texref">, NotNull<"const void *", "devPtr">,
     NotNull<"const cudaChannelFormatDesc *", "desc">, P<"size_t", "width">, P<"size_t", "height">, P<"size_t", "pitch">]>;
def cudaBindTextureToArray : Call<"Binds an array to a texture reference.",
    [NotNull<"const textureReference *", "texref">, P<"cudaArray_const_t", "array">,
     NotNull<"const cudaChannelFormatDesc *", "desc">]>;
def cudaBindTextureToMipmappedArray : Call<"Binds an array with mipmaps to a texture reference.",
    [NotNull<"const textureReference *", "texref">, P<"cudaMipmappedArray_const_t", "mipmappedArray">,
     NotNull<"const cudaChannelFormatDesc *", "desc">]>;
def cudaUnbindTexture : Call<"Unbinds a texture reference.",
    [Refusing<"const textureReference *", "texref", "nullptr", "cudaErrorInvalidTexture">]>;
def cudaGetTextureAlignmentOffset : Call<"Gives the offset of a bound texture reference.",
    [NotNull<"size_t *", "offset">, Refusing<"const textureReference *", "texref", "nullptr", "cudaErrorInvalidTexture">]>;
def cudaGetTextureReference : Call<"Gives a texture reference.",
    [NotNull<"const textureReference **", "texref">,
     Refusing<"const void *", "symbol", "nullptr", "cudaErrorInvalidTexture">]>;
def cudaBindSurfaceToArray : Call<"Binds an array to a surface reference.",
    [NotNull<"const surfaceReference *", "surfref">, P<"cudaArray_const_t", "array">,
     NotNull<"const cudaChannelFormatDesc *", "desc">]>;
def cudaGetSurfaceReference : Call<"Gives a surface reference.",
    [NotNull<"const surfaceReference **", "surfref">, P<"const void *", "symbol">]>;
}
