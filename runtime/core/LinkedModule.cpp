// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Fragments with the same text become one, so that types of headers are there once; functions of different
// units have different names. Two units with the same word cannot be told apart: the second one's kernels
// have no OpenCL form.
#include "core/LinkedModule.h"
#include <algorithm>

namespace lorcha::runtime {

/// No variable wants more.
static constexpr uint64_t UnitAlignment = 256;

LinkedModule::LinkedModule(std::vector<const DeviceUnit *> Linked) : Units(std::move(Linked)) {
  joinVariables();
  joinFragments();
  linkKernels();
  Fragments[0] = Definitions.c_str();
  Whole.SourceName = Units.front()->Module.SourceName;
  Whole.Fragments = Fragments.data();
  Whole.FragmentCount = static_cast<uint32_t>(Fragments.size());
  Whole.Kernels = Kernels.data();
  Whole.KernelCount = static_cast<uint32_t>(Kernels.size());
  Whole.Variables = Variables.data();
  Whole.VariableCount = static_cast<uint32_t>(Variables.size());
  Whole.Formats = Formats.data();
  Whole.FormatCount = static_cast<uint32_t>(Formats.size());
}

void LinkedModule::joinVariables() {
  for (const DeviceUnit *Linked : Units) {
    const DeviceModule *Unit = &Linked->Module;
    uint64_t Start = (Whole.VariableBytes + UnitAlignment - 1) / UnitAlignment * UnitAlignment;
    Definitions += "#define LORCHA_VARIABLES_" + std::string(Linked->Word) + " " + std::to_string(Start) +
                   "ul\n#define LORCHA_FORMATS_" + Linked->Word + " " + std::to_string(Formats.size()) +
                   "u\n";
    for (uint32_t I = 0; I < Unit->VariableCount; ++I) {
      DeviceVariable Each = Unit->Variables[I];
      Each.Offset += Start;
      Places.insert({Each.Host, Each.Offset});
      Variables.push_back(Each);
    }
    Formats.insert(Formats.end(), Unit->Formats, Unit->Formats + Unit->FormatCount);
    Whole.VariableBytes = Start + Unit->VariableBytes;
  }
}

void LinkedModule::joinFragments() {
  std::unordered_map<std::string_view, uint16_t> Known;
  Fragments.push_back(nullptr);
  for (UnitIndex Unit = 0; Unit < Units.size(); ++Unit) {
    const DeviceUnit &From = *Units[Unit];
    std::vector<uint16_t> &New = NewFragments.emplace_back();
    for (uint32_t I = 0; I < From.Module.FragmentCount; ++I) {
      auto [Place, IsNew] = Known.insert({From.Module.Fragments[I], static_cast<uint16_t>(Fragments.size())});
      if (IsNew)
        Fragments.push_back(From.Module.Fragments[I]);
      New.push_back(Place->second);
    }
    for (uint32_t I = 0; I < From.ExportCount; ++I)
      Exports.insert({From.Exports[I].Name, {Unit, &From.Exports[I]}});
  }
  // Places of variables that other units define.
  std::set<std::string_view> Defined;
  for (const DeviceUnit *Unit : Units)
    for (uint32_t I = 0; I < Unit->ImportCount; ++I) {
      const DeviceImport &Each = Unit->Imports[I];
      auto Place = Places.find(Each.Host);
      if (Each.Host && Place != Places.end() && Defined.insert(Each.Name).second)
        Definitions += "#define " + std::string(Each.Name) + " " + std::to_string(Place->second) + "ul\n";
    }
}

void LinkedModule::addImport(const DeviceImport &Import, Parts &To) const {
  if (Import.Host) {
    if (Places.count(Import.Host) == 0)
      To.Problem = "the variable '" + std::string(Import.UserName) + "' of another unit has no OpenCL form";
    return;
  }
  auto Found = Exports.find(Import.Name);
  if (Found == Exports.end()) {
    To.Problem = "no unit has '" + std::string(Import.UserName) + "' for OpenCL, as it is called here";
    return;
  }
  const auto &[Unit, Function] = Found->second;
  if (Function->Untranslated) {
    To.Problem = "'" + std::string(Import.UserName) +
                 "' of another unit has no OpenCL form: " + Function->Untranslated;
    return;
  }
  if (std::find(To.Active.begin(), To.Active.end(), Function) != To.Active.end()) {
    To.Problem = "'" + std::string(Import.UserName) + "' calls itself through other units";
    return;
  }
  if (!To.Done.insert(Function).second)
    return;
  To.Library.insert(Function->Library, Function->Library + Function->LibraryCount);
  To.Needs |= Function->Needs;
  To.Active.push_back(Function);
  add(Unit, Function->Fragments, Function->FragmentCount, To);
  To.Active.pop_back();
}

/// Adds fragments of a unit, and what they want of other units.
void LinkedModule::add(UnitIndex Unit, const uint16_t *Fragments, uint32_t Count, Parts &To) const {
  const DeviceUnit &From = *Units[Unit];
  for (uint32_t I = 0; I < Count; ++I)
    To.Fragments.insert(NewFragments[Unit][Fragments[I]]);
  for (uint32_t I = 0; I < From.ImportCount && To.Problem.empty(); ++I)
    if (std::binary_search(Fragments, Fragments + Count, From.Imports[I].Fragment))
      addImport(From.Imports[I], To);
}

DeviceKernel LinkedModule::linked(UnitIndex Unit, const DeviceKernel &Kernel) {
  DeviceKernel Result = Kernel;
  if (!Kernel.Name)
    return Result;
  Parts All;
  All.Fragments.insert(0);
  All.Library.insert(Kernel.Library, Kernel.Library + Kernel.LibraryCount);
  All.Needs = Kernel.Needs;
  add(Unit, Kernel.Fragments, Kernel.FragmentCount, All);
  for (UnitIndex Before = 0; Before < Unit; ++Before)
    if (std::string_view(Units[Before]->Word) == Units[Unit]->Word)
      All.Problem = "two units of the program have the same text";
  if (!All.Problem.empty()) {
    Result.Name = nullptr;
    Result.Untranslated = keep(std::move(All.Problem));
    return Result;
  }
  const auto &Listed = FragmentLists.emplace_back(All.Fragments.begin(), All.Fragments.end());
  std::vector<const char *> &Library = LibraryLists.emplace_back();
  for (std::string_view Part : All.Library)
    Library.push_back(Part.data()); // they are whole texts
  Result.Fragments = Listed.data();
  Result.FragmentCount = static_cast<uint32_t>(Listed.size());
  Result.Library = Library.data();
  Result.LibraryCount = static_cast<uint32_t>(Library.size());
  Result.Needs = All.Needs;
  return Result;
}

void LinkedModule::linkKernels() {
  for (UnitIndex Unit = 0; Unit < Units.size(); ++Unit)
    for (uint32_t I = 0; I < Units[Unit]->Module.KernelCount; ++I)
      Kernels.push_back(linked(Unit, Units[Unit]->Module.Kernels[I]));
}

} // namespace lorcha::runtime
