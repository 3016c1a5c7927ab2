// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists of cores from the system and from the environment, and their shares.
#include "backends/cpu/Cores.h"
#include "core/Log.h"
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <sched.h>
#include <unistd.h>

namespace lorcha::runtime::cpu {

static constexpr unsigned MaxDevices = 16;

/// Where the calling thread may run; empty if the system does not tell.
static std::vector<int> currentCores() {
  cpu_set_t Set;
  std::vector<int> Result;
  if (sched_getaffinity(0, sizeof(Set), &Set) == 0)
    for (int I = 0; I < CPU_SETSIZE; ++I)
      if (CPU_ISSET(I, &Set))
        Result.push_back(I);
  return Result;
}

static void moveTo(const std::vector<int> &Cores) {
  cpu_set_t Set;
  CPU_ZERO(&Set);
  for (int Each : Cores)
    CPU_SET(Each, &Set);
  (void)sched_setaffinity(0, sizeof(Set), &Set); // else it stays where it is, which is only slower
}

/// "0-3,8"; nullopt if it is not such a list.
static std::optional<std::vector<int>> parseList(const std::string &Text) {
  std::vector<int> Result;
  const char *Rest = Text.c_str();
  while (*Rest && *Rest != '\n') {
    char *End;
    long First = std::strtol(Rest, &End, 10), Last = First;
    if (End == Rest)
      return std::nullopt;
    if (*End == '-') {
      Rest = End + 1;
      Last = std::strtol(Rest, &End, 10);
      if (End == Rest)
        return std::nullopt;
    }
    if (First < 0 || Last < First || Last >= CPU_SETSIZE)
      return std::nullopt;
    for (long I = First; I <= Last; ++I)
      Result.push_back(static_cast<int>(I));
    Rest = *End == ',' ? End + 1 : End;
    if (*End && *End != ',' && *End != '\n')
      return std::nullopt;
  }
  std::sort(Result.begin(), Result.end());
  Result.erase(std::unique(Result.begin(), Result.end()), Result.end());
  return Result;
}

std::string CoreShare::text() const {
  std::string Result;
  for (size_t I = 0; I < Cores.size();) {
    size_t Last = I;
    while (Last + 1 < Cores.size() && Cores[Last + 1] == Cores[Last] + 1)
      ++Last;
    Result += (Result.empty() ? "" : ",") + std::to_string(Cores[I]);
    if (Last > I)
      Result += "-" + std::to_string(Cores[Last]);
    I = Last + 1;
  }
  return Result;
}

/// The cores that the process may use, by NUMA node; those of no known node are one of their own.
static std::vector<std::vector<int>> coresByNode() {
  std::vector<int> Left = currentCores();
  if (Left.empty())
    for (long I = 0; I < std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)); ++I)
      Left.push_back(static_cast<int>(I));
  std::vector<std::vector<int>> Result;
  std::string Text;
  std::ifstream Online("/sys/devices/system/node/online");
  std::getline(Online, Text);
  for (int Node : parseList(Text).value_or(std::vector<int>())) {
    std::ifstream File("/sys/devices/system/node/node" + std::to_string(Node) + "/cpulist");
    std::getline(File, Text);
    std::vector<int> Mine, Rest;
    std::vector<int> OfNode = parseList(Text).value_or(std::vector<int>());
    for (int Each : Left)
      (std::binary_search(OfNode.begin(), OfNode.end(), Each) ? Mine : Rest).push_back(Each);
    if (!Mine.empty())
      Result.push_back(std::move(Mine));
    Left = std::move(Rest);
  }
  if (!Left.empty())
    Result.push_back(std::move(Left));
  return Result;
}

static int nodeOf(const std::vector<int> &Cores, const std::vector<std::vector<int>> &Nodes) {
  for (size_t I = 0; I < Nodes.size(); ++I)
    if (std::includes(Nodes[I].begin(), Nodes[I].end(), Cores.begin(), Cores.end()))
      return static_cast<int>(I);
  return -1;
}

/// Parts of about the same size of all cores in a row; with fewer cores than devices, some have the same.
static std::vector<std::vector<int>> split(const std::vector<int> &All, size_t Count) {
  std::vector<std::vector<int>> Result;
  for (size_t I = 0; I < Count; ++I) {
    size_t Begin = All.size() * I / Count, End = std::max(All.size() * (I + 1) / Count, Begin + 1);
    Result.emplace_back(All.begin() + static_cast<std::ptrdiff_t>(Begin),
                        All.begin() + static_cast<std::ptrdiff_t>(End));
  }
  return Result;
}

static size_t readDeviceCount(size_t NodeCount) {
  const char *Text = std::getenv("LORCHA_CPU_DEVICES");
  if (!Text)
    return 1;
  if (std::strcmp(Text, "numa") == 0)
    return std::min<size_t>(NodeCount, MaxDevices);
  char *End;
  unsigned long Count = std::strtoul(Text, &End, 10);
  if (*End || Count < 1 || Count > MaxDevices) {
    warn("LORCHA_CPU_DEVICES: '{}' is not a number from 1 to {}, nor 'numa'", Text, MaxDevices);
    return 1;
  }
  return Count;
}

/// What LORCHA_CPU_CORES gives to each device; nullopt if it is not set or makes no sense.
static std::optional<std::vector<std::vector<int>>> readGiven(const std::vector<int> &All, size_t Count) {
  const char *Text = std::getenv("LORCHA_CPU_CORES");
  if (!Text)
    return std::nullopt;
  if (std::strcmp(Text, "all") == 0)
    return std::vector<std::vector<int>>(Count, All);
  std::vector<std::vector<int>> Result;
  std::string Rest(Text);
  for (size_t Begin = 0; Begin <= Rest.size();) {
    size_t End = std::min(Rest.find(':', Begin), Rest.size());
    std::optional<std::vector<int>> Cores = parseList(Rest.substr(Begin, End - Begin));
    if (!Cores || Cores->empty() || !std::includes(All.begin(), All.end(), Cores->begin(), Cores->end()))
      break;
    Result.push_back(std::move(*Cores));
    Begin = End + 1;
  }
  if (Result.size() == Count)
    return Result;
  warn(
      "LORCHA_CPU_CORES: '{}' is not 'all', nor a list of usable cores such as 0-3,8 for each of {} devices, "
      "with colons between them",
      Text, Count);
  return std::nullopt;
}

std::vector<CoreShare> readCoreShares() {
  std::vector<std::vector<int>> Nodes = coresByNode();
  size_t Count = readDeviceCount(Nodes.size());
  std::vector<int> InRow, All;
  for (const std::vector<int> &Each : Nodes)
    InRow.insert(InRow.end(), Each.begin(), Each.end());
  All = InRow;
  std::sort(All.begin(), All.end());
  std::optional<std::vector<std::vector<int>>> Given = readGiven(All, Count);
  std::vector<CoreShare> Result;
  for (std::vector<int> &Each : Given ? *Given : Count == Nodes.size() ? Nodes : split(InRow, Count)) {
    std::sort(Each.begin(), Each.end());
    bool IsPart = Each.size() < All.size();
    Result.push_back({Each, IsPart, nodeOf(Each, Nodes)});
  }
  return Result;
}

StayOn::StayOn(const CoreShare &Where) {
  if (!Where.IsPart)
    return;
  Before = currentCores();
  if (Before == Where.Cores)
    Before.clear();
  else
    moveTo(Where.Cores);
}

StayOn::~StayOn() {
  if (!Before.empty())
    moveTo(Before);
}

} // namespace lorcha::runtime::cpu
