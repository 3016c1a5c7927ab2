// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies of shared arrays with their first index innermost, of sizes that vectors fill and do not fill.
// Compiled for this machine, whose vectors are what kernels use.
#include "lorcha/transposed.h"
#include <gtest/gtest.h>
#include <memory>

namespace {

struct Pair {
  short First, Second;
  Pair() = default;
  Pair(size_t Value) : First(static_cast<short>(Value)), Second(static_cast<short>(Value + 1)) {}
  bool operator==(const Pair &Other) const { return First == Other.First && Second == Other.Second; }
};

template <class T, size_t Rows, size_t Columns> void checkSize() {
  auto From = std::make_unique<T[][Columns]>(Rows);
  auto To = std::make_unique<T[][Rows]>(Columns);
  for (size_t Row = 0; Row < Rows; ++Row)
    for (size_t Column = 0; Column < Columns; ++Column)
      From[Row][Column] = T(Row * 131 + Column * 7);
  lorcha::transpose<Rows, Columns, Columns, Rows>(&From[0][0], &To[0][0]);
  size_t Wrong = 0;
  for (size_t Row = 0; Row < Rows; ++Row)
    for (size_t Column = 0; Column < Columns; ++Column)
      Wrong += !(To[Column][Row] == From[Row][Column]);
  EXPECT_EQ(Wrong, 0u) << Rows << " rows, " << Columns << " columns of " << sizeof(T) << " bytes";
}

template <class T, size_t Rows> void checkRows() {
  checkSize<T, Rows, 1>();
  checkSize<T, Rows, 3>();
  checkSize<T, Rows, 4>();
  checkSize<T, Rows, 16>();
  checkSize<T, Rows, 17>();
  checkSize<T, Rows, 65>();
}

template <class T> void checkAll() {
  checkRows<T, 1>();
  checkRows<T, 3>();
  checkRows<T, 8>();
  checkRows<T, 16>();
  checkRows<T, 20>();
  checkRows<T, 33>();
  checkRows<T, 64>();
  checkRows<T, 65>();
}

/// Of two blocks that run abreast: each row of the array and of its copy has what is the first's, then the
/// other's.
template <class T, size_t Rows, size_t Columns> void checkAbreast() {
  auto From = std::make_unique<T[][2 * Columns]>(Rows);
  auto To = std::make_unique<lorcha::TransposedCopyOf<T[Rows][2 * Columns], 2>>();
  for (size_t Row = 0; Row < Rows; ++Row)
    for (size_t Column = 0; Column < 2 * Columns; ++Column)
      From[Row][Column] = T(Row * 131 + Column * 7);
  To->update(reinterpret_cast<const T(&)[Rows][2 * Columns]>(From[0]));
  size_t Wrong = 0;
  for (size_t Block = 0; Block < 2; ++Block)
    for (size_t Row = 0; Row < Rows; ++Row)
      for (size_t Column = 0; Column < Columns; ++Column)
        Wrong += !((*To)[Block * Rows + Row][Column] == From[Row][Block * Columns + Column]);
  EXPECT_EQ(Wrong, 0u) << Rows << " rows, " << Columns << " columns of " << sizeof(T) << " bytes";
}
TEST(Transposed, OfBlocksAbreast) {
  checkAbreast<float, 16, 16>();
  checkAbreast<float, 16, 65>();
  checkAbreast<double, 8, 9>();
  checkAbreast<short, 16, 3>();
}

TEST(Transposed, Bytes) { checkAll<unsigned char>(); }
TEST(Transposed, Halfwords) { checkAll<short>(); }
TEST(Transposed, Words) { checkAll<float>(); }
TEST(Transposed, Doublewords) { checkAll<double>(); }
TEST(Transposed, Structs) { checkAll<Pair>(); }

} // namespace
