// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int part(), shared(int), separate(int);
int main() { return part() + shared(5) + separate(1) == 3 + 10 + 9 ? 0 : 1; }
