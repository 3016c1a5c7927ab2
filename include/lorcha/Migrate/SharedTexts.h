// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The texts of all sources and headers, made from the results of all units: each file once.
#ifndef LORCHA_MIGRATE_SHAREDTEXTS_H
#define LORCHA_MIGRATE_SHAREDTEXTS_H

#include "lorcha/Migrate/FileMerger.h"
#include "lorcha/Migrate/Names.h"

namespace lorcha {

/// Something that a person has to look at.
struct LeftOver {
  std::string Path; ///< in the source tree
  unsigned Line;    ///< 0: the whole file
  std::string Why;
};

class SharedTexts {
public:
  SharedTexts(const SourceTree &Tree, const Names &NewNames) : Tree(Tree), NewNames(NewNames) {}

  /// Units and their results, in the same order. Both must live as long as this does.
  void add(llvm::ArrayRef<Unit> Units, llvm::ArrayRef<std::optional<UnitResult>> Results);
  /// Notes CUDA code that none of the units read.
  void noteUnread(const IncludeGraph &Includes);
  /// Makes all texts.
  void make();

  /// Paths in the migrated tree, with the path in the source tree that each comes from.
  struct Text {
    std::string Source;
    std::string Content;
  };
  const std::map<std::string, Text> &texts() const { return Texts; }
  /// Files of the source tree that have a text of their own here.
  const std::set<std::string> &replaced() const { return Replaced; }
  const std::vector<LeftOver> &left() const { return Left; }
  /// Headers that differ from the source tree's.
  const std::set<std::string> &changedHeaders() const { return Changed; }

private:
  struct Member {
    const Unit *Own;
    const UnitResult *Result;
  };

  void noteOutside(const Unit &Own, const FileEdits &File);
  void addViews(const Member &Each);
  void noteSkipped(const std::string &Path, const std::vector<FileView> &All);
  void addNotes();
  void renameIncludes(FileEdits &File) const;
  void makeShared(const std::string &Path, const std::vector<FileView> &Views);
  void makeUnit(const Member &Each);
  void makeFailed(const Unit &Own, const std::string &Why);
  bool hasEdits(const Unit &Own) const;
  std::string head(const Unit &Own) const;

  const SourceTree &Tree;
  const Names &NewNames;
  std::vector<Member> Members;
  std::map<std::string, std::vector<FileView>> Views;
  std::map<std::string, std::string> Merged; ///< by path in the source tree
  std::map<std::string, std::set<std::pair<unsigned, std::string>>> Notes;
  std::set<std::string> Selected, Unshared, Strict, Failed; ///< units
  std::map<std::string, Text> Texts;
  std::set<std::string> Replaced, Changed;
  std::vector<LeftOver> Left;
};

} // namespace lorcha

#endif
