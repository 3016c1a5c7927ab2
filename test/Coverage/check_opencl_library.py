#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the OpenCL device library to what the tables say of it, with a compiler for OpenCL C 1.2.
Usage: check_opencl_library.py parts|rows|tests LIBRARY COVERAGE CLANG-OR-LIST

parts  each part compiles with nothing but what it needs, for both representations of addresses, with everything that a device
       may have and with nothing of it
rows   each row that is implemented or partial names a function that is there and takes the row's arguments, in every address
       space
tests  each such row's function is called by the tests on a device; the last argument is the list of names that they called
"""
import os
import re
import subprocess
import sys

REPRESENTATIONS = ("LORCHA_ADDRESSES_ARE_POINTERS", "LORCHA_ADDRESS_REGIONS")
FEATURES = ("LORCHA_HAS_FP64", "LORCHA_HAS_INT64_ATOMICS", "LORCHA_HAS_FP16", "LORCHA_HAS_CORRECT_DIVIDE_SQRT")
WORDS = {"unsigned int": "uint", "unsigned char": "uchar", "unsigned short": "ushort", "unsigned long": "ulong",
         "long long": "long", "unsigned long long": "ulong", "signed char": "char", "size_t": "ulong"}


class Row:
    def __init__(self, fields):
        self.cuda, self.name, self.part, self.takes, prototype = fields[1], *fields[6:10]
        self.result, parameters = re.fullmatch(r"(.*)\((.*)\)", prototype).groups()
        self.parameters = parameters.split(";") if parameters else []
        if self.part == "atomic" and word(self.parameters[0]) in ("long", "ulong", "double"):
            self.part, self.takes = "atomic64", "context"  # the emitter does the same


def read_rows(coverage):
    with open(coverage, encoding="utf-8") as table:
        lines = [line.rstrip("\n").split("\t") for line in table]
    rows = [Row(fields) for fields in lines if fields[0] == "builtin" and fields[4] in ("implemented", "partial")]
    # Templates that are written by hand (textures) have no prototype in the table: they are lowered from their bodies.
    return [row for row in rows if row.name or row.result != "void" or any(row.parameters)]


def word(cuda_type):
    """The type, or what it points to, in one word of OpenCL C; as it stands in names of functions."""
    name = re.sub(r"\bconst\b|\*", "", cuda_type).strip()
    name = WORDS.get(name, name)
    return "lorcha_" + name if re.fullmatch(r"[a-z]+[1-4]", name) else name


def in_opencl(cuda_type, space):
    name = word(cuda_type)
    if "*" not in cuda_type:
        return name
    return f"{space} {'const ' if 'const' in cuda_type else ''}{name} *"


def spaces_of(row):
    pointers = [p for p in row.parameters if "*" in p]
    if "$S" not in row.name and not pointers:
        return [""]
    if row.part == "heap":
        return ["global"]
    if row.part == "window":
        return ["local"]
    return ["global", "local"] if row.part.startswith("atomic") else ["global", "local", "private"]


def expanded(row, space):
    name = row.name.replace("$S", space).replace("$T", space).replace("$R", word(row.result))
    return re.sub(r"\$(\d)", lambda m: word(row.parameters[int(m.group(1)) - 1]), name)


def call(row, space, number):
    """A function that calls the row's with arguments of its types."""
    types = [in_opencl(p, space) for p in row.parameters]
    declared = ["const lorcha_context *lorchaContext"] + [f"{t} a{i}" for i, t in enumerate(types)]
    leading = {"nothing": [], "context": ["lorchaContext"], "predicate": ["lorchaContext", "true"]}[row.takes]
    arguments = ", ".join(leading + [f"a{i}" for i in range(len(types))])
    is_void = row.result == "void" or (row.result == "void *")
    body = f"{expanded(row, space)}({arguments});"
    if is_void:
        return f"static void call{number}({', '.join(declared)}) {{ {body} }}"
    return f"static {in_opencl(row.result, space)} call{number}({', '.join(declared)}) {{ return {body} }}"


def part_text(library, name, added):
    if name in added:
        return ""
    added.append(name)
    with open(os.path.join(library, name + ".cl"), encoding="utf-8") as file:
        text = file.read()
    needed = "".join(part_text(library, other, added) for other in re.findall(r"^//!needs (\w+)$", text, re.M))
    return f'{needed}#line 1 "{name}.cl"\n{text}'


def compiled(clang, text, defines):
    command = [clang, "-x", "cl", "-cl-std=CL1.2", "-target", "spir64", "-Xclang", "-finclude-default-header", "-fsyntax-only",
               "-Wall", "-Werror", "-Wno-unused-function", *(f"-D{name}" for name in defines), "-"]
    result = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    return result.stderr if result.returncode else ""


def check_parts(library, coverage, clang):
    faults = []
    for file in sorted(os.listdir(library)):
        added = []
        text = part_text(library, "prelude", added) + part_text(library, file[:-3], added)
        for representation in REPRESENTATIONS:
            for features in ((), FEATURES):
                errors = compiled(clang, text, (representation, *features))
                if errors:
                    faults.append(f"{file} with {representation} {' '.join(features)}:\n{errors}")
    return faults


def check_rows(library, coverage, clang):
    rows = read_rows(coverage)
    faults = [f"{row.cuda} has no OpenCL function" for row in rows if not row.name]
    by_part = {}
    for row in rows:
        if row.name:
            by_part.setdefault(row.part, []).append(row)
    for part, users in sorted(by_part.items()):
        if part and not os.path.exists(os.path.join(library, part + ".cl")):
            faults.append(f"{users[0].cuda} names the part {part}, which is not there")
            continue
        added = []
        text = part_text(library, "prelude", added) + (part_text(library, part, added) if part else "")
        calls = [(row, space) for row in users for space in spaces_of(row)]
        text += '#line 1 "rows"\n' + "\n".join(call(row, space, i) for i, (row, space) in enumerate(calls)) + "\n"
        for representation in REPRESENTATIONS:
            errors = compiled(clang, text, (representation, *FEATURES))
            if errors:
                faults.append(f"rows of the part '{part}' with {representation}:\n{errors}")
    if len(rows) < 700:
        faults.append(f"only {len(rows)} rows are implemented")
    return faults


def check_tests(library, coverage, listed):
    with open(listed, encoding="utf-8") as file:
        called = set(file.read().split())
    return [f"{row.cuda}({';'.join(row.parameters)}) is marked implemented but no test calls {expanded(row, '*')} on a device"
            for row in read_rows(coverage)
            if row.name and not any(expanded(row, space) in called for space in spaces_of(row))]


def main():
    checks = {"parts": check_parts, "rows": check_rows, "tests": check_tests}
    if len(sys.argv) != 5 or sys.argv[1] not in checks:
        sys.exit(__doc__)
    faults = checks[sys.argv[1]](*sys.argv[2:])
    for fault in sorted(set(faults)):
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
