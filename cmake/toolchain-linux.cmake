# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What the toolchain files have in common. LORCHA_TARGET_TRIPLE names the compiler. Packages are looked for where Debian's
# cross packages and its foreign architectures have them, and nowhere else.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_C_COMPILER "${LORCHA_TARGET_TRIPLE}-gcc")
set(CMAKE_CXX_COMPILER "${LORCHA_TARGET_TRIPLE}-g++")
set(CMAKE_LIBRARY_ARCHITECTURE "${LORCHA_TARGET_TRIPLE}")
set(CMAKE_FIND_ROOT_PATH "/usr/${LORCHA_TARGET_TRIPLE}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
if(IS_DIRECTORY "/usr/lib/${LORCHA_TARGET_TRIPLE}/cmake")
  # dpkg --add-architecture, and libtbb-dev, libfmt-dev, libboost-context-dev of it.
  list(APPEND CMAKE_PREFIX_PATH "/usr/lib/${LORCHA_TARGET_TRIPLE}/cmake")
  list(APPEND CMAKE_FIND_ROOT_PATH "/usr/lib/${LORCHA_TARGET_TRIPLE}")
endif()
