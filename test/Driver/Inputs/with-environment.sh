# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# with-environment.sh LORCHA: takes the toolkit as a shell does, and shows what came of it.
unset LIBRARY_PATH
export LD_LIBRARY_PATH=/before
eval "$("$1" --env)"
command -v nvcc
echo "$CUDA_HOME $CUDACXX $LIBRARY_PATH $LD_LIBRARY_PATH"
