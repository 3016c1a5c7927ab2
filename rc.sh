k=$1; shift
clang++-19 -x c++ -std=c++17 -O3 -march=native -ffp-contract=fast-honor-pragmas -fno-math-errno -fno-trapping-math -fno-strict-aliasing -fveclib=libmvec -iquote /work/wt-bench/bench/kernels -isystem /work/wt-bench/build/include -Rpass-missed=loop-vectorize -Rpass-analysis=loop-vectorize -Rpass=loop-vectorize -c $k.cpp -o $k.o "$@" 2>&1
