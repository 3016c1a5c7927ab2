// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a program did, as its processes recorded it (runtime/include/lorcha/timeline.h): records by tracks, in
// the order of time.
#ifndef LORCHA_PROF_TRACE_H
#define LORCHA_PROF_TRACE_H

#include "lorcha/timeline.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace lorcha {

/// One thing that happened. Times in nanoseconds from the first record of the trace on.
struct TraceEvent {
  timeline::Record Raw; ///< Begin and End as they were recorded, End not 0
  uint64_t Begin = 0, End = 0;
  uint32_t Id = 0;           ///< what Raw.Call of others refers to
  uint32_t Track = 0;        ///< of its process
  uint32_t Depth = 0;        ///< in its track: inside so many others
  bool IsUnfinished = false; ///< was not over when the program ended
  std::string Name;

  uint64_t duration() const { return End - Begin; }
  timeline::Kind kind() const { return Raw.What; }
};

/// A line of the picture: what a host thread did, a stream, ranges that belong to no thread.
struct TraceTrack {
  enum class Kind { Thread, Ranges, Stream } What;
  uint64_t Number; ///< of the thread or stream
  unsigned Device = 0;
  std::string Name;
};

/// How much memory of a device the program held from that time on.
struct MemoryLevel {
  uint64_t Time;
  unsigned Device;
  uint64_t Bytes;
};

struct TraceDevice {
  std::string Name, Backend;
};

struct TraceProcess {
  uint32_t Number = 0;
  std::string Program;  ///< path
  uint64_t Dropped = 0; ///< records that found no room
  std::vector<TraceTrack> Tracks;
  std::vector<TraceEvent> Events; ///< sorted by track, then begin, the longer one first
  std::vector<MemoryLevel> Memory;
  std::map<unsigned, TraceDevice> Devices;

  /// The call of the API that an event belongs to; null if that is not known.
  const TraceEvent *callOf(const TraceEvent &Of) const;
  /// The text behind an id; "?" if the record is lost.
  llvm::StringRef text(uint64_t Id) const;
  /// What a program calls a category of NVTX; empty if it has no name.
  llvm::StringRef category(uint64_t Domain, uint32_t Number) const;

private:
  friend class TraceReader;
  llvm::DenseMap<uint32_t, size_t> CallIndex;
  std::map<uint64_t, std::string> Texts;
  std::map<std::pair<uint64_t, uint64_t>, std::string> Categories;
};

struct Trace {
  std::vector<TraceProcess> Processes; ///< in the order in which they began
  uint64_t Length = 0;                 ///< time of the last end
};

/// Reads all recordings in a folder. Those that are damaged are read as far as they go; a folder without any
/// gives an empty trace. Fails if the folder or a file cannot be read.
llvm::Expected<Trace> readTrace(llvm::StringRef Folder);

/// The names of kernels with their template arguments, where the modules that they come from have symbols;
/// else the plain ones. Modules are read once.
class KernelNames {
public:
  /// Text is what a kernel's record names: name, module, place in it.
  std::string find(llvm::StringRef Text);

private:
  std::map<std::string, std::map<uint64_t, std::string>> Modules; ///< functions by address
};

/// "thread loop", "regions", "fibers", "OpenCL".
llvm::StringRef formOf(const TraceEvent &Kernel);
/// "host to device" and so on.
llvm::StringRef directionOf(const TraceEvent &Copy);

} // namespace lorcha

#endif
