# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a random kernel one thread at a time, and refuses programs whose result CUDA does not define.

Threads are generators. One that waits yields what for:
  ('barrier',)                    every thread of the block that has not returned
  ('vote', kind, value)           the same, and learns 'count', 'and' or 'or' of the values
  ('warp', kind, mask, value, argument, width)   the lanes of mask that have not returned
  ('span', kind, size, value)     the threads of its tile of that size, which may be several warps
  ('grid',)                       all threads of all blocks
"""
import functools
import itertools

import callees as callee_helpers
import children as child_helpers
import halves as half_helpers
import images as image_helpers
import memories as memory_helpers
import packed as packed_helpers
import ptx as ptx_helpers
import values as value_helpers
from cells import BY_NAME, CELLS, total_words
from program import MASK


class Undefined(Exception):
    """The program has a data race, a divergent barrier, or reads what nobody has written."""


class Shared:
    """Shared memory that notices races: what one thread does to a cell is behind a barrier of the block, or of their warp, for
    another one that touches the cell. clocks: per thread, how many barriers of its warp's lanes it knows to lie behind it."""

    def __init__(self, size, clocks):
        self.values = [None] * size
        self.clocks = clocks
        self.thread = 0
        self.new_epoch()

    def new_epoch(self):
        self.writer, self.readers, self.adders = {}, {}, {}

    def ordered(self, seen):
        """Whether all that {thread: time} did lies behind the running thread."""
        own, warp = self.clocks[self.thread], self.thread // 32
        return all(thread == self.thread or (thread // 32 == warp and own[thread % 32] > time) for thread, time in seen.items())

    def note(self, where, index):
        where.setdefault(index, {})[self.thread] = self.clocks[self.thread][self.thread % 32]

    def __getitem__(self, index):
        if index >= len(self.values) or self.values[index] is None:
            raise Undefined("read of unwritten memory")
        if not self.ordered(self.writer.get(index, {})) or not self.ordered(self.adders.get(index, {})):
            raise Undefined("read races with a write")
        self.note(self.readers, index)
        return self.values[index]

    def __setitem__(self, index, value):
        if index >= len(self.values):
            raise Undefined("write out of bounds")
        if not all(self.ordered(what.get(index, {})) for what in (self.writer, self.readers, self.adders)):
            raise Undefined("write races with another access")
        self.writer[index] = {}
        self.note(self.writer, index)
        self.values[index] = value

    def add(self, index, value):
        """An atomic addition."""
        self.update(index, lambda old: (old + value) & MASK)

    def update(self, index, operation):
        """An atomic operation; the old value."""
        if not self.ordered(self.writer.get(index, {})) or not self.ordered(self.readers.get(index, {})) or self.values[index] is None:
            raise Undefined("atomic races with a plain access")
        self.note(self.adders, index)
        old = self.values[index]
        self.values[index] = operation(old)
        return old


class Cells:
    """The cells of a block, by name."""

    def __init__(self, names, clocks):
        self.places = {name: place for place, name in enumerate(names)}
        self.memory = Shared(len(names), clocks)

    def clear(self):
        for name, place in self.places.items():
            self.memory[place] = BY_NAME[name].initial[1]

    def apply(self, name, value):
        return self.memory.update(self.places[name], lambda old: BY_NAME[name].operation(old, value))

    def word(self, name):
        return BY_NAME[name].as_word(self.memory[self.places[name]])


class Totals:
    """The cells of a launch."""

    def __init__(self):
        self.values = {cell.name: cell.initial[1] for cell in CELLS}

    def apply(self, name, value):
        old = self.values[name]
        self.values[name] = BY_NAME[name].operation(old, value)
        return old


def shuffle_source(kind, lane, argument, width):
    """The lane read, or the lane itself where CUDA gives a lane its own value back."""
    first = lane - lane % width
    if kind == "shfl":
        return first + argument % width
    if kind == "shfl_up":
        return lane - argument if lane - argument >= first else lane
    if kind == "shfl_down":
        return lane + argument if lane + argument < first + width else lane
    source = lane ^ argument
    return source if source < first + width else lane


# What all of a group learn of their values.
WHOLE = {"any": lambda values: int(any(values)), "all": lambda values: int(all(values)), "add": lambda values: sum(values) & MASK,
         "max": max, "min": min, "and": lambda values: functools.reduce(int.__and__, values),
         "or": lambda values: functools.reduce(int.__or__, values), "xor": lambda values: functools.reduce(int.__xor__, values),
         "size": len, "first": lambda values: values[0], "sync": lambda values: 0}


def of_group(kind, members, values):
    """What each of the members (numbers in rising order, from 0) gets."""
    if kind.startswith("nth "):
        return [values[int(kind[4:])]] * len(values)
    if kind in WHOLE:
        return [WHOLE[kind](values)] * len(values)
    if kind == "ballot":
        return [sum(1 << member for member, value in zip(members, values) if value)] * len(values)
    if kind == "match":
        return [sum(1 << member for member, seen in zip(members, values) if seen == value) for value in values]
    if kind == "match_all":
        return [sum(1 << member for member in members) if len(set(values)) == 1 else 0] * len(values)
    if kind == "rank":
        return list(range(len(values)))
    sums = list(itertools.accumulate(values, lambda a, b: (a + b) & MASK))
    return sums if kind == "inclusive" else [0] + sums[:-1]


def exchange(lanes, kind, width):
    """What each lane of {lane: (value, argument)} gets. Kinds "group ...": values are (label, value), and lanes of one label are a group,
    in which they are counted anew."""
    result = {}
    if kind.startswith("shfl"):
        for lane, (_, argument) in lanes.items():
            source = shuffle_source(kind, lane, argument, width)
            if source not in lanes:
                raise Undefined("shuffle from a lane that does not take part")
            result[lane] = lanes[source][0]
        return result
    groups = {}
    for lane in sorted(lanes):
        label = lanes[lane][0][0] if kind.startswith("group ") else 0
        groups.setdefault((lane // width, label), []).append(lane)
    for (segment, _), members in groups.items():
        if kind.startswith("group "):
            answers = of_group(kind[6:], list(range(len(members))), [lanes[lane][0][1] for lane in members])
        else:
            answers = of_group(kind, [lane - segment * width for lane in members], [lanes[lane][0] for lane in members])
        result.update(zip(members, answers))
    return result


class Block:
    """One block on its way."""

    def __init__(self, threads, shared, clocks):
        self.threads = dict(enumerate(threads))
        self.shared = shared
        self.clocks = clocks
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

    def go_on(self):
        """From the beginning, or from a barrier of the grid, until all threads have returned or wait for the grid."""
        for each in self.shared:
            each.new_epoch()
        for thread in list(self.threads):
            self.advance(thread, None)
        while self.threads and not all(waiting == ("grid",) for waiting in self.waiting.values()):
            if not self.finish_warps() and not self.finish_spans():
                self.finish_barrier()

    def finish_spans(self):
        """Completes every operation of a tile that all its threads have reached."""
        done = False
        for thread in sorted(self.threads):
            if self.waiting.get(thread, ("",))[0] != "span":
                continue
            _, kind, size, _ = self.waiting[thread]
            members = range(thread - thread % size, thread - thread % size + size)
            if any(self.waiting.get(member, ("",))[:3] != ("span", kind, size) for member in members):
                continue
            answers = of_group(kind, list(range(size)), [self.waiting[member][3] for member in members])
            for member, answer in zip(members, answers):
                self.advance(member, answer)
            done = True
        return done

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
                if any(l not in lanes or lanes[l][1:3] + lanes[l][5:] != (kind, mask, width) for l in members):
                    continue
                if kind == "sync":
                    self.sync_lanes([first + l for l in members])
                answers = exchange({l: lanes[l][3:5] for l in members}, kind, width)
                for l in members:
                    del lanes[l]
                    self.advance(first + l, answers[l])
                done = True
        return done

    def sync_lanes(self, threads):
        """What each of them did lies behind all of them now."""
        for thread in threads:
            self.clocks[thread][thread % 32] += 1
        known = [max(times) for times in zip(*(self.clocks[thread] for thread in threads))]
        for thread in threads:
            self.clocks[thread] = list(known)

    def finish_barrier(self):
        kinds = {self.waiting[thread][:2] if self.waiting[thread][0] == "vote" else self.waiting[thread][:1] for thread in self.threads}
        if len(kinds) != 1:
            raise Undefined("threads wait for different things")
        kind = kinds.pop()
        if kind[0] in ("warp", "span", "grid"):
            raise Undefined("threads wait for others that never come")
        answer = None
        if kind[0] == "vote":
            votes = [int(self.waiting[thread][2] != 0) for thread in self.threads]
            answer = {"count": sum(votes), "and": int(all(votes)), "or": int(any(votes))}[kind[1]]
        for each in self.shared:
            each.new_epoch()
        for thread in sorted(self.threads):
            self.advance(thread, answer)


def interpret(kernel, data, untouched):
    """The words that the kernel leaves in its output, and those of the totals; raises Undefined."""
    helpers = {}
    for module in (packed_helpers, image_helpers, child_helpers, memory_helpers, ptx_helpers, value_helpers, half_helpers):
        helpers.update(vars(module))
    written = image_helpers.Written(kernel.grid, kernel.written_width)
    scope = dict(helpers, climbed=callee_helpers.climbed, M=MASK, written=written)
    exec(compile(kernel.python(), f"kernel{kernel.seed}", "exec"), scope)  # our own text, made by program.py
    out = [untouched] * (kernel.grid * kernel.threads * len(kernel.variables))
    sums, totals = [0] * 4, Totals()
    for _ in range(kernel.launches):
        written.clear()
        launch(kernel, scope["thread"], data, out, sums, totals)
        data = out[:len(data)]
    return out + (written.values if kernel.images else []) + total_words(totals.values, sums)


def launch(kernel, function, data, out, sums, totals):
    blocks = []
    for b in range(kernel.grid):
        clocks = {thread: [0] * 32 for thread in range(kernel.threads)}
        shared, counters, cells = Shared(kernel.threads, clocks), Shared(4, clocks), Cells(kernel.cells, clocks)
        arrays = {name: Shared(size, clocks) for _, name, size in kernel.arrays}
        memory = [shared, counters, cells.memory, *arrays.values()]
        threads = [function(kernel.number(thread, b), b, thread, shared, counters, cells, arrays, data, out, sums, totals, 5)
                   for thread in range(kernel.threads)]
        blocks.append(Block(threads, memory, clocks))
    while blocks:
        for block in blocks:
            block.go_on()
        left = [block for block in blocks if block.threads]
        if left and len(left) != len(blocks):
            raise Undefined("blocks wait for others that have ended")
        blocks = left
