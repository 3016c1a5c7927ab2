# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Kernels that random kernels launch. What these leave is only there when the launch is over, so it goes into the sums of the launch."""
from program import MASK, Text, constant, modulo

# What a program finds before its kernels if they launch others.
DECLARATIONS = """__global__ void addsInChild(unsigned *sum, unsigned value) {
  atomicAdd(sum, value * (blockIdx.x * blockDim.x + threadIdx.x + 1u));
}
__global__ void meetsInChild(unsigned *sum, unsigned value) {
  __shared__ unsigned total;
  if (threadIdx.x == 0)
    total = value;
  __syncthreads();
  atomicAdd(&total, threadIdx.x);
  __syncthreads();
  if (threadIdx.x == 1)
    atomicAdd(sum, total ^ blockIdx.x);
}
template <unsigned Count> __global__ void launchesInChild(unsigned *sum, unsigned value) {
  if (threadIdx.x == 0)
    meetsInChild<<<Count, blockDim.x>>>(sum, value + blockIdx.x);
}
"""


def adds_in_child(grid, threads, value):
    return value * (grid * threads * (grid * threads + 1) // 2) & MASK


def meets_in_child(grid, threads, value):
    return sum((value + threads * (threads - 1) // 2 & MASK) ^ block for block in range(grid)) & MASK


def launches_in_child(count, grid, threads, value):
    return sum(meets_in_child(count, threads, value + block & MASK) for block in range(grid)) & MASK


class ChildMaker:
    """Statements that any thread may come to."""

    def child_launch(self):
        self.launches_children, self.on_opencl = True, False
        index, value, grid, threads = self.random.randrange(4), self.expression(1), self.random.randrange(1, 4), self.random.randrange(2, 70)
        chosen, which, count = modulo(self.expression(1), 29), constant(self.random.randrange(29)), self.random.randrange(1, 3)
        callee, python = self.random.choice([("addsInChild", "adds_in_child("), ("meetsInChild", "meets_in_child("),
                                             (f"launchesInChild<{count}>", f"launches_in_child({count}, ")])
        return Text(f"if ({chosen.cuda} == {which.cuda})\n  {callee}<<<{grid}, {threads}>>>(&sum[{index}], {value.cuda});",
                    f"if {chosen.python} == {which.python}: sum_[{index}] = (sum_[{index}] + {python}{grid}, {threads}, {value.python})) & M")
