# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The runtime for another machine: liblorcha.so in lib/<triple> of the native tree, whose generator makes its tables.
set(LORCHA_NATIVE_TREE "" CACHE PATH "Build tree for this machine")
add_executable(lorcha-tblgen IMPORTED GLOBAL)
set_target_properties(lorcha-tblgen PROPERTIES IMPORTED_LOCATION "${LORCHA_NATIVE_TREE}/bin/lorcha-tblgen")
if(NOT EXISTS "${LORCHA_NATIVE_TREE}/bin/lorcha-tblgen" OR NOT LORCHA_TARGET_TRIPLE)
  message(FATAL_ERROR "A cross build needs -DLORCHA_NATIVE_TREE=<build tree with lorcha-tblgen> and one of cmake/toolchain-*.cmake")
endif()
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${LORCHA_NATIVE_TREE}/lib/${LORCHA_TARGET_TRIPLE}")
add_subdirectory(runtime)
