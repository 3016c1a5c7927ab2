# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What random kernels do with cooperative groups besides tiles of a warp (lanes.py): tiles of several warps, copies by a group,
work that one thread of a group does, what the block knows of itself. For places where all threads of the block come by.
"""
from program import Expr, Line, Text, constant

WIDE_OPERATORS = {"plus": "add", "greater": "max", "less": "min", "bit_and": "and", "bit_or": "or", "bit_xor": "xor"}


class GroupMaker:
    """Statements of cooperative groups; need whole warps."""

    def group_work(self):
        if self.odd or self.returned:
            return [self.assign()]
        makers = [self.copied, self.one_of, self.told_by_one, self.known]
        if self.threads % 64 == 0:
            makers += [self.several_warps, self.several_warps]
        return self.random.choice(makers)()

    def several_warps(self):
        """A tile of more than a warp: an answer for all of its threads."""
        size = self.random.choice([s for s in (64, 128, 256) if self.threads % s == 0])
        self.on_opencl = False # no such tiles there
        self.tiles.add(size)
        target, value, tile = self.variable(), self.expression(1), f"tile{size}"
        pick = self.random.randrange(5)
        if pick == 0:
            kind = self.random.choice(["any", "all"])
            return [self.spanned(target, f"(unsigned)({tile}.{kind}({value.cuda} & 1) != 0)", kind, f"({value.python} & 1)", size)]
        if pick == 1:
            lane = self.random.randrange(size)
            return [self.spanned(target, f"{tile}.shfl({value.cuda}, {lane})", f"nth {lane}", value.python, size)]
        if pick == 2:
            kind = self.random.choice(["inclusive", "exclusive"])
            return [self.spanned(target, f"cg::{kind}_scan({tile}, {value.cuda})", kind, value.python, size)]
        if pick == 3:
            return [Line(f"{target.cuda} += {tile}.thread_rank() * 3u + {tile}.meta_group_rank();",
                         f"{target.python} = ({target.python} + tid % {size} * 3 + tid // {size}) & M")]
        operator = self.random.choice(sorted(WIDE_OPERATORS))
        return [self.spanned(target, f"cg::reduce({tile}, {value.cuda}, cg::{operator}<unsigned>())", WIDE_OPERATORS[operator], value.python, size)]

    def spanned(self, target, text, kind, value, size):
        return Line(f"{target.cuda} = {text};", f"{target.python} = yield ('span', '{kind}', {size}, {value})")

    def copied(self):
        """The block copies a piece of its input to shared memory, in one of three spellings, and waits for it."""
        count = self.random.choice([self.threads, self.threads // 2, 2 * self.threads // 3 + 1])
        words, target = self.words(), self.variable()
        count = min(count, words)
        copy, first = self.array("copy", count), self.random.randrange(words - count + 1)
        block = "cg::this_thread_block()"
        spelled = self.random.choice([f"cg::memcpy_async({block}, {copy}, in + {first}, {4 * count});",
                                      f"cg::memcpy_async({block}, {copy}, {count}, in + {first}, {count});"])
        wait = self.random.choice([f"cg::wait({block});", f"cg::wait_prior<0>({block});"])
        add = self.add_to(target, f"{copy}[{target.cuda} % {count}u]", f"{copy}[{target.python} % {count}]")
        loop = self.fresh("i")
        return [Text(f"{spelled}\n{wait}\n{add[0]}\n__syncthreads();",
                     f"for {loop} in range(tid, {count}, {self.threads}): {copy}[{loop}] = data[{first} + {loop}]\n"
                     f"yield ('barrier',)\n{add[1]}\nyield ('barrier',)")]

    def one_of(self):
        """One thread of a tile, or of the block, adds something; it does not matter which."""
        index, value = self.random.randrange(4), self.uniform(1)
        group, width = self.some_tile() if self.random.random() < 0.7 else ("cg::this_thread_block()", self.threads)
        return [Text(f"cg::invoke_one({group}, [&] {{ atomicAdd(&sum[{index}], {value.cuda}); }});",
                     f"if tid % {width} == 0: sum_[{index}] = (sum_[{index}] + {value.python}) & M")]

    def told_by_one(self):
        """What one thread of a tile makes of what all of them share, for all of them."""
        (tile, width), target, value = self.some_tile(), self.variable(), self.uniform(1)
        return [Line(f"{target.cuda} += cg::invoke_one_broadcast({tile}, [&] {{ return tid / {width}u * 7u + {value.cuda}; }});",
                     f"{target.python} = ({target.python} + tid // {width} * 7 + {value.python}) & M")]

    def known(self):
        target = self.variable()
        w, h, d = self.block
        place = Expr("threadIdx.x", "x", False)
        known = self.random.choice([
            ("cg::this_thread_block().thread_rank()", "tid"), ("cg::this_thread_block().size()", str(self.threads)),
            ("cg::this_thread_block().group_index().x", "b"), ("cg::this_thread_block().dim_threads().y", str(h)),
            ("cg::this_thread_block().thread_index().x", place.python), ("cg::this_grid().thread_rank()", f"(b * {self.threads} + tid)"),
            ("cg::this_grid().size()", str(self.threads * self.grid)), ("cg::this_thread_block().num_threads()", str(w * h * d))])
        factor = constant(self.random.randrange(1, 9))
        return [Line(f"{target.cuda} += (unsigned){known[0]} * {factor.cuda};",
                     f"{target.python} = ({target.python} + {known[1]} * {factor.python}) & M")]
