# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds the libraries that Lorcha stands on. scripts/setup installs them.
find_package(Threads REQUIRED)
find_package(TBB REQUIRED)
find_package(fmt REQUIRED)
find_package(Boost REQUIRED COMPONENTS context)
# Vector forms of exp, log, sin, cos and pow for vectorised kernels.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  find_library(LORCHA_SLEEF sleef REQUIRED)
endif()
find_package(GTest REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# The generator of the API tables needs LLVM's TableGen library, whatever else is built.
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19/lib/cmake/llvm)
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_DIR}")
find_library(LLVM_SHARED_LIBRARY NAMES LLVM-19 LLVM HINTS "${LLVM_LIBRARY_DIR}" REQUIRED)
find_library(LLVM_TABLEGEN_LIBRARY NAMES LLVMTableGen HINTS "${LLVM_LIBRARY_DIR}" REQUIRED)
set(LORCHA_LLVM_TOOLS_DIR "${LLVM_TOOLS_BINARY_DIR}")

if(LORCHA_BUILD_COMPILER)
  # Clang's own package file asks for development files that nobody needs who links the shared libraries.
  find_library(CLANG_CPP_LIBRARY NAMES clang-cpp libclang-cpp.so.19.1 HINTS "${LLVM_LIBRARY_DIR}" REQUIRED)
endif()

if(LORCHA_FUZZERS)
  # libFuzzer without its main function: every program with instrumented components links with it.
  execute_process(COMMAND "${CMAKE_CXX_COMPILER}" -print-resource-dir OUTPUT_VARIABLE ResourceDir OUTPUT_STRIP_TRAILING_WHITESPACE)
  find_library(LORCHA_FUZZER_RUNTIME NAMES "libclang_rt.fuzzer_no_main-${CMAKE_SYSTEM_PROCESSOR}.a" libclang_rt.fuzzer_no_main.a
    HINTS "${ResourceDir}/lib/linux" "${ResourceDir}/lib/${CMAKE_CXX_COMPILER_TARGET}" REQUIRED)
endif()
