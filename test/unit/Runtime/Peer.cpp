// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Both ends of the socket.
#include "Peer.h"
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <numeric>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace lorcha::test {

static constexpr char Variable[] = "LORCHA_TEST_PEER_SOCKET";

bool isPeer() { return std::getenv(Variable); }

static bool send(int Socket, const void *Data, size_t Bytes) {
  return ::send(Socket, Data, Bytes, MSG_NOSIGNAL) == static_cast<ssize_t>(Bytes);
}

static bool receive(int Socket, void *Data, size_t Bytes) {
  return recv(Socket, Data, Bytes, 0) == static_cast<ssize_t>(Bytes);
}

Peer::Peer() {
  int Ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, Ends) != 0)
    return;
  Socket = Ends[0];
  setenv(Variable, std::to_string(Ends[1]).c_str(), 1);
  Process = fork();
  if (Process == 0) { // from here on only calls that are safe among threads
    close(Ends[0]);
    execl("/proc/self/exe", "lorcha-test-peer", nullptr);
    _exit(127);
  }
  unsetenv(Variable);
  close(Ends[1]);
}

Peer::~Peer() {
  close(Socket); // it ends by itself
  if (Process > 0)
    waitpid(Process, nullptr, 0);
}

void Peer::kill() {
  ::kill(Process, SIGKILL);
  waitpid(Process, nullptr, 0);
  Process = -1;
}

Reply Peer::ask(const Request &What) {
  Reply Result = {lorchaErrorUnknown, -1};
  if (!send(Socket, &What, sizeof(What)) || !receive(Socket, &Result, sizeof(Result)))
    Result.Error = lorchaErrorOperatingSystem;
  return Result;
}

namespace {
/// What the other process has.
struct Servant {
  unsigned char *Memory = nullptr;
  lorchaEvent_t Event = nullptr;
  lorchaStream_t Stream = nullptr;
  lorchaMemPool_t Pool = nullptr;

  Reply open(const Request &What) {
    void *Opened = nullptr;
    lorchaError_t Error = lorchaIpcOpenMemHandle(&Opened, What.Memory, lorchaIpcMemLazyEnablePeerAccess);
    bool IsSame = Opened && Opened == Memory;
    if (Error == lorchaSuccess)
      Memory = static_cast<unsigned char *>(Opened);
    return {Error, IsSame};
  }
  Reply sum(const Request &What) {
    std::vector<unsigned char> All(What.Bytes);
    lorchaError_t Error = lorchaMemcpy(All.data(), Memory, What.Bytes, lorchaMemcpyDeviceToHost);
    return {Error, std::accumulate(All.begin(), All.end(), 0)};
  }
  Reply fill(const Request &What) {
    lorchaError_t Error = lorchaMemset(Memory, What.Value, What.Bytes);
    return {Error == lorchaSuccess ? lorchaDeviceSynchronize() : Error, 0};
  }
  Reply waitAndRead() {
    unsigned char *Pinned = nullptr;
    lorchaError_t Error = lorchaMallocHost(&Pinned, 1);
    if (Error == lorchaSuccess)
      Error = lorchaStreamWaitEvent(Stream, Event, 0);
    if (Error == lorchaSuccess)
      Error = lorchaMemcpyAsync(Pinned, Memory, 1, lorchaMemcpyDeviceToHost, Stream);
    if (Error == lorchaSuccess)
      Error = lorchaStreamSynchronize(Stream);
    return {Error, Pinned ? *Pinned : -1};
  }
  Reply record(const Request &What, int Milliseconds) {
    auto Sleep = [](void *Time) {
      std::this_thread::sleep_for(std::chrono::milliseconds(reinterpret_cast<intptr_t>(Time)));
    };
    (void)lorchaLaunchHostFunc(Stream, Sleep, reinterpret_cast<void *>(static_cast<intptr_t>(Milliseconds)));
    if (Memory)
      (void)lorchaMemsetAsync(Memory, What.Value, What.Bytes, Stream);
    return {lorchaEventRecord(Event, Stream), 0};
  }
  /// Programs get the file over a socket; this one takes it from the process that has it.
  Reply openPool(Request What) {
    std::string Name = "/proc/" + std::to_string(What.Process) + "/fd/" + std::to_string(What.File);
    int File = ::open(Name.c_str(), O_RDONLY);
    lorchaError_t Error =
        lorchaMemPoolImportFromShareableHandle(&Pool, reinterpret_cast<void *>(static_cast<intptr_t>(File)),
                                               lorchaMemHandleTypePosixFileDescriptor, 0);
    close(File);
    void *Opened = nullptr;
    if (Error == lorchaSuccess)
      Error = lorchaMemPoolImportPointer(&Opened, Pool, &What.PoolMemory);
    Memory = static_cast<unsigned char *>(Opened);
    return {Error, 0};
  }
  Reply allocateInPool() {
    void *Result = nullptr;
    return {lorchaMallocFromPoolAsync(&Result, 64, Pool, Stream), 0};
  }
  Reply obey(const Request &What) {
    switch (What.What) {
    case Order::OpenMemory:
      return open(What);
    case Order::CloseMemory:
      return {lorchaIpcCloseMemHandle(Memory), 0};
    case Order::FreeMemory:
      return {lorchaFree(Memory), 0};
    case Order::SumMemory:
      return sum(What);
    case Order::FillMemory:
      return fill(What);
    case Order::OpenEvent:
      return {lorchaIpcOpenEventHandle(&Event, What.Event), 0};
    case Order::QueryEvent:
      return {lorchaEventQuery(Event), 0};
    case Order::WaitAndRead:
      return waitAndRead();
    case Order::FillAndRecord:
      return record(What, 50);
    case Order::OpenPool:
      return openPool(What);
    case Order::AllocateInPool:
      return allocateInPool();
    case Order::FreeInStream:
      return {lorchaFreeAsync(Memory, Stream), 0};
    case Order::RecordNever:
      return record(What, 1000000);
    }
    return {lorchaErrorUnknown, 0};
  }
};
} // namespace

int runPeer() {
  int Socket = std::atoi(std::getenv(Variable));
  Servant Me;
  (void)lorchaStreamCreateWithFlags(&Me.Stream, lorchaStreamNonBlocking);
  Request What;
  while (receive(Socket, &What, sizeof(What))) {
    Reply Result = Me.obey(What);
    if (!send(Socket, &Result, sizeof(Result)))
      break;
  }
  _exit(0); // work that takes for ever is left
}

} // namespace lorcha::test
