// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes steps of a warp around stores, as changes of the sources.
#ifndef LORCHA_LIB_ANALYSIS_WARPSTEPWRITER_H
#define LORCHA_LIB_ANALYSIS_WARPSTEPWRITER_H

#include "lorcha/Frontend/Frontend.h"
#include "lorcha/Frontend/SourceChanges.h"
#include "clang/AST/ParentMap.h"

namespace lorcha {

/// Where steps stand around a store.
struct StoreSteps {
  bool Before = false; ///< others still read what was there
  bool Within = false; ///< between what the statement reads and what it writes
  bool After = false;  ///< others read what is there now
};

struct WarpStepPlaces {
  std::vector<std::pair<const clang::Expr *, StoreSteps>> Stores;
  std::vector<std::pair<const clang::Stmt *, const clang::Expr *>> Behind; ///< statements, for stores
};

/// Steps stand around the stores, and behind branches and loops around them, where lanes that went different
/// ways are together again.
class WarpStepWriter {
public:
  /// Macros: gets the names of those that must be written out first.
  WarpStepWriter(ParsedUnit &Unit, std::set<std::string> &Macros)
      : Unit(Unit), SM(Unit.sources()), Macros(Macros), Changes(SM) {}

  /// Those of one function.
  void write(const WarpStepPlaces &Places, const clang::ParentMap &Parents);
  /// The files that change, by path; none if macros must be written out.
  std::map<std::string, std::string> texts();

private:
  using Place = std::pair<clang::FileID, unsigned>;

  void writeStore(const clang::Expr *Store, StoreSteps Steps);
  /// IsInBlock: a statement may follow as it is.
  void writeBehind(const clang::Stmt *S, bool IsInBlock);
  void writeOutMacro(clang::SourceLocation Location);
  std::optional<FileStretch> stretchOf(const clang::Stmt *S) const;
  std::string textOf(const FileStretch &Where) const;
  /// Where the statement ends in its file; none if a macro makes its semicolon.
  std::optional<unsigned> behind(const clang::Stmt *S, const FileStretch &Whole) const;
  std::optional<unsigned> behindSemicolon(const FileStretch &Whole) const;

  ParsedUnit &Unit;
  clang::SourceManager &SM;
  std::set<std::string> &Macros;
  SourceChanges Changes;
  std::map<Place, std::string> Endings; ///< what goes behind statements
  std::set<Place> Written;              ///< branches and loops with a step behind them
  bool IsAsked = false;                 ///< for macros
};

} // namespace lorcha

#endif
