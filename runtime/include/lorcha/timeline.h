// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The file that a program leaves when LORCHA_TRACE names a folder: what it did and when. The runtime writes
// it, `lorcha prof` reads it. It is mapped, so that what was written is there however the program ends.
//
// The first chunk holds the header. Every other chunk is a ChunkHeader and records of 64 bytes; one thread at
// a time writes to a chunk. Times are nanoseconds of CLOCK_MONOTONIC. Numbers are in the machine's own order.
#ifndef LORCHA_TIMELINE_H
#define LORCHA_TIMELINE_H

#include <cstdint>

namespace lorcha::timeline {

inline constexpr char Magic[8] = {'L', 'O', 'R', 'T', 'R', 'A', 'C', 'E'};
inline constexpr uint32_t Version = 1;
inline constexpr uint32_t ChunkBytes = 64 << 10;
inline constexpr uint32_t RecordBytes = 64;
/// What the names of the files end with.
inline constexpr char FileSuffix[] = ".lorcha-trace";

struct FileHeader {
  char Magic[8];
  uint32_t Version;
  uint32_t Process;   ///< its number
  uint64_t Start;     ///< when the file was made
  uint64_t Dropped;   ///< records that found no room
  char Program[4096]; ///< path of the executable; ends with a 0
};

/// The first slot of a chunk.
struct ChunkHeader {
  uint32_t Used; ///< bytes of the chunk, this header included, that hold records
};

enum class Kind : uint8_t {
  None,
  Text,      ///< Name stands for the Values[0] bytes in the slots behind this one
  Call,      ///< of the API: Values[0] is the error code
  Kernel,    ///< Detail: KernelForm, or OpenClForm
  Copy,      ///< Detail: CopyKind; Values[0] bytes
  Fill,      ///< Values[0] bytes
  HostWork,  ///< a function of the host in a stream
  Graph,     ///< a launch of a graph as its stream sees it
  EventMark, ///< a record of an event in a stream: Values[0] is the event
  Stream,    ///< Detail: StreamKind; Values[0] the priority; or, with a Name, what the program calls it
  Device,    ///< Name of the device; Values[0] is the id of the backend's name
  Thread,    ///< Name of a host thread
  Mark,      ///< NVTX; Values as RangeValues
  Range,     ///< NVTX; Detail: 0 pushed, 1 started; Values as RangeValues
  Category,  ///< NVTX: Name of category Values[0] in domain Values[1]
  Memory,    ///< Values[0]: bytes of the device that the program holds from now on
};

/// As lorcha::KernelForm goes on.
inline constexpr uint8_t OpenClForm = 3;

enum class CopyKind : uint8_t { HostToDevice, DeviceToHost, DeviceToDevice, HostToHost };
enum class StreamKind : uint8_t { Legacy, Blocking, NonBlocking };

struct KernelValues {
  uint32_t Grid[3];
  uint16_t Block[3];
  uint16_t IsCooperative;
  uint32_t SharedBytes; ///< dynamic ones
};

struct RangeValues {
  uint64_t Domain; ///< the id of its name; 0: none
  uint32_t Color;  ///< ARGB; 0: none
  uint32_t Category;
  uint64_t Payload; ///< 64 bits of the type that PayloadType says; part of Detail's upper half
};

/// One thing that happened.
struct Record {
  uint64_t Begin;
  uint64_t End;  ///< Begin for what takes no time; 0 as long as it is not over
  uint64_t Name; ///< the id of a text; of a kernel: name, path of its module and, in hexadecimal digits, its
                 ///< place in there, each behind a line feed
  uint32_t Thread;
  uint32_t Stream; ///< number; 0 for none
  uint32_t
      Call; ///< the record of the call of the API that it belongs to: its place in the file / RecordBytes
  uint16_t Device;
  Kind What;
  uint8_t Detail;
  union {
    uint64_t Values[3];
    KernelValues Launch;
    RangeValues Range;
  };
};
static_assert(sizeof(Record) == RecordBytes && sizeof(FileHeader) < ChunkBytes);

} // namespace lorcha::timeline

#endif
