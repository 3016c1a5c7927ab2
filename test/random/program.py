# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The small language of random kernels: expressions and statements that print themselves as CUDA C++ and as Python.

Expressions are 32-bit and unsigned, so that every operation is defined; values.py has other types. The Python form of a thread is a generator that
yields wherever the thread waits for others; interpreter.py runs it. Nothing here cares whether a program makes sense:
the interpreter refuses those with data races, divergent barriers or reads of memory that nobody wrote.
"""
from dataclasses import dataclass, field

MASK = 0xFFFFFFFF


@dataclass(frozen=True)
class Expr:
    """One expression, both spellings; uniform: equal for all threads of the block."""
    cuda: str
    python: str
    uniform: bool


def constant(value):
    return Expr(f"{value}u", str(value), True)


def name(cuda, uniform=False, python=None):
    return Expr(cuda, python or cuda, uniform)


def binary(operator, left, right):
    uniform = left.uniform and right.uniform
    text = f"({left.python} {operator} {right.python})"
    python = f"({text} & M)" if operator in "+-*" else f"int{text}" if operator in ("<", "==", ">", "!=") else text
    return Expr(f"({left.cuda} {operator} {right.cuda})", python, uniform)


def shift(operator, value, amount):
    python = f"(({value.python} << {amount}) & M)" if operator == "<<" else f"({value.python} >> {amount})"
    return Expr(f"({value.cuda} {operator} {amount})", python, value.uniform)


def modulo(value, number):
    return Expr(f"({value.cuda} % {number}u)", f"({value.python} % {number})", value.uniform)


def choose(condition, yes, no):
    uniform = condition.uniform and yes.uniform and no.uniform
    return Expr(f"({condition.cuda} ? {yes.cuda} : {no.cuda})", f"({yes.python} if {condition.python} else {no.python})", uniform)


def element(array, index):
    return Expr(f"{array}[{index.cuda}]", f"{array}[{index.python}]", False)


@dataclass
class Statement:
    """Base of all statements. parts() lists the statement lists inside, for whoever wants to shrink."""

    def parts(self):
        return []

    def cuda(self, pad):
        raise NotImplementedError

    def python(self, pad):
        raise NotImplementedError


def block_cuda(statements, pad):
    return "".join(each.cuda(pad) for each in statements)


def block_python(statements, pad):
    return "".join(each.python(pad) for each in statements) or f"{pad}pass\n"


@dataclass
class Line(Statement):
    """A statement of one line. Python may be several."""
    in_cuda: str
    in_python: str

    def cuda(self, pad):
        return f"{pad}{self.in_cuda}\n"

    def python(self, pad):
        return "".join(f"{pad}{line}\n" for line in self.in_python.splitlines())


@dataclass
class Text(Statement):
    """A statement of several lines that is dropped as a whole or not at all; it may declare names."""
    in_cuda: str
    in_python: str

    def cuda(self, pad):
        return "".join(f"{pad}{line}\n" for line in self.in_cuda.splitlines())

    def python(self, pad):
        return "".join(f"{pad}{line}\n" for line in self.in_python.splitlines())


@dataclass
class If(Statement):
    condition: Expr
    then: list
    otherwise: list = field(default_factory=list)

    def parts(self):
        return [self.then, self.otherwise]

    def cuda(self, pad):
        text = f"{pad}if ({self.condition.cuda}) {{\n{block_cuda(self.then, pad + '  ')}{pad}}}"
        if self.otherwise:
            text += f" else {{\n{block_cuda(self.otherwise, pad + '  ')}{pad}}}"
        return text + "\n"

    def python(self, pad):
        text = f"{pad}if {self.condition.python}:\n{block_python(self.then, pad + '  ')}"
        if self.otherwise:
            text += f"{pad}else:\n{block_python(self.otherwise, pad + '  ')}"
        return text


@dataclass
class Loop(Statement):
    """Counts from 0 to a bound that is read once. Shape: for, counted (a for whose head does nothing but count), while or do
    (whose bound is then at least 1). Hint: a line before the loop."""
    counter: str
    bound: Expr
    body: list
    shape: str = "for"
    hint: str = ""

    def parts(self):
        return [self.body]

    def cuda(self, pad):
        inner = block_cuda(self.body, pad + "  ")
        name_, bound = self.counter, self.bound.cuda
        hint = f"{self.hint}\n" if self.hint else ""
        if self.shape == "for":
            return f"{hint}{pad}for (unsigned {name_} = 0, {name_}_end = {bound}; {name_} < {name_}_end; ++{name_}) {{\n{inner}{pad}}}\n"
        if self.shape == "counted":
            return (f"{pad}const unsigned {name_}_end = {bound};\n{hint}{pad}for (unsigned {name_} = 0; {name_} < {name_}_end; ++{name_}) "
                    f"{{\n{inner}{pad}}}\n")
        if self.shape == "while": # the counter moves first, so that continue works
            return (f"{pad}unsigned {name_} = ~0u, {name_}_end = {bound};\n{hint}{pad}while (++{name_} < {name_}_end) {{\n{inner}{pad}}}\n")
        return (f"{pad}unsigned {name_} = ~0u, {name_}_end = {bound};\n{hint}{pad}do {{\n{pad}  ++{name_};\n{inner}"
                f"{pad}}} while ({name_} + 1 < {name_}_end);\n")

    def python(self, pad):
        bound = self.bound.python if self.shape != "do" else f"max(1, {self.bound.python})"
        return f"{pad}for {self.counter} in range({bound}):\n{block_python(self.body, pad + '  ')}"


@dataclass
class VoteLoop(Statement):
    """Repeats for as long as some thread of the block wants to, a few times at most."""
    counter: str
    limit: int
    body: list
    wish: Expr

    def parts(self):
        return [self.body]

    def cuda(self, pad):
        return (f"{pad}unsigned {self.counter} = 0;\n{pad}do {{\n{block_cuda(self.body, pad + '  ')}{pad}}} while "
                f"(__syncthreads_or(({self.wish.cuda}) != 0 && {self.counter} < {self.limit}u) && ++{self.counter});\n")

    def python(self, pad):
        inner = pad + "  "
        return (f"{pad}{self.counter} = 0\n{pad}while True:\n{block_python(self.body, inner)}"
                f"{inner}if not (yield ('vote', 'or', int({self.wish.python} != 0 and {self.counter} < {self.limit}))): break\n"
                f"{inner}{self.counter} += 1\n")


@dataclass
class Switch(Statement):
    """Cases 0, 1, ...; the last is the default. A case falls through to the next where falls says so."""
    selector: Expr
    cases: list
    falls: list

    def parts(self):
        return self.cases

    def cuda(self, pad):
        text = f"{pad}switch ({self.selector.cuda}) {{\n"
        for number, case in enumerate(self.cases):
            label = "default" if number + 1 == len(self.cases) else f"case {number}"
            end = "" if self.falls[number] else f"{pad}  break;\n"
            text += f"{pad}{label}: {{\n{block_cuda(case, pad + '  ')}{end}{pad}}}\n"
        return text + f"{pad}}}\n"

    def python(self, pad):
        last = len(self.cases) - 1
        text, temporary = "", f"s{id(self)}"
        text += f"{pad}{temporary} = min({self.selector.python}, {last})\n"
        for number, case in enumerate(self.cases):
            text += f"{pad}if {temporary} == {number}:\n{block_python(case, pad + '  ')}"
            if self.falls[number] and number != last:
                text += f"{pad}  {temporary} = {number + 1}\n"
        return text


