// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a node of a graph does, once it is known: the checked and copied parameters of one operation. A
// NodeWork never changes; a node that gets other parameters gets another one. So graphs, their copies and
// the launches that are under way share them.
#ifndef LORCHA_CORE_NODEWORK_H
#define LORCHA_CORE_NODEWORK_H

#include "core/BoxCopy.h"
#include "core/Event.h"
#include "core/GraphMemory.h"
#include "core/Launch.h"
#include <array>
#include <memory>
#include <variant>
#include <vector>

namespace lorcha::runtime {

/// In the order of NodeWork's alternatives.
enum class NodeKind { Empty, Kernel, Copy, Fill, Host, Child, Wait, Record, Allocate, Release, Conditional };

struct EmptyWork {};

/// A launch on a device. Attributes are kept as the API gave them.
struct KernelWork {
  struct Attribute {
    int Id;
    std::array<char, 64> Value;
  };
  Device *On;
  KernelEntry *Kernel;
  std::shared_ptr<const PreparedLaunch> Launch;
  std::vector<Attribute> Attributes;
};

/// A copy by a device.
struct CopyWork {
  Device *On;
  BoxCopy Box;   ///< as the program wrote it
  CopyPlan Plan; ///< what becomes of it
};

struct FillWork {
  Device *On;
  FillRequest Request;
};

/// A function of the host.
struct HostWork {
  void (*Function)(void *);
  void *Data;
};

/// A graph as a node; it is the node's only inner graph.
struct ChildWork {};

/// Waits for what the event marks when the graph is launched.
struct WaitWork {
  std::shared_ptr<Event> Mark;
};
struct RecordWork {
  std::shared_ptr<Event> Mark;
};

struct AllocateWork {
  std::shared_ptr<GraphAllocation> Memory;
};
/// Frees memory of this graph or another one.
struct ReleaseWork {
  std::shared_ptr<GraphAllocation> Memory;
};

/// Which of the inner graphs are run, and how often.
enum class ConditionalKind {
  If,     ///< the first if the value is not 0, else the second if there is one
  While,  ///< the only one, as long as the value is not 0
  Switch, ///< the one whose number is the value
};

/// A value that kernels write and that decides about a conditional node. Its handle is the address where
/// kernels write it.
struct ConditionalValue {
  Device *On = nullptr;
  void *Place = nullptr; ///< four bytes of the device's memory
  unsigned Default = 0;
  bool IsSetAtLaunch = false; ///< to Default
  std::mutex Mutex;           ///< guards LastUse
  Marker LastUse;             ///< the last launch that uses the value: the next one waits for it

  static Status make(Device &On, unsigned Default, bool IsSetAtLaunch,
                     std::shared_ptr<ConditionalValue> &Result);
  ConditionalValue() = default;
  ~ConditionalValue();
  ConditionalValue(const ConditionalValue &) = delete;
  ConditionalValue &operator=(const ConditionalValue &) = delete;
};

struct ConditionalWork {
  ConditionalKind Kind;
  std::shared_ptr<ConditionalValue> Value;
};

using NodeWork = std::variant<EmptyWork, KernelWork, CopyWork, FillWork, HostWork, ChildWork, WaitWork,
                              RecordWork, AllocateWork, ReleaseWork, ConditionalWork>;
using SharedWork = std::shared_ptr<const NodeWork>;

/// The device that the work is for, or that has its memory; null if it is the host's.
Device *deviceOf(const NodeWork &Work);
inline NodeKind kindOf(const NodeWork &Work) { return static_cast<NodeKind>(Work.index()); }

/// Shape checks, a copy of the arguments, and what the device prepares. As launchKernel.
Status makeKernelWork(Device &On, KernelEntry *Kernel, const LaunchShape &Shape, void *const *Args,
                      std::vector<KernelWork::Attribute> Attributes, SharedWork &Result);
/// Checks the box as copy does.
Status makeCopyWork(Device &On, const BoxCopy &Box, SharedWork &Result);
/// Checks the box as fill does.
Status makeFillWork(Device &On, const FillRequest &Request, SharedWork &Result);

} // namespace lorcha::runtime

#endif
