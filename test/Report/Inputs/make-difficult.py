# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes sources that are hard to read. Usage: make-difficult.py FOLDER"""
import os
import sys

FILES = {
    "latin.cu": b"// \xe4\xf6\xfc \xff\xfe\n__global__ void latin(int *p) { *p = '\xe4'; }\n",
    "zero.cu": b"__global__ void zero(int *p) {\0 *p = 1; }\n\0\0",
    "half.cu": b"#if 1\n__global__ void half(int *p) { asm(\"add.u32 %0",
    "circle.h": b"#include \"circle.h\"\n#include \"circle.h\"\n",
    "circle.cu": b"#include \"circle.h\"\n__global__ void circle(int *p) { *p = 1; }\n",
    'a <b> & "c".cu': b"int main() { return cudaExecutionCtxDestroy(nullptr); }\n",
}


def main():
    for name, content in FILES.items():
        with open(os.path.join(sys.argv[1], name), "wb") as file:
            file.write(content)


main()
