#include <lorcha/runtime.h>
#line 1 "/tmp/dev/drv.cu"
#include <lorcha/driver.h>
#include <cstdio>
#define CHECK(x) do { CUresult r = (x); if (r) printf("%d\n", r); } while (0)
static constexpr lorcha::KernelInfo k_info = {"k", lorcha::KernelForm::ThreadLoop, nullptr, 0, lorcha::AnyBlockSize};
#line 4 "/tmp/dev/drv.cu"
static void k_block(const lorcha::Block &lorchaBlock, int *p) {
  lorcha::forEachThreadInRow(lorchaBlock, [&](const lorcha::Thread &) {
#line 4 "/tmp/dev/drv.cu"
    *p = 3;
  });
}
void k(int *p) {
  lorcha::Kernel<k_block, k, k_info>::launch(p);
}
#line 5 "/tmp/dev/drv.cu"
int main() {
  CUdeviceptr p; CUdevice dev; CUcontext ctx; CUstream s;
  CHECK(cuInit(0)); CHECK(cuDeviceGet(&dev, 0));
  CHECK(cuCtxCreate(&ctx, 0, dev));
  CHECK(cuMemAlloc(&p, 4)); CHECK(cuStreamCreate(&s, 0));
  lorcha::configure(1, 1, 0, s), k((int *)p);
  CHECK(cuStreamSynchronize(s));
  int h; CHECK(cuMemcpyDtoH_v2(&h, p, 4)); printf("%d\n", h);
  CHECK(cuMemFree(p));
}

// The device module: kernels as OpenCL C.
namespace {
namespace lorcha_device_module {
const char *const lorchaFragments[] = {
R"opencl(#line 4 "/tmp/dev/drv.cu"
kernel void k(LORCHA_POINTER_PARAMETER(int, p), LORCHA_PARAMETERS_GRID) {
  LORCHA_ONE_ROW;
  global int *p = LORCHA_POINTER_VALUE(int, p);
#line 4 "/tmp/dev/drv.cu"
  *p = 3;
}
)opencl"};
const uint16_t lorchaFragments0[] = {0};
const lorcha::DeviceParameter lorchaParameters0[] = {{8, lorcha::DeviceParameterKind::Pointer}};
const lorcha::DeviceKernel lorchaKernels[] = {
  {reinterpret_cast<const void *>(static_cast<void (*)(int *)>(&::k)), &::k_info, 0u, "k", nullptr, lorchaFragments0, 1, nullptr, 0, lorchaParameters0, 1, 0, 0, {0, 0, 0}, nullptr, 0, 0, 0, 0, 0},
};
const lorcha::DeviceVariable lorchaVariables[] = {{}};
const char *const lorchaFormats[] = {{}};
const lorcha::DeviceModule lorchaModule = {"drv.cu", lorchaFragments, 1, lorchaKernels, 1, lorchaVariables, 0, 0, lorchaFormats, 0};
const lorcha::DeviceModuleRegistration lorchaRegistration(lorchaModule);
} // namespace lorcha_device_module
} // namespace
