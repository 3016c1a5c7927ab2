// The page of the timeline works in a browser: it draws, finds, zooms, follows a call to its work, and sorts its tables.
// REQUIRES: chromium
// RUN: %lorchacc -O1 %s -o %t.exe
// RUN: %lorcha prof --no-tables -o %t.html %t.exe
// RUN: %python %S/Inputs/with-script %t.html %S/Inputs/use-page.js > %t.used.html
// RUN: env HOME=%t.home chromium --headless --no-sandbox --disable-gpu --dump-dom %t.used.html 2>%t.log | FileCheck %s
__global__ void first() {}
__global__ void second() {}

int main() {
  for (int i = 0; i < 3; ++i)
    first<<<2, 32>>>();
  second<<<1, 1>>>();
  return cudaDeviceSynchronize();
}

// CHECK: <title>found 3, work first, drawn true, narrower true, sorted second, tip {{.*}}grid x block 2 x 32{{.*}}, ticks 0 ns | 200 ns | 5 µs | 1.5 ms
