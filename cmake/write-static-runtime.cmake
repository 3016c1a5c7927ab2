# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Writes SCRIPT, a linker script that stands for the static runtime: liblorcha.a and the libraries that LIBRARY, the shared one,
# loads. READELF tells which these are.
execute_process(COMMAND "${READELF}" -d "${LIBRARY}" OUTPUT_VARIABLE Dynamic COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "NEEDED[^\n]*" Lines "${Dynamic}")
set(Needed "")
foreach(Line IN LISTS Lines)
  string(REGEX MATCH "lib[^ ]*[.]so[0-9.]*|ld-linux[^ ]*" Name "${Line}")
  if(NOT Name MATCHES "^(libstdc[+][+]|libm|libgcc_s|libc|libdl|libpthread|librt)[.]so|^ld-linux")
    string(APPEND Needed " -l:${Name}")
  endif()
endforeach()
file(WRITE "${SCRIPT}" "/* Lorcha's runtime under CUDA's name, in the program itself. */\nINPUT(liblorcha.a${Needed} -lstdc++ -lm -lpthread -ldl)\n")
