# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes random kernels: uniform and divergent control flow, barriers and votes inside it, shared memory, values of all types,
per-thread arrays and structs, lambdas, early returns. What else they have is in files of its own, by topic (docs/testing.md has the
list); this one says how often. Deterministic by seed. Most kernels are sound by construction; the interpreter refuses the rest.

Shared memory goes through phases: "write" (each thread owns the cell of its own number) and "read" (all may read), with a
barrier between. Control flow that contains a barrier begins and ends in the same phase.
"""
import random

from callees import CalleeMaker
from cells import CELLS, CellMaker
from expressions import ExpressionMaker
from functions import FunctionMaker
from grids import GridMaker
from groups import GroupMaker
from halves import PREFIX as HALVES, HalfMaker
from kernels import Kernel
from lanes import LaneMaker
from nests import NestMaker
from orders import OrderMaker
from program import Expr, If, Line, Loop, Switch, VoteLoop, binary, constant, modulo, name
from shapes import ShapeMaker
from values import COMPOUND, SCALARS, pointer_kind

SHAPES = [(32, 1, 1), (64, 1, 1), (128, 1, 1), (96, 1, 1), (8, 8, 1), (16, 4, 1), (4, 4, 4), (16, 8, 1), (32, 4, 1), (32, 2, 1), (16, 16, 1)]
ODD_SHAPES = [(40, 1, 1), (33, 1, 1), (5, 7, 1), (3, 3, 3), (1, 1, 1)]


class Generator(ExpressionMaker, FunctionMaker, LaneMaker, GroupMaker, CellMaker, OrderMaker, HalfMaker, ShapeMaker, NestMaker, CalleeMaker,
                GridMaker):
    is_plain = False

    def __init__(self, seed):
        self.seed = seed
        self.random = random.Random(seed)
        self.odd = self.random.random() < 0.2
        self.block = self.random.choice(ODD_SHAPES if self.odd else SHAPES)
        self.threads = self.block[0] * self.block[1] * self.block[2]
        self.names = 0
        self.phase = "write"
        self.returned = False       # some threads may have left
        self.functions = []
        self.groups = not self.odd and self.random.random() < 0.4  # has tiles of cooperative groups
        self.straight = False       # in a loop that computes with numbers of the thread's own
        self.locals = []            # uniform loop counters that may be read
        self.typed = []             # (name, Kind) of variables of other types
        self.cells = []             # names of the block's own cells
        self.arrays = []            # shared arrays besides sh
        self.tiles = set()          # widths of tiles that are used
        self.grid = self.random.randrange(1, 4)
        self.template = self.random.randrange(2, 9) if self.random.random() < 0.15 else 0
        self.on_opencl = True
        self.is_wild = self.random.random() < 0.3   # may have what only fibers take
        self.meets = self.random.random() < 0.15    # has a barrier of libcu++
        self.cooperative = False    # all blocks wait for each other

    # Statements without barriers

    def assign(self):
        target = self.variable()
        value = self.expression(3)
        return Line(f"{target.cuda} = {value.cuda};", f"{target.python} = {value.python}")

    def local_store(self):
        index, value = modulo(self.expression(1), 4), self.expression(2)
        return Line(f"local[{index.cuda}] = {value.cuda};", f"local[{index.python}] = {value.python}")

    def shared_store(self):
        value = self.expression(2)
        return Line(f"sh[tid] = {value.cuda};", f"sh[tid] = {value.python}")

    def span_store(self):
        """A branch of neighbours into which nothing goes but the thread's place."""
        value = binary(self.random.choice("+^|"), name("tid"), constant(self.random.randrange(100)))
        return If(binary("<", Expr("threadIdx.x", "x", False), constant(self.random.randrange(1, 40))),
                  [Line(f"sh[tid] = {value.cuda};", f"sh[tid] = {value.python}")])

    def typed_assign(self):
        """A value of another type: made anew, joined with one, copied, or changed in part."""
        if not self.typed:
            return self.assign()
        variable, kind = self.random.choice(self.typed)
        value, pick = self.expression(1), self.random.randrange(4)
        made = [text.format(x=spelled) for text, spelled in zip(kind.made, (value.cuda, value.python))]
        if pick == 0 and kind.parts:
            part = self.random.randrange(len(kind.parts))
            member, cuda, python = kind.parts[part]
            return Line(f"{variable}.{member} = {cuda.format(x=value.cuda)};",
                        f"{variable} = put({variable}, {part}, {python.format(x=value.python)})")
        if pick < 2:
            return Line(f"{variable} = {made[0]};", f"{variable} = {made[1]}")
        others = [name_ for name_, other in self.typed if other == kind and name_ != variable]
        other = self.random.choice(others) if others and pick == 2 else None
        cuda, python = [kind.joined[i].format(a=variable, b=other or made[i]) for i in (0, 1)]
        return Line(f"{variable} = {cuda};", f"{variable} = {python}")

    def lambda_call(self):
        """A lambda that captures by reference or by value, called at once."""
        target, changed, value, argument = self.variable(), self.variable(), self.expression(1), self.expression(1)
        v = self.fresh("v")
        if self.random.random() < 0.5 or target.cuda == changed.cuda or not self.is_wild:
            inner = binary("^", binary("*", name(v), constant(3)), value)
            capture = "[&]" if self.is_wild and self.random.random() < 0.5 else "[=]"
            return Line(f"{target.cuda} = {capture}(unsigned {v}) {{ return {inner.cuda}; }}({argument.cuda});",
                        f"{v} = {argument.python}\n{target.python} = {inner.python}")
        return Line(f"{target.cuda} += [&](unsigned {v}) {{ {changed.cuda} ^= {v}; return {v} + {changed.cuda}; }}({argument.cuda});",
                    f"{v} = {argument.python}\n{changed.python} = {changed.python} ^ {v}\n"
                    f"{target.python} = ({target.python} + {v} + {changed.python}) & M")

    def atomic(self):
        if self.random.random() < 0.6:
            return self.cell()
        value, index = self.expression(2), self.random.randrange(4)
        if self.phase == "write" and self.random.random() < 0.5:
            return Line(f"atomicAdd(&counters[{index}], {value.cuda});", f"counters.add({index}, {value.python})")
        return Line(f"atomicAdd(&sum[{index}], {value.cuda});", f"sum_[{index}] = (sum_[{index}] + {value.python}) & M")

    def simple(self):
        makers = [self.assign, self.assign, self.assign, self.local_store, self.atomic, self.call, self.typed_assign, self.typed_assign,
                  self.half_step, self.own_array]
        if self.is_wild:
            makers.append(self.called_oddly)
        if self.seed % 3 == 0: # some forms are for kernels without lambdas only
            makers.append(self.lambda_call)
        if self.phase == "write":
            makers += [self.shared_store, self.span_store]
        return self.random.choice(makers)()

    def divergent(self, depth):
        """Control flow that threads need not take together; no barriers inside."""
        if self.random.random() < 0.3:
            return self.straight_loop()
        if self.random.random() < 0.25:
            return self.divergent_nest()
        pick = self.random.randrange(5)
        if pick < 2:
            return If(self.condition(), self.quiet(depth - 1), self.quiet(depth - 1) if self.random.random() < 0.5 else [])
        if pick == 2:
            cases = [self.quiet(depth - 1) for _ in range(self.random.randrange(2, 5))]
            return Switch(modulo(self.expression(1), len(cases) + 1), cases, [self.random.random() < 0.3 for _ in cases])
        body = self.quiet(depth - 1)
        if self.random.random() < 0.4:
            word = self.random.choice(["break", "continue"])
            body.insert(self.random.randrange(len(body) + 1), If(self.condition(), [Line(word + ";", word)]))
        return Loop(self.fresh("i"), modulo(self.expression(1), self.random.randrange(2, 5)), body, self.random.choice(["for", "for", "while", "do"]))

    def straight_loop(self):
        """A loop that each thread leaves at a time of its own, and that reads little memory."""
        counter, self.straight = self.fresh("s"), True
        bound = modulo(self.expression(1), self.random.randrange(2, 40))
        self.locals.append(counter)
        body = [self.assign() for _ in range(self.random.randrange(1, 4))]
        if self.random.random() < 0.5:
            body.append(If(self.condition(), [self.assign()], [self.assign()] if self.random.random() < 0.5 else []))
        if self.random.random() < 0.6:
            word = self.random.choice(["break", "continue"])
            body.insert(self.random.randrange(len(body) + 1), If(self.condition(), [Line(word + ";", word)]))
        self.locals.remove(counter)
        self.straight = False
        return Loop(counter, bound, body, self.random.choice(["for", "counted", "counted", "while", "do"]))

    def quiet(self, depth):
        statements = []
        for _ in range(self.random.randrange(1, 4)):
            statements.append(self.divergent(depth) if depth > 0 and self.random.random() < 0.3 else self.simple())
        return statements

    # Statements with barriers and warp operations: only where all threads of the block come by

    def barrier(self):
        self.phase = "read" if self.phase == "write" else "write"
        if self.random.random() < 0.25:
            kind, target, value = self.random.choice(["count", "and", "or"]), self.variable(), self.condition()
            # The value is read in the old phase.
            text = f"__syncthreads_{kind}({value.cuda})" if kind == "count" else f"(unsigned)(__syncthreads_{kind}({value.cuda}) != 0)"
            return [Line(f"{target.cuda} = {text};", f"{target.python} = yield ('vote', '{kind}', {value.python})")]
        spelled = ["__syncthreads();"] * 6
        if not self.returned:
            spelled += ["cg::this_thread_block().sync();", "cg::sync(cg::this_thread_block());", "asm volatile(\"bar.sync 0;\" ::: \"memory\");"]
            spelled += ["meeting.arrive_and_wait();", "meeting.wait(meeting.arrive());"] * 3 if self.meets else []
        return [Line(self.random.choice(spelled), "yield ('barrier',)")]

    def balanced(self, depth):
        """A stretch with barriers that ends in the phase that it began in."""
        begin = self.phase
        statements = self.loud(depth)
        if self.phase != begin:
            statements += self.barrier()
        return statements

    def uniform_flow(self, depth):
        pick = self.random.randrange(5)
        if pick == 0:
            return [If(self.condition(True), self.balanced(depth - 1), self.balanced(depth - 1) if self.random.random() < 0.5 else [])]
        if pick == 1:
            cases = [self.balanced(depth - 1) for _ in range(self.random.randrange(2, 4))]
            return [Switch(modulo(self.uniform(2), len(cases) + 1), cases, [False for _ in cases])]
        if pick == 2 and not self.returned:
            begin, counter = self.phase, self.fresh("k")
            body = self.balanced(depth - 1)
            wish = self.condition()
            self.phase = begin
            return [VoteLoop(counter, self.random.randrange(1, 3), body, wish)]
        counter = self.fresh("k")
        bound = binary("+", modulo(self.uniform(2), 3), constant(1))
        self.locals.append(counter)
        body = self.balanced(depth - 1)
        if self.random.random() < 0.25:
            body.append(If(self.condition(True), [Line("break;", "break")]))
        self.locals.remove(counter)
        hint = "#pragma unroll 2" if self.random.random() < 0.2 else ""
        return [Loop(counter, bound, body, self.random.choice(["for", "for", "while", "do"]), hint)]

    def loud(self, depth):
        """Any statements; all threads of the block that are left come by together."""
        statements = []
        for _ in range(self.random.randrange(2, 5)):
            pick = self.random.random()
            if pick < 0.25:
                statements += self.barrier()
            elif pick < 0.4:
                statements += self.warp()
            elif pick < 0.46:
                statements += self.one_warp()
            elif pick < 0.58:
                statements += self.shape()
            elif pick < 0.64 and depth > 0:
                statements += self.uniform_flow(depth)
            elif pick < 0.68 and depth > 0:
                statements += self.nest(depth)
            elif pick < 0.71:
                statements += self.collective_call()
            elif pick < 0.74:
                statements += self.through_call()
            elif pick < 0.78:
                statements += self.group_work()
            elif pick < 0.82:
                statements.append(self.divergent(1))
            else:
                statements.append(self.simple())
        return statements

    def leave(self):
        """A return: of the whole block, or of some threads. Threads that left write nothing."""
        if self.random.random() < 0.3:
            return [If(self.condition(True), [Line("return;", "return")])]
        self.returned = True
        return [If(self.condition(), [Line("return;", "return")])]

    # Programs

    def choose_variables(self):
        """Variables of the thread, of unsigned and of other types. The initial values of those of other types."""
        place = ("tid", "tid") if self.is_plain else (f"blockIdx.x * {self.threads} + tid", f"b * {self.threads} + tid")
        first = Expr(f"in[{place[0]}]", f"data[{place[1]}]", False)
        self.variables = [("a", "a", first), ("b_", "b_", binary("*", first, constant(3))), ("c", "c", name("tid")),
                          ("pair.first", "pair_first", binary("^", first, name("u", True))), ("pair.second", "pair_second", constant(1))]
        self.variables = [self.variables[0]] + self.random.sample(self.variables[1:], self.random.randrange(2, 5))
        initial = []
        kinds = self.random.sample(SCALARS + COMPOUND + [pointer_kind(self.words())] * 2, self.random.randrange(4))
        if self.random.random() < 0.25:
            kinds.append(self.random.choice([kind for kind in SCALARS + COMPOUND if kind.cuda in HALVES]))
        for kind in kinds + kinds[:1]:
            self.typed.append((self.fresh("t"), kind))
            value = binary("+", first, constant(len(initial)))
            initial.append(Expr(kind.made[0].format(x=value.cuda), kind.made[1].format(x=value.python), False))
        return initial

    def prologue(self):
        kind = "struct { unsigned first, second; }" if self.is_wild and self.random.random() < 0.4 else "Pair"
        tiles = "".join(f"  cg::thread_block_tile<{w}> tile{w} = cg::tiled_partition<{w}>(cg::this_thread_block());\n" for w in sorted(self.tiles))
        return f"  unsigned local[4] = {{1, 2, 3, tid}};\n  {kind} pair;\n{tiles}"

    def kernel(self):
        initial = self.choose_variables()
        names = [cell.name for cell in CELLS]
        self.cells = self.random.sample(names, self.random.choice([0, 0, 1, 2, 3]))
        for number in range(self.random.randrange(4)):
            self.functions.append(self.function(number))
        body = [self.shared_store()]
        self.cooperative = not self.is_plain and self.random.random() < 0.08
        leave_at = self.random.choice([None, None, None, 1, 2]) if not self.cooperative else None
        for stretch in range(self.random.randrange(2, 5)):
            body += (self.leave() if stretch == leave_at else []) + self.loud(2) + (self.across_blocks() if self.cooperative else [])
        if self.phase == "write":
            body += self.barrier()
        target, count = self.variable(), self.random.randrange(4)
        body.append(Line(f"{target.cuda} += counters[{count}];", f"{target.python} = ({target.python} + counters[{count}]) & M"))
        body += self.read_cells() + self.read_typed()
        return Kernel(self.seed, self.grid, self.block, self.functions, self.variables, self.prologue(), "  local = [1, 2, 3, tid]\n", body,
                      self.random.random() < 0.3, [(*t, i) for t, i in zip(self.typed, initial)], self.cells, self.arrays, False,
                      self.template, self.random.random() < 0.5, self.on_opencl, self.meets, self.cooperative,
                      self.random.choice([1, 1, 1, 2, 3]))

    def read_typed(self):
        """What variables of other types have become shows in those of unsigned."""
        return [Line(f"{target.cuda} = {target.cuda} * 5u + {kind.word[0].format(v=variable)};",
                     f"{target.python} = ({target.python} * 5 + {kind.word[1].format(v=variable)}) & M")
                for variable, kind in self.typed for target in [self.variable()]]
