// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies and fills of memory in regions, and memory that host and device share: whose it is, and how it
// changes hands. The host's side is a mapping of the buffer, so devices that share the host's memory move
// nothing.
#include "backends/opencl/Queue.h"
#include "backends/opencl/Regions.h"
#include <cstring>

namespace lorcha::runtime::opencl {

/// Whether drivers take the box in one call; else its rows are copied one by one.
static bool isRect(size_t RowPitch, size_t SlicePitch, const CopyRequest &Request) {
  return RowPitch >= Request.Width &&
         (Request.Depth == 1 || (SlicePitch >= RowPitch * Request.Height && SlicePitch % RowPitch == 0));
}

cl_int RegionSpace::mapForHost(char *Address, SharedMemory &Of) {
  unsigned Index = regionOf(Address);
  cl_int Code;
  size_t Offset = reinterpret_cast<uint64_t>(Address) - firstAddress(Index);
  void *Mapped =
      cl().EnqueueMapBuffer(Handles.Service, Regions[Index].Memory.get(), CL_TRUE, CL_MAP_READ | CL_MAP_WRITE,
                            Offset, Of.Bytes, 0, nullptr, nullptr, &Code);
  if (!Mapped)
    return Code;
  Of.IsOnDevice = false;
  Of.Users.clear();
  Of.Arrived.reset();
  return CL_SUCCESS;
}

cl_int RegionSpace::useOnDevice(Queue &On, uint64_t Ticket, char *Address, SharedMemory &Of) {
  cl_int Code = CL_SUCCESS;
  if (!Of.IsOnDevice) {
    cl_event Arrived = nullptr;
    Code = cl().EnqueueUnmapMemObject(On.get(), Regions[regionOf(Address)].Memory.get(), Address, 0, nullptr,
                                      &Arrived);
    if (Code != CL_SUCCESS)
      return Code;
    Of.Arrived = ClEvent(Arrived);
    Of.IsOnDevice = true;
  } else if (Of.Arrived && (Of.Users.size() != 1 || Of.Users.front().On != &On)) {
    cl_event Arrived = Of.Arrived.get();
    Code = cl().EnqueueBarrierWithWaitList(On.get(), 1, &Arrived, nullptr);
  }
  for (SharedMemory::User &Each : Of.Users)
    if (Each.On == &On) {
      Each.Ticket = Ticket;
      return Code;
    }
  Of.Users.push_back({&On, Ticket});
  return Code;
}

std::map<uintptr_t, RegionSpace::SharedMemory>::iterator RegionSpace::sharedAt(const void *Address) {
  auto Next = Shared.upper_bound(reinterpret_cast<uintptr_t>(Address));
  if (Next == Shared.begin())
    return Shared.end();
  --Next;
  return reinterpret_cast<uintptr_t>(Address) - Next->first < Next->second.Bytes ? Next : Shared.end();
}

cl_int RegionSpace::handOver(Queue &On, uint64_t Ticket, const void *const *Addresses, size_t AddressCount,
                             bool All, bool &HasEffect) {
  std::lock_guard<std::mutex> Lock(Mutex);
  if (Shared.empty())
    return CL_SUCCESS;
  cl_int Code = CL_SUCCESS;
  auto Use = [&](std::map<uintptr_t, SharedMemory>::iterator Each) {
    HasEffect = true;
    if (Code == CL_SUCCESS)
      Code = useOnDevice(On, Ticket, reinterpret_cast<char *>(Each->first), Each->second);
  };
  if (All) {
    for (auto Each = Shared.begin(); Each != Shared.end(); ++Each)
      Use(Each);
    return Code;
  }
  for (size_t I = 0; I < AddressCount; ++I)
    if (auto Found = sharedAt(Addresses[I]); Found != Shared.end())
      Use(Found);
  return Code;
}

cl_int RegionSpace::takeBack(Queue &On, uint64_t Ticket) {
  std::lock_guard<std::mutex> Lock(Mutex);
  cl_int Code = CL_SUCCESS;
  for (auto &[Address, Of] : Shared) {
    auto IsDone = [&](const SharedMemory::User &Each) { return Each.On == &On && Each.Ticket <= Ticket; };
    size_t Before = Of.Users.size();
    Of.Users.erase(std::remove_if(Of.Users.begin(), Of.Users.end(), IsDone), Of.Users.end());
    if (Before && Of.Users.empty() && Of.IsOnDevice) {
      cl_int Mapped = mapForHost(reinterpret_cast<char *>(Address), Of);
      Code = Code == CL_SUCCESS ? Mapped : Code;
    }
  }
  return Code;
}

RegionSpace::End RegionSpace::resolve(const void *Address, Queue &On) {
  std::lock_guard<std::mutex> Lock(Mutex);
  End Result;
  unsigned Index = regionOf(Address);
  if (Index == Count || !Regions[Index].Memory) {
    Result.Host = static_cast<char *>(const_cast<void *>(Address));
    return Result;
  }
  if (Regions[Index].IsShared) {
    auto Found = sharedAt(Address);
    if (Found == Shared.end() || !Found->second.IsOnDevice) {
      Result.Host = static_cast<char *>(const_cast<void *>(Address));
      return Result;
    }
    Result.IsShared = true;
    On.noteEffect(On.nextTicket());
    useOnDevice(On, On.nextTicket(), reinterpret_cast<char *>(Found->first), Found->second);
  }
  Result.Memory = Regions[Index].Memory.get();
  Result.Offset = reinterpret_cast<uint64_t>(Address) - firstAddress(Index);
  return Result;
}

/// Between two places in buffers; overlapping ones go through a buffer of their own.
cl_int RegionSpace::copyWithin(cl_command_queue On, const End &To, const End &From, size_t Bytes) {
  bool IsOverlapping =
      To.Memory == From.Memory && To.Offset < From.Offset + Bytes && From.Offset < To.Offset + Bytes;
  if (!IsOverlapping)
    return cl().EnqueueCopyBuffer(On, From.Memory, To.Memory, From.Offset, To.Offset, Bytes, 0, nullptr,
                                  nullptr);
  cl_int Code;
  Buffer Aside(cl().CreateBuffer(Handles.Context, CL_MEM_READ_WRITE, Bytes, nullptr, &Code));
  if (!Aside)
    return Code;
  Code = cl().EnqueueCopyBuffer(On, From.Memory, Aside.get(), From.Offset, 0, Bytes, 0, nullptr, nullptr);
  return Code == CL_SUCCESS
             ? cl().EnqueueCopyBuffer(On, Aside.get(), To.Memory, 0, To.Offset, Bytes, 0, nullptr, nullptr)
             : Code;
}

cl_int RegionSpace::copyRows(cl_command_queue On, const End &To, const End &From,
                             const CopyRequest &Request) {
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y) {
      size_t ToRow = Z * Request.ToSlice + Y * Request.ToPitch,
             FromRow = Z * Request.FromSlice + Y * Request.FromPitch;
      cl_int Code;
      if (To.Host)
        Code = cl().EnqueueReadBuffer(On, From.Memory, CL_FALSE, From.Offset + FromRow, Request.Width,
                                      To.Host + ToRow, 0, nullptr, nullptr);
      else if (From.Host)
        Code = cl().EnqueueWriteBuffer(On, To.Memory, CL_FALSE, To.Offset + ToRow, Request.Width,
                                       From.Host + FromRow, 0, nullptr, nullptr);
      else
        Code = copyWithin(On, {nullptr, To.Memory, To.Offset + ToRow},
                          {nullptr, From.Memory, From.Offset + FromRow}, Request.Width);
      if (Code != CL_SUCCESS)
        return Code;
    }
  return CL_SUCCESS;
}

cl_int RegionSpace::copyBox(cl_command_queue On, const End &To, const End &From, const CopyRequest &Request) {
  size_t Extent[3] = {Request.Width, Request.Height, Request.Depth};
  size_t ToSlice = Request.Depth == 1 ? 0 : Request.ToSlice,
         FromSlice = Request.Depth == 1 ? 0 : Request.FromSlice;
  // With the whole offset in the first place, the pitches need not divide it.
  size_t ToOrigin[3] = {To.Offset, 0, 0}, FromOrigin[3] = {From.Offset, 0, 0};
  if (To.Host)
    return cl().EnqueueReadBufferRect(On, From.Memory, CL_FALSE, FromOrigin, ToOrigin, Extent,
                                      Request.FromPitch, FromSlice, Request.ToPitch, ToSlice, To.Host, 0,
                                      nullptr, nullptr);
  if (From.Host)
    return cl().EnqueueWriteBufferRect(On, To.Memory, CL_FALSE, ToOrigin, FromOrigin, Extent, Request.ToPitch,
                                       ToSlice, Request.FromPitch, FromSlice, From.Host, 0, nullptr, nullptr);
  return cl().EnqueueCopyBufferRect(On, From.Memory, To.Memory, FromOrigin, ToOrigin, Extent,
                                    Request.FromPitch, FromSlice, Request.ToPitch, ToSlice, 0, nullptr,
                                    nullptr);
}

/// Between two places of the host, after what is before it in the queue.
static cl_int copyOnHost(Queue &On, char *To, const char *From, const CopyRequest &Request) {
  if (cl_int Code = cl().Finish(On.get()); Code != CL_SUCCESS)
    return Code;
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y)
      std::memmove(To + Z * Request.ToSlice + Y * Request.ToPitch,
                   From + Z * Request.FromSlice + Y * Request.FromPitch, Request.Width);
  return CL_SUCCESS;
}

cl_int RegionSpace::copy(Queue &On, const CopyRequest &Request, bool Blocks) {
  End To = resolve(Request.To, On), From = resolve(Request.From, On);
  if (To.Host && From.Host)
    return copyOnHost(On, To.Host, From.Host, Request);
  bool IsBox = Request.Height * Request.Depth > 1 && isRect(Request.ToPitch, Request.ToSlice, Request) &&
               isRect(Request.FromPitch, Request.FromSlice, Request) && To.Memory != From.Memory;
  cl_int Code = IsBox ? copyBox(On.get(), To, From, Request) : copyRows(On.get(), To, From, Request);
  // Not by blocking calls: a blocking write has only read the host's memory when it returns.
  return Code == CL_SUCCESS && Blocks ? cl().Finish(On.get()) : Code;
}

cl_int RegionSpace::fill(Queue &On, const FillRequest &Request, bool Blocks) {
  End To = resolve(Request.To, On);
  if (To.Host)
    if (cl_int Code = cl().Finish(On.get()); Code != CL_SUCCESS)
      return Code;
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y) {
      size_t Row = Z * Request.Slice + Y * Request.Pitch;
      auto Part = [&](size_t Offset, const void *Pattern, size_t PatternBytes, size_t Bytes) {
        if (!To.Host)
          return cl().EnqueueFillBuffer(On.get(), To.Memory, Pattern, PatternBytes, To.Offset + Row + Offset,
                                        Bytes, 0, nullptr, nullptr);
        for (size_t I = 0; I < Bytes; I += PatternBytes)
          std::memcpy(To.Host + Row + Offset + I, Pattern, PatternBytes);
        return cl_int(CL_SUCCESS);
      };
      uint64_t Address = To.Host ? reinterpret_cast<uint64_t>(To.Host) + Row : To.Offset + Row;
      if (cl_int Code = fillInPatterns(Address, Request, Part); Code != CL_SUCCESS)
        return Code;
    }
  return Blocks && !To.Host ? cl().Finish(On.get()) : CL_SUCCESS;
}

} // namespace lorcha::runtime::opencl
