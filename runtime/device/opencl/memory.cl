// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fences, and C's functions on memory.

// Orders this thread's reads and writes before its later ones. OpenCL 1.2 promises it within the work-group; devices of
// that version do it for the whole device, and those of later ones say so.
#if __OPENCL_C_VERSION__ == 200 || (defined(__opencl_c_atomic_order_seq_cst) && defined(__opencl_c_atomic_scope_device))
static void lorcha_threadfence(void) {
  atomic_work_item_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE, memory_order_seq_cst, memory_scope_device);
}
#else
static void lorcha_threadfence(void) { mem_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE); }
#endif
static void lorcha_threadfence_block(void) { mem_fence(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE); }

// C's functions on memory, by bytes. The first address space is the one that is written, or the first that is compared.
#define LORCHA_COPY(To, From)                                                                                          \
  static To void *lorcha_memcpy_##To##_##From(To void *Target, const From void *Source, ulong Bytes) {                 \
    for (ulong I = 0; I < Bytes; ++I)                                                                                  \
      ((To uchar *)Target)[I] = ((const From uchar *)Source)[I];                                                       \
    return Target;                                                                                                     \
  }                                                                                                                    \
  static int lorcha_memcmp_##To##_##From(const To void *First, const From void *Second, ulong Bytes) {                 \
    for (ulong I = 0; I < Bytes; ++I) {                                                                                \
      int Difference = ((const To uchar *)First)[I] - ((const From uchar *)Second)[I];                                 \
      if (Difference != 0)                                                                                             \
        return Difference;                                                                                             \
    }                                                                                                                  \
    return 0;                                                                                                          \
  }
LORCHA_COPY(global, global)
LORCHA_COPY(global, local)
LORCHA_COPY(global, private)
LORCHA_COPY(global, constant)
LORCHA_COPY(local, global)
LORCHA_COPY(local, local)
LORCHA_COPY(local, private)
LORCHA_COPY(local, constant)
LORCHA_COPY(private, global)
LORCHA_COPY(private, local)
LORCHA_COPY(private, private)
LORCHA_COPY(private, constant)
#undef LORCHA_COPY

#define LORCHA_FILL(Space)                                                                                             \
  static Space void *lorcha_memset_##Space(Space void *Target, int Value, ulong Bytes) {                               \
    for (ulong I = 0; I < Bytes; ++I)                                                                                  \
      ((Space uchar *)Target)[I] = (uchar)Value;                                                                       \
    return Target;                                                                                                     \
  }                                                                                                                    \
  /* The same with overlap. */                                                                                         \
  static Space void *lorcha_memmove_##Space(Space void *Target, const Space void *Source, ulong Bytes) {               \
    bool IsUpward = (uintptr_t)Target <= (uintptr_t)Source;                                                            \
    for (ulong I = 0; I < Bytes; ++I) {                                                                                \
      ulong At = IsUpward ? I : Bytes - 1 - I;                                                                         \
      ((Space uchar *)Target)[At] = ((const Space uchar *)Source)[At];                                                 \
    }                                                                                                                  \
    return Target;                                                                                                     \
  }
LORCHA_FILL(global)
LORCHA_FILL(local)
LORCHA_FILL(private)
#undef LORCHA_FILL
