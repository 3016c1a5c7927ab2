// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics for programs, in two formats: Clang's, the translator's and the tool's own, with notes and fix-its. Columns count characters.
// RUN: %lorcha translate %s -o %t.cpp -RLOR2101 -maxrregcount=1 --diagnostics-format=json 2>%t.json
// RUN: %python -m json.tool %t.json | FileCheck %s --check-prefix=JSON
// RUN: %lorcha translate %s -o %t.cpp -RLOR2101 -maxrregcount=1 --diagnostics-format=sarif --diagnostics-file=%t.sarif 2>&1 | count 0
// RUN: %python %S/Inputs/check-sarif.py %t.sarif | FileCheck %s --check-prefix=SARIF
// RUN: not %lorcha translate -DBROKEN %s -o %t.cpp --diagnostics-format=sarif 2>%t.sarif
// RUN: %python %S/Inputs/check-sarif.py %t.sarif | FileCheck %s --check-prefix=BROKEN
// RUN: not %lorchacc -c %t.missing.cu --diagnostics-format=json 2>&1 | FileCheck %s --check-prefix=MISSING
// RUN: %lorcha translate %s -o %t.cpp -Wno-lorcha --diagnostics-format=json 2>&1 | FileCheck %s --check-prefix=EMPTY
// RUN: not %lorcha translate %s -o %t.cpp --diagnostics-format=xml 2>&1 | FileCheck %s --check-prefix=BAD
// RUN: not %lorcha translate %s -o %t.cpp -Wno-lorcha --diagnostics-format=json --diagnostics-file=%t.none/x 2>&1 | FileCheck %s --check-prefix=UNWRITABLE
__constant__ float table[4];
__global__ void k(int *p) { *p = __builtin_rotateleft32(*p, 3); }
int main() {
  float host[4] = {};
  /* äöü */ cudaMemcpyToSymbol("table", host, sizeof(host));
#ifdef BROKEN
  nothing();
#endif
}
// JSON: "diagnostics": [
// JSON: "id": "LOR4002",
// JSON: "column": 32,
// JSON: "line": [[@LINE-8]]
// JSON: "replacement": "::table"
// JSON: "id": "LOR2003",
// JSON: "level": "warning",
// JSON: "id": "LOR2101",
// JSON: "level": "remark",
// JSON: "name": "kernel-not-on-opencl",
// JSON: "message": "because of this"
// SARIF: tool lorcha translate
// SARIF-NEXT: rules LOR2003 LOR2101 LOR4002
// SARIF: warning LOR4002  flag
// SARIF: warning LOR2003 formats.cu:[[@LINE-19]]:32-39 a device variable
// SARIF-NEXT: fix 32 ::table
// SARIF: note LOR2101 formats.cu:[[@LINE-24]]:17-{{.*}} kernel 'k' has no OpenCL form
// SARIF-NEXT: related formats.cu:[[@LINE-25]]:34-0 because of this
// BROKEN: error - formats.cu:{{.*}} use of undeclared identifier 'nothing'
// MISSING: "id": "LOR5001",
// EMPTY: "diagnostics": [],
// BAD: error: flag '--diagnostics-format' does not take 'xml': text, json or sarif [LOR4005]
// UNWRITABLE: error: cannot write '{{.*}}': {{.*}} [LOR5002]
