# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The types of values in random kernels besides unsigned, and what the Python form computes with them.

A Kind says in CUDA and in Python how a value is made of an unsigned one, how it becomes one again, and how two are joined. All of
it is exact, so results are compared bit by bit: floating-point values are small integers, 16-bit ones are kept as their bits.
Values of several parts are tuples. Helpers here are in scope of a kernel's Python form.
"""
import struct
from dataclasses import dataclass

from program import MASK

M64 = 0xFFFFFFFFFFFFFFFF


def signed(value, bits=32):
    """The low bits as a signed number."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def half_value(bits):
    return struct.unpack("<e", struct.pack("<H", bits))[0]


def half_bits(value):
    """A float64 rounded to half; what is too large is not made by our kernels."""
    return struct.unpack("<H", struct.pack("<e", value))[0]


def half_mean(a, b):
    """a / 2 + b / 4, each step rounded."""
    return half_bits(half_value(half_bits(half_value(a) * 0.5)) + half_value(half_bits(half_value(b) * 0.25)))


def bfloat_value(bits):
    return struct.unpack("<f", struct.pack("<I", bits << 16))[0]


def bfloat_bits(value):
    """A float64 rounded once to bfloat16; normal numbers and zero."""
    word = struct.unpack("<Q", struct.pack("<d", value))[0]
    word += (1 << 44) - 1 + (word >> 45 & 1)
    return struct.unpack("<I", struct.pack("<f", struct.unpack("<d", struct.pack("<Q", word >> 45 << 45))[0]))[0] >> 16


def bfloat_mean(a, b):
    return bfloat_bits(bfloat_value(bfloat_bits(bfloat_value(a) * 0.5)) + bfloat_value(bfloat_bits(bfloat_value(b) * 0.25)))


def put(whole, part, value):
    return whole[:part] + (value,) + whole[part + 1:]


def each(operation, a, b):
    return tuple(map(operation, a, b))


@dataclass(frozen=True)
class Kind:
    """made, word and joined are pairs of CUDA and Python text with {x}, {v} or {a} and {b}. parts: (member, conversion from unsigned
    in CUDA, the same in Python). shuffles: __shfl_sync takes it. matches: __match_any_sync does."""
    cuda: str
    made: tuple
    word: tuple
    joined: tuple
    parts: tuple = ()
    shuffles: bool = False
    matches: bool = False
    reduces: tuple = ()


LEAST = ("({a} < {b} ? {a} : {b})", "min({a}, {b})")
DISTANCE_FLOAT = ("fabsf({a} - {b})", "abs({a} - {b})")
HALF = ("__ushort_as_half((unsigned short)(({x} & 0x83ffu) | 0x3400u))", "(({x} & 0x83ff) | 0x3400)")
BFLOAT = ("__ushort_as_bfloat16((unsigned short)(({x} & 0x80ffu) | 0x3e80u))", "(({x} & 0x80ff) | 0x3e80)")


def halved(kind, mean):
    """Pairs of 16-bit numbers: their words hold the second in the upper half."""
    prefix = {"__half2": "half", "__nv_bfloat162": "bfloat16"}[kind]
    one = {"half": HALF, "bfloat16": BFLOAT}[prefix]
    factor = {"half": "__float2half2_rn", "bfloat16": "__float2bfloat162_rn"}[prefix]
    made = (f"__halves2{prefix}2({one[0]}, {one[0].replace('{x}', '({x} >> 8)')})",
            f"({one[1]}, {one[1].replace('{x}', '({x} >> 8)')})")
    word = (f"(__{prefix}_as_ushort(__low2{prefix}({{v}})) | (unsigned)__{prefix}_as_ushort(__high2{prefix}({{v}})) << 16)",
            "({v}[0] | {v}[1] << 16)")
    joined = (f"__hadd2_rn(__hmul2_rn({{a}}, {factor}(0.5f)), __hmul2_rn({{b}}, {factor}(0.25f)))", f"each({mean}, {{a}}, {{b}})")
    return Kind(kind, made, word, joined, shuffles=True)


def vector(cuda, members, number, count, mask, maker):
    """One of CUDA's vector types, of numbers below mask + 1."""
    parts = tuple((m, f"({number})({{x}} & {mask}u)", f"({{x}} & {mask})") for m in members[:count])
    made = (f"{maker}(" + ", ".join(f"({number})(({{x}} + {i}u) & {mask}u)" for i in range(count)) + ")",
            "(" + ", ".join(f"(({{x}} + {i}) & {mask})" for i in range(count)) + ",)")
    word = ("(" + " + ".join(f"(unsigned){{v}}.{m} * {2 * i + 1}u" for i, m in enumerate(members[:count])) + ")",
            "((" + " + ".join(f"int({{v}}[{i}]) * {2 * i + 1}" for i in range(count)) + ") & M)")
    joined = (f"{maker}(" + ", ".join(f"{{a}}.{m} < {{b}}.{m} ? {{a}}.{m} : {{b}}.{m}" for m in members[:count]) + ")",
              "each(min, {a}, {b})")
    return Kind(cuda, made, word, joined, parts)


MIXED = Kind("Mixed", ("makeMixed({x})", "({x} & 255, {x} & 0xffff, {x}, {x} << 7)"),
             ("({v}.a + {v}.b * 3u + {v}.c * 5u + (unsigned)({v}.d >> 5))", "(({v}[0] + {v}[1] * 3 + {v}[2] * 5 + ({v}[3] >> 5)) & M)"),
             ("({a} ^ {b})", "each(int.__xor__, {a}, {b})"),
             (("a", "(unsigned char)({x})", "({x} & 255)"), ("b", "(unsigned short)({x})", "({x} & 0xffff)"), ("c", "{x}", "{x}"),
              ("d", "(unsigned long long)({x}) << 3", "({x} << 3)")))
ROW = Kind("Row", ("Row{{{{{x}, {x} + 1u, 7u}}}}", "({x}, ({x} + 1) & M, 7)"),
           ("({v}.v[0] ^ {v}.v[1] + {v}.v[{v}.v[2] % 3u])", "({v}[0] ^ (({v}[1] + {v}[{v}[2] % 3]) & M))"),
           ("joinRows({a}, {b})", "each(min, {a}, {b})"),
           (("v[0]", "{x}", "{x}"), ("v[1]", "{x}", "{x}"), ("v[2]", "{x}", "{x}")))

SCALARS = [
    Kind("int", ("(int)({x})", "signed({x})"), ("(unsigned)({v})", "({v} & M)"), LEAST, shuffles=True, matches=True,
         reduces=("less", "greater", "bit_and", "bit_xor")),
    Kind("short", ("(short)({x})", "signed({x}, 16)"), ("(unsigned)({v})", "({v} & M)"), ("(short)({a} ^ {b})", "({a} ^ {b})")),
    Kind("unsigned char", ("(unsigned char)({x})", "({x} & 255)"), ("(unsigned)({v})", "{v}"),
         ("(unsigned char)({a} + {b})", "(({a} + {b}) & 255)")),
    Kind("bool", ("((({x}) & 1u) != 0)", "(({x}) & 1)"), ("(unsigned)({v})", "{v}"), ("({a} != {b})", "({a} ^ {b})")),
    Kind("unsigned long long", ("(({x}) * 0x100000001ull)", "(({x}) * 0x100000001)"), ("(unsigned)(({v}) >> 16)", "(({v}) >> 16 & M)"),
         ("({a} + {b})", "(({a} + {b}) & M64)"), shuffles=True, matches=True, reduces=("less", "greater", "bit_or", "bit_xor")),
    Kind("long long", ("((long long)(int)({x}) * 3)", "(signed({x}) * 3)"), ("(unsigned)({v})", "({v} & M)"), LEAST, shuffles=True,
         matches=True, reduces=("less", "greater", "bit_and")),
    Kind("float", ("(float)(({x}) & 0xfffu)", "float(({x}) & 0xfff)"), ("(unsigned)({v})", "int({v})"), DISTANCE_FLOAT, shuffles=True,
         matches=True, reduces=("less", "greater")),
    Kind("double", ("(double)({x})", "float({x})"), ("(unsigned)({v})", "int({v})"), ("fabs({a} - {b})", "abs({a} - {b})"),
         shuffles=True, matches=True, reduces=("less", "greater")),
    Kind("__half", HALF, ("(unsigned)__half_as_ushort({v})", "{v}"),
         ("__hadd_rn(__hmul_rn({a}, __float2half(0.5f)), __hmul_rn({b}, __float2half(0.25f)))", "half_mean({a}, {b})"), shuffles=True),
    Kind("__nv_bfloat16", BFLOAT, ("(unsigned)__bfloat16_as_ushort({v})", "{v}"),
         ("__hadd_rn(__hmul_rn({a}, __float2bfloat16(0.5f)), __hmul_rn({b}, __float2bfloat16(0.25f)))", "bfloat_mean({a}, {b})"), shuffles=True),
]
COMPOUND = [
    halved("__half2", "half_mean"), halved("__nv_bfloat162", "bfloat_mean"),
    vector("uint2", "xyzw", "unsigned", 2, MASK, "make_uint2"), vector("uint4", "xyzw", "unsigned", 4, MASK, "make_uint4"),
    vector("int3", "xyzw", "int", 3, 0x7FFFFFFF, "make_int3"), vector("ushort4", "xyzw", "unsigned short", 4, 0xFFFF, "make_ushort4"),
    vector("uchar4", "xyzw", "unsigned char", 4, 0xFF, "make_uchar4"), vector("float4", "xyzw", "float", 4, 0xFFF, "make_float4"),
    vector("float2", "xyzw", "float", 2, 0xFFF, "make_float2"), vector("double2", "xyzw", "double", 2, 0xFFFFF, "make_double2"),
    MIXED, ROW,
]


def pointer_kind(words):
    """Pointers into the kernel's input, which has that many words. In Python: the index."""
    return Kind("const unsigned *", (f"(in + ({{x}}) % {words}u)", f"(({{x}}) % {words})"), ("(*{v})", "data[{v}]"), LEAST)


# What kernels find before them.
DECLARATIONS = """struct Mixed {
  unsigned char a;
  unsigned short b;
  unsigned c;
  unsigned long long d;
};
__device__ inline Mixed makeMixed(unsigned x) {
  Mixed m;
  m.a = x, m.b = x, m.c = x, m.d = (unsigned long long)x << 7;
  return m;
}
__device__ inline Mixed operator^(const Mixed &a, Mixed b) {
  b.a ^= a.a, b.b ^= a.b, b.c ^= a.c, b.d ^= a.d;
  return b;
}
struct Row {
  unsigned v[3];
};
__device__ inline Row joinRows(Row a, const Row &b) {
  for (int i = 0; i < 3; ++i)
    a.v[i] = a.v[i] < b.v[i] ? a.v[i] : b.v[i];
  return a;
}
"""
