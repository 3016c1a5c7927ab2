# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Products of fragments (nvcuda::wmma) in random kernels: of halves, bfloat16s and bytes, in all shapes and layouts. The numbers are
small and whole, so every sum is exact.
"""
from program import Text

INCLUDE = "#include <mma.h>\n"
SHAPES = [(16, 16, 16), (32, 8, 16), (8, 32, 16)]
# Element, its type in memory, what makes one of a number, sums.
ELEMENTS = [("__half", "__half", "__float2half((float)({x}))", ("float", "__half")),
            ("__nv_bfloat16", "__nv_bfloat16", "__float2bfloat16((float)({x}))", ("float",)),
            ("signed char", "signed char", "(signed char)({x})", ("int",)), ("unsigned char", "unsigned char", "(unsigned char)({x})", ("int",))]


class MatrixMaker:
    """Statements for places where all threads of the block come by, in whole warps."""

    def matrix_product(self):
        m, n, k = self.random.choice(SHAPES)
        element, kind, made, sums = self.random.choice(ELEMENTS)
        sum_kind = self.random.choice(sums)
        layouts = [self.random.choice(["row_major", "col_major"]) for _ in range(3)]
        left, right = self.array("left", m * k, kind=f"__align__(32) {kind}"), self.array("right", k * n, kind=f"__align__(32) {kind}")
        sums_name = self.array("sums", self.threads // 32 * m * n, kind=f"__align__(32) {sum_kind}")
        i, target, value, rounds = self.fresh("i"), self.variable(), self.uniform(1), self.random.randrange(1, 3)
        fill = [(left, m * k, 7), (right, k * n, 5)]
        cuda, python = [], []
        for name, size, factor in fill:
            number = f"({i} * {factor}u + {i} / 8u + {value.cuda}) & 3u"
            cuda += [f"for (unsigned {i} = tid; {i} < {size}; {i} += {self.threads})", f"  {name}[{i}] = {made.format(x=number)};"]
            python += [f"for {i} in range(tid, {size}, {self.threads}): {name}[{i}] = ({i} * {factor} + {i} // 8 + {value.python}) & 3"]
        cuda += ["__syncthreads();"] + self.multiplied(f"{m}, {n}, {k}", (m, n, k), element, sum_kind, layouts, (left, right, sums_name), rounds)
        strides = [(k, 1) if layouts[0] == "row_major" else (1, m), (n, 1) if layouts[1] == "row_major" else (1, k),
                   (n, 1) if layouts[2] == "row_major" else (1, m)]
        at = [f"{{}} * {down} + {{}} * {right}" for down, right in strides]
        row, column, inner = (self.fresh("i") for _ in range(3))
        product = (f"{left}[{at[0].format(row, inner)}] * {right}[{at[1].format(inner, column)}]")
        python += ["yield ('barrier',)", f"for {i} in range(tid % 32, {m * n}, 32):", f"  {row}, {column} = {i} // {n}, {i} % {n}",
                   f"  {sums_name}[tid // 32 * {m * n} + {at[2].format(row, column)}] = "
                   f"{rounds} * sum({product} for {inner} in range({k})) + tid // 32 + 1"]
        place = f"tid / 32 * {m * n} + {target.cuda} % {m * n}", f"tid // 32 * {m * n} + {target.python} % {m * n}"
        read = f"__half2float({sums_name}[{place[0]}])" if sum_kind == "__half" else f"{sums_name}[{place[0]}]"
        cuda += ["__syncthreads();", f"{target.cuda} = {target.cuda} * 3u + (unsigned){read};", "__syncthreads();"]
        python += ["yield ('barrier',)", f"{target.python} = ({target.python} * 3 + {sums_name}[{place[1]}]) & M", "yield ('barrier',)"]
        return [Text("\n".join(cuda), "\n".join(python))]

    def multiplied(self, shape, sizes, element, sum_kind, layouts, names, rounds):
        """CUDA of what a warp does."""
        (m, n, k), (left, right, sums) = sizes, names
        strides = [k if layouts[0] == "row_major" else m, n if layouts[1] == "row_major" else k, n if layouts[2] == "row_major" else m]
        begin = "(float)(tid / 32 + 1)" if sum_kind != "int" else "(int)(tid / 32 + 1)"
        return (["{", f"  nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, {shape}, {element}, nvcuda::wmma::{layouts[0]}> a_part;",
                 f"  nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, {shape}, {element}, nvcuda::wmma::{layouts[1]}> b_part;",
                 f"  nvcuda::wmma::fragment<nvcuda::wmma::accumulator, {shape}, {sum_kind}> sum_part;",
                 f"  nvcuda::wmma::fill_fragment(sum_part, {begin});",
                 f"  nvcuda::wmma::load_matrix_sync(a_part, {left}, {strides[0]});",
                 f"  nvcuda::wmma::load_matrix_sync(b_part, {right}, {strides[1]});"] +
                ["  nvcuda::wmma::mma_sync(sum_part, a_part, b_part, sum_part);"] * rounds +
                [f"  nvcuda::wmma::store_matrix_sync({sums} + tid / 32 * {m * n}, sum_part, {strides[2]}, nvcuda::wmma::mem_{layouts[2]});", "}"])
