// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints a module: as OpenCL C for people and tests, and as the C++ that stands at the end of the translated
// program.
#include "Lowering.h"

using namespace clang;

namespace lorcha {

namespace {

constexpr std::pair<unsigned, llvm::StringLiteral> NeedNames[] = {
    {OpenClVariables, "NeedsVariables"}, {OpenClDynamicShared, "NeedsDynamicShared"},
    {OpenClExchange, "NeedsExchange"},   {OpenClMessages, "NeedsMessages"},
    {OpenClHeap, "NeedsHeap"},           {OpenClAddresses, "NeedsAddresses"},
    {OpenClFp64, "NeedsFp64"},           {OpenClGridBarrier, "NeedsGridBarrier"},
    {OpenClLocks, "NeedsLocks"}};

std::string needsText(unsigned Needs) {
  std::string Text;
  for (auto &[Bit, Name] : NeedNames)
    if (Needs & Bit)
      Text += (Text.empty() ? "lorcha::" : " | lorcha::") + Name.str();
  return Text.empty() ? "0" : Text;
}

template <class RangeT, class TextT> std::string listed(const RangeT &Items, TextT TextOf) {
  std::string List;
  for (const auto &Item : Items)
    List += (List.empty() ? "" : ", ") + TextOf(Item);
  return List;
}

class Writer {
public:
  explicit Writer(const OpenClModule &Module) : Module(Module), OS(Text) {}

  std::string run() {
    OS << "\n// The device module: kernels as OpenCL C.\n"
       << (Module.Unit.empty() ? "" : "#include \"lorcha/device_unit.h\"\n")
       << "namespace {\nnamespace lorcha_device_module {\n";
    array("const char *const", "lorchaFragments", Module.Fragments,
          [](const std::string &Fragment) { return "R\"opencl(" + Fragment + ")opencl\""; });
    for (size_t I = 0; I < Module.Kernels.size(); ++I)
      printTables(Module.Kernels[I], std::to_string(I));
    OS << "const lorcha::DeviceKernel lorchaKernels[] = {\n";
    for (size_t I = 0; I < Module.Kernels.size(); ++I)
      printKernel(Module.Kernels[I], std::to_string(I));
    OS << (Module.Kernels.empty() ? "{}" : "") << "};\n";
    for (size_t I = 0; I < Module.Functions.size(); ++I)
      OS << "const void *const lorchaFunction" << I << " = " << Module.Functions[I] << ";\n";
    array("const lorcha::DeviceVariable", "lorchaVariables", Module.Variables,
          [](const OpenClVariable &Variable) {
            return fmt::format("{{(const void *)&{}, {}, {}, {}, {}}}", Variable.Host,
                               opencl::quoted(Variable.Name), Variable.Offset, Variable.Size,
                               Variable.IsManaged);
          });
    array("const char *const", "lorchaFormats", Module.Formats,
          [](const std::string &Format) { return opencl::quoted(Format); });
    std::string Whole = fmt::format(
        "{{{}, lorchaFragments, {}, lorchaKernels, {}, lorchaVariables, {}, {}, lorchaFormats, {}}}",
        opencl::quoted(Module.SourceName), Module.Fragments.size(), Module.Kernels.size(),
        Module.Variables.size(), Module.VariableBytes, Module.Formats.size());
    if (Module.Unit.empty())
      OS << "const lorcha::DeviceModule lorchaModule = " << Whole
         << ";\nconst lorcha::DeviceModuleRegistration lorchaRegistration(lorchaModule);\n";
    else
      printUnit(Whole);
    OS << "} // namespace lorcha_device_module\n} // namespace\n";
    return OS.str();
  }

private:
  template <class RangeT, class TextT>
  void array(llvm::StringRef Type, const std::string &Name, const RangeT &Items, TextT TextOf) {
    OS << Type << " " << Name << "[] = {";
    if (Items.empty()) // C++ has no arrays of nothing
      OS << "{}";
    bool IsFirst = true;
    for (const auto &Item : Items) {
      OS << (IsFirst ? "\n" : ",\n") << TextOf(Item);
      IsFirst = false;
    }
    OS << "};\n";
  }

  /// The lists of a kernel or export.
  template <class T> void printLists(const T &Lowered, const std::string &Index) {
    OS << "const uint16_t lorchaFragments" << Index << "[] = {"
       << listed(Lowered.Fragments, [](unsigned Fragment) { return std::to_string(Fragment); }) << "};\n";
    if (!Lowered.Library.empty())
      OS << "const char *const lorchaLibrary" << Index << "[] = {"
         << listed(Lowered.Library, [](const std::string &Part) { return opencl::quoted(Part); }) << "};\n";
  }

  /// The module with what the unit offers to others and wants of them.
  void printUnit(const std::string &Whole) {
    auto IndexOf = [](size_t I) { return "OfExport" + std::to_string(I); };
    for (size_t I = 0; I < Module.Exports.size(); ++I)
      if (Module.Exports[I].Untranslated.empty())
        printLists(Module.Exports[I], IndexOf(I));
    size_t Next = 0;
    array("const lorcha::DeviceExport", "lorchaExports", Module.Exports, [&](const OpenClExport &Export) {
      std::string Index = IndexOf(Next++);
      if (!Export.Untranslated.empty())
        return fmt::format("{{{}, {}, nullptr, 0, nullptr, 0, 0}}", opencl::quoted(Export.Name),
                           opencl::quoted(Export.Untranslated));
      return fmt::format("{{{}, nullptr, lorchaFragments{}, {}, {}, {}, {}}}", opencl::quoted(Export.Name),
                         Index, Export.Fragments.size(),
                         Export.Library.empty() ? "nullptr" : "lorchaLibrary" + Index, Export.Library.size(),
                         needsText(Export.Needs));
    });
    array("const lorcha::DeviceImport", "lorchaImports", Module.Imports, [](const OpenClImport &Import) {
      return fmt::format("{{{}, {}, {}, {}}}", opencl::quoted(Import.Name), opencl::quoted(Import.UserName),
                         Import.Fragment, Import.Host.empty() ? "nullptr" : "(const void *)&" + Import.Host);
    });
    OS << "const lorcha::DeviceUnit lorchaUnit = {" << Whole << ", " << opencl::quoted(Module.Unit)
       << ", &lorcha::DeviceLinkGroup, lorchaExports, " << Module.Exports.size() << ", lorchaImports, "
       << Module.Imports.size()
       << "};\nconst lorcha::DeviceUnitRegistration lorchaRegistration(lorchaUnit);\n";
  }

  void printTables(const OpenClKernel &Kernel, const std::string &Index) {
    if (Kernel.Name.empty())
      return;
    printLists(Kernel, Index);
    if (!Kernel.Parameters.empty())
      OS << "const lorcha::DeviceParameter lorchaParameters" << Index << "[] = {"
         << listed(Kernel.Parameters,
                   [](const OpenClParameter &Parameter) {
                     return "{" + std::to_string(Parameter.Size) +
                            ", lorcha::DeviceParameterKind::" + (Parameter.IsPointer ? "Pointer" : "Value") +
                            "}";
                   })
         << "};\n";
    if (!Kernel.Phases.empty())
      OS << "const lorcha::DevicePhase lorchaPhases" << Index << "[] = {"
         << listed(Kernel.Phases,
                   [](const OpenClPhase &Phase) {
                     return "{" + opencl::quoted(Phase.Name) + ", " +
                            (Phase.Next == OpenClPhase::Unknown ? "lorcha::DevicePhase::Unknown"
                                                                : std::to_string(Phase.Next)) +
                            "}";
                   })
         << "};\n";
  }

  void printKernel(const OpenClKernel &Kernel, const std::string &Index) {
    OS << "  {" << (Kernel.Stub.empty() ? "nullptr" : Kernel.Stub) << ", "
       << (Kernel.Info.empty() ? "nullptr" : Kernel.Info) << ", " << Kernel.ClosureTag << "u, ";
    if (Kernel.Name.empty()) {
      OS << "nullptr, " << opencl::quoted(Kernel.Untranslated) << ", nullptr, 0, nullptr, 0, nullptr, 0, 0, "
         << Kernel.StaticShared << ", {0, 0, 0}, nullptr, 0, 0, 0, " << Kernel.ConstantBytes << ", "
         << Kernel.LocalBytes << "},\n";
      return;
    }
    OS << opencl::quoted(Kernel.Name) << ", nullptr, lorchaFragments" << Index << ", "
       << Kernel.Fragments.size() << ", " << (Kernel.Library.empty() ? "nullptr" : "lorchaLibrary" + Index)
       << ", " << Kernel.Library.size() << ", "
       << (Kernel.Parameters.empty() ? "nullptr" : "lorchaParameters" + Index) << ", "
       << Kernel.Parameters.size() << ", " << needsText(Kernel.Needs) << ", " << Kernel.StaticShared
       << ", {0, 0, 0}, " << (Kernel.Phases.empty() ? "nullptr" : "lorchaPhases" + Index) << ", "
       << Kernel.Phases.size() << ", " << Kernel.KeptPerThread << ", " << Kernel.KeptPerBlock << ", "
       << Kernel.ConstantBytes << ", " << Kernel.LocalBytes << "},\n";
  }

  const OpenClModule &Module;
  std::string Text;
  llvm::raw_string_ostream OS;
};

} // namespace

std::string printOpenCl(const OpenClModule &Module) {
  std::string Text;
  for (const OpenClKernel &Kernel : Module.Kernels) {
    Text += "// kernel '" + Kernel.UserName + "'";
    if (Kernel.Name.empty()) {
      Text += " has no OpenCL form: " + llvm::StringRef(Kernel.Untranslated).split('\n').first.str() + "\n";
      continue;
    }
    Text += " is " + Kernel.Name + ": needs " + needsText(Kernel.Needs) + "; library" +
            (Kernel.Library.empty() ? " -" : "");
    for (const std::string &Part : Kernel.Library)
      Text += " " + Part;
    Text += "; shared " + std::to_string(Kernel.StaticShared) + "; fragments " +
            listed(Kernel.Fragments, [](unsigned Fragment) { return std::to_string(Fragment); }) + "\n";
    for (const OpenClPhase &Phase : Kernel.Phases)
      Text += "//   phase " + Phase.Name + ", then " +
              (Phase.Next == OpenClPhase::Unknown ? "what the blocks say"
               : Phase.Next                       ? Kernel.Phases[Phase.Next].Name
                                                  : "the end") +
              "\n";
    if (!Kernel.Phases.empty())
      Text += fmt::format("//   keeps {} bytes of a thread, {} of a block\n", Kernel.KeptPerThread,
                          Kernel.KeptPerBlock);
  }
  for (const OpenClVariable &Variable : Module.Variables)
    Text += fmt::format("// variable {} at {}, {} bytes{}\n", Variable.Name, Variable.Offset, Variable.Size,
                        Variable.IsManaged ? ", managed" : "");
  for (const OpenClExport &Export : Module.Exports)
    Text += "// " +
            (Export.Untranslated.empty() ? "offers " + Export.Name
                                         : Export.Name + " has no OpenCL form: " + Export.Untranslated) +
            "\n";
  for (const OpenClImport &Import : Module.Imports)
    Text += "// wants " + Import.Name + "\n";
  for (const std::string &Format : Module.Formats)
    Text += "// format " + opencl::quoted(Format) + "\n";
  for (const std::string &Fragment : Module.Fragments)
    Text += Fragment;
  return Text;
}

std::string printDeviceModule(const OpenClModule &Module) {
  if (Module.Kernels.empty() && Module.Variables.empty() && Module.Exports.empty())
    return "";
  return Writer(Module).run();
}

void wrapClosures(const OpenClModule &Module, EditList &Edits) {
  for (auto &[Lambda, Tag] : Module.Closures) {
    Edits.insertBefore(Lambda->getBeginLoc(), "lorcha::deviceLambda<" + std::to_string(Tag) + ">(",
                       Rank::Normal);
    Edits.insertAfter(Lambda->getEndLoc(), ")", Rank::Trailing);
  }
}

} // namespace lorcha
