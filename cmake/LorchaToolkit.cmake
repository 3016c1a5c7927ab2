# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# build/toolkit has the shape of a CUDA toolkit, for build files that expect one: make CUDA_DIR=<build>/toolkit.
set(Toolkit "${PROJECT_BINARY_DIR}/toolkit")
# CMake takes the folder nvvm/libdevice, empty here, for the mark of a toolkit.
file(MAKE_DIRECTORY "${Toolkit}/bin" "${Toolkit}/lib64" "${Toolkit}/nvvm/libdevice" "${LORCHA_INCLUDE_TREE}/cuda")
file(CREATE_LINK ../../bin/lorchacc "${Toolkit}/bin/nvcc" SYMBOLIC)
file(CREATE_LINK ../include/cuda "${Toolkit}/include" SYMBOLIC)
file(CREATE_LINK ../../lib/liblorcha.so "${Toolkit}/lib64/liblorcha.so" SYMBOLIC)
file(CREATE_LINK lib64 "${Toolkit}/lib" SYMBOLIC)
# Linker scripts: a C compiler that links C++ objects with -lcudart gets the C++ library, too.
foreach(Library IN ITEMS libcudart.so libcuda.so libcudart_static.a)
  file(WRITE "${Toolkit}/lib64/${Library}" "/* Lorcha's runtime under CUDA's name. */\nINPUT(liblorcha.so -lstdc++ -lm)\n")
endforeach()
# Device code needs no library of its own; build files link one all the same.
file(WRITE "${Toolkit}/lib64/libcudadevrt.a" "!<arch>\n")
