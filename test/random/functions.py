# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random device functions, and calls of them."""
from kernels import Function
from program import Expr, If, Line, Loop, constant, modulo, name


class FunctionMaker:
    """For a generator of kernels; a function of its own has other variables."""

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

    def collective_call(self):
        able = [f for f in self.functions if f.needs == "block"]
        if not able or self.phase != "write":
            return [self.call()]
        return [self.call_of(self.random.choice(able))]
