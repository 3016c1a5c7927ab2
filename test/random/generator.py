# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes random kernels: uniform and divergent control flow, barriers and votes inside it, shared memory, warp operations,
per-thread arrays and structs, calls, early returns. Deterministic by seed. Most kernels are sound by construction; the
interpreter refuses the rest.

Shared memory goes through phases: "write" (each thread owns the cell of its own number) and "read" (all may read), with a
barrier between. Control flow that contains a barrier begins and ends in the same phase.
"""
import random

from program import (MASK, Expr, Function, If, Kernel, Line, Loop, Switch, VoteLoop, binary, choose, constant, element, modulo,
                     name, shift)

SHAPES = [(32, 1, 1), (64, 1, 1), (128, 1, 1), (96, 1, 1), (8, 8, 1), (16, 4, 1), (4, 4, 4)]
ODD_SHAPES = [(40, 1, 1), (33, 1, 1), (5, 7, 1), (3, 3, 3), (1, 1, 1)]


class Generator:
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
        self.counters_read = False
        self.straight = False       # in a loop that computes with numbers of the thread's own
        self.locals = []            # uniform loop counters that may be read

    # Expressions

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def uniform(self, depth=2):
        pick = self.random.randrange(6 if depth else 3)
        if pick == 0:
            return constant(self.random.randrange(8))
        if pick == 1:
            return name("u", True)
        if pick == 2:
            return name(self.random.choice(self.locals), True) if self.locals else Expr("blockIdx.x", "b", True)
        return binary(self.random.choice("+-*^&|"), self.uniform(depth - 1), self.uniform(depth - 1))

    def leaf(self):
        pick = self.random.randrange(8)
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

    def atomic(self):
        value, index = self.expression(2), self.random.randrange(4)
        if self.phase == "write" and self.random.random() < 0.5:
            return Line(f"atomicAdd(&counters[{index}], {value.cuda});", f"counters.add({index}, {value.python})")
        return Line(f"atomicAdd(&sum[{index}], {value.cuda});", f"sum_[{index}] = (sum_[{index}] + {value.python}) & M")

    def call(self):
        plain = [f for f in self.functions if not getattr(f, "collective", False)]
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
        makers = [self.assign, self.assign, self.assign, self.local_store, self.atomic, self.call]
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
        return [Line("__syncthreads();", "yield ('barrier',)")]

    def warp(self):
        if self.odd or self.returned:
            return [self.assign()]
        target, value = self.variable(), self.expression(2)
        pick = self.random.randrange(6 if self.groups else 4)
        if pick == 0:
            return [self.shuffle(target, value)]
        if pick >= 4:
            return self.tile(target, value)
        if pick == 1:
            spelled = {"ballot": "__ballot_sync({m}, {v} != 0)", "any": "(unsigned)(__any_sync({m}, {v} != 0) != 0)",
                       "all": "(unsigned)(__all_sync({m}, {v} != 0) != 0)", "add": "__reduce_add_sync({m}, {v})",
                       "max": "__reduce_max_sync({m}, {v})", "min": "__reduce_min_sync({m}, {v})", "match": "__match_any_sync({m}, {v})"}
            kind = self.random.choice(sorted(spelled))
            text = spelled[kind].format(m="0xffffffffu", v=value.cuda)
            return [Line(f"{target.cuda} = {text};", f"{target.python} = yield ('warp', '{kind}', M, {value.python}, 0, 32)")]
        if pick == 2: # a tree within the warp
            i = self.fresh("w")
            return [Line(f"for (unsigned {i} = 16; {i} > 0; {i} >>= 1) {target.cuda} += __shfl_down_sync(0xffffffffu, {target.cuda}, {i});",
                         f"for {i} in (16, 8, 4, 2, 1): {target.python} = ({target.python} + (yield ('warp', 'down', M, {target.python}, {i}, 32))) & M")]
        mask, condition = self.fresh("m"), self.condition()
        inner = self.variable()
        return [Line(f"unsigned {mask} = __ballot_sync(0xffffffffu, {condition.cuda});",
                     f"{mask} = yield ('warp', 'ballot', M, {condition.python}, 0, 32)"),
                If(Expr(f"({mask} >> (tid % 32) & 1)", f"({mask} >> (tid % 32) & 1)", False),
                   [Line(f"{target.cuda} = __shfl_sync({mask}, {inner.cuda}, __ffs({mask}) - 1);",
                         f"{target.python} = yield ('warp', 'idx', {mask}, {inner.python}, ({mask} & -{mask}).bit_length() - 1, 32)")])]

    def tile(self, target, value):
        """An operation of a tile, or of the lanes in it that have something in common."""
        width = self.random.choice([32, 8])
        tile, pick = f"tile{width}", self.random.randrange(7)
        if pick < 4:
            name_, kind = [("shfl", "idx"), ("shfl_up", "up"), ("shfl_down", "down"), ("shfl_xor", "xor")][pick]
            argument = modulo(self.uniform(1), width) if self.random.random() < 0.3 else constant(self.random.randrange(width))
            return [Line(f"{target.cuda} = {tile}.{name_}({value.cuda}, {argument.cuda});",
                         f"{target.python} = yield ('warp', '{kind}', M, {value.python}, {argument.python}, {width})")]
        if pick == 4:
            kind = self.random.choice(["any", "all", "ballot"])
            return [Line(f"{target.cuda} = (unsigned)tile32.{kind}({value.cuda} != 0);",
                         f"{target.python} = yield ('warp', '{kind}', M, int({value.python} != 0), 0, 32)")]
        if pick == 5:
            name_, kind = self.random.choice([("plus", "add"), ("greater", "max"), ("less", "min")])
            return [Line(f"{target.cuda} = cg::reduce(tile32, {value.cuda}, cg::{name_}<unsigned>());",
                         f"{target.python} = yield ('warp', '{kind}', M, {value.python}, 0, 32)")]
        given, group = self.fresh("v"), self.fresh("g")
        return [Line(f"unsigned {given} = {value.cuda};", f"{given} = {value.python}"),
                Line(f"cg::coalesced_group {group} = cg::binary_partition(tile32, ({given} & 1) != 0);\n"
                     f"{target.cuda} = cg::reduce({group}, {given}, cg::plus<unsigned>());",
                     f"{target.python} = yield ('warp', 'parity', M, {given}, 0, 32)")]

    def shuffle(self, target, value):
        width = self.random.choice([32, 32, 16, 8, 2])
        kind = self.random.choice(["idx", "up", "down", "xor"])
        argument = self.uniform(1) if self.random.random() < 0.3 else constant(self.random.randrange(width))
        argument = modulo(argument, width)
        spelled = {"idx": "", "up": "_up", "down": "_down", "xor": "_xor"}[kind]
        tail = "" if width == 32 else f", {width}"
        return Line(f"{target.cuda} = __shfl{spelled}_sync(0xffffffffu, {value.cuda}, {argument.cuda}{tail});",
                    f"{target.python} = yield ('warp', '{kind}', M, {value.python}, {argument.python}, {width})")

    def one_warp(self):
        """Work of one warp alone."""
        if self.odd or self.returned or self.threads <= 32:
            return [self.assign()]
        return [If(Expr("(tid < 32)", "(tid < 32)", False), self.warp() + [self.assign()] + self.warp())]

    def collective_call(self):
        able = [f for f in self.functions if getattr(f, "collective", False)]
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
            elif pick < 0.62 and depth > 0:
                statements += self.uniform_flow(depth)
            elif pick < 0.68:
                statements += self.collective_call()
            elif pick < 0.8:
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
        collective = self.random.random() < 0.4
        parameters = [f"p{number}_{i}" for i in range(self.random.randrange(1, 4))]
        references = [p for p in parameters if self.random.random() < 0.3][:2] # a call needs as many variables, and one more
        saved = self.variables, self.phase, self.locals
        self.variables = [("r", "r", None)] + [(p, p, None) for p in parameters]
        self.locals = []
        leaf, self.leaf = self.leaf, lambda: self.random.choice([name("tid"), self.variable(), constant(self.random.randrange(9))])
        uniform, self.uniform = self.uniform, lambda depth=2: constant(self.random.randrange(1, 6))
        body = [self.assign(), If(self.condition(), [self.assign()])]
        if collective:
            body += [self.shared_store(), Line("__syncthreads();", "yield ('barrier',)")]
            index = modulo(self.variable(), self.threads)
            body += [Line(f"r += sh[{index.cuda}];", f"r = (r + sh[{index.python}]) & M"),
                     Line("__syncthreads();", "yield ('barrier',)")]
        body += [Loop(self.fresh("f"), modulo(self.variable(), 4), [self.assign()]), self.assign()]
        result = self.expression(1)
        del self.leaf, self.uniform
        self.variables, self.phase, self.locals = saved
        kind = self.random.choice(["plain", "plain", "later", "static", "method"])
        made = Function(f"function{self.seed}_{number}", parameters, references, body, result, self.random.random() < 0.3, kind)
        made.collective = collective
        return made

    def kernel(self):
        first = Expr("in[blockIdx.x * %d + tid]" % self.threads, "data[b * %d + tid]" % self.threads, False)
        self.variables = [("a", "a", first), ("b_", "b_", binary("*", first, constant(3))), ("c", "c", name("tid")),
                          ("pair.first", "pair_first", binary("^", first, name("u", True))), ("pair.second", "pair_second", constant(1))]
        self.variables = [self.variables[0]] + self.random.sample(self.variables[1:], self.random.randrange(2, 5))
        for number in range(self.random.randrange(3)):
            self.functions.append(self.function(number))
        body = [self.shared_store()]
        leave_at = self.random.choice([None, None, 1, 2])
        for stretch in range(self.random.randrange(2, 5)):
            if stretch == leave_at:
                body += self.leave()
            body += self.loud(2)
        if self.phase == "write":
            body += self.barrier()
        target, count = self.variable(), self.random.randrange(4)
        body.append(Line(f"{target.cuda} += counters[{count}];", f"{target.python} = ({target.python} + counters[{count}]) & M"))
        kind = "struct { unsigned first, second; }" if self.random.random() < 0.15 else "Pair"
        prologue = f"  unsigned local[4] = {{1, 2, 3, tid}};\n  {kind} pair;\n"
        if self.groups:
            prologue += ("  cg::thread_block_tile<32> tile32 = cg::tiled_partition<32>(cg::this_thread_block());\n"
                         "  cg::thread_block_tile<8> tile8 = cg::tiled_partition<8>(cg::this_thread_block());\n")
        python = "  local = [1, 2, 3, tid]\n"
        return Kernel(self.seed, self.random.randrange(1, 4), self.block, self.functions, self.variables, prologue, python, body,
                      self.random.random() < 0.3)


def generate(seed):
    return Generator(seed).kernel()
