// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes edits from one parse of a unit to another: files are known by their name and by which inclusion it
// is.
#include "lorcha/Emit/EditList.h"

using namespace clang;

namespace lorcha {

void EditList::listFiles() const {
  if (!Files.empty())
    return;
  std::map<std::string, unsigned> Count;
  for (unsigned I = 0; I < SM.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile())
      continue;
    FileID File = SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset()));
    OptionalFileEntryRef Ref = SM.getFileEntryRefForID(File);
    if (!Ref)
      continue;
    std::pair<std::string, unsigned> Name = {Ref->getName().str(), Count[Ref->getName().str()]++};
    Inclusions[File] = Name;
    Files[Name] = File;
  }
}

PortableRange EditList::portable(FileID File, unsigned Begin, unsigned End) const {
  listFiles();
  const auto &[Name, Inclusion] = Inclusions[File];
  return {Name, Inclusion, Begin, End};
}

std::vector<PortableEdit> EditList::exported() const {
  std::vector<PortableEdit> Result;
  for (auto &[File, Changes] : Edits)
    for (const Edit &Change : Changes)
      Result.push_back({portable(File, Change.Offset, Change.Offset + Change.Length), Change});
  return Result;
}

SourceLocation EditList::locate(const PortableRange &Range) const {
  listFiles();
  auto It = Files.find({Range.File, Range.Inclusion});
  return It == Files.end() ? SourceLocation() : SM.getLocForStartOfFile(It->second).getLocWithOffset(Range.Begin);
}

void EditList::import(const std::vector<PortableEdit> &Changes) {
  listFiles();
  for (const PortableEdit &Portable : Changes) {
    auto It = Files.find({Portable.Where.File, Portable.Where.Inclusion});
    if (It != Files.end())
      add(It->second, Portable.Change);
  }
}

void EditList::dropWithin(llvm::ArrayRef<PortableRange> Ranges) {
  for (auto &[File, Changes] : Edits)
    llvm::erase_if(Changes, [&, File = File](const Edit &Change) {
      PortableRange Where = portable(File, Change.Offset, Change.Offset + Change.Length);
      return llvm::any_of(Ranges, [&](const PortableRange &Range) { return Range.contains(Where); });
    });
}

} // namespace lorcha
