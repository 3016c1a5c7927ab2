// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A switch saves what functions must keep (Procedure Call Standard for the Arm 64-bit Architecture,
// section 6.1; RISC-V ELF psABI, "Integer" and "Floating-point Register Convention") on the stack that is
// left. A pair of pointers is passed and returned in the first two registers there, so that Arrival needs no
// memory.
#include "backends/cpu/Context.h"

#ifndef LORCHA_BOOST_CONTEXT
#include <cstdint>
#include <new>
#include <ucontext.h>

#if !defined(LORCHA_SYSTEM_CONTEXTS) && defined(__aarch64__)
#define LORCHA_OWN_CONTEXTS 1
asm(R"(
  .text
  .p2align 4
  .hidden lorchaSwitchContext
  .globl lorchaSwitchContext
  .type lorchaSwitchContext, %function
lorchaSwitchContext:
  sub sp, sp, #160
  stp d8, d9, [sp, #0]
  stp d10, d11, [sp, #16]
  stp d12, d13, [sp, #32]
  stp d14, d15, [sp, #48]
  stp x19, x20, [sp, #64]
  stp x21, x22, [sp, #80]
  stp x23, x24, [sp, #96]
  stp x25, x26, [sp, #112]
  stp x27, x28, [sp, #128]
  stp x29, x30, [sp, #144]
  mov x2, sp
  mov sp, x0
  ldp d8, d9, [sp, #0]
  ldp d10, d11, [sp, #16]
  ldp d12, d13, [sp, #32]
  ldp d14, d15, [sp, #48]
  ldp x19, x20, [sp, #64]
  ldp x21, x22, [sp, #80]
  ldp x23, x24, [sp, #96]
  ldp x25, x26, [sp, #112]
  ldp x27, x28, [sp, #128]
  ldp x29, x30, [sp, #144]
  add sp, sp, #160
  mov x0, x2
  ret
  .size lorchaSwitchContext, .-lorchaSwitchContext
  .hidden lorchaStartContext
  .globl lorchaStartContext
  .type lorchaStartContext, %function
lorchaStartContext:
  blr x19
  brk #0
  .size lorchaStartContext, .-lorchaStartContext
)");
/// Of what the switch loads: its size, and in words the places of the address to go to and of a register that
/// is kept.
static constexpr size_t FrameBytes = 160, ReturnWord = 19, KeptWord = 8;
#elif !defined(LORCHA_SYSTEM_CONTEXTS) && defined(__riscv) && __riscv_xlen == 64 &&                          \
    defined(__riscv_float_abi_double)
#define LORCHA_OWN_CONTEXTS 1
asm(R"(
  .text
  .p2align 4
  .hidden lorchaSwitchContext
  .globl lorchaSwitchContext
  .type lorchaSwitchContext, @function
lorchaSwitchContext:
  addi sp, sp, -208
  sd ra, 0(sp)
  sd s0, 8(sp)
  sd s1, 16(sp)
  sd s2, 24(sp)
  sd s3, 32(sp)
  sd s4, 40(sp)
  sd s5, 48(sp)
  sd s6, 56(sp)
  sd s7, 64(sp)
  sd s8, 72(sp)
  sd s9, 80(sp)
  sd s10, 88(sp)
  sd s11, 96(sp)
  fsd fs0, 104(sp)
  fsd fs1, 112(sp)
  fsd fs2, 120(sp)
  fsd fs3, 128(sp)
  fsd fs4, 136(sp)
  fsd fs5, 144(sp)
  fsd fs6, 152(sp)
  fsd fs7, 160(sp)
  fsd fs8, 168(sp)
  fsd fs9, 176(sp)
  fsd fs10, 184(sp)
  fsd fs11, 192(sp)
  mv a2, sp
  mv sp, a0
  ld ra, 0(sp)
  ld s0, 8(sp)
  ld s1, 16(sp)
  ld s2, 24(sp)
  ld s3, 32(sp)
  ld s4, 40(sp)
  ld s5, 48(sp)
  ld s6, 56(sp)
  ld s7, 64(sp)
  ld s8, 72(sp)
  ld s9, 80(sp)
  ld s10, 88(sp)
  ld s11, 96(sp)
  fld fs0, 104(sp)
  fld fs1, 112(sp)
  fld fs2, 120(sp)
  fld fs3, 128(sp)
  fld fs4, 136(sp)
  fld fs5, 144(sp)
  fld fs6, 152(sp)
  fld fs7, 160(sp)
  fld fs8, 168(sp)
  fld fs9, 176(sp)
  fld fs10, 184(sp)
  fld fs11, 192(sp)
  addi sp, sp, 208
  mv a0, a2
  ret
  .size lorchaSwitchContext, .-lorchaSwitchContext
  .hidden lorchaStartContext
  .globl lorchaStartContext
  .type lorchaStartContext, @function
lorchaStartContext:
  jalr s1
  ebreak
  .size lorchaStartContext, .-lorchaStartContext
)");
static constexpr size_t FrameBytes = 208, ReturnWord = 0, KeptWord = 2;
#endif

namespace lorcha::runtime::cpu {

#ifdef LORCHA_OWN_CONTEXTS
extern "C" Arrival lorchaSwitchContext(Context To, void *Data);
extern "C" void lorchaStartContext();

Arrival switchTo(Context To, void *Data) { return lorchaSwitchContext(To, Data); }

Context makeContext(char *StackTop, size_t, void (*Entry)(Arrival)) {
  char *Frame = StackTop - reinterpret_cast<uintptr_t>(StackTop) % 16 - FrameBytes;
  auto *Words = reinterpret_cast<uintptr_t *>(Frame);
  for (size_t I = 0; I < FrameBytes / sizeof(uintptr_t); ++I)
    Words[I] = 0; // a frame pointer of null ends the call stack
  Words[ReturnWord] = reinterpret_cast<uintptr_t>(&lorchaStartContext);
  Words[KeptWord] = reinterpret_cast<uintptr_t>(Entry);
  return Frame;
}
#else
namespace {
/// What stands on a stack that does not run.
struct Suspended {
  ucontext_t Place;
  Arrival Came;
  void (*Entry)(Arrival);
};
} // namespace

static void begin(unsigned High, unsigned Low) {
  auto *Self = reinterpret_cast<Suspended *>(static_cast<uintptr_t>(uint64_t(High) << 32 | Low));
  Self->Entry(Self->Came);
}

Arrival switchTo(Context To, void *Data) {
  Suspended Self;
  auto *Next = static_cast<Suspended *>(To);
  Next->Came = {&Self, Data};
  swapcontext(&Self.Place, &Next->Place);
  return Self.Came;
}

Context makeContext(char *StackTop, size_t Bytes, void (*Entry)(Arrival)) {
  constexpr size_t Room = (sizeof(Suspended) + 63) / 64 * 64;
  char *Place = StackTop - reinterpret_cast<uintptr_t>(StackTop) % 64 - Room;
  auto *Self = new (Place) Suspended;
  getcontext(&Self->Place);
  Self->Entry = Entry;
  Self->Place.uc_stack.ss_sp = StackTop - Bytes;
  Self->Place.uc_stack.ss_size = Place - (StackTop - Bytes);
  Self->Place.uc_link = nullptr;
  const auto Address = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(Self));
  makecontext(&Self->Place, reinterpret_cast<void (*)()>(&begin), 2, unsigned(Address >> 32),
              unsigned(Address));
  return Self;
}
#endif

} // namespace lorcha::runtime::cpu
#endif
