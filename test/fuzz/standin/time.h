// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
typedef long clock_t, time_t;
extern "C" {
clock_t clock();
time_t time(time_t *);
}
#define CLOCKS_PER_SEC 1000000
