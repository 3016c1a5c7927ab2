# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Intrinsics on words in random kernels: two halves or four bytes at once, dynamic programming, dot products of bytes, permuted bytes,
shifts of pairs of words, counted bits. Helpers here are in scope of a kernel's Python form.
"""
from program import MASK, Expr, choose, modulo
from values import signed


def clamp(value, low, high):
    return max(low, min(value, high))


def saturated(value, bits, is_signed):
    return clamp(value, -(1 << bits - 1), (1 << bits - 1) - 1) if is_signed else clamp(value, 0, (1 << bits) - 1)


# By name: what becomes of two parts (numbers with sign for names with an s where one with a u exists); s is (bits, is_signed).
BINARY = {"add": lambda a, b, *s: a + b, "sub": lambda a, b, *s: a - b,
          "addus": lambda a, b, *s: saturated(a + b, *s), "addss": lambda a, b, *s: saturated(a + b, *s),
          "subus": lambda a, b, *s: saturated(a - b, *s), "subss": lambda a, b, *s: saturated(a - b, *s),
          "absdiffu": lambda a, b, *s: abs(a - b), "absdiffs": lambda a, b, *s: abs(a - b), "avgu": lambda a, b, *s: (a + b + 1) >> 1,
          "haddu": lambda a, b, *s: (a + b) >> 1, "minu": lambda a, b, *s: min(a, b), "mins": lambda a, b, *s: min(a, b),
          "maxu": lambda a, b, *s: max(a, b), "maxs": lambda a, b, *s: max(a, b)}
UNARY = {"neg": lambda a, b, *s: -a, "abs": lambda a, b, *s: abs(a), "negss": lambda a, b, *s: saturated(-a, *s),
         "absss": lambda a, b, *s: saturated(abs(a), *s)}
RELATIONS = {"eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b,
             "lt": lambda a, b: a < b, "le": lambda a, b: a <= b}
COMPARISONS = ["eq", "ne"] + [relation + sign for relation in ("gt", "ge", "lt", "le") for sign in "su"]
SIGNED = {"addss", "subss", "absdiffs", "mins", "maxs", *UNARY}


def parts_of(word, count, is_signed):
    bits = 32 // count
    parts = [word >> bits * i & ((1 << bits) - 1) for i in range(count)]
    return [signed(part, bits) for part in parts] if is_signed else parts


def word_of(parts):
    bits = 32 // len(parts)
    return sum((part & ((1 << bits) - 1)) << bits * i for i, part in enumerate(parts))


def lanewise(kind, count, a, b=0):
    """__v<kind><count>: each part of the result of those of a and b."""
    is_signed, operation = kind in SIGNED, BINARY.get(kind) or UNARY[kind]
    return word_of([operation(p, q, 32 // count, is_signed) for p, q in zip(parts_of(a, count, is_signed), parts_of(b, count, is_signed))])


def compared(kind, count, yes, a, b):
    """__vcmp<kind><count> (yes: all bits) and __vset<kind><count> (yes: 1)."""
    is_signed = kind.endswith("s")
    return word_of([yes if RELATIONS[kind[:2]](p, q) else 0 for p, q in zip(parts_of(a, count, is_signed), parts_of(b, count, is_signed))])


def differences(count, is_signed, a, b):
    return sum(abs(p - q) for p, q in zip(parts_of(a, count, is_signed), parts_of(b, count, is_signed)))


def dynamic(name, a, b, c):
    """__vi{max,min}3, __viadd{max,min} in every type."""
    choice = max if "max" in name else min
    count = 2 if "16x2" in name else 1
    is_signed = "_s" in name
    made = []
    for p, q, r in zip(*(parts_of(word, count, is_signed) for word in (a, b, c))):
        bits = 32 // count
        total = signed(p + q, bits) if is_signed else (p + q) & ((1 << bits) - 1)
        best = choice(total, r) if "add" in name else choice(p, q, r)
        made.append(max(best, 0) if name.endswith("relu") else best)
    return word_of(made)


def dot4(is_signed, a, b, c):
    return (sum(p * q for p, q in zip(parts_of(a, 4, is_signed), parts_of(b, 4, is_signed))) + c) & MASK


def dot2(is_signed, is_high, a, b, c):
    bytes_ = parts_of(b, 4, is_signed)[2 * is_high:][:2]
    return (sum(p * q for p, q in zip(parts_of(a, 2, is_signed), bytes_)) + c) & MASK


def byte_perm(a, b, selector):
    bytes_ = parts_of(a, 4, False) + parts_of(b, 4, False)
    return word_of([bytes_[selector >> 4 * i & 7] for i in range(4)])


def funnel(kind, low, high, amount):
    """__funnelshift_<kind>."""
    amount = min(amount, 32) if kind.endswith("c") else amount % 32
    both = high << 32 | low
    return both << amount >> 32 & MASK if kind[0] == "l" else both >> amount & MASK


def leading(a):
    return 32 - a.bit_length()


def first_bit(a):
    return (a & -a).bit_length()


def reversed_bits(a):
    return int(f"{a:032b}"[::-1], 2)


def signed24(value):
    return signed(value, 24)


# CUDA and Python of words a, b and c.
SCALAR = [("__brev({a})", "reversed_bits({a})"), ("(unsigned)__popc({a})", "bin({a}).count('1')"), ("(unsigned)__clz({a})", "leading({a})"),
          ("(unsigned)__ffs({a})", "first_bit({a})"), ("__umulhi({a}, {b})", "({a} * {b} >> 32)"),
          ("(unsigned)__mulhi((int){a}, (int){b})", "(signed({a}) * signed({b}) >> 32 & M)"),
          ("__umul24({a}, {b})", "(({a} & 0xffffff) * ({b} & 0xffffff) & M)"),
          ("(unsigned)__mul24((int){a}, (int){b})", "(signed24({a}) * signed24({b}) & M)"),
          ("__usad({a}, {b}, {c})", "(abs({a} - {b}) + {c} & M)"),
          ("__sad((int){a}, (int){b}, {c})", "(abs(signed({a}) - signed({b})) + {c} & M)"),
          ("__uhadd({a}, {b})", "({a} + {b} >> 1)"), ("__urhadd({a}, {b})", "({a} + {b} + 1 >> 1)"),
          ("(unsigned)__hadd((int){a}, (int){b})", "(signed({a}) + signed({b}) >> 1 & M)"),
          ("(unsigned)__rhadd((int){a}, (int){b})", "(signed({a}) + signed({b}) + 1 >> 1 & M)"),
          ("__dp4a({a}, {b}, {c})", "dot4(False, {a}, {b}, {c})"),
          ("(unsigned)__dp4a((int){a}, (int){b}, (int){c})", "dot4(True, {a}, {b}, {c})"),
          ("__dp2a_lo({a}, {b}, {c})", "dot2(False, False, {a}, {b}, {c})"),
          ("(unsigned)__dp2a_hi((int){a}, (int){b}, (int){c})", "dot2(True, True, {a}, {b}, {c})"),
          ("__byte_perm({a}, {b}, {c} & 0x7777u)", "byte_perm({a}, {b}, {c})"),
          ("(unsigned)__popcll((unsigned long long){a} << 32 | {b})", "bin({a} << 32 | {b}).count('1')"),
          ("(unsigned)(__umul64hi({a} * 0x100000001ull, {b} * 0x10001ull) >> 3)", "(({a} * 0x100000001) * ({b} * 0x10001) >> 67 & M)")]


class PackedMaker:
    """Expressions on words."""

    def expression(self, depth=2):
        if depth and self.random.random() < 0.12:
            return self.packed(depth - 1)
        return super().expression(depth)

    def packed(self, depth):
        a, b, c = (self.expression(depth) for _ in range(3))
        if self.random.random() < 0.2: # where sums saturate and comparisons are close
            a, b = [choose(modulo(each, 2), each, Expr(f"{word:#x}u", str(word), True)) for each, word in ((a, 0x7F80FF01), (b, 0x80FF017F))]
        cuda, python = self.packed_text()
        given = [{name: each[i] for name, each in zip("abc", [(e.cuda, e.python) for e in (a, b, c)])} for i in (0, 1)]
        return Expr(cuda.format(**given[0]), python.format(**given[1]), False)

    def packed_text(self):
        pick, count = self.random.random(), self.random.choice([2, 4])
        if pick < 0.35:
            kind = self.random.choice(sorted(BINARY))
            return f"__v{kind}{count}({{a}}, {{b}})", f"lanewise('{kind}', {count}, {{a}}, {{b}})"
        if pick < 0.42:
            kind = self.random.choice(sorted(UNARY))
            return f"__v{kind}{count}({{a}})", f"lanewise('{kind}', {count}, {{a}})"
        if pick < 0.55:
            kind, way = self.random.choice(COMPARISONS), self.random.choice(["cmp", "set"])
            return (f"__v{way}{kind}{count}({{a}}, {{b}})", f"compared('{kind}', {count}, {MASK if way == 'cmp' else 1}, {{a}}, {{b}})")
        if pick < 0.6:
            sign = self.random.choice("su")
            return f"__vsad{sign}{count}({{a}}, {{b}})", f"differences({count}, {sign == 's'}, {{a}}, {{b}})"
        if pick < 0.7:
            operation = self.random.choice(["imax3", "imin3", "iaddmax", "iaddmin"])
            name = f"__v{operation}_{self.random.choice(['s32', 's32_relu', 'u32', 's16x2', 'u16x2', 's16x2_relu'])}"
            cast = "(int)" if "s32" in name else ""
            return f"(unsigned){name}({cast}{{a}}, {cast}{{b}}, {cast}{{c}})", f"dynamic('{name}', {{a}}, {{b}}, {{c}})"
        if pick < 0.78:
            kind = self.random.choice(["l", "r", "lc", "rc"])
            return f"__funnelshift_{kind}({{a}}, {{b}}, {{c}})", f"funnel('{kind}', {{a}}, {{b}}, {{c}})"
        return self.random.choice(SCALAR)
