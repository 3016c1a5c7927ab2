# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs lorcha-tblgen over the API tables, and fills the include tree. Target lorcha-tables makes everything that is
# generated; lorcha-headers the whole include tree. What includes these headers depends on lorcha-headers.
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
    DEPENDS lorcha-tblgen ${LORCHA_TABLE_FILES} ${LORCHA_TABLE_DEPENDS}
    COMMENT "Making ${Output}"
    VERBATIM)
  set_source_files_properties("${Output}" PROPERTIES GENERATED TRUE)
  list(APPEND LORCHA_TABLE_STAMPS "${Stamp}")
  set(LORCHA_TABLE_STAMPS "${LORCHA_TABLE_STAMPS}" PARENT_SCOPE)
endfunction()

# lorcha_flag_tablegen(OUTPUT OPTION): makes OUTPUT from the table of flags.
function(lorcha_flag_tablegen Output Option)
  set(Table "${PROJECT_SOURCE_DIR}/lib/Driver/Options.td")
  add_custom_command(
    OUTPUT "${Output}"
    COMMAND lorcha-tblgen ${Option} -I "${LLVM_INCLUDE_DIRS}" "${Table}" -o "${Output}"
    DEPENDS lorcha-tblgen "${Table}"
    COMMENT "Making ${Output}"
    VERBATIM)
  list(APPEND LORCHA_TABLE_STAMPS "${Output}")
  set(LORCHA_TABLE_STAMPS "${LORCHA_TABLE_STAMPS}" PARENT_SCOPE)
endfunction()

# lorcha_copy_headers(SOURCE FOLDER OUTPUTS): copies the headers of runtime/SOURCE to FOLDER of the include tree; lists
# the copies in OUTPUTS.
function(lorcha_copy_headers Source Folder Outputs)
  set(Root "${PROJECT_SOURCE_DIR}/runtime/${Source}")
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
  "${PROJECT_BINARY_DIR}/docs" "${LORCHA_INCLUDE_TREE}/cuda/crt" "${LORCHA_INCLUDE_TREE}/lorcha")
# A compiler that was given the folder of the CUDA-named headers only finds lorcha/ through it.
file(CREATE_LINK ../lorcha "${LORCHA_INCLUDE_TREE}/cuda/lorcha" SYMBOLIC)
lorcha_tablegen("${LORCHA_INCLUDE_TREE}/lorcha/runtime_api.h" -gen-lorcha-header)
lorcha_tablegen("${LORCHA_INCLUDE_TREE}/lorcha/driver_api.h" -gen-driver-header)
lorcha_tablegen("${LORCHA_INCLUDE_TREE}/cuda/cuda_runtime_api.h" -gen-cuda-header)
lorcha_tablegen("${LORCHA_INCLUDE_TREE}/cuda/lorcha_builtins.h" -gen-builtins-header)
function(lorcha_cuda_twin Header Twin)
  set(Source "${PROJECT_SOURCE_DIR}/runtime/include/lorcha/${Header}")
  set(LORCHA_TABLE_DEPENDS "${Source}")
  lorcha_tablegen("${LORCHA_INCLUDE_TREE}/cuda/${Twin}" -gen-cuda-twin "--twin-source=${Source}")
  set(LORCHA_TABLE_STAMPS "${LORCHA_TABLE_STAMPS}" PARENT_SCOPE)
endfunction()
lorcha_cuda_twin(runtime_api_cpp.h crt/runtime_api_cpp.h)
lorcha_cuda_twin(textures.h lorcha_textures.h)
lorcha_copy_headers(include/lorcha lorcha LORCHA_COPIED_HEADERS)
lorcha_copy_headers(device/cpu lorcha/cpu LORCHA_COPIED_CPU_HEADERS)
lorcha_copy_headers(include/cuda cuda LORCHA_COPIED_CUDA_HEADERS)

# Sources and data that other folders use. A target that compiles one of them depends on lorcha-tables.
set(LORCHA_GENERATED_DIR "${PROJECT_BINARY_DIR}/generated/lorcha/Api")
set(LORCHA_API_SOURCES "${LORCHA_GENERATED_DIR}/ApiStubs.cpp" "${LORCHA_GENERATED_DIR}/ApiAliases.cpp")
lorcha_tablegen("${LORCHA_GENERATED_DIR}/ApiStubs.cpp" -gen-stubs)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/ApiAliases.cpp" -gen-aliases)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/ErrorTexts.inc" -gen-error-texts)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/ApiTable.inc" -gen-lookup)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/PtxTable.inc" -gen-ptx)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/DriverFunctions.inc" -gen-driver-functions)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/Coverage.tsv" -gen-coverage)
lorcha_tablegen("${LORCHA_GENERATED_DIR}/Refusals.inc" -gen-refusals)
lorcha_tablegen("${PROJECT_BINARY_DIR}/docs/runtime-api.md" -gen-docs-runtime)
lorcha_tablegen("${PROJECT_BINARY_DIR}/docs/driver-api.md" -gen-docs-driver)
lorcha_tablegen("${PROJECT_BINARY_DIR}/docs/device-language.md" -gen-docs-device)
lorcha_tablegen("${PROJECT_BINARY_DIR}/docs/inline-ptx.md" -gen-docs-ptx)
# What people read and the shell completes of the flags, and the commands for `lorcha help`.
if(LORCHA_BUILD_COMPILER)
  set(LORCHA_SHARE_TREE "${PROJECT_BINARY_DIR}/share")
  file(MAKE_DIRECTORY "${LORCHA_SHARE_TREE}/man/man1" "${LORCHA_SHARE_TREE}/bash-completion/completions"
    "${PROJECT_BINARY_DIR}/generated/lorcha/Driver")
  lorcha_flag_tablegen("${LORCHA_SHARE_TREE}/man/man1/lorchacc.1" -gen-man-lorchacc)
  lorcha_flag_tablegen("${LORCHA_SHARE_TREE}/man/man1/lorcha.1" -gen-man-lorcha)
  lorcha_flag_tablegen("${LORCHA_SHARE_TREE}/bash-completion/completions/lorcha" -gen-bash-completion)
  # bash-completion looks for a file of each command's name.
  file(CREATE_LINK lorcha "${LORCHA_SHARE_TREE}/bash-completion/completions/lorchacc" SYMBOLIC)
  lorcha_flag_tablegen("${PROJECT_BINARY_DIR}/generated/lorcha/Driver/Commands.inc" -gen-commands)
endif()
add_custom_target(lorcha-tables ALL DEPENDS ${LORCHA_TABLE_STAMPS})
add_custom_target(lorcha-headers ALL DEPENDS
  ${LORCHA_COPIED_HEADERS} ${LORCHA_COPIED_CPU_HEADERS} ${LORCHA_COPIED_CUDA_HEADERS})
add_dependencies(lorcha-headers lorcha-tables)

# lorcha_add_api_sources(TARGET): adds what the tables make of the runtime library (the functions that no backend has,
# and every function under its CUDA name), and the include tree. ErrorTexts.inc is <lorcha/Api/ErrorTexts.inc>.
function(lorcha_add_api_sources Target)
  target_sources(${Target} PRIVATE ${LORCHA_API_SOURCES})
  target_include_directories(${Target} PRIVATE "${PROJECT_BINARY_DIR}/generated")
  target_include_directories(${Target} PUBLIC "${LORCHA_INCLUDE_TREE}")
  add_dependencies(${Target} lorcha-headers)
endfunction()
