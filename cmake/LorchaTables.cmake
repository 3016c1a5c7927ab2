# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs lorcha-tblgen over the API tables, and fills the include tree. Target lorcha-headers makes the whole include
# tree; what includes its headers depends on it.
set(LORCHA_TABLES_DIR "${PROJECT_SOURCE_DIR}/include/lorcha/Api")
file(GLOB LORCHA_TABLE_FILES CONFIGURE_DEPENDS "${LORCHA_TABLES_DIR}/*.td")

# lorcha_tablegen(OUTPUT OPTIONS...): makes OUTPUT from the tables with these options of lorcha-tblgen. An output
# that comes out as it was keeps its time (the stamp tells Ninja that it is made), so nothing is compiled again for it.
function(lorcha_tablegen Output)
  string(MAKE_C_IDENTIFIER "${ARGV1}_${Output}" Stamp)
  set(Stamp "${PROJECT_BINARY_DIR}/generated/stamps/${Stamp}")
  add_custom_command(
    OUTPUT "${Stamp}"
    BYPRODUCTS "${Output}"
    COMMAND lorcha-tblgen ${ARGN} -I "${LORCHA_TABLES_DIR}" "${LORCHA_TABLES_DIR}/Api.td" --write-if-changed -o "${Output}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${Stamp}"
    DEPENDS lorcha-tblgen ${LORCHA_TABLE_FILES}
    COMMENT "Making ${Output}"
    VERBATIM)
  set_source_files_properties("${Output}" PROPERTIES GENERATED TRUE)
  list(APPEND LORCHA_TABLE_STAMPS "${Stamp}")
  set(LORCHA_TABLE_STAMPS "${LORCHA_TABLE_STAMPS}" PARENT_SCOPE)
endfunction()

# lorcha_copy_headers(FOLDER OUTPUTS): copies runtime/include/FOLDER to the include tree; lists the copies in OUTPUTS.
function(lorcha_copy_headers Folder Outputs)
  set(Root "${PROJECT_SOURCE_DIR}/runtime/include/${Folder}")
  file(GLOB_RECURSE Headers CONFIGURE_DEPENDS RELATIVE "${Root}" "${Root}/*")
  set(Copies "")
  foreach(Header IN LISTS Headers)
    set(Copy "${LORCHA_INCLUDE_TREE}/${Folder}/${Header}")
    add_custom_command(
      OUTPUT "${Copy}"
      COMMAND "${CMAKE_COMMAND}" -E copy "${Root}/${Header}" "${Copy}"
      DEPENDS "${Root}/${Header}"
      COMMENT "Copying ${Folder}/${Header}"
      VERBATIM)
    list(APPEND Copies "${Copy}")
  endforeach()
  set(${Outputs} "${Copies}" PARENT_SCOPE)
endfunction()

file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/generated/lorcha/Api" "${PROJECT_BINARY_DIR}/generated/stamps"
  "${LORCHA_INCLUDE_TREE}/cuda" "${LORCHA_INCLUDE_TREE}/lorcha")
lorcha_tablegen("${LORCHA_INCLUDE_TREE}/lorcha/runtime_api.h" -gen-lorcha-header)
lorcha_tablegen("${LORCHA_INCLUDE_TREE}/cuda/cuda_runtime_api.h" -gen-cuda-header)
lorcha_copy_headers(lorcha LORCHA_COPIED_HEADERS)
lorcha_copy_headers(cuda LORCHA_COPIED_CUDA_HEADERS)
add_custom_target(lorcha-headers ALL DEPENDS
  ${LORCHA_COPIED_HEADERS}
  ${LORCHA_COPIED_CUDA_HEADERS}
  ${LORCHA_TABLE_STAMPS})
