// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Captures: streams whose work becomes nodes of a graph instead of being run.
//
// A capture begins in one stream, its origin, and spreads to streams that wait for events recorded in it.
// Each captured stream has a set of nodes that its next node will depend on; a recorded event remembers the
// set. Anything that would mix captured work with work that runs is an error, and makes the capture invalid
// until it is ended. Programming guide, "Creating a Graph Using Stream Capture".
//
// One lock guards all captures. It is held while nodes are added and is taken before the locks of streams,
// devices and memory. While nothing is captured, all that this costs is one look at an atomic.
#ifndef LORCHA_CORE_CAPTURE_H
#define LORCHA_CORE_CAPTURE_H

#include "core/Graph.h"
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace lorcha::runtime {

class GraphProgram;

/// Which calls a capture forbids, while it goes on, that may reach into its streams from outside
/// (allocation, say): those of every thread, of the thread that began it, or none.
enum class CaptureMode { Global, ThreadLocal, Relaxed };

/// One capture. Fields are guarded by the lock of all captures, but for constants.
struct Capture {
  enum class State { Active, Invalidated, Ended };
  const unsigned long long Id;
  const CaptureMode Mode;
  const std::thread::id Thread; ///< that began it
  std::shared_ptr<Graph> Into;  ///< null once it has ended
  const bool IsOwnGraph;        ///< made for the capture, not given by the program
  Stream *const Origin;
  State Now = State::Active;
  std::vector<std::shared_ptr<Stream>> Streams; ///< the origin included; none once it has ended
};

/// A captured stream: what its next node depends on. Guarded by the lock of all captures.
struct StreamCapture {
  std::shared_ptr<Capture> In;
  std::vector<Dependency> Next;
  std::vector<GraphNode *> Told; ///< the same for the program, which gets a pointer to it
  std::vector<EdgeKind> ToldKinds;
};

/// What an event marks that was recorded in a capture.
struct CapturedMark {
  std::shared_ptr<Capture> In;
  std::vector<Dependency> Nodes;
};

/// Whether work for the stream is captured instead of run. Refuses work of the legacy stream while a stream
/// that it would wait for is captured, and work for an invalid capture.
Status admit(Stream &On, bool &IsCaptured);
/// Adds a node to a captured stream. Make fills in its work, and may fail, which makes the capture invalid.
Status capture(Stream &On, const std::function<Status(SharedWork &)> &Make);
/// The same for nodes that Add(graph, dependencies, node) adds itself.
using AddNode = std::function<Status(Graph &, const std::vector<Dependency> &, GraphNode *&)>;
Status captureNode(Stream &On, const AddNode &Add);
/// The launch of a graph, as a child node.
Status captureProgram(Stream &On, const GraphProgram &Program);

/// For calls that a captured stream does not take.
Status refuseIfCaptured(Stream &On);
/// For calls that wait for all streams of a device, or ask for them.
Status refuseIfCaptured(Device &On);
/// For calls that wait for an event or ask for it.
Status refuseIfCaptured(const Event &Mark);
/// For calls that may reach into streams from outside.
Status refuseIfUnsafe();

/// As the API's calls of the same names; flags have been checked.
Status recordEvent(const std::shared_ptr<Event> &Mark, Stream &On, bool IsExternal);
Status waitForEvent(const std::shared_ptr<Event> &Mark, Stream &Waiting, bool IsExternal);

/// Into may be null: then a graph is made. Behind are nodes of Into.
Status beginCapture(Stream &On, CaptureMode Mode, std::shared_ptr<Graph> Into,
                    std::vector<Dependency> Behind);
/// Result is null unless the capture has ended well.
Status endCapture(Stream &On, std::shared_ptr<Graph> &Result);
/// The program gives the stream up: a capture that began in it ends. Others keep what it has captured.
void abandonCapture(Stream &On);
/// The device is reset: captures in its streams end.
void abandonCaptures(Device &On);

/// What is known of a stream's capture. The pointers stay valid until the stream is used again.
struct CaptureInfo {
  Capture::State State = Capture::State::Ended; ///< Ended: the stream is not captured
  unsigned long long Id = 0;
  Graph *Into = nullptr;
  GraphNode *const *Next = nullptr;
  const EdgeKind *Kinds = nullptr;
  size_t Count = 0;
};
/// CaptureImplicit if the stream is the legacy one and a stream that it would wait for is captured; that does
/// no harm to the capture.
Status captureInfo(Stream &On, CaptureInfo &Result);
/// Adds to what the next node will depend on, or replaces it. IllegalState if the stream is not captured.
Status updateDependencies(Stream &On, const std::vector<Dependency> &Nodes, bool Replaces);

} // namespace lorcha::runtime

#endif
