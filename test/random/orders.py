# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Other spellings of the atomics in cells.py: cuda::atomic_ref in every order and scope, its loops of compare and exchange, and
__nv_atomic_*."""
import re

ORDERS = ["relaxed", "acquire", "release", "acq_rel", "seq_cst"]
FETCH = {"atomicAdd": "add", "atomicSub": "sub", "atomicMin": "min", "atomicMax": "max", "atomicAnd": "and", "atomicOr": "or",
         "atomicXor": "xor", "atomicExch": "exchange"}
INTEGERS = ("unsigned", "int", "unsigned long long", "long long")
LOOPED = {"add": "seen + ({x})", "sub": "seen - ({x})", "min": "seen < ({x}) ? seen : ({x})", "max": "seen > ({x}) ? seen : ({x})",
          "and": "seen & ({x})", "or": "seen | ({x})", "xor": "seen ^ ({x})", "exchange": "{x}"}


class OrderMaker:
    """What stands for a call in CUDA; in Python nothing changes."""

    def respelled(self, cell, owner):
        """Another spelling of the cell's operation, with {p} and {x}; None if there is none. owner: which memory the cell is in."""
        found = re.match(r"(atomic\w+)\(\{p\}, (.*)\);$", cell.call)
        if not found or found[1] not in FETCH or cell.cuda not in INTEGERS + ("float", "double"):
            return None
        operation, value = FETCH[found[1]], found[2]
        pick = self.random.randrange(4)
        scope = self.random.choice(["block", "device", "system"] if owner == "cells" else ["device", "system"])
        if pick == 0 and cell.cuda in INTEGERS and operation != "exchange":
            self.on_opencl = False # __nv_atomic_* has no OpenCL form
            return (f"__nv_atomic_fetch_{operation}({{p}}, ({cell.cuda})({value}), __NV_ATOMIC_{self.random.choice(ORDERS).upper()}, "
                    f"__NV_THREAD_SCOPE_{scope.upper()});")
        reference = f"cuda::atomic_ref<{cell.cuda}, cuda::thread_scope_{scope}>"
        order = f"cuda::memory_order_{self.random.choice(ORDERS)}"
        if pick == 1:
            strength = self.random.choice(["weak", "strong"])
            new = LOOPED[operation].format(x=value)
            return (f"{{{{ {reference} cell(*{{p}}); {cell.cuda} seen = cell.load(cuda::memory_order_relaxed); "
                    f"while (!cell.compare_exchange_{strength}(seen, {new}, {order})) {{{{ }}}} }}}}")
        name = operation if operation == "exchange" else f"fetch_{operation}"
        return f"{reference}(*{{p}}).{name}({value}, {order});"
