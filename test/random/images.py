# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Textures and surfaces in random kernels: a few images whose content never changes, read in every address mode, by points and with
linear filtering, and a surface of the launch in which each thread writes an element of its own.

Coordinates are multiples of 1/1024 of a texel and texels small numbers, so that all that filtering adds up is exact. Weights are of
8 bits; the coordinates lie between two of them, but never halfway.
"""
import math
from dataclasses import dataclass

from program import Line, binary, constant, modulo
from values import signed

WIDTH, HEIGHT, DEPTH, LINE = 16, 8, 3, 200


def texel(x, y, z=0):
    return (x * 7 + y * 13 + x * y * 3 + z * 29) & 63


@dataclass(frozen=True)
class Plane:
    """How a texture reads the plane of floats."""
    name: str
    address: str
    filtering: str
    normalized: bool


PLANES = [Plane(f"{address.lower()}{filtering}", address, filtering, address in ("Wrap", "Mirror"))
          for address in ("Clamp", "Border", "Wrap", "Mirror") for filtering in ("Point", "Linear")]
BY_NAME = {plane.name: plane for plane in PLANES}


def place(address, index, size):
    """Which texel stands for index; None for none."""
    if address == "Clamp":
        return max(0, min(index, size - 1))
    if address == "Wrap":
        return index % size
    if address == "Mirror":
        index %= 2 * size
        return index if index < size else 2 * size - 1 - index
    return index if 0 <= index < size else None


def plane_at(address, x, y):
    x, y = place(address, x, WIDTH), place(address, y, HEIGHT)
    return 0 if x is None or y is None else texel(x, y)


def plane_read(name, x, y):
    """65536 times what a texture of the plane gives at x and y, in 1024ths of a texel."""
    plane = BY_NAME[name]
    if plane.filtering == "Point":
        return plane_at(plane.address, x >> 10, y >> 10) << 16
    x, y = x - 512, y - 512
    # Rounded to 8 bits.
    a, b = (math.floor((c & 1023) / 4 + 0.5) for c in (x, y))
    x, y = x >> 10, y >> 10
    return sum((256 - a if not dx else a) * (256 - b if not dy else b) * plane_at(plane.address, x + dx, y + dy) for dx in (0, 1) for dy in (0, 1))


def line_read(index):
    return index * 2654435761 & 0xFFFFFFFF if 0 <= index < LINE else 0


def byte_read(x, y):
    """A word of the four bytes at a place in 1024ths, which is clamped."""
    t = texel(place("Clamp", x >> 10, WIDTH), place("Clamp", y >> 10, HEIGHT))
    return t | (t * 2) << 8 | (t * 3) << 16 | (t * 4) << 24


def solid_read(x, y, z):
    """Of the volume, or the layers, of words."""
    return texel(place("Clamp", x >> 10, WIDTH), place("Clamp", y >> 10, HEIGHT), place("Clamp", z, DEPTH)) * 1000003


def surface_read(x, y, is_clamped):
    """Of the plane of floats, as a surface: by elements."""
    return plane_at("Clamp" if is_clamped else "Border", x, y)


class Written:
    """What a launch writes: width elements for each block."""

    def __init__(self, grid, width):
        self.grid, self.width = grid, width
        self.clear()

    def clear(self):
        self.values = [0] * (self.grid * self.width)

    def write(self, block, thread, value):
        self.values[block * self.width + thread] = value


class ImageMaker:
    """Statements that any thread may come to."""

    def image_step(self):
        self.images = True
        return self.random.choice([self.plane_step, self.plane_step, self.plane_step, self.line_step, self.byte_step, self.solid_step,
                                   self.surface_step, self.surface_write])()

    def added(self, cuda, python):
        target = self.variable()
        return Line(f"{target.cuda} += {cuda};", f"{target.python} = ({target.python} + {python}) & M")

    def coordinate(self, size, normalized):
        """Somewhere around an image of that size: CUDA, and Python in 1024ths."""
        value, low = modulo(self.expression(1), 1024 * (3 * size)), 1024 * size
        factor = f"{1 / 1024}f" if not normalized else f"{1 / 1024 / size!r}f"
        return f"(float)((int)({value.cuda} | 1u) - {low}) * {factor}", f"(({value.python} | 1) - {low})"

    def plane_step(self):
        plane = self.random.choice(PLANES)
        x, y = self.coordinate(WIDTH, plane.normalized), self.coordinate(HEIGHT, plane.normalized)
        place = f"images.{plane.name}, {x[0]}, {y[0]}"
        read = self.random.choice([f"tex2D<float>({place})", f"tex2DLod<float>({place}, 0.0f)"])
        return self.added(f"(unsigned)({read} * 65536.0f)", f"plane_read('{plane.name}', {x[1]}, {y[1]})")

    def line_step(self):
        index = modulo(self.expression(1), LINE + 20)
        return self.added(f"tex1Dfetch<unsigned>(images.line, (int){index.cuda} - 10)", f"line_read({index.python} - 10)")

    def byte_step(self):
        x, y, bytes_ = self.coordinate(WIDTH, False), self.coordinate(HEIGHT, False), self.fresh("bytes")
        if self.random.random() < 0.5:
            text = f"const uchar4 {bytes_} = tex2D<uchar4>(images.bytes, {x[0]}, {y[0]});"
            made = f"({bytes_}.x | {bytes_}.y << 8 | {bytes_}.z << 16 | (unsigned){bytes_}.w << 24)"
        else:
            text = f"const float4 {bytes_} = tex2D<float4>(images.parts, {x[0]}, {y[0]});"
            made = " | ".join(f"(unsigned)({bytes_}.{member} * 255.0f + 0.5f) << {8 * i}" for i, member in enumerate("xyzw"))
        line = self.added(f"({made})", f"byte_read({x[1]}, {y[1]})")
        return Line(f"{{ {text} {line.in_cuda} }}", line.in_python)

    def solid_step(self):
        x, y, z = self.coordinate(WIDTH, False), self.coordinate(HEIGHT, False), modulo(self.expression(1), DEPTH + 2)
        read = self.random.choice([f"tex3D<unsigned>(images.volume, {x[0]}, {y[0]}, (float){z.cuda} + 0.5f)",
                                   f"tex2DLayered<unsigned>(images.layers, {x[0]}, {y[0]}, (int){z.cuda})"])
        return self.added(read, f"solid_read({x[1]}, {y[1]}, {z.python})")

    def surface_step(self):
        x, y = modulo(self.expression(1), WIDTH + 6), modulo(self.expression(1), HEIGHT + 6)
        is_clamped = self.random.random() < 0.5
        mode = "Clamp" if is_clamped else "Zero"
        return self.added(f"(unsigned)surf2Dread<float>(images.surface, ((int){x.cuda} - 3) * 4, (int){y.cuda} - 3, cudaBoundaryMode{mode})",
                          f"surface_read({x.python} - 3, {y.python} - 3, {is_clamped})")

    def surface_write(self):
        value = binary("+", self.expression(1), constant(self.random.randrange(9)))
        return Line(f"surf2Dwrite({value.cuda}, images.written, (int)tid * 4, blockIdx.x);", f"written.write(b, tid, {value.python})")


# What a program finds before its kernels if they have images.
DECLARATIONS = """struct Images {
  cudaTextureObject_t line, bytes, parts, volume, layers;
  cudaTextureObject_t %s;
  cudaSurfaceObject_t surface, written;
};
static unsigned texel(int x, int y, int z) { return (x * 7 + y * 13 + x * y * 3 + z * 29) & 63; }
template <class T> static cudaArray_t imageOf(int depth, unsigned flags, T (*make)(unsigned)) {
  static T cells[%d * %d * %d];
  for (int i = 0; i < %d * %d * depth; ++i)
    cells[i] = make(texel(i %% %d, i / %d %% %d, i / %d));
  cudaChannelFormatDesc format = cudaCreateChannelDesc<T>();
  cudaArray_t made;
  cudaMemcpy3DParms copy = {};
  copy.extent = make_cudaExtent(%d, %d, depth);
  cudaMalloc3DArray(&made, &format, depth > 1 ? copy.extent : make_cudaExtent(%d, %d, 0), flags);
  copy.srcPtr = make_cudaPitchedPtr(cells, %d * sizeof(T), %d, %d);
  copy.dstArray = made;
  copy.kind = cudaMemcpyHostToDevice;
  cudaMemcpy3D(&copy);
  return made;
}
static cudaTextureObject_t textureOf(cudaArray_t image, cudaTextureAddressMode address = cudaAddressModeClamp,
                                     cudaTextureFilterMode filter = cudaFilterModePoint, bool normalized = false,
                                     cudaTextureReadMode read = cudaReadModeElementType) {
  cudaResourceDesc what = {};
  what.resType = cudaResourceTypeArray;
  what.res.array.array = image;
  cudaTextureDesc how = {};
  how.addressMode[0] = how.addressMode[1] = how.addressMode[2] = address;
  how.filterMode = filter;
  how.readMode = read;
  how.normalizedCoords = normalized;
  cudaTextureObject_t made = 0;
  cudaCreateTextureObject(&made, &what, &how, nullptr);
  return made;
}
static cudaSurfaceObject_t surfaceOf(cudaArray_t image) {
  cudaResourceDesc what = {};
  what.resType = cudaResourceTypeArray;
  what.res.array.array = image;
  cudaSurfaceObject_t made = 0;
  cudaCreateSurfaceObject(&made, &what);
  return made;
}
static Images constantImages() {
  Images made;
  static unsigned words[%d];
  for (unsigned i = 0; i < %d; ++i)
    words[i] = i * 2654435761u;
  cudaResourceDesc what = {};
  what.resType = cudaResourceTypeLinear;
  cudaMalloc(&what.res.linear.devPtr, sizeof words);
  cudaMemcpy(what.res.linear.devPtr, words, sizeof words, cudaMemcpyHostToDevice);
  what.res.linear.desc = cudaCreateChannelDesc<unsigned>();
  what.res.linear.sizeInBytes = sizeof words;
  cudaTextureDesc how = {};
  how.readMode = cudaReadModeElementType;
  cudaCreateTextureObject(&made.line, &what, &how, nullptr);
  const cudaArray_t bytes = imageOf<uchar4>(1, 0, [](unsigned t) { return make_uchar4(t, t * 2, t * 3, t * 4); });
  made.bytes = textureOf(bytes);
  made.parts = textureOf(bytes, cudaAddressModeClamp, cudaFilterModePoint, false, cudaReadModeNormalizedFloat);
  made.volume = textureOf(imageOf<unsigned>(%d, 0, [](unsigned t) { return t * 1000003u; }));
  made.layers = textureOf(imageOf<unsigned>(%d, cudaArrayLayered, [](unsigned t) { return t * 1000003u; }));
  const cudaArray_t plane = imageOf<float>(1, cudaArraySurfaceLoadStore, [](unsigned t) { return (float)t; });
  made.surface = surfaceOf(plane);
%s  return made;
}
/// Launches with images of which one is written, which becomes words behind the kernel's.
template <class LaunchT> static void withImages(unsigned *words, unsigned width, unsigned height, LaunchT launch) {
  static const Images made = constantImages();
  cudaChannelFormatDesc format = cudaCreateChannelDesc<unsigned>();
  cudaArray_t array;
  cudaMallocArray(&array, &format, width, height, cudaArraySurfaceLoadStore);
  unsigned *zeros = (unsigned *)std::calloc(width * height, 4);
  cudaMemcpy2DToArray(array, 0, 0, zeros, width * 4, width * 4, height, cudaMemcpyHostToDevice);
  Images images = made;
  images.written = surfaceOf(array);
  launch(images);
  cudaMemcpy2DFromArray(words, width * 4, array, 0, 0, width * 4, height, cudaMemcpyDefault);
  cudaDestroySurfaceObject(images.written);
  cudaFreeArray(array);
  std::free(zeros);
}
""" % (", ".join(plane.name for plane in PLANES), WIDTH, HEIGHT, DEPTH, WIDTH, HEIGHT, WIDTH, WIDTH, HEIGHT, WIDTH * HEIGHT, WIDTH, HEIGHT, WIDTH,
       HEIGHT, WIDTH, WIDTH, HEIGHT, LINE, LINE, DEPTH, DEPTH,
       "".join(f"  made.{p.name} = textureOf(plane, cudaAddressMode{p.address}, cudaFilterMode{p.filtering}, {str(p.normalized).lower()});\n"
               for p in PLANES))
