#include <lorcha/runtime.h>
#line 1 "/tmp/dev/hd.cu"
#include <cstdio>
int id(int x);
void k(int *p);
static inline int id(const lorcha::Thread &lorchaThread, int x) { return x + 1; }
static constexpr lorcha::KernelInfo k_info = {"k", lorcha::KernelForm::ThreadLoop, nullptr, 0, lorcha::AnyBlockSize};
#line 5 "/tmp/dev/hd.cu"
static void k_block(const lorcha::Block &lorchaBlock, int *p) {
  lorcha::forEachThreadInRow(lorchaBlock, [&](const lorcha::Thread &lorchaThread) {
#line 5 "/tmp/dev/hd.cu"
    *p = id(lorchaThread, *p);
  });
}
void k(int *p) {
  lorcha::Kernel<k_block, k, k_info>::launch(p);
}
#line 6 "/tmp/dev/hd.cu"
int main() {
  int *p; lorchaMallocManaged(&p, 4); *p = id(4);
  lorcha::configure(1,1), k(p); lorchaDeviceSynchronize(); printf("%d\n", *p);
}

// The device module: kernels as OpenCL C.
namespace {
namespace lorcha_device_module {
const char *const lorchaFragments[] = {
R"opencl(#line 4 "/tmp/dev/hd.cu"
static int id(int x) {
#line 4 "/tmp/dev/hd.cu"
  return x + 1;
}
)opencl",
R"opencl(#line 5 "/tmp/dev/hd.cu"
kernel void k(LORCHA_POINTER_PARAMETER(int, p), LORCHA_PARAMETERS_GRID) {
  LORCHA_ONE_ROW;
  global int *p = LORCHA_POINTER_VALUE(int, p);
#line 5 "/tmp/dev/hd.cu"
  *p = id(*p);
}
)opencl"};
const uint16_t lorchaFragments0[] = {0, 1};
const lorcha::DeviceParameter lorchaParameters0[] = {{8, lorcha::DeviceParameterKind::Pointer}};
const lorcha::DeviceKernel lorchaKernels[] = {
  {reinterpret_cast<const void *>(static_cast<void (*)(int *)>(&::k)), &::k_info, 0u, "k", nullptr, lorchaFragments0, 2, nullptr, 0, lorchaParameters0, 1, 0, 0, {0, 0, 0}, nullptr, 0, 0, 0, 0, 0},
};
const lorcha::DeviceVariable lorchaVariables[] = {{}};
const char *const lorchaFormats[] = {{}};
const lorcha::DeviceModule lorchaModule = {"hd.cu", lorchaFragments, 2, lorchaKernels, 1, lorchaVariables, 0, 0, lorchaFormats, 0};
const lorcha::DeviceModuleRegistration lorchaRegistration(lorchaModule);
} // namespace lorcha_device_module
} // namespace
