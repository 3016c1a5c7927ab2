// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of devices without shared addresses: up to eight large buffers, the regions, handed out in parts.
// The address of a byte is a number in a range that the host reserves and may not touch; regions for memory
// that host and device share are the exception: there the range is the host's copy, and the buffer stands on
// it.
#ifndef LORCHA_OPENCL_REGIONS_H
#define LORCHA_OPENCL_REGIONS_H

#include "backends/opencl/AddressSpace.h"
#include "backends/opencl/FreeList.h"
#include <map>
#include <mutex>
#include <vector>

namespace lorcha::runtime::opencl {

/// Thread-safe: everything is done under one lock, which is also held while the driver makes a buffer.
class RegionSpace final : public AddressSpace {
public:
  static constexpr unsigned Count = 8;

  explicit RegionSpace(const DeviceHandles &Handles);
  ~RegionSpace() override;
  bool isReserved() const { return Range != nullptr; }

  void *allocate(MemoryKind Kind, size_t Bytes) override;
  cl_int release(MemoryKind Kind, void *Memory, size_t Bytes) override;
  bool hostUsesDeviceMemory() const override { return false; }
  void addPointer(Arguments &To, const void *Address) override;
  void addAddresses(Arguments &To) override;
  cl_int copy(Queue &On, const CopyRequest &Request, bool Blocks) override;
  cl_int fill(Queue &On, const FillRequest &Request, bool Blocks) override;
  cl_int handOver(Queue &On, uint64_t Ticket, const void *const *Addresses, size_t AddressCount, bool All,
                  bool &HasEffect) override;
  cl_int takeBack(Queue &On, uint64_t Ticket) override;

private:
  struct Region {
    Buffer Memory; ///< empty when the slot is free
    size_t Bytes = 0;
    uint64_t Identity = 0; ///< different for each buffer ever made
    bool IsShared = false;
    FreeList Free;
  };
  /// Memory that host and device share. The bytes are the host's unless somebody uses them on the device.
  struct SharedMemory {
    size_t Bytes;
    struct User {
      const Queue *On;
      uint64_t Ticket;
    };
    std::vector<User> Users;
    bool IsOnDevice = false;
    ClEvent Arrived; ///< when the host's bytes came to the device
  };
  /// One end of a copy.
  struct End {
    char *Host = nullptr; ///< null when it is in a buffer
    cl_mem Memory = nullptr;
    size_t Offset = 0;
    bool IsShared = false;
  };

  uint64_t firstAddress(unsigned Index) const;
  /// The region in whose share of the range the address is; Count if none.
  unsigned regionOf(const void *Address) const;
  void *take(unsigned Index, size_t Bytes, bool IsShared);
  bool makeRegion(unsigned Index, size_t Bytes, bool IsShared);
  void dropRegion(unsigned Index);
  cl_int mapForHost(char *Address, SharedMemory &Of);
  cl_int useOnDevice(Queue &On, uint64_t Ticket, char *Address, SharedMemory &Of);
  std::map<uintptr_t, SharedMemory>::iterator sharedAt(const void *Address);
  /// Where the bytes at an address are now. Those on the device count as used by On.
  End resolve(const void *Address, Queue &On);
  cl_int copyRows(cl_command_queue On, const End &To, const End &From, const CopyRequest &Request);
  cl_int copyBox(cl_command_queue On, const End &To, const End &From, const CopyRequest &Request);
  cl_int copyWithin(cl_command_queue On, const End &To, const End &From, size_t Bytes);

  const DeviceHandles Handles;
  char *Range = nullptr; ///< reserved addresses; null if there were none
  size_t Stride = 0;     ///< of the range, for each region
  std::mutex Mutex;      ///< guards what follows
  Region Regions[Count];
  uint64_t Identities = 0;
  Buffer Table; ///< what kernels that need addresses get; empty when it is not up to date
  uint64_t TableIdentity = 0;
  std::map<uintptr_t, SharedMemory> Shared; ///< by address
};

} // namespace lorcha::runtime::opencl

#endif
