# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the pages of diagnostics to what they say: every command or source in "Example" gives the diagnostic, every one in "Way out"
does not, and works. What stands as "console" needs hands, or ends in a way of its own, and is not run. Usage: check-pages.py PAGES FOLDER-OF-TOOLS SCRATCH FIRST LAST
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# What commands of the pages find in their folder.
FILES = {
    "a.cu": "__global__ void k(int *p) { *p = 1; }\nint main() { k<<<1, 1>>>(nullptr); }\n",
    "b.cu": "__global__ void l(int *p) { *p = 2; }\n",
    "good.cu": "__global__ void k() {}\nint main() { k<<<1, 1>>>(); return cudaDeviceSynchronize(); }\n",
    "src/k.cu": "__global__ void k(int *p) { *p = 1; }\n",
    "used/notes.txt": "mine\n",
    "unsupported.cu": "int main() { return cudaGraphicsUnregisterResource(nullptr); }\n",
}


def blocks(section):
    return re.findall(r"^```(\w+)\n(.*?)^```$", section, re.M | re.S)


def runnable(section):
    return enumerate(block for block in blocks(section) if block[0] != "console")


def run(tools, folder, kind, text):
    """Exit status and diagnostics of a block."""
    os.makedirs(folder, exist_ok=True)
    for name, content in FILES.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)
    if kind == "cuda":
        with open(os.path.join(folder, "page.cu"), "w", encoding="utf-8") as file:
            file.write(text)
        text = "lorcha translate -Rlorcha page.cu -o page.cpp"
    environment = dict(os.environ, PATH=tools + os.pathsep + os.environ["PATH"])
    done = subprocess.run(["sh", "-ec", text], cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stderr


def faults_of(page, number, tools, scratch):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    _, example, way = re.split(r"^## (?:Example|Way out)$", text, flags=re.M)
    faults = []
    if not blocks(example):
        faults.append("no example")
    for index, (kind, block) in runnable(example):
        status, said = run(tools, f"{scratch}/{number}-example-{index}", kind, block)
        if f"[LOR{number}]" not in said:
            faults.append(f"the example does not give it: {said}")
        if (status != 0) != (": error: " in said):
            faults.append(f"the example ends with {status}: {said}")
    for index, (kind, block) in runnable(way):
        status, said = run(tools, f"{scratch}/{number}-way-{index}", kind, block)
        if status or f"[LOR{number}]" in said:
            faults.append(f"the way out does not work (status {status}): {said}")
    return [f"LOR{number}: {fault}" for fault in faults]


def main():
    pages, tools, scratch, first, last = sys.argv[1:]
    found = sorted(re.findall(r"^LOR(\d+)\.md$", "\n".join(os.listdir(pages)), re.M))
    wanted = [number for number in found if int(first) <= int(number) <= int(last)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda n: faults_of(os.path.join(pages, f"LOR{n}.md"), n, tools, scratch), wanted)
    faults = [fault for each in results for fault in each]
    print("\n".join(faults + [f"{len(wanted)} pages"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
