// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The one registry of the process: devices, handles, memory; and what each host thread has of its own.
#ifndef LORCHA_CORE_RUNTIME_H
#define LORCHA_CORE_RUNTIME_H

#include "core/Capture.h"
#include "core/Device.h"
#include "core/Event.h"
#include "core/ExecutableGraph.h"
#include "core/Graph.h"
#include "core/HandleTable.h"
#include "core/Library.h"
#include "core/MemoryHints.h"
#include "core/MemoryMap.h"
#include "core/Texture.h"
#include "core/Timeline.h"
#include <vector>

namespace lorcha::runtime {

/// Thread-safe. Made at the first use, never destroyed: static destructors of the program may still call the
/// API.
class Runtime {
public:
  static Runtime &get();
  /// Null before the first use, and when the program is ending.
  static Runtime *getIfAlive();

  unsigned deviceCount() const { return static_cast<unsigned>(Devices.size()); }
  /// Ordinal must be below deviceCount().
  Device &device(unsigned Ordinal) const { return *Devices[Ordinal]; }
  /// The device that the calling host thread has chosen; the first one by default. Only if deviceCount() > 0.
  Device &currentDevice() const { return *Devices[thread().Device]; }

  HandleTable<Stream> Streams;
  HandleTable<Event> Events;
  HandleTable<Array> Arrays;
  HandleTable<MipmappedArray> MipmappedArrays;
  HandleTable<TextureObject> Textures; ///< by the address that their number is; surfaces as well
  HandleTable<Graph> Graphs;
  HandleTable<GraphNode> Nodes; ///< of all graphs
  HandleTable<ExecutableGraph> ExecutableGraphs;
  HandleTable<UserObject> UserObjects;
  HandleTable<Library> Libraries;
  MemoryMap Memory;
  HintMap Hints; ///< about managed memory

  /// What a host thread has of its own.
  struct ThreadState {
    unsigned Device = 0;
    bool HasChosenDevice = false;    ///< the program has; then a list of preferred ones has no effect
    bool IsPerThreadDefault = false; ///< the call that is under way means this thread's default stream
    Status LastError = Status::Success;
    bool IsInHostFunction = false; ///< inside a callback of a stream: the API may not be used
    CaptureMode Mode = CaptureMode::Global; ///< what captures forbid this thread
  };
  static ThreadState &thread();
  /// Runs a function of the program as part of a stream's work.
  template <class BodyT> static void inHostFunction(BodyT Body) {
    bool &Flag = thread().IsInHostFunction;
    bool Before = Flag;
    timeline::Record *Mark = isTraced() ? timeline::begin(timeline::Kind::HostWork, 0) : nullptr;
    Flag = true;
    Body();
    Flag = Before;
    timeline::end(Mark);
  }

  /// Waits for all work, forgets streams, events and memory of the device, and takes its failure back.
  void reset(Device &On);

private:
  Runtime();
  std::vector<std::unique_ptr<Backend>> Backends;
  std::vector<std::unique_ptr<Device>> Devices;
};

} // namespace lorcha::runtime

#endif
