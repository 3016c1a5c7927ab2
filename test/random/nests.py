# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Nests of loops, switches and gotos with barriers in them, as random kernels have them: loops that are left or begun anew from within
a switch, cases that fall through, jumps forwards and backwards, whole blocks that return from a loop; and divergent nests of the same.
"""
from dataclasses import dataclass

from program import Expr, If, Line, Loop, Statement, binary, block_cuda, block_python, constant, modulo


@dataclass
class Again(Statement):
    """A body that is jumped back to for as long as a condition holds, a few times at most."""
    label: str
    limit: int
    body: list
    condition: Expr

    def parts(self):
        return [self.body]

    def cuda(self, pad):
        return (f"{pad}unsigned {self.label}_n = 0;\n{self.label}: {{\n{block_cuda(self.body, pad + '  ')}{pad}}}\n"
                f"{pad}if (++{self.label}_n < {self.limit}u && {self.condition.cuda})\n{pad}  goto {self.label};\n")

    def python(self, pad):
        counter, inner = f"{self.label}_n", pad + "  "
        return (f"{pad}{counter} = 0\n{pad}while True:\n{block_python(self.body, inner)}{inner}{counter} += 1\n"
                f"{inner}if not ({counter} < {self.limit} and {self.condition.python}): break\n")


@dataclass
class Skip(Statement):
    """A body that is jumped over."""
    label: str
    condition: Expr
    body: list

    def parts(self):
        return [self.body]

    def cuda(self, pad):
        return f"{pad}if ({self.condition.cuda})\n{pad}  goto {self.label};\n{pad}{{\n{block_cuda(self.body, pad + '  ')}{pad}}}\n{self.label}:;\n"

    def python(self, pad):
        return f"{pad}if not {self.condition.python}:\n{block_python(self.body, pad + '  ')}"


@dataclass
class Rounds(Statement):
    """A loop with a switch in it: each round takes one arm, may go on to the next arm, and a jump in an arm is to the loop (continue)
    or out of all of it. Head: "endless" (left by a break), "down" or "do"."""
    counter: str
    bound: Expr
    selector: Expr
    arms: list
    falls: list
    tail: list
    head: str

    def parts(self):
        return self.arms + [self.tail]

    def switch_cuda(self, pad):
        text = f"{pad}switch ({self.selector.cuda}) {{\n"
        for number, arm in enumerate(self.arms):
            label = "default" if number + 1 == len(self.arms) else f"case {number}"
            end = "" if self.falls[number] else f"{pad}  break;\n"
            text += f"{pad}{label}: {{\n{block_cuda(arm, pad + '  ')}{end}{pad}}}\n"
        return text + f"{pad}}}\n"

    def cuda(self, pad):
        inner, k, bound = pad + "  ", self.counter, self.bound.cuda
        body = self.switch_cuda(inner) + block_cuda(self.tail, inner)
        if self.head == "endless":
            return (f"{pad}for (unsigned {k} = 0, {k}_end = {bound};; ++{k}) {{\n{inner}if ({k} >= {k}_end)\n{inner}  break;\n{body}{pad}}}\n")
        if self.head == "down": # counts down and names its place from above
            return (f"{pad}for (unsigned {k}_left = {bound}, {k}_end = {k}_left; {k}_left > 0; --{k}_left) {{\n"
                    f"{inner}const unsigned {k} = {k}_end - {k}_left;\n{body}{pad}}}\n")
        return (f"{pad}unsigned {k} = ~0u, {k}_end = {bound};\n{pad}do {{\n{inner}++{k};\n{body}{pad}}} while ({k} + 1 < {k}_end);\n")

    def python(self, pad):
        inner, last, chosen = pad + "  ", len(self.arms) - 1, f"{self.counter}_arm"
        text = f"{pad}for {self.counter} in range({self.bound.python}):\n{inner}{chosen} = min({self.selector.python}, {last})\n"
        for number, arm in enumerate(self.arms):
            text += f"{inner}if {chosen} == {number}:\n{block_python(arm, inner + '  ')}"
            if self.falls[number] and number != last:
                text += f"{inner}  {chosen} = {number + 1}\n"
        return text + block_python(self.tail, inner)


class NestMaker:
    """Statements for places where all threads of the block come by; each ends in the phase that it began in."""

    def nest(self, depth):
        makers = [self.again, self.skip, self.rounds, self.rounds, self.interrupted]
        return self.random.choice(makers)(depth - 1)

    def turn(self, counter):
        """A condition on a loop's counter and what else all threads share."""
        return binary(self.random.choice(["==", "<", ">", "!="]), binary("+", Expr(counter, counter, True), modulo(self.uniform(1), 3)),
                      constant(self.random.randrange(4)))

    def again(self, depth):
        return [Again(self.fresh("again"), self.random.randrange(2, 4), self.balanced(depth), self.condition(True))]

    def skip(self, depth):
        return [Skip(self.fresh("skip"), self.condition(True), self.balanced(depth))]

    def rounds(self, depth):
        counter = self.fresh("k")
        bound = binary("+", modulo(self.uniform(1), 3), constant(1))
        self.locals.append(counter)
        selector = modulo(binary("+", Expr(counter, counter, True), self.uniform(1)), self.random.randrange(2, 5))
        arms = [self.balanced(depth) for _ in range(self.random.randrange(2, 4))]
        for arm in arms:
            if self.random.random() < 0.4:
                arm.insert(self.jump_place(arm), If(self.turn(counter), [Line("continue;", "continue")]))
        tail = self.balanced(depth) if self.random.random() < 0.6 else []
        if tail and self.random.random() < 0.4:
            tail.append(If(self.turn(counter), [Line("break;", "break")]))
        if self.random.random() < 0.15:
            tail.append(If(self.turn(counter), [Line("return;", "return")]))
        self.locals.remove(counter)
        falls = [self.random.random() < 0.3 for _ in arms]
        return [Rounds(counter, bound, selector, arms, falls, tail, self.random.choice(["endless", "down", "do"]))]

    def jump_place(self, statements):
        """Before everything or behind it: in between, shared memory may be in the other phase."""
        return self.random.choice([0, len(statements)])

    def interrupted(self, depth):
        """A loop with two bodies, of which the second is left out in some rounds, in a loop of that kind."""
        outer, inner = self.fresh("k"), self.fresh("k")
        self.locals += [outer, inner]
        first, second = self.balanced(0), self.balanced(depth)
        middle = [If(self.turn(inner), [Line("continue;", "continue")])] + second
        middle.append(If(self.turn(outer), [Line("break;", "break")]))
        self.locals.remove(inner)
        inside = self.loop_of(inner, first + middle)
        third = self.balanced(0)
        text = [If(self.turn(outer), [Line("continue;", "continue")])] if self.random.random() < 0.5 else []
        self.locals.remove(outer)
        return self.loop_of(outer, inside + text + third)

    def loop_of(self, counter, body):
        bound = binary("+", modulo(self.uniform(1), 2), constant(self.random.randrange(1, 3)))
        return [Loop(counter, bound, body, self.random.choice(["for", "while", "do"]))]

    def divergent_nest(self):
        """The same without barriers: each thread takes rounds and arms of its own."""
        counter = self.fresh("i")
        own = Expr(counter, counter, False)
        bound, selector = modulo(self.expression(1), self.random.randrange(2, 6)), modulo(binary("+", own, self.expression(1)), 4)
        arms = [self.quiet(0) for _ in range(self.random.randrange(2, 5))]
        for arm in arms:
            if self.random.random() < 0.4:
                arm.insert(self.random.randrange(len(arm) + 1), If(self.condition(), [Line("continue;", "continue")]))
        tail = self.quiet(0)
        if self.random.random() < 0.5:
            tail.insert(0, If(self.condition(), [Line("break;", "break")]))
        return Rounds(counter, bound, selector, arms, [self.random.random() < 0.3 for _ in arms], tail, self.random.choice(["endless", "down"]))
