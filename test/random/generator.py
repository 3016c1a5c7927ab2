# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes random kernels: uniform and divergent control flow, barriers and votes inside it, shared memory, values of all types,
per-thread arrays and structs, calls, lambdas, early returns; with warp operations (lanes.py), atomics (cells.py) and what real
programs are made of (shapes.py). Deterministic by seed. Most kernels are sound by construction; the interpreter refuses the rest.

Shared memory goes through phases: "write" (each thread owns the cell of its own number) and "read" (all may read), with a
barrier between. Control flow that contains a barrier begins and ends in the same phase.
"""
import random

from cells import CELLS, CellMaker
from kernels import Function, Kernel
from lanes import LaneMaker
from program import (MASK, Expr, If, Line, Loop, Switch, VoteLoop, binary, choose, constant, element, modulo, name, shift)
from shapes import ShapeMaker
from values import COMPOUND, SCALARS, pointer_kind

SHAPES = [(32, 1, 1), (64, 1, 1), (128, 1, 1), (96, 1, 1), (8, 8, 1), (16, 4, 1), (4, 4, 4), (16, 8, 1), (32, 4, 1), (32, 2, 1), (16, 16, 1)]
ODD_SHAPES = [(40, 1, 1), (33, 1, 1), (5, 7, 1), (3, 3, 3), (1, 1, 1)]


class Generator(LaneMaker, CellMaker, ShapeMaker):
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

    # Expressions

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def uniform(self, depth=2):
        pick = self.random.randrange(6 if depth else 3)
        if pick == 0:
            return name("N", True) if self.template and self.random.random() < 0.5 else constant(self.random.randrange(8))
        if pick == 1:
            return name("u", True)
        if pick == 2:
            return name(self.random.choice(self.locals), True) if self.locals else Expr("blockIdx.x", "b", True)
        return binary(self.random.choice("+-*^&|"), self.uniform(depth - 1), self.uniform(depth - 1))

    def leaf(self):
        pick = self.random.randrange(10)
        if pick > 7 and self.typed:
            return self.typed_word()
        if self.straight and pick == 4:
            return name("tid")
        if pick == 0:
            return constant(self.random.choice([0, 1, 2, 7, 31, 0x9E3779B9, MASK]))
        if pick == 1:
            return name("tid")
        if pick == 2:
            return Expr("threadIdx.x", "x", False)
        if pick == 3:
            return self.uniform(1)
        if pick == 4:
            return element("local", modulo(self.variable(), 4))
        if pick == 5 and self.phase == "read":
            return element("sh", modulo(self.variable(), self.threads))
        return self.variable()

    def variable(self):
        numbers = [v for v in self.variables if not self.straight or v[0].isidentifier()]
        cuda, python, _ = self.random.choice(numbers)
        return Expr(cuda, python, False)

    def typed_word(self):
        variable, kind = self.random.choice(self.typed)
        return Expr(kind.word[0].format(v=variable), kind.word[1].format(v=variable), False)

    def words(self):
        """How many words the kernel's input has."""
        return self.grid * self.threads

    def expression(self, depth=2):
        if not depth:
            return self.leaf()
        pick = self.random.randrange(9)
        if pick < 5:
            return binary(self.random.choice("+-*^&|"), self.expression(depth - 1), self.expression(depth - 1))
        if pick == 5:
            return shift(self.random.choice(["<<", ">>"]), self.expression(depth - 1), self.random.randrange(1, 31))
        if pick == 6:
            return choose(self.condition(), self.expression(depth - 1), self.expression(depth - 1))
        return self.leaf()

    def condition(self, uniform=False):
        operand = self.uniform(2) if uniform else self.expression(1)
        return binary(self.random.choice(["<", "==", ">", "!="]), modulo(operand, self.random.randrange(2, 6)), constant(self.random.randrange(3)))

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

    def call(self):
        plain = [f for f in self.functions if not f.needs]
        if not plain:
            return self.assign()
        return self.call_of(self.random.choice(plain))

    def call_of(self, function):
        target = self.variable()
        arguments, written = [], []
        for parameter in function.parameters:
            if parameter in function.references:
                choices = [v for v in self.variables if v[1] != target.python and v[1] not in written]
                cuda, python, _ = self.random.choice(choices)
                arguments.append(Expr(cuda, python, False))
                written.append(python)
            else:
                arguments.append(self.expression(1))
        tag = f"<{self.random.randrange(3)}>" if function.as_template else ""
        cuda = ", ".join(["tid", "sh"] + [a.cuda for a in arguments])
        python = ", ".join(["tid", "sh"] + [a.python for a in arguments])
        results = ", ".join([target.python] + written) + ("," if not written else "")
        return Line(f"{target.cuda} = {function.callee()}{tag}({cuda});", f"{results} = yield from {function.name}({python})")

    def simple(self):
        makers = [self.assign, self.assign, self.assign, self.local_store, self.atomic, self.call, self.typed_assign, self.typed_assign]
        if self.seed % 3 == 0: # some forms are for kernels without lambdas only
            makers.append(self.lambda_call)
        if self.phase == "write":
            makers += [self.shared_store, self.span_store]
        return self.random.choice(makers)()

    def divergent(self, depth):
        """Control flow that threads need not take together; no barriers inside."""
        if self.random.random() < 0.3:
            return self.straight_loop()
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

    def collective_call(self):
        able = [f for f in self.functions if f.needs == "block"]
        if not able or self.phase != "write":
            return [self.call()]
        return [self.call_of(self.random.choice(able))]

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
            elif pick < 0.68 and depth > 0:
                statements += self.uniform_flow(depth)
            elif pick < 0.73:
                statements += self.collective_call()
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

    def function(self, number):
        needs = self.random.choice(["", "", "", "block", "block", "lanes"])
        if needs == "lanes" and self.odd:
            needs = ""
        parameters = [f"p{number}_{i}" for i in range(self.random.randrange(1, 4))]
        references = [p for p in parameters if self.random.random() < 0.3][:2] # a call needs as many variables, and one more
        saved = self.variables, self.phase, self.locals, self.typed, self.template
        self.variables = [("r", "r", None)] + [(p, p, None) for p in parameters]
        self.locals, self.typed, self.template = [], [], 0
        leaf, self.leaf = self.leaf, lambda: self.random.choice([name("tid"), self.variable(), constant(self.random.randrange(9))])
        uniform, self.uniform = self.uniform, lambda depth=2: constant(self.random.randrange(1, 6))
        made = Function(f"function{self.seed}_{number}", parameters, references, [], None, self.random.random() < 0.3,
                        self.random.choice(["plain", "plain", "later", "static", "plain" if self.is_plain else "method"]), needs)
        made.body = [self.assign(), If(self.condition(), [self.assign()])]
        if needs == "block":
            made.body += [self.shared_store(), Line("__syncthreads();", "yield ('barrier',)")]
            index = modulo(self.variable(), self.threads)
            made.body += [Line(f"r += sh[{index.cuda}];", f"r = (r + sh[{index.python}]) & M"),
                          Line("__syncthreads();", "yield ('barrier',)")]
        elif needs == "lanes":
            made.body += self.random.choice([self.shuffle, self.vote, self.signed_vote, self.warp_tree, self.leaders])()
        elif self.random.random() < 0.4:
            early = self.expression(1)
            made.body.append(If(self.condition(), [self.assign(), Line(f"return {early.cuda};", made.returned(early.python))]))
        made.body += [Loop(self.fresh("f"), modulo(self.variable(), 4), [self.assign()]), self.assign()]
        made.result = self.expression(1)
        del self.leaf, self.uniform
        self.variables, self.phase, self.locals, self.typed, self.template = saved
        return made

    def choose_variables(self):
        """Variables of the thread, of unsigned and of other types. The initial values of those of other types."""
        place = ("tid", "tid") if self.is_plain else (f"blockIdx.x * {self.threads} + tid", f"b * {self.threads} + tid")
        first = Expr(f"in[{place[0]}]", f"data[{place[1]}]", False)
        self.variables = [("a", "a", first), ("b_", "b_", binary("*", first, constant(3))), ("c", "c", name("tid")),
                          ("pair.first", "pair_first", binary("^", first, name("u", True))), ("pair.second", "pair_second", constant(1))]
        self.variables = [self.variables[0]] + self.random.sample(self.variables[1:], self.random.randrange(2, 5))
        initial = []
        kinds = self.random.sample(SCALARS + COMPOUND + [pointer_kind(self.words())] * 2, self.random.randrange(4))
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
        leave_at = self.random.choice([None, None, None, 1, 2])
        for stretch in range(self.random.randrange(2, 5)):
            body += (self.leave() if stretch == leave_at else []) + self.loud(2)
        if self.phase == "write":
            body += self.barrier()
        target, count = self.variable(), self.random.randrange(4)
        body.append(Line(f"{target.cuda} += counters[{count}];", f"{target.python} = ({target.python} + counters[{count}]) & M"))
        body += self.read_cells() + self.read_typed()
        return Kernel(self.seed, self.grid, self.block, self.functions, self.variables, self.prologue(), "  local = [1, 2, 3, tid]\n", body,
                      self.random.random() < 0.3, [(*t, i) for t, i in zip(self.typed, initial)], self.cells, self.arrays, False,
                      self.template, self.random.random() < 0.5, self.on_opencl, self.meets)

    def read_typed(self):
        """What variables of other types have become shows in those of unsigned."""
        return [Line(f"{target.cuda} = {target.cuda} * 5u + {kind.word[0].format(v=variable)};",
                     f"{target.python} = ({target.python} * 5 + {kind.word[1].format(v=variable)}) & M")
                for variable, kind in self.typed for target in [self.variable()]]
