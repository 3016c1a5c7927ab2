// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A second process for tests: this program once more, which does what it is told over a socket.
#ifndef LORCHA_TEST_PEER_H
#define LORCHA_TEST_PEER_H

#include "lorcha/runtime_api.h"
#include "lorcha/runtime_api_cpp.h"
#include <sys/types.h>

namespace lorcha::test {

/// What the other process is to do. It has one memory, one event and one stream at a time.
enum class Order {
  OpenMemory, ///< Value of the reply: whether it is the address of the last time
  CloseMemory,
  FreeMemory, ///< the wrong way to end it
  SumMemory,  ///< Value: the sum of its first Bytes bytes
  FillMemory, ///< with Value
  OpenEvent,
  QueryEvent,
  WaitAndRead,    ///< Value: the first byte of the memory, read in a stream behind the event
  FillAndRecord,  ///< fills in a stream, late, and records the event; replies at once
  OpenPool,       ///< that File of the process that asks means, and the memory PoolMemory of it
  AllocateInPool, ///< which others' pools do not
  FreeInStream,   ///< the memory
  RecordNever,    ///< records behind work that takes for ever; replies at once
};

struct Request {
  Order What;
  lorchaIpcMemHandle_t Memory;
  lorchaIpcEventHandle_t Event;
  size_t Bytes;
  int Value;
  int Process, File;
  lorchaMemPoolPtrExportData PoolMemory;
};

struct Reply {
  lorchaError_t Error;
  int Value;
};

/// The other process, as long as this lives.
class Peer {
public:
  Peer();
  ~Peer();
  Peer(const Peer &) = delete;
  Peer &operator=(const Peer &) = delete;

  Reply ask(const Request &What);
  /// The same with an order of its own.
  Reply ask(Request Full, Order What, size_t Bytes, int Value) {
    Full.What = What;
    Full.Bytes = Bytes;
    Full.Value = Value;
    return ask(Full);
  }
  void kill();

private:
  pid_t Process = -1;
  int Socket = -1;
};

/// Whether this process is the other one.
bool isPeer();
/// What it does; its exit code.
int runPeer();

} // namespace lorcha::test

#endif
