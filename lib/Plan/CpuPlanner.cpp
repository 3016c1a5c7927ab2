// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Chooses each kernel's form, each shared variable's place and the names of what is added to the user's
// source.
#include "SharedPlaces.h"
#include "TextHints.h"
#include "UsualSizes.h"
#include "lorcha/Analysis/LoopOrder.h"
#include "lorcha/Analysis/OwnArrays.h"
#include "lorcha/Analysis/PollingLoops.h"
#include "lorcha/Analysis/Reachability.h"
#include "lorcha/Analysis/ThreadSpans.h"
#include "lorcha/Plan/Plan.h"
#include "lorcha/Support/AstVisitor.h"
#include "clang/AST/Attr.h"
#include <functional>

using namespace clang;

namespace lorcha {

namespace {

class Planner {
public:
  Planner(ParsedUnit &Unit, const DeviceProgram &Program, const PlanOptions &Options)
      : Unit(Unit), Program(Program), Options(Options), Contexts(Program, Options.Relocatable) {}

  Plan run() {
    Plan Result;
    for (auto &[Key, Model] : Program.Functions) {
      if (Model->Kind == FunctionKind::Kernel)
        Result.Kernels.push_back(planKernel(*Model));
      else
        Result.Functions.push_back(planFunction(*Model));
    }
    Result.ForBlocks = std::move(ForBlocks);
    return Result;
  }

private:
  FunctionPlan planFunction(const FunctionModel &Model) {
    FunctionPlan Plan{&Model, Contexts.of(&Model), placeShared(Unit, Model), {}};
    if (!Model.Obstacles.empty() && !Model.isLambda())
      Plan.Untranslated = Model.Obstacles.front().Text;
    if (Model.HasBody && Plan.Untranslated.empty() && !Options.ForDebugger)
      Plan.Unrolled = unrolledLoops(Unit, Model);
    return Plan;
  }

  KernelPlan planKernel(const FunctionModel &Model) {
    KernelPlan Plan;
    static_cast<FunctionPlan &>(Plan) = planFunction(Model);
    Plan.CopiedParameters = Model.WrittenParameters;
    Reach Reached = reachFrom(Model);
    Plan.IsTracked = Contexts.asksThreadLocal(&Model);
    if (Reached.FirstObstacle)
      Plan.Untranslated = Reached.FirstObstacle->Text;
    if (const Stmt *Body = Model.HasBody ? Model.Declaration->getBody() : nullptr)
      Plan.IsSparse = choosesFewThreads({Body}) || picksFromOwnArrays({Body});
    chooseForm(Plan, Reached);
    Plan.WaitsForBlocks = findPoll(Reached, [](const PollingLoop &Poll) { return !Poll.isForTime(); });
    if (Model.HasBody && Plan.Untranslated.empty() && Plan.Form != CpuForm::Fiber) {
      addTextHints(Unit, Plan);
      Plan.Textures = textureReads(Unit, Model);
    }
    if (Plan.Regions)
      for (SharedPlan &Shared : Plan.Shared)
        if (Shared.Placement == SharedPlacement::BlockFunction &&
            Plan.Regions->Regions.Transposed.contains(Shared.Model->Variable))
          Shared.Transposed = unusedName(Shared.Model->Variable->getNameAsString() + "_rows");
    nameCopies(Plan);
    Plan.Joining = blockJoining(Unit, Model, Reached);
    Plan.JoinedRow = Plan.Regions ? joinedRow(*Plan.Regions) : 0;
    if (Plan.Regions && !Plan.Joining.Obstacle.empty())
      Plan.UsualSize = usualBlockSize(Program, Model, Unit.ast());
    if (Plan.UsualSize[1] * Plan.UsualSize[2] > 1 && !gainFromKnownRows(Plan.Regions->Regions))
      Plan.UsualSize = {};
    if (Plan.Joining.Obstacle.empty() &&
        (Plan.Form == CpuForm::Fiber || Plan.IsTracked || !Plan.Untranslated.empty()))
      Plan.Joining.Obstacle = "code that asks for its thread by itself";
    if (Plan.WaitsForBlocks && Plan.Joining.Obstacle.empty())
      Plan.Joining.Obstacle = "loops that wait for other blocks";
    bool MayStart = !Plan.Joining.Obstacle.empty() && Plan.Regions && !Plan.Regions->UsesRows &&
                    !Plan.Regions->HasRows && !Plan.IsTracked && Plan.Untranslated.empty() &&
                    !Plan.WaitsForBlocks;
    if (MayStart)
      Plan.Start = findCommonStart(Unit, Model, Reached, Plan.Regions->Regions);
    if (!canKeep(Plan.Start.Kept))
      Plan.Start = {};
    if (Plan.Start.Last)
      Plan.JoinedRow = StartingThreads;
    findLasting(Plan, Reached);
    findAbreast(Plan, Reached);
    if (Plan.Regions)
      chooseFirstLoads(*Plan.Regions, Plan.Lasting.Next);
    if (Options.ForDebugger)
      keepThreads(Plan);
    if (Plan.Regions)
      Plan.Regions->MayBeJoined = Plan.Joining.Obstacle.empty();
    std::string Name = Model.Declaration->getNameAsString();
    Plan.BlockFunction = unusedName(Name + "_block");
    Plan.Info = unusedName(Name + "_info");
    if (const auto *Bounds = Model.Declaration->getAttr<CUDALaunchBoundsAttr>())
      if (const Expr *Max = Bounds->getMaxThreads(); Max && !Max->isValueDependent())
        if (std::optional<llvm::APSInt> Value = Max->getIntegerConstantExpr(Unit.ast()))
          Plan.MaxThreadsPerBlock = Value->getZExtValue();
    return Plan;
  }

  /// Arrays stay filled where each launched block runs by itself, at once.
  void findLasting(KernelPlan &Plan, const Reach &Reached) {
    if (!Plan.Regions || Plan.Regions->IsRowByRow || Plan.Fold || Plan.Start.Last ||
        Plan.Joining.Obstacle.empty() || Plan.WaitsForBlocks || !Plan.Untranslated.empty() ||
        Options.ForDebugger)
      return;
    VariableSet Candidates;
    for (const SharedPlan &Shared : Plan.Shared) {
      const VarDecl *Variable = Shared.Model->Variable;
      if (Shared.Placement == SharedPlacement::BlockFunction && Shared.Transposed.empty() &&
          Variable->getType()->isConstantArrayType() && !Variable->getType().isVolatileQualified())
        Candidates.insert(Variable);
    }
    Plan.Lasting = findLastingArrays(Unit, *Plan.Model, Reached, Plan.Regions->Regions, Candidates);
    for (SharedPlan &Shared : Plan.Shared)
      if (Plan.Lasting.Arrays.count(Shared.Model->Variable))
        Shared.Lasts = unusedName(Shared.Model->Variable->getNameAsString() + "_lasts");
    if (Plan.Lasting)
      Plan.LastingType = unusedName(Plan.Model->Declaration->getNameAsString() + "_lasting");
  }

  /// Blocks run abreast where all their threads come along, and none is asked by itself between the loops.
  void findAbreast(KernelPlan &Plan, const Reach &Reached) {
    if (!Plan.Regions || !Plan.UsualSize[0] || !Plan.Regions->HasRows || Plan.Fold || Plan.Start.Last ||
        Plan.Joining.Obstacle.empty() || Plan.WaitsForBlocks || !Plan.Untranslated.empty() ||
        Options.ForDebugger || !Plan.Regions->decidesAlone())
      return;
    VariableSet Candidates;
    for (const SharedPlan &Shared : Plan.Shared) {
      if (Shared.Placement != SharedPlacement::BlockFunction || Shared.IsSpelledOut)
        return;
      Candidates.insert(Shared.Model->Variable);
    }
    BlocksAbreast &Abreast = Plan.Regions->Abreast;
    Abreast =
        findBlocksAbreast(Unit, *Plan.Model, Reached, Plan.Regions->Regions, Candidates, Plan.UsualSize);
    for (SharedPlan &Shared : Plan.Shared)
      Shared.IsAbreast = Abreast.OwnArrays.contains(Shared.Model->Variable);
  }

  /// Those that are others in the next block.
  static void chooseFirstLoads(RegionPlan &Plan, BlockAxis Next) {
    FirstLoads &First = Plan.Regions.First;
    llvm::erase_if(First.Elements, [&](const ElementAhead &Each) { return !(Each.Axes & Next); });
    if (First.Elements.empty() || (!Plan.HasRows && Next != AlongX))
      First = {};
  }

  /// Takes back what makes kernels faster and their threads hard to recognise.
  static void keepThreads(KernelPlan &Plan) {
    if (Plan.Joining.Obstacle.empty())
      Plan.Joining.Obstacle = "debugging";
    Plan.Start = {};
    Plan.UsualSize = {};
    Plan.ShortLoops.clear();
    Plan.WideSums.clear();
    Plan.ChoosesStores = false;
    Plan.Textures.clear();
    Plan.IsOneRow = false;
  }

  /// The first loop that polls and Matches; null if there is none.
  const Stmt *findPoll(const Reach &Reached, llvm::function_ref<bool(const PollingLoop &)> Matches) {
    for (const FunctionModel *Function : Reached.Functions) {
      auto [Known, IsNew] = Polls.try_emplace(Function);
      if (IsNew)
        Known->second = pollingLoops(Unit, Function->Declaration);
      for (const PollingLoop &Poll : Known->second)
        if (Matches(Poll))
          return Poll.Loop;
    }
    return nullptr;
  }

  void chooseForm(KernelPlan &Plan, const Reach &Reached) {
    if (Reached.Launching) {
      Plan.Form = CpuForm::Fiber;
      Plan.FormReason = "kernel launch in device code";
    } else if (const Stmt *Poll = findPoll(Reached, std::mem_fn(&PollingLoop::isForBlock))) {
      Plan.Form = CpuForm::Fiber;
      Plan.FormReason = "loop that waits for another thread's write or for time";
      Plan.FormLocation = Poll->getBeginLoc();
    } else if (Reached.Effect >= BuiltinEffect::BlockBarrier) {
      Plan.Form = CpuForm::Fiber;
      if (Plan.Model->HasBody && Plan.Untranslated.empty() && !Reached.MayCallOtherUnits &&
          !Options.ForceFibers) {
        RegionObstacle Obstacle;
        Plan.Regions = regionsOf(Plan, Reached, Obstacle);
        Plan.Form = Plan.Regions ? CpuForm::Region : CpuForm::Fiber;
        if (Plan.Regions) {
          Plan.Fold = Plan.Regions->Fold;
          return;
        }
        Plan.FormLocation = Obstacle.Location;
        Plan.FormReason = Obstacle.Reason;
        return;
      }
      Plan.FormLocation = Reached.EffectLocation;
      Plan.FormReason = Reached.Effect == BuiltinEffect::BlockBarrier ? "block barrier"
                        : Reached.Effect == BuiltinEffect::WarpOp     ? "warp operation"
                                                                      : "grid barrier";
      if (Reached.EffectFunction != Plan.Model)
        Plan.FormReason += " in '" + Reached.EffectFunction->name() + "'";
    } else if (!Reached.MayCallOtherUnits && Plan.Model->HasBody && Plan.Untranslated.empty()) {
      chooseLoopOrder(Plan, Reached);
    } else if (Reached.MayCallOtherUnits) {
      Plan.Form = CpuForm::Fiber;
      Plan.FormReason = "call of a device function in another unit";
    }
  }

  /// Whether functions that the kernel calls ask for the thread's place by themselves.
  static bool calleesAsk(const Reach &Reached, const KernelPlan &Plan) {
    return llvm::any_of(Reached.Functions, [&](const FunctionModel *Function) {
      return Function != Plan.Model &&
             ((Function->Indices & (ThreadIdx | BlockDim)) != 0 || !Function->PlaceQuestions.empty());
    });
  }

  std::shared_ptr<RegionPlan> regionsOf(const KernelPlan &Plan, const Reach &Reached,
                                        RegionObstacle &Obstacle) {
    auto UnitName = [&](const std::string &Name) { return unusedName(Name); };
    RegionPlanInput Input = {
        Unit, Program, Contexts, Plan.IsTracked, UnitName, ForBlocks, movedVariables(Plan)};
    Input.WithFolds = !Options.ForDebugger && !Plan.IsTracked && !calleesAsk(Reached, Plan);
    std::shared_ptr<RegionPlan> Regions = planRegions(Input, *Plan.Model, Obstacle);
    if (Regions && Options.ForDebugger) {
      Regions->Regions.Rims.clear();
      Regions->Regions.WholeRim = {};
      Regions->Regions.First = {};
      Regions->Regions.Loads.clear();
      Regions->Regions.LoadsOfRounds.clear();
    }
    return Regions;
  }

  static VariableSet movedVariables(const KernelPlan &Plan) {
    VariableSet Moved;
    for (const SharedPlan &Shared : Plan.Shared)
      if (Shared.Placement == SharedPlacement::BlockFunction)
        Moved.insert(Shared.Model->Variable);
    return Moved;
  }

  static void nameCopies(KernelPlan &Plan) {
    for (SharedPlan &Shared : Plan.Shared)
      if (Plan.Regions)
        if (auto Name = Plan.Regions->SharedCopies.find(Shared.Model->Variable);
            Name != Plan.Regions->SharedCopies.end())
          Shared.Copy = Name->second;
  }

  /// Without a barrier, regions pay where a loop of the kernel's runs better around the loop over threads.
  void chooseLoopOrder(KernelPlan &Plan, const Reach &Reached) {
    RegionObstacle Ignored;
    size_t Known = ForBlocks.size();
    std::shared_ptr<RegionPlan> Regions = regionsOf(Plan, Reached, Ignored);
    if (!Regions)
      return;
    Regions->IsRowByRow = !Regions->UsesRows;
    bool CalleesAsk = calleesAsk(Reached, Plan);
    Plan.IsOneRow =
        Regions->IsRowByRow && !CalleesAsk && !Plan.IsTracked && Reached.Effect == BuiltinEffect::Pure;
    bool HasPack = llvm::any_of(Plan.Model->Declaration->parameters(),
                                [](const ParmVarDecl *Parameter) { return Parameter->isParameterPack(); });
    bool PaysOff = Regions->Regions.hasOpenedLoops() || !Regions->Calls.empty();
    if (!PaysOff || Options.ForceFibers || (Regions->IsRowByRow && (CalleesAsk || HasPack))) {
      ForBlocks.resize(Known);
      if (!Plan.IsSparse)
        Plan.Fold = Regions->Fold;
      if (hasRim(Plan, *Regions))
        Plan.Rim = std::move(Regions);
      return;
    }
    Plan.Fold = Regions->Fold;
    Plan.Regions = std::move(Regions);
    Plan.Form = CpuForm::Region;
  }

  /// Whether a thread loop may leave tests out for most threads. They are asked in front of it, where
  /// parameters that threads change have another name.
  static bool hasRim(const KernelPlan &Plan, const RegionPlan &Regions) {
    const Rim &Known = Regions.Regions.WholeRim;
    return !Known.isEmpty() && !Plan.IsTracked && !Plan.IsSparse &&
           llvm::none_of(Plan.CopiedParameters, [&](unsigned Index) {
             const ParmVarDecl *Parameter = Regions.Definition->getParamDecl(Index);
             auto Asks = [&](const Expr *Asked, llvm::ArrayRef<const VarDecl *> Variables) {
               std::vector<const Stmt *> Parts = {Asked};
               for (const VarDecl *Variable : Variables)
                 llvm::append_range(Parts, Regions.Regions.valueOf(Variable));
               return variableFlow(Parts).Mentioned.contains(Parameter);
             };
             return llvm::any_of(
                        Known.Tests,
                        [&](const RimTest &Test) { return Asks(Test.Test.Condition, Test.Variables); }) ||
                    llvm::any_of(Known.Reads,
                                 [&](const EarlyRead &Read) { return Asks(Read.Element, Read.Variables); });
           });
  }

  /// Whether a known number of rows makes the code faster: loops in tiles of threads, and rows of which some
  /// threads are chosen. The copies of a transposing kernel became slower by half.
  static bool gainFromKnownRows(const BarrierRegions &Regions) {
    return Regions.choosesByPlace() ||
           llvm::any_of(Regions.Strips, [](const auto &Strip) { return Strip.second.TileUnits != 0; });
  }

  /// Of joined blocks that only begin together: enough for long pieces of memory, and what they keep stays in
  /// the nearest cache.
  static constexpr unsigned StartingThreads = 4096;

  /// Whether there is room on the stack for what the threads of joined blocks keep.
  bool canKeep(const VariableSet &Kept) const {
    constexpr uint64_t MostBytes = 16;
    uint64_t Bytes = 0;
    for (const VarDecl *Variable : Kept)
      Bytes += Variable->getType()->isArithmeticType()
                   ? Unit.ast().getTypeSizeInChars(Variable->getType()).getQuantity()
                   : MostBytes + 1;
    return Bytes <= MostBytes;
  }

  /// Loops in steps of the grid read memory once: the more threads, the longer the pieces. Others read it
  /// again in each round, and what a row reads should stay in the nearest cache. Storage is on the stack.
  unsigned joinedRow(const RegionPlan &Regions) const {
    constexpr unsigned StreamingAlone = 16384, Streaming = 4096, Again = 256;
    constexpr uint64_t MostBytes = 16;
    std::function<bool(const Region &)> OnlySteps = [&](const Region &Node) {
      return (Node.Kind != RegionKind::Loop || Node.Head != HeadKind::Block) &&
             llvm::all_of(Node.Children,
                          [&](const std::unique_ptr<Region> &Child) { return OnlySteps(*Child); });
    };
    uint64_t Bytes = 0;
    for (const VariableSlot &Slot : Regions.Slots)
      Bytes += Unit.ast().getTypeSizeInChars(Slot.Variable->getType().getNonReferenceType()).getQuantity();
    bool IsSmall = Bytes <= MostBytes && !isInstantiation(Regions.Definition);
    if (!IsSmall || !OnlySteps(*Regions.Regions.Root))
      return Again;
    return Bytes == 0 && Regions.Live.empty() ? StreamingAlone : Streaming;
  }

  /// A name that nothing in the unit uses: Name, Name2, Name3, ...
  std::string unusedName(const std::string &Name) {
    std::string Candidate = Name;
    for (unsigned Suffix = 2; isUsed(Candidate); ++Suffix)
      Candidate = Name + std::to_string(Suffix);
    Given.insert(Candidate);
    return Candidate;
  }
  bool isUsed(const std::string &Name) { return Given.count(Name) || Unit.hasName(Name); }

  ParsedUnit &Unit;
  const DeviceProgram &Program;
  const PlanOptions &Options;
  ThreadContexts Contexts;
  std::set<std::string> Given;
  BlockFunctions ForBlocks;
  llvm::DenseMap<const FunctionModel *, std::vector<PollingLoop>> Polls;
};

} // namespace

const FunctionPlan *Plan::find(const FunctionModel *Model) const {
  for (const KernelPlan &Kernel : Kernels)
    if (Kernel.Model == Model)
      return &Kernel;
  for (const FunctionPlan &Function : Functions)
    if (Function.Model == Model)
      return &Function;
  return nullptr;
}

Plan makePlan(ParsedUnit &Unit, const DeviceProgram &Program, const PlanOptions &Options) {
  return Planner(Unit, Program, Options).run();
}

} // namespace lorcha
