// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Textures and surfaces in device code. They are templates, written by hand in
// runtime/include/lorcha/textures.h; OpenCL C is lowered from their bodies.

def TextureFunctions : Section<"Texture Functions">;
def SurfaceFunctions : Section<"Surface Functions">;

let In = TextureFunctions, Cpu = Implemented, OpenCL = Implemented in
  foreach N = ["tex1Dfetch", "tex1D", "tex2D", "tex3D", "texCubemap", "tex1DLayered", "tex2DLayered",
               "texCubemapLayered", "tex1DLod", "tex2DLod", "tex3DLod", "texCubemapLod", "tex1DLayeredLod",
               "tex2DLayeredLod", "texCubemapLayeredLod", "tex1DGrad", "tex2DGrad", "tex3DGrad", "tex1DLayeredGrad",
               "tex2DLayeredGrad", "tex2Dgather"] in
    def : ByHandBuiltin<N>;

let In = SurfaceFunctions, Does = Memory, Cpu = Implemented, OpenCL = Implemented in
  foreach N = ["surf1D", "surf2D", "surf3D", "surf1DLayered", "surf2DLayered", "surfCubemap", "surfCubemapLayered"] in
    foreach Access = ["read", "write"] in
      def : ByHandBuiltin<N # Access>;
