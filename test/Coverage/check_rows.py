#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the API tables to what they promise. Usage: check_rows.py names|complete|tests|refusals|notes|headers|exports|list ROOT BUILD

names    every function of runtime-names.txt has a row
complete every function of runtime-names.txt is implemented for the CPU, or returns its documented error by design; a test is its
         positive one and looks at what it returns, and another one gives it what it refuses, unless it refuses nothing
tests    every row marked implemented or partial is used by a test that runs: a function is called under its CUDA or Lorcha
         name, a builtin is named; a function that OpenCL devices have, by a test that runs on them
refusals every function that is implemented says in its row which arguments it refuses, or that it refuses none
notes    every row marked partial says in its note what is missing
headers  CUDA-named headers and Header rows match one to one, and what a row replaces its header with is there
exports  liblorcha.so has every function under its CUDA and its Lorcha name, those of the driver API under the one they have
list     prints, as a page, which tests call each function
"""
import os
import re
import subprocess
import sys

import positive_tests

SOURCES = (".cu", ".cuh", ".c", ".cpp", ".h", ".inc")
# The folders of test/ whose tests run what they name. The others only parse or translate.
RUNNING = ("Api", "DeviceLanguage", "EndToEnd", "Libraries", "unit")
# What of them runs on OpenCL devices: this folder, programs that %run runs on every backend unless they say otherwise, and the
# runtime's tests that say so.
ON_OPENCL = "unit/OpenCL"
BACKENDS = re.compile(r"BACKENDS: ([a-z, ]+?) -- \S")
CALL = re.compile(r"\b(\w+)\s*(?:<[^;(){}]*>\s*)?\(")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"", re.S)

CALLED = ("function", "inline", "driver")  # kinds of rows that tests call
EXISTING = ("implemented", "partial")  # test/unit/Refusals calls all that fail by design


class Row:
    def __init__(self, line):
        fields = line.rstrip("\n").split("\t")
        self.kind, self.cuda, self.lorcha, self.cpu, self.opencl, self.note = fields[:6]

    def exists(self):
        return any(state in EXISTING for state in (self.cpu, self.opencl))


def read_rows(build):
    with open(os.path.join(build, "generated/lorcha/Api/Coverage.tsv"), encoding="utf-8") as table:
        return [Row(line) for line in table]


def test_texts(root):
    """The test sources without comments and strings, whether they run on OpenCL devices, and their names."""
    for top in RUNNING:
        for folder, _, files in os.walk(os.path.join(root, "test", top)):
            is_on_opencl = os.path.relpath(folder, os.path.join(root, "test")) == ON_OPENCL
            for file in sorted(files):
                # A .test that carries its sources by split-file counts whole.
                if file.endswith(SOURCES + (".test",)):
                    with open(os.path.join(folder, file), encoding="utf-8", errors="replace") as source:
                        text = source.read()
                    yield COMMENT.sub(" ", text), is_on_opencl or runs_on_opencl(text), os.path.relpath(
                        os.path.join(folder, file), os.path.join(root, "test"))


def runs_on_opencl(text):
    said = BACKENDS.search(text)
    return "opencl" in said.group(1) if said else "%run " in text


def wanted_names(root):
    with open(os.path.join(root, "test/Coverage/runtime-names.txt"), encoding="utf-8") as names:
        return names.read().split()


def tests_of_functions(root, rows):
    """For each CUDA name the tests that call it, under either name."""
    cuda_names = {name: row.cuda for row in rows if row.kind in ("function", "inline") for name in (row.cuda, row.lorcha)}
    result = {}
    for text, _, file in test_texts(root):
        for name in set(CALL.findall(text)) & set(cuda_names):
            result.setdefault(cuda_names[name], []).append(file)
    return result


def refusals_of_functions(build):
    """For each CUDA name how many refusals test/unit/Refusals tries; 0 for one that refuses nothing."""
    with open(os.path.join(build, "generated/lorcha/Api/Refusals.inc"), encoding="utf-8") as listed:
        text = listed.read()
    result = dict.fromkeys(re.findall(r"^// nothing: (\w+)", text, re.M), 0)
    for name in re.findall(r'^LORCHA_REFUSAL\("(\w+)"', text, re.M):
        result[name] = result.get(name, 0) + 1
    return result


def check_complete(root, build):
    rows = {row.cuda: row for row in read_rows(build) if row.kind in ("function", "inline")}
    refusals = refusals_of_functions(build)
    existing = [name for name in wanted_names(root) if name in rows and rows[name].cpu in EXISTING]
    faults = list(positive_tests.faults(root, existing, {name: rows[name].lorcha for name in existing}))
    for name in wanted_names(root):
        state = rows[name].cpu if name in rows else "not in the tables"
        if state not in EXISTING + ("error by design",):
            faults.append(f"{name} is {state} for the CPU")
        if name in rows and rows[name].kind == "function" and name not in refusals:
            faults.append(f"{name}: no test gives it what it refuses")
    return faults


def print_list(root, build):
    rows = [row for row in read_rows(build) if row.kind in ("function", "inline")]
    tests, refusals, positive = tests_of_functions(root, rows), refusals_of_functions(build), positive_tests.read_table(root)
    print("# The runtime API: what tests each function\n\nMade by test/Coverage/check_rows.py. The positive test runs under the "
          "function's name as `ctest -R Calls.NAME`; what a function refuses is tried under its name by `LorchaRefusalTests`.\n\n"
          "| name | CPU | OpenCL | positive test | refusals | note | others in test/ that call it |\n|---|---|---|---|---|---|---|")
    for row in rows:
        print(f"| `{row.cuda}` | {row.cpu} | {row.opencl} | {positive.get(row.cuda, '')} | {refusals.get(row.cuda, 0)} | {row.note} | "
              f"{', '.join(sorted(tests.get(row.cuda, [])))} |")


def check_names(root, build):
    rows = {row.cuda for row in read_rows(build) if row.kind in ("function", "inline")}
    wanted = wanted_names(root)
    return [f"{name} has no row in include/lorcha/Api" for name in wanted if name not in rows]


def pasted_patterns(text):
    """For each name that a macro puts together, the expression that such names match: __##From##_rn gives __(\\w+)_rn."""
    for macro in re.finditer(r"#\s*define\s+\w+\(([^)]*)\)((?:.*\\\n)*.*)", text):
        parameters = {name.strip() for name in macro.group(1).split(",")}
        for chain in re.findall(r"\w+(?:\s*##\s*\w+)+", macro.group(2)):
            pieces = re.split(r"\s*##\s*", chain)
            if parameters.issuperset(pieces):
                continue  # would match every name
            yield "".join(r"(\w+)" if piece in parameters else re.escape(piece) for piece in pieces)


def check_tests(root, build):
    called, named, patterns, called_on_opencl = set(), set(), set(), set()
    for text, is_on_opencl, _ in test_texts(root):
        calls = CALL.findall(text)
        called.update(calls)
        if is_on_opencl:
            called_on_opencl.update(calls)
        named.update(re.findall(r"\w+", text))
        patterns.update(pasted_patterns(text))

    def is_named(name):
        """Whole, or put together by a macro from pieces that stand in some test."""
        return name in named or any(named.issuperset(match.groups())
                                    for match in (re.fullmatch(pattern, name) for pattern in patterns) if match)

    faults = []
    for row in read_rows(build):
        if row.kind in CALLED and row.exists() and not {row.cuda, row.lorcha} & called:
            faults.append(f"{row.cuda} is marked {row.cpu} but no test calls it")
        if (row.kind in CALLED and row.opencl in ("implemented", "partial")
                and not {row.cuda, row.lorcha} & called_on_opencl):
            faults.append(f"{row.cuda} is marked {row.opencl} for OpenCL but no test calls it there")
        if row.kind == "builtin" and row.exists() and not is_named(row.cuda) and not is_named(
                row.lorcha.split("::")[-1]):
            faults.append(f"device builtin {row.cuda} is marked {row.cpu} but no test names it")
    return faults


def check_refusals(root, build):
    said = refusals_of_functions(build)
    return [f"{row.cuda} is marked {row.cpu} and its row does not say what it refuses" for row in read_rows(build)
            if row.kind == "function" and row.exists() and row.cuda not in said]


def check_notes(root, build):
    return [f"{row.cuda} is marked partial and has no note" for row in read_rows(build)
            if row.kind in ("function", "driver", "builtin") and "partial" in (row.cpu, row.opencl) and not row.note]


def check_headers(root, build):
    tree = os.path.join(build, "include")
    rows = {row.cuda: row.lorcha for row in read_rows(build) if row.kind == "header"}
    found = set()
    for folder, subfolders, files in os.walk(os.path.join(tree, "cuda")):
        subfolders[:] = [s for s in subfolders if not os.path.islink(os.path.join(folder, s))]
        found.update(os.path.relpath(os.path.join(folder, file), os.path.join(tree, "cuda")) for file in files)
    faults = [f"cuda/{name} has no Header row" for name in sorted(found - set(rows))]
    faults += [f"the Header row of {name} has no header" for name in sorted(set(rows) - found)]
    faults += [f"{name} is replaced with {new}, which is not there" for name, new in sorted(rows.items())
               if not os.path.exists(os.path.join(tree, new))]
    return faults


def check_exports(root, build):
    library = os.path.join(build, "lib/liblorcha.so")
    listing = subprocess.run(["nm", "-D", "--defined-only", library], text=True, capture_output=True, check=True).stdout
    exported = {line.split()[-1].split("@")[0] for line in listing.splitlines()}
    return [f"liblorcha.so has no {name}" for row in read_rows(build) if row.kind in ("function", "driver")
            for name in (row.cuda, row.lorcha) if name not in exported]


def main():
    checks = {"names": check_names, "complete": check_complete, "tests": check_tests, "refusals": check_refusals,
              "notes": check_notes, "headers": check_headers, "exports": check_exports}
    if len(sys.argv) == 4 and sys.argv[1] == "list":
        return print_list(sys.argv[2], sys.argv[3])
    if len(sys.argv) != 4 or sys.argv[1] not in checks:
        sys.exit(__doc__)
    faults = sorted(set(checks[sys.argv[1]](sys.argv[2], sys.argv[3])))
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
