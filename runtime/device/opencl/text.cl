// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texts that a printf prints with %s: the characters go into a record of their own, whose arguments hold them, and the printf's
// argument says where it is (docs/opencl.md). Limit is how many characters may be read: a text with a precision need not end.
#define LORCHA_TEXT_WHOLE 0xffffffffu
#define LORCHA_TEXT_LIMITED_BY_ARGUMENT 0xfffffffeu

// The precision that the argument before this one holds; a negative one is none.
static uint lorcha_text_limit(const lorcha_context *lorchaContext, uint Word, uint Limit) {
  if (Limit != LORCHA_TEXT_LIMITED_BY_ARGUMENT || Word >= lorchaContext->Messages[1])
    return Limit;
  int Precision = (int)lorchaContext->Messages[Word - 2];
  return Precision < 0 ? LORCHA_TEXT_WHOLE : (uint)Precision;
}

#define LORCHA_MESSAGE_TEXT_FROM(Space)                                                                                          \
  static void lorcha_message_text_##Space(const lorcha_context *lorchaContext, uint Word, Space const char *Text, uint Limit) {  \
    if (!Text || Word >= lorchaContext->Messages[1]) {                                                                           \
      lorcha_message_long(lorchaContext, Word, 0);                                                                               \
      return;                                                                                                                    \
    }                                                                                                                            \
    uint Last = lorcha_text_limit(lorchaContext, Word, Limit), Length = 0;                                                       \
    while (Length < Last && Text[Length])                                                                                        \
      ++Length;                                                                                                                  \
    uint At = lorcha_message_begin(lorchaContext, LORCHA_MESSAGE_TEXT, Length, Length / 8 + 1);                                  \
    for (uint First = 0; First <= Length; First += 8) {                                                                          \
      ulong Eight = 0;                                                                                                           \
      for (uint I = 0; I < 8 && First + I < Length; ++I)                                                                         \
        Eight |= (ulong)(uchar)Text[First + I] << 8 * I;                                                                         \
      lorcha_message_long(lorchaContext, At + First / 4, (long)Eight);                                                           \
    }                                                                                                                            \
    lorcha_message_long(lorchaContext, Word, (long)(0x8000000000000000ul | At));                                                 \
  }
LORCHA_MESSAGE_TEXT_FROM(global)
LORCHA_MESSAGE_TEXT_FROM(constant)
LORCHA_MESSAGE_TEXT_FROM(local)
LORCHA_MESSAGE_TEXT_FROM(private)
