# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Compiler settings, the layout of the build tree and the sanitizer switch.
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# The build tree has the shape of the install tree, so that tools find headers and libraries by their own path.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(LORCHA_INCLUDE_TREE "${CMAKE_BINARY_DIR}/include")
# What is installed finds liblorcha beside its own folder, wherever the tree is, and LLVM where it was.
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib")
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)
# Before 1.0 each minor version of the runtime has a soname of its own.
set(LORCHA_SOVERSION "${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # ccache takes precompiled headers only when it may pass over their times of change.
  set(CCACHE_COMMAND "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_COMMAND})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_COMMAND})
endif()
find_program(LLD_PROGRAM ld.lld-19)
if(LLD_PROGRAM AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
  add_link_options("-fuse-ld=lld")
endif()

add_compile_options(-Wall -Wextra -Wno-unused-parameter)
if(LORCHA_SANITIZER)
  add_compile_options(-fsanitize=${LORCHA_SANITIZER} -fno-omit-frame-pointer -O0 -gline-tables-only)
  add_link_options(-fsanitize=${LORCHA_SANITIZER})
endif()
