# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random expressions: of what all threads of the block share, of what the thread has, and conditions on either."""
from program import MASK, Expr, binary, choose, constant, element, modulo, name, shift


class ExpressionMaker:
    """For a generator with random, variables, typed, locals, phase, template and the size of block and grid."""

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
