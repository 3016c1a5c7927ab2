#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds device-uses.tsv, what public programs use of the device language, to our tables and tests.
Usage: check_device_uses.py check|list ROOT BUILD

Each row is in a table of ours or says why it is none of ours; it has tests that exist, name it and run at both levels of
optimisation; if it says that OpenCL devices have it, a test of the row runs on them; else a diagnostic refuses it, or a test says why it
leaves OpenCL out. `list` prints the page of it.
"""
import os
import re
import sys

from check_rows import read_rows, runs_on_opencl

COLUMNS = ("kind", "name", "programs", "table", "opencl", "spelling", "tests")
LINE_COMMENT = re.compile(r"//[^\n]*")
# What "header PATH" may stand in: written by hand, or made by the build.
HEADERS = ("runtime/include", "runtime/include/cuda", "include", "include/cuda")


class Use:
    def __init__(self, line):
        fields = line.rstrip("\n").split("\t")
        for column, field in zip(COLUMNS, fields + [""] * len(COLUMNS)):
            setattr(self, column, field)
        self.tests = self.tests.split()

    def is_ours(self):
        return not self.table.startswith("none: ")


def read_uses(root):
    with open(os.path.join(root, "test/Coverage/device-uses.tsv"), encoding="utf-8") as table:
        return [Use(line) for line in table if not line.startswith("#")]


def text_of(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


class Checker:
    def __init__(self, root, build):
        self.root, self.build, self.faults = root, build, []
        self.states = {(row.kind, row.cuda): row.cpu for row in read_rows(build)}
        api = os.path.join(root, "include/lorcha/Api")
        self.ptx = "".join(text_of(api, file) for file in sorted(os.listdir(api)) if file.startswith("Ptx"))
        self.numbers = set(re.findall(r"^LORCHA_DIAG\((\d+),", text_of(root, "include/lorcha/Support/Diagnostics.def"), re.M))

    def fault(self, use, text):
        self.faults.append(f"{use.kind} {use.name}: {text}")

    def check_table(self, use):
        table, _, name = use.table.partition(" ")
        if table in ("builtin", "function", "inline") and self.states.get((table, name)) not in ("implemented", "partial"):
            self.fault(use, f"{name} has no {table} row that is implemented")
        elif table == "error" and self.states.get(("function", name)) != "error by design":
            self.fault(use, f"{name} is not an error by design")
        elif table == "header" and not any(
                os.path.exists(os.path.join(top, folder, name)) for folder in HEADERS for top in (self.root, self.build)):
            self.fault(use, f"there is no header {name}")
        elif table == "ptx" and not re.search(r"[\"%\[ ]" + re.escape(name.lstrip("%")) + r"\b", self.ptx):
            self.fault(use, f"no row for {name} in the tables of PTX")
        elif table not in ("builtin", "function", "inline", "error", "header", "ptx", "language", "none:"):
            self.fault(use, f"there is no table {use.table!r}")

    def check_test(self, use, test):
        path = os.path.join("test", test)
        if not os.path.exists(os.path.join(self.root, path)):
            return self.fault(use, f"there is no test {test}")
        text = text_of(self.root, path)
        if not re.search(use.spelling, LINE_COMMENT.sub(" ", text)):
            self.fault(use, f"{test} does not have {use.spelling}")
        is_api = use.table.split()[0] == "function" or use.opencl == "cpu"
        if test.startswith("EndToEnd/") and not is_api and not ("-O0" in text and "%run" in text):
            self.fault(use, f"{test} does not run without optimisation and on every backend")

    def check_opencl(self, use):
        runs = [test for test in use.tests if test.startswith("EndToEnd/") and runs_on_opencl(text_of(self.root, "test/" + test))
                or "BACKENDS: " in text_of(self.root, "test/" + test) and "opencl" in text_of(self.root, "test/" + test)]
        if use.opencl == "yes" and not runs:
            self.fault(use, "no test of it runs on OpenCL devices")
        elif use.opencl == "cpu" and not all("// BACKENDS: cpu -- " in text_of(self.root, "test/" + test) for test in use.tests):
            self.fault(use, "its test does not say why it leaves OpenCL out")
        elif use.opencl.startswith("LOR") and use.opencl[3:] not in self.numbers:
            self.fault(use, f"there is no {use.opencl}")
        elif use.opencl not in ("yes", "cpu", "no") and not use.opencl.startswith("LOR"):
            self.fault(use, f"OpenCL cannot be {use.opencl!r}")

    def check(self, use):
        self.check_table(use)
        if not use.is_ours():
            return
        before = len(self.faults)
        for test in use.tests:
            self.check_test(use, test)
        if not use.tests and not use.table.startswith("error "):  # test/unit/Refusals calls these
            self.fault(use, "no test")
        if len(self.faults) == before:
            self.check_opencl(use)


def check(root, build):
    checker = Checker(root, build)
    uses = read_uses(root)
    for use in uses:
        checker.check(use)
    names = [(use.kind, use.name) for use in uses]
    checker.faults += [f"{kind} {name} stands there twice" for kind, name in sorted(set(names)) if names.count((kind, name)) > 1]
    for fault in checker.faults:
        print(fault)
    return 1 if checker.faults else 0


def print_list(root):
    print("# What programs use of the device language\n\nMade by test/Coverage/check_device_uses.py of what a lexer counted in 821 public "
          "programs, which checks that each row is in a table of Lorcha's and has tests.\n")
    print("| kind | name | programs | table | OpenCL | tests in test/ |\n|---|---|---|---|---|---|")
    for use in read_uses(root):
        name, table = (text.replace("|", "\\|") for text in (use.name, use.table))
        print(f"| {use.kind} | `{name}` | {use.programs} | {table} | {use.opencl or '–'} | {', '.join(use.tests)} |")


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("check", "list"):
        sys.exit(__doc__)
    if sys.argv[1] == "list":
        return print_list(sys.argv[2])
    sys.exit(check(*sys.argv[2:]))


if __name__ == "__main__":
    main()
