// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Units that were translated with -rdc=true and linked to one program are one device module: with one block
// of variables, and kernels that have the functions of other units that they call.
#ifndef LORCHA_CORE_LINKEDMODULE_H
#define LORCHA_CORE_LINKEDMODULE_H

#include "lorcha/device_unit.h"
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lorcha::runtime {

class LinkedModule {
public:
  /// The units must outlive it. A kernel that wants what no unit has is one without an OpenCL form.
  explicit LinkedModule(std::vector<const DeviceUnit *> Units);
  LinkedModule(const LinkedModule &) = delete;
  LinkedModule &operator=(const LinkedModule &) = delete;

  const DeviceModule &module() const { return Whole; }
  const std::vector<const DeviceUnit *> &units() const { return Units; }

private:
  using UnitIndex = size_t;
  /// What a kernel is made of, as far as it is known.
  struct Parts {
    std::set<uint16_t> Fragments;
    std::set<std::string_view> Library;
    uint32_t Needs = 0;
    std::string Problem; ///< empty: none
    std::vector<const DeviceExport *> Active;
    std::set<const DeviceExport *> Done;
  };

  void joinVariables();
  void joinFragments();
  void linkKernels();
  const char *keep(std::string Text) { return Texts.emplace_back(std::move(Text)).c_str(); }
  void add(UnitIndex Unit, const uint16_t *Fragments, uint32_t Count, Parts &To) const;
  void addImport(const DeviceImport &Import, Parts &To) const;
  DeviceKernel linked(UnitIndex Unit, const DeviceKernel &Kernel);

  std::vector<const DeviceUnit *> Units;
  std::vector<std::vector<uint16_t>> NewFragments; ///< by unit and its own index
  std::map<std::string_view, std::pair<UnitIndex, const DeviceExport *>> Exports;
  std::unordered_map<const void *, uint64_t> Places; ///< of variables in the joint block
  std::string Definitions; ///< the first fragment: where units and variables of others begin

  std::vector<const char *> Fragments, Formats;
  std::vector<DeviceVariable> Variables;
  std::vector<DeviceKernel> Kernels;
  std::deque<std::vector<uint16_t>> FragmentLists;
  std::deque<std::vector<const char *>> LibraryLists;
  std::deque<std::string> Texts;
  DeviceModule Whole = {};
};

} // namespace lorcha::runtime

#endif
