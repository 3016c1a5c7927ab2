// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: integers, bits and words of bytes.

let Types = "u16 u32 u64 s16 s32 s64" in {
  def : Ptx<"add $T", "=uT uT uT", "($uT)($1 + $2)">;
  def : Ptx<"sub $T", "=uT uT uT", "($uT)($1 - $2)">;
  def : Ptx<"mul lo $T", "=uT uT uT", "($uT)(1u * $1 * $2)">;
  def : Ptx<"mad lo $T", "=uT uT uT uT", "($uT)(1u * $1 * $2 + $3)">;
  def : Ptx<"mul hi $T", "=T T T", "lorcha::ptx::multiplyHigh($1, $2)">;
  def : Ptx<"mad hi $T", "=uT T T uT", "($uT)(($uT)lorcha::ptx::multiplyHigh($1, $2) + $3)">;
  def : Ptx<"div $T", "=T T T", "lorcha::ptx::quotient($1, $2)">;
  def : Ptx<"rem $T", "=T T T", "lorcha::ptx::remainder($1, $2)">;
  def : Ptx<"min $T", "=T T T", "lorcha::ptx::lower($1, $2)">;
  def : Ptx<"max $T", "=T T T", "lorcha::ptx::higher($1, $2)">;
  def : Ptx<"sad $T", "=uT T T uT", "($uT)(lorcha::ptx::distance($1, $2) + $3)">;
}
let Types = "u16 u32 s16 s32" in {
  def : Ptx<"mul wide $T", "=wT T T", "($wT)$1 * ($wT)$2">;
  def : Ptx<"mad wide $T", "=uwT T T uwT", "($uwT)(($uwT)(($wT)$1 * ($wT)$2) + $3)">;
}
let Types = "s32" in {
  def : Ptx<"add sat $T", "=T T T", "lorcha::ptx::saturated((long long)$1 + (long long)$2)">;
  def : Ptx<"sub sat $T", "=T T T", "lorcha::ptx::saturated((long long)$1 - (long long)$2)">;
  def : Ptx<"mad hi sat $T", "=T T T T", "lorcha::ptx::saturated((long long)lorcha::ptx::multiplyHigh($1, $2) + (long long)$3)">;
}
let Types = "s16 s32 s64" in {
  def : Ptx<"neg $T", "=uT uT", "($uT)(0u - $1)">;
  def : Ptx<"abs $T", "=uT T", "lorcha::ptx::magnitude($1)">;
}
def : Ptx<"mul24 lo u32", "=u32 u32 u32", "__umul24($1, $2)">;
def : Ptx<"mul24 lo s32", "=s32 s32 s32", "__mul24($1, $2)">;
def : Ptx<"mul24 hi u32", "=u32 u32 u32", "lorcha::ptx::multiplyHigh24($1, $2)">;
def : Ptx<"mul24 hi s32", "=s32 s32 s32", "lorcha::ptx::multiplyHigh24($1, $2)">;
def : Ptx<"mad24 lo u32", "=u32 u32 u32 u32", "__umul24($1, $2) + $3">;
def : Ptx<"mad24 lo s32", "=u32 s32 s32 u32", "(unsigned)__mul24($1, $2) + $3">;
def : Ptx<"mad24 hi u32", "=u32 u32 u32 u32", "lorcha::ptx::multiplyHigh24($1, $2) + $3">;
def : Ptx<"mad24 hi s32", "=u32 s32 s32 u32", "(unsigned)lorcha::ptx::multiplyHigh24($1, $2) + $3">;

// With the carry flag; after sub.cc and subc.cc it says that something was borrowed.
let Types = "u32 s32 b32 u64 s64 b64" in {
  defvar Sum = "lorcha::ptx::carryOfSum";
  defvar Difference = "lorcha::ptx::borrowOfDifference";
  let Carry = Sum # "($1, $2, 0u)" in def : Ptx<"add cc $T", "=uT uT uT", "$1 + $2">;
  let Carry = Sum # "($1, $2, $carry)" in def : Ptx<"addc cc $T", "=uT uT uT", "$1 + $2 + $carry">;
  def : Ptx<"addc $T", "=uT uT uT", "$1 + $2 + $carry">;
  let Carry = Difference # "($1, $2, 0u)" in def : Ptx<"sub cc $T", "=uT uT uT", "$1 - $2">;
  let Carry = Difference # "($1, $2, $carry)" in def : Ptx<"subc cc $T", "=uT uT uT", "$1 - $2 - $carry">;
  def : Ptx<"subc $T", "=uT uT uT", "$1 - $2 - $carry">;
  foreach Half = ["lo", "hi"] in {
    defvar Product = !if(!eq(Half, "lo"), "($uT)($1 * $2)", "($uT)lorcha::ptx::multiplyHigh(($T)$1, ($T)$2)");
    let Carry = Sum # "(" # Product # ", $3, 0u)" in
      def : Ptx<"mad " # Half # " cc $T", "=uT uT uT uT", Product # " + $3">;
    let Carry = Sum # "(" # Product # ", $3, $carry)" in
      def : Ptx<"madc " # Half # " cc $T", "=uT uT uT uT", Product # " + $3 + $carry">;
    def : Ptx<"madc " # Half # " $T", "=uT uT uT uT", Product # " + $3 + $carry">;
  }
}

// Logic and shifts.
let Types = "b16 b32 b64" in {
  def : Ptx<"and $T", "=T T T", "($T)($1 & $2)">;
  def : Ptx<"or $T", "=T T T", "($T)($1 | $2)">;
  def : Ptx<"xor $T", "=T T T", "($T)($1 ^ $2)">;
  def : Ptx<"not $T", "=T T", "($T)~$1">;
  def : Ptx<"cnot $T", "=T T", "($T)($1 == 0)">;
  def : Ptx<"shl $T", "=T T u32", "lorcha::ptx::shiftLeft($1, $2)">;
}
def : Ptx<"and pred", "=pred pred pred", "$1 && $2">;
def : Ptx<"or pred", "=pred pred pred", "$1 || $2">;
def : Ptx<"xor pred", "=pred pred pred", "$1 != $2">;
def : Ptx<"not pred", "=pred pred", "!$1">;
let Types = "b16 b32 b64 u16 u32 u64 s16 s32 s64" in
  def : Ptx<"shr $T", "=T T u32", "lorcha::ptx::shiftRight($1, $2)">;
def : Ptx<"shf l wrap b32", "=b32 b32 b32 u32", "__funnelshift_l($1, $2, $3)">;
def : Ptx<"shf l clamp b32", "=b32 b32 b32 u32", "__funnelshift_lc($1, $2, $3)">;
def : Ptx<"shf r wrap b32", "=b32 b32 b32 u32", "__funnelshift_r($1, $2, $3)">;
def : Ptx<"shf r clamp b32", "=b32 b32 b32 u32", "__funnelshift_rc($1, $2, $3)">;
def : Ptx<"lop3 b32", "=b32 b32 b32 b32 #u32", "lorcha::ptx::logic3($1, $2, $3, $4)">;
let Second = "$d != 0 || $5" in
  def : Ptx<"lop3 or b32", "=b32|pred b32 b32 b32 #u32 pred", "lorcha::ptx::logic3($1, $2, $3, $4)">;
let Second = "$d != 0 && $5" in
  def : Ptx<"lop3 and b32", "=b32|pred b32 b32 b32 #u32 pred", "lorcha::ptx::logic3($1, $2, $3, $4)">;

// Bits.
def : Ptx<"popc b32", "=u32 b32", "(unsigned)__popc($1)">;
def : Ptx<"popc b64", "=u32 b64", "(unsigned)__popcll($1)">;
def : Ptx<"clz b32", "=u32 b32", "(unsigned)__clz((int)$1)">;
def : Ptx<"clz b64", "=u32 b64", "(unsigned)__clzll((long long)$1)">;
def : Ptx<"brev b32", "=b32 b32", "__brev($1)">;
def : Ptx<"brev b64", "=b64 b64", "__brevll($1)">;
def : Ptx<"fns b32", "=b32 b32 b32 s32", "__fns($1, $2, $3)">;
let Types = "u32 u64 s32 s64" in {
  def : Ptx<"bfind $T", "=u32 T", "lorcha::ptx::findLeading($1)">;
  def : Ptx<"bfind shiftamt $T", "=u32 T", "lorcha::ptx::shiftToLead($1)">;
  def : Ptx<"bfe $T", "=T T u32 u32", "lorcha::ptx::extractBits($1, $2, $3)">;
}
let Types = "b32 b64" in
  def : Ptx<"bfi $T", "=T T T u32 u32", "lorcha::ptx::insertBits($1, $2, $3, $4)">;
def : Ptx<"bmsk clamp b32", "=b32 u32 u32", "lorcha::ptx::maskClamped($1, $2)">;
def : Ptx<"bmsk wrap b32", "=b32 u32 u32", "lorcha::ptx::maskClamped($1 & 31, $2 & 31)">;
def : Ptx<"szext clamp u32", "=u32 u32 u32", "lorcha::ptx::extendBits($1, $2)">;
def : Ptx<"szext wrap u32", "=u32 u32 u32", "lorcha::ptx::extendBits($1, $2 & 31)">;
def : Ptx<"szext clamp s32", "=s32 s32 u32", "lorcha::ptx::extendBits($1, $2)">;
def : Ptx<"szext wrap s32", "=s32 s32 u32", "lorcha::ptx::extendBits($1, $2 & 31)">;

// Bytes.
def : Ptx<"prmt b32", "=b32 b32 b32 b32", "__byte_perm($1, $2, $3)">;
foreach Mode = ["f4e", "b4e", "rc8", "ecl", "ecr", "rc16"] in
  def : Ptx<"prmt b32 " # Mode, "=b32 b32 b32 b32",
            "__byte_perm($1, $2, lorcha::ptx::permutation_" # Mode # "($3))">;
foreach A = ["u32", "s32"] in
  foreach B = ["u32", "s32"] in {
    defvar D = !if(!eq(A # B, "u32u32"), "u32", "s32");
    def : Ptx<"dp4a " # A # " " # B, "=" # D # " " # A # " " # B # " " # D, "lorcha::ptx::dot4($1, $2, $3)">;
    foreach Half = ["lo", "hi"] in
      def : Ptx<"dp2a " # Half # " " # A # " " # B, "=" # D # " " # A # " " # B # " " # D,
                "lorcha::ptx::dot2($1, $2, " # !if(!eq(Half, "lo"), "0", "16") # ", $3)">;
  }
