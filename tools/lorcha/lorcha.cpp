// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tool for people: one command for each thing that they want to do.
#include "Devices.h"
#include "lorcha/Driver/Crashes.h"
#include "lorcha/Driver/ClangdConfig.h"
#include "lorcha/Driver/Reporter.h"
#include "lorcha/Driver/Settings.h"
#include "lorcha/Driver/ToolCommands.h"
#include "lorcha/Migrate/Migration.h"
#include "lorcha/Prof/ProfCommand.h"
#include "lorcha/Report/Report.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;

namespace {
struct Command {
  llvm::StringLiteral Usage, Help;
};
} // namespace

static constexpr Command Commands[] = {
#define LORCHA_COMMAND(Usage, Help) {Usage, Help},
#include "lorcha/Driver/Commands.inc"
#undef LORCHA_COMMAND
};

static void printHelp(llvm::raw_ostream &Stream) {
  Stream << "lorcha: runs CUDA C++ programs on hardware that is not NVIDIA's\n\n";
  size_t Widest = 0;
  for (const Command &Each : Commands)
    Widest = std::max(Widest, Each.Usage.size());
  for (const Command &Each : Commands)
    Stream << "  lorcha " << llvm::left_justify(Each.Usage, Widest + 2) << Each.Help << '\n';
  Stream << "\ntranslate, migrate and run take nvcc's flags: -I, -D, -O, -std and so on. To build a project "
            "that uses nvcc, give its\nbuild lorchacc instead, for example: make NVCC=lorchacc\n";
}

/// "; did you mean 'run'?", or nothing if no command is near.
static std::string nearCommand(llvm::StringRef Name) {
  for (const Command &Each : Commands) {
    const llvm::StringRef Word = Each.Usage.split(' ').first;
    if (Name.size() > 1 && Name.edit_distance(Word) <= 2)
      return ("; did you mean '" + Word + "'?").str();
  }
  return "";
}

static int runCommand(llvm::StringRef Name, const char *ProgramName, llvm::ArrayRef<const char *> Argv) {
  if (Name == "translate")
    return translateMain(ProgramName, Argv);
  if (Name == "run")
    return runMain(ProgramName, Argv);
  if (Name == "migrate")
    return migrateMain(ProgramName, Argv);
  if (Name == "devices")
    return devicesMain(Argv);
  if (Name == "clangd-config")
    return clangdConfigMain(ProgramName, Argv);
  if (Name == "prof")
    return profMain(Argv);
  if (Name == "explain")
    return explainMain(Argv);
  if (Name == "report")
    return report::reportMain(ProgramName, Argv);
  if (Name == "version" || Name == "--version" || Name == "-V") {
    llvm::outs() << "lorcha " LORCHA_VERSION "\n";
    return ExitSuccess;
  }
  if (Name == "help" || Name == "--help" || Name == "-h") {
    if (!Argv.empty())
      return runCommand(Argv.front(), ProgramName, {"--help"});
    printHelp(llvm::outs());
    return ExitSuccess;
  }
  if (llvm::StringRef Setting = Name; Setting.consume_front("--") && isSetting(Setting))
    return settingMain(ProgramName, Setting, Argv);
  Reporter("lorcha").report(DiagId::UnknownCommand, Name.str(), nearCommand(Name));
  return ExitUsage;
}

int main(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  lorcha::catchCrashes();
  if (Argc < 2) {
    printHelp(llvm::errs());
    return ExitUsage;
  }
  return lorcha::leave(runCommand(Argv[1], Argv[0], llvm::ArrayRef(Argv + 2, Argc - 2)));
}
