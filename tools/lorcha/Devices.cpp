// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha devices`: what the runtime finds on this machine, as a CUDA program would see it.
#include "Devices.h"
#include "lorcha/Driver/Reporter.h"

#include "lorcha/runtime_api.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

static void printDevice(int Index, const lorchaDeviceProp &Device, bool Verbose) {
  llvm::raw_ostream &Out = llvm::outs();
  Out << Index << "  " << Device.name << '\n';
  if (!Verbose)
    return;
  auto Row = [&](const char *Name) -> llvm::raw_ostream & {
    return Out << "   " << llvm::format("%-28s", Name);
  };
  Row("memory") << (Device.totalGlobalMem >> 20) << " MiB\n";
  Row("multiprocessors") << Device.multiProcessorCount << '\n';
  Row("clock") << Device.clockRate / 1000 << " MHz\n";
  Row("compute capability") << Device.major << '.' << Device.minor << '\n';
  Row("threads per block") << Device.maxThreadsPerBlock << '\n';
  Row("shared memory per block") << (Device.sharedMemPerBlock >> 10) << " KiB\n";
  Row("constant memory") << (Device.totalConstMem >> 10) << " KiB\n";
  Row("warp size") << Device.warpSize << '\n';
  Row("managed memory") << (Device.managedMemory ? "yes" : "no") << '\n';
}

int lorcha::devicesMain(llvm::ArrayRef<const char *> Argv) {
  bool Verbose = false;
  for (llvm::StringRef Argument : Argv) {
    if (Argument == "--help" || Argument == "-h") {
      llvm::outs()
          << "lorcha devices [-v]: lists the devices that kernels can run on; -v with their properties\n";
      return ExitSuccess;
    }
    if (Argument != "-v" && Argument != "--verbose") {
      Reporter("lorcha devices").report(DiagId::UnknownFlag, Argument.str(), std::string("lorcha devices"));
      return ExitUsage;
    }
    Verbose = true;
  }
  int Count = 0;
  lorchaError Status = lorchaGetDeviceCount(&Count);
  for (int Index = 0; Status == lorchaSuccess && Index < Count; ++Index) {
    lorchaDeviceProp Device;
    Status = lorchaGetDeviceProperties(&Device, Index);
    if (Status == lorchaSuccess)
      printDevice(Index, Device, Verbose);
  }
  if (Status != lorchaSuccess) {
    Reporter("lorcha devices").report(DiagId::NoDevices, std::string(lorchaGetErrorString(Status)));
    return ExitEnvironment;
  }
  return ExitSuccess;
}
