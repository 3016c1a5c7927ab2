# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Feeds lorchacc every spelling of every flag of Options.td, and looks whether it does what the flag's group says: nothing to
complain of, warning LOR4002 that can be silenced, or error LOR4004. Every flag of nvcc 13 must be in the table.
Usage: feed-flags.py LORCHACC OPTIONS.TD SOURCE FOLDER
"""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# What flags take that do not take any word.
VALUES = {
    "Werror": "all-warnings", "arch": "sm_70", "ccbin": "g++", "cuda-version": "11.8", "cudart": "shared", "default-stream": "legacy",
    "device-stack-protector": "true", "dopt": "on", "fmad": "true", "force-form": "auto", "ftemplate-backtrace-limit": "5",
    "ftemplate-depth": "99", "ftz": "false", "gencode": "arch=compute_70,code=sm_70", "prec-div": "true",
    "prec-sqrt": "true", "rdc": "true", "std": "c++17", "t": "2", "x": "c++", "O": "2", "Wno-lorcha=": "4002",
    "Wno-lorcha": "-api", "Wno-LOR": "4002", "Wlorcha": "-opencl", "WLOR": "2104", "Rlorcha": "", "RLOR": "2101",
    "diagnostics-format": "text", "fdiagnostics-color": "always", "target": "aarch64-linux-gnu",
}
# These need a file, answer instead of compiling, or are no flags of lorchacc.
ELSEWHERE = {"options_file", "help", "version", "list_gpu_code", "list_gpu_arch", "INPUT", "UNKNOWN", "print", "database",
             "report_format", "exclude", "no_translate", "unit_limit"}


def table(path):
    include = subprocess.run(["llvm-config", "--includedir"], capture_output=True, text=True, check=True).stdout.strip()
    text = subprocess.run(["llvm-tblgen", "--dump-json", "-I", include, path], capture_output=True, check=True).stdout
    return json.loads(text)


def spellings(flag, value):
    """The command lines that mean the flag."""
    kind, name = flag["Kind"]["def"], flag["Name"]
    for prefix in flag["Prefixes"]:
        if kind == "KIND_FLAG":
            yield [prefix + name]
        if kind == "KIND_SEPARATE" or kind == "KIND_JOINED_OR_SEPARATE":
            yield [prefix + name, value]
        if kind == "KIND_JOINED" or kind == "KIND_JOINED_OR_SEPARATE":
            yield [prefix + name + value]


def run(lorchacc, source, words):
    return subprocess.run([lorchacc, "--dryrun", *words, source], capture_output=True, text=True)


def fault_of(lorchacc, source, words, group):
    done = run(lorchacc, source, words)
    said = [line for line in done.stderr.splitlines() if "[LOR" in line]
    if group == "Refused":
        return None if done.returncode == 2 and "[LOR4004]" in done.stderr else f"not refused: {done.stderr}"
    if done.returncode != 0:
        return f"status {done.returncode}: {done.stderr}"
    if group != "NoEffect":
        return "\n".join(said) or None
    if len(said) != 1 or "[LOR4002]" not in said[0]:
        return f"no warning of its own: {said}"
    return None


def main():
    lorchacc, td, source, folder = sys.argv[1:]
    os.chdir(folder)
    records = table(td)
    flags = [records[name] for name in records["!instanceof"]["Option"]]
    names = {flag["Name"].rstrip("=") for flag in flags}
    faults = []
    list_file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "nvcc-13-flags.txt")
    for line in open(list_file, encoding="utf-8"):
        if not line.startswith("#"):
            faults += [f"nvcc's flag {name} is not in the table" for name in line.split() if name.lstrip("-") not in names]
    runs = []
    for flag in flags:
        meant = records[flag["Alias"]["def"]] if flag["Alias"] else flag
        if meant["!name"] in ELSEWHERE or not flag["Prefixes"]:
            continue
        group = meant["Group"]["def"] if meant["Group"] else ""
        value = VALUES.get(meant["Name"], VALUES.get(meant["Name"].rstrip("="), "value"))
        runs += [(words, group) for words in spellings(flag, value)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (words, _), fault in zip(runs, pool.map(lambda run: fault_of(lorchacc, source, *run), runs)):
            if fault:
                faults.append(f"{' '.join(words)}: {fault}")
    quiet = run(lorchacc, source, ["-Wno-lorcha=4002"] + [word for words, group in runs if group == "NoEffect" for word in words])
    if quiet.returncode or "LOR4002" in quiet.stderr:
        faults.append(f"not silenced: {quiet.stderr}")
    print("\n".join(faults))
    print(f"{len(runs)} spellings of {len(flags)} flags")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
