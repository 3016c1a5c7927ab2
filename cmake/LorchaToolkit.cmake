# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# <tree>/toolkit has the shape of a CUDA toolkit, for build files that expect one: CUDA_HOME=$(lorcha --toolkit-root). It is
# the same in the build tree and in the install tree: every link in it is relative.
set(Toolkit "${PROJECT_BINARY_DIR}/toolkit")
# CMake takes the folder nvvm/libdevice, empty here, for the mark of a toolkit.
file(MAKE_DIRECTORY "${Toolkit}/bin" "${Toolkit}/lib64/stubs" "${Toolkit}/nvvm/libdevice" "${LORCHA_INCLUDE_TREE}/cuda")
file(CREATE_LINK ../../bin/lorchacc "${Toolkit}/bin/nvcc" SYMBOLIC)
file(CREATE_LINK ../include/cuda "${Toolkit}/include" SYMBOLIC)
file(CREATE_LINK lib64 "${Toolkit}/lib" SYMBOLIC)
# Programs that were linked here find the library in this folder, as they would NVIDIA's.
foreach(Name IN ITEMS liblorcha.so liblorcha.so.${LORCHA_SOVERSION} liblorcha.a)
  file(CREATE_LINK ../../lib/${Name} "${Toolkit}/lib64/${Name}" SYMBOLIC)
endforeach()
file(CREATE_LINK ../liblorcha.so "${Toolkit}/lib64/stubs/liblorcha.so" SYMBOLIC)
# NVIDIA's toolkits have their headers and libraries here, and links to them at the top.
set(Target "${Toolkit}/targets/${CMAKE_SYSTEM_PROCESSOR}-linux")
file(MAKE_DIRECTORY "${Target}")
file(CREATE_LINK ../../include "${Target}/include" SYMBOLIC)
file(CREATE_LINK ../../lib64 "${Target}/lib" SYMBOLIC)

# Linker scripts, whose libraries linkers look for in the scripts' folder, too. A C compiler that links C++ objects with -lcudart
# gets the C++ library.
foreach(Library IN ITEMS libcudart.so libcuda.so stubs/libcuda.so)
  file(CONFIGURE OUTPUT "${Toolkit}/lib64/${Library}" @ONLY
    CONTENT "/* Lorcha's runtime under CUDA's name. */\nINPUT(liblorcha.so -lstdc++ -lm)\n")
endforeach()
# Programs that carry the runtime with them still load what it stands on, by the names that liblorcha.so has for it: that they are
# there is all that linking asks of a machine.
set(StaticRuntime "${Toolkit}/lib64/libcudart_static.a")
add_custom_command(
  OUTPUT "${StaticRuntime}"
  COMMAND "${CMAKE_COMMAND}" "-DREADELF=${CMAKE_READELF}" "-DLIBRARY=$<TARGET_FILE:lorcha>" "-DSCRIPT=${StaticRuntime}"
          -P "${PROJECT_SOURCE_DIR}/cmake/write-static-runtime.cmake"
  DEPENDS lorcha lorcha-static "${PROJECT_SOURCE_DIR}/cmake/write-static-runtime.cmake"
  VERBATIM)
add_custom_target(lorcha-static-runtime ALL DEPENDS "${StaticRuntime}")
# Device code needs no library of its own; build files link one all the same.
file(CONFIGURE OUTPUT "${Toolkit}/lib64/libcudadevrt.a" CONTENT "!<arch>\n")

# NVTX is in its headers; CMake 3.25 takes a toolkit without its library for a broken one.
file(CONFIGURE OUTPUT "${Toolkit}/lib64/libnvToolsExt.so" CONTENT "/* NVTX needs no library here. */\nINPUT(-lc)\n")

# What tools that ask a toolkit for its version read. Support/Version.h has the numbers.
file(STRINGS "${PROJECT_SOURCE_DIR}/include/lorcha/Support/Version.h" VersionLines REGEX "CudaVersionM[a-z]+ = [0-9]+")
string(REGEX REPLACE ".*Major = ([0-9]+).*Minor = ([0-9]+).*" "\\1.\\2.0" LORCHA_CUDA_VERSION "${VersionLines}")
# Programs that load the runtime at run time ask for the name that CUDA's has.
string(REGEX MATCH "^[0-9]+" CudaMajor "${LORCHA_CUDA_VERSION}")
file(CREATE_LINK liblorcha.so "${Toolkit}/lib64/libcudart.so.${CudaMajor}" SYMBOLIC)
set(Name "Lorcha ${PROJECT_VERSION}, which takes the sources of this release of CUDA")
file(CONFIGURE OUTPUT "${Toolkit}/version.json" @ONLY CONTENT [[
{
   "cuda" : {
      "name" : "@Name@",
      "version" : "@LORCHA_CUDA_VERSION@"
   },
   "cuda_cudart" : {
      "name" : "@Name@",
      "version" : "@LORCHA_CUDA_VERSION@"
   },
   "cuda_nvcc" : {
      "name" : "@Name@",
      "version" : "@LORCHA_CUDA_VERSION@"
   }
}
]])
