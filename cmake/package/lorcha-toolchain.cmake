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
