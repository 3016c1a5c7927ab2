# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Makes the build fail on an include that goes against the arrow of docs/architecture.md.
file(GLOB_RECURSE LayeredFiles CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/lib/*.cpp" "${PROJECT_SOURCE_DIR}/lib/*.h" "${PROJECT_SOURCE_DIR}/include/*.h"
  "${PROJECT_SOURCE_DIR}/runtime/*.cpp" "${PROJECT_SOURCE_DIR}/runtime/*.h")
set(LayeringStamp "${PROJECT_BINARY_DIR}/layering.stamp")
add_custom_command(
  OUTPUT "${LayeringStamp}"
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/scripts/check-layering" "${PROJECT_SOURCE_DIR}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${LayeringStamp}"
  DEPENDS ${LayeredFiles} "${PROJECT_SOURCE_DIR}/scripts/check-layering"
  COMMENT "Checking the layering of includes"
  VERBATIM)
add_custom_target(check-layering ALL DEPENDS "${LayeringStamp}")
