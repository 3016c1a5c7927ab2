// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// malloc, free, new and delete of device code: C's and C++'s own, within the bound that
// cudaLimitMallocHeapSize sets. In functions that the host calls as well, there is no bound on the host.
#ifndef LORCHA_CPU_HEAP_H
#define LORCHA_CPU_HEAP_H

#include "lorcha/attributes.h"
#include "lorcha/cpu_sync.h"
#include <new>
#include <stdint.h>
#include <stdlib.h>
#include <type_traits>

namespace lorcha {

/// The placement argument of `new` in device code: without room it gives null.
struct DeviceHeap {};
inline constexpr DeviceHeap deviceHeap{};

/// What Allocate() gives, if the heap has room for that many bytes; null otherwise.
template <class AllocateT> void *takeFromHeap(size_t Bytes, AllocateT Allocate) {
  if (!lorchaHeapReserve(Bytes))
    return nullptr;
  void *Memory = Allocate();
  lorchaHeapNote(Memory, Bytes);
  return Memory;
}

inline void *deviceMalloc(size_t Bytes) {
  return takeFromHeap(Bytes, [=] { return malloc(Bytes); });
}
inline void *deviceCalloc(size_t Count, size_t Bytes) {
  if (Bytes && Count > SIZE_MAX / Bytes)
    return nullptr;
  return takeFromHeap(Count * Bytes, [=] { return calloc(Count, Bytes); });
}
inline void deviceFree(void *Memory) {
  lorchaHeapForget(Memory);
  free(Memory);
}

/// delete Object becomes delete leavingHeap(Object). What was allocated is the whole object.
template <class T> T *leavingHeap(T *Object) {
  if constexpr (std::is_polymorphic_v<T>)
    lorchaHeapForget(const_cast<const void *>(dynamic_cast<const volatile void *>(Object)));
  else
    lorchaHeapForget(const_cast<const void *>(static_cast<const volatile void *>(Object)));
  return Object;
}
/// delete[] Objects becomes delete[] leavingHeapArray(Objects). Where elements have destructors, their number
/// lies in front of the first one.
template <class T> T *leavingHeapArray(T *Objects) {
  if constexpr (std::is_void_v<T>) {
    return leavingHeap(Objects);
  } else {
    using Element = std::remove_all_extents_t<T>;
    constexpr size_t Number = alignof(Element) > sizeof(size_t) ? alignof(Element) : sizeof(size_t);
    constexpr size_t Before = std::is_trivially_destructible_v<Element> ? 0 : Number;
    if (Objects)
      lorchaHeapForget(reinterpret_cast<const void *>(reinterpret_cast<uintptr_t>(Objects) - Before));
    return Objects;
  }
}

} // namespace lorcha

inline void *operator new(size_t Bytes, lorcha::DeviceHeap) noexcept {
  return lorcha::takeFromHeap(Bytes, [=] { return ::operator new(Bytes, std::nothrow); });
}
inline void *operator new[](size_t Bytes, lorcha::DeviceHeap) noexcept {
  return lorcha::takeFromHeap(Bytes, [=] { return ::operator new[](Bytes, std::nothrow); });
}
inline void *operator new(size_t Bytes, std::align_val_t Alignment, lorcha::DeviceHeap) noexcept {
  return lorcha::takeFromHeap(Bytes, [=] { return ::operator new(Bytes, Alignment, std::nothrow); });
}
inline void *operator new[](size_t Bytes, std::align_val_t Alignment, lorcha::DeviceHeap) noexcept {
  return lorcha::takeFromHeap(Bytes, [=] { return ::operator new[](Bytes, Alignment, std::nothrow); });
}
/// Called when a constructor throws.
inline void operator delete(void *Memory, lorcha::DeviceHeap) noexcept { ::operator delete(Memory); }
inline void operator delete[](void *Memory, lorcha::DeviceHeap) noexcept { ::operator delete[](Memory); }

#endif
