// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiled without ThreadSanitizer: the templates of oneTBB's headers synchronise inside its library.
#include "backends/cpu/Parallel.h"
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

namespace lorcha::runtime::cpu {

void callOnWorkers(size_t Count, void (*Call)(void *, size_t), void *Closure) {
  tbb::this_task_arena::isolate([=] {
    tbb::parallel_for(size_t(0), Count, [=](size_t I) { Call(Closure, I); }, tbb::simple_partitioner());
  });
}

} // namespace lorcha::runtime::cpu
