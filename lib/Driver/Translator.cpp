// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way of one source file: parse, model, plan, edit, write.
#include "lorcha/Driver/Translator.h"
#include "lorcha/Emit/CpuEmitter.h"
#include "lorcha/Emit/UnitWriter.h"
#include "lorcha/Host/HostRewriter.h"

using namespace clang;

namespace lorcha {

namespace {

FrontendOptions frontendOptions(const TranslateOptions &Options) {
  return {Options.Input, Options.Arguments, Options.IncludeDirectory, Options.CudaArch, Options.Silenced};
}

void remarkForms(ParsedUnit &Unit, const Plan &Plan) {
  for (const KernelPlan &Kernel : Plan.Kernels) {
    bool IsLoop = Kernel.Form == CpuForm::ThreadLoop;
    std::string Reason = IsLoop ? std::string() : ": " + Kernel.FormReason;
    Unit.report(DiagId::KernelForm, Kernel.Model->Declaration->getLocation(), Kernel.Model->name(),
                IsLoop ? "a loop over threads" : "fibers", Reason);
  }
}

std::string translateUnit(ParsedUnit &Unit, const TranslateOptions &Options) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  Plan Decisions = makePlan(Unit, *Program, Options.RelocatableDeviceCode);
  if (Options.Remarks)
    remarkForms(Unit, Decisions);
  EditList Edits(Unit);
  rewritePreprocessing(Unit, Edits);
  rewriteNames(Unit, Edits);
  rewriteLaunches(Unit, *Program, Edits);
  emitCpu(Unit, *Program, Decisions, {Options.RelocatableDeviceCode}, Edits);
  return writeUnit(Unit, Edits, {Options.LineDirectives});
}

} // namespace

llvm::Expected<TranslateResult> translate(const TranslateOptions &Options) {
  TranslateResult Result;
  llvm::Expected<ParseStatus> Status = parse(frontendOptions(Options), Pass::Host, [&](ParsedUnit &Unit) {
    Result.Text = translateUnit(Unit, Options);
    Result.Dependencies = Unit.record().Dependencies;
  });
  if (!Status)
    return Status.takeError();
  Result.Errors = Status->Errors;
  Result.Warnings = Status->Warnings;
  Result.Parsed = Status->Parsed;
  return Result;
}

llvm::Expected<std::string> inspect(const TranslateOptions &Options, llvm::StringRef What) {
  std::string Text;
  llvm::Expected<ParseStatus> Status = parse(frontendOptions(Options), Pass::Host, [&](ParsedUnit &Unit) {
    std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
    if (What == "plan")
      Text = printPlan(makePlan(Unit, *Program, Options.RelocatableDeviceCode), Unit.sources());
  });
  if (!Status)
    return Status.takeError();
  return Text;
}

} // namespace lorcha
