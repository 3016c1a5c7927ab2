// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Batches of copies: where the bytes go, when the source is read, and which member is told to be wrong.
// BACKENDS: cpu, opencl -- no kernel of its own
#include "RuntimeTest.h"
#include <numeric>

using namespace lorcha::test;

namespace {
class BatchCopiesTest : public RuntimeTest {
protected:
  static constexpr size_t Count = 64;

  void SetUp() override {
    RuntimeTest::SetUp();
    ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
    ASSERT_EQ(lorchaMalloc(&Device, 3 * Count), lorchaSuccess);
    ASSERT_EQ(lorchaMemset(Device, 0, 3 * Count), lorchaSuccess);
    ASSERT_EQ(lorchaMallocHost(&Pinned, 3 * Count), lorchaSuccess);
    std::iota(Pinned, Pinned + 3 * Count, static_cast<unsigned char>(1));
    Attributes.srcAccessOrder = lorchaMemcpySrcAccessOrderStream;
  }
  lorchaError_t copy(std::vector<void *> To, std::vector<void *> From, std::vector<size_t> Bytes,
                     size_t *Failed = nullptr) {
    size_t First = 0;
    return lorchaMemcpyBatchAsync(To.data(), From.data(), Bytes.data(), Bytes.size(), &Attributes, &First, 1,
                                  Failed, Stream);
  }
  std::vector<unsigned char> read(size_t Begin, size_t Bytes) {
    std::vector<unsigned char> Result(Bytes);
    EXPECT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
    EXPECT_EQ(lorchaMemcpy(Result.data(), Device + Begin, Bytes, lorchaMemcpyDeviceToHost), lorchaSuccess);
    return Result;
  }
  static lorchaMemcpy3DOperand memory(void *At, size_t Row = 0, size_t Rows = 0) {
    lorchaMemcpy3DOperand Result = {};
    Result.type = lorchaMemcpyOperandTypePointer;
    Result.op.ptr.ptr = At;
    Result.op.ptr.rowLength = Row;
    Result.op.ptr.layerHeight = Rows;
    return Result;
  }

  lorchaStream_t Stream = nullptr;
  unsigned char *Device = nullptr, *Pinned = nullptr;
  lorchaMemcpyAttributes Attributes = {};
};
} // namespace

TEST_F(BatchCopiesTest, CopyInEveryDirection) {
  std::vector<unsigned char> Back(Count), In(Count, 77);
  ASSERT_EQ(copy({Device, Device + Count}, {Pinned, In.data()}, {Count, Count}), lorchaSuccess);
  ASSERT_EQ(copy({Device + 2 * Count, Back.data()}, {Device, Device + Count}, {Count, Count}), lorchaSuccess);
  EXPECT_EQ(read(0, Count), std::vector<unsigned char>(Pinned, Pinned + Count));
  EXPECT_EQ(read(2 * Count, Count), std::vector<unsigned char>(Pinned, Pinned + Count));
  EXPECT_EQ(Back, In);
  const void *To[] = {Device}, *From[] = {In.data()}; // the form of CUDA 13
  size_t Bytes[] = {Count};
  ASSERT_EQ(lorchaMemcpyBatchAsync(To, From, Bytes, 1, Attributes, Stream), lorchaSuccess);
  EXPECT_EQ(read(0, Count), In);
  EXPECT_EQ(copy({Device}, {Pinned}, {0}), lorchaSuccess) << "nothing to do";
}

TEST_F(BatchCopiesTest, ReadTheSourceInTheCallIfAsked) {
  Attributes.srcAccessOrder = lorchaMemcpySrcAccessOrderDuringApiCall;
  std::vector<unsigned char> In(Count, 9);
  ASSERT_EQ(copy({Device, Device + Count}, {Pinned, In.data()}, {Count, Count}), lorchaSuccess);
  std::vector<unsigned char> Before(Pinned, Pinned + Count);
  std::fill_n(Pinned, Count, 200);
  std::fill(In.begin(), In.end(), 200);
  EXPECT_EQ(read(0, Count), Before);
  EXPECT_EQ(read(Count, Count), std::vector<unsigned char>(Count, 9));
  ASSERT_EQ(copy({Device}, {Device + Count}, {Count}), lorchaSuccess) << "from a device, too";
  EXPECT_EQ(read(0, Count), std::vector<unsigned char>(Count, 9));
}

TEST_F(BatchCopiesTest, TellWhichMemberIsWrongAndMakeNone) {
  size_t Failed = 0;
  EXPECT_EQ(copy({Device, Device}, {Pinned, Pinned}, {Count, 4 * Count}, &Failed), lorchaErrorInvalidValue);
  EXPECT_EQ(Failed, 1u);
  EXPECT_EQ(copy({Device, nullptr}, {Pinned, Pinned}, {Count, Count}, &Failed), lorchaErrorInvalidValue);
  EXPECT_EQ(Failed, 1u);
  EXPECT_EQ(copy({}, {}, {}, &Failed), lorchaErrorInvalidValue);
  EXPECT_EQ(Failed, SIZE_MAX) << "the batch as a whole";
  Attributes.srcAccessOrder = lorchaMemcpySrcAccessOrderInvalid;
  EXPECT_EQ(copy({Device}, {Pinned}, {Count}, &Failed), lorchaErrorInvalidValue);
  EXPECT_EQ(Failed, 0u);
  Attributes.srcAccessOrder = lorchaMemcpySrcAccessOrderAny;
  Attributes.flags = 8;
  EXPECT_EQ(copy({Device}, {Pinned}, {Count}), lorchaErrorInvalidValue);
  Attributes.flags = lorchaMemcpyFlagPreferOverlapWithCompute;
  EXPECT_EQ(read(0, Count), std::vector<unsigned char>(Count, 0));
  EXPECT_EQ(copy({Device}, {Pinned}, {Count}), lorchaSuccess);
  Stream = nullptr;
  EXPECT_EQ(copy({Device}, {Pinned}, {Count}), lorchaErrorInvalidValue) << "the legacy stream";
}

TEST_F(BatchCopiesTest, CopyBoxes) {
  // A 4 x 3 x 2 box out of rows of 8 and slices of 4 rows, packed on the device, and back to rows of 5.
  std::vector<unsigned char> Back(5 * 3 * 2, 0);
  lorchaMemcpy3DBatchOp Steps[2] = {};
  Steps[0].src = memory(Pinned, 8, 4);
  Steps[0].dst = memory(Device);
  Steps[0].extent = {4, 3, 2};
  Steps[0].srcAccessOrder = lorchaMemcpySrcAccessOrderStream;
  ASSERT_EQ(lorchaMemcpy3DBatchAsync(1, Steps, 0, Stream), lorchaSuccess);
  Steps[1] = Steps[0];
  Steps[1].src = memory(Device);
  Steps[1].dst = memory(Back.data(), 5, 3);
  size_t Failed = 7;
  ASSERT_EQ(lorchaMemcpy3DBatchAsync(1, Steps + 1, &Failed, 0, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  for (size_t Z = 0; Z < 2; ++Z)
    for (size_t Y = 0; Y < 3; ++Y)
      for (size_t X = 0; X < 4; ++X)
        EXPECT_EQ(Back[(Z * 3 + Y) * 5 + X], Pinned[(Z * 4 + Y) * 8 + X]);
}

TEST_F(BatchCopiesTest, CopyToAndFromArrays) {
  lorchaChannelFormatDesc Format = lorchaCreateChannelDesc<int>();
  lorchaArray_t Array;
  ASSERT_EQ(lorchaMallocArray(&Array, &Format, 4, 4), lorchaSuccess);
  std::vector<int> In(4), Back(4, 0);
  std::iota(In.begin(), In.end(), 100);
  lorchaMemcpy3DBatchOp Steps[2] = {};
  Steps[0].src = memory(In.data());
  Steps[0].dst.type = lorchaMemcpyOperandTypeArray;
  Steps[0].dst.op.array = {Array, {2, 1, 0}};
  Steps[0].extent = {2, 2, 1}; // elements
  Steps[0].srcAccessOrder = lorchaMemcpySrcAccessOrderDuringApiCall;
  ASSERT_EQ(lorchaMemcpy3DBatchAsync(1, Steps, 0, Stream), lorchaSuccess);
  In.assign(4, 0);
  Steps[1] = Steps[0];
  std::swap(Steps[1].src, Steps[1].dst);
  Steps[1].dst = memory(Back.data());
  ASSERT_EQ(lorchaMemcpy3DBatchAsync(1, Steps + 1, 0, Stream), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  EXPECT_EQ(Back, (std::vector<int>{100, 101, 102, 103}));
  Steps[0].dst.op.array.offset.x = 3;
  size_t Failed = 7;
  EXPECT_EQ(lorchaMemcpy3DBatchAsync(1, Steps, &Failed, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(Failed, 0u);
  Steps[0].extent.width = 0;
  EXPECT_EQ(lorchaMemcpy3DBatchAsync(1, Steps, 0, Stream), lorchaErrorInvalidValue);
  EXPECT_EQ(lorchaFreeArray(Array), lorchaSuccess);
  EXPECT_EQ(lorchaMemcpy3DBatchAsync(1, Steps + 1, 0, Stream), lorchaErrorInvalidResourceHandle);
}
