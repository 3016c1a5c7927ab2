// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the tests use of C's header, and nothing else: the fuzzers parse it for every input.
#pragma once
#include <stddef.h>
extern "C" {
void *malloc(size_t);
void *calloc(size_t, size_t);
void free(void *);
void exit(int) __attribute__((noreturn));
void abort() __attribute__((noreturn));
int abs(int);
long labs(long);
long long llabs(long long);
int rand();
void srand(unsigned);
int atoi(const char *);
double atof(const char *);
char *getenv(const char *);
}
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
