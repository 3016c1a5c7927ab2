# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds the libraries that Lorcha stands on. scripts/setup installs them.
find_package(Threads REQUIRED)

# lorcha_borrow_headers(HEADER RESULT): a folder for -isystem that has of this machine's headers the folder of HEADER only.
function(lorcha_borrow_headers Header Result)
  get_filename_component(Folder "${Header}" DIRECTORY)
  find_path(LORCHA_${Folder}_FOLDER "${Header}" PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  set(Borrowed "${PROJECT_BINARY_DIR}/generated/borrowed/${Folder}")
  file(MAKE_DIRECTORY "${Borrowed}")
  file(CREATE_LINK "${LORCHA_${Folder}_FOLDER}/${Folder}" "${Borrowed}/${Folder}" SYMBOLIC)
  set(${Result} "${Borrowed}" PARENT_SCOPE)
endfunction()

# A runtime for another machine does without what that machine's system has no packages of: it has threads and switches
# of its own, fmt as headers, and no tests of its own (scripts/cross-test runs programs).
set(Needed REQUIRED)
if(CMAKE_CROSSCOMPILING)
  set(Needed QUIET)
endif()
option(LORCHA_OWN_THREADS "Do without oneTBB" OFF)
set(LORCHA_CONTEXTS "boost" CACHE STRING "How fibers are switched: boost, own (what there is no code for: as system), system")
if(NOT LORCHA_OWN_THREADS)
  find_package(TBB ${Needed})
endif()
find_package(fmt ${Needed})
if(LORCHA_CONTEXTS STREQUAL "boost")
  find_package(Boost ${Needed} COMPONENTS context)
elseif(LORCHA_CONTEXTS STREQUAL "system")
  set(LORCHA_CPU_DEFINITIONS LORCHA_SYSTEM_CONTEXTS)
endif()
if(TARGET TBB::tbb)
  list(APPEND LORCHA_CPU_LIBRARIES TBB::tbb)
  list(APPEND LORCHA_CPU_DEFINITIONS LORCHA_TBB)
endif()
if(TARGET Boost::context)
  list(APPEND LORCHA_CPU_LIBRARIES Boost::context)
  list(APPEND LORCHA_CPU_DEFINITIONS LORCHA_BOOST_CONTEXT)
endif()
if(NOT TARGET fmt::fmt)
  lorcha_borrow_headers(fmt/format.h FmtHeaders)
  add_library(fmt::fmt INTERFACE IMPORTED)
  target_include_directories(fmt::fmt SYSTEM INTERFACE "${FmtHeaders}")
  target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
endif()
# Vector forms of exp, log, sin, cos and pow for vectorised kernels.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND NOT CMAKE_CROSSCOMPILING)
  find_library(LORCHA_SLEEF sleef REQUIRED)
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
if(CMAKE_CROSSCOMPILING)
  return() # no tests, and the generator is that of LORCHA_NATIVE_TREE
endif()
find_package(GTest REQUIRED)

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
