# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Functions that declare the targets of this tree.

# lorcha_compiler_flags(TARGET): what a target needs that includes LLVM's or Clang's headers.
function(lorcha_compiler_flags Target)
  target_include_directories(${Target} PUBLIC "${PROJECT_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/generated")
  target_include_directories(${Target} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS})
  target_compile_definitions(${Target} PUBLIC _GNU_SOURCE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
  target_compile_options(${Target} PRIVATE -fno-rtti -fno-exceptions)
  lorcha_precompiled_header_flags(${Target})
endfunction()

# lorcha_precompiled_header_flags(TARGET): what Clang has to be told where precompiled headers are made or used.
function(lorcha_precompiled_header_flags Target)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    # Without times in precompiled headers ccache knows them again. In a precompiled libstdc++ Clang forgets that the
    # library itself may use what it deprecates.
    target_compile_options(${Target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp" -Wno-deprecated-declarations)
  endif()
endfunction()

# lorcha_fuzzing_flags(TARGET): with LORCHA_FUZZERS libFuzzer sees which ways an input takes through the component, and what
# the component claims is checked, as is the use of the standard library.
function(lorcha_fuzzing_flags Target)
  if(LORCHA_FUZZERS)
    target_compile_options(${Target} PRIVATE -fsanitize=fuzzer-no-link -UNDEBUG)
    target_compile_definitions(${Target} PRIVATE _GLIBCXX_ASSERTIONS)
  endif()
endfunction()

# lorcha_precompiled_headers(TARGET HEADERS...): an object library that holds these headers precompiled. Other targets name it
# behind REUSE_FROM; it and they must be compiled with the same flags.
function(lorcha_precompiled_headers Target)
  set(Source "${PROJECT_BINARY_DIR}/generated/${Target}.cpp")
  file(CONFIGURE OUTPUT "${Source}" CONTENT "// The precompiled headers are compiled with this.\n")
  add_library(${Target} OBJECT "${Source}")
  target_link_libraries(${Target} PRIVATE fmt::fmt)
  target_precompile_headers(${Target} PRIVATE ${ARGN})
endfunction()

# lorcha_add_library(NAME SOURCES... DEPENDS...): one component of lib/. Its name is its folder's.
function(lorcha_add_library Name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(Lorcha${Name} STATIC ${ARG_SOURCES})
  lorcha_compiler_flags(Lorcha${Name})
  lorcha_fuzzing_flags(Lorcha${Name})
  if(NOT TARGET LorchaPrecompiled)
    # The headers of Clang and LLVM that nearly every component reads.
    lorcha_precompiled_headers(LorchaPrecompiled
      <lorcha/Support/AstVisitor.h> <clang/AST/ASTContext.h> <clang/Basic/SourceManager.h>
      <clang/Frontend/CompilerInstance.h> <clang/Lex/Lexer.h> <clang/Lex/Preprocessor.h>
      <llvm/ADT/StringExtras.h> <llvm/Option/ArgList.h> <llvm/Support/Error.h> <llvm/Support/FileSystem.h>
      <llvm/Support/Path.h> <llvm/Support/raw_ostream.h> <fmt/format.h> <map> <optional> <set> <string> <vector>)
    lorcha_compiler_flags(LorchaPrecompiled)
    lorcha_fuzzing_flags(LorchaPrecompiled)
  endif()
  target_precompile_headers(Lorcha${Name} REUSE_FROM LorchaPrecompiled)
  list(TRANSFORM ARG_DEPENDS PREPEND Lorcha)
  target_link_libraries(Lorcha${Name} PUBLIC ${ARG_DEPENDS} "${CLANG_CPP_LIBRARY}" "${LLVM_SHARED_LIBRARY}" fmt::fmt
    ${LORCHA_FUZZER_RUNTIME})
endfunction()

# lorcha_add_tool(NAME SOURCES... DEPENDS...): a program in build/bin.
function(lorcha_add_tool Name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${Name} ${ARG_SOURCES})
  lorcha_compiler_flags(${Name})
  list(TRANSFORM ARG_DEPENDS PREPEND Lorcha)
  target_link_libraries(${Name} PRIVATE ${ARG_DEPENDS})
endfunction()
