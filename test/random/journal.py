# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which seeds ran in which configuration at which commit: a file of one JSON object per line, so that a long run can be stopped and
continued. Seeds that failed are not kept as done: they run again.
"""
import collections
import json
import os
import subprocess


def ranges(numbers):
    """"1:4,7" of 1, 2, 3, 4, 7."""
    runs = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in runs)


def numbers_of(text):
    made = []
    for each in filter(None, text.split(",")):
        first, _, last = each.partition(":")
        made += range(int(first), int(last or first) + 1)
    return made


def commit_of(root):
    """The commit of the sources, with a + if they were changed since."""
    def git(*arguments):
        return subprocess.run(["git", "-C", root, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode().strip()
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if git("status", "--porcelain", "--untracked-files=no") else "")


class Journal:
    """path may be None: nothing is kept then."""

    def __init__(self, path, commit):
        self.path, self.commit = path, commit
        self.records = []
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.records = [json.loads(line) for line in file if line.strip()]

    def done(self, configuration):
        seeds = set()
        for record in self.records:
            if record["configuration"] == configuration:
                seeds |= set(numbers_of(record["seeds"])) - set(numbers_of(record["failed"]))
        return seeds

    def note(self, configuration, seeds, skipped, failed):
        record = {"commit": self.commit, "configuration": configuration, "seeds": ranges(seeds), "skipped": ranges(skipped),
                  "failed": ranges(failed)}
        self.records.append(record)
        if self.path:
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")

    def totals(self):
        """A table in Markdown: a seed counts where it ran last; one that failed and was mended counts as having failed, too."""
        last, failed = {}, collections.defaultdict(set)
        for record in self.records:
            skipped, bad = set(numbers_of(record["skipped"])), set(numbers_of(record["failed"]))
            for seed in numbers_of(record["seeds"]):
                last[record["configuration"], seed] = (record["commit"], seed in skipped, seed in bad)
            failed[record["configuration"]] |= bad
        rows = collections.defaultdict(lambda: [0, 0, 0])
        for (configuration, seed), (commit, is_skipped, is_bad) in last.items():
            row = rows[configuration, commit]
            row[1 if is_skipped else 0] += 1
            row[2] += is_bad
        text = "| configuration | commit | kernels run | skipped | fail | ever failed, at any commit |\n|---|---|---:|---:|---:|---:|\n"
        return text + "".join(f"| {configuration} | {commit} | {ran} | {skipped} | {bad} | {len(failed[configuration])} |\n"
                              for (configuration, commit), (ran, skipped, bad) in sorted(rows.items()))
