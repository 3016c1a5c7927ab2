# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# with-environment.sh LORCHA: takes the toolkit as a shell does, and shows what came of it.
unset LD_LIBRARY_PATH
eval "$("$1" --env)"
command -v nvcc
echo "$CUDA_HOME $CUDACXX $LD_LIBRARY_PATH"
