// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which cores of the machine a device has. One device has all of them, and its threads go where the system
// puts them; several have a share each, NUMA node by NUMA node, and keep their threads there.
#ifndef LORCHA_CPU_CORES_H
#define LORCHA_CPU_CORES_H

#include <string>
#include <vector>

namespace lorcha::runtime::cpu {

/// The cores of one device.
struct CoreShare {
  std::vector<int> Cores; ///< numbers as the system's, in rising order; never empty
  bool IsPart = false;    ///< not all that the process may use: threads have to be kept there
  int Node = -1;          ///< the NUMA node that all are of; -1 if they are of several

  /// The cores in the way in which the system writes them: "0-3,8".
  std::string text() const;
};

/// As many shares as LORCHA_CPU_DEVICES says: a number, or "numa" for one device per NUMA node; of the cores
/// that this process may use, or those that LORCHA_CPU_CORES gives to each: "0-3:4-7,9", or "all" for all of
/// them. Settings that make no sense are told of and ignored.
std::vector<CoreShare> readCoreShares();

/// Keeps the calling thread on the cores of a share for as long as this lives; does nothing if that is not a
/// part.
class StayOn {
public:
  explicit StayOn(const CoreShare &Where);
  ~StayOn();
  StayOn(const StayOn &) = delete;
  StayOn &operator=(const StayOn &) = delete;

private:
  std::vector<int> Before; ///< where it may run otherwise; empty if nothing was changed
};

} // namespace lorcha::runtime::cpu

#endif
