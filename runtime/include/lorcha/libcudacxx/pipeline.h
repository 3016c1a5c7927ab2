// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::pipeline of libcu++: stages that producers fill and consumers use up in turn. Each stage counts the
// phases in which it was filled and used up. Copies are made at once, so a pipeline of one thread has nothing
// to wait for.
#ifndef LORCHA_LIBCUDACXX_PIPELINE_H
#define LORCHA_LIBCUDACXX_PIPELINE_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/barrier.h"

namespace cuda {
template <thread_scope Scope> class pipeline;
enum class pipeline_role { producer, consumer };
} // namespace cuda

namespace lorcha {

/// The pipeline of one thread.
class ThreadPipeline {
public:
  LORCHA_HD void producer_acquire() {}
  LORCHA_HD void producer_commit() {}
  LORCHA_HD void consumer_wait() {}
  template <class DurationT> LORCHA_HD bool consumer_wait_for(const DurationT &) { return true; }
  template <class TimeT> LORCHA_HD bool consumer_wait_until(const TimeT &) { return true; }
  LORCHA_HD void consumer_release() {}
  LORCHA_HD bool quit() { return true; }
};

/// How often a stage has been filled or used up: a barrier of which only the phase is asked.
template <cuda::thread_scope Scope> struct StagePhase {
  SharedWord<Scope> Phase, Pending, Expected;

  LORCHA_HD void begin(uint32_t Threads) {
    Phase.store(0);
    Pending.store(Threads);
    Expected.store(Threads);
  }
  LORCHA_HD void arrive() {
    if (Pending.add(~0u) != 1)
      return;
    Pending.store(Expected.load());
    Phase.add(1);
  }
  LORCHA_HD void drop() {
    Expected.add(~0u);
    arrive();
  }
};

/// The state of a pipeline, whatever the number of its stages.
template <cuda::thread_scope Scope> struct PipelineStage {
  StagePhase<Scope> Filled, UsedUp;
};

} // namespace lorcha

namespace cuda {

template <> class pipeline<thread_scope_thread> : public lorcha::ThreadPipeline {};

/// In shared memory; set up by make_pipeline.
template <thread_scope Scope, uint8_t Stages> class pipeline_shared_state {
public:
  pipeline_shared_state() = default;
  pipeline_shared_state(const pipeline_shared_state &) = delete;
  pipeline_shared_state &operator=(const pipeline_shared_state &) = delete;

  lorcha::PipelineStage<Scope> Stage[Stages];
  lorcha::SharedWord<Scope> Producers;
};

/// One thread's view of a pipeline that a group shares.
template <thread_scope Scope> class pipeline {
public:
  LORCHA_HD pipeline(lorcha::PipelineStage<Scope> *Stage, unsigned Stages, bool Produces, bool Consumes)
      : Stage(Stage), Stages(Stages), Produces(Produces), Consumes(Consumes) {}

  /// Waits until the stage to be filled next is used up.
  LORCHA_HD void producer_acquire() {
#if defined(__CUDA__)
    lorcha::group::blockWideBarrier();
#else
    if (Committed >= Stages)
      Stage[Committed % Stages].UsedUp.Phase.waitWhile(Committed / Stages - 1);
#endif
  }
  LORCHA_HD void producer_commit() {
#if !defined(__CUDA__)
    Stage[Committed++ % Stages].Filled.arrive();
#endif
  }
  /// Waits until the stage to be used next is filled.
  LORCHA_HD void consumer_wait() {
#if defined(__CUDA__)
    lorcha::group::blockWideBarrier();
#else
    Stage[Released % Stages].Filled.Phase.waitWhile(Released / Stages);
#endif
  }
  template <class RepT, class PeriodT>
  LORCHA_HD bool consumer_wait_for(const ::std::chrono::duration<RepT, PeriodT> &Duration) {
    return consumer_wait_until(lorcha::timeAfter(Duration));
  }
  template <class TimeT> LORCHA_HD bool consumer_wait_until(const TimeT &Time) {
    return lorcha::pollUntil(lorcha::isForOthers(Scope), Time, [&] {
      return Stage[Released % Stages].Filled.Phase.load() != Released / Stages;
    });
  }
  LORCHA_HD void consumer_release() {
#if !defined(__CUDA__)
    Stage[Released++ % Stages].UsedUp.arrive();
#endif
  }
  /// Takes no part any more. The thread has committed and released what it acquired and waited for.
  LORCHA_HD bool quit() {
#if defined(__CUDA__)
    lorcha::group::waitForPart();
#else
    for (unsigned I = 0; I < Stages; ++I) {
      if (Produces)
        Stage[I].Filled.drop();
      if (Consumes)
        Stage[I].UsedUp.drop();
    }
#endif
    return true;
  }

private:
  lorcha::PipelineStage<Scope> *Stage;
  uint32_t Committed = 0, Released = 0;
  unsigned Stages;
  bool Produces, Consumes;
};

/// A pipeline whose threads all produce and consume.
template <class GroupT, thread_scope Scope, uint8_t Stages>
LORCHA_DEVICE inline pipeline<Scope> make_pipeline(const GroupT &Group,
                                                   pipeline_shared_state<Scope, Stages> *State) {
#if !defined(__CUDA__)
  if (Group.notedRank() == 0)
    for (lorcha::PipelineStage<Scope> &Each : State->Stage) {
      Each.Filled.begin(static_cast<uint32_t>(Group.notedSize()));
      Each.UsedUp.begin(static_cast<uint32_t>(Group.notedSize()));
    }
  Group.sync();
#else
  (void)Group;
#endif
  return pipeline<Scope>(State->Stage, Stages, true, true);
}

/// A pipeline whose threads do the one or the other.
template <class GroupT, thread_scope Scope, uint8_t Stages>
LORCHA_DEVICE inline pipeline<Scope>
make_pipeline(const GroupT &Group, pipeline_shared_state<Scope, Stages> *State, pipeline_role Role) {
  const bool Produces = Role == pipeline_role::producer;
#if defined(__CUDA__)
  lorcha::group::waitForPart();
  (void)Group;
#else
  if (Group.notedRank() == 0)
    State->Producers.store(0);
  Group.sync();
  if (Produces)
    State->Producers.add(1);
  Group.sync();
  if (Group.notedRank() == 0) {
    const uint32_t Producers = State->Producers.load();
    for (lorcha::PipelineStage<Scope> &Each : State->Stage) {
      Each.Filled.begin(Producers);
      Each.UsedUp.begin(static_cast<uint32_t>(Group.notedSize()) - Producers);
    }
  }
  Group.sync();
#endif
  return pipeline<Scope>(State->Stage, Stages, Produces, !Produces);
}
/// The same where the first ProducerCount threads produce.
template <class GroupT, thread_scope Scope, uint8_t Stages>
LORCHA_DEVICE inline pipeline<Scope>
make_pipeline(const GroupT &Group, pipeline_shared_state<Scope, Stages> *State, ::std::size_t ProducerCount) {
  return make_pipeline(Group, State,
                       Group.notedRank() < ProducerCount ? pipeline_role::producer : pipeline_role::consumer);
}

} // namespace cuda

namespace lorcha {

/// Of one thread's own pipeline.
LORCHA_HD inline cuda::pipeline<cuda::thread_scope_thread> make_pipeline() { return {}; }
template <uint8_t Prior>
LORCHA_HD inline void pipeline_consumer_wait_prior(cuda::pipeline<cuda::thread_scope_thread> &) {}
template <cuda::thread_scope Scope, class CompletionT>
LORCHA_HD inline void pipeline_producer_commit(cuda::pipeline<cuda::thread_scope_thread> &,
                                               cuda::barrier<Scope, CompletionT> &) {}

} // namespace lorcha

namespace cuda {

using lorcha::make_pipeline;
using lorcha::pipeline_consumer_wait_prior;
using lorcha::pipeline_producer_commit;

template <class T, class SizeT, thread_scope Scope>
LORCHA_HD inline void memcpy_async(T *To, const T *From, SizeT Bytes, pipeline<Scope> &) {
  lorcha::group::copy(To, From, static_cast<::std::size_t>(Bytes));
}
template <class SizeT, thread_scope Scope>
LORCHA_HD inline void memcpy_async(void *To, const void *From, SizeT Bytes, pipeline<Scope> &) {
  lorcha::group::copy(static_cast<char *>(To), static_cast<const char *>(From),
                      static_cast<::std::size_t>(Bytes));
}
template <class GroupT, class T, class SizeT, thread_scope Scope>
LORCHA_HD inline void memcpy_async(const GroupT &Group, T *To, const T *From, SizeT Bytes,
                                   pipeline<Scope> &) {
  lorcha::group::copyTogether(Group, To, From, static_cast<::std::size_t>(Bytes));
}
template <class GroupT, class SizeT, thread_scope Scope>
LORCHA_HD inline void memcpy_async(const GroupT &Group, void *To, const void *From, SizeT Bytes,
                                   pipeline<Scope> &) {
  lorcha::group::copyTogether(Group, static_cast<char *>(To), static_cast<const char *>(From),
                              static_cast<::std::size_t>(Bytes));
}

} // namespace cuda

#include "lorcha/users_letters.h"
#endif
