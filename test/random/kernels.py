# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random device functions and kernels as wholes: how they print themselves as CUDA C++ and as Python."""
from dataclasses import dataclass, field

from cells import cell_declarations
from program import Expr, block_cuda, block_python


@dataclass
class Function:
    """A device function of unsigned values; parameters that references names are passed by reference. Kind: plain, later
    (defined behind the kernel), static or method (of a struct). Needs: what callers must come to it with: nothing, "block" (all
    threads of the block) or "lanes" (whole warps)."""
    name: str
    parameters: list
    references: list
    body: list
    result: Expr
    as_template: bool = False
    kind: str = "plain"
    needs: str = ""

    def callee(self):
        return {"static": f"Class_{self.name}::{self.name}", "method": f"object_{self.name}.{self.name}"}.get(self.kind, self.name)

    def head(self):
        spelled = [f"unsigned {'&' if each in self.references else ''}{each}" for each in self.parameters]
        head = "template <unsigned Tag> " if self.as_template else ""
        static = "static " if self.kind == "static" else ""
        return f"{head}__device__ {static}unsigned {self.name}({', '.join(['unsigned tid', 'unsigned *sh'] + spelled)})"

    def declaration(self):
        """What stands before the kernel."""
        return f"{self.head()};\n" if self.kind == "later" else self.cuda()

    def returned(self, result):
        """A return in Python: with what references have become."""
        return f"return ({', '.join([result] + self.references)},)"

    def cuda(self):
        text = f"{self.head()} {{\n  unsigned r = 0;\n{block_cuda(self.body, '  ')}  return {self.result.cuda};\n}}\n"
        return f"struct Class_{self.name} {{\n{text}}};\n" if self.kind in ("static", "method") else text

    def python(self):
        return (f"def {self.name}(tid, sh, {', '.join(self.parameters)}):\n  r = 0\n{block_python(self.body, '  ')}"
                f"  {self.returned('(' + self.result.python + ')')}\n  yield\n")


@dataclass
class Kernel:
    """typed: (name, Kind, initial Expr) of variables of other types. cells, arrays: what the block has in shared memory besides: names
    of cells, and (declaration, name in Python, number of elements). plain: the kernel waits for nobody and shares nothing; tid is
    then the thread's number in the grid, in x. template: the kernel is one, of a number that it may read. direct: the launch tells
    the translator how large blocks are. on_opencl: whether it has an OpenCL form. meets: it has a barrier of libcu++. cooperative: all
    blocks wait for each other. launches: how often it runs; each time but the first on what the last left. images: it has a parameter
    for textures and surfaces. launches_children, has_matrices, has_tables: what the program needs."""
    seed: int
    grid: int
    block: tuple
    functions: list
    variables: list     # (cuda name, python name, initial Expr)
    prologue: str       # CUDA declarations besides the variables
    python_prologue: str
    body: list
    dynamic_shared: bool = False
    typed: list = field(default_factory=list)
    cells: list = field(default_factory=list)
    arrays: list = field(default_factory=list)
    plain: bool = False
    template: int = 0
    direct: bool = False
    on_opencl: bool = True
    meets: bool = False
    cooperative: bool = False
    launches: int = 1
    images: bool = False
    launches_children: bool = False
    has_matrices: bool = False
    has_tables: bool = False

    @property
    def threads(self):
        return self.block[0] * self.block[1] * self.block[2]

    @property
    def written_width(self):
        """How many elements of the written surface a block may write."""
        return self.grid * self.block[0] if self.plain else self.threads

    def number(self, thread, block):
        return block * self.block[0] + thread % self.block[0] if self.plain else thread

    def callee(self):
        return f"kernel{self.seed}<{self.template}>" if self.template else f"kernel{self.seed}"

    def place(self):
        """Where in the output a thread's words begin, as a factor of their number."""
        return ("tid", "tid") if self.plain else (f"(blockIdx.x * {self.threads} + tid)", f"(b * {self.threads} + tid)")

    def shared(self):
        """Declarations of shared memory, and what the first threads do to it."""
        if self.plain:
            return "  const unsigned tid = blockIdx.x * blockDim.x + threadIdx.x;\n", ""
        main = ("extern __shared__ unsigned dynamic[];\n  unsigned *sh = dynamic;" if self.dynamic_shared
                else f"__shared__ unsigned sh[{self.threads}];")
        objects = "".join(f"  __shared__ Class_{f.name} object_{f.name};\n" for f in self.functions if f.kind == "method")
        cells, cleared = cell_declarations(self.cells)
        arrays = "".join(f"  {declaration}\n" for declaration, _, _ in self.arrays)
        if self.meets:
            arrays += "  __shared__ cuda::barrier<cuda::thread_scope_block> meeting;\n"
            cleared += "  if (tid == 0)\n    init(&meeting, blockDim.x * blockDim.y * blockDim.z);\n"
        is_row = self.block[1] * self.block[2] == 1 and self.seed % 2 == 0
        place = "threadIdx.x" if is_row else "threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)"
        return (f"  {main}\n  __shared__ unsigned counters[4];\n{objects}{cells}{arrays}  const unsigned tid = {place};\n",
                f"{cleared}  if (tid < 4)\n    counters[tid] = 0;\n  __syncthreads();\n")

    def cuda(self):
        names = "".join(f"  {cuda} = {initial.cuda};\n" if "." in cuda else f"  unsigned {cuda} = {initial.cuda};\n"
                        for cuda, _, initial in self.variables)
        names += "".join(f"  {kind.cuda} {variable} = {initial.cuda};\n" for variable, kind, initial in self.typed)
        stores = "".join(f"  out[{self.place()[0]} * {len(self.variables)} + {n}] = {cuda};\n" for n, (cuda, _, _) in enumerate(self.variables))
        declared, cleared = self.shared()
        head = "template <unsigned N> " if self.template else ""
        return ("".join(f.declaration() for f in self.functions) +
                f"{head}__global__ void kernel{self.seed}(const unsigned *in, unsigned *out, Totals *totals, unsigned u"
                f"{', Images images' if self.images else ''}) {{\n"
                f"  unsigned *const sum = totals->sum;\n{declared}{self.prologue}{names}{cleared}"
                f"{block_cuda(self.body, '  ')}{stores}}}\n" +
                "".join(f.cuda() for f in self.functions if f.kind == "later"))

    def python(self):
        names = "".join(f"  {python} = {initial.python}\n" for _, python, initial in self.variables)
        names += "".join(f"  {variable} = {initial.python}\n" for variable, _, initial in self.typed)
        stores = "".join(f"  out[{self.place()[1]} * {len(self.variables)} + {n}] = {python}\n" for n, (_, python, _) in enumerate(self.variables))
        arrays = "".join(f"  {name} = arrays['{name}']\n" for _, name, _ in self.arrays)
        cleared = "  if tid == 0: cells.clear()\n  if tid < 4: counters[tid] = 0\n  yield ('barrier',)\n" if not self.plain else ""
        return ("".join(f.python() for f in self.functions) +
                "def thread(tid, b, linear, sh, counters, cells, arrays, data, out, sum_, totals, u):\n"
                f"  N = {self.template}\n  x, y, z = linear % {self.block[0]}, linear // {self.block[0]} % {self.block[1]}, linear // "
                f"{self.block[0] * self.block[1]}\n{arrays}{self.python_prologue}{names}{cleared}"
                f"{block_python(self.body, '  ')}{stores}  return\n  yield\n")
