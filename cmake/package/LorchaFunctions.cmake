# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# CUDA sources in CMake projects whose languages are C and C++: they are translated to C++ when they or a header that they
# read change, and the project's own C++ compiler compiles the translation.
#
#   lorcha_add_executable(NAME a.cu b.cpp...)             as add_executable
#   lorcha_add_library(NAME [STATIC|SHARED...] a.cu...)   as add_library
#   lorcha_target_sources(TARGET a.cu...)                 more CUDA sources for a target of this directory
#   lorcha_translate(VARIABLE a.cu... [TARGET t] [OPTIONS flags...])
#                                                         only the translated files, listed in VARIABLE
#
# Include directories, macros, the C++ standard and CUDA_SEPARABLE_COMPILATION are the target's. LORCHA_FLAGS has more flags for `lorcha translate`, and
# LORCHA_CPU_ARCH the processor that kernels are compiled for (native if it is not set).
cmake_policy(PUSH)
cmake_policy(SET CMP0057 NEW)
cmake_policy(SET CMP0116 NEW)

# The flags that translated sources are compiled with, as the tool prints them, without the level of optimisation, which is
# the configuration's.
function(_lorcha_compile_flags Result)
  set(Architecture native)
  if(LORCHA_CPU_ARCH)
    set(Architecture "${LORCHA_CPU_ARCH}")
  endif()
  set(Key "${Lorcha_PREFIX};${CMAKE_CXX_COMPILER};${Architecture}")
  get_property(KnownKey GLOBAL PROPERTY _LORCHA_FLAGS_KEY)
  if(NOT KnownKey STREQUAL Key)
    execute_process(
      COMMAND "${Lorcha_PREFIX}/bin/lorcha" --cxxflags "--cpu-arch=${Architecture}" -ccbin "${CMAKE_CXX_COMPILER}"
      OUTPUT_VARIABLE Flags ERROR_VARIABLE Errors RESULT_VARIABLE Status OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT Status EQUAL 0)
      message(FATAL_ERROR "lorcha --cxxflags failed: ${Errors}")
    endif()
    separate_arguments(Flags UNIX_COMMAND "${Flags}")
    list(FILTER Flags EXCLUDE REGEX "^-(O|std=)")
    set_property(GLOBAL PROPERTY _LORCHA_FLAGS_KEY "${Key}")
    set_property(GLOBAL PROPERTY _LORCHA_FLAGS "${Flags}")
  endif()
  get_property(Flags GLOBAL PROPERTY _LORCHA_FLAGS)
  set(${Result} "${Flags}" PARENT_SCOPE)
endfunction()

# Where the translation of Source goes: a name that tells two sources of one name apart.
function(_lorcha_output Source Folder Result)
  get_filename_component(Name "${Source}" NAME_WE)
  file(RELATIVE_PATH Path "${CMAKE_CURRENT_SOURCE_DIR}" "${Source}")
  string(SHA1 Hash "${Path}")
  string(SUBSTRING "${Hash}" 0 8 Hash)
  set(${Result} "${Folder}/${Name}-${Hash}.cpp" PARENT_SCOPE)
endfunction()

# The flags of `lorcha translate` that a target's properties give, as generator expressions.
function(_lorcha_target_flags Target Result)
  set(Includes "$<TARGET_PROPERTY:${Target},INCLUDE_DIRECTORIES>")
  set(Macros "$<TARGET_PROPERTY:${Target},COMPILE_DEFINITIONS>")
  set(Standard "$<TARGET_PROPERTY:${Target},CXX_STANDARD>")
  set(Separable "$<TARGET_PROPERTY:${Target},CUDA_SEPARABLE_COMPILATION>")
  set(${Result}
    "$<$<BOOL:${Includes}>:-I$<JOIN:${Includes},$<SEMICOLON>-I>>"
    "$<$<BOOL:${Macros}>:-D$<JOIN:${Macros},$<SEMICOLON>-D>>"
    "$<$<BOOL:${Standard}>:-std=c++${Standard}>"
    "$<$<BOOL:${Separable}>:-rdc=true>" PARENT_SCOPE)
endfunction()

function(lorcha_translate Variable)
  cmake_parse_arguments(ARG "" "TARGET" "OPTIONS" ${ARGN})
  set(Folder "${CMAKE_CURRENT_BINARY_DIR}/lorcha")
  set(TargetFlags "")
  if(ARG_TARGET)
    string(APPEND Folder "/${ARG_TARGET}")
    _lorcha_target_flags("${ARG_TARGET}" TargetFlags)
  endif()
  file(MAKE_DIRECTORY "${Folder}")
  _lorcha_compile_flags(CompileFlags)
  set(Outputs "")
  foreach(Source IN LISTS ARG_UNPARSED_ARGUMENTS)
    get_filename_component(Source "${Source}" ABSOLUTE)
    _lorcha_output("${Source}" "${Folder}" Output)
    add_custom_command(
      OUTPUT "${Output}"
      COMMAND Lorcha::tool translate "${Source}" -o "${Output}" -MD -MF "${Output}.d" -MT "${Output}"
              ${TargetFlags} ${LORCHA_FLAGS} ${ARG_OPTIONS}
      DEPENDS "${Source}" "${Lorcha_PREFIX}/bin/lorcha"
      DEPFILE "${Output}.d"
      COMMENT "Translating CUDA source ${Source}"
      COMMAND_EXPAND_LISTS VERBATIM)
    get_filename_component(SourceFolder "${Source}" DIRECTORY)
    set_source_files_properties("${Output}" PROPERTIES
      COMPILE_OPTIONS "-iquote;${SourceFolder};${CompileFlags};$<$<CONFIG:>:-O3>")
    list(APPEND Outputs "${Output}")
  endforeach()
  set(${Variable} "${Outputs}" PARENT_SCOPE)
endfunction()

function(lorcha_target_sources Target)
  lorcha_translate(Translated ${ARGN} TARGET "${Target}")
  target_sources("${Target}" PRIVATE ${Translated})
  target_link_libraries("${Target}" PRIVATE Lorcha::lorcha)
  target_compile_features("${Target}" PRIVATE cxx_std_17)
endfunction()

# Cuts the arguments of add_executable or add_library in CUDA sources and the rest.
function(_lorcha_split CudaResult OtherResult)
  set(Cuda ${ARGN})
  set(Other ${ARGN})
  list(FILTER Cuda INCLUDE REGEX "\\.cu$")
  list(FILTER Other EXCLUDE REGEX "\\.cu$")
  set(${CudaResult} "${Cuda}" PARENT_SCOPE)
  set(${OtherResult} "${Other}" PARENT_SCOPE)
endfunction()

function(lorcha_add_executable Target)
  _lorcha_split(Cuda Other ${ARGN})
  add_executable("${Target}" ${Other})
  lorcha_target_sources("${Target}" ${Cuda})
endfunction()

function(lorcha_add_library Target)
  _lorcha_split(Cuda Other ${ARGN})
  add_library("${Target}" ${Other})
  lorcha_target_sources("${Target}" ${Cuda})
endfunction()

cmake_policy(POP)
