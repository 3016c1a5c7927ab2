# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Barriers that random kernels reach through C++: templates that take lambdas and functors, structs by value, functions that call
themselves or are called by pointer; and arrays of the thread that are indexed as the program goes.
"""
from program import Expr, Line, Text, binary, name

# What kernels find before them.
DECLARATIONS = """template <class F> __device__ unsigned exchanged(unsigned *cells, unsigned tid, unsigned threads, unsigned value, F join) {
  cells[tid] = value;
  __syncthreads();
  const unsigned made = join(cells[(tid + 1) % threads], value);
  __syncthreads();
  return made;
}
template <class F> __device__ void inPhases(unsigned count, F &&phase) {
  for (unsigned i = 0; i < count; ++i) {
    phase(i);
    __syncthreads();
  }
}
struct Weighted {
  unsigned factor;
  __device__ unsigned operator()(unsigned a, unsigned b) const { return a * factor ^ b; }
};
struct Stage {
  unsigned *cells, tid, threads;
  __device__ void operator()(unsigned round) const {
    if (round % 2 == 0)
      cells[tid] = cells[threads + (tid + 1) % threads] + round;
    else
      cells[threads + tid] = cells[(tid + 2) % threads] * 3u;
  }
};
template <unsigned Threads> __device__ unsigned totalOf(unsigned (&cells)[Threads], unsigned tid, unsigned value) {
  cells[tid] = value;
  __syncthreads();
  unsigned total = 0;
  for (unsigned i = 0; i < Threads; ++i)
    total = total * 3u + cells[i];
  __syncthreads();
  return total;
}
__device__ inline unsigned agreedOn(unsigned *cells, unsigned tid, unsigned threads, unsigned value) {
  cells[tid] = value;
  __syncthreads();
  value = cells[0];
  for (unsigned i = 1; i < threads; ++i)
    value = value * 3u + cells[i];
  __syncthreads();
  return value;
}
struct Window {
  unsigned low, cells[3];
  unsigned long long high;
};
__device__ inline Window slid(Window window, unsigned *cells, unsigned tid, unsigned threads) {
  cells[tid] = window.cells[window.low % 3u];
  __syncthreads();
  window.cells[(window.low + 1u) % 3u] = cells[(tid + threads - 1u) % threads];
  __syncthreads();
  window.high += window.cells[1];
  ++window.low;
  return window;
}
__device__ inline unsigned climbed(unsigned steps, unsigned value) {
  return steps == 0 ? value : climbed(steps - 1, value * 3u + 1u) ^ value;
}
__device__ inline unsigned added(unsigned a, unsigned b) { return a + b * 5u; }
__device__ inline unsigned mixed(unsigned a, unsigned b) { return a ^ b << 3; }
"""


def climbed(steps, value):
    """As the function of that name above."""
    return value if steps == 0 else climbed(steps - 1, (value * 3 + 1) & 0xFFFFFFFF) ^ value


class CalleeMaker:
    """Statements for places where all threads of the block come by; each ends in the phase that it began in."""

    def through_call(self):
        makers = [self.join_by_lambda, self.join_by_functor, self.total, self.agreement, self.window, self.phases]
        if not self.returned:
            makers += [self.stages]
        if self.is_wild:
            makers += [self.local_lambda]
        return self.random.choice(makers)()

    def joined(self, spelled, python):
        """A call of exchanged. A thread that has left hands in nothing, so none may have."""
        if self.returned:
            return [self.assign()]
        cells, target, value = self.array("ex", self.threads), self.variable(), self.expression(1)
        given = self.fresh("v")
        return [Text(f"{target.cuda} = exchanged({cells}, tid, {self.threads}, {value.cuda}, {spelled});",
                     f"{given} = {value.python}\n{cells}[tid] = {given}\nyield ('barrier',)\n"
                     f"{target.python} = {python.format(a=f'{cells}[(tid + 1) % {self.threads}]', b=given)}\nyield ('barrier',)")]

    def join_by_lambda(self):
        captured = self.expression(1)
        inner = binary("^", binary("*", name("p"), self.uniform(1)), binary("+", name("q"), captured))
        mode = self.random.choice(["[&]", "[=]"])
        python = inner.python
        made = self.joined(f"{mode}(unsigned p, unsigned q) {{ return {inner.cuda}; }}", "{a}")
        if len(made) == 1 and isinstance(made[0], Text):
            lines = made[0].in_python.splitlines()
            target, _, read = lines[3].partition(" = ")
            lines[3] = f"p, q = {read}, {lines[0].partition(' = ')[0]}\n{target} = {python}"
            made = [Text(made[0].in_cuda, "\n".join(lines))]
        return made

    def join_by_functor(self):
        factor = self.uniform(1)
        return self.joined(f"Weighted{{{factor.cuda}}}", f"(({{a}} * {factor.python} & M) ^ {{b}})")

    def total(self):
        if self.returned:
            return [self.assign()]
        cells, target, value, i = self.array("tot", self.threads), self.variable(), self.expression(1), self.fresh("i")
        return [Text(f"{target.cuda} ^= totalOf({cells}, tid, {value.cuda});",
                     f"{cells}[tid] = {value.python}\nyield ('barrier',)\n{i}_sum = 0\n"
                     f"for {i} in range({self.threads}): {i}_sum = ({i}_sum * 3 + {cells}[{i}]) & M\nyield ('barrier',)\n"
                     f"{target.python} = {target.python} ^ {i}_sum")]

    def agreement(self):
        """What a function with barriers returns is the same for the block, which keeps it, or takes it for a variable of each thread."""
        if self.returned:
            return [self.assign()]
        cells, target, value, scale = self.array("agr", self.threads), self.variable(), self.expression(1), self.uniform(1)
        k, i = self.fresh("k"), self.fresh("i")
        call = f"agreedOn({cells}, tid, {self.threads}, {value.cuda})"
        agreed = (f"{cells}[tid] = {value.python}\nyield ('barrier',)\n{k} = 0\n"
                  f"for {i} in range({self.threads}): {k} = ({k} * 3 + {cells}[{i}]) & M\nyield ('barrier',)\n")
        if self.random.random() < 0.5:
            return [Text(f"{target.cuda} = {call};\n{target.cuda} += {scale.cuda};",
                         f"{agreed}{target.python} = ({k} + {scale.python}) & M")]
        return [Text(f"const unsigned {k} = {call} * {scale.cuda};\n{target.cuda} ^= {k};\n__syncthreads();\n{target.cuda} += {k} * tid;",
                     f"{agreed}{k} = {k} * {scale.python} & M\n{target.python} = {target.python} ^ {k}\nyield ('barrier',)\n"
                     f"{target.python} = ({target.python} + {k} * tid) & M")]

    def window(self):
        """A struct goes into a function with barriers and comes back."""
        if self.returned:
            return [self.assign()]
        cells, w, target, first = self.array("win", self.threads), self.fresh("w"), self.variable(), self.expression(1)
        rounds, i, n = self.random.randrange(1, 4), self.fresh("i"), self.threads
        return [Text(f"Window {w} = {{{first.cuda}, {{{target.cuda}, tid, 5u}}, {target.cuda} * 2ull}};\n"
                     f"for (int {i} = 0; {i} < {rounds}; ++{i})\n  {w} = slid({w}, {cells}, tid, {n});\n"
                     f"{target.cuda} = {w}.low + {w}.cells[0] + {w}.cells[2] + (unsigned)({w}.high >> 3);",
                     f"{w}_low, {w}_cells, {w}_high = {first.python}, [{target.python}, tid, 5], {target.python} * 2\n"
                     f"for {i} in range({rounds}):\n  {cells}[tid] = {w}_cells[{w}_low % 3]\n  yield ('barrier',)\n"
                     f"  {w}_cells[(({w}_low + 1) & M) % 3] = {cells}[(tid + {n - 1}) % {n}]\n  yield ('barrier',)\n"
                     f"  {w}_high = {w}_high + {w}_cells[1] & M64\n  {w}_low = {w}_low + 1 & M\n"
                     f"{target.python} = ({w}_low + {w}_cells[0] + {w}_cells[2] + ({w}_high >> 3)) & M")]

    def phases(self):
        """A template that calls a lambda between its barriers; the lambda changes a variable of the thread."""
        if self.returned:
            return [self.assign()]
        cells, target, value = self.array("ph", 2 * self.threads), self.variable(), self.expression(1)
        rounds, n, given = self.random.randrange(1, 4), self.threads, self.fresh("v")
        return [Text(f"const unsigned {given} = {value.cuda};\n{cells}[tid] = {given};\n{cells}[{n} + tid] = 1u;\n__syncthreads();\n"
                     f"inPhases({rounds}, [&](unsigned i) {{\n  {target.cuda} += {cells}[i % 2u * {n}u + (tid + i + 1u) % {n}u];\n"
                     f"  {cells}[(i + 1u) % 2u * {n}u + tid] = {target.cuda} ^ {given};\n}});",
                     f"{given} = {value.python}\n{cells}[tid] = {given}\n{cells}[{n} + tid] = 1\nyield ('barrier',)\n"
                     f"for i in range({rounds}):\n  {target.python} = ({target.python} + {cells}[i % 2 * {n} + (tid + i + 1) % {n}]) & M\n"
                     f"  {cells}[(i + 1) % 2 * {n} + tid] = {target.python} ^ {given}\n  yield ('barrier',)")]

    def stages(self):
        """The same with a functor that has only pointers, in a variable or made in the call."""
        cells, target, value = self.array("st", 2 * self.threads), self.variable(), self.expression(1)
        rounds, n, stage = self.random.randrange(1, 4), self.threads, self.fresh("stage")
        made = f"Stage{{{cells}, tid, {n}}}"
        call = f"Stage {stage} = {made};\ninPhases({rounds}, {stage})" if self.random.random() < 0.7 else f"inPhases({rounds}, {made})"
        last = self.add_to(target, f"{cells}[tid] ^ {cells}[{n} + tid]", f"({cells}[tid] ^ {cells}[{n} + tid])")
        return [Text(f"{cells}[tid] = tid;\n{cells}[{n} + tid] = {value.cuda};\n__syncthreads();\n"
                     f"{call};\n{last[0]}\n__syncthreads();",
                     f"{cells}[tid] = tid\n{cells}[{n} + tid] = {value.python}\nyield ('barrier',)\nfor i in range({rounds}):\n"
                     f"  if i % 2 == 0: {cells}[tid] = ({cells}[{n} + (tid + 1) % {n}] + i) & M\n"
                     f"  else: {cells}[{n} + tid] = {cells}[(tid + 2) % {n}] * 3 & M\n  yield ('barrier',)\n{last[1]}\nyield ('barrier',)")]

    def local_lambda(self):
        """A lambda of the kernel that waits, called more than once."""
        if self.returned:
            return [self.assign()]
        cells, target, value, step = self.array("ll", self.threads), self.variable(), self.expression(1), self.fresh("step")
        n = self.threads
        once = (f"{step}_v = {{v}}\n{cells}[tid] = {step}_v\nyield ('barrier',)\n{step}_r = {cells}[(tid + 1) % {n}]\nyield ('barrier',)\n"
                f"{target.python} = ({step}_r + {step}_v) & M\n")
        return [Text(f"auto {step} = [&](unsigned v) {{\n  {cells}[tid] = v;\n  __syncthreads();\n  const unsigned r = {cells}[(tid + 1) % {n}u];\n"
                     f"  __syncthreads();\n  return r + v;\n}};\n{target.cuda} = {step}({value.cuda});\n{target.cuda} = {step}({target.cuda});",
                     once.format(v=value.python) + once.format(v=target.python))]

    # Statements without barriers

    def called_oddly(self):
        """A function that calls itself, or one of two by its address. OpenCL C has neither."""
        self.on_opencl = False
        target, first, second, condition = self.variable(), self.expression(1), self.expression(1), self.condition()
        if self.random.random() < 0.5:
            steps = Expr(f"({first.cuda} % 6u)", f"({first.python} % 6)", False)
            return Line(f"{target.cuda} = climbed({steps.cuda}, {second.cuda});", f"{target.python} = climbed({steps.python}, {second.python})")
        return Text(f"{{\n  unsigned (*chosen)(unsigned, unsigned) = {condition.cuda} ? added : mixed;\n"
                    f"  {target.cuda} = chosen({first.cuda}, {second.cuda});\n}}",
                    f"p, q = {first.python}, {second.python}\n{target.python} = (p + q * 5) & M if {condition.python} else p ^ q << 3 & M")

    def own_array(self):
        """An array of the thread: filled, sorted by insertion or counted into, and read at a place that is known late."""
        values, i, j, target = self.fresh("own"), self.fresh("i"), self.fresh("j"), self.variable()
        size, first, place = self.random.choice([5, 8, 12]), self.expression(1), self.expression(1)
        if self.random.random() < 0.5:
            return Text(f"unsigned {values}[{size}] = {{}};\nfor (unsigned {i} = 0; {i} < 20; ++{i})\n  ++{values}[({first.cuda} >> {i}) % {size}u];\n"
                        f"{target.cuda} += {values}[{place.cuda} % {size}u];",
                        f"{values} = [0] * {size}\nfor {i} in range(20): {values}[({first.python} >> {i}) % {size}] += 1\n"
                        f"{target.python} = ({target.python} + {values}[{place.python} % {size}]) & M")
        return Text(f"unsigned {values}[{size}];\nfor (int {i} = 0; {i} < {size}; ++{i}) {{\n  const unsigned next = {first.cuda} * (2u * {i} + 1u) >> 7;\n"
                    f"  int {j} = {i} - 1;\n  for (; {j} >= 0 && {values}[{j}] > next; --{j})\n    {values}[{j} + 1] = {values}[{j}];\n"
                    f"  {values}[{j} + 1] = next;\n}}\n{target.cuda} ^= {values}[{place.cuda} % {size}u];",
                    f"{values} = sorted(({first.python} * (2 * {i} + 1) & M) >> 7 for {i} in range({size}))\n"
                    f"{target.python} = {target.python} ^ {values}[{place.python} % {size}]")
