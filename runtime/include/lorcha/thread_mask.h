// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which threads of a block take part in something, and which part of a row these are. Part of the contract
// between Emit/Cpu and the CPU backend; docs/regions.md shows the printed form.
#ifndef LORCHA_THREAD_MASK_H
#define LORCHA_THREAD_MASK_H

#include "lorcha/block.h"
#include <cstring>

namespace lorcha {

/// A thread that knows its place in its block.
struct RegionThread : Thread {
  size_t Index;          ///< linear, x fastest
  bool IsLinear = false; ///< slots that were looked at rise by one from thread to thread of the row
  unsigned Lane = 0;     ///< in the warp that is run, where warps are run one by one
};

/// Which threads of a row take part.
enum class Part { None, Some, All };

/// The threads of a row between the first and the last that take part, these included; all of them take part
/// unless Some do.
struct TakingSpan {
  Part Taking;
  unsigned Begin, End;
};

/// One byte per thread, not zero for those that take part.
class ThreadMask {
public:
  ThreadMask(void *Memory, size_t Count) : Bytes(static_cast<unsigned char *>(Memory)), Count(Count) {}
  unsigned char &operator[](const RegionThread &Current) const { return Bytes[Current.Index]; }
  /// As a guard of regionWhere.
  bool operator()(const RegionThread &Current) const { return IsWhole || Bytes[Current.Index] != 0; }
  void fill(bool Value) const {
    std::memset(Bytes, Value, Count);
    IsWhole = IsRectangle = false;
  }
  /// All threads take part until mayLose(): loops need not look, as compilers see.
  void fillWhole() const {
    fill(true);
    IsWhole = true;
  }
  bool isWhole() const { return IsWhole; }
  /// From here on threads may leave.
  void mayLose() const { IsWhole = false; }
  /// The first thread that does; 0 if none does.
  size_t first() const {
    for (size_t I = 0; I < Count && !IsWhole; ++I)
      if (Bytes[I] != 0)
        return I;
    return 0;
  }

  /// Looks who is left behind a loop in which threads may have left, and keeps that in mind until settle() is
  /// called behind the next such loop. Whether anybody is.
  bool settle(const Block &block) const {
    Rectangle = {};
    IsWhole = false;
    bool Fits = true;
    unsigned Row = 0;
    for (size_t First = 0; First < Count; First += block.blockDim.x, ++Row) {
      const TakingSpan Span = look(First, block.blockDim.x);
      if (Span.Taking == Part::None)
        continue;
      if (Rectangle.FirstRow == Rectangle.EndRow)
        Rectangle = {Row, Row, Span.Begin, Span.End};
      Fits &= Span.Taking == Part::All && Rectangle.EndRow == Row && Rectangle.Begin == Span.Begin &&
              Rectangle.End == Span.End;
      Rectangle.EndRow = Row + 1;
    }
    IsRectangle = Fits;
    IsWhole =
        Fits && size_t(Rectangle.End - Rectangle.Begin) * (Rectangle.EndRow - Rectangle.FirstRow) == Count;
    return Rectangle.FirstRow != Rectangle.EndRow;
  }

  /// The threads of a row.
  LORCHA_INLINED TakingSpan span(const Block &block, unsigned Y, unsigned Z, size_t First) const {
    if (IsWhole)
      return {Part::All, 0, block.blockDim.x};
    if (!IsRectangle)
      return look(First, block.blockDim.x);
    const unsigned Row = Z * block.blockDim.y + Y;
    return Row >= Rectangle.FirstRow && Row < Rectangle.EndRow
               ? TakingSpan{Part::All, Rectangle.Begin, Rectangle.End}
               : TakingSpan{Part::None, 0, 0};
  }
  LORCHA_INLINED Part part(const Block &block, unsigned Y, unsigned Z, size_t First) const {
    if (!IsWhole && !IsRectangle)
      return lookForPart(First, block.blockDim.x);
    const TakingSpan Span = span(block, Y, Z, First);
    return Span.Taking == Part::All && Span.End - Span.Begin != block.blockDim.x ? Part::Some : Span.Taking;
  }

private:
  Part lookForPart(size_t First, unsigned SizeX) const {
    const unsigned char *Row = Bytes + First;
    unsigned char All = 1, Any = 0;
    for (unsigned X = 0; X < SizeX; ++X) {
      All &= Row[X];
      Any |= Row[X];
    }
    return Any == 0 ? Part::None : All != 0 ? Part::All : Part::Some;
  }
  TakingSpan look(size_t First, unsigned SizeX) const {
    const Part Taking = lookForPart(First, SizeX);
    if (Taking != Part::Some)
      return {Taking, 0, Taking == Part::All ? SizeX : 0};
    const unsigned char *Row = Bytes + First;
    unsigned Begin = 0, End = SizeX;
    while (Row[Begin] == 0)
      ++Begin;
    while (Row[End - 1] == 0)
      --End;
    unsigned Missing = 0; // asked of all, as vectors do at once
    for (unsigned X = Begin; X < End; ++X)
      Missing |= static_cast<unsigned>(Row[X] == 0);
    return {Missing != 0 ? Part::Some : Part::All, Begin, End};
  }

  /// Threads from Begin up to End of the rows from FirstRow up to EndRow: what mostly is left, as kernels ask
  /// for bounds first.
  struct Left {
    unsigned FirstRow = 0, EndRow = 0, Begin = 0, End = 0;
  };

  unsigned char *Bytes;
  size_t Count;
  mutable Left Rectangle;
  mutable bool IsRectangle = false, IsWhole = false;
};

} // namespace lorcha

#endif
