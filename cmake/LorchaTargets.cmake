# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Functions that declare the targets of this tree.

# lorcha_compiler_flags(TARGET): what a target needs that includes LLVM's or Clang's headers.
function(lorcha_compiler_flags Target)
  target_include_directories(${Target} PUBLIC "${PROJECT_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/generated")
  target_include_directories(${Target} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS})
  target_compile_definitions(${Target} PUBLIC _GNU_SOURCE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)
  target_compile_options(${Target} PRIVATE -fno-rtti -fno-exceptions)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    # Without times in precompiled headers ccache knows them again. In a precompiled libstdc++ Clang forgets that the
    # library itself may use what it deprecates.
    target_compile_options(${Target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp" -Wno-deprecated-declarations)
  endif()
endfunction()

# The headers of Clang and LLVM that nearly every component reads, precompiled once for all of lib/.
function(lorcha_add_precompiled_headers)
  file(WRITE "${PROJECT_BINARY_DIR}/generated/precompiled.cpp.in" "// Clang's and LLVM's headers are compiled with this.\n")
  configure_file("${PROJECT_BINARY_DIR}/generated/precompiled.cpp.in" "${PROJECT_BINARY_DIR}/generated/precompiled.cpp" COPYONLY)
  add_library(LorchaPrecompiled OBJECT "${PROJECT_BINARY_DIR}/generated/precompiled.cpp")
  lorcha_compiler_flags(LorchaPrecompiled)
  target_link_libraries(LorchaPrecompiled PRIVATE fmt::fmt)
  target_precompile_headers(LorchaPrecompiled PRIVATE
    <clang/AST/ASTContext.h> <clang/AST/RecursiveASTVisitor.h> <clang/Basic/SourceManager.h>
    <clang/Frontend/CompilerInstance.h> <clang/Lex/Lexer.h> <clang/Lex/Preprocessor.h>
    <llvm/ADT/StringExtras.h> <llvm/Option/ArgList.h> <llvm/Support/Error.h> <llvm/Support/FileSystem.h>
    <llvm/Support/Path.h> <llvm/Support/raw_ostream.h> <fmt/format.h> <map> <optional> <set> <string> <vector>)
endfunction()

# lorcha_add_library(NAME SOURCES... DEPENDS...): one component of lib/. Its name is its folder's.
function(lorcha_add_library Name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(Lorcha${Name} STATIC ${ARG_SOURCES})
  lorcha_compiler_flags(Lorcha${Name})
  if(NOT TARGET LorchaPrecompiled)
    lorcha_add_precompiled_headers()
  endif()
  target_precompile_headers(Lorcha${Name} REUSE_FROM LorchaPrecompiled)
  list(TRANSFORM ARG_DEPENDS PREPEND Lorcha)
  target_link_libraries(Lorcha${Name} PUBLIC ${ARG_DEPENDS} "${CLANG_CPP_LIBRARY}" "${LLVM_SHARED_LIBRARY}" fmt::fmt)
endfunction()

# lorcha_add_tool(NAME SOURCES... DEPENDS...): a program in build/bin.
function(lorcha_add_tool Name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${Name} ${ARG_SOURCES})
  lorcha_compiler_flags(${Name})
  list(TRANSFORM ARG_DEPENDS PREPEND Lorcha)
  target_link_libraries(${Name} PRIVATE ${ARG_DEPENDS})
endfunction()
