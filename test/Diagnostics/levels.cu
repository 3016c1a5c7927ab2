// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each number, name and group can be shown, made a warning or an error, and silenced; the last flag counts.
// RUN: %lorcha translate %s -o %t.cpp 2>&1 | FileCheck %s --check-prefix=QUIET --implicit-check-not=LOR2
// RUN: %lorcha translate %s -o %t.cpp -Rlorcha 2>&1 | FileCheck %s --check-prefixes=FORM,REMARK
// RUN: %lorcha translate %s -o %t.cpp -RLOR2101 2>&1 | FileCheck %s --check-prefix=REMARK --implicit-check-not=LOR2001
// RUN: %lorcha translate %s -o %t.cpp -Rlorcha-no-opencl-builtin 2>&1 | FileCheck %s --check-prefix=REMARK --implicit-check-not=LOR2001
// RUN: %lorcha translate %s -o %t.cpp -WLOR2104 2>&1 | FileCheck %s --check-prefix=WARNING
// RUN: %lorcha translate %s -o %t.cpp -Wlorcha-opencl -w 2>&1 | FileCheck %s --check-prefix=NOTHING --allow-empty
// RUN: %lorcha translate %s -o %t.cpp -Rlorcha -Wno-LOR2104 2>&1 | FileCheck %s --check-prefix=FORM --implicit-check-not=LOR2101
// RUN: %lorcha translate %s -o %t.cpp -Wno-lorcha 2>&1 | FileCheck %s --check-prefix=NOTHING --allow-empty
// RUN: %lorcha translate %s -o %t.cpp -Wno-lorcha-api -WLOR3001 2>&1 | FileCheck %s --check-prefix=QUIET
// RUN: %lorcha translate %s -o %t.cpp -WLOR3001 -Wno-lorcha-api 2>&1 | FileCheck %s --check-prefix=NOTHING --allow-empty
// RUN: not %lorcha translate %s -o %t.cpp -Werror=lorcha-opencl 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %lorcha translate %s -o %t.cpp -Werror=LOR3001 2>&1 | FileCheck %s --check-prefix=API
// RUN: not %lorchacc -c %s -o %t.o -Werror LOR4002 -maxrregcount=3 2>&1 | FileCheck %s --check-prefix=FLAG
// RUN: %lorcha translate %s -o %t.cpp -Wno-LOR9999 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: %lorcha translate %s -o %t.cpp -Wno-lorcha=none 2>&1 | FileCheck %s --check-prefix=LIST
__global__ void k(int *p) { *p = __builtin_rotateleft32(*p, 3); }
int main() { return cudaExecutionCtxDestroy(nullptr); }
// QUIET: levels.cu:[[@LINE-1]]:21: warning: {{.*}}[LOR3001]
// FORM: levels.cu:[[@LINE-3]]:17: remark: kernel 'k' runs as a loop over threads [LOR2001]
// REMARK: levels.cu:[[@LINE-4]]:17: remark: kernel 'k' has no OpenCL form: {{.*}}[LOR2104] [LOR2101]
// REMARK: levels.cu:[[@LINE-5]]:34: note: because of this
// WARNING: levels.cu:[[@LINE-6]]:17: warning: kernel 'k' has no OpenCL form: {{.*}}[LOR2104] [LOR2101]
// ERROR: levels.cu:[[@LINE-7]]:17: error: kernel 'k' has no OpenCL form: {{.*}}[LOR2104] [LOR2101]
// API: levels.cu:[[@LINE-7]]:21: error: {{.*}}[LOR3001]
// FLAG: error: flag '-maxrregcount' has no effect
// NOTHING-NOT: LOR
// UNKNOWN: warning: flag '-Wno-LOR9999' names no diagnostic [LOR4021]
// LIST: warning: flag '-Wno-lorcha=none' names no diagnostic{{.*}} [LOR4021]
