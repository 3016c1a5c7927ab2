# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Barriers of the whole grid in random kernels: blocks tell each other what they have through the output."""
from program import Text


class GridMaker:
    """Statements for the top level of a kernel that is launched cooperatively."""

    def across_blocks(self):
        self.on_opencl = False
        target, value, given, count, total = self.variable(), self.expression(1), self.fresh("v"), len(self.variables), self.grid * self.threads
        shift = self.random.choice([1, self.threads, self.threads + 3, total - 1])
        sync = self.random.choice(["cg::this_grid().sync();", "cg::sync(cg::this_grid());"])
        place = ("(blockIdx.x * %d + tid)" % self.threads, "(b * %d + tid)" % self.threads)
        other = [f"({text} + {shift}) % {total}" for text in place]
        return [Text(f"out[{place[0]} * {count}] = {value.cuda};\n{sync}\nconst unsigned {given} = out[{other[0]} * {count}];\n{sync}\n"
                     f"{target.cuda} = {target.cuda} * 3u + {given};",
                     f"out[{place[1]} * {count}] = {value.python}\nyield ('grid',)\n{given} = out[{other[1]} * {count}]\nyield ('grid',)\n"
                     f"{target.python} = ({target.python} * 3 + {given}) & M")]
