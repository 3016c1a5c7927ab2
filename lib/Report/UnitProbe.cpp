// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Units' findings and kernels as JSON, in which they come back from the units' processes.
#include "UnitProbe.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace lorcha;
using namespace lorcha::report;
using llvm::StringRef;
namespace json = llvm::json;

static json::Value toJson(const FindingPlace &P) {
  return json::Array{json::fixUTF8(P.File), P.Line, P.Column, P.EndLine, P.EndColumn};
}

static FindingPlace placeFrom(const json::Value *Value) {
  FindingPlace P;
  const json::Array *Parts = Value ? Value->getAsArray() : nullptr;
  if (!Parts || Parts->size() != 5)
    return P;
  P.File = (*Parts)[0].getAsString().value_or("").str();
  P.Line = (*Parts)[1].getAsUINT64().value_or(0);
  P.Column = (*Parts)[2].getAsUINT64().value_or(0);
  P.EndLine = (*Parts)[3].getAsUINT64().value_or(0);
  P.EndColumn = (*Parts)[4].getAsUINT64().value_or(0);
  return P;
}

static json::Value toJson(const TranslateResult &Result, llvm::ArrayRef<Finding> Findings) {
  json::Array Found, Kernels;
  for (const Finding &Each : Findings)
    Found.push_back(json::Object{{"level", int(Each.Level)},
                                 {"id", Each.Id ? int(*Each.Id) : 0},
                                 {"text", json::fixUTF8(Each.Text)},
                                 {"where", toJson(Each.Where)}});
  for (const KernelFacts &Each : Result.Kernels)
    Kernels.push_back(json::Object{{"name", json::fixUTF8(Each.Name)},
                                   {"where", toJson(Each.Where)},
                                   {"form", Each.Form},
                                   {"reason", json::fixUTF8(Each.FormReason)},
                                   {"place", toJson(Each.FormPlace)},
                                   {"opencl", Each.HasOpenCl},
                                   {"instantiated", Each.IsInstantiated},
                                   {"openclReason", json::fixUTF8(Each.OpenClReason)},
                                   {"openclId", Each.OpenClId ? int(*Each.OpenClId) : 0},
                                   {"openclPlace", toJson(Each.OpenClPlace)}});
  return json::Object{
      {"parsed", Result.Parsed}, {"findings", std::move(Found)}, {"kernels", std::move(Kernels)}};
}

static std::optional<DiagId> idFrom(const json::Object &Object, llvm::StringRef Key) {
  const int64_t Number = Object.getInteger(Key).value_or(0);
  return Number ? std::optional(static_cast<DiagId>(Number)) : std::nullopt;
}

static Finding findingFrom(const json::Object &Object) {
  Finding Each;
  Each.Level = static_cast<Severity>(Object.getInteger("level").value_or(0));
  Each.Id = idFrom(Object, "id");
  Each.Text = Object.getString("text").value_or("").str();
  Each.Where = placeFrom(Object.get("where"));
  return Each;
}

static KernelFacts kernelFrom(const json::Object &Object) {
  KernelFacts Each;
  Each.Name = Object.getString("name").value_or("").str();
  Each.Where = placeFrom(Object.get("where"));
  Each.Form = Object.getString("form").value_or("").str();
  Each.FormReason = Object.getString("reason").value_or("").str();
  Each.FormPlace = placeFrom(Object.get("place"));
  Each.HasOpenCl = Object.getBoolean("opencl").value_or(false);
  Each.IsInstantiated = Object.getBoolean("instantiated").value_or(false);
  Each.OpenClReason = Object.getString("openclReason").value_or("").str();
  Each.OpenClId = idFrom(Object, "openclId");
  Each.OpenClPlace = placeFrom(Object.get("openclPlace"));
  return Each;
}

static ProbeResult resultFrom(llvm::StringRef Text) {
  ProbeResult Result;
  llvm::Expected<json::Value> Value = json::parse(Text);
  if (!Value || !Value->getAsObject()) {
    llvm::consumeError(Value.takeError());
    Result.Failure = "the translator ended without a result";
    return Result;
  }
  const json::Object &Object = *Value->getAsObject();
  if (std::optional<StringRef> Failure = Object.getString("failure")) {
    Result.Failure = Failure->str();
    return Result;
  }
  Result.Parsed = Object.getBoolean("parsed").value_or(false);
  for (const json::Value &Each : *Object.getArray("findings"))
    Result.Findings.push_back(findingFrom(*Each.getAsObject()));
  for (const json::Value &Each : *Object.getArray("kernels"))
    Result.Kernels.push_back(kernelFrom(*Each.getAsObject()));
  return Result;
}

/// What the process of a unit does.
static std::string probed(TranslateOptions Options) {
  std::vector<Finding> Findings;
  Options.Findings = &Findings;
  llvm::Expected<TranslateResult> Result = translate(Options);
  std::string Text;
  llvm::raw_string_ostream Stream(Text);
  if (Result)
    Stream << toJson(*Result, Findings);
  else
    Stream << json::Value(json::Object{{"failure", json::fixUTF8(llvm::toString(Result.takeError()))}});
  return Text;
}

std::vector<ProbeResult> report::probeUnits(const std::vector<TranslateOptions> &Units, ProcessLimits Limits,
                                            llvm::function_ref<void(size_t)> Done) {
  std::vector<ProbeResult> Results(Units.size());
  size_t Ready = 0;
  runInProcesses(
      Units.size(), Limits, [&](size_t Unit) { return probed(Units[Unit]); },
      [&](size_t Unit, ProcessResult Ended) {
        Results[Unit] =
            Ended.Failure.empty() ? resultFrom(Ended.Text) : ProbeResult{false, Ended.Failure, {}, {}};
        Done(++Ready);
      });
  return Results;
}
