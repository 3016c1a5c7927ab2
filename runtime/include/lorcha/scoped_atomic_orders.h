// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory orders and scopes of CUDA's __nv_atomic_... functions.
#ifndef LORCHA_SCOPED_ATOMIC_ORDERS_H
#define LORCHA_SCOPED_ATOMIC_ORDERS_H

#define __NV_ATOMIC_RELAXED 0
#define __NV_ATOMIC_CONSUME 1
#define __NV_ATOMIC_ACQUIRE 2
#define __NV_ATOMIC_RELEASE 3
#define __NV_ATOMIC_ACQ_REL 4
#define __NV_ATOMIC_SEQ_CST 5

#define __NV_THREAD_SCOPE_THREAD 0
#define __NV_THREAD_SCOPE_BLOCK 1
#define __NV_THREAD_SCOPE_CLUSTER 2
#define __NV_THREAD_SCOPE_DEVICE 3
#define __NV_THREAD_SCOPE_SYSTEM 4

#endif
