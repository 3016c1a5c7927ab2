// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The record classes of inline PTX: what is understood, and the C++ that stands for it. lorcha-tblgen makes the table of
// lib/Ptx and a page of the docs from the records.

// A set of modifiers of which one stands at a place, each with what Lowering gets for it.
class PtxWord<string word, string cpp> { string Word = word; string Cpp = cpp; }
class PtxSet<list<PtxWord> words, string without = ""> {
  list<PtxWord> Words = words;
  string Without = without; // for none, where the place may be empty
}

// One form of an instruction.
//
// Syntax: the name and the modifiers, with blanks for dots: a word; $T and $U for one of Types and MoreTypes; $name:Set for a
// word of a set. A question mark before it: may be missing.
//
// Operands: "=T" is what is written, "=T|pred" may be a pair, anything else is read. Types are T, U, or a name; before T or U
// a letter makes another type of it: u unsigned, s signed, w twice as wide, b bits. "[T]" is an address of such an object,
// "[shared:T]" one in shared memory whatever the modifiers say, "ptr" any address as a value; "#" before a type asks for a
// constant, "#31" for that constant.
//
// Lowering: an expression, of the type that Operands give to what is written. $1, $2, ... are the operands that are read;
// $T, $uT and the like C++ types; $name what the set has; $d what was written; $lane the number of the lane. Empty for no
// effect.
class Ptx<string syntax, string operands, string lowering> {
  string Syntax = syntax;
  string Operands = operands;
  string Lowering = lowering;
  string Types = "";
  string MoreTypes = "";
  string Before = "";    // statements that come first
  string Second = "";    // what the other one of a pair gets, after Lowering: $d is there
  string Carry = "";     // what the carry flag gets, worked out before Lowering
  bit Relaxed = 0;       // registers may be wider than the type
  string Action = "";    // what the lowering does by itself: "branch", "exit", "move"
  string Note = "";
}

// A special register.
class PtxRegister<string name, string type, string lowering> {
  string Name = name;
  string Type = type;
  string Lowering = lowering;
  string Note = "";
}

def Saturate  : PtxSet<[PtxWord<"sat", "lorcha::ptx::saturate">]>;
def Flush     : PtxSet<[PtxWord<"ftz", "lorcha::ptx::flush">]>;
// The endings of CUDA's functions, and the runtime's enumerators.
def Ending    : PtxSet<[PtxWord<"rn", "rn">, PtxWord<"rz", "rz">, PtxWord<"rm", "rd">, PtxWord<"rp", "ru">], "rn">;
def Rounding  : PtxSet<[PtxWord<"rn", "Nearest">, PtxWord<"rna", "Nearest">, PtxWord<"rz", "TowardZero">,
                        PtxWord<"rm", "Down">, PtxWord<"rp", "Up">], "Nearest">;
def IntegralRounding : PtxSet<[PtxWord<"rni", "Nearest">, PtxWord<"rzi", "TowardZero">, PtxWord<"rmi", "Down">,
                               PtxWord<"rpi", "Up">], "TowardZero">;
def Comparison : PtxSet<[PtxWord<"eq", "equal">, PtxWord<"ne", "notEqual">, PtxWord<"lt", "less">,
                         PtxWord<"le", "lessEqual">, PtxWord<"gt", "greater">, PtxWord<"ge", "greaterEqual">,
                         PtxWord<"lo", "less">, PtxWord<"ls", "lessEqual">, PtxWord<"hi", "greater">,
                         PtxWord<"hs", "greaterEqual">, PtxWord<"equ", "equalOrNaN">, PtxWord<"neu", "notEqualOrNaN">,
                         PtxWord<"ltu", "lessOrNaN">, PtxWord<"leu", "lessEqualOrNaN">, PtxWord<"gtu", "greaterOrNaN">,
                         PtxWord<"geu", "greaterEqualOrNaN">, PtxWord<"num", "bothNumbers">,
                         PtxWord<"nan", "anyNaN">]>;
def Logic     : PtxSet<[PtxWord<"and", "&&">, PtxWord<"or", "||">, PtxWord<"xor", "!=">]>;
// Named `space`: where the addresses of the instruction point.
def Space     : PtxSet<[PtxWord<"global", "">, PtxWord<"shared", "shared">, PtxWord<"shared::cta", "shared">,
                        PtxWord<"local", "">, PtxWord<"const", "">, PtxWord<"param", "">]>;
def SharedSpace : PtxSet<[PtxWord<"shared", "shared">, PtxWord<"shared::cta", "shared">]>;
// Named `order`: a fence before or behind.
def Order     : PtxSet<[PtxWord<"relaxed", "|">, PtxWord<"acquire", "|__threadfence()">,
                        PtxWord<"release", "__threadfence()|">, PtxWord<"acq_rel", "__threadfence()|__threadfence()">,
                        PtxWord<"sc", "__threadfence()|__threadfence()">]>;
def Scope     : PtxSet<[PtxWord<"cta", "_block">, PtxWord<"cluster", "">, PtxWord<"gpu", "">, PtxWord<"sys", "_system">]>;
// Named `vector`: how many elements the operand in braces has.
def Vector    : PtxSet<[PtxWord<"v2", "2">, PtxWord<"v4", "4">, PtxWord<"v8", "8">]>;
// Without effect here.
def Cache     : PtxSet<[PtxWord<"ca", "">, PtxWord<"cg", "">, PtxWord<"cs", "">, PtxWord<"lu", "">, PtxWord<"cv", "">,
                        PtxWord<"wb", "">, PtxWord<"wt", "">]>;
def Level1    : PtxSet<[PtxWord<"L1::evict_normal", "">, PtxWord<"L1::evict_unchanged", "">,
                        PtxWord<"L1::evict_first", "">, PtxWord<"L1::evict_last", "">, PtxWord<"L1::no_allocate", "">]>;
def Level2    : PtxSet<[PtxWord<"L2::evict_normal", "">, PtxWord<"L2::evict_first", "">, PtxWord<"L2::evict_last", "">,
                        PtxWord<"L2::64B", "">, PtxWord<"L2::128B", "">, PtxWord<"L2::256B", "">]>;
def Hint      : PtxSet<[PtxWord<"L2::cache_hint", "">]>;
