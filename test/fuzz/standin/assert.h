// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#undef assert
#ifdef NDEBUG
#define assert(Condition) ((void)0)
#else
extern "C" void __assert_fail(const char *, const char *, unsigned, const char *) __attribute__((noreturn));
#define assert(Condition)                                                                                    \
  (static_cast<bool>(Condition) ? void(0) : __assert_fail(#Condition, __FILE__, __LINE__, __func__))
#endif
