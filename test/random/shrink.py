# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes a failing kernel shorter for as long as it keeps failing: drops statements, or puts a compound one's inside in its place."""
import copy


def lists_of(kernel):
    """Every list of statements in the kernel, outermost first."""
    todo = [kernel.body] + [function.body for function in kernel.functions]
    while todo:
        current = todo.pop(0)
        yield current
        for statement in current:
            todo += statement.parts()


def candidates(kernel):
    """Smaller copies of the kernel: first without several statements in a row, then without one, then without a compound's shell."""
    counts = [len(statements) for statements in lists_of(kernel)]
    for size in (8, 4, 2, 1):
        for which, count in enumerate(counts):
            for at in range(0, count - size + 1, size):
                smaller = copy.deepcopy(kernel)
                statements = list(lists_of(smaller))[which]
                del statements[at:at + size]
                yield smaller
    for which, count in enumerate(counts):
        for at in range(count):
            smaller = copy.deepcopy(kernel)
            statements = list(lists_of(smaller))[which]
            inside = statements[at].parts()
            for part in range(len(inside)):
                other = copy.deepcopy(smaller)
                list(lists_of(other))[which][at:at + 1] = copy.deepcopy(inside[part])
                yield other


def shrink(kernel, fails, tries=250):
    """The smallest kernel found for which fails(kernel) holds. fails must be false for programs without a meaning."""
    progress = True
    while progress and tries > 0:
        progress = False
        for smaller in candidates(kernel):
            tries -= 1
            if tries <= 0:
                break
            try:
                is_failing = fails(smaller)
            except (NameError, UnboundLocalError, SyntaxError):
                is_failing = False
            if is_failing:
                kernel = smaller
                progress = True
                break
    return kernel
