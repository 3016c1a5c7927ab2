# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What random kernels compute with 16-bit floating-point numbers besides sums of parts: fused multiplication and addition, extremes,
signs, comparisons, packed pairs and their halves. All numbers stay between -1/2 and 1/2, so nothing overflows.
"""
from program import Line
from values import bfloat_bits, bfloat_value, half_bits, half_value

PREFIX = {"__half": "half", "__half2": "half", "__nv_bfloat16": "bfloat", "__nv_bfloat162": "bfloat"}
CODEC = {"half": (half_value, half_bits, 0x3800), "bfloat": (bfloat_value, bfloat_bits, 0x3F00)} # the last is 1/2


def order(bits):
    """Numbers in this order are in that of the values, with -0 below 0."""
    return -(bits & 0x7FFF) - 1 if bits & 0x8000 else bits


def fused(kind, a, b, c):
    """a * b + c, rounded once, and kept in range. The sum is exact in a double, or far from halfway between two 16-bit numbers."""
    value, bits, half = CODEC[kind]
    return clamped(bits(value(a) * value(b) + value(c)), half)


def clamped(bits, half):
    return min(max(bits, half | 0x8000, key=order), half, key=order)


def difference(kind, a, b):
    value, bits, half = CODEC[kind]
    return clamped(bits(value(a) - value(b)), half)


def less16(kind, a, b):
    value, _, _ = CODEC[kind]
    return int(value(a) < value(b))


def largest(_, a, b):
    return max(a, b, key=order)


def smallest(_, a, b):
    return min(a, b, key=order)


def negated(_, a):
    return a ^ 0x8000


def magnitude(_, a):
    return a & 0x7FFF


# CUDA of one number or a pair ({s} is "2" for pairs), and the Python of one number.
CLAMP = "__hmin{s}(__hmax{s}({v}, {low}), {high})"
OPERATIONS = [("fma", "__hfma{s}({a}, {b}, {c})", "fused", 3), ("sub", "__hsub{s}_rn({a}, {b})", "difference", 2),
              ("max", "__hmax{s}({a}, {b})", "largest", 2), ("min", "__hmin{s}({a}, {b})", "smallest", 2),
              ("neg", "__hneg{s}({a})", "negated", 1), ("abs", "__habs{s}({a})", "magnitude", 1)]
SPLICES = [("__lowhigh2highlow({a})", "({a}[1], {a}[0])"), ("__low2{t}2({a})", "({a}[0], {a}[0])"), ("__high2{t}2({a})", "({a}[1], {a}[1])"),
           ("__lows2{t}2({a}, {b})", "({a}[0], {b}[0])"), ("__highs2{t}2({a}, {b})", "({a}[1], {b}[1])")]


class HalfMaker:
    """Statements without barriers."""

    def half_step(self):
        able = [each for each in self.typed if each[1].cuda in PREFIX]
        if not able:
            return self.typed_assign()
        variable, kind = self.random.choice(able)
        value = self.expression(1)
        made = [text.format(x=spelled) for text, spelled in zip(kind.made, (value.cuda, value.python))]
        others = [name for name, other in self.typed if other == kind]
        operands = [(variable, variable), self.random.choice([tuple(made), (self.random.choice(others),) * 2]), (variable, variable)]
        family, is_pair = PREFIX[kind.cuda], kind.cuda.endswith("2")
        if is_pair and self.random.random() < 0.3:
            cuda, python = self.random.choice(SPLICES)
            texts = [text.format(t={"half": "half", "bfloat": "bfloat16"}[family], **{n: operand[i] for n, operand in zip("abc", operands)})
                     for i, text in enumerate((cuda, python))]
            return Line(f"{variable} = {texts[0]};", f"{variable} = {texts[1]}")
        if not is_pair and self.random.random() < 0.2:
            target = self.variable()
            return Line(f"{target.cuda} += __hlt({operands[0][0]}, {operands[1][0]}) ? 3u : 5u;",
                        f"{target.python} = ({target.python} + (3 if less16('{family}', {operands[0][1]}, {operands[1][1]}) else 5)) & M")
        return self.half_operation(variable, kind, family, is_pair, operands)

    def half_operation(self, variable, kind, family, is_pair, operands):
        name, cuda, function, count = self.random.choice(OPERATIONS)
        digits = "2" if is_pair else ""
        text = cuda.format(s=digits, **{n: operand[0] for n, operand in zip("abc", operands)})
        if name in ("fma", "sub"):
            maker = {"__half": "__float2half({})", "__half2": "__float2half2_rn({})", "__nv_bfloat16": "__float2bfloat16({})",
                     "__nv_bfloat162": "__float2bfloat162_rn({})"}[kind.cuda]
            text = CLAMP.format(s=digits, v=text, low=maker.format("-0.5f"), high=maker.format("0.5f"))
        given = ", ".join(operand[1] for operand in operands[:count])
        if is_pair:
            return Line(f"{variable} = {text};", f"{variable} = tuple({function}('{family}', *each_) for each_ in zip({given}))")
        return Line(f"{variable} = {text};", f"{variable} = {function}('{family}', {given})")
