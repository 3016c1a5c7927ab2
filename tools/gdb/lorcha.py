# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""GDB and the threads of a grid: in gdb, `source $(lorcha --prefix)/share/lorcha/gdb/lorcha.py`. docs/debugging.md is for users.

A kernel that was built with lorchacc -G runs each of its threads as a call of a lambda; what is known of the thread is in that
frame's `lorchaThread` and in what it refers to. Nothing here calls a function of the program or writes to it.
"""
import re

import gdb

FORMS = {0: "loop", 1: "region", 2: "fiber"}


class Place:
    """Where in a grid a frame is."""

    def __init__(self, thread, kernel, info):
        block = thread["block"]
        self.thread = triple(thread["threadIdx"])
        self.block = triple(block["blockIdx"])
        self.block_dim = triple(block["blockDim"])
        self.grid_dim = triple(block["gridDim"])
        self.kernel = kernel
        self.info = info

    def form(self):
        """The form of the kernel, where the program says it."""
        try:
            value = gdb.parse_and_eval(self.info)["Form"] if self.info else None
        except gdb.error:
            value = None
        return FORMS.get(int(value), "?") if value is not None else "?"


def triple(value):
    return tuple(int(value[name]) for name in "xyz")


def printed(numbers):
    return "(%d,%d,%d)" % numbers


def variable(frame, name):
    """The value of a variable of the frame, references followed; None if it has none of that name."""
    try:
        value = frame.read_var(name)
    except (ValueError, gdb.error):
        return None
    if value.type.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
        value = value.referenced_value()
    return value


def kernel_of(name):
    """The user's name of a kernel, and its KernelInfo, from the name of the function that runs a block of it; None for others."""
    match = re.match(r"(?:void )?(.*?)_block(\d*)(<.*?>)?(?:\(lorcha::Block const&|$)", name or "")
    if not match:
        return None
    return match.group(1) + (match.group(3) or ""), match.group(1) + "_info" + match.group(2)


def place_of(frame):
    """Where the frame is, or the first around it that is in a thread of a grid; None outside of kernels."""
    thread = None
    while frame is not None and frame.is_valid():
        if thread is None:
            found = variable(frame, "lorchaThread")
            if found is not None and not found.is_optimized_out:
                thread = found
        if thread is not None:
            kernel = kernel_of(frame.name())
            if kernel:
                try:
                    return Place(thread, *kernel)
                except gdb.error:
                    return None
        frame = frame.older()
    return None


def block_of(frame):
    """The block that the frame runs, where no thread of it is being run."""
    while frame is not None and frame.is_valid():
        block = variable(frame, "lorchaBlock")
        kernel = kernel_of(frame.name())
        if block is not None and kernel:
            return kernel[0], triple(block["blockIdx"])
        frame = frame.older()
    return None


def parse_triple(text, what):
    """ "3" or "3,1" or "(3,1,0)" as three numbers; the missing ones are 0."""
    parts = text.strip("()").split(",")
    if len(parts) > 3 or not all(part.strip().isdigit() for part in parts):
        raise gdb.GdbError("%s: '%s' is not one to three numbers with commas between them" % (what, text))
    return tuple([int(part) for part in parts] + [0] * (3 - len(parts)))


class GridBreakpoint(gdb.Breakpoint):
    """Stops in some threads only."""

    def __init__(self, location, block, thread):
        super().__init__(location)
        self.wanted_block, self.wanted_thread = block, thread

    def stop(self):
        place = place_of(gdb.newest_frame())
        if place is None:
            return False
        return self.wanted_block in (None, place.block) and self.wanted_thread in (None, place.thread)


class LorchaPrefix(gdb.Command):
    """Commands for the threads of kernels: lorcha kernel, lorcha threads, lorcha break."""

    def __init__(self):
        super().__init__("lorcha", gdb.COMMAND_RUNNING, prefix=True)


class LorchaKernel(gdb.Command):
    """Prints which kernel, block and thread the selected frame is in."""

    def __init__(self):
        super().__init__("lorcha kernel", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        try:
            frame = gdb.selected_frame()
        except gdb.error:
            raise gdb.GdbError("no program is being run") from None
        place = place_of(frame)
        if place is None:
            block = block_of(frame)
            if block is None:
                raise gdb.GdbError("this frame is in no kernel, or the kernel was not built with lorchacc -G")
            print("kernel %s, block %s, between its threads" % (block[0], printed(block[1])))
            return
        print("kernel %s <<<%s, %s>>> as %s" % (place.kernel, printed(place.grid_dim), printed(place.block_dim), place.form()))
        print("block %s, thread %s" % (printed(place.block), printed(place.thread)))


class LorchaThreads(gdb.Command):
    """Lists the host threads that run kernels, each with the thread of the grid that it is at."""

    def __init__(self):
        super().__init__("lorcha threads", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        inferior, before = gdb.selected_inferior(), gdb.selected_thread()
        if before is None:
            raise gdb.GdbError("no program is being run")
        frame_before, rows = gdb.selected_frame(), []
        for thread in sorted(inferior.threads(), key=lambda each: each.num):
            thread.switch()
            rows.append((thread, self.describe(gdb.newest_frame())))
        before.switch()
        frame_before.select()
        rows = [(thread, row) for thread, row in rows if row]
        if not rows:
            print("no host thread runs a kernel")
            return
        print("  host  %-18s %-18s %-24s %s" % ("block", "thread", "kernel", "place"))
        for thread, (block, grid_thread, kernel, where) in rows:
            mark = "*" if thread.num == before.num else " "
            print("%s %-5d %-18s %-18s %-24s %s" % (mark, thread.num, block, grid_thread, kernel, where))

    @staticmethod
    def describe(frame):
        place = place_of(frame)
        if place is not None:
            return printed(place.block), printed(place.thread), place.kernel, user_line(frame)
        block = block_of(frame)
        return (printed(block[1]), "-", block[0], user_line(frame)) if block else None


def user_line(frame):
    """The first line of the user's on the stack."""
    while frame is not None and frame.is_valid():
        line = frame.find_sal()
        if line.symtab is not None and line.line and "/include/lorcha/" not in line.symtab.fullname():
            return "%s:%d" % (line.symtab.filename, line.line)
        frame = frame.older()
    return "?"


class LorchaBreak(gdb.Command):
    """lorcha break LOCATION [block X[,Y[,Z]]] [thread X[,Y[,Z]]]: stops where that thread of that block gets there."""

    def __init__(self):
        super().__init__("lorcha break", gdb.COMMAND_BREAKPOINTS, gdb.COMPLETE_LOCATION)

    def invoke(self, argument, from_tty):
        words, wanted = gdb.string_to_argv(argument), {"block": None, "thread": None}
        if not words:
            raise gdb.GdbError("usage: lorcha break LOCATION [block X[,Y[,Z]]] [thread X[,Y[,Z]]]")
        location, rest = words[0], words[1:]
        while rest:
            if rest[0] not in wanted or len(rest) < 2:
                raise gdb.GdbError("'%s' is neither 'block' nor 'thread' with numbers behind it" % rest[0])
            wanted[rest[0]] = parse_triple(rest[1], rest[0])
            rest = rest[2:]
        GridBreakpoint(location, wanted["block"], wanted["thread"])


LorchaPrefix()
LorchaKernel()
LorchaThreads()
LorchaBreak()
