// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Adds events up and prints the sums.
#include "lorcha/Prof/Summary.h"

#include "llvm/Support/FormatVariadic.h"
#include <fmt/format.h>

using namespace lorcha;
using namespace lorcha::timeline;
using llvm::StringRef;

/// Three to five digits with a unit.
static std::string scaled(double Value, llvm::ArrayRef<StringRef> Units) {
  size_t Unit = 0;
  while (Value >= 999.95 && Unit + 1 < Units.size()) {
    Value /= 1000;
    ++Unit;
  }
  return fmt::format("{:.{}f} {}", Value, Unit == 0 ? 0 : Value < 10 ? 2 : 1, Units[Unit]);
}

std::string lorcha::formatTime(uint64_t Nanoseconds) {
  return scaled(double(Nanoseconds), {"ns", "us", "ms", "s"});
}
std::string lorcha::formatBytes(uint64_t Bytes) {
  return scaled(double(Bytes), {"B", "kB", "MB", "GB", "TB"});
}

std::string lorcha::formatRate(uint64_t Bytes, uint64_t Nanoseconds) {
  return Nanoseconds ? fmt::format("{:.2f} GB/s", double(Bytes) / double(Nanoseconds)) : "";
}

static std::string formatDim(uint32_t X, uint32_t Y, uint32_t Z) {
  if (Z > 1)
    return fmt::format("({},{},{})", X, Y, Z);
  return Y > 1 ? fmt::format("({},{})", X, Y) : fmt::format("{}", X);
}

std::string lorcha::formatShape(const KernelValues &Launch) {
  return formatDim(Launch.Grid[0], Launch.Grid[1], Launch.Grid[2]) + " x " +
         formatDim(Launch.Block[0], Launch.Block[1], Launch.Block[2]);
}

namespace {
/// A table that is being filled.
struct Sums {
  SummaryTable Table;
  std::map<std::pair<std::string, std::string>, SummaryRow> Rows;
  std::map<std::pair<std::string, std::string>, std::map<std::string, unsigned>> Shapes;

  void add(const TraceEvent &Each) {
    const std::pair<std::string, std::string> Key = {Each.Name, Table.HasForms ? formOf(Each).str() : ""};
    SummaryRow &Row = Rows[Key];
    ++Row.Count;
    if (Each.IsUnfinished) {
      ++Row.Unfinished;
    } else {
      Row.Total += Each.duration();
      Row.Min = std::min(Row.Min, Each.duration());
      Row.Max = std::max(Row.Max, Each.duration());
    }
    if (Table.HasBytes)
      Row.Bytes += Each.Raw.Values[0];
    if (Table.HasFailures)
      Row.Failures += Each.Raw.Values[0] != 0;
    if (Table.HasForms)
      ++Shapes[Key][formatShape(Each.Raw.Launch)];
  }

  SummaryTable finish() {
    for (auto &[Key, Row] : Rows) {
      Row.Name = Key.first;
      Row.Form = Key.second;
      Row.Min = std::min(Row.Min, Row.Max);
      unsigned Most = 0;
      for (const auto &[Shape, Count] : Shapes[Key])
        if (Count > Most) {
          Most = Count;
          Row.Shape = Shape;
        }
      if (Most)
        Row.OtherShapes = static_cast<unsigned>(Shapes[Key].size()) - 1;
      Table.Total += Row.Total;
      Table.Rows.push_back(std::move(Row));
    }
    llvm::stable_sort(Table.Rows, [](const SummaryRow &A, const SummaryRow &B) { return A.Total > B.Total; });
    return std::move(Table);
  }
};
} // namespace

std::vector<SummaryTable> lorcha::summarise(const Trace &Of) {
  Sums Kernels, Copies, Calls, Host, Ranges;
  Kernels.Table.Title = "Kernels";
  Kernels.Table.HasForms = true;
  Copies.Table.Title = "Copies and fills";
  Copies.Table.HasBytes = true;
  Calls.Table.Title = "Calls of the API";
  Calls.Table.HasFailures = true;
  Host.Table.Title = "Graphs and host functions in streams";
  Ranges.Table.Title = "Ranges";
  for (const TraceProcess &Process : Of.Processes)
    for (const TraceEvent &Each : Process.Events)
      switch (Each.kind()) {
      case Kind::Kernel:
        Kernels.add(Each);
        break;
      case Kind::Copy:
      case Kind::Fill:
        Copies.add(Each);
        break;
      case Kind::Call:
        Calls.add(Each);
        break;
      case Kind::Graph:
      case Kind::HostWork:
        Host.add(Each);
        break;
      case Kind::Range:
        Ranges.add(Each);
        break;
      default:
        break;
      }
  std::vector<SummaryTable> Result;
  for (Sums *Each : {&Kernels, &Copies, &Calls, &Host, &Ranges})
    if (!Each->Rows.empty())
      Result.push_back(Each->finish());
  return Result;
}

static std::string shareOf(const SummaryRow &Row, const SummaryTable &Of) {
  return fmt::format("{:.1f} %", Of.Total ? 100.0 * double(Row.Total) / double(Of.Total) : 0.0);
}

static void printTable(llvm::raw_ostream &Stream, const SummaryTable &Table) {
  const StringRef Counted = Table.HasForms ? "launches" : Table.HasFailures ? "calls" : "count";
  std::string Line = fmt::format("\n{}\n{:>8}{:>11}{:>11}{:>11}{:>11}{:>10}", Table.Title, "share", "total",
                                 "mean", "min", "max", Counted);
  if (Table.HasForms)
    Line += fmt::format("  {:<7} {:<24}", "form", "grid x block");
  if (Table.HasBytes)
    Line += fmt::format("{:>11}{:>14}", "bytes", "rate");
  if (Table.HasFailures)
    Line += fmt::format("{:>8}", "failed");
  Stream << Line << "  name\n";
  for (const SummaryRow &Row : Table.Rows) {
    Line = fmt::format("{:>8}{:>11}{:>11}{:>11}{:>11}{:>10}", shareOf(Row, Table), formatTime(Row.Total),
                       formatTime(Row.mean()), formatTime(Row.Min), formatTime(Row.Max), Row.Count);
    if (Table.HasForms)
      Line += fmt::format("  {:<7} {:<24}", Row.Form,
                          Row.OtherShapes ? fmt::format("{} +{}", Row.Shape, Row.OtherShapes) : Row.Shape);
    if (Table.HasBytes)
      Line += fmt::format("{:>11}{:>14}", formatBytes(Row.Bytes), formatRate(Row.Bytes, Row.Total));
    if (Table.HasFailures)
      Line += Row.Failures ? fmt::format("{:>8}", Row.Failures) : std::string(8, ' ');
    Stream << Line << "  " << Row.Name;
    if (Row.Unfinished)
      Stream << " (" << Row.Unfinished << " not over)";
    Stream << '\n';
  }
}

void lorcha::printTables(llvm::raw_ostream &Stream, llvm::ArrayRef<SummaryTable> Tables) {
  for (const SummaryTable &Each : Tables)
    printTable(Stream, Each);
}

void lorcha::printCsv(llvm::raw_ostream &Stream, llvm::ArrayRef<SummaryTable> Tables) {
  auto Quoted = [](StringRef Text) {
    std::string Result = "\"";
    for (char C : Text)
      Result += C == '"' ? std::string("\"\"") : std::string(1, C);
    return Result + '"';
  };
  Stream << "table,name,form,grid x block,count,total ns,mean ns,min ns,max ns,bytes,failed,not over\n";
  for (const SummaryTable &Table : Tables)
    for (const SummaryRow &Row : Table.Rows)
      Stream << Quoted(Table.Title) << ',' << Quoted(Row.Name) << ',' << Row.Form << ',' << Quoted(Row.Shape)
             << ',' << Row.Count << ',' << Row.Total << ',' << Row.mean() << ',' << Row.Min << ',' << Row.Max
             << ',' << Row.Bytes << ',' << Row.Failures << ',' << Row.Unfinished << '\n';
}
