# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Memory of other kinds and in other pieces in random kernels: constants, tables and variables of the device, loads of vectors and
through __ldg and its kin, bytes and halves of words in shared memory, shared vectors. Helpers here are in scope of a kernel's Python form.
"""
from program import Expr, Line, Text, modulo

SIZE = 64
CONSTANTS = [(i * 40503 ^ 0x5A5A) & 0xFFFFFFFF for i in range(SIZE)]
COPIED = [i * i * 77 + 5 for i in range(SIZE)]      # written by the host
SHORTS = [(i * 1237) % 65536 - 32768 for i in range(SIZE)]
ROWS = [[(i * 31 + k * 7) % 97 for k in range(4)] for i in range(SIZE // 4)]


def short_word(index):
    return SHORTS[index] & 0xFFFFFFFF


def listed(values):
    return "{" + ", ".join(map(str, values)) + "}"


# What a program finds before its kernels if they have these.
DECLARATIONS = f"""__constant__ unsigned constants[{SIZE}] = {listed(f"{value}u" for value in CONSTANTS)};
__constant__ unsigned copied[{SIZE}];
__device__ const short shorts[{SIZE}] = {listed(SHORTS)};
struct TableRow {{
  unsigned char parts[4];
  __device__ unsigned word() const {{ return parts[0] | parts[1] << 8 | parts[2] << 16 | (unsigned)parts[3] << 24; }}
}};
static __constant__ TableRow tableRows[{SIZE // 4}] = {listed(listed([listed(row)]) for row in ROWS)};
static void fillTables() {{
  unsigned values[{SIZE}];
  for (unsigned i = 0; i < {SIZE}; ++i)
    values[i] = i * i * 77 + 5;
  cudaMemcpyToSymbol(copied, values, sizeof values);
}}
"""


class MemoryMaker:
    """Expressions of constants, and statements without barriers."""

    def leaf(self):
        return self.table_entry() if self.random.random() < 0.06 else super().leaf()

    def table_entry(self):
        index = modulo(self.variable() if self.random.random() < 0.7 else self.uniform(1), SIZE)
        self.has_tables = True
        pick = self.random.randrange(4)
        if pick == 0:
            return Expr(f"constants[{index.cuda}]", f"CONSTANTS[{index.python}]", False)
        if pick == 1:
            return Expr(f"copied[{index.cuda}]", f"COPIED[{index.python}]", False)
        if pick == 2:
            return Expr(f"(unsigned)shorts[{index.cuda}]", f"short_word({index.python})", False)
        return Expr(f"tableRows[{index.cuda} / 4u].parts[{index.cuda} % 4u]", f"ROWS[{index.python} // 4][{index.python} % 4]", False)

    def memory_step(self):
        makers = [self.vector_load, self.hinted_load, self.row_word]
        if self.phase != "plain":
            makers += [self.part_load, self.part_load]
        if self.phase == "write":
            makers += [self.part_store, self.part_store]
        return self.random.choice(makers)()

    def added_word(self, cuda, python):
        target = self.variable()
        return Line(f"{target.cuda} += {cuda};", f"{target.python} = ({target.python} + {python}) & M")

    def row_word(self):
        self.has_tables = True
        index = modulo(self.expression(1), SIZE // 4)
        return self.added_word(f"tableRows[{index.cuda}].word()", f"int.from_bytes(ROWS[{index.python}], 'little')")

    def vector_load(self):
        """Two or four words of the input at once."""
        count = 4 if self.words() >= 4 and self.random.random() < 0.6 else 2
        if self.words() < count:
            return self.hinted_load()
        index, made = modulo(self.expression(1), self.words() // count), self.fresh("q")
        kind = f"uint{count}"
        load = self.random.choice([f"reinterpret_cast<const {kind} *>(in)[{index.cuda}]", f"*(const {kind} *)(in + {count} * {index.cuda})",
                                   f"__ldg((const {kind} *)in + {index.cuda})"])
        line = self.added_word(f"({' ^ '.join(f'{made}.{member} * {i + 1}u' for i, member in enumerate('xyzw'[:count]))})",
                               f"({' ^ '.join(f'(data[{made} * {count} + {i}] * {i + 1} & M)' for i in range(count))})")
        return Line(f"{{ const {kind} {made} = {load}; {line.in_cuda} }}", f"{made} = {index.python}\n{line.in_python}")

    def hinted_load(self):
        index = modulo(self.expression(1), self.words())
        way = self.random.choice(["__ldg", "__ldcg", "__ldca", "__ldcs"])
        return self.added_word(f"{way}(in + {index.cuda})", f"data[{index.python}]")

    def part_load(self):
        """A byte or a half of the thread's own word, as numbers with or without a sign."""
        kind, bits = self.random.choice([("unsigned char", 8), ("signed char", 8), ("unsigned short", 16), ("short", 16)])
        index = modulo(self.expression(1), 32 // bits)
        python = f"(sh[tid] >> {bits} * {index.python} & {(1 << bits) - 1})"
        python = f"(signed({python}, {bits}) & M)" if "unsigned" not in kind else python
        return self.added_word(f"(unsigned)reinterpret_cast<const {kind} *>(sh)[tid * {32 // bits}u + {index.cuda}]", python)

    def part_store(self):
        kind, bits = self.random.choice([("unsigned char", 8), ("unsigned short", 16), ("short", 16)])
        index, value, made, mask = modulo(self.expression(1), 32 // bits), self.expression(1), self.fresh("i"), (1 << bits) - 1
        return Line(f"(({kind} *)&sh[tid])[{index.cuda}] = ({kind})({value.cuda});",
                    f"{made} = {index.python}\nsh[tid] = sh[tid] & ~({mask} << {bits} * {made}) | ({value.python} & {mask}) << {bits} * {made}")

    def shared_vectors(self):
        """Vectors that threads leave for others, which read them whole or in part."""
        kind, members, number, mask = self.random.choice([("uint4", "xyzw", "unsigned", 0xFFFFFFFF), ("float4", "xyzw", "float", 0xFFF),
                                                          ("uint2", "xy", "unsigned", 0xFFFFFFFF), ("uchar4", "xyzw", "unsigned char", 255),
                                                          ("double2", "xy", "double", 0xFFFFF), ("short2", "xy", "short", 0x7FFF)])
        n, size = self.threads, len(members)
        cells = self.fresh("vec")
        self.arrays.append((f"__shared__ {kind} {cells}[{n}];", cells, n * size))
        value, index, target, member = self.expression(1), modulo(self.expression(1), n), self.variable(), self.random.randrange(size)
        whole, given, place = self.fresh("q"), self.fresh("v"), self.fresh("i")
        parts = ", ".join(f"({number})(({given} + {i * 3}u) & {mask}u)" for i in range(size))
        read = f"(unsigned){cells}[{place}].{members[member]}"
        words = " + ".join(f"(unsigned){whole}.{m} * {i + 1}u" for i, m in enumerate(members))
        cuda = [f"const unsigned {given} = {value.cuda};", f"{cells}[tid] = make_{kind}({parts});", "__syncthreads();",
                f"const unsigned {place} = {index.cuda};", f"const {kind} {whole} = {cells}[({place} + 1u) % {n}u];",
                f"{target.cuda} = {target.cuda} * 3u + ({words}) + {read};", "__syncthreads();"]
        summed = " + ".join(f"{cells}[({place} + 1) % {n} * {size} + {i}] * {i + 1}" for i in range(size))
        python = [f"{given} = {value.python}"] + [f"{cells}[tid * {size} + {i}] = ({given} + {i * 3}) & {mask}" for i in range(size)] + [
            "yield ('barrier',)", f"{place} = {index.python}",
            f"{target.python} = ({target.python} * 3 + {summed} + {cells}[{place} * {size} + {member}]) & M", "yield ('barrier',)"]
        return [Text("\n".join(cuda), "\n".join(python))]
