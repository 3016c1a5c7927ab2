// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way of one source file: parse, model, plan, edit, write.
#include "lorcha/Driver/Translator.h"
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Device/ArchVariants.h"
#include "lorcha/Device/DeviceProgramPrinter.h"
#include "lorcha/Emit/CpuEmitter.h"
#include "lorcha/Emit/UnitWriter.h"
#include "lorcha/Frontend/SourceReplacement.h"
#include "lorcha/Host/HostRewriter.h"

using namespace clang;

namespace lorcha {

namespace {

FrontendOptions frontendOptions(const TranslateOptions &Options) {
  FrontendOptions Frontend;
  Frontend.Input = Options.Input;
  Frontend.Arguments = Options.Arguments;
  Frontend.IncludeDirectory = Options.IncludeDirectory;
  Frontend.CudaArch = Options.CudaArch;
  Frontend.Silenced = Options.Silenced;
  return Frontend;
}

PlanOptions planOptions(const TranslateOptions &Options) {
  return {Options.RelocatableDeviceCode, Options.ForceFibers};
}

void remarkForms(ParsedUnit &Unit, const Plan &Plan) {
  for (const KernelPlan &Kernel : Plan.Kernels) {
    const char *Form = Kernel.Form == CpuForm::ThreadLoop ? "a loop over threads"
                       : Kernel.Form == CpuForm::Region   ? "loops over threads between barriers"
                                                          : "fibers";
    std::string Reason;
    if (!Kernel.FormReason.empty())
      Reason =
          ": " + Kernel.FormReason +
          (Kernel.FormLocation.isValid() ? " at " + printPlace(Kernel.FormLocation, Unit.sources()) : "");
    Unit.report(DiagId::KernelForm, Kernel.Model->Declaration->getLocation(), Kernel.Model->name(), Form,
                Reason);
  }
}

/// What both passes rewrite alike.
void rewriteHost(ParsedUnit &Unit, const DeviceProgram &Program, EditList &Edits) {
  rewritePreprocessing(Unit, Edits);
  rewriteNames(Unit, Edits);
  rewriteLaunches(Unit, Program, Edits);
}

EditList editsOf(ParsedUnit &Unit, const DeviceProgram &Program, const TranslateOptions &Options) {
  EditList Edits(Unit);
  rewriteHost(Unit, Program, Edits);
  Plan Decisions = makePlan(Unit, Program, planOptions(Options));
  if (Options.Remarks)
    remarkForms(Unit, Decisions);
  emitCpu(Unit, Program, Decisions, {Options.RelocatableDeviceCode}, Edits);
  return Edits;
}

/// One pass is enough where no text of the user's asks which pass it is.
std::string translateAlike(ParsedUnit &Unit, const TranslateOptions &Options) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  return writeUnit(Unit, editsOf(Unit, *Program, Options), {Options.LineDirectives});
}

DeviceText translateDevicePass(ParsedUnit &Unit, const TranslateOptions &Options) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  markArchVariants(Unit, *Program);
  Plan Decisions = makePlan(Unit, *Program, planOptions(Options));
  if (Options.Remarks)
    remarkForms(Unit, Decisions);
  EditList Edits(Unit);
  rewriteHost(Unit, *Program, Edits);
  emitCpu(Unit, *Program, Decisions, {Options.RelocatableDeviceCode}, Edits);
  return printArchVariants(Unit, *Program, Decisions, Options.CudaArch, Edits);
}

std::string translateHostPass(ParsedUnit &Unit, const DeviceText &Device, const TranslateOptions &Options) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  EditList Edits(Unit);
  rewriteHost(Unit, *Program, Edits);
  addDeviceText(Unit, *Program, Device, Edits);
  return writeUnit(Unit, Edits, {Options.LineDirectives});
}

/// One source's passes. Parsing starts again when macros must be written out first.
class Translation {
public:
  explicit Translation(const TranslateOptions &Options)
      : Options(Options), Frontend(frontendOptions(Options)) {}

  llvm::Expected<TranslateResult> run() {
    for (bool Again = true; Again;) {
      Again = false;
      Result = {};
      llvm::Expected<ParseStatus> Status = parse(Frontend, Pass::Host, [&](ParsedUnit &Unit) {
        if (Frontend.Replaced.empty() && !Unit.record().Made.empty()) {
          Frontend.Replaced = writeOutMacros(Unit);
          Again = true;
        } else {
          translateUnit(Unit);
        }
      });
      if (Failure)
        return std::move(Failure);
      if (!Status)
        return Status.takeError();
      count(*Status);
    }
    return std::move(Result);
  }

private:
  void translateUnit(ParsedUnit &Unit) {
    Result.Parsed = true;
    Result.Dependencies = Unit.record().Dependencies;
    if (!Unit.record().testsCudaArch()) {
      Result.Text = translateAlike(Unit, Options);
      return;
    }
    DeviceText Device;
    llvm::Expected<ParseStatus> Status = parse(Frontend, Pass::Device, [&](ParsedUnit &DeviceUnit) {
      Device = translateDevicePass(DeviceUnit, Options);
    });
    if (!Status) {
      Failure = llvm::joinErrors(std::move(Failure), Status.takeError());
      return;
    }
    count(*Status);
    Result.Parsed = Status->Parsed;
    if (Status->Parsed)
      Result.Text = translateHostPass(Unit, Device, Options);
  }

  void count(const ParseStatus &Status) {
    Result.Errors += Status.Errors;
    Result.Warnings += Status.Warnings;
  }

  const TranslateOptions &Options;
  FrontendOptions Frontend;
  TranslateResult Result;
  llvm::Error Failure = llvm::Error::success();
};

} // namespace

llvm::Expected<TranslateResult> translate(const TranslateOptions &Options) {
  return Translation(Options).run();
}

llvm::Expected<std::string> inspect(const TranslateOptions &Options, llvm::StringRef What) {
  std::string Text;
  llvm::Expected<ParseStatus> Status = parse(frontendOptions(Options), Pass::Host, [&](ParsedUnit &Unit) {
    std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
    if (What == "model")
      Text = printModel(*Program, Unit.sources());
    else if (What == "callgraph")
      Text = printCallGraph(*Program, Unit.sources());
    else if (What == "uniformity")
      Text = printUniformity(Unit, *Program);
    else if (What == "plan")
      Text = printPlan(makePlan(Unit, *Program, planOptions(Options)), Unit.sources());
    else if (What == "edits")
      Text = editsOf(Unit, *Program, Options).print();
  });
  if (!Status)
    return Status.takeError();
  return Text;
}

} // namespace lorcha
