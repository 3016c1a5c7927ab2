# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Debian's cross compiler for 64-bit Arm (g++-aarch64-linux-gnu).
set(LORCHA_TARGET_TRIPLE aarch64-linux-gnu)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
include("${CMAKE_CURRENT_LIST_DIR}/toolchain-linux.cmake")
