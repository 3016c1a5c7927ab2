// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies and fills: what is checked, who waits, and when a pageable source is copied aside.
#include "core/Log.h"
#include "core/Memory.h"
#include "core/Runtime.h"
#include <cstring>

namespace lorcha::runtime {

/// Up to this size the driver of the original copies pageable sources aside (API synchronisation behaviour,
/// memcpy).
static constexpr size_t StagedBytes = 64 << 10;

namespace {
/// One end of a copy or fill as the map knows it.
struct End {
  std::optional<Allocation> Known;
  bool Fits = true; ///< false if the box leaves the allocation

  End(const void *Pointer, size_t Extent) : Known(Runtime::get().Memory.find(Pointer)) {
    Fits = Extent <= (Known ? Known->bytesFrom(Pointer) : UINTPTR_MAX - reinterpret_cast<uintptr_t>(Pointer));
  }
  /// Ordinary host memory, or a variable of the program.
  bool isPageable() const { return !Known; }
  bool isDeviceOnly() const { return Known && Known->From == Allocation::Origin::Device; }
};
} // namespace

/// Bytes from the first to the last byte of a box, plus one. Saturates.
static size_t extentOf(size_t Pitch, size_t Slice, size_t Width, size_t Height, size_t Depth) {
  size_t Rows, Slices, Result;
  if (__builtin_mul_overflow(Pitch, Height - 1, &Rows) || __builtin_mul_overflow(Slice, Depth - 1, &Slices) ||
      __builtin_add_overflow(Rows, Slices, &Result) || __builtin_add_overflow(Result, Width, &Result))
    return SIZE_MAX;
  return Result;
}

static bool isHostEnd(CopyDirection Direction, bool IsSource) {
  if (IsSource)
    return Direction == CopyDirection::HostToHost || Direction == CopyDirection::HostToDevice;
  return Direction == CopyDirection::HostToHost || Direction == CopyDirection::DeviceToHost;
}

static void runCopy(Device &On, const CopyRequest &Request) {
  if (On.failure() == Status::Success)
    On.fail(On.backend().copy(Request));
}

/// Copies a small pageable source aside, so that the caller may go on.
static Marker enqueueStaged(Stream &On, CopyRequest Request) {
  std::vector<char> Aside(Request.Width);
  std::memcpy(Aside.data(), Request.From, Request.Width);
  Device &Target = On.device();
  return On.enqueue(makeOperation([&Target, Request, Aside = std::move(Aside)]() mutable {
    Request.From = Aside.data();
    runCopy(Target, Request);
  }));
}

Status copy(Stream &On, const CopyRequest &Request, CopyDirection Direction, Wait Waits) {
  if (!Request.Width || !Request.Height || !Request.Depth)
    return Status::Success;
  if (!Request.To || !Request.From)
    return Status::InvalidValue;
  if (Request.Height > 1 && (Request.ToPitch < Request.Width || Request.FromPitch < Request.Width))
    return Status::InvalidValue;
  End To(Request.To,
         extentOf(Request.ToPitch, Request.ToSlice, Request.Width, Request.Height, Request.Depth));
  End From(Request.From,
           extentOf(Request.FromPitch, Request.FromSlice, Request.Width, Request.Height, Request.Depth));
  if (!To.Fits || !From.Fits)
    return Status::InvalidValue;
  if ((isHostEnd(Direction, false) && To.isDeviceOnly()) ||
      (isHostEnd(Direction, true) && From.isDeviceOnly()))
    return Status::InvalidValue;

  // A pageable end that the direction calls device memory is a variable of a kernel: nothing to wait for.
  bool IsOnDevices = Direction == CopyDirection::DeviceToDevice;
  bool WritesPageable = To.isPageable() && Direction != CopyDirection::HostToDevice && !IsOnDevices;
  bool ReadsPageable = From.isPageable() && Direction != CopyDirection::DeviceToHost && !IsOnDevices;
  if (ReadsPageable && !WritesPageable && Request.Height * Request.Depth == 1 &&
      Request.Width <= StagedBytes && Waits == Wait::No) {
    enqueueStaged(On, Request);
    return Status::Success;
  }
  Device &Target = On.device();
  bool MustWait = Waits == Wait::Yes || WritesPageable || ReadsPageable;
  Marker Place =
      On.enqueue(makeOperation([&Target, Request] { runCopy(Target, Request); }), /*RunHere=*/MustWait);
  if (MustWait) {
    Place.wait();
    return Target.failure();
  }
  return Status::Success;
}

Status fill(Stream &On, const FillRequest &Request, Wait Waits) {
  if (!Request.Width || !Request.Height || !Request.Depth)
    return Status::Success;
  if (!Request.To || (Request.Height > 1 && Request.Pitch < Request.Width))
    return Status::InvalidValue;
  End To(Request.To, extentOf(Request.Pitch, Request.Slice, Request.Width, Request.Height, Request.Depth));
  if (!To.Fits)
    return Status::InvalidValue;
  Device &Target = On.device();
  bool MustWait = Waits == Wait::Yes || To.isPageable();
  Marker Place = On.enqueue(makeOperation([&Target, Request] {
                              if (Target.failure() == Status::Success)
                                Target.fail(Target.backend().fill(Request));
                            }),
                            MustWait);
  if (MustWait) {
    Place.wait();
    return Target.failure();
  }
  return Status::Success;
}

} // namespace lorcha::runtime
