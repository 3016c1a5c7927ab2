// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The migrated tree: files are replaced whole or not at all, and what people changed by hand is kept.
#ifndef LORCHA_MIGRATE_OUTPUTTREE_H
#define LORCHA_MIGRATE_OUTPUTTREE_H

#include "lorcha/Migrate/Manifest.h"
#include <vector>

namespace lorcha {

/// What becomes of files, counted and named for the summary.
struct OutputSummary {
  unsigned Written = 0, Unchanged = 0, Removed = 0;
  std::vector<std::string> Merged;    ///< changed by hand and by the tool
  std::vector<std::string> Conflicts; ///< hold conflict marks, or could not be merged
  std::vector<std::string> Deleted;   ///< removed by hand, and not made again
};

/// How a file of the migrated tree comes about.
struct OutputFile {
  std::string Path;    ///< in the migrated tree
  std::string Source;  ///< in the source tree; empty if there is none
  std::string Text;    ///< unless IsCopy
  bool IsCopy = false; ///< the source's text, byte for byte
  unsigned Mode = 0644;
};

class OutputTree {
public:
  struct Options {
    bool DryRun = false;  ///< print differences on standard output, write nothing
    bool InPlace = false; ///< Root is the source tree: keep the originals in the state folder
  };
  /// Root exists unless this is a dry run.
  OutputTree(std::string Root, const SourceTree &Sources, Manifest &Record, const Manifest &Former,
             Options How)
      : Root(std::move(Root)), Sources(Sources), Record(Record), Former(Former), How(How) {}

  /// Brings one file up to date. An error is one of the file system, after which nothing more should be
  /// written.
  llvm::Error put(const OutputFile &File);
  llvm::Error putLink(const std::string &Path, const std::string &Target);
  /// Removes what the former run made and this one did not, unless people changed it.
  llvm::Error removeStale();

  const OutputSummary &summary() const { return Summary; }
  /// Where the state folder keeps something.
  std::string kept(llvm::StringRef Kind, llvm::StringRef Path) const {
    return (Root + "/" + StateFolder + "/" + Kind + "/" + Path).str();
  }

private:
  llvm::Error putText(const OutputFile &File, const std::string &Text, bool IsText);
  llvm::Error replace(const OutputFile &File, const std::string &Text, bool IsText);
  llvm::Error merge(const OutputFile &File, const std::string &Current, const std::string &Text);
  llvm::Error keepOriginal(const OutputFile &File);
  llvm::Error write(const std::string &Path, llvm::StringRef Text, unsigned Mode);
  void keep(const std::string &Path, const OutputRecord &Last);
  void remember(const OutputFile &File, const std::string &Hash, bool IsText);
  void printDifference(const OutputFile &File, const std::string &Text);
  std::string absolute(llvm::StringRef Path) const { return (Root + "/" + Path).str(); }

  std::string Root;
  const SourceTree &Sources;
  Manifest &Record;
  const Manifest &Former;
  Options How;
  OutputSummary Summary;
};

/// Three texts made one as by diff3: Text with what Current changed in Base. IsClean is false if they meet;
/// then both stand there, marked. None if no program for it is there.
struct MergedText {
  std::string Text;
  bool IsClean;
};
std::optional<MergedText> mergeTexts(llvm::StringRef Current, llvm::StringRef Base, llvm::StringRef Text);

/// "--- a/x\n+++ b/y\n@@ ..." as `diff -u` prints it; empty if they are equal.
std::string unifiedDifference(const std::string &OldName, llvm::StringRef Old, const std::string &NewName,
                              llvm::StringRef New);

} // namespace lorcha

#endif
