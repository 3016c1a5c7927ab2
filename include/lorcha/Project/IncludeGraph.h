// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which files of a tree include which, found by a look at their #include lines alone: enough to tell units
// from headers and to find the folders that hold headers. Conditionals are not heeded.
#ifndef LORCHA_PROJECT_INCLUDEGRAPH_H
#define LORCHA_PROJECT_INCLUDEGRAPH_H

#include "lorcha/Project/SourceTree.h"
#include <set>

namespace lorcha {

class IncludeGraph {
public:
  /// Reads every source and header of the tree, which must outlive this. CudaIncludes holds the headers with
  /// CUDA's names.
  IncludeGraph(const SourceTree &Tree, std::string CudaIncludes);

  bool isIncluded(const std::string &Path) const { return Included.count(Path) != 0; }
  bool hasMain(const std::string &Path) const { return WithMain.count(Path) != 0; }

  /// The file of the tree that an include in From may mean: beside it, else the one whose path ends so and
  /// that is nearest to From. Headers of the system, too, if the tree has one of that name. None otherwise.
  std::optional<std::string> find(llvm::StringRef From, llvm::StringRef Spelled) const;

  /// What Path includes, directly and not, itself first. Ends on cycles.
  std::set<std::string> closure(const std::string &Path) const;
  /// Whether one of these files includes a header with one of CUDA's names that the tree does not have.
  bool namesCuda(const std::set<std::string> &Files) const;
  /// The folders that must be searched for what these files include, relative to the tree's root, in the
  /// order of need.
  std::vector<std::string> folders(const std::set<std::string> &Files) const;

private:
  struct Node {
    std::vector<std::string> Targets; ///< in the tree
    std::vector<std::string> Folders; ///< in which they were found, if not beside the file
    bool NamesCuda = false;
  };

  void read(const std::string &Path, const std::string &Text);
  void resolve(const std::string &Path, llvm::StringRef Spelled, bool IsAngled, Node &Into);
  const std::string *nearest(llvm::StringRef From, llvm::StringRef Tail) const;

  const SourceTree &Tree;
  std::string CudaIncludes;
  std::map<std::string, std::vector<std::string>> ByName; ///< paths by the last part
  std::map<std::string, Node> Nodes;
  std::set<std::string> Included, WithMain;
};

/// The compiler's flags that have it search these folders where it finds nothing of its own: behind the
/// system's. Folders are relative to Base, or as they are if that is empty.
std::vector<std::string> searchFlags(llvm::ArrayRef<std::string> Folders, llvm::StringRef Base);

} // namespace lorcha

#endif
