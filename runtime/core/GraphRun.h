// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One run of a program, on the thread that drains the stream.
//
// On asynchronous devices the steps are submitted to the stream's queue in their order. Elsewhere the thread
// runs them one after the other; if the section has branches and its last run was long enough for that to
// pay, threads of the pool take steps that are ready, too.
#ifndef LORCHA_CORE_GRAPHRUN_H
#define LORCHA_CORE_GRAPHRUN_H

#include "core/DeviceLaunch.h"
#include "core/GraphProgram.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace lorcha::runtime {

/// What the runs of an executable graph keep for each other. They never overlap.
class GraphRunState {
public:
  explicit GraphRunState(size_t Sections) : Spent(new std::atomic<uint64_t>[Sections]()) {}
  /// Nanoseconds of work in the last run of a section; 0 before the first.
  std::atomic<uint64_t> &spent(uint32_t Section) { return Spent[Section]; }
  /// A stream on which a thread of the pool can help.
  Stream &helper(Stream &Owner, unsigned Number);

private:
  std::unique_ptr<std::atomic<uint64_t>[]> Spent;
  std::mutex Mutex; ///< guards Helpers
  std::vector<std::shared_ptr<Stream>> Helpers;
};

/// A mark that a step of the first section makes.
struct StepRecording {
  uint32_t Step;
  std::shared_ptr<Event> Mark;
  std::shared_ptr<Event::Recording> Made;
};

class GraphRun {
public:
  GraphRun(const GraphProgram &Program, GraphScope &Scope, GraphRunState &State,
           const std::vector<StepRecording> &Recordings);
  /// The first failure, if there is one; later steps are left out then.
  Status run();

private:
  class SharedSection;
  Status runSection(uint32_t Index);
  Status runInOrder(const GraphSection &Section);
  bool isWorthSharing(uint32_t Index) const;
  Status runStep(const GraphStep &Step);
  Status runConditional(const GraphStep &Step, const ConditionalWork &Work);
  Status readValue(const ConditionalValue &Value, unsigned &Result);
  Status writeDefaults();
  /// Where work for the device goes. Waits for the stream's own queue if that is another one.
  Status queueFor(const Device &Target, BackendQueue *&Result);
  Status finishQueue();
  void record(const GraphStep &Step);

  const GraphProgram &Program;
  GraphScope &Scope;
  Stream &On;
  Device &Target;
  GraphRunState &State;
  const std::vector<StepRecording> &Recordings;
  BackendQueue *Queue = nullptr;
};

} // namespace lorcha::runtime

#endif
