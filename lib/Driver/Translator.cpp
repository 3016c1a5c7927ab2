// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The way of one source file: parse, model, plan, edit, write.
#include "lorcha/Driver/Translator.h"
#include "OwnStack.h"
#include "TranslatorHeaders.h"
#include "lorcha/Analysis/AddressSpaces.h"
#include "lorcha/Analysis/CountedLoops.h"
#include "lorcha/Analysis/RenewedVariables.h"
#include "lorcha/Analysis/UniformSteps.h"
#include "lorcha/Analysis/Uniformity.h"
#include "lorcha/Analysis/WarpSteps.h"
#include "lorcha/Device/ArchVariants.h"
#include "lorcha/Device/DeviceProgramPrinter.h"
#include "lorcha/Device/InlinePtx.h"
#include "lorcha/Device/KnownConstants.h"
#include "lorcha/Emit/CpuEmitter.h"
#include "lorcha/Emit/OpenCl.h"
#include "lorcha/Emit/UnitWriter.h"
#include "lorcha/Frontend/SourceReplacement.h"
#include "lorcha/Host/HostRewriter.h"
#include <utility>

using namespace clang;

namespace lorcha {

namespace {

PlanOptions planOptions(const TranslateOptions &Options) {
  return {Options.RelocatableDeviceCode, Options.ExactLines, Options.ForceFibers};
}

void noteForm(ParsedUnit &Unit, const KernelPlan &Kernel, TranslateResult &Result) {
  KernelFacts Facts;
  Facts.Name = Kernel.Model->name();
  Facts.Where = placeOf(Unit.sources(), Kernel.Model->Declaration->getLocation());
  Facts.Form = Kernel.Form == CpuForm::ThreadLoop ? "thread loop"
               : Kernel.Form == CpuForm::Region   ? "regions"
                                                  : "fibers";
  Facts.FormReason = Kernel.FormReason;
  if (Kernel.FormLocation.isValid())
    Facts.FormPlace = placeOf(Unit.sources(), Kernel.FormLocation);
  Facts.IsInstantiated = false; // until the device module has it
  Result.Kernels.push_back(std::move(Facts));
}

/// A kernel's instantiations are one: what one of them lacks, the kernel lacks.
void noteOpenCl(ParsedUnit &Unit, const OpenClKernel &Kernel, TranslateResult &Result) {
  const FindingPlace Where = placeOf(Unit.sources(), Kernel.Place);
  for (KernelFacts &Facts : Result.Kernels) {
    if (Facts.Where.File != Where.File || Facts.Where.Line != Where.Line ||
        Facts.Where.Column != Where.Column)
      continue;
    if (!Facts.IsInstantiated || Facts.HasOpenCl)
      Facts.HasOpenCl = !Kernel.Name.empty();
    Facts.IsInstantiated = true;
    if (Kernel.Name.empty() && Facts.OpenClReason.empty()) {
      Facts.OpenClReason = Kernel.Untranslated;
      Facts.OpenClId = Kernel.Reason;
      if (Kernel.ReasonPlace.isValid() && Unit.isUsers(Kernel.ReasonPlace))
        Facts.OpenClPlace = placeOf(Unit.sources(), Kernel.ReasonPlace);
    }
  }
}

void remarkForms(ParsedUnit &Unit, const Plan &Plan, TranslateResult &Result) {
  for (const KernelPlan &Kernel : Plan.Kernels) {
    const char *Form = Kernel.Form == CpuForm::ThreadLoop ? "a loop over threads"
                       : Kernel.Form == CpuForm::Region   ? "loops over threads between barriers"
                                                          : "fibers";
    noteForm(Unit, Kernel, Result);
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

/// The kernels as OpenCL C; what that asks of the C++ text goes to Edits.
OpenClModule deviceModuleOf(ParsedUnit &Unit, const DeviceProgram &Program, const Plan &Decisions,
                            const TranslateOptions &Options, EditList &Edits, TranslateResult &Result) {
  OpenClModule Module =
      lowerToOpenCl(Unit, Program, Decisions, {Options.LineDirectives, Options.RelocatableDeviceCode});
  if (!Options.Contracts)
    for (std::string &Fragment : Module.Fragments)
      Fragment = "#pragma OPENCL FP_CONTRACT OFF\n" + Fragment;
  wrapClosures(Module, Edits);
  for (const OpenClKernel &Kernel : Module.Kernels) {
    noteOpenCl(Unit, Kernel, Result);
    if (Kernel.Name.empty())
      Unit.reportBecause(DiagId::KernelNotOnOpenCl, Kernel.Place, Kernel.Reason, Kernel.ReasonPlace,
                         Kernel.UserName, Kernel.Untranslated);
  }
  return Module;
}

/// What the user's text becomes, and the device module's.
struct UnitText {
  EditList Edits;
  std::string DeviceModule;
};

UnitText textOf(ParsedUnit &Unit, const DeviceProgram &Program, const TranslateOptions &Options,
                TranslateResult &Result) {
  UnitText Text{EditList(Unit), {}};
  rewriteHost(Unit, Program, Text.Edits);
  Plan Decisions = makePlan(Unit, Program, planOptions(Options));
  remarkForms(Unit, Decisions, Result);
  emitCpu(Unit, Program, Decisions, {Options.RelocatableDeviceCode, Options.ByFile}, Text.Edits);
  Text.DeviceModule =
      printDeviceModule(deviceModuleOf(Unit, Program, Decisions, Options, Text.Edits, Result));
  return Text;
}

/// What there is when all edits are made.
void finish(ParsedUnit &Unit, const EditList &Edits, const std::string &DeviceModule,
            const TranslateOptions &Options, TranslateResult &Result) {
  Result.Text = writeUnit(Unit, Edits, {Options.LineDirectives, Options.ExactLines}) + DeviceModule;
  if (!Options.ByFile)
    return;
  Result.Files = collectFileEdits(Unit, Edits);
  Result.DeviceModule = DeviceModule;
}

/// One pass is enough where no text of the user's asks which pass it is.
void translateAlike(ParsedUnit &Unit, const TranslateOptions &Options, TranslateResult &Result) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  markKnownConstants(Unit, *Program, Options.RelocatableDeviceCode || Options.HasNamedVariables);
  UnitText Text = textOf(Unit, *Program, Options, Result);
  finish(Unit, Text.Edits, Text.DeviceModule, Options, Result);
}

/// A source that the host's compiler compiles: it only names the API.
void renameInHostSource(ParsedUnit &Unit, const TranslateOptions &Options, TranslateResult &Result) {
  EditList Edits(Unit);
  rewritePreprocessing(Unit, Edits);
  rewriteNames(Unit, Edits);
  finish(Unit, Edits, "", Options, Result);
}

DeviceText translateDevicePass(ParsedUnit &Unit, const TranslateOptions &Options,
                               llvm::ArrayRef<PortableRange> Hidden, std::string &DeviceModule,
                               TranslateResult &Result) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  markArchVariants(Unit, *Program);
  Plan Decisions = makePlan(Unit, *Program, planOptions(Options));
  remarkForms(Unit, Decisions, Result);
  EditList Edits(Unit);
  rewriteHost(Unit, *Program, Edits);
  emitCpu(Unit, *Program, Decisions, {Options.RelocatableDeviceCode, Options.ByFile}, Edits);
  DeviceModule = printDeviceModule(deviceModuleOf(Unit, *Program, Decisions, Options, Edits, Result));
  return printArchVariants(Unit, *Program, Decisions, Options.CudaArch, Hidden, Edits);
}

void translateHostPass(ParsedUnit &Unit, const DeviceText &Device, const std::string &DeviceModule,
                       const TranslateOptions &Options, TranslateResult &Result) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  EditList Edits(Unit);
  rewriteHost(Unit, *Program, Edits);
  addDeviceText(Unit, *Program, Device, Edits);
  finish(Unit, Edits, DeviceModule, Options, Result);
}

/// The sources of a unit that must be changed before they can be translated: first macros, then inline PTX,
/// then statements that a warp does in step, loops that could be written as others are, variables that hold
/// values of threads and of the block in turns, and places that threads step on from together.
class SourcePreparation {
public:
  /// KeepsVariables: and loops, as they are written.
  SourcePreparation(FrontendOptions &Frontend, bool KeepsVariables)
      : Frontend(Frontend), LoopRounds(KeepsVariables ? MostLoopRounds : 0),
        HasSplitVariables(KeepsVariables), HasSplitSteps(KeepsVariables) {}

  /// Whether parsing must start again.
  bool changes(ParsedUnit &Unit) {
    if (!WroteMacros && !Unit.record().Made.empty()) {
      WroteMacros = true;
      return replace(writeOutMacros(Unit));
    }
    return changesBy(writeOutPtx, Unit) ||
           (StepRounds < MostStepRounds && changesBy(writeOutWarpSteps, Unit) && ++StepRounds) ||
           (LoopRounds < MostLoopRounds && replace(writeOutCountedLoops(Unit)) && ++LoopRounds) ||
           (!std::exchange(HasSplitVariables, true) && replace(splitRenewedVariables(Unit))) ||
           (!std::exchange(HasSplitSteps, true) && replace(splitUniformSteps(Unit)));
  }

private:
  template <class WriteT> bool changesBy(WriteT Write, ParsedUnit &Unit) {
    const size_t Known = Frontend.Captured.size();
    std::map<std::string, std::string> Texts = Write(Unit, Frontend.Captured);
    if (Frontend.Captured.size() == Known)
      return replace(std::move(Texts));
    WroteMacros = false;
    return true;
  }

  bool replace(std::map<std::string, std::string> Texts) {
    for (auto &[Name, Text] : Texts)
      Frontend.Replaced[Name] = std::move(Text);
    return !Texts.empty();
  }

  /// Of both passes, each after macros; more would find nothing that the ones before have not written.
  static constexpr unsigned MostStepRounds = 8, MostLoopRounds = 3;

  FrontendOptions &Frontend;
  bool WroteMacros = false;
  unsigned StepRounds = 0, LoopRounds;
  bool HasSplitVariables, HasSplitSteps;
};

/// One source's passes. Parsing starts again when a source was changed.
class Translation {
public:
  explicit Translation(const TranslateOptions &Options)
      : Options(Options), Frontend(frontendOptions(Options)) {}

  llvm::Expected<TranslateResult> run() {
    for (Again = true; Again;) {
      Again = false;
      Result = {};
      llvm::Expected<ParseStatus> Status = parse(Frontend, Pass::Host, [&](ParsedUnit &Unit) {
        Again = Preparation.changes(Unit);
        if (!Again)
          translateUnit(Unit);
      });
      if (Failure)
        return std::move(Failure);
      if (!Status)
        return Status.takeError();
      count(*Status);
    }
    if (Frontend.Notes)
      Result.Notes = std::move(*Frontend.Notes);
    return std::move(Result);
  }

private:
  void translateUnit(ParsedUnit &Unit) {
    Result.Parsed = true;
    Result.Dependencies = Unit.record().Dependencies;
    if (Options.Kind != SourceKind::Cuda)
      return renameInHostSource(Unit, Options, Result);
    if (!Unit.record().testsCudaArch())
      return translateAlike(Unit, Options, Result);
    DeviceText Device;
    std::string DeviceModule;
    std::vector<PortableRange> Hidden = hiddenFromHost(Unit);
    llvm::Expected<ParseStatus> Status = parse(Frontend, Pass::Device, [&](ParsedUnit &DeviceUnit) {
      Again = Preparation.changes(DeviceUnit);
      for (const std::string &File : DeviceUnit.record().Dependencies)
        if (!llvm::is_contained(Result.Dependencies, File))
          Result.Dependencies.push_back(File);
      if (!Again)
        Device = translateDevicePass(DeviceUnit, Options, Hidden, DeviceModule, Result);
    });
    if (!Status) {
      Failure = llvm::joinErrors(std::move(Failure), Status.takeError());
      return;
    }
    count(*Status);
    Result.Parsed = Status->Parsed;
    if (Status->Parsed && !Again)
      translateHostPass(Unit, Device, DeviceModule, Options, Result);
  }

  void count(const ParseStatus &Status) {
    Result.Errors += Status.Errors;
    Result.Warnings += Status.Warnings;
  }

  const TranslateOptions &Options;
  FrontendOptions Frontend;
  SourcePreparation Preparation{Frontend, Options.ExactLines};
  bool Again = false;
  TranslateResult Result;
  llvm::Error Failure = llvm::Error::success();
};

} // namespace

llvm::Expected<TranslateResult> translate(const TranslateOptions &Options) {
  TranslateOptions Known = Options;
  if (Options.KeepsHeaders)
    Known.Precompiled = keptHeadersFor(Options);
  llvm::Expected<TranslateResult> Result =
      onOwnStack<TranslateResult>(Options.Input, [&] { return Translation(Known).run(); });
  if (Result)
    addHeadersRead(Known, Result->Dependencies);
  return Result;
}

/// What one analysis finds in the unit.
static std::string inspectUnit(ParsedUnit &Unit, const TranslateOptions &Options, llvm::StringRef What) {
  std::unique_ptr<DeviceProgram> Program = buildDeviceProgram(Unit);
  if (!Unit.record().testsCudaArch())
    markKnownConstants(Unit, *Program, Options.RelocatableDeviceCode || Options.HasNamedVariables);
  if (What == "model")
    return printModel(*Program, Unit.sources());
  if (What == "callgraph")
    return printCallGraph(*Program, Unit.sources());
  if (What == "uniformity")
    return printUniformity(Unit, *Program);
  if (What == "plan")
    return printPlan(makePlan(Unit, *Program, planOptions(Options)), Unit.sources());
  if (What == "spaces")
    return printAddressSpaces(Unit);
  if (What == "opencl")
    return printOpenCl(lowerToOpenCl(Unit, *Program, makePlan(Unit, *Program, planOptions(Options)),
                                     {Options.LineDirectives}));
  if (What == "edits") {
    TranslateResult Unused;
    return textOf(Unit, *Program, Options, Unused).Edits.print();
  }
  return "";
}

static llvm::Expected<std::string> inspectSource(const TranslateOptions &Options, llvm::StringRef What) {
  FrontendOptions Frontend = frontendOptions(Options);
  SourcePreparation Preparation(Frontend, Options.ExactLines);
  std::string Text;
  for (bool Again = true; Again;) {
    Again = false;
    llvm::Expected<ParseStatus> Status = parse(Frontend, Pass::Host, [&](ParsedUnit &Unit) {
      if (What == "ptx")
        Text = printInlinePtx(Unit);
      else if (!(Again = Preparation.changes(Unit)))
        Text = inspectUnit(Unit, Options, What);
    });
    if (!Status)
      return Status.takeError();
  }
  return Text;
}

llvm::Expected<std::string> inspect(const TranslateOptions &Options, llvm::StringRef What) {
  return onOwnStack<std::string>(Options.Input, [&] { return inspectSource(Options, What); });
}

} // namespace lorcha
