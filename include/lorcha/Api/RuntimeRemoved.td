// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that CUDA dropped long ago and that Lorcha still knows.

def Removed : Section<"Removed from CUDA">;
let In = Removed, Cpu = Implemented, OpenCL = Implemented in {
def cudaConfigureCall : Call<"Configures the launch that cudaLaunch makes next.",
    [P<"dim3", "gridDim">, P<"dim3", "blockDim">, P<"size_t", "sharedMem", "0">, P<"cudaStream_t", "stream", "0">]> {
  let RefusesNothing = 1; // the launch does
}
def cudaSetupArgument : Call<"Gives an argument of the launch that cudaLaunch makes next.",
    [NotNull<"const void *", "arg">, P<"size_t", "size">, P<"size_t", "offset">]>;
def cudaLaunch : Call<"Launches a kernel with the configuration and arguments given before.",
    [Refusing<"const void *", "func", "kernel()", "cudaErrorMissingConfiguration">]>;
def cudaSetDoubleForDevice : Call<"Converted numbers for devices that have no double.",
    [NotNull<"double *", "d">]>;
def cudaSetDoubleForHost : Call<"Converted numbers from devices that have no double.",
    [NotNull<"double *", "d">]>;
}
let In = Removed in {
def cudaGetDeviceProperties_v2 : Deprecated<"cudaGetDeviceProperties">;
def cudaStreamGetCaptureInfo_v2 : Deprecated<"cudaStreamGetCaptureInfo">;
}
