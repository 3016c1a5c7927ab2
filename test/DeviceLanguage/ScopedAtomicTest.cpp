// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomics with a stated memory order and scope: what they return and leave, and that they order data.
#include <gtest/gtest.h>
#include <lorcha/device.h>
#include <thread>

namespace {

constexpr int Relaxed = __NV_ATOMIC_RELAXED, Device = __NV_THREAD_SCOPE_DEVICE;

TEST(ScopedAtomic, LoadsStoresAndExchanges) {
  double X = 1.5, Y = 0;
  __nv_atomic_load(&X, &Y, __NV_ATOMIC_ACQUIRE);
  EXPECT_EQ(Y, 1.5);
  EXPECT_EQ(__nv_atomic_load_n(&X, Relaxed, Device), 1.5);
  Y = 2.5;
  __nv_atomic_store(&X, &Y, __NV_ATOMIC_RELEASE, __NV_THREAD_SCOPE_BLOCK);
  EXPECT_EQ(X, 2.5);
  __nv_atomic_store_n(&X, 3, __NV_ATOMIC_SEQ_CST);
  EXPECT_EQ(X, 3);
  double Old = 0;
  __nv_atomic_exchange(&X, &Y, &Old, __NV_ATOMIC_ACQ_REL);
  EXPECT_TRUE(Old == 3 && X == 2.5);
  EXPECT_EQ(__nv_atomic_exchange_n(&X, 7, Relaxed), 2.5);
  EXPECT_EQ(X, 7);
}

TEST(ScopedAtomic, CompareAndExchange) {
  int X = 5, Expected = 4, Desired = 9;
  EXPECT_FALSE(__nv_atomic_compare_exchange(&X, &Expected, &Desired, false, Relaxed, Relaxed));
  EXPECT_TRUE(X == 5 && Expected == 5);
  EXPECT_TRUE(__nv_atomic_compare_exchange(&X, &Expected, &Desired, false, __NV_ATOMIC_SEQ_CST, Relaxed));
  EXPECT_EQ(X, 9);
  EXPECT_FALSE(__nv_atomic_compare_exchange_n(&X, &Expected, 1, false, Relaxed, Relaxed, Device));
  EXPECT_TRUE(__nv_atomic_compare_exchange_n(&X, &Expected, 1, false, Relaxed, Relaxed));
  EXPECT_EQ(X, 1);
}

TEST(ScopedAtomic, ReadComputeWrite) {
  int X = 12;
  EXPECT_EQ(__nv_atomic_fetch_add(&X, 2, Relaxed), 12);
  EXPECT_EQ(__nv_atomic_fetch_sub(&X, 4, Relaxed), 14);
  EXPECT_EQ(__nv_atomic_fetch_and(&X, 9, Relaxed), 10);
  EXPECT_EQ(__nv_atomic_fetch_or(&X, 3, Relaxed), 8);
  EXPECT_EQ(__nv_atomic_fetch_xor(&X, 1, Relaxed), 11);
  EXPECT_EQ(__nv_atomic_fetch_min(&X, -5, Relaxed), 10);
  EXPECT_EQ(__nv_atomic_fetch_max(&X, 6, Relaxed), -5);
  EXPECT_EQ(X, 6);
  __nv_atomic_add(&X, 6, Relaxed);
  EXPECT_EQ(X, 12);
  __nv_atomic_sub(&X, 2, Relaxed);
  EXPECT_EQ(X, 10);
  __nv_atomic_and(&X, 9, Relaxed);
  EXPECT_EQ(X, 8);
  __nv_atomic_or(&X, 3, Relaxed);
  EXPECT_EQ(X, 11);
  __nv_atomic_xor(&X, 1, Relaxed);
  EXPECT_EQ(X, 10);
  __nv_atomic_min(&X, 4, Relaxed);
  EXPECT_EQ(X, 4);
  __nv_atomic_max(&X, 5, Relaxed);
  EXPECT_EQ(X, 5);
  float F = 1;
  EXPECT_EQ(__nv_atomic_fetch_add(&F, 0.5f, Relaxed, Device), 1);
  EXPECT_EQ(__nv_atomic_fetch_max(&F, 4, Relaxed), 1.5f);
  EXPECT_EQ(F, 4);
}

TEST(ScopedAtomic, ReleaseAndAcquireOrderData) {
  for (int Try = 0; Try < 200; ++Try) {
    int Data = 0, Flag = 0;
    std::thread Writer([&] {
      Data = 42;
      __nv_atomic_store_n(&Flag, 1, __NV_ATOMIC_RELEASE, Device);
    });
    while (__nv_atomic_load_n(&Flag, __NV_ATOMIC_ACQUIRE, Device) == 0) {
    }
    EXPECT_EQ(Data, 42);
    __nv_atomic_thread_fence(__NV_ATOMIC_SEQ_CST, Device);
    Writer.join();
  }
}

} // namespace
