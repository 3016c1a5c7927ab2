# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What random kernels do with atomics: cells, each of one type, that only ever see one operation whose order does not matter.

Cells exist once in global memory, as members of Totals, and in any block that declares them. What an atomic returns depends on
the order, so it is used only where all that were returned are put together (take_ticket).
"""
from dataclasses import dataclass

from program import MASK, Expr, Line, Text
from values import M64, bfloat_bits, half_bits, signed


@dataclass(frozen=True)
class Cell:
    """call: CUDA with {p}, the cell's address, and {x}, an unsigned; value: Python of {x}; operation: (old, value) -> new.
    words: a value as the 32-bit words in memory (16-bit cells: one number below 65536); word: CUDA of {v}, as an unsigned, and
    read does the same in Python."""
    name: str
    cuda: str
    initial: tuple      # in CUDA and in Python
    call: str
    value: str
    operation: object
    words: object = lambda value: [value & MASK]
    word: str = "(unsigned)({v})"
    read: object = None

    def as_word(self, value):
        return self.read(value) if self.read else self.words(value)[0]


def split64(value):
    return [value & MASK, value >> 32 & MASK]


def cas(kind, new, name):
    """A loop of compare and swap, written out."""
    return f"{{{{ {kind} {name}_old = *{{p}}, {name}_seen; do {{{{ {name}_seen = {name}_old; {name}_old = atomicCAS({{p}}, {name}_seen, {new}); " \
           f"}}}} while ({name}_old != {name}_seen); }}}}"


def float_words(value):
    import struct
    return [struct.unpack("<I", struct.pack("<f", value))[0]]


def double_words(value):
    import struct
    return split64(struct.unpack("<Q", struct.pack("<d", value))[0])


U64, I64, U32, I32 = "unsigned long long", "long long", "unsigned", "int"
WIDE = ("{x} * 0x100000001ull", "({x} * 0x100000001)")
BIT, TWO_BITS = ("(float)({x} & 1u)", "({x} & 1)"), ("(float)({x} & 1u), (float)({x} >> 1 & 1u)", "({x} & 1, {x} >> 1 & 1)")


def saturating(limit):
    """0 or 1 added: a format of few bits stays where one more is less than half a step."""
    return lambda old, value: min(old + value, limit)


def pair_of(limit):
    return lambda old, value: tuple(min(o + v, limit) for o, v in zip(old, value))


CELLS = [
    Cell("add64", U64, ("0", 0), "atomicAdd({p}, %s);" % WIDE[0], WIDE[1], lambda o, v: (o + v) & M64, split64),
    Cell("min64", U64, ("~0ull", M64), "atomicMin({p}, %s);" % WIDE[0], WIDE[1], min, split64),
    Cell("max64", U64, ("0", 0), "atomicMax({p}, %s);" % WIDE[0], WIDE[1], max, split64),
    Cell("and64", U64, ("~0ull", M64), "atomicAnd({p}, %s | 0xffffull << 20);" % WIDE[0], "(%s | 0xffff << 20)" % WIDE[1], int.__and__, split64),
    Cell("or64", U64, ("0", 0), "atomicOr({p}, %s & 0xff00ff00ff00ull);" % WIDE[0], "(%s & 0xff00ff00ff00)" % WIDE[1], int.__or__, split64),
    Cell("xor64", U64, ("0", 0), "atomicXor({p}, %s);" % WIDE[0], WIDE[1], int.__xor__, split64),
    Cell("cas64", U64, ("3", 3), cas(U64, "s_seen + %s" % WIDE[0], "s"), WIDE[1], lambda o, v: (o + v) & M64, split64),
    Cell("exch64", U64, ("1", 1), "atomicExch({p}, 0x123456789abull);", "0", lambda o, v: 0x123456789AB, split64),
    Cell("smin64", I64, ("0", 0), "atomicMin({p}, (long long)(int)({x}) * 5);", "(signed({x}) * 5)", min, split64),
    Cell("smax64", I64, ("0", 0), "atomicMax({p}, (long long)(int)({x}) * 5);", "(signed({x}) * 5)", max, split64),
    Cell("dadd", "double", ("0", 0.0), "atomicAdd({p}, (double)({x}));", "float({x})", lambda o, v: o + v, double_words, read=lambda v: int(v) & MASK,
         word="(unsigned)(unsigned long long)({v})"),
    Cell("dcas", "double", ("0", 0.0), "addByCas({p}, (double)({x}));", "float({x})", lambda o, v: o + v, double_words, read=lambda v: int(v) & MASK,
         word="(unsigned)(unsigned long long)({v})"),
    Cell("add", U32, ("0", 0), "atomicAdd({p}, {x});", "{x}", lambda o, v: (o + v) & MASK),
    Cell("sub", U32, ("7", 7), "atomicSub({p}, {x});", "{x}", lambda o, v: (o - v) & MASK),
    Cell("min", U32, ("~0u", MASK), "atomicMin({p}, {x});", "{x}", min),
    Cell("max", U32, ("0", 0), "atomicMax({p}, {x});", "{x}", max),
    Cell("and_", U32, ("~0u", MASK), "atomicAnd({p}, {x} | 0xff00u);", "({x} | 0xff00)", int.__and__),
    Cell("or_", U32, ("0", 0), "atomicOr({p}, {x} & 0x0f0ff0u);", "({x} & 0x0f0ff0)", int.__or__),
    Cell("xor_", U32, ("0", 0), "atomicXor({p}, {x});", "{x}", int.__xor__),
    Cell("inc", U32, ("0", 0), "atomicInc({p}, 6u);", "0", lambda o, v: 0 if o >= 6 else o + 1),
    Cell("dec", U32, ("2", 2), "atomicDec({p}, 4u);", "0", lambda o, v: 4 if o == 0 or o > 4 else o - 1),
    Cell("exch", U32, ("0", 0), "atomicExch({p}, 77u);", "0", lambda o, v: 77),
    Cell("once", U32, ("4", 4), "atomicCAS({p}, 4u, 9u);", "0", lambda o, v: 9),
    Cell("cas", U32, ("1", 1), cas(U32, "s_seen ^ ({x})", "s"), "{x}", int.__xor__),
    Cell("update", U32, ("1", 1), "{{ const unsigned given = {x}; updateByCas({p}, [given](unsigned old) {{ return old > given ? old : given; }}); }}",
         "{x}", max),
    Cell("ref", U32, ("0", 0), "cuda::atomic_ref<unsigned, cuda::thread_scope_device>(*{p}).fetch_add({x}, cuda::memory_order_relaxed);", "{x}",
         lambda o, v: (o + v) & MASK),
    Cell("ticket", U32, ("0", 0), "atomicAdd({p}, 1u)", "1", lambda o, v: o + v),
    Cell("sadd", I32, ("0", 0), "atomicAdd({p}, (int)({x}));", "signed({x})", lambda o, v: signed(o + v)),
    Cell("smin", I32, ("0", 0), "atomicMin({p}, (int)({x}));", "signed({x})", min),
    Cell("smax", I32, ("-5", -5), "atomicMax({p}, (int)({x}));", "signed({x})", max),
    Cell("fadd", "float", ("0", 0.0), "atomicAdd({p}, (float)({x} & 7u));", "float({x} & 7)", lambda o, v: o + v, float_words, read=int),
    Cell("fcas", "float", ("0", 0.0), "addByCas({p}, (float)({x} & 7u));", "float({x} & 7)", lambda o, v: o + v, float_words, read=int),
    Cell("fmax_", "float", ("0", 0.0), "atomicMax((int *){p}, __float_as_int((float)({x} & 0xffffu)));", "float({x} & 0xffff)", max, float_words,
         read=int),
    Cell("h2add", "__half2", ("__floats2half2_rn(0, 0)", (0, 0)), "atomicAdd({p}, __floats2half2_rn(%s));" % TWO_BITS[0], TWO_BITS[1],
         pair_of(2048), lambda v: [half_bits(v[0]) | half_bits(v[1]) << 16], "(unsigned)(__low2float({v}) * 64 + __high2float({v}))",
         lambda v: v[0] * 64 + v[1]),
    Cell("b2add", "__nv_bfloat162", ("__floats2bfloat162_rn(0, 0)", (0, 0)), "atomicAdd({p}, __floats2bfloat162_rn(%s));" % TWO_BITS[0], TWO_BITS[1],
         pair_of(256), lambda v: [bfloat_bits(v[0]) | bfloat_bits(v[1]) << 16], "(unsigned)(__low2float({v}) * 64 + __high2float({v}))",
         lambda v: v[0] * 64 + v[1]),
    Cell("hadd", "__half", ("__float2half(0)", 0), "atomicAdd({p}, __float2half(%s));" % BIT[0], BIT[1], saturating(2048), lambda v: [half_bits(v)],
         "(unsigned)__half2float({v})", int),
    Cell("badd", "__nv_bfloat16", ("__float2bfloat16(0)", 0), "atomicAdd({p}, __float2bfloat16(%s));" % BIT[0], BIT[1], saturating(256),
         lambda v: [bfloat_bits(v)], "(unsigned)__bfloat162float({v})", int),
    Cell("cas16", "unsigned short", ("1", 1), cas("unsigned short", "(unsigned short)(s_seen + {x})", "s"), "{x}", lambda o, v: (o + v) & 0xFFFF),
]
BY_NAME = {cell.name: cell for cell in CELLS}


def size_of(cell):
    return {"double": 8, U64: 8, I64: 8, "__half": 2, "__nv_bfloat16": 2, "unsigned short": 2}.get(cell.cuda, 4)


def totals_struct():
    """The cells of a launch in CUDA, with how each begins; in order of their sizes, so that nothing lies between them."""
    members = "".join(f"  {cell.cuda} {cell.name};\n" for cell in CELLS)
    initial = "".join(f"  totals->{cell.name} = {cell.initial[0]};\n" for cell in CELLS)
    return (f"struct Totals {{\n{members}  unsigned short end;\n  unsigned sum[4];\n}};\nstatic void clear(Totals *totals) {{\n"
            f"  std::memset((void *)totals, 0, sizeof *totals);\n{initial}}}\n")


def total_words(values, sums):
    """The words of Totals in memory."""
    words, halves = [], []
    for cell in CELLS:
        (halves if size_of(cell) == 2 else words).extend(cell.words(values[cell.name]))
    halves.append(0)
    words += [halves[i] | halves[i + 1] << 16 for i in range(0, len(halves), 2)] + sums
    return words + [0] * (len(words) % 2)


def cell_declarations(names):
    """In CUDA: cells of the block, and what thread 0 does to them first."""
    declared = "".join(f"  __shared__ {BY_NAME[name].cuda} cell_{name};\n" for name in names)
    cleared = " ".join(f"cell_{name} = {BY_NAME[name].initial[0]};" for name in names)
    return declared, (f"  if (tid == 0) {{ {cleared} }}\n" if cleared else "")


class CellMaker:
    """Statements with atomics."""

    def cell_address(self, name):
        """A cell in either memory: its address in CUDA, and who has it in Python."""
        if self.phase == "write" and self.cells and name in self.cells and self.random.random() < 0.6:
            return f"&cell_{name}", "cells"
        return f"&totals->{name}", "totals"

    def cell(self):
        names = [cell.name for cell in CELLS if cell.name != "ticket"]
        name = self.random.choice(self.cells) if self.cells and self.random.random() < 0.5 else self.random.choice(names)
        if name == "ticket":
            return self.take_ticket()
        cell, value = BY_NAME[name], self.expression(1)
        address, owner = self.cell_address(name)
        spelled = self.respelled(cell, owner) if self.random.random() < 0.3 else None
        call = (spelled or cell.call).format(p=f"({address})", x=f"({value.cuda})")
        if call.startswith("atomic") and self.random.random() < 0.2 and "atomicCAS" not in call and "16" not in cell.cuda and "half" not in cell.cuda:
            call = call.replace("(", "_block(" if owner == "cells" else "_system(", 1)
        return Line(call, f"{owner}.apply('{name}', {cell.value.format(x='(' + value.python + ')')})")

    def take_ticket(self):
        """Every number is taken by somebody, so what all make of them is known."""
        address, owner = self.cell_address("ticket")
        taken = self.fresh("t")
        target = self.random.choice(["xor_", "add", "max64"])
        cell = BY_NAME[target]
        mixed = Expr(f"({taken} * 2654435761u)", f"({taken} * 2654435761 & M)", False)
        call = cell.call.format(p=f"(&totals->{target})", x=mixed.cuda)
        return Text(f"unsigned {taken} = atomicAdd({address}, 1u);\n{call}",
                    f"{taken} = {owner}.apply('ticket', 1)\ntotals.apply('{target}', {cell.value.format(x=mixed.python)})")

    def read_cells(self):
        """What the block's own cells have become, for all threads."""
        return [Line(f"{target.cuda} += {BY_NAME[name].word.format(v='cell_' + name)};",
                     f"{target.python} = ({target.python} + cells.word('{name}')) & M")
                for name in self.cells for target in [self.variable()]]


# What kernels find before them.
DECLARATIONS = """template <class T, class F> __device__ T updateByCas(T *p, F f) {
  T old = *p, seen;
  do {
    seen = old;
    old = atomicCAS(p, seen, f(seen));
  } while (old != seen);
  return old;
}
__device__ inline void addByCas(double *p, double value) {
  unsigned long long *word = (unsigned long long *)p, old = *word, seen;
  do {
    seen = old;
    old = atomicCAS(word, seen, __double_as_longlong(value + __longlong_as_double(seen)));
  } while (old != seen);
}
__device__ inline void addByCas(float *p, float value) {
  int *word = (int *)p, old = *word, seen;
  while (true) {
    seen = old;
    old = atomicCAS(word, seen, __float_as_int(__int_as_float(seen) + value));
    if (old == seen)
      break;
  }
}
"""
