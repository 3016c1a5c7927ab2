// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A report for programs: JSON of its own, and SARIF 2.1.0.
#include "Summary.h"
#include "lorcha/Report/Report.h"

#include "llvm/Support/FormatVariadic.h"

using namespace lorcha;
using namespace lorcha::report;
namespace json = llvm::json;
using llvm::StringRef;

static json::Object placeOf(const FindingPlace &Where) {
  return json::Object{{"file", json::fixUTF8(Where.File)}, {"line", Where.Line}, {"column", Where.Column}};
}

static json::Value useOf(const Report &R, const Use &Each) {
  json::Array Sites;
  for (const Site &Where : Each.Sites)
    Sites.push_back(json::Object{
        {"file", json::fixUTF8(R.Files[Where.File].Path)}, {"line", Where.Line}, {"column", Where.Column}});
  json::Object Object{{"name", json::fixUTF8(Each.Name)},
                      {"kind", nameOf(Each.Kind)},
                      {"cpu", nameOf(Each.States[0])},
                      {"opencl", nameOf(Each.States[1])},
                      {"places", std::move(Sites)}};
  if (!Each.Library.empty())
    Object["library"] = Each.Library;
  if (!Each.Note.empty())
    Object["note"] = json::fixUTF8(Each.Note);
  return Object;
}

static json::Value kernelOf(const KernelFacts &Each) {
  json::Object Object{{"name", json::fixUTF8(Each.Name)},
                      {"location", placeOf(Each.Where)},
                      {"form", Each.Form},
                      {"instantiated", Each.IsInstantiated},
                      {"opencl", Each.HasOpenCl}};
  if (!Each.FormReason.empty())
    Object["formReason"] =
        json::Object{{"text", json::fixUTF8(Each.FormReason)}, {"location", placeOf(Each.FormPlace)}};
  if (!Each.OpenClReason.empty()) {
    json::Object Reason{{"text", json::fixUTF8(Each.OpenClReason)}};
    if (Each.OpenClId)
      Reason["id"] = "LOR" + std::to_string(int(*Each.OpenClId));
    if (Each.OpenClPlace.Line)
      Reason["location"] = placeOf(Each.OpenClPlace);
    Object["openclReason"] = std::move(Reason);
  }
  return Object;
}

static json::Value unitOf(const Report &R, const UnitReport &Unit) {
  json::Array Errors;
  for (Finding Each : Unit.Errors) {
    Each.Where.File = relativePath(R, Each.Where.File);
    json::Object Error{{"text", json::fixUTF8(Each.Text)}, {"location", placeOf(Each.Where)}};
    if (Each.Id)
      Error["id"] = "LOR" + std::to_string(int(*Each.Id));
    Errors.push_back(std::move(Error));
  }
  json::Array Includes;
  for (unsigned File : Unit.Files)
    if (File != Unit.File)
      Includes.push_back(json::fixUTF8(R.Files[File].Path));
  json::Object Object{{"file", json::fixUTF8(R.Files[Unit.File].Path)},
                      {"includes", std::move(Includes)},
                      {"verdict", nameOf(Unit.Result)},
                      {"errors", std::move(Errors)}};
  if (!Unit.MissingHeader.empty())
    Object["missingHeader"] = json::fixUTF8(Unit.MissingHeader);
  if (!Unit.Failure.empty())
    Object["failure"] = json::fixUTF8(Unit.Failure);
  return Object;
}

static json::Value workOf(const Work &Left) {
  return json::Object{{"decisions", Left.Decisions},
                      {"places", Left.Places},
                      {"files", Left.Files},
                      {"uses", Left.Uses},
                      {"supported", Left.Supported}};
}

static json::Value countsOf(const Report &R, const Summary &S) {
  json::Object Forms;
  for (const auto &[Form, Count] : S.Forms)
    Forms[Form] = Count;
  json::Object Verdicts;
  for (Verdict V : AllVerdicts)
    Verdicts[nameOf(V)] = S.Verdicts[static_cast<size_t>(V)];
  return json::Object{{"filesSeen", R.FilesSeen},
                      {"files", R.Files.size()},
                      {"lines", S.Lines},
                      {"kernelsWritten", S.WrittenKernels},
                      {"launches", S.Launches},
                      {"units", R.Units.size()},
                      {"verdicts", std::move(Verdicts)},
                      {"kernels", S.Kernels.size()},
                      {"forms", std::move(Forms)},
                      {"openclForms", S.WithOpenCl},
                      {"uninstantiated", S.Uninstantiated}};
}

std::string report::asJson(const Report &R) {
  const Summary S = summarise(R);
  json::Array Uses, Kernels, Units, Files, Unreadable;
  for (const Use &Each : R.Uses)
    Uses.push_back(useOf(R, Each));
  for (const KernelFacts &Each : S.Kernels)
    Kernels.push_back(kernelOf(Each));
  for (const UnitReport &Each : R.Units)
    Units.push_back(unitOf(R, Each));
  for (const SourceFile &Each : R.Files)
    Files.push_back(json::Object{{"path", json::fixUTF8(Each.Path)},
                                 {"lines", Each.Lines},
                                 {"kernels", Each.Kernels},
                                 {"launches", Each.Launches}});
  for (const std::string &Each : R.Unreadable)
    Unreadable.push_back(json::fixUTF8(Each));
  const json::Value Document =
      json::Object{{"version", 1},
                   {"root", json::fixUTF8(R.Root)},
                   {"counts", countsOf(R, S)},
                   {"workLeft", json::Object{{"cpu", workOf(R.Left[0])}, {"opencl", workOf(R.Left[1])}}},
                   {"uses", std::move(Uses)},
                   {"kernels", std::move(Kernels)},
                   {"units", std::move(Units)},
                   {"files", std::move(Files)},
                   {"unreadable", std::move(Unreadable)}};
  return llvm::formatv("{0:2}\n", Document);
}

std::string report::asSarif(const Report &R) {
  return llvm::formatv("{0:2}\n", findingsAsSarif("lorcha report", findingsOf(R, summarise(R))));
}
