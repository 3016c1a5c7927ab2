# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What random kernels do with warps: shuffles of all types and widths, votes, matches, reductions, partial masks, __syncwarp, tiles
and other groups. For places where all lanes of a warp come by together.
"""
from program import Expr, If, Line, Text, binary, constant, modulo, name

FULL = ("0xffffffffu", "M")
LANE = Expr("(tid % 32)", "(tid % 32)", False)
VOTES = {"ballot": "__ballot_sync({m}, {v} != 0)", "any": "(unsigned)(__any_sync({m}, {v} != 0) != 0)",
         "all": "(unsigned)(__all_sync({m}, {v} != 0) != 0)", "add": "__reduce_add_sync({m}, {v})", "max": "__reduce_max_sync({m}, {v})",
         "min": "__reduce_min_sync({m}, {v})", "and": "__reduce_and_sync({m}, {v})", "or": "__reduce_or_sync({m}, {v})",
         "xor": "__reduce_xor_sync({m}, {v})", "match": "__match_any_sync({m}, {v})"}
SHUFFLES = ["shfl", "shfl_down", "shfl_up", "shfl_xor"]
OPERATORS = {"plus": "add", "greater": "max", "less": "min", "bit_and": "and", "bit_or": "or", "bit_xor": "xor"}


class LaneMaker:
    """Statements with warp operations."""

    def warp(self):
        if self.odd or self.returned:
            return [self.assign()]
        makers = [self.shuffle, self.shuffle, self.typed_shuffle, self.vote, self.signed_vote, self.warp_tree, self.ballot_branch,
                  self.prefix_branch, self.own_rounds, self.old_spelling, self.lane_call]
        if self.groups:
            makers += [self.tile, self.tile, self.tile, self.typed_tile, self.tile_reduce, self.tile_scan]
        if self.is_wild:
            makers += [self.two_halves, self.leaders] + [self.partition, self.coalesced] * (2 if self.groups else 0)
        if self.phase == "write":
            makers += [self.sync_exchange, self.sync_exchange]
        return self.random.choice(makers)()

    def yielded(self, target, text, kind, value, argument="0", width=32, mask=FULL):
        return Line(f"{target.cuda} = {text};", f"{target.python} = yield ('warp', '{kind}', {mask[1]}, {value}, {argument}, {width})")

    # Shuffles

    def way(self):
        """The parts of a shuffle: its kind, argument, width."""
        width = self.random.choice([32, 32, 32, 16, 8, 4, 2])
        pick = self.random.random()
        argument = self.uniform(1) if pick < 0.3 else constant(self.random.randrange(width))
        kind = self.random.choice(SHUFFLES)
        if pick > 0.8 and kind == "shfl":
            argument = self.expression(1) # each lane asks another one
        return kind, modulo(argument, width), width

    def shuffle(self):
        target, value, (kind, argument, width) = self.variable(), self.expression(2), self.way()
        tail = "" if width == 32 else f", {width}"
        return [self.yielded(target, f"__{kind}_sync(0xffffffffu, {value.cuda}, {argument.cuda}{tail})", kind, value.python,
                             argument.python, width)]

    def typed_shuffle(self):
        able = [each for each in self.typed if each[1].shuffles]
        if not able:
            return self.shuffle()
        (variable, _), (kind, argument, width) = self.random.choice(able), self.way()
        tail = "" if width == 32 else f", {width}"
        return [self.yielded(name(variable), f"__{kind}_sync(0xffffffffu, {variable}, {argument.cuda}{tail})", kind, variable,
                             argument.python, width)]

    def old_spelling(self):
        target, value = self.variable(), self.expression(1)
        if self.random.random() < 0.5:
            kind, argument, width = self.way()
            return [self.yielded(target, f"__{kind}({value.cuda}, {argument.cuda}, {width})", kind, value.python, argument.python, width)]
        kind, text = self.random.choice([("ballot", "__ballot({v} != 0)"), ("any", "(unsigned)(__any({v} != 0) != 0)"),
                                         ("all", "(unsigned)(__all({v} != 0) != 0)")])
        return [self.yielded(target, text.format(v=value.cuda), kind, value.python)]

    # Votes, matches and reductions

    def vote(self, mask=FULL):
        target, value, kind = self.variable(), self.expression(2), self.random.choice(sorted(VOTES))
        if kind == "match" and self.random.random() < 0.7:
            value = modulo(value, self.random.randrange(1, 5))
        return [self.yielded(target, VOTES[kind].format(m=mask[0], v=value.cuda), kind, value.python, mask=mask)]

    def signed_vote(self, mask=FULL):
        """Of types besides unsigned, and the one match that tells more."""
        target, value = self.variable(), self.expression(1)
        able = [each for each in self.typed if each[1].matches]
        pick = self.random.randrange(3)
        if pick == 0:
            kind = self.random.choice(["min", "max"])
            return [self.yielded(target, f"(unsigned)__reduce_{kind}_sync({mask[0]}, (int)({value.cuda}))", kind, f"signed({value.python})", mask=mask),
                    Line("", f"{target.python} &= M")]
        if pick == 1 and able:
            variable, _ = self.random.choice(able)
            return [self.yielded(target, f"__match_any_sync({mask[0]}, {variable})", "match", variable, mask=mask)]
        value, told = modulo(value, self.random.randrange(1, 3)), self.fresh("p")
        return [Line(f"int {told} = 0;", f"{told} = 0"),
                self.yielded(target, f"__match_all_sync({mask[0]}, {value.cuda}, &{told})", "match_all", value.python, mask=mask),
                Line(f"{target.cuda} += (unsigned){told};", f"{target.python} = ({target.python} + ({target.python} != 0)) & M")]

    def warp_tree(self):
        """A tree or a butterfly within the warp, of one or two variables."""
        target, other, i = self.variable(), self.variable(), self.fresh("w")
        kind = self.random.choice(["shfl_down", "shfl_xor"])
        first = self.random.choice([16, 16, 8, 4])
        width = "" if first == 16 else f", {2 * first}"
        steps = [first >> s for s in range(first.bit_length())]
        cuda, python = "", ""
        for variable in {target.cuda: target, other.cuda: other}.values():
            cuda += f"  {variable.cuda} += __{kind}_sync(0xffffffffu, {variable.cuda}, {i}{width});\n"
            python += f"  {variable.python} = ({variable.python} + (yield ('warp', '{kind}', M, {variable.python}, {i}, {2 * first}))) & M\n"
        return [Text(f"for (unsigned {i} = {first}; {i} > 0; {i} >>= 1) {{\n{cuda}}}", f"for {i} in {steps}:\n{python}")]

    # Lanes that do not all take part

    def within(self, mask, leader):
        """Operations of the lanes of a mask; leader: the lane that all of them may read."""
        statements = []
        for _ in range(self.random.randrange(1, 3)):
            if self.random.random() < 0.4:
                target, value = self.variable(), self.expression(1)
                statements.append(self.yielded(target, f"__shfl_sync({mask[0]}, {value.cuda}, {leader.cuda})", "shfl", value.python, leader.python,
                                               mask=mask))
            else:
                statements += self.random.choice([self.vote, self.vote, self.signed_vote])(mask)
        return statements

    def ballot_branch(self):
        mask, condition = self.fresh("m"), self.condition()
        begin = Line(f"unsigned {mask} = __ballot_sync(0xffffffffu, {condition.cuda});",
                     f"{mask} = yield ('warp', 'ballot', M, {condition.python}, 0, 32)")
        leader = Expr(f"__ffs({mask}) - 1", f"(({mask} & -{mask}).bit_length() - 1)", False)
        chosen = Expr(f"({mask} >> (tid % 32) & 1)", f"({mask} >> (tid % 32) & 1)", False)
        return [begin, If(chosen, self.within((mask, mask), leader))]

    def prefix_branch(self):
        count = self.random.randrange(1, 32)
        mask = (f"0x{(1 << count) - 1:x}u", str((1 << count) - 1))
        return [If(binary("<", LANE, constant(count)), self.within(mask, constant(self.random.randrange(count))))]

    def two_halves(self):
        """Both arms of a branch have operations of their own lanes."""
        low = self.random.choice([0x0000FFFF, 0x55555555, 0x0F0F0F0F])
        mask = low ^ 0xFFFFFFFF
        first, second = (low & -low).bit_length() - 1, (mask & -mask).bit_length() - 1
        return [If(Expr(f"(0x{low:x}u >> (tid % 32) & 1)", f"({low} >> (tid % 32) & 1)", False),
                   self.within((f"0x{low:x}u", str(low)), constant(first)), self.within((f"0x{mask:x}u", str(mask)), constant(second)))]

    def leaders(self):
        """One lane after the other tells all lanes something: a loop that the warp decides."""
        target, value, condition, todo = self.variable(), self.expression(1), self.condition(), self.fresh("todo")
        kept = self.fresh("v")
        return [Text(f"const unsigned {kept} = {value.cuda};\n"
                     f"for (unsigned {todo} = __ballot_sync(0xffffffffu, {condition.cuda}); {todo}; {todo} &= {todo} - 1)\n"
                     f"  {target.cuda} = {target.cuda} * 3u + __shfl_sync(0xffffffffu, {kept}, __ffs({todo}) - 1);",
                     f"{kept} = {value.python}\n{todo} = yield ('warp', 'ballot', M, {condition.python}, 0, 32)\n"
                     f"while {todo}:\n"
                     f"  {target.python} = ({target.python} * 3 + (yield ('warp', 'shfl', M, {kept}, ({todo} & -{todo}).bit_length() - 1, 32))) & M\n"
                     f"  {todo} &= {todo} - 1")]

    def own_rounds(self):
        """Each warp goes through a loop as often as it likes, or does not take part."""
        if self.threads <= 32:
            return self.vote()
        counter, warps = self.fresh("q"), self.threads // 32
        target, value, (kind, argument, width) = self.variable(), self.expression(1), self.way()
        last = self.random.randrange(1, 6)
        return [Text(f"for (unsigned {counter} = tid / 32; {counter} < {last}; {counter} += {warps}) {{\n"
                     f"  {target.cuda} += __{kind}_sync(0xffffffffu, {value.cuda}, {argument.cuda}, {width});\n}}",
                     f"for {counter} in range(tid // 32, {last}, {warps}):\n  {target.python} = ({target.python} + (yield "
                     f"('warp', '{kind}', M, {value.python}, {argument.python}, {width}))) & M")]

    def one_warp(self):
        """Work of one warp alone."""
        if self.odd or self.returned or self.threads <= 32:
            return [self.assign()]
        number = self.random.randrange(self.threads // 32)
        condition = Expr("(tid < 32)", "(tid < 32)", False) if number == 0 else Expr(f"(tid / 32 == {number})", f"(tid // 32 == {number})", False)
        return [If(condition, self.warp() + [self.assign()] + self.warp())]

    def sync_exchange(self):
        """Lanes tell each other through shared memory, each the cell of its own."""
        target, value, lane = self.variable(), self.expression(1), self.random.randrange(1, 32)
        part = self.random.choice([32, 32, 16])
        lane %= part
        mask = FULL if part == 32 else ("0xffffu", "0xffff")
        wait = self.random.choice([f"__syncwarp({mask[0]});", "__syncwarp();" if part == 32 else f"__syncwarp({mask[0]});",
                                   "tile32.sync();" if self.groups and part == 32 else f"__syncwarp({mask[0]});"])
        if "tile" in wait:
            self.tiles.add(32)
        waited = f"yield ('warp', 'sync', {mask[1]}, 0, 0, 32)"
        inside = [Text(f"sh[tid] = {value.cuda};\n{wait}", f"sh[tid] = {value.python}\n{waited}"),
                  Text(f"{target.cuda} += sh[tid ^ {lane}u];\n{wait}", f"{target.python} = ({target.python} + sh[tid ^ {lane}]) & M\n{waited}")]
        return inside if part == 32 else [If(binary("<", LANE, constant(part)), inside)]

    def lane_call(self):
        able = [f for f in self.functions if f.needs == "lanes"]
        return [self.call_of(self.random.choice(able))] if able else self.shuffle()

    # Groups

    def some_tile(self, widths=(32, 32, 16, 8, 4, 2, 1)):
        width = self.random.choice(widths)
        self.tiles.add(width)
        return f"tile{width}", width

    def tile(self):
        target, value, (tile, width) = self.variable(), self.expression(1), self.some_tile()
        if self.random.random() < 0.5:
            kind = self.random.choice(SHUFFLES)
            argument = modulo(self.uniform(1), width) if self.random.random() < 0.3 else constant(self.random.randrange(width))
            return [self.yielded(target, f"{tile}.{kind}({value.cuda}, {argument.cuda})", kind, value.python, argument.python, width)]
        kind = self.random.choice(["any", "all", "ballot", "match"])
        if kind == "match":
            value = modulo(value, 3)
            return [self.yielded(target, f"{tile}.match_any({value.cuda})", kind, value.python, width=width)]
        return [self.yielded(target, f"(unsigned){tile}.{kind}({value.cuda} != 0)", kind, f"int({value.python} != 0)", width=width)]

    def typed_tile(self):
        if not self.typed:
            return self.tile()
        (variable, handed), (tile, width) = self.random.choice(self.typed), self.some_tile()
        kind = self.random.choice(SHUFFLES)
        self.on_opencl &= not handed.cuda.endswith("*") # pointers are not handed from lane to lane there
        argument = constant(self.random.randrange(width))
        return [self.yielded(name(variable), f"{tile}.{kind}({variable}, {argument.cuda})", kind, variable, argument.python, width)]

    def tile_reduce(self):
        target, value, (tile, width) = self.variable(), self.expression(1), self.some_tile()
        able = [each for each in self.typed if each[1].reduces]
        if able and self.random.random() < 0.6:
            variable, kind = self.random.choice(able)
            operator = self.random.choice(kind.reduces)
            return [self.yielded(name(variable), f"cg::reduce({tile}, {variable}, cg::{operator}<{kind.cuda}>())", OPERATORS[operator], variable,
                                 width=width)]
        operator = self.random.choice(sorted(OPERATORS))
        return [self.yielded(target, f"cg::reduce({tile}, {value.cuda}, cg::{operator}<unsigned>())", OPERATORS[operator], value.python, width=width)]

    def tile_scan(self):
        target, value, (tile, width) = self.variable(), self.expression(1), self.some_tile()
        kind = self.random.choice(["inclusive", "exclusive"])
        operator = self.random.choice(["", ", cg::plus<unsigned>()"])
        return [self.yielded(target, f"cg::{kind}_scan({tile}, {value.cuda}{operator})", kind, value.python, width=width)]

    def asked_of(self, group, value):
        """What a group of lanes can tell: CUDA, the kind, and what each lane hands in in Python."""
        text, kind, given = self.random.choice([
            ("{g}.size()", "size", "{v}"), ("{g}.thread_rank()", "rank", "{v}"), ("{g}.ballot({v} & 1)", "ballot", "({v} & 1)"),
            ("cg::reduce({g}, {v}, cg::plus<unsigned>())", "add", "{v}"), ("{g}.shfl({v}, 0)", "first", "{v}"),
            ("(unsigned){g}.any({v} & 2)", "any", "({v} & 2)"), ("cg::inclusive_scan({g}, {v})", "inclusive", "{v}")])
        return text.format(g=group, v=value), f"group {kind}", given.format(v=value)

    def partition(self):
        """The lanes of a tile that have something in common."""
        target, given, group = self.variable(), self.fresh("v"), self.fresh("g")
        tile, width = self.some_tile((32, 32, 16, 8))
        value = self.expression(1)
        label, spelled = self.random.choice([(f"{given} & 1", f"binary_partition({tile}, ({given} & 1) != 0)"),
                                             (f"{given} % 3", f"labeled_partition({tile}, {given} % 3)")])
        asked, kind, handed = self.asked_of(group, given)
        return [Text(f"const unsigned {given} = {value.cuda};\nconst cg::coalesced_group {group} = cg::{spelled};", f"{given} = {value.python}"),
                self.yielded(target, asked, kind, f"({label}, {handed})", width=width)]

    def coalesced(self):
        """The lanes that take one arm of a branch."""
        target, condition, group, given = self.variable(), self.condition(), self.fresh("g"), self.fresh("v")
        value, taken = self.expression(1), self.fresh("m")
        asked, kind, handed = self.asked_of(group, given)
        self.on_opencl = False # OpenCL C has no coalesced groups in divergent code
        return [Text(f"const unsigned {given} = {value.cuda};",
                     f"{given} = {value.python}\n{taken} = yield ('warp', 'ballot', M, {condition.python}, 0, 32)"),
                If(condition, [Line(f"const cg::coalesced_group {group} = cg::coalesced_threads();", ""),
                               self.yielded(target, asked, kind, f"(0, {handed})", mask=("", taken))])]
