#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles each header of the include tree alone. Usage: check_headers_alone.py MODE BUILD COMPILER

c          CUDA-named headers as C11, by a compiler that knows nothing of CUDA
c++        CUDA-named headers as C++17, likewise
cuda       CUDA-named headers as the translator parses them
lorcha-c   lorcha/runtime_api.h and its like as C11
lorcha     all of lorcha/ as C++17

With "letters" behind it, as in c-letters, only the headers that programs include, by programs that have
macros of one capital letter for all of them.
"""
import concurrent.futures
import os
import re
import string
import subprocess
import sys

C_HEADERS = ("runtime_api.h", "runtime_api_cpp.h", "vector_types.h", "vector_functions.h", "driver_types.h",
             "math_constants.h", "attributes.h")
# .hpp, the 16-bit types and all of cuda/ are for C++ only.
CPP_ONLY = ("vector_functions.hpp", "cuda_fp16.h", "cuda_bf16.h", "cuda_fp16.hpp", "cuda_bf16.hpp",
            "cooperative_groups.h", "cooperative_groups/reduce.h", "cooperative_groups/scan.h",
            "cooperative_groups/memcpy_async.h", "cuda_awbarrier.h", "cuda_awbarrier_helpers.h",
            "cuda_awbarrier_primitives.h", "cuda_fp8.h", "cuda_fp8.hpp", "cuda_pipeline.h", "cuda_pipeline_helpers.h",
            "cuda_pipeline_primitives.h", "mma.h", "nvtx3/nvtx3.hpp")
WARNINGS = ["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
MODES = {
    "c": ["-x", "c", "-std=c11"],
    "c++": ["-x", "c++", "-std=c++17"],
    "cuda": ["-x", "cuda", "-std=c++17", "--cuda-host-only", "--cuda-path=/nonexistent", "-nocudainc", "-nocudalib"],
    "lorcha-c": ["-x", "c", "-std=c11"],
    "lorcha": ["-x", "c++", "-std=c++17"],
}


LETTERS = [f"-D{letter}=1.5" for letter in string.ascii_uppercase]
# What translated text includes is in the table of headers, and these.
ALWAYS_INCLUDED = ("lorcha/runtime_api.h", "lorcha/host.h", "lorcha/ptx.h")
HEADER_TABLE = os.path.join(os.path.dirname(__file__), "../../include/lorcha/Api/Headers.td")


def included_headers():
    with open(HEADER_TABLE) as table:
        return sorted({*re.findall(r'"(lorcha/[a-z_0-9/]*\.h)"', table.read()), *ALWAYS_INCLUDED})


def headers_in(folder):
    for place, subfolders, files in os.walk(folder):
        subfolders[:] = sorted(s for s in subfolders if not os.path.islink(os.path.join(place, s)))
        for file in sorted(files):
            yield os.path.relpath(os.path.join(place, file), folder)


def headers_of(mode, tree):
    if mode == "lorcha-c":
        return ["lorcha/" + name for name in C_HEADERS]
    if mode == "lorcha":
        return ["lorcha/" + name for name in headers_in(os.path.join(tree, "lorcha"))]
    # lorcha_builtins.h is a part of lorcha_device.h.
    return [name for name in headers_in(os.path.join(tree, "cuda"))
            if name != "lorcha_builtins.h" and not (mode == "c" and (name in CPP_ONLY or name.startswith("cuda/")))]


def compile_header(compiler, flags, tree, header, kind):
    # Included twice: a header that lacks its guard fails.
    source = f'#include "{header}"\n' * 2 + "int main(void) { return 0; }\n"
    folders = ["-I", tree] if kind == "lorcha" else ["-I", os.path.join(tree, "cuda")]
    run = subprocess.run([compiler, *flags, *WARNINGS, *folders, "-"], input=source, text=True, capture_output=True)
    return run.stderr if run.returncode else ""


def main():
    if len(sys.argv) != 4 or sys.argv[1].removesuffix("-letters") not in MODES:
        sys.exit(__doc__)
    mode, build, compiler = sys.argv[1:]
    has_letters = mode.endswith("-letters")
    mode = mode.removesuffix("-letters")
    flags = MODES[mode] + (LETTERS if has_letters else [])
    tree = os.path.join(build, "include")
    kind = "lorcha" if mode.startswith("lorcha") else "cuda"
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        headers = included_headers() if has_letters and mode == "lorcha" else headers_of(mode, tree)
        results = pool.map(lambda h: compile_header(compiler, flags, tree, h, kind), headers)
        faults = [(header, text) for header, text in zip(headers, results) if text]
    for header, text in faults:
        print(f"{header} does not compile alone:\n" + "\n".join(text.split("\n")[:12]))
    sys.exit(1 if faults or not headers else 0)


if __name__ == "__main__":
    main()
