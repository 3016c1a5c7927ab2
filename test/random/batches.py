# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds and runs batches of random kernels, and says which seeds disagree with the interpreter."""
import os
import subprocess

from configurations import CONFIGURATIONS
from interpreter import Undefined, interpret
from program import MASK
from source import source_of

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BUILD = os.environ.get("LORCHA_BUILD", os.path.join(ROOT, "build"))
UNTOUCHED = 0xDEADBEEF
UNBUILT = "does not build"
REFUSED = "error cudaErrorNotSupported"     # the kernel has no OpenCL form, and a line of the translator says why
SECONDS = 600   # that a program may run without having finished one more kernel


def fnv(words):
    value = 1469598103934665603
    for word in words:
        value = ((value ^ word) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


def expected(kernel):
    """The words that the kernel must leave; None if the program is undefined."""
    data = [(i * 2654435761) & MASK for i in range(kernel.grid * kernel.threads)]
    try:
        return interpret(kernel, data, UNTOUCHED)
    except Undefined:
        return None


class Folder:
    """Programs in a folder, each built once."""

    def __init__(self, path):
        self.path = path
        self.built = {}

    def program(self, kernels, flags, print_words=False):
        """The path of the kernels' program, or None, and what the compiler said."""
        key = (tuple(kernel.seed for kernel in kernels), flags, print_words)
        if key not in self.built:
            source = os.path.join(self.path, f"kernels{len(self.built)}.cu")
            with open(source, "w", encoding="utf-8") as file:
                file.write(source_of(kernels))
            command = [os.path.join(BUILD, "bin", "lorchacc"), "-w", *flags, source, "-o", source[:-3]]
            made = subprocess.run(command + ["-DPRINT_WORDS"] * print_words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            self.built[key] = (None if made.returncode else source[:-3], made.stdout.decode(errors="replace"))
        return self.built[key]


def run_once(program, first, environment):
    """The lines that the program prints by seed, and how it ended, if not well."""
    try:
        done = subprocess.run([program, str(first)], env=dict(os.environ, **environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=SECONDS, check=False)
        text = done.stdout.decode(errors="replace")
        ended = f"exit code {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}" if done.returncode else None
    except subprocess.TimeoutExpired as late:
        text, ended = (late.stdout or b"").decode(errors="replace"), "hangs"
    lines = {}
    for line in text.splitlines():
        seed, _, rest = line.partition(" ")
        if seed.isdigit() and rest:
            lines[int(seed)] = rest
    return lines, ended


def outputs(program, kernels, environment):
    """By seed what the program printed behind it. Where it ends too early, the first kernel without a line is to blame, and those
    behind it are run again."""
    results, left = {}, [kernel.seed for kernel in kernels]
    while left:
        lines, ended = run_once(program, left[0], environment)
        results.update(lines)
        silent = [seed for seed in left if seed not in lines]
        if not silent:
            if ended: # behind the last kernel
                results[left[-1]] = ended
            break
        results[silent[0]] = ended or "no result"
        left = left[left.index(silent[0]) + 1:]
    return results


def failures_of(kernels, wanted, name, folder):
    """(seed, what was seen) for every kernel that disagrees. A batch that does not build is halved until it does."""
    configuration = CONFIGURATIONS[name]
    program, said = folder.program(kernels, configuration.flags)
    if program is None:
        if len(kernels) == 1:
            return [(kernels[0].seed, f"{UNBUILT}\n{said}")]
        half = len(kernels) // 2
        return failures_of(kernels[:half], wanted, name, folder) + failures_of(kernels[half:], wanted, name, folder)
    results = outputs(program, kernels, configuration.environment)
    return [(kernel.seed, results[kernel.seed]) for kernel in kernels if results[kernel.seed] != f"{wanted[kernel.seed]:x}"]
