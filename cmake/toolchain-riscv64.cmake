# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Debian's cross compiler for 64-bit RISC-V (g++-riscv64-linux-gnu).
set(LORCHA_TARGET_TRIPLE riscv64-linux-gnu)
set(CMAKE_SYSTEM_PROCESSOR riscv64)
include("${CMAKE_CURRENT_LIST_DIR}/toolchain-linux.cmake")
