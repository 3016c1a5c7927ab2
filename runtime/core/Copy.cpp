// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies and fills: what is checked, who waits, and when a pageable source is copied aside.
#include "core/Capture.h"
#include "core/Log.h"
#include "core/Memory.h"
#include "core/Runtime.h"
#include "core/Timeline.h"
#include <cstring>

namespace lorcha::runtime {

/// Up to this size the driver of the original copies pageable sources aside (API synchronisation behaviour,
/// memcpy).
static constexpr size_t StagedBytes = 64 << 10;
/// Up to this size sources are copied aside that programs want to change at once.
static constexpr size_t LargestAside = 64 << 20;

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
  bool isDeviceOnly() const {
    return Known &&
           (Known->From == Allocation::Origin::Device || Known->From == Allocation::Origin::Imported);
  }
  bool isOnDevice() const {
    return isDeviceOnly() || (Known && Known->From == Allocation::Origin::Variables);
  }
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

/// The backend ends the record of what it has taken into a queue.
static void endSubmitted(timeline::Record *Mark, BackendQueue *Queue, Status Result) {
  if (Queue)
    Queue->time(nullptr); // if it has failed early
  if (!Queue || Result != Status::Success)
    timeline::end(Mark);
}

Status submitCopy(Device &On, BackendQueue *Queue, const CopyRequest &Request) {
  if (!isTraced())
    return On.backend().copy(Queue, Request);
  timeline::Record *Mark = timeline::beginCopy(Request);
  if (Queue)
    Queue->time(Mark);
  Status Result = On.backend().copy(Queue, Request);
  endSubmitted(Mark, Queue, Result);
  return Result;
}

Status submitFill(Device &On, BackendQueue *Queue, const FillRequest &Request) {
  if (!isTraced())
    return On.backend().fill(Queue, Request);
  timeline::Record *Mark = timeline::beginFill(Request);
  if (Queue)
    Queue->time(Mark);
  Status Result = On.backend().fill(Queue, Request);
  endSubmitted(Mark, Queue, Result);
  return Result;
}

static Status runCopy(Stream &On, const CopyRequest &Request) {
  Device &Target = On.device();
  if (Target.failure() != Status::Success)
    return Status::Success; // the device takes no more work until it is reset
  Status Result;
  BackendQueue *Queue = On.queue(Result);
  return Result == Status::Success ? submitCopy(Target, Queue, Request) : Result;
}

/// With Waits, the operation leaves nothing under way and the result is what the caller has to know.
static Status enqueueAndWait(Stream &On, std::unique_ptr<Operation> Work, bool Waits) {
  Status Result = Status::Success;
  Marker Place = On.enqueue(std::move(Work), Waits ? RunHere::Yes : RunHere::No, &Result);
  if (!Waits)
    return Result;
  Place.wait();
  return Result == Status::Success ? On.device().takeFailure() : Result;
}

/// Copies a small pageable source aside, so that the caller may go on.
static Status enqueueStaged(Stream &On, CopyRequest Request) {
  std::vector<char> Aside(Request.Width);
  std::memcpy(Aside.data(), Request.From, Request.Width);
  Request.IsSourceTemporary = true;
  Status Result = Status::Success;
  On.enqueue(makeOperation([&On, Request, Aside = std::move(Aside)]() mutable {
               Request.From = Aside.data();
               return runCopy(On, Request);
             }),
             RunHere::No, &Result);
  return Result;
}

/// The device whose memory the host cannot touch and this device does not know; null if there is none.
static Device *foreignOwner(const End &Side, const Device &On) {
  Device *Owner = Side.Known ? Side.Known->On : nullptr;
  return Owner && Owner != &On && Side.isOnDevice() && !Owner->facts().HostUsesDeviceMemory ? Owner : nullptr;
}

/// A copy with memory of another device: that device, or both one after the other, do it now.
static Status copyBetween(Device *ToOwner, Device *FromOwner, const CopyRequest &Request) {
  if (!ToOwner || !FromOwner || ToOwner == FromOwner)
    return submitCopy(*(ToOwner ? ToOwner : FromOwner), nullptr, Request);
  constexpr size_t MaxStagingBytes = 16 << 20;
  std::vector<char> Staging(std::min(Request.Width, MaxStagingBytes));
  for (size_t Z = 0; Z < Request.Depth; ++Z)
    for (size_t Y = 0; Y < Request.Height; ++Y)
      for (size_t X = 0; X < Request.Width; X += Staging.size()) {
        size_t Bytes = std::min(Staging.size(), Request.Width - X);
        auto *From = static_cast<const char *>(Request.From) + Z * Request.FromSlice + Y * Request.FromPitch;
        auto *To = static_cast<char *>(Request.To) + Z * Request.ToSlice + Y * Request.ToPitch;
        Status Result = submitCopy(*FromOwner, nullptr, linearCopy(Staging.data(), From + X, Bytes));
        if (Result == Status::Success)
          Result = submitCopy(*ToOwner, nullptr, linearCopy(To + X, Staging.data(), Bytes));
        if (Result != Status::Success)
          return Result;
      }
  return Status::Success;
}

Status runCopy(Device &On, BackendQueue *Queue, const CopyPlan &Plan) {
  return Plan.isBetween() ? copyBetween(Plan.ToOwner, Plan.FromOwner, Plan.Request)
                          : submitCopy(On, Queue, Plan.Request);
}

/// Puts in a copy with memory of devices that the stream's own cannot use.
static Status enqueueBetween(Stream &On, const CopyPlan &Plan, bool MustWait) {
  Device &Target = On.device();
  Marker Place = On.enqueue(makeHostOperation([=, &Target] {
    return Target.failure() == Status::Success ? runCopy(Target, nullptr, Plan) : Status::Success;
  }));
  if (!MustWait)
    return Status::Success;
  Place.wait();
  return Target.takeFailure();
}

static Status checkBox(const CopyRequest &Request) {
  if (!Request.To || !Request.From)
    return Status::InvalidValue;
  bool HasRows = Request.Height > 1;
  return HasRows && (Request.ToPitch < Request.Width || Request.FromPitch < Request.Width)
             ? Status::InvalidValue
             : Status::Success;
}

namespace {
/// Both ends of a copy.
struct Ends {
  End To, From;

  explicit Ends(const CopyRequest &Request)
      : To(Request.To,
           extentOf(Request.ToPitch, Request.ToSlice, Request.Width, Request.Height, Request.Depth)),
        From(Request.From,
             extentOf(Request.FromPitch, Request.FromSlice, Request.Width, Request.Height, Request.Depth)) {}

  Status plan(Device &On, const CopyRequest &Request, CopyDirection Direction, CopyPlan &Result) const {
    if (!To.Fits || !From.Fits)
      return Status::InvalidValue;
    if ((isHostEnd(Direction, false) && To.isDeviceOnly()) ||
        (isHostEnd(Direction, true) && From.isDeviceOnly()))
      return Status::InvalidValue;
    Result = {Request};
    if (!foreignOwner(To, On) && !foreignOwner(From, On))
      return Status::Success;
    // The stream's own device is one of the two when its memory takes part.
    auto OwnerOf = [&](const End &Side) -> Device * {
      bool IsOwn = Side.isOnDevice() && Side.Known->On == &On && !On.facts().HostUsesDeviceMemory;
      return IsOwn ? &On : foreignOwner(Side, On);
    };
    Result.ToOwner = OwnerOf(To);
    Result.FromOwner = OwnerOf(From);
    return Status::Success;
  }
};
} // namespace

Status planCopy(Device &On, const CopyRequest &Request, CopyDirection Direction, CopyPlan &Result) {
  Status Checked = checkBox(Request);
  return Checked == Status::Success ? Ends(Request).plan(On, Request, Direction, Result) : Checked;
}

/// The box of a request, for a node.
static BoxCopy boxOf(const CopyRequest &Request, CopyDirection Direction) {
  BoxCopy Box;
  Box.To.Memory = Request.To;
  Box.To.Pitch = Box.To.RowBytes = Request.ToPitch;
  Box.To.Rows = Request.ToPitch ? Request.ToSlice / Request.ToPitch : 0;
  Box.From.Memory = const_cast<void *>(Request.From);
  Box.From.Pitch = Box.From.RowBytes = Request.FromPitch;
  Box.From.Rows = Request.FromPitch ? Request.FromSlice / Request.FromPitch : 0;
  Box.Width = Request.Width;
  Box.Height = Request.Height;
  Box.Depth = Request.Depth;
  Box.Direction = Direction;
  return Box;
}

Status copy(Stream &On, const CopyRequest &Request, CopyDirection Direction, Wait Waits) {
  bool IsCaptured;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (!Request.Width || !Request.Height || !Request.Depth)
    return Status::Success;
  if (Status Checked = checkBox(Request); Checked != Status::Success)
    return Checked;
  if (IsCaptured)
    return capture(
        On, [&](SharedWork &Work) { return makeCopyWork(On.device(), boxOf(Request, Direction), Work); });
  Ends Both(Request);
  CopyPlan Plan;
  if (Status Planned = Both.plan(On.device(), Request, Direction, Plan); Planned != Status::Success)
    return Planned;

  // A pageable end that the direction calls device memory is a variable of a kernel: nothing to wait for.
  bool IsOnDevices = Direction == CopyDirection::DeviceToDevice;
  bool WritesPageable = Both.To.isPageable() && Direction != CopyDirection::HostToDevice && !IsOnDevices;
  bool ReadsPageable = Both.From.isPageable() && Direction != CopyDirection::DeviceToHost && !IsOnDevices;
  bool MustWait = Waits == Wait::Yes || WritesPageable || ReadsPageable;
  // In the default stream, copies with memory of another device have both devices to themselves.
  if (On.kind() == StreamKind::Legacy)
    for (const End *Side : {&Both.To, &Both.From})
      if (Side->isOnDevice() && Side->Known->On != &On.device()) {
        Side->Known->On->synchronize();
        MustWait = true;
      }
  if (Plan.isBetween())
    return enqueueBetween(On, Plan, MustWait);
  if (ReadsPageable && !WritesPageable && Request.Height * Request.Depth == 1 &&
      Request.Width <= StagedBytes && Waits == Wait::No)
    return enqueueStaged(On, Request);
  CopyRequest Final = Request;
  Final.IsBlocking = MustWait;
  std::unique_ptr<Operation> Work = makeOperation([&On, Final] { return runCopy(On, Final); });
  Work->IsBlocking = MustWait;
  return enqueueAndWait(On, std::move(Work), MustWait);
}

Status copyFromNow(Stream &On, const CopyRequest &Request, CopyDirection Direction) {
  bool IsCaptured, IsRow = Request.Height * Request.Depth == 1;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (IsCaptured || !Request.Width || !IsRow || Request.Width > LargestAside)
    return copy(On, Request, Direction, IsCaptured ? Wait::No : Wait::Yes);
  CopyPlan Plan;
  if (Status Planned = planCopy(On.device(), Request, Direction, Plan); Planned != Status::Success)
    return Planned;
  Ends Both(Request);
  bool IsAside = !Both.From.isOnDevice() && !Both.To.isPageable() && !Plan.isBetween();
  return IsAside ? enqueueStaged(On, Request) : copy(On, Request, Direction, Wait::Yes);
}

static End endOf(const FillRequest &Request) {
  return End(Request.To,
             extentOf(Request.Pitch, Request.Slice, Request.Width, Request.Height, Request.Depth));
}

Status checkFill(const FillRequest &Request) {
  if (!Request.To || (Request.Height > 1 && Request.Pitch < Request.Width))
    return Status::InvalidValue;
  return endOf(Request).Fits ? Status::Success : Status::InvalidValue;
}

Status runFill(Device &On, BackendQueue *Queue, const FillRequest &Request) {
  Device *Owner = foreignOwner(endOf(Request), On);
  return Owner ? submitFill(*Owner, nullptr, Request) : submitFill(On, Queue, Request);
}

Status fill(Stream &On, const FillRequest &Request, Wait Waits) {
  bool IsCaptured;
  if (Status Admitted = admit(On, IsCaptured); Admitted != Status::Success)
    return Admitted;
  if (!Request.Width || !Request.Height || !Request.Depth)
    return Status::Success;
  if (Status Checked = checkFill(Request); Checked != Status::Success)
    return Checked;
  if (IsCaptured)
    return capture(On, [&](SharedWork &Work) { return makeFillWork(On.device(), Request, Work); });
  End To = endOf(Request);
  auto Body = [&On, Request] {
    Device &Target = On.device();
    if (Target.failure() != Status::Success)
      return Status::Success;
    Status Result;
    BackendQueue *Queue = On.queue(Result);
    return Result == Status::Success ? submitFill(Target, Queue, Request) : Result;
  };
  bool MustWait = Waits == Wait::Yes || To.isPageable();
  if (Device *Owner = foreignOwner(To, On.device())) {
    std::unique_ptr<Operation> Work =
        makeHostOperation([Owner, Request] { return submitFill(*Owner, nullptr, Request); });
    return enqueueAndWait(On, std::move(Work), MustWait);
  }
  return enqueueAndWait(On, makeOperation(Body), MustWait);
}

} // namespace lorcha::runtime
