// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Directives and comments within a launch's configuration keep lines of their own.
// RUN: %lorcha translate %s --no-line-directives -o - | grep -v 'CHECK' | FileCheck %s
// RUN: %lorchacc -O0 -c %s -o %t.o && %lorchacc -O0 -DMORE -c %s -o %t.o
__global__ void fill(int n, int *p
#ifdef MORE
                     ,
                     int m
#endif
) {
  *p = n;
}
void run(int *p) {
  // CHECK: lorcha::configure(1, 1
  // CHECK-NEXT: #ifdef MORE
  // CHECK-NEXT: , 16
  // CHECK-NEXT: #endif
  // CHECK-NEXT: ), fill(3,
  fill<<<1, 1
#ifdef MORE
         , 16
#endif
         >>>(3,
             p
#ifdef MORE
             , 4
#endif
  );
#ifndef MORE
  // CHECK: lorcha::configure(
  // CHECK-NEXT: #ifdef MANY
  // CHECK: 1 // one thread
  // CHECK-NEXT: ), fill(4, p);
  fill<<<
#ifdef MANY
      100,
#else
      1,
#endif
      1 // one thread
      >>>(4, p);
#endif
}
