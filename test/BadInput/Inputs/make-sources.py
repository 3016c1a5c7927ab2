# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes sources that no file of this tree can hold. Usage: make-sources.py bytes|half|large FOLDER"""
import os
import sys

KERNEL = b"__global__ void k%d(int *p) {\n  p[threadIdx.x] = %d;\n}\n"


def large():
    """100,000 lines: a table, and a kernel each thousand lines."""
    yield b"// A generated source.\n"
    for n in range(100):
        yield KERNEL % (n, n)
        yield b"static const int table%d[] = {\n" % n
        yield b"".join(b"    %d,\n" % (n * 1000 + i) for i in range(995))
        yield b"};\n"
    yield b"int use(int *p) {\n" + b"".join(b"  k%d<<<1, 32>>>(p);\n" % n for n in range(100))
    yield b"  return table0[0];\n}\n"


def main():
    kind, folder = sys.argv[1:]
    if kind == "bytes":
        files = {
            "latin.cu": b"// \xe4\xf6\xfc \xff\xfe\n#include \"latin.h\"\n" + KERNEL % (0, 1) + b"const char *name = \"\xe9t\xe9\";\n",
            "latin.h": b"// caf\xe9\n__device__ inline int half(int n) { return n / 2; }\n",
            "windows.cu": (b"\xef\xbb\xbf// a mark, and two bytes for each end of a line\n" + KERNEL % (1, 2)).replace(b"\n", b"\r\n"),
            "wide.cu": "\ufeff__global__ void wide() {}\n".encode("utf-16-le"),
            "zero.cu": b"__global__ void zero(int *p) {\0 *p = 1; }\n\0\0",
        }
    elif kind == "half":
        files = {"half.cu": b"#include <cstdio>\n" + KERNEL % (0, 1) + b"__global__ void half(int *p) { if (*p) {\n  asm(\"add.u32 %0",
                 "launch.cu": KERNEL % (1, 2) + b"void run(int *p) { k1<<<1, 1",
                 "empty.cu": b"", "good.cu": KERNEL % (2, 3)}
    else:
        files = {"large.cu": b"".join(large())}
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


main()
