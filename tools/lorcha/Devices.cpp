// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `lorcha devices`: what the runtime finds on this machine, as a CUDA program would see it. Another program
// looks (tools/lorcha-devices): OpenCL drivers bring an LLVM of their own, which must not meet this one's.
#include "Devices.h"
#include "lorcha/Driver/Commands.h"
#include "lorcha/Driver/Installation.h"
#include "lorcha/Driver/Reporter.h"

#include "lorcha/runtime_api.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

static int listDevices(bool Verbose) {
  Reporter Report("lorcha devices");
  auto Here = findInstallation("lorcha");
  if (!Here) {
    Report.report(Here.takeError());
    return ExitEnvironment;
  }
  Command Lister;
  llvm::SmallString<128> Path = llvm::sys::path::parent_path(Here->Executable);
  llvm::sys::path::append(Path, "lorcha-devices");
  Lister.Program = Path.str().str();
  if (Verbose)
    Lister.Arguments.push_back("-v");
  auto Code = CommandRunner().run(Lister);
  if (!Code) {
    Report.report(Code.takeError());
    return ExitEnvironment;
  }
  if (*Code != 0) {
    Report.report(DiagId::NoDevices, std::string(lorchaGetErrorString(lorchaErrorNoDevice)));
    return ExitEnvironment;
  }
  return ExitSuccess;
}

int lorcha::devicesMain(llvm::ArrayRef<const char *> Argv) {
  bool Verbose = false;
  for (llvm::StringRef Argument : Argv) {
    if (Argument == "--help" || Argument == "-h") {
      llvm::outs()
          << "lorcha devices [-v]: lists the devices that kernels can run on; -v with their properties\n"
             "Each line has the number under which programs see the device when LORCHA_BACKEND is as now "
             "('all' if it is not\nset), the backend, and the number among the backend's devices.\n";
      return ExitSuccess;
    }
    if (Argument != "-v" && Argument != "--verbose") {
      Reporter("lorcha devices")
          .report(DiagId::UnknownFlag, Argument.str(), std::string("lorcha devices"), std::string());
      return ExitUsage;
    }
    Verbose = true;
  }
  return listDevices(Verbose);
}
