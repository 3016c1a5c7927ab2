# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a random kernel one thread at a time, and refuses programs whose result CUDA does not define.

Threads are generators. One that waits yields what for:
  ('barrier',)                    every thread of the block that has not returned
  ('vote', kind, value)           the same, and learns 'count', 'and' or 'or' of the values
  ('warp', kind, mask, value, argument, width)   the lanes of mask that have not returned
"""
from program import MASK


class Undefined(Exception):
    """The program has a data race, a divergent barrier, or reads what nobody has written."""


class Shared:
    """Shared memory that notices races: between two barriers a cell that one thread writes belongs to it alone."""

    def __init__(self, size):
        self.values = [None] * size
        self.writer = {}
        self.readers = {}
        self.adders = set()
        self.thread = 0

    def new_epoch(self):
        self.writer.clear()
        self.readers.clear()
        self.adders.clear()

    def __getitem__(self, index):
        if index >= len(self.values) or self.values[index] is None:
            raise Undefined("read of unwritten memory")
        if self.writer.get(index, self.thread) != self.thread or index in self.adders:
            raise Undefined("read races with a write")
        self.readers.setdefault(index, set()).add(self.thread)
        return self.values[index]

    def __setitem__(self, index, value):
        if index >= len(self.values):
            raise Undefined("write out of bounds")
        if self.writer.setdefault(index, self.thread) != self.thread or index in self.adders:
            raise Undefined("two threads write")
        if self.readers.get(index, {self.thread}) != {self.thread}:
            raise Undefined("write races with a read")
        self.values[index] = value

    def add(self, index, value):
        if index in self.writer or index in self.readers or self.values[index] is None:
            raise Undefined("atomic races with a plain access")
        self.adders.add(index)
        self.values[index] = (self.values[index] + value) & MASK


def shuffle_source(kind, lane, argument, width):
    """The lane read, or the lane itself where CUDA gives a lane its own value back."""
    first = lane - lane % width
    if kind == "idx":
        return first + argument % width
    if kind == "up":
        return lane - argument if lane - argument >= first else lane
    if kind == "down":
        return lane + argument if lane + argument < first + width else lane
    source = lane ^ argument
    return source if source < first + width else lane


def exchange(lanes, kind, mask, width):
    """What each lane of {lane: (value, argument)} gets."""
    if kind in ("idx", "up", "down", "xor"):
        result = {}
        for lane, (_, argument) in lanes.items():
            source = shuffle_source(kind, lane, argument, width)
            if source not in lanes:
                raise Undefined("shuffle from a lane that does not take part")
            result[lane] = lanes[source][0]
        return result
    values = {lane: value for lane, (value, _) in lanes.items()}
    ballot = sum(1 << lane for lane, value in values.items() if value)
    whole = {"ballot": ballot, "any": int(ballot != 0), "all": int(all(values.values())),
             "add": sum(values.values()) & MASK, "max": max(values.values()), "min": min(values.values())}
    if kind == "parity":
        return {lane: sum(other for other in values.values() if other & 1 == value & 1) & MASK for lane, value in values.items()}
    if kind == "match":
        return {lane: sum(1 << other for other, seen in values.items() if seen == value) for lane, value in values.items()}
    return {lane: whole[kind] for lane in lanes}


class Block:
    """One block on its way."""

    def __init__(self, threads, shared):
        self.threads = dict(enumerate(threads))
        self.shared = shared
        self.waiting = {}
        self.steps = 0

    def advance(self, thread, answer):
        for each in self.shared:
            each.thread = thread
        self.steps += 1
        if self.steps > 200000:
            raise Undefined("runs for too long")
        try:
            self.waiting[thread] = self.threads[thread].send(answer)
        except StopIteration:
            del self.threads[thread]
            self.waiting.pop(thread, None)

    def run(self):
        for thread in list(self.threads):
            self.advance(thread, None)
        while self.threads:
            if not self.finish_warps():
                self.finish_barrier()

    def finish_warps(self):
        """Completes every warp operation that all its lanes have reached; the others wait."""
        done = False
        for first in sorted({thread - thread % 32 for thread in self.threads}):
            lanes = {t - first: self.waiting[t] for t in self.threads if t - t % 32 == first and self.waiting[t][0] == "warp"}
            for lane in sorted(lanes):
                if lane not in lanes:
                    continue
                _, kind, mask, _, _, width = lanes[lane]
                members = [l for l in range(32) if mask >> l & 1 and first + l in self.threads]
                if lane not in members:
                    raise Undefined("a lane is not in its own mask")
                if any(l not in lanes or lanes[l][1:3] != (kind, mask) for l in members):
                    continue
                answers = exchange({l: lanes[l][3:5] for l in members}, kind, mask, width)
                for l in members:
                    del lanes[l]
                    self.advance(first + l, answers[l])
                done = True
        return done

    def finish_barrier(self):
        kinds = {self.waiting[thread][:2] if self.waiting[thread][0] == "vote" else self.waiting[thread][:1] for thread in self.threads}
        if len(kinds) != 1:
            raise Undefined("threads wait for different things")
        kind = kinds.pop()
        answer = None
        if kind[0] == "vote":
            votes = [int(self.waiting[thread][2] != 0) for thread in self.threads]
            answer = {"count": sum(votes), "and": int(all(votes)), "or": int(any(votes))}[kind[1]]
        for each in self.shared:
            each.new_epoch()
        for thread in sorted(self.threads):
            self.advance(thread, answer)


def interpret(kernel, data, untouched):
    """The words that the kernel leaves in its output and in its sums; raises Undefined."""
    scope = {"M": MASK}
    exec(compile(kernel.python(), f"kernel{kernel.seed}", "exec"), scope)  # our own text, made by program.py
    out = [untouched] * (kernel.grid * kernel.threads * len(kernel.variables))
    sums = [0] * 4
    for b in range(kernel.grid):
        shared, counters = Shared(kernel.threads), Shared(4)
        threads = [scope["thread"](tid, b, tid % kernel.block[0], shared, counters, data, out, sums, 5) for tid in range(kernel.threads)]
        Block(threads, [shared, counters]).run()
    return out + sums
