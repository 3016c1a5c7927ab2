// Each fault has its number and status; files that cannot be written are found before the program runs.
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: rm -rf %t.d && mkdir -p %t.d/empty
// RUN: %python %S/Inputs/status 2 %lorcha prof 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: %python %S/Inputs/status 2 %lorcha prof --nonsense %t.exe 2>&1 | FileCheck %s --check-prefix=FLAG
// RUN: %python %S/Inputs/status 2 %lorcha prof -o 2>&1 | FileCheck %s --check-prefix=VALUE
// RUN: %python %S/Inputs/status 2 %lorcha prof -o a.txt %t.exe 2>&1 | FileCheck %s --check-prefix=ENDING
// RUN: %python %S/Inputs/status 3 %lorcha prof %t.d/missing 2>&1 | FileCheck %s --check-prefix=MISSING
// RUN: %python %S/Inputs/status 3 %lorcha prof %s 2>&1 | FileCheck %s --check-prefix=SOURCE
// RUN: %python %S/Inputs/status 3 %lorcha prof /bin/true 2>&1 | FileCheck %s --check-prefix=FOREIGN
// RUN: %python %S/Inputs/status 1 %lorcha prof /bin/false 2>&1 | FileCheck %s --check-prefix=FOREIGN
// RUN: %python %S/Inputs/status 3 %lorcha prof -o %t.d/no/trace.json %t.exe 2>&1 | FileCheck %s --check-prefix=UNWRITABLE
// RUN: %python %S/Inputs/status 3 %lorcha prof --read=%t.d/empty 2>&1 | FileCheck %s --check-prefix=FOREIGN
// RUN: %python %S/Inputs/status 3 %lorcha prof --read=%t.d/no 2>&1 | FileCheck %s --check-prefix=UNREADABLE
// RUN: %python %S/Inputs/status 0 %lorcha prof --limit=4M %t.exe 100000 2>&1 | FileCheck %s --check-prefix=FULL
// RUN: %python %S/Inputs/status 0 %lorcha prof --keep=%t.d/kept --no-tables %t.exe 1
// RUN: %lorcha prof --read=%t.d/kept 2>&1 | FileCheck %s --check-prefix=READ
// RUN: %lorcha help prof | FileCheck %s --check-prefix=HELP
#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv) {
  std::puts("running");
  for (int i = 0; argc > 1 && i < std::atoi(argv[1]); ++i)
    cudaDeviceSynchronize();
}

// NONE: lorcha prof: error: no program to run; see 'lorcha prof --help' [LOR4033]
// FLAG: error: unknown flag '--nonsense'; see 'lorcha prof --help' [LOR4001]
// VALUE: error: flag '-o' needs a value [LOR4003]
// ENDING: error: flag '-o' does not take 'a.txt': it ends in none of .html, .json and .csv [LOR4005]
// MISSING: error: cannot run '{{.*}}missing': {{.*}} [LOR5004]
// SOURCE: error: cannot run '{{.*}}.cu': {{.*}} [LOR5004]
// FOREIGN: error: nothing is recorded of '{{.*}}': it does not use Lorcha's runtime; build it with lorchacc [LOR5032]
// UNWRITABLE-NOT: running
// UNWRITABLE: error: cannot write '{{.*}}trace.json': {{.*}} [LOR5002]
// UNREADABLE: error: cannot read '{{.*}}': {{.*}} [LOR5001]
// FULL: the file has its largest size
// FULL: warning: the recording of '{{.*}}' is full: {{[0-9]+}} events are missing at its end; see --limit [LOR5034]
// FULL: cudaDeviceSynchronize
// READ: 1 cudaDeviceSynchronize
// HELP: lorcha prof [flags] program
