// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// malloc and free in device code, in the buffer lorchaContext->Heap. Its first 8 bytes hold its size in bytes, which the host
// writes; byte 8 on is zero when the program begins. From byte 64 on there is a bit for each unit of 32 bytes, set while the
// unit is in use (those of the bits themselves, too); a block is a run of units that lie in one word of bits or begin a
// word and fill it. Bits are claimed by atomics, so no thread ever waits for another one.
//
// A block's first 16 bytes hold its number of units; the pointer that the program gets is behind them.

#define LORCHA_HEAP_UNIT 32ul

static global volatile uint *lorcha_heap_words(const lorcha_context *lorchaContext) {
  return (global volatile uint *)(lorchaContext->Heap + 64);
}
static uint lorcha_low_bits(uint Count) { return Count >= 32u ? 0xffffffffu : (1u << Count) - 1u; }

// Claims Units units, at most 32, in the given word of bits. Returns the first of them, or 32.
static uint lorcha_claim_in_word(global volatile uint *Word, uint Units) {
  uint Used = *Word, Run = lorcha_low_bits(Units);
  for (uint Bit = 0; Bit + Units <= 32u; ++Bit) {
    if ((Used & Run << Bit) != 0)
      continue;
    uint Before = atomic_or(Word, Run << Bit);
    if ((Before & Run << Bit) == 0)
      return Bit;
    // Somebody was faster with some of them: give back the others.
    atomic_and(Word, ~(Run << Bit & ~Before));
    Used |= Before;
  }
  return 32u;
}
// Claims Units units, more than 32, from the beginning of a word. Count words of bits are left from there.
static bool lorcha_claim_words(global volatile uint *Words, ulong Count, ulong Units) {
  ulong Needed = (Units + 31) / 32;
  if (Needed > Count)
    return false;
  for (ulong I = 0; I < Needed; ++I) {
    uint Bits = lorcha_low_bits((uint)min(32ul, Units - 32 * I));
    uint Before = atomic_or(&Words[I], Bits);
    if ((Before & Bits) == 0)
      continue;
    atomic_and(&Words[I], ~(Bits & ~Before));
    while (I-- > 0)
      atomic_and(&Words[I], 0u);
    return false;
  }
  return true;
}

// Null if there is no room.
static global void *lorcha_malloc(const lorcha_context *lorchaContext, ulong Bytes) {
  global uchar *Heap = lorchaContext->Heap;
  ulong Size = *(global const ulong *)Heap;
  if (Bytes == 0 || Bytes > Size)
    return (global void *)0;
  ulong Units = (Bytes + 16 + LORCHA_HEAP_UNIT - 1) / LORCHA_HEAP_UNIT;
  // Whole words of bits, each for 1 KiB; the first ones are for the bits themselves and the header.
  ulong Words = Size / 1024, First = (64 + 4 * Words + 1023) / 1024;
  if (Words <= First)
    return (global void *)0;
  // Each call begins elsewhere, so that threads do not all try the same words.
  ulong Start = (ulong)atomic_add((global volatile uint *)Heap + 2, 7u) % (Words - First);
  for (ulong I = 0; I < Words - First; ++I) {
    ulong Word = First + (Start + I) % (Words - First);
    global volatile uint *Bits = lorcha_heap_words(lorchaContext) + Word;
    uint Bit = 0;
    if (Units <= 32 ? (Bit = lorcha_claim_in_word(Bits, (uint)Units)) == 32u
                    : !lorcha_claim_words(Bits, Words - Word, Units))
      continue;
    global uchar *Block = Heap + (Word * 32 + Bit) * LORCHA_HEAP_UNIT;
    *(global ulong *)Block = Units;
    return Block + 16;
  }
  return (global void *)0;
}

// What `new` gets: room for Count objects of Bytes bytes each, none among them, with Cookie bytes in front of
// it whose last 8 hold Count. Null if there is no room.
static global void *lorcha_new(const lorcha_context *lorchaContext, ulong Count, ulong Bytes, ulong Cookie) {
  if (Count > (0xfffffffffffffffful - Cookie) / Bytes)
    return (global void *)0;
  global uchar *Memory = (global uchar *)lorcha_malloc(lorchaContext, max(Count * Bytes + Cookie, 1ul));
  if (Memory == 0 || Cookie == 0)
    return Memory;
  Memory += Cookie;
  ((global ulong *)Memory)[-1] = Count;
  return Memory;
}

static void lorcha_free(const lorcha_context *lorchaContext, global void *Pointer) {
  if (Pointer == 0)
    return;
  global uchar *Block = (global uchar *)Pointer - 16;
  ulong Units = *(global const ulong *)Block;
  ulong Unit = (ulong)(Block - lorchaContext->Heap) / LORCHA_HEAP_UNIT;
  global volatile uint *Words = lorcha_heap_words(lorchaContext) + Unit / 32;
  for (ulong I = 0; I * 32 < Units; ++I)
    atomic_and(&Words[I], ~(lorcha_low_bits((uint)min(32ul, Units - 32 * I)) << (Unit % 32)));
}

static global void *lorcha_calloc(const lorcha_context *lorchaContext, ulong Count, ulong Bytes) {
  if (Bytes != 0 && Count > 0xfffffffffffffffful / Bytes)
    return (global void *)0;
  global uchar *Pointer = (global uchar *)lorcha_malloc(lorchaContext, Count * Bytes);
  for (ulong I = 0; Pointer != 0 && I < Count * Bytes; ++I)
    Pointer[I] = 0;
  return Pointer;
}
