# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The positive test of each function of the runtime API: what test/unit/Runtime/Calls.txt says, and whether the tests that it names do
call the function and look at what it returns. That it returned what it should is seen when the tests run (`ctest -R ^Calls`)."""
import os
import re

ASSERTION = re.compile(r"\b(?:EXPECT|ASSERT)_\w+\(")
TEST = re.compile(r"^TEST_F\((\w+),\s*(\w+)\)\s*\{(.*?)^\}", re.M | re.S)
# A function of a test file, indented or not: its name and its body.
HELPER = re.compile(r"^([ ]*)(?!TEST)[\w:<>*& ]*?\b(\w+)\([^;]*?\)(?: const| override)? \{$(.*?)^\1\}", re.M | re.S)
# What the other process does when it is told to.
ORDER = re.compile(r"case Order::(\w+):\s*return ([^;]*);")
ONE_LINE_HELPER = re.compile(r"^[ ]*[\w:<>*& ]+?\b(\w+)\([^;\n]*\)(?: const| override)? \{([^\n]*)\}$", re.M)


def read_table(root):
    """For each CUDA name the test that is its positive one."""
    with open(os.path.join(root, "test/unit/Runtime/Calls.txt"), encoding="utf-8") as table:
        return {line.split()[0]: line.split()[1] for line in table}


def read_sources(root):
    """The bodies of all tests by their full names, of what they may call, by plain names, and of what the other process may be told."""
    tests, helpers, orders = {}, {}, {}
    folder = os.path.join(root, "test/unit/Runtime")
    for file in sorted(os.listdir(folder)):
        if file.endswith((".cpp", ".h")):
            with open(os.path.join(folder, file), encoding="utf-8") as source:
                text = source.read()
            tests.update((f"{suite}.{name}", body) for suite, name, body in TEST.findall(text))
            for name, body in [found[1:] for found in HELPER.findall(text)] + ONE_LINE_HELPER.findall(text):
                helpers[name] = helpers.get(name, "") + body
            orders.update(ORDER.findall(text))
    return tests, helpers, orders


def asserted(body):
    """The arguments of all assertions."""
    for found in ASSERTION.finditer(body):
        depth, end = 1, found.end()
        while depth and end < len(body):
            depth += {"(": 1, ")": -1}.get(body[end], 0)
            end += 1
        yield body[found.end():end - 1]


def calls(text, name):
    return re.search(rf"\b{name}\s*\(", text)


def looks_at(body, helpers, orders, name):
    """Whether a test calls the function within an assertion, or by a helper that does or that hands on what it returned."""
    looked_at = " ".join(asserted(body))
    looked_at += " " + " ".join(orders.get(order, "") for order in re.findall(r"Order::(\w+)", looked_at))
    return calls(looked_at, name) or any(calls(body + looked_at, helper) and calls(text, name) for helper, text in helpers.items())


def faults(root, wanted, lorcha_names):
    table = read_table(root)
    tests, helpers, orders = read_sources(root)
    for name in wanted:
        if name not in table:
            yield f"{name}: test/unit/Runtime/Calls.txt names no positive test"
        elif table[name] not in tests:
            yield f"{name}: there is no test {table[name]}"
        elif not looks_at(tests[table[name]], helpers, orders, lorcha_names[name]):
            yield f"{name}: {table[name]} does not look at what it returns"
    yield from (f"{name} in Calls.txt is no function that needs a test" for name in table if name not in wanted)
