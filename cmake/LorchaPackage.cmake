# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# `cpack -G DEB` in the build tree: a Debian package with the install tree in /usr/lib/lorcha and links to it from where
# Debian looks for programs, libraries, manuals and package files.
set(LORCHA_PACKAGE_CONTACT "The developers of Lorcha <lorcha@example.org>" CACHE STRING "Who made the package")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lorcha)
set(CPACK_PACKAGE_CONTACT "${LORCHA_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "runs CUDA C++ programs on hardware that is not NVIDIA's")
set(CPACK_PACKAGE_DESCRIPTION "Lorcha translates CUDA sources to standard C++17 and to OpenCL C and links them with a portable
runtime. lorchacc takes nvcc's place in builds; /usr/lib/lorcha/toolkit is to build files what
CUDA's toolkit is.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE.txt")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr/lib/lorcha)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/lib")
# Clang's own headers are read by the translator, and lorchacc needs a C++ compiler and its library.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev, clang-${LLVM_VERSION_MAJOR} | g++, libstdc++-dev | g++")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "clang-${LLVM_VERSION_MAJOR}, libomp-${LLVM_VERSION_MAJOR}-dev, binutils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "pocl-opencl-icd, opencl-icd")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/package/triggers" CONTENT "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/package/triggers")
set(CPACK_LORCHA_TRIPLET "${CMAKE_LIBRARY_ARCHITECTURE}")
set(CPACK_LORCHA_SOVERSION "${LORCHA_SOVERSION}")
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/cmake/package/debian-links.cmake")
include(CPack)
