// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Insertions around statements of one body. Several may fall on one place: what ends there comes before what
// begins.
#ifndef LORCHA_LIB_EMIT_CPU_REGIONTEXT_H
#define LORCHA_LIB_EMIT_CPU_REGIONTEXT_H

#include "CpuEmitter.h"

namespace lorcha {

class RegionText {
public:
  /// Views: where the changes are to be seen.
  RegionText(CpuEmitterState &State, const clang::Stmt *Body, unsigned Views);

  void before(const clang::Stmt *S, const std::string &Text);
  /// Behind the statement and its ';'.
  void after(const clang::Stmt *S, const std::string &Text);
  void afterBrace(const clang::CompoundStmt *S, const std::string &Text);
  /// Around an expression's tokens.
  void around(const clang::Expr *E, const std::string &Open, const std::string &Close);
  /// The statement's or expression's tokens, without a ';'.
  void replace(const clang::Stmt *S, const std::string &Text);
  void replaceToken(clang::SourceLocation Token, const std::string &Text);
  /// In front of a token, and behind one.
  void beforeToken(clang::SourceLocation Token, const std::string &Text);
  void afterToken(clang::SourceLocation Token, const std::string &Text);
  /// What stands between two tokens.
  void replaceBetween(clang::SourceLocation First, clang::SourceLocation Last, const std::string &Text);
  /// Moves the lines of statements in by one level, the first line apart.
  void indent(const clang::Stmt *First, const clang::Stmt *Last);

  /// The text of a statement as it will be printed, with the edits that are known so far.
  std::string source(const clang::Stmt *S) const;
  /// The same with another name in the place of the token Name.
  std::string renamed(const clang::Expr *E, clang::SourceLocation Name, const std::string &NewName) const;
  std::string indentOf(const clang::Stmt *S) const;
  /// Takes away a "#pragma" that stands before a loop and speaks of it.
  void removeDirective(const clang::AttributedStmt *S);

  const CpuEmitterState &state() const { return State; }

  /// Hands everything over to the edits.
  void flush();

private:
  std::string source(unsigned Begin, unsigned End) const;
  unsigned beginOf(const clang::Stmt *S) const;
  /// Behind a token in a file.
  unsigned behind(clang::SourceLocation Token) const;
  /// Behind the last token.
  unsigned endOf(const clang::Stmt *S) const;
  unsigned endWithSemicolon(const clang::Stmt *S) const;

  CpuEmitterState &State;
  clang::FileID File;
  unsigned Views;
  std::map<unsigned, std::string> Ends, Begins;
};

} // namespace lorcha

#endif
