// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions and methods of libcu++, under "cuda::" and their own name, whatever their class. They are C++ of our own
// (runtime/include/lorcha/libcudacxx), which the parse reads as it stands: these rows say what a kernel that calls them
// needs. Those that poll let other threads run, so they wait, too. Rows for "cuda::operator" are for all operators and
// conversions. Objects of one thread have no rows: they are classes of namespace lorcha.

def BarrierObjects : Section<"Barriers, Latches, Semaphores and Pipelines (libcu++)">;
def AtomicObjects : Section<"Atomics (libcu++)">;
def AsynchronousCopies : Section<"Asynchronous Data Copies">;

let Cpu = Implemented in {
  let In = BarrierObjects in {
    let OpenCL = Partial, Note = "OpenCL: where all threads of the block arrive and wait together." in {
      let Does = BlockBarrier in
        foreach N = ["wait", "arrive_and_wait", "producer_acquire", "consumer_wait", "make_pipeline"] in
          def : ByHandBuiltin<"cuda::" # N>;
      let Does = Memory in
        foreach N = ["init", "arrive", "producer_commit", "consumer_release"] in
          def : ByHandBuiltin<"cuda::" # N>;
    }
    let Does = BlockBarrier in
      foreach N = ["try_wait", "try_wait_for", "try_wait_until", "test_wait", "wait_parity", "try_wait_parity",
                   "try_wait_parity_for", "timed_wait", "timed_wait_parity", "acquire", "try_acquire", "try_acquire_for", "try_acquire_until",
                   "consumer_wait_for", "consumer_wait_until", "__mbarrier_test_wait", "__mbarrier_try_wait",
                   "__mbarrier_test_wait_parity", "__mbarrier_try_wait_parity"] in
        def : ByHandBuiltin<"cuda::" # N>;
    let Does = Memory in
      foreach N = ["arrive_and_drop", "count_down", "release", "quit", "barrier_arrive_tx", "barrier_expect_tx",
                   "__mbarrier_init", "__mbarrier_arrive", "__mbarrier_arrive_and_drop"] in
        def : ByHandBuiltin<"cuda::" # N>;
  }
  let In = AsynchronousCopies, Does = Memory, OpenCL = Implemented, Note = "Copies are made at once." in
    foreach N = ["cuda::memcpy_async", "cuda::memcpy_async_tx", "__pipeline_memcpy_async"] in
      def : ByHandBuiltin<N>;
  let In = AtomicObjects, Does = Memory, OpenCL = Implemented, Note = "OpenCL: on words of 4 and 8 bytes." in
    foreach N = ["load", "store", "exchange", "compare_exchange_strong", "compare_exchange_weak", "fetch_add", "fetch_sub",
                 "fetch_and", "fetch_or", "fetch_xor", "fetch_min", "fetch_max", "operator", "test", "test_and_set",
                 "clear", "atomic_thread_fence"] in
      def : ByHandBuiltin<"cuda::" # N>;
}
