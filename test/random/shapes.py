# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What kernels of real programs are made of, in random sizes: trees, scans, transposed tiles, products of tiles, loops in steps of the
block, histograms, sorting, work of few threads. Each ends in the phase that it began in, and brings its own shared memory.

They are what the region form has forms of its own for (docs/regions.md): spans, few threads, loops around the threads, tiles of
threads in registers, shared arrays stored or copied the other way round, warps in registers.
"""
from program import Text, constant

BARRIER = ("__syncthreads();", "yield ('barrier',)")


def strided(way, i, first, bound, step, statement):
    """The lines of a loop through memory, as programs write it."""
    if way == "for":
        return [f"for (unsigned {i} = {first}; {i} < {bound}; {i} += {step})", f"  {statement}"]
    if way == "outside":
        return [f"{{ unsigned {i} = {first};", f"  for (; {i} < {bound}; {i} += {step})", f"    {statement} }}"]
    return [f"{{ unsigned {i} = {first};", f"  while ({i} < {bound}) {{", f"    {statement}", f"    {i} += {step}; }} }}"]


class ShapeMaker:
    """Statements for places where all threads of the block come by."""

    def shape(self):
        if self.returned:
            return [self.assign()]
        makers = [self.tree, self.scan, self.stride_loop, self.few, self.neighbours, self.butterflies, self.walk, self.walk]
        if not self.odd and self.threads & (self.threads - 1) == 0:
            makers += [self.sort]
        if not self.odd:
            makers += [self.warps_then_block, self.histogram]
        if self.block[2] == 1 and self.block[1] > 1:
            makers += [self.product, self.product, self.transposed, self.transposed]
        if self.block[1] * self.block[2] == 1:
            makers += [self.rows, self.columns, self.columns]
        return [self.random.choice(makers)()]

    def array(self, prefix, size, declared=None, kind="unsigned"):
        """A shared array of its own; declared: how it is indexed, if in two dimensions."""
        made = self.fresh(prefix)
        self.arrays.append((f"__shared__ {kind} {made}{declared or f'[{size}]'};", made, size))
        return made

    def shaped(self, cuda, python):
        """Lines of both; "|" stands for a barrier."""
        return Text("\n".join(BARRIER[0] if line == "|" else line for line in cuda),
                    "\n".join(BARRIER[1] if line == "|" else line for line in python))

    def add_to(self, target, cuda, python):
        return f"{target.cuda} += {cuda};", f"{target.python} = ({target.python} + {python}) & M"

    def tree(self):
        red, s, target, value = self.array("red", self.threads), self.fresh("s"), self.variable(), self.expression(1)
        operator = self.random.choice(["+", "^"])
        begin = (self.threads + 1) // 2 if self.threads & (self.threads - 1) else self.threads // 2
        add = self.add_to(target, f"{red}[0]", f"{red}[0]")
        if self.threads & (self.threads - 1) == 0:
            return self.shaped(
                [f"{red}[tid] = {value.cuda};", "|", f"for (unsigned {s} = {begin}; {s} > 0; {s} >>= 1) {{", f"  if (tid < {s})",
                 f"    {red}[tid] {operator}= {red}[tid + {s}];", "  __syncthreads();", "}", add[0], "|"],
                [f"{red}[tid] = {value.python}", "|", f"{s} = {begin}", f"while {s} > 0:", f"  if tid < {s}:",
                 f"    {red}[tid] = ({red}[tid] {operator} {red}[tid + {s}]) & M", "  yield ('barrier',)", f"  {s} >>= 1", add[1], "|"])
        return self.shaped(
            [f"{red}[tid] = {value.cuda};", "|", f"for (unsigned {s} = 1; {s} < {self.threads}; {s} *= 2) {{",
             f"  if (tid % (2 * {s}) == 0 && tid + {s} < {self.threads})", f"    {red}[tid] {operator}= {red}[tid + {s}];", "  __syncthreads();", "}",
             add[0], "|"],
            [f"{red}[tid] = {value.python}", "|", f"{s} = 1", f"while {s} < {self.threads}:", f"  if tid % (2 * {s}) == 0 and tid + {s} < {self.threads}:",
             f"    {red}[tid] = ({red}[tid] {operator} {red}[tid + {s}]) & M", "  yield ('barrier',)", f"  {s} *= 2", add[1], "|"])

    def scan(self):
        """Sums of all threads before each, in two buffers by turns."""
        n, d, source = self.threads, self.fresh("d"), self.fresh("from")
        buffer, target, value = self.array("buf", 2 * self.threads, f"[2][{n}]"), self.variable(), self.expression(1)
        last = self.add_to(target, f"{buffer}[{source}][tid]", f"{buffer}[{source} * {n} + tid]")
        return self.shaped(
            [f"int {source} = 0;", f"{buffer}[0][tid] = {value.cuda};", "|", f"for (unsigned {d} = 1; {d} < {n}; {d} *= 2) {{",
             f"  {buffer}[1 - {source}][tid] = {buffer}[{source}][tid] + (tid >= {d} ? {buffer}[{source}][tid - {d}] : 0u);",
             f"  {source} = 1 - {source};", "  __syncthreads();", "}", last[0], "|"],
            [f"{source} = 0", f"{buffer}[tid] = {value.python}", "|", f"{d} = 1", f"while {d} < {n}:",
             f"  {buffer}[(1 - {source}) * {n} + tid] = ({buffer}[{source} * {n} + tid] + "
             f"({buffer}[{source} * {n} + tid - {d}] if tid >= {d} else 0)) & M",
             f"  {source} = 1 - {source}", "  yield ('barrier',)", f"  {d} *= 2", last[1], "|"])

    def butterflies(self):
        """Steps of a sorting network or a transform: two elements for each thread, over falling distances."""
        n = self.threads
        own, d, low, high, a, b = self.array("own", 2 * n), *map(self.fresh, ["d", "low", "high", "a", "b"])
        target, value = self.variable(), self.expression(1)
        most = self.random.choice([m for m in (1, 2, 4, 8, 16, 32, 64, 128) if n % m == 0])
        add = self.add_to(target, f"({own}[tid] ^ {own}[tid + {n}])", f"({own}[tid] ^ {own}[tid + {n}])")
        reads = f"{a} = {own}[{low}], {b} = {own}[{high}];"
        if self.random.random() < 0.5:
            rising = self.random.choice(["true", f"(({low} & {2 * most}u) == 0)"])
            cuda = [f"    if (({a} > {b}) == {rising}) {{", f"      {own}[{low}] = {b};", f"      {own}[{high}] = {a};", "    }"]
            rising = "True" if rising == "true" else f"(({low} & {2 * most}) == 0)"
            python = [f"  if ({a} > {b}) == {rising}:", f"    {own}[{low}], {own}[{high}] = {b}, {a}"]
        else:
            cuda = [f"    {own}[{low}] = {a} + {b};", f"    {own}[{high}] = ({a} - {b}) * 3u;"]
            python = [f"  {own}[{low}], {own}[{high}] = ({a} + {b}) & M, (({a} - {b}) * 3) & M"]
        return self.shaped(
            [f"{own}[tid] = {value.cuda};", f"{own}[tid + {n}] = {target.cuda} * 5u;", "|",
             f"for (unsigned {d} = {most}; {d} > 0; {d} /= 2) {{", f"    unsigned {low} = 2 * tid - (tid & ({d} - 1)), {high} = {low} + {d};",
             f"    unsigned {reads}"] + cuda + ["|", "}", add[0], "|"],
            [f"{own}[tid] = {value.python}", f"{own}[tid + {n}] = ({target.python} * 5) & M", "|", f"{d} = {most}", f"while {d} > 0:",
             f"  {low} = 2 * tid - (tid & ({d} - 1))", f"  {high} = {low} + {d}", f"  {a} = {own}[{low}]", f"  {b} = {own}[{high}]"] + python +
            ["  yield ('barrier',)", f"  {d} //= 2", add[1], "|"])

    def stride_loop(self):
        """Loops of each thread in steps of the block, over more elements than threads."""
        size = max(1, self.random.choice([3 * self.threads - 5, 2 * self.threads, self.threads // 2 + 1]))
        big, i, target, value = self.array("big", size), self.fresh("i"), self.variable(), self.uniform(1)
        step = "blockDim.x" if self.block[1] * self.block[2] == 1 and self.random.random() < 0.7 else str(self.threads)
        first = "threadIdx.x" if step == "blockDim.x" else "tid"
        counted = self.random.choice(["for", "for", "while", "outside"])
        loop = lambda statement: strided(counted, i, first, size, step, statement)
        rounds = f"for {i} in range(tid, {size}, {self.threads}):"
        back = self.add_to(target, f"{big}[{size - 1} - {i}]", f"{big}[{size - 1} - {i}]")
        factor = self.random.randrange(1, 9)
        return self.shaped(loop(f"{big}[{i}] = {i} * {factor} ^ {value.cuda};") + ["|"] + loop(back[0]) + ["|"],
                           [rounds, f"  {big}[{i}] = {i} * {factor} ^ {value.python}", "|", rounds, f"  {back[1]}", "|"])

    def walk(self):
        """From a place of its own each thread goes as far as the others."""
        step, n, k, p, far = self.random.randrange(1, 6), self.threads, *map(self.fresh, ["k", "p", "far"])
        big, target, value = self.array("big", n + 36 * 2 * step), self.variable(), self.uniform(1)
        waits, is_pointer, before, falls, skips = (self.random.random() < chance for chance in (0.3, 0.3, 0.3, 0.3, 0.3))
        sign = "-" if falls else "+"
        first = n + 72 * step - 1 if falls else 0
        begin = f"{first} {sign} tid"
        move = self.random.choice([f"{p} {sign}= {step};", f"{p} = {p} {sign} {step};" if not falls else f"{p} -= {step};"])
        more = [f"  if ({k} % 3 == 1)", f"    {p} {sign}= {step};"] if skips else []
        read = f"*{p}" if is_pointer else f"{big}[{p}]"
        add = self.add_to(target, read, f"{big}[{p}]")
        kind = f"const unsigned *{p} = {big} + ({begin});" if is_pointer else f"{self.random.choice(['unsigned', 'int'])} {p} = {begin};"
        wait = (["  __syncthreads();"], ["  yield ('barrier',)"]) if waits else ([], [])
        body, python = [f"  {add[0]}"], [f"  {add[1]}"]
        stepped, moved = [f"  {move}"] + more, [f"  {p} {sign}= {step}"] + ([f"  if {k} % 3 == 1:", f"    {p} {sign}= {step}"] if skips else [])
        return self.shaped(
            [f"for (unsigned {k} = tid; {k} < {n + 72 * step}; {k} += {n})", f"  {big}[{k}] = {k} * 5u ^ {value.cuda};", "|", kind,
             f"const unsigned {far} = (({value.cuda}) & 31u) + 3u;", f"for (unsigned {k} = 0; {k} < {far}; ++{k}) {{"] +
            (stepped + body if before else body + stepped) + wait[0] + ["}", "|"],
            [f"for {k} in range(tid, {n + 72 * step}, {n}):", f"  {big}[{k}] = ({k} * 5 ^ {value.python}) & M", "|", f"{p} = {begin}",
             f"{far} = (({value.python}) & 31) + 3", f"for {k} in range({far}):"] + (moved + python if before else python + moved) + wait[1] + ["|"])

    def few(self):
        """Work of one thread, or of the first lane of each warp, from which all learn."""
        box, i, target, value = self.array("box", self.threads), self.fresh("i"), self.variable(), self.expression(1)
        count = self.random.randrange(1, self.threads + 1)
        add = self.add_to(target, f"{box}[0]", f"{box}[0]")
        begin = [f"{box}[tid] = {value.cuda};", "|"], [f"{box}[tid] = {value.python}", "|"]
        if self.odd or self.random.random() < 0.5:
            chosen = self.random.choice(["tid == 0", "threadIdx.x == 0 && threadIdx.y == 0 && threadIdx.z == 0"])
            return self.shaped(
                begin[0] + [f"if ({chosen}) {{", f"  unsigned total = {box}[0];", f"  for (unsigned {i} = 1; {i} < {count}; ++{i})",
                            f"    total = total * 5u + {box}[{i}];", f"  {box}[0] = total;", "}", "|", add[0], "|"],
                begin[1] + ["if tid == 0:", f"  total = {box}[0]", f"  for {i} in range(1, {count}):", f"    total = (total * 5 + {box}[{i}]) & M",
                            f"  {box}[0] = total", "|", add[1], "|"])
        lane = self.random.choice(["tid % 32 == 0", "(tid & 31) == 0", "!(tid % 32)"])
        add = self.add_to(target, f"{box}[tid / 32 * 32]", f"{box}[tid // 32 * 32]")
        return self.shaped(begin[0] + [f"if ({lane})", f"  {box}[tid] = {box}[tid + 1] ^ {target.cuda};", "|", add[0], "|"],
                           begin[1] + ["if tid % 32 == 0:", f"  {box}[tid] = {box}[tid + 1] ^ {target.python}", "|", add[1], "|"])

    def neighbours(self):
        """Each thread reads those beside it, a few times over."""
        row, k, target = self.array("row", self.threads + 2), self.fresh("k"), self.variable()
        rounds, n = self.random.randrange(1, 4), self.threads
        return self.shaped(
            [f"{row}[tid + 1] = {target.cuda};", "if (tid < 2)", f"  {row}[tid * {n + 1}] = 9u;", "|",
             f"for (int {k} = 0; {k} < {rounds}; ++{k}) {{", f"  const unsigned left = {row}[tid], right = {row}[tid + 2];", "  __syncthreads();",
             f"  {row}[tid + 1] += left ^ right * 3u;", "  __syncthreads();", "}", f"{target.cuda} = {row}[tid + 1];", "|"],
            [f"{row}[tid + 1] = {target.python}", "if tid < 2:", f"  {row}[tid * {n + 1}] = 9", "|", f"for {k} in range({rounds}):",
             f"  left, right = {row}[tid], {row}[tid + 2]", "  yield ('barrier',)", f"  {row}[tid + 1] = ({row}[tid + 1] + (left ^ right * 3)) & M",
             "  yield ('barrier',)", f"{target.python} = {row}[tid + 1]", "|"])

    def sort(self):
        """A bitonic sorting network of all threads' values."""
        cells, k, j, target, n = self.array("sort", self.threads), self.fresh("k"), self.fresh("j"), self.variable(), self.threads
        return self.shaped(
            [f"{cells}[tid] = {target.cuda};", "|", f"for (unsigned {k} = 2; {k} <= {n}; {k} *= 2)", f"  for (unsigned {j} = {k} / 2; {j} > 0; {j} /= 2) {{",
             f"    const unsigned other = tid ^ {j};", "    if (other > tid) {", f"      const unsigned low = {cells}[tid], high = {cells}[other];",
             f"      if ((low > high) == ((tid & {k}) == 0)) {{", f"        {cells}[tid] = high;", f"        {cells}[other] = low;", "      }", "    }",
             "    __syncthreads();", "  }", f"{target.cuda} = {cells}[tid];", "|"],
            [f"{cells}[tid] = {target.python}", "|", f"{k} = 2", f"while {k} <= {n}:", f"  {j} = {k} // 2", f"  while {j} > 0:", f"    other = tid ^ {j}",
             "    if other > tid:", f"      low, high = {cells}[tid], {cells}[other]", f"      if (low > high) == ((tid & {k}) == 0):",
             f"        {cells}[tid] = high", f"        {cells}[other] = low", "    yield ('barrier',)", f"    {j} //= 2", f"  {k} *= 2",
             f"{target.python} = {cells}[tid]", "|"])

    def warps_then_block(self):
        """A sum of the block: of each warp in registers, then of the warps."""
        part, o, v, target, value = self.array("part", 32), self.fresh("o"), self.fresh("v"), self.variable(), self.expression(1)
        way, warps = self.random.choice(["down", "xor"]), self.threads // 32
        steps = f"for {o} in (16, 8, 4, 2, 1): {v} = ({v} + (yield ('warp', 'shfl_{way}', M, {v}, {o}, 32))) & M"
        tree = f"for (int {o} = 16; {o} > 0; {o} /= 2) {v} += __shfl_{way}_sync(0xffffffffu, {v}, {o});"
        add = self.add_to(target, f"{part}[0]", f"{part}[0]")
        return self.shaped(
            [f"unsigned {v} = {value.cuda};", tree, "if (tid % 32 == 0)", f"  {part}[tid / 32] = {v};", "|", "if (tid < 32) {",
             f"  {v} = tid < {warps} ? {part}[tid] : 0u;", f"  {tree}", "  if (tid == 0)", f"    {part}[0] = {v};", "}", "|", add[0], "|"],
            [f"{v} = {value.python}", steps, "if tid % 32 == 0:", f"  {part}[tid // 32] = {v}", "|", "if tid < 32:",
             f"  {v} = {part}[tid] if tid < {warps} else 0", f"  {steps}", "  if tid == 0:", f"    {part}[0] = {v}", "|", add[1], "|"])

    def histogram(self):
        bins = self.random.choice([4, 16, 33])
        h, i, target, value = self.array("hist", bins), self.fresh("i"), self.variable(), self.expression(1)
        add = self.add_to(target, f"{h}[tid % {bins}]", f"{h}[tid % {bins}]")
        head, rounds = f"for (unsigned {i} = tid; {i} < {bins}; {i} += {self.threads})", f"for {i} in range(tid, {bins}, {self.threads}):"
        return self.shaped([head, f"  {h}[{i}] = 0;", "|", f"atomicAdd(&{h}[({value.cuda}) % {bins}u], 1u);", "|", add[0], "|"],
                           [rounds, f"  {h}[{i}] = 0", "|", f"{h}.add(({value.python}) % {bins}, 1)", "|", add[1], "|"])

    def product(self):
        """A product of two tiles in shared memory, or of such a tile and memory, as loops of sums."""
        w, h, k = self.block[0], self.block[1], self.fresh("k")
        depth = self.random.choice([4, 8, 16, 24])
        kind = self.random.choice(["float", "unsigned"])
        cast = "(unsigned)" if kind == "float" else ""
        first = self.array("ta", h * depth, f"[{h}][{depth}]", kind)
        second = self.array("tb", depth * w, f"[{depth}][{w}]", kind)
        i, s, target, value = self.fresh("i"), self.fresh("s"), self.variable(), self.uniform(1)
        hint = self.random.choice([[], [], ["#pragma unroll"]])
        fill = [f"for (unsigned {i} = tid; {i} < {h * depth}; {i} += {self.threads})", f"  {first}[{i} / {depth}][{i} % {depth}] = ({i} * 7u + {value.cuda}) & 15u;",
                f"for (unsigned {i} = tid; {i} < {depth * w}; {i} += {self.threads})", f"  {second}[{i} / {w}][{i} % {w}] = ({i} * 3u ^ {value.cuda}) & 15u;"]
        filled = [f"for {i} in range(tid, {h * depth}, {self.threads}):", f"  {first}[{i}] = ({i} * 7 + {value.python}) & 15",
                  f"for {i} in range(tid, {depth * w}, {self.threads}):", f"  {second}[{i}] = ({i} * 3 ^ {value.python}) & 15"]
        add = self.add_to(target, f"{cast}{s}", f"int({s})")
        return self.shaped(
            fill + ["|", f"{kind} {s} = 0;"] + hint + [f"for (int {k} = 0; {k} < {depth}; ++{k})", f"  {s} += {first}[threadIdx.y][{k}] * {second}[{k}][threadIdx.x];",
                                                      add[0], "|"],
            filled + ["|", f"{s} = 0", f"for {k} in range({depth}):", f"  {s} += {first}[y * {depth} + {k}] * {second}[{k} * {w} + x]", add[1], "|"])

    def transposed(self):
        """A square that is written along its rows and read along its columns."""
        w, h, j = self.block[0], self.block[1], self.fresh("j")
        wide = w + self.random.choice([0, 1, 1])
        kind = self.random.choice(["unsigned", "unsigned", "float"])
        tr, s, k = self.array("tr", w * wide, f"[{w}][{wide}]", kind), self.fresh("s"), self.fresh("k")
        target, value = self.variable(), self.uniform(1)
        cast = "(unsigned)" if kind == "float" else ""
        add = self.add_to(target, f"{cast}{s}", f"int({s})")
        rows, written = f"for (unsigned {j} = threadIdx.y; {j} < {w}; {j} += {h})", f"for {j} in range(y, {w}, {h}):"
        return self.shaped(
            [rows, f"  {tr}[{j}][threadIdx.x] = ({j} * 37u + threadIdx.x * {target.cuda} + {value.cuda}) & 1023u;", "|", f"{kind} {s} = 0;",
             f"for (unsigned {k} = 0; {k} < {w}; ++{k})", f"  {s} += {tr}[threadIdx.x][{k}];", add[0], rows,
             f"  {target.cuda} = {target.cuda} * 3u ^ (unsigned){tr}[threadIdx.x][{j}];", "|"],
            [written, f"  {tr}[{j} * {wide} + x] = ({j} * 37 + x * {target.python} + {value.python}) & 1023", "|", f"{s} = 0", f"for {k} in range({w}):",
             f"  {s} += {tr}[x * {wide} + {k}]", add[1], written, f"  {target.python} = ({target.python} * 3 & M) ^ int({tr}[x * {wide} + {j}])", "|"])

    def columns(self):
        """Rows that are made of threadIdx.x: remainders and quotients of it."""
        width, n = self.random.choice([8, 16, 16, 24, 32]), self.threads
        tile, k, i, s = self.array("cols", n + width), self.fresh("k"), self.fresh("i"), self.fresh("s")
        column, row = self.fresh("column"), self.fresh("row")
        target, value = self.variable(), self.expression(1)
        rows = (n + width - 1) // width
        size = width * self.random.randrange(1, 4) - self.random.randrange(0, 3)
        few, one = self.random.randrange(1, width), self.random.randrange(0, rows)
        written = self.random.choice([f"{tile}[{row} * {width} + {column}]", f"{tile}[tid]"])
        add = self.add_to(target, f"{s} + {tile}[tid]", f"{s} + {tile}[tid]")
        return self.shaped(
            [f"const unsigned {column} = tid % {width}u, {row} = tid / {width}u;", f"unsigned {s} = 0;", f"{written} = {value.cuda};", "|",
             f"for (unsigned {k} = 0; {k} < {width}; ++{k})", f"  if ({row} * {width} + {k} < {n})", f"    {s} += {tile}[{row} * {width} + {k}] * ({column} + {k});",
             f"for (unsigned {i} = {column}; {i} < {size}; {i} += {width})", f"  {s} = {s} * 3u + {tile}[{i} % {n}u];", "|",
             f"if ({column} < {few})", f"  {tile}[{row} * {width} + {column}] += {s};", f"if ({row} == {one})", f"  {tile}[{row} * {width} + {column}] ^= 77u;",
             "|", add[0], "|"],
            [f"{column}, {row}, {s} = tid % {width}, tid // {width}, 0", f"{tile}[tid] = {value.python}", "|", f"for {k} in range({width}):",
             f"  if {row} * {width} + {k} < {n}:", f"    {s} = ({s} + {tile}[{row} * {width} + {k}] * ({column} + {k})) & M",
             f"for {i} in range({column}, {size}, {width}):", f"  {s} = ({s} * 3 + {tile}[{i} % {n}]) & M", "|", f"if {column} < {few}:",
             f"  {tile}[tid] = ({tile}[tid] + {s}) & M", f"if {row} == {one}:", f"  {tile}[tid] ^= 77", "|", add[1], "|"])

    def rows(self):
        """A loop whose rounds are equal for all threads, over what all of them read from memory."""
        k, target, s = self.fresh("k"), self.variable(), self.fresh("s")
        count = constant(self.random.randrange(5, 60))
        words = self.words()
        add = self.add_to(target, s, s)
        return self.shaped([f"unsigned {s} = 0;", f"for (unsigned {k} = 0; {k} < {count.cuda}; ++{k})",
                            f"  {s} += in[{k} % {words}u] * (in[(threadIdx.x + {k}) % {words}u] | 1u);", add[0]],
                           [f"{s} = 0", f"for {k} in range({count.python}):",
                            f"  {s} = ({s} + data[{k} % {words}] * (data[(x + {k}) % {words}] | 1)) & M", add[1]])
