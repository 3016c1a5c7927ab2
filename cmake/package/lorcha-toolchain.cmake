# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake --toolchain $(lorcha --toolkit-root)/lorcha-toolchain.cmake: CMake's CUDA language is lorchacc, CUDA's toolkit this
# folder, and what is built finds the runtime wherever it is linked.
set(CMAKE_CUDA_COMPILER "${CMAKE_CURRENT_LIST_DIR}/bin/nvcc")
set(CUDAToolkit_ROOT "${CMAKE_CURRENT_LIST_DIR}")
set(CUDA_TOOLKIT_ROOT_DIR "${CMAKE_CURRENT_LIST_DIR}")
get_filename_component(LorchaLibraries "${CMAKE_CURRENT_LIST_DIR}/../lib" ABSOLUTE)
list(APPEND CMAKE_BUILD_RPATH "${LorchaLibraries}")
list(APPEND CMAKE_INSTALL_RPATH "${LorchaLibraries}")
list(REMOVE_DUPLICATES CMAKE_BUILD_RPATH)
list(REMOVE_DUPLICATES CMAKE_INSTALL_RPATH)
# Where Lorcha's compiler is the only one, CMake does not find it by its name, which has a version.
find_program(LORCHA_USUAL_CXX NAMES c++ CC g++ clang++)
find_program(LORCHA_OWN_CXX NAMES clang++-19)
mark_as_advanced(LORCHA_USUAL_CXX LORCHA_OWN_CXX)
if(LORCHA_OWN_CXX AND NOT LORCHA_USUAL_CXX AND NOT CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  set(CMAKE_CXX_COMPILER "${LORCHA_OWN_CXX}")
  string(REPLACE "clang++" "clang" CMAKE_C_COMPILER "${LORCHA_OWN_CXX}")
endif()
