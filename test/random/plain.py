# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random kernels in which nobody waits."""
from generator import Generator
from kernels import Kernel
from program import Expr, If, Line, constant
from shapes import strided


class PlainGenerator(Generator):
    """Kernels in which nobody waits and nothing is shared: they run as loops over the threads, or over those of several blocks."""
    is_plain = True

    def __init__(self, seed):
        super().__init__(seed)
        self.block = self.random.choice([(32, 1, 1), (64, 1, 1), (128, 1, 1), (40, 1, 1), (100, 1, 1), (16, 4, 1)])
        self.threads = self.block[0] * self.block[1]
        self.odd, self.groups, self.phase = True, False, "plain"
        self.redundant = self.block[1] > 1      # rows do the same
        self.grid = self.random.randrange(1, 6)

    def element_loop(self):
        """A loop in steps of the grid, or of fixed length, over memory."""
        i, target, words = self.fresh("i"), self.variable(), self.words()
        step = self.grid * self.block[0]
        first, cuda_step = ("tid", "gridDim.x * blockDim.x") if self.random.random() < 0.5 else ("0", str(step))
        way = self.random.choice(["for", "for", "while", "outside"])
        lines = strided(way, i, first, words, cuda_step, f"{target.cuda} = {target.cuda} * 3u + in[{i}];")
        return [Line(" ".join(line.strip() for line in lines),
                     f"for {i} in range({first}, {words}, {step}): {target.python} = ({target.python} * 3 + data[{i}]) & M")]

    def edges(self):
        """What threads near the ends of the grid find otherwise."""
        target, words, threads = self.variable(), self.words(), self.grid * self.block[0]
        bound = max(threads - self.random.choice([0, 1, 3, 20, threads - 1, threads - 2, threads // 2]), 1)
        place, lines = "tid", []
        if self.random.random() < 0.4: # an index that gets its value in two steps
            place, step = self.fresh("place"), self.random.choice([1, 2, 33])
            lines = [Line(f"unsigned {place} = tid; {place} += {step}u;", f"{place} = tid + {step}")]
        test = f"{place} {self.random.choice(['<', '<=', '>', '>='])} {bound}"
        return lines + [Line(f"{target.cuda} += {test}u ? in[{place} % {words}u] : 5u;",
                             f"{target.python} = ({target.python} + (data[{place} % {words}] if {test} else 5)) & M")]

    def uniform(self, depth=2):
        made = super().uniform(depth)
        return made if "blockIdx" not in made.cuda or self.random.random() < 0.2 else constant(3)

    def kernel(self):
        initial = self.choose_variables()
        for number in range(self.random.randrange(3)):
            made = self.function(number)
            if not made.needs:
                self.functions.append(made)
        bound = max(self.grid * self.block[0] - self.random.choice([0, 0, 1, 5, 17]), 1)
        body = [If(Expr(f"(tid >= {bound}u)", f"tid >= {bound}", False), [Line("return;", "return")])] if self.random.random() < 0.6 else []
        for _ in range(self.random.randrange(2, 7)):
            pick = self.random.random()
            body += self.element_loop() if pick < 0.2 else self.edges() if pick < 0.35 else [self.divergent(2)] if pick < 0.5 else [self.simple()]
        body += self.read_typed()
        prologue = self.prologue() + ("  unsigned *const sh = sum;\n" if self.functions else "")
        return Kernel(self.seed, self.grid, self.block, self.functions, self.variables, prologue, "  local = [1, 2, 3, tid]\n", body,
                      typed=[(*t, i) for t, i in zip(self.typed, initial)], plain=True, template=self.template,
                      on_opencl=self.on_opencl, direct=self.random.random() < 0.5)
