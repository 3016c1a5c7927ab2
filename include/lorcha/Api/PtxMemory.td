// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX: memory, atomics, barriers, operations of warps.

let Types = "b8 b16 b32 b64 u8 u16 u32 u64 s8 s16 s32 s64 f32 f64", Relaxed = 1 in {
  defvar Hints = " ?$cache:Cache ?$level1:Level1 ?$hint:Hint ?$level2:Level2";
  // ptxas takes the operator of the cache in front of the space, too.
  def : Ptx<"ld ?weak ?$early:Cache ?$space:Space" # Hints # " ?$vector:Vector $T", "=T [T]", "*$1">;
  def : Ptx<"ld ?$space:Space nc" # Hints # " ?$vector:Vector $T", "=T [T]", "*$1">;
  def : Ptx<"ldu ?$space:Space ?$vector:Vector $T", "=T [T]", "*$1">;
  def : Ptx<"ld volatile ?$space:Space ?$vector:Vector $T", "=T [T]", "*(const volatile $T *)$1">;
  def : Ptx<"ld $order:Order ?$scope:Scope ?$space:Space" # Hints # " ?$vector:Vector $T", "=T [T]",
            "*(const volatile $T *)$1">;
  def : Ptx<"st ?weak ?$early:Cache ?$space:Space" # Hints # " ?$vector:Vector $T", "[T] T", "*$1 = $2">;
  def : Ptx<"st volatile ?$space:Space ?$vector:Vector $T", "[T] T", "*(volatile $T *)$1 = $2">;
  def : Ptx<"st $order:Order ?$scope:Scope ?$space:Space" # Hints # " ?$vector:Vector $T", "[T] T",
            "*(volatile $T *)$1 = $2">;
}
let Note = "Without effect." in {
  foreach S = ["", " global", " local"] in
    foreach L = ["L1", "L2"] in
      def : Ptx<"prefetch" # S # " " # L, "[b8]", "">;
  foreach L = ["evict_last", "evict_normal"] in
    def : Ptx<"prefetch global L2::" # L, "[b8]", "">;
  def : Ptx<"prefetchu L1", "[b8]", "">;
  def : Ptx<"discard ?global L2", "[b8] #u32", "">;
  def : Ptx<"applypriority ?global L2::evict_normal", "[b8] #u32", "">;
}

// Copies between global and shared memory, done at once.
foreach Cache = ["ca", "cg"] in {
  defvar Copy = "cp async " # Cache # " $space:SharedSpace global ?$hint:Hint ?$level2:Level2";
  def : Ptx<Copy, "[shared:b8] [global:b8] #u32", "lorcha::ptx::copy($1, $2, $3, $3)">;
  def : Ptx<Copy, "[shared:b8] [global:b8] #u32 u32", "lorcha::ptx::copy($1, $2, $3, $4)">;
}
let Note = "Copies are done at once." in {
  def : Ptx<"cp async commit_group", "", "">;
  def : Ptx<"cp async wait_group", "#u32", "">;
  def : Ptx<"cp async wait_all", "", "">;
}

// Fences.
foreach N = ["membar", "fence", "fence sc", "fence acq_rel"] in {
  def : Ptx<N # " cta", "", "__threadfence_block()">;
  def : Ptx<N # " " # !if(!eq(N, "membar"), "gl", "gpu"), "", "__threadfence()">;
  def : Ptx<N # " sys", "", "__threadfence_system()">;
}
foreach P = ["alias", "async", "async global", "async shared::cta"] in
  def : Ptx<"fence proxy " # P, "", "__threadfence()">;

// Atomic functions. red gives no result.
multiclass Atomic<string operation, string types, string typed, string function> {
  let Types = types in {
    def : Ptx<"atom ?$order:Order ?$scope:Scope ?$space:Space " # operation # " $T", "=" # typed # " [" # typed # "] " # typed,
              function # "$scope($1, $2)">;
    def : Ptx<"red ?$order:Order ?$scope:Scope ?$space:Space " # operation # " $T", "[" # typed # "] " # typed,
              function # "$scope($1, $2)">;
  }
}
defm : Atomic<"add", "u32 s32 u64 f32 f64", "T", "atomicAdd">;
defm : Atomic<"add", "s64", "uT", "atomicAdd">;
defm : Atomic<"min", "u32 s32 u64 s64", "T", "atomicMin">;
defm : Atomic<"max", "u32 s32 u64 s64", "T", "atomicMax">;
defm : Atomic<"and", "b32 b64", "T", "atomicAnd">;
defm : Atomic<"or", "b32 b64", "T", "atomicOr">;
defm : Atomic<"xor", "b32 b64", "T", "atomicXor">;
defm : Atomic<"inc", "u32", "T", "atomicInc">;
defm : Atomic<"dec", "u32", "T", "atomicDec">;
let Types = "b32 b64" in {
  def : Ptx<"atom ?$order:Order ?$scope:Scope ?$space:Space exch $T", "=T [T] T", "atomicExch$scope($1, $2)">;
  def : Ptx<"atom ?$order:Order ?$scope:Scope ?$space:Space cas $T", "=T [T] T T", "atomicCAS$scope($1, $2, $3)">;
}
def : Ptx<"atom ?$order:Order ?$scope:Scope ?$space:Space cas b16", "=b16 [b16] b16 b16", "atomicCAS$scope($1, $2, $3)">;

foreach T = ["f16", "f16x2", "bf16", "bf16x2"] in {
  defvar Add = "lorcha::ptx::atomicAdd16<lorcha::detail::" # !if(!eq(!substr(T, 0, 1), "f"), "HalfFormat", "BfloatFormat")
               # ">($1, $2)";
  def : Ptx<"atom ?$order:Order ?$scope:Scope ?$space:Space add noftz " # T, "=" # T # " [" # T # "] " # T, Add>;
  def : Ptx<"red ?$order:Order ?$scope:Scope ?$space:Space add noftz " # T, "[" # T # "] " # T, Add>;
}

// Barriers of the block.
foreach N = ["bar sync", "bar cta sync", "barrier sync", "barrier sync aligned", "barrier cta sync",
             "barrier cta sync aligned"] in
  def : Ptx<N, "u32", "__syncthreads()">;
foreach N = ["bar red", "bar cta red", "barrier red", "barrier red aligned", "barrier cta red", "barrier cta red aligned"] in {
  def : Ptx<N # " popc u32", "=u32 u32 pred", "(unsigned)__syncthreads_count($2)">;
  def : Ptx<N # " and pred", "=pred u32 pred", "__syncthreads_and($2) != 0">;
  def : Ptx<N # " or pred", "=pred u32 pred", "__syncthreads_or($2) != 0">;
}

// Operations of warps. The constants are those of CUDA's functions of whole warps; any other goes through the lane's number.
def : Ptx<"bar warp sync", "u32", "__syncwarp($1)">;
foreach M = ["idx", "up", "down", "bfly"] in {
  defvar Cuda = !cond(!eq(M, "idx") : "", !eq(M, "bfly") : "_xor", true : "_" # M);
  defvar Whole = !if(!eq(M, "up"), "#0", "#31");
  let Second = "lorcha::ptx::reads_" # M # "($lane, $2, $3)" in {
    def : Ptx<"shfl sync " # M # " b32", "=b32|pred b32 u32 " # Whole # " u32", "__shfl" # Cuda # "_sync($4, $1, $2)">;
    def : Ptx<"shfl sync " # M # " b32", "=b32|pred b32 u32 u32 u32",
              "__shfl_sync($4, $1, (int)lorcha::ptx::source_" # M # "($lane, $2, $3))">;
    def : Ptx<"shfl " # M # " b32", "=b32|pred b32 u32 " # Whole, "__shfl" # Cuda # "($1, $2)">;
    def : Ptx<"shfl " # M # " b32", "=b32|pred b32 u32 u32",
              "__shfl($1, (int)lorcha::ptx::source_" # M # "($lane, $2, $3))">;
  }
}
foreach M = ["any", "all"] in {
  def : Ptx<"vote sync " # M # " pred", "=pred pred u32", "__" # M # "_sync($2, $1) != 0">;
  def : Ptx<"vote " # M # " pred", "=pred pred", "__" # M # "($1) != 0">;
}
def : Ptx<"vote sync uni pred", "=pred pred u32", "(__all_sync($2, $1) | __all_sync($2, !$1)) != 0">;
def : Ptx<"vote uni pred", "=pred pred", "(__all($1) | __all(!$1)) != 0">;
def : Ptx<"vote sync ballot b32", "=b32 pred u32", "__ballot_sync($2, $1)">;
def : Ptx<"vote ballot b32", "=b32 pred", "__ballot($1)">;
def : Ptx<"activemask b32", "=b32", "__activemask()">;
let Types = "b32 b64" in {
  def : Ptx<"match any sync $T", "=b32 T u32", "__match_any_sync($2, $1)">;
  let Before = "int lorchaAll", Second = "$d != 0" in
    def : Ptx<"match all sync $T", "=b32|pred T u32", "__match_all_sync($2, $1, &lorchaAll)">;
}
foreach N = ["add", "min", "max"] in {
  let Types = "u32 s32" in
    def : Ptx<"redux sync " # N # " $T", "=T T u32", "__reduce_" # N # "_sync($2, $1)">;
}
foreach N = ["and", "or", "xor"] in
  def : Ptx<"redux sync " # N # " b32", "=b32 b32 u32", "__reduce_" # N # "_sync($2, $1)">;
let Second = "$d == $lane" in
  def : Ptx<"elect sync", "=b32|pred u32", "(unsigned)__ffs((int)$1) - 1u">;
