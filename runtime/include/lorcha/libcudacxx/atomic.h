// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::atomic, cuda::atomic_ref and those of cuda::std (libcu++; C++20, [atomics]). All scopes are as strong
// as the system's.
#ifndef LORCHA_LIBCUDACXX_ATOMIC_H
#define LORCHA_LIBCUDACXX_ATOMIC_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/atomic_operations.h"

namespace cuda {

using ::std::memory_order;
using ::std::memory_order_acq_rel;
using ::std::memory_order_acquire;
using ::std::memory_order_consume;
using ::std::memory_order_relaxed;
using ::std::memory_order_release;
using ::std::memory_order_seq_cst;

namespace detail {

/// The operations on an object of type T; SelfT says where it is. Const like a pointer: atomic_ref's are
/// const. Volatile objects have them, too.
template <class T, thread_scope Scope, class SelfT> class AtomicOperations {
public:
  using value_type = T;
  static constexpr bool is_always_lock_free = sizeof(T) <= 8;

  LORCHA_HD bool is_lock_free() const volatile { return is_always_lock_free; }
  LORCHA_HD T load(memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::load(address(), static_cast<int>(Order));
  }
  LORCHA_HD operator T() const volatile { return load(); }
  LORCHA_HD void store(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    lorcha::atomics::store(address(), Value, static_cast<int>(Order));
  }
  LORCHA_HD T exchange(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::exchange(address(), Value, static_cast<int>(Order));
  }
  LORCHA_HD bool compare_exchange_strong(T &Expected, T Value, memory_order Success,
                                         memory_order Failure) const volatile {
    return lorcha::atomics::replace(address(), Expected, Value, static_cast<int>(Success),
                                    static_cast<int>(Failure));
  }
  LORCHA_HD bool compare_exchange_strong(T &Expected, T Value,
                                         memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::replace(address(), Expected, Value, static_cast<int>(Order),
                                    lorcha::atomics::orderOfLoad(static_cast<int>(Order)));
  }
  LORCHA_HD bool compare_exchange_weak(T &Expected, T Value, memory_order Success, memory_order Failure) const
      volatile {
    return compare_exchange_strong(Expected, Value, Success, Failure);
  }
  LORCHA_HD bool compare_exchange_weak(T &Expected, T Value, memory_order Order = memory_order_seq_cst) const
      volatile {
    return compare_exchange_strong(Expected, Value, Order);
  }

  /// Steps of pointers are elements, as everywhere.
  template <class StepT>
  LORCHA_HD T fetch_add(StepT Step, memory_order Order = memory_order_seq_cst) const volatile {
    if constexpr (::std::is_pointer<T>::value)
      return lorcha::atomics::update(address(), static_cast<int>(Order), [=](T Old) { return Old + Step; });
    else
      return lorcha::atomics::add(address(), static_cast<T>(Step), static_cast<int>(Order));
  }
  template <class StepT>
  LORCHA_HD T fetch_sub(StepT Step, memory_order Order = memory_order_seq_cst) const volatile {
    if constexpr (::std::is_pointer<T>::value)
      return lorcha::atomics::update(address(), static_cast<int>(Order), [=](T Old) { return Old - Step; });
    else
      return lorcha::atomics::add(address(), static_cast<T>(T(0) - static_cast<T>(Step)),
                                  static_cast<int>(Order));
  }
  LORCHA_HD T fetch_and(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::bitAnd(address(), Value, static_cast<int>(Order));
  }
  LORCHA_HD T fetch_or(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::bitOr(address(), Value, static_cast<int>(Order));
  }
  LORCHA_HD T fetch_xor(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::bitXor(address(), Value, static_cast<int>(Order));
  }
  LORCHA_HD T fetch_min(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::update(address(), static_cast<int>(Order),
                                   [=](T Old) { return Value < Old ? Value : Old; });
  }
  LORCHA_HD T fetch_max(T Value, memory_order Order = memory_order_seq_cst) const volatile {
    return lorcha::atomics::update(address(), static_cast<int>(Order),
                                   [=](T Old) { return Old < Value ? Value : Old; });
  }

  LORCHA_HD T operator++() const volatile { return static_cast<T>(fetch_add(1) + 1); }
  LORCHA_HD T operator--() const volatile { return static_cast<T>(fetch_sub(1) - 1); }
  LORCHA_HD T operator++(int) const volatile { return fetch_add(1); }
  LORCHA_HD T operator--(int) const volatile { return fetch_sub(1); }
  template <class StepT> LORCHA_HD T operator+=(StepT Step) const volatile {
    return static_cast<T>(fetch_add(Step) + Step);
  }
  template <class StepT> LORCHA_HD T operator-=(StepT Step) const volatile {
    return static_cast<T>(fetch_sub(Step) - Step);
  }
  LORCHA_HD T operator&=(T Value) const volatile { return static_cast<T>(fetch_and(Value) & Value); }
  LORCHA_HD T operator|=(T Value) const volatile { return static_cast<T>(fetch_or(Value) | Value); }
  LORCHA_HD T operator^=(T Value) const volatile { return static_cast<T>(fetch_xor(Value) ^ Value); }

  /// Waits while the value is Old. Those who wait look for themselves, so nobody need be notified.
  LORCHA_HD void wait(T Old, memory_order Order = memory_order_seq_cst) const volatile {
    while (load(Order) == Old)
      lorcha::pollOnce(lorcha::isForOthers(Scope));
  }
  LORCHA_HD void notify_one() const volatile {}
  LORCHA_HD void notify_all() const volatile {}

private:
  LORCHA_HD T *address() const volatile {
    return const_cast<const SelfT *>(static_cast<const volatile SelfT *>(this))->addressOfValue();
  }
};

} // namespace detail

template <class T, thread_scope Scope = thread_scope_system>
class atomic : public detail::AtomicOperations<T, Scope, atomic<T, Scope>> {
public:
  atomic() = default;
  LORCHA_HD constexpr atomic(T Initial) : Value(Initial) {}
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;
  LORCHA_HD T operator=(T New) volatile {
    this->store(New);
    return New;
  }
  LORCHA_HD T *addressOfValue() const { return &Value; }

private:
  alignas(sizeof(T) <= 8 ? sizeof(T) : alignof(T)) mutable T Value;
};

template <class T, thread_scope Scope = thread_scope_system>
class atomic_ref : public detail::AtomicOperations<T, Scope, atomic_ref<T, Scope>> {
public:
  static constexpr ::std::size_t required_alignment = sizeof(T);
  LORCHA_HD explicit atomic_ref(T &Object) : Address(&Object) {}
  LORCHA_HD T operator=(T New) const {
    this->store(New);
    return New;
  }
  LORCHA_HD T *addressOfValue() const { return Address; }

private:
  T *Address;
};

LORCHA_HD inline void atomic_thread_fence(memory_order Order, thread_scope = thread_scope_system) {
#if defined(__CUDA__)
  (void)Order;
  lorcha::atomics::__threadfence();
#else
  ::std::atomic_thread_fence(Order);
#endif
}
LORCHA_HD inline void atomic_signal_fence(memory_order) {}

namespace std {
template <class T> class atomic : public cuda::atomic<T, thread_scope_system> {
public:
  using cuda::atomic<T, thread_scope_system>::atomic;
  using cuda::atomic<T, thread_scope_system>::operator=;
};
template <class T> class atomic_ref : public cuda::atomic_ref<T, thread_scope_system> {
public:
  using cuda::atomic_ref<T, thread_scope_system>::atomic_ref;
  using cuda::atomic_ref<T, thread_scope_system>::operator=;
};

/// A flag, clear at first.
class atomic_flag {
public:
  LORCHA_HD constexpr atomic_flag() : Flag(0) {}
  LORCHA_HD bool test(memory_order Order = memory_order_seq_cst) const volatile {
    return Flag.load(Order) != 0;
  }
  LORCHA_HD bool test_and_set(memory_order Order = memory_order_seq_cst) volatile {
    return Flag.exchange(1, Order) != 0;
  }
  LORCHA_HD void clear(memory_order Order = memory_order_seq_cst) volatile { Flag.store(0, Order); }

private:
  cuda::atomic<int, thread_scope_system> Flag;
};

LORCHA_HD inline void atomic_thread_fence(memory_order Order) { cuda::atomic_thread_fence(Order); }
using cuda::atomic_signal_fence;
} // namespace std

} // namespace cuda

#include "lorcha/users_letters.h"
#endif
