// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the last run read and wrote: the file `manifest` of a migrated tree's state folder. Beside it are
// `base/`, the texts as they were generated, and `units/`, what each unit's translation left.
#ifndef LORCHA_MIGRATE_MANIFEST_H
#define LORCHA_MIGRATE_MANIFEST_H

#include "lorcha/Project/SourceTree.h"

namespace lorcha {

struct InputRecord {
  FileState State;
  std::string Hash;
};

struct OutputRecord {
  FileState State;  ///< as it was left in the migrated tree
  std::string Base; ///< hash of what was generated, which hand edits do not change
  bool HasBaseText = false;
  bool IsConflict = false; ///< a merge left marks in it
};

struct Manifest {
  std::string Key;           ///< of the tool and the options: another one makes everything anew
  int Status = 0;            ///< what the run ended with
  unsigned Untranslated = 0; ///< units that could not be: what they lacked may lie outside of the tree
  std::map<std::string, InputRecord> Inputs;
  std::map<std::string, OutputRecord> Outputs;
};

/// None if there is no manifest or it is of another kind.
std::optional<Manifest> readManifest(const std::string &Path);
std::string printManifest(const Manifest &What);

} // namespace lorcha

#endif
