// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes findings as JSON and as SARIF (OASIS, Static Analysis Results Interchange Format 2.1.0).
#include "lorcha/Support/Findings.h"
#include "lorcha/Support/DiagnosticSettings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace lorcha;
namespace json = llvm::json;
using llvm::StringRef;

StringRef lorcha::pageOf(DiagId Id) {
  switch (static_cast<int>(Id)) {
#define LORCHA_PAGE(Number, Text)                                                                            \
  case Number:                                                                                               \
    return Text;
#include "lorcha/Support/Pages.inc"
#undef LORCHA_PAGE
  }
  return "";
}

StringRef lorcha::titleOf(DiagId Id) { return pageOf(Id).split('\n').first.split(": ").second; }

static StringRef levelName(Severity Level) {
  return Level == Severity::Error ? "error" : Level == Severity::Warning ? "warning" : "remark";
}

/// What a file has of bytes that are no UTF-8 must not spoil the document.
static json::Value text(StringRef Text) { return json::fixUTF8(Text); }

static std::string numbered(DiagId Id) { return "LOR" + std::to_string(static_cast<int>(Id)); }

static json::Object placeAsJson(const FindingPlace &Where) {
  json::Object Place{{"file", text(Where.File)}};
  if (Where.Line) {
    Place["line"] = Where.Line;
    Place["column"] = Where.Column;
  }
  if (Where.EndLine) {
    Place["endLine"] = Where.EndLine;
    Place["endColumn"] = Where.EndColumn;
  }
  return Place;
}

static json::Object findingAsJson(const Finding &Each) {
  json::Object Object{{"level", levelName(Each.Level)}, {"message", text(Each.Text)}};
  if (Each.Id) {
    Object["id"] = numbered(*Each.Id);
    Object["name"] = nameOf(*Each.Id);
  }
  if (!Each.Where.File.empty())
    Object["location"] = placeAsJson(Each.Where);
  json::Array Notes, Fixes;
  for (const FindingNote &Note : Each.Notes)
    Notes.push_back(json::Object{{"message", text(Note.Text)}, {"location", placeAsJson(Note.Where)}});
  for (const FindingFix &Fix : Each.Fixes)
    Fixes.push_back(json::Object{{"replacement", text(Fix.Text)}, {"location", placeAsJson(Fix.Where)}});
  if (!Notes.empty())
    Object["notes"] = std::move(Notes);
  if (!Fixes.empty())
    Object["fixes"] = std::move(Fixes);
  return Object;
}

json::Value lorcha::findingsAsJson(StringRef Tool, llvm::ArrayRef<Finding> Findings) {
  json::Array Diagnostics;
  for (const Finding &Each : Findings)
    Diagnostics.push_back(findingAsJson(Each));
  return json::Object{{"version", 1}, {"tool", Tool}, {"diagnostics", std::move(Diagnostics)}};
}

/// A path as a URI reference: what RFC 3986 does not allow there is escaped.
static std::string uriOf(StringRef Path) {
  std::string Uri = Path.starts_with("/") ? "file://" : "";
  for (char C : Path)
    if (llvm::isAlnum(C) || StringRef("/._-~+@,").contains(C))
      Uri += C;
    else
      Uri += "%" + llvm::toHex(StringRef(&C, 1));
  return Uri;
}

static json::Object sarifRegion(const FindingPlace &Where) {
  json::Object Region{{"startLine", Where.Line}};
  if (Where.Column)
    Region["startColumn"] = Where.Column;
  if (Where.EndLine) {
    Region["endLine"] = Where.EndLine;
    Region["endColumn"] = Where.EndColumn;
  }
  return Region;
}

json::Object lorcha::sarifLocation(const FindingPlace &Where) {
  json::Object Physical{{"artifactLocation", json::Object{{"uri", uriOf(Where.File)}}}};
  if (Where.Line)
    Physical["region"] = sarifRegion(Where);
  return json::Object{{"physicalLocation", std::move(Physical)}};
}

static json::Object ruleOf(DiagId Id) {
  const Severity Level = severityOf(Id);
  return json::Object{
      {"id", numbered(Id)},
      {"name", nameOf(Id)},
      {"shortDescription", json::Object{{"text", titleOf(Id)}}},
      {"help", json::Object{{"text", pageOf(Id)}, {"markdown", pageOf(Id)}}},
      {"defaultConfiguration",
       json::Object{{"level", Level == Severity::Remark ? StringRef("note") : levelName(Level)}}}};
}

static json::Object sarifFix(const FindingFix &Fix) {
  return json::Object{
      {"artifactChanges",
       json::Array{json::Object{
           {"artifactLocation", json::Object{{"uri", uriOf(Fix.Where.File)}}},
           {"replacements",
            json::Array{json::Object{{"deletedRegion", sarifRegion(Fix.Where)},
                                     {"insertedContent", json::Object{{"text", text(Fix.Text)}}}}}}}}}};
}

static json::Object sarifResult(const Finding &Each) {
  json::Object Result{{"level", Each.Level == Severity::Remark ? StringRef("note") : levelName(Each.Level)},
                      {"message", json::Object{{"text", text(Each.Text)}}}};
  if (Each.Id)
    Result["ruleId"] = numbered(*Each.Id);
  if (!Each.Where.File.empty())
    Result["locations"] = json::Array{sarifLocation(Each.Where)};
  json::Array Related, Fixes;
  for (const FindingNote &Note : Each.Notes) {
    json::Object Location = sarifLocation(Note.Where);
    Location["message"] = json::Object{{"text", text(Note.Text)}};
    Related.push_back(std::move(Location));
  }
  for (const FindingFix &Fix : Each.Fixes)
    Fixes.push_back(sarifFix(Fix));
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  if (!Fixes.empty())
    Result["fixes"] = std::move(Fixes);
  return Result;
}

json::Value lorcha::findingsAsSarif(StringRef Tool, llvm::ArrayRef<Finding> Findings) {
  std::set<DiagId> Used;
  json::Array Results, Rules;
  for (const Finding &Each : Findings) {
    if (Each.Id)
      Used.insert(*Each.Id);
    Results.push_back(sarifResult(Each));
  }
  for (DiagId Id : Used)
    Rules.push_back(ruleOf(Id));
  json::Object Driver{{"name", Tool}, {"version", LORCHA_VERSION}, {"rules", std::move(Rules)}};
  return json::Object{
      {"$schema",
       "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", json::Array{json::Object{{"tool", json::Object{{"driver", std::move(Driver)}}},
                                        {"columnKind", "unicodeCodePoints"},
                                        {"results", std::move(Results)}}}}};
}
