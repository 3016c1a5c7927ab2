# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Inline PTX in random kernels: arithmetic with and without carries, fields of bits, logic of three words, predicates, conversions,
special registers, loads and stores. Helpers here are in scope of a kernel's Python form.
"""
from packed import parts_of, word_of
from program import MASK, Line, modulo
from values import signed


def field(is_signed, a, b, c):
    """bfe: c bits of a from bit b on, by the low bytes of b and c."""
    first, count = b & 255, c & 255
    sign = is_signed and count > 0 and a >> min(first + count - 1, 31) & 1
    return sum((a >> first + i & 1 if i < count and first + i <= 31 else sign) << i for i in range(32))


def inserted(a, b, c, d):
    """bfi: d bits of a in the place of b's from bit c on."""
    first, count = c & 255, d & 255
    for i in range(min(count, 32 - first) if first < 32 else 0):
        b = b & ~(1 << first + i) | (a >> i & 1) << first + i
    return b


def logic3(a, b, c, table):
    return sum((table >> ((a >> i & 1) << 2 | (b >> i & 1) << 1 | (c >> i & 1)) & 1) << i for i in range(32))


def permuted(a, b, selector):
    """prmt in its default mode: a selector's high bit spreads the byte's sign."""
    bytes_ = parts_of(a, 4, False) + parts_of(b, 4, False)
    chosen = [(bytes_[selector >> 4 * i & 7], selector >> 4 * i & 8) for i in range(4)]
    return word_of([255 * (byte >> 7) if spreads else byte for byte, spreads in chosen])


def highest(a):
    return a.bit_length() - 1 & MASK


def moved_left(a, b):
    return a << b & MASK if b < 32 else 0


def moved_right(a, b):
    return a >> min(b, 63)


def saturated_byte(a):
    return max(0, min(signed(a), 255))


# Text behind asm("...", with %0 for the result and %1 to %3 for words; its value in Python of words a, b and c.
WORDS = [("add.u32 %0, %1, %2;", "({a} + {b} & M)"), ("mad.lo.u32 %0, %1, %2, %3;", "({a} * {b} + {c} & M)"),
         ("mad.hi.u32 %0, %1, %2, %3;", "(({a} * {b} >> 32) + {c} & M)"), ("mul.hi.s32 %0, %1, %2;", "(signed({a}) * signed({b}) >> 32 & M)"),
         ("sad.u32 %0, %1, %2, %3;", "(abs({a} - {b}) + {c} & M)"), ("min.s32 %0, %1, %2;", "(min(signed({a}), signed({b})) & M)"),
         ("max.u32 %0, %1, %2;", "max({a}, {b})"), ("add.sat.s32 %0, %1, %2;", "(saturated(signed({a}) + signed({b}), 32, True) & M)"),
         ("abs.s32 %0, %1;", "(abs(signed({a})) & M)"), ("neg.s32 %0, %1;", "(-{a} & M)"), ("not.b32 %0, %1;", "({a} ^ M)"),
         ("cnot.b32 %0, %1;", "int({a} == 0)"), ("popc.b32 %0, %1;", "bin({a}).count('1')"), ("clz.b32 %0, %1;", "leading({a})"),
         ("brev.b32 %0, %1;", "reversed_bits({a})"), ("bfind.u32 %0, %1;", "highest({a})"), ("bfe.u32 %0, %1, %2, %3;", "field(False, {a}, {b}, {c})"),
         ("bfe.s32 %0, %1, %2, %3;", "field(True, {a}, {b}, {c})"), ("bfi.b32 %0, %1, %2, 5, %3;", "inserted({a}, {b}, 5, {c})"),
         ("prmt.b32 %0, %1, %2, %3;", "permuted({a}, {b}, {c})"), ("shf.l.wrap.b32 %0, %1, %2, %3;", "funnel('l', {a}, {b}, {c})"),
         ("shf.r.clamp.b32 %0, %1, %2, %3;", "funnel('rc', {a}, {b}, {c})"), ("shl.b32 %0, %1, %2;", "moved_left({a}, {b})"),
         ("shr.u32 %0, %1, %2;", "moved_right({a}, {b})"), ("shr.s32 %0, %1, %2;", "(moved_right(signed({a}), {b}) & M)"),
         ("mul24.lo.u32 %0, %1, %2;", "(({a} & 0xffffff) * ({b} & 0xffffff) & M)"),
         ("slct.u32.s32 %0, %1, %2, %3;", "({a} if signed({c}) >= 0 else {b})"),
         ("cvt.u32.u8 %0, %1;", "({a} & 255)"), ("cvt.s32.s16 %0, %1;", "(signed({a}, 16) & M)"), ("cvt.sat.u8.s32 %0, %1;", "saturated_byte({a})"),
         ("set.lt.u32.s32 %0, %1, %2;", "(M if signed({a}) < signed({b}) else 0)"), ("dp4a.u32.s32 %0, %1, %2, %3;", "mixed_dot({a}, {b}, {c})"),
         ("{ .reg .pred p; setp.lt.u32 p, %1, %2; selp.u32 %0, %3, 17, p; }", "({c} if {a} < {b} else 17)"),
         ("{ .reg .u32 t; xor.b32 t, %1, %2; add.u32 t, t, %3; mov.u32 %0, t; }", "(({a} ^ {b}) + {c} & M)"),
         ("{ .reg .pred p, q; setp.ne.s32 p, %1, 0; setp.gt.and.s32 q, %2, 3, p; @q add.u32 %0, %3, 1; @!q mov.u32 %0, 9; }",
          "({c} + 1 & M if {a} != 0 and signed({b}) > 3 else 9)"),
         ("vadd.u32.u32.u32.sat %0, %1, %2;", "min({a} + {b}, M)")]


def mixed_dot(a, b, c):
    return sum(p * q for p, q in zip(parts_of(a, 4, False), parts_of(b, 4, True))) + c & MASK


class PtxMaker:
    """Statements without barriers."""

    def ptx_step(self):
        makers = [self.ptx_word] * 5 + [self.ptx_logic, self.ptx_carry, self.ptx_wide, self.ptx_register]
        if self.phase != "plain":
            makers.append(self.ptx_shared)
        makers += [self.ptx_load, self.ptx_load]
        return self.random.choice(makers)()

    def assembly(self, text, outputs, inputs, result, python, mode=""):
        """One asm statement in a block of its own: declared outputs, then what is added to a variable."""
        target = self.variable()
        declared = "".join(f"{kind} {name}; " for kind, name, _ in outputs)
        written = ", ".join(f'"{constraint}"({name})' for _, name, constraint in outputs)
        read = ", ".join(f'"{constraint}"({value})' for constraint, value in inputs)
        return Line(f'{{ {declared}asm{mode}("{text}" : {written} : {read}); {target.cuda} += {result}; }}',
                    f"{target.python} = ({target.python} + {python}) & M")

    def three(self):
        return [self.expression(1) for _ in range(3)]

    def ptx_word(self):
        text, python = self.random.choice(WORDS)
        given = self.three()
        used = [("r", each.cuda) for number, each in enumerate(given, 1) if f"%{number}" in text]
        made = self.fresh("r")
        mode = self.random.choice(["", " volatile"])
        return self.assembly(text, [("unsigned", made, "=&r")], used, made,
                             python.format(**{name: each.python for name, each in zip("abc", given)}), mode)

    def ptx_logic(self):
        (a, b, c), table, made = self.three(), self.random.randrange(256), self.fresh("r")
        return self.assembly(f"lop3.b32 %0, %1, %2, %3, {table:#x};", [("unsigned", made, "=r")], [("r", each.cuda) for each in (a, b, c)], made,
                             f"logic3({a.python}, {b.python}, {c.python}, {table})")

    def ptx_carry(self):
        """A sum or a difference of pairs of words."""
        (a, b, c), low, high = self.three(), self.fresh("r"), self.fresh("r")
        name, sign = self.random.choice([("add", "+"), ("sub", "-")])
        python = f"(({a.python} | {b.python} << 32) {sign} ({c.python} | {a.python} << 32))"
        return self.assembly(f"{name}.cc.u32 %0, %2, %4; {name}c.u32 %1, %3, %2;", [("unsigned", low, "=&r"), ("unsigned", high, "=&r")],
                             [("r", a.cuda), ("r", b.cuda), ("r", c.cuda)], f"({low} ^ {high} * 3u)",
                             f"(({python} & M) ^ (({python} >> 32 & M) * 3 & M))")

    def ptx_wide(self):
        (a, b, _), made = self.three(), self.fresh("r")
        return self.assembly("mul.wide.u32 %0, %1, %2;", [("unsigned long long", made, "=l")], [("r", a.cuda), ("r", b.cuda)],
                             f"(unsigned)({made} >> 13)", f"({a.python} * {b.python} >> 13 & M)")

    def ptx_register(self):
        made = self.fresh("r")
        place = "x" if not self.is_plain else f"(tid - b * {self.block[0]})"
        known = [("%ctaid.x", "b"), ("%nctaid.x", str(self.grid)), ("%ntid.y", str(self.block[1])), ("%tid.x", place)]
        if not self.is_plain:
            known.append(("%laneid", "tid % 32"))
        register, python = self.random.choice(known)
        return self.assembly(f"mov.u32 %0, %{register};", [("unsigned", made, "=r")], [], made, python)

    def ptx_load(self):
        words, made = self.words(), self.fresh("r")
        index = modulo(self.expression(1), words)
        way = self.random.choice(["ld.global.nc.u32", "ld.global.u32", "ld.u32", "ld.global.ca.u32"])
        return self.assembly(f"{way} %0, [%1];", [("unsigned", made, "=r")], [("l", f"in + {index.cuda}")], made, f"data[{index.python}]", " volatile")

    def ptx_shared(self):
        """The thread's own cell, by its address in shared memory."""
        address = "(unsigned)__cvta_generic_to_shared(&sh[tid])"
        if self.phase == "write" and self.random.random() < 0.5:
            value = self.expression(1)
            return Line(f'asm volatile("st.shared.u32 [%0], %1;" :: "r"({address}), "r"({value.cuda}) : "memory");', f"sh[tid] = {value.python}")
        made = self.fresh("r")
        return self.assembly("ld.shared.u32 %0, [%1];", [("unsigned", made, "=r")], [("r", address)], made, "sh[tid]", " volatile")
