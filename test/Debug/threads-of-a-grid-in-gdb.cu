// gdb shows the user's lines, the thread's place and variables in a kernel, and stops in chosen threads.
// RUN: rm -rf %t.d && split-file %s %t.d && cd %t.d
// RUN: %lorchacc -G program.cu -o %t.exe
// RUN: %gdb -ex 'source %build/share/lorcha/gdb/lorcha.py' -x commands %t.exe 2>&1 | FileCheck %s
// RUN: %lorchacc -G --force-form=fiber program.cu -o %t.exe
// RUN: %gdb -ex 'source %build/share/lorcha/gdb/lorcha.py' -x fibers %t.exe 2>&1 | FileCheck %s --check-prefix=FIBER

// CHECK: scale_block{{.*}}program.cu:8
// CHECK: data[i] = twice(i); // in a loop
// CHECK: kernel scale <<<(16,1,1), (256,1,1)>>> as loop
// CHECK-NEXT: block (3,0,0), thread (7,0,0)
// CHECK: host block thread kernel place
// CHECK: * {{[0-9]+}} (3,0,0) (7,0,0) scale {{.*}}program.cu:8
// CHECK: $1 = 775
// CHECK: $2 = {x = 7, y = 0, z = 0}
// CHECK: $3 = {{.*}}: {x = 3, y = 0, z = 0}
// CHECK: $4 = {{.*}}: {x = 256, y = 1, z = 1}
// CHECK: 4096
// CHECK: twice (v=1289)
// CHECK: kernel scale
// CHECK-NEXT: block (5,0,0), thread (9,0,0)
// CHECK: #0 {{.*}}twice (v=1289)
// CHECK: #1 {{.*}}scale_block
// CHECK: kernel reverse<5> <<<(2,2,1), (64,1,1)>>> as region
// CHECK-NEXT: block (1,1,0), thread (63,0,0)
// CHECK: $7 = 63
// CHECK: 'blk' is neither 'block' nor 'thread' with numbers behind it
// CHECK: thread: '1,x' is not one to three numbers with commas between them
// CHECK: this frame is in no kernel
// FIBER: kernel reverse<5> <<<(2,2,1), (64,1,1)>>> as fiber
// FIBER-NEXT: block (0,1,0), thread (9,0,0)
// FIBER: $1 = 9
//--- commands
set pagination off
set breakpoint pending off
lorcha break program.cu:8 block 3 thread 7
run
lorcha kernel
lorcha threads
print i
print threadIdx
print blockIdx
print blockDim
print n
delete
lorcha break twice block 5 thread 9,0,0
continue
lorcha kernel
print v
bt 2
delete
lorcha break program.cu:15 thread 63 block (1,1)
continue
lorcha kernel
print me
python
def attempt(command):
    try:
        gdb.execute(command)
    except gdb.error as failure:
        print(failure)
attempt("lorcha break twice blk 3")
attempt("lorcha break twice thread 1,x")
end
delete
break main
run
python attempt("lorcha kernel")
//--- fibers
set pagination off
lorcha break program.cu:15 block 0,1 thread 9
run
lorcha kernel
print me
//--- program.cu
__device__ int twice(int v) {
  int result = v * 2;
  return result; // in a device function
}
__global__ void scale(int *data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    data[i] = twice(i); // in a loop
}
template <int Step> __global__ void reverse(int *data) {
  __shared__ int all[64];
  int me = threadIdx.x;
  all[me] = data[me];
  __syncthreads();
  data[me] = all[63 - me] + Step; // behind the barrier
}
int main() {
  int *data;
  cudaMalloc(&data, 4096 * sizeof(int));
  scale<<<16, 256>>>(data, 4096);
  reverse<5><<<dim3(2, 2), 64>>>(data);
  return cudaDeviceSynchronize();
}
