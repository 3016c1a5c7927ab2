// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory of OpenCL devices: allocation until there is none, copies and fills of every shape, memory that host
// and device share.
#include "OpenClTest.h"
#include <cstring>

using namespace lorcha::test;
using MemoryTest = OpenClTest;

TEST_F(MemoryTest, AllocatesUntilThereIsNone) {
  void *Data = nullptr;
  EXPECT_EQ(lorchaMalloc(&Data, size_t(1) << 60), lorchaErrorMemoryAllocation);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorMemoryAllocation);
  size_t Free, Total;
  ASSERT_EQ(lorchaMemGetInfo(&Free, &Total), lorchaSuccess);
  std::vector<void *> All;
  while (All.size() < 1000 && lorchaMalloc(&Data, Total / 64) == lorchaSuccess)
    All.push_back(Data);
  EXPECT_GE(All.size(), 32u);
  EXPECT_LE(All.size(), 64u);
  EXPECT_EQ(lorchaGetLastError(), lorchaErrorMemoryAllocation);
  for (void *Each : All)
    EXPECT_EQ(lorchaFree(Each), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Data, Total / 64), lorchaSuccess) << "what was freed is free again";
  EXPECT_EQ(lorchaFree(Data), lorchaSuccess);
}

TEST_F(MemoryTest, KeepsAllocationsApart) {
  // Sizes at and around granules, freed in another order than made.
  std::vector<unsigned char *> All;
  const size_t Sizes[] = {1, 255, 256, 257, 4096, 5000, 100000, 3 << 20};
  for (int Round = 0; Round < 6; ++Round)
    for (size_t Bytes : Sizes) {
      unsigned char *Data = nullptr;
      ASSERT_EQ(lorchaMalloc(&Data, Bytes), lorchaSuccess);
      EXPECT_EQ(reinterpret_cast<uintptr_t>(Data) % 256, 0u);
      ASSERT_EQ(lorchaMemset(Data, static_cast<int>(All.size()), Bytes), lorchaSuccess);
      All.push_back(Data);
    }
  for (size_t I = 0; I < All.size(); ++I) {
    size_t Bytes = Sizes[I % std::size(Sizes)];
    std::vector<unsigned char> Read(Bytes);
    ASSERT_EQ(lorchaMemcpy(Read.data(), All[I], Bytes, lorchaMemcpyDeviceToHost), lorchaSuccess);
    EXPECT_EQ(Read, std::vector<unsigned char>(Bytes, static_cast<unsigned char>(I)));
  }
  for (size_t I = 0; I < All.size(); ++I)
    EXPECT_EQ(lorchaFree(All[I * 7 % All.size()]), lorchaSuccess);
}

TEST_F(MemoryTest, FillsAnyPart) {
  for (size_t Begin : {0u, 1u, 7u, 16u})
    for (size_t Bytes : {0u, 1u, 15u, 16u, 33u}) {
      OnDevice<unsigned char> Data(64, 9);
      ASSERT_EQ(lorchaMemset(Data.get() + Begin, 0x5a, Bytes), lorchaSuccess);
      std::vector<unsigned char> Expected(64, 9);
      std::fill_n(Expected.begin() + Begin, Bytes, 0x5a);
      EXPECT_EQ(Data.values(), Expected) << Begin << " " << Bytes;
    }
}

TEST_F(MemoryTest, FillsBoxes) {
  OnDevice<unsigned char> Data(6 * 4 * 20, 1);
  lorchaPitchedPtr Box = {Data.get(), 20, 20, 4};
  ASSERT_EQ(lorchaMemset3D(Box, 7, lorchaExtent{17, 3, 5}), lorchaSuccess);
  std::vector<unsigned char> Read = Data.values();
  for (size_t I = 0; I < Read.size(); ++I)
    EXPECT_EQ(Read[I], I % 20 < 17 && I / 20 % 4 < 3 && I / 80 < 5 ? 7 : 1) << I;
}

TEST_F(MemoryTest, CopiesRowsBothWaysAndAmongThemselves) {
  std::vector<int> In = numbers<int>(10 * 8), Back(7 * 5, -1);
  OnDevice<int> First(12 * 9, 0), Second(11 * 9, 0);
  const size_t Int = sizeof(int);
  ASSERT_EQ(lorchaMemcpy2D(First.get() + 13, 12 * Int, In.data() + 11, 10 * Int, 7 * Int, 5,
                           lorchaMemcpyHostToDevice),
            lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy2D(Second.get() + 2, 11 * Int, First.get() + 13, 12 * Int, 7 * Int, 5,
                           lorchaMemcpyDeviceToDevice),
            lorchaSuccess);
  ASSERT_EQ(
      lorchaMemcpy2D(Back.data(), 7 * Int, Second.get() + 2, 11 * Int, 7 * Int, 5, lorchaMemcpyDeviceToHost),
      lorchaSuccess);
  for (int I = 0; I < 35; ++I)
    EXPECT_EQ(Back[I], 11 + I / 7 * 10 + I % 7);
  EXPECT_EQ(First.values()[13 + 7], 0) << "nothing beside the box is written";
}

TEST_F(MemoryTest, CopiesBoxes) {
  const size_t Width = 5, Height = 4, Depth = 3;
  std::vector<char> In = numbers<char>(Width * Height * Depth), Out(In.size(), -1);
  lorchaPitchedPtr Device;
  ASSERT_EQ(lorchaMalloc3D(&Device, lorchaExtent{Width, Height, Depth}), lorchaSuccess);
  lorchaMemcpy3DParms To = {}, From = {};
  To.srcPtr = {In.data(), Width, Width, Height};
  To.dstPtr = From.srcPtr = Device;
  From.dstPtr = {Out.data(), Width, Width, Height};
  To.extent = From.extent = {Width, Height, Depth};
  To.kind = lorchaMemcpyHostToDevice;
  From.kind = lorchaMemcpyDeviceToHost;
  ASSERT_EQ(lorchaMemcpy3D(&To), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpy3D(&From), lorchaSuccess);
  EXPECT_EQ(Out, In);
  EXPECT_EQ(lorchaFree(Device.ptr), lorchaSuccess);
}

TEST_F(MemoryTest, CopiesOverlappingRanges) {
  OnDevice<int> Data(numbers<int>(100));
  ASSERT_EQ(lorchaMemcpy(Data.get() + 3, Data.get(), 90 * sizeof(int), lorchaMemcpyDeviceToDevice),
            lorchaSuccess);
  std::vector<int> Read = Data.values();
  for (int I = 0; I < 90; ++I)
    EXPECT_EQ(Read[I + 3], I);
}

TEST_F(MemoryTest, TakesPageableSourcesBeforeItReturns) {
  std::vector<int> In = numbers<int>(1000);
  OnDevice<int> Data(1000, 0);
  lorchaStream_t Stream;
  ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
  for (int Round = 0; Round < 50; ++Round) {
    In[0] = Round;
    ASSERT_EQ(lorchaMemcpyAsync(Data.get() + Round, In.data(), 4, lorchaMemcpyHostToDevice, Stream),
              lorchaSuccess);
  }
  In[0] = -1;
  ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
  std::vector<int> Read = Data.values();
  for (int I = 0; I < 50; ++I)
    EXPECT_EQ(Read[I], I);
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
}

TEST_F(MemoryTest, SharesManagedMemoryWithTheHost) {
  float *Managed = nullptr;
  ASSERT_EQ(lorchaMallocManaged(&Managed, 100 * sizeof(float)), lorchaSuccess);
  for (int I = 0; I < 100; ++I)
    Managed[I] = static_cast<float>(I);
  for (int Round = 0; Round < 3; ++Round) {
    ASSERT_EQ(launch(scale, 1, 100)(Managed, 2, 100), lorchaSuccess);
    ASSERT_EQ(launch(scale, 1, 100)(Managed + 50, 3, 50), lorchaSuccess);
    ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
    EXPECT_EQ(Managed[10], 20);
    EXPECT_EQ(Managed[60], 360);
    Managed[10] = 10; // the host's writes reach the next launch
    Managed[60] = 60;
  }
  ASSERT_EQ(launch(scale, 1, 100)(Managed, 2, 100), lorchaSuccess);
  float Read = 0;
  ASSERT_EQ(lorchaMemcpy(&Read, Managed + 10, sizeof(Read), lorchaMemcpyDeviceToHost), lorchaSuccess);
  EXPECT_EQ(Read, 20);
  EXPECT_EQ(lorchaFree(Managed), lorchaSuccess);
}

TEST_F(MemoryTest, SharesMemoryThatKernelsReachThroughAddresses) {
  Node *Nodes = nullptr;
  int *Out = nullptr;
  ASSERT_EQ(lorchaMallocManaged(&Nodes, 3 * sizeof(Node)), lorchaSuccess);
  ASSERT_EQ(lorchaMallocHost(&Out, sizeof(int)), lorchaSuccess);
  for (int I = 0; I < 3; ++I)
    Nodes[I] = {Nodes + (I + 1) % 3, I + 1};
  ASSERT_EQ(launch(sumList, 1, 1)(Nodes, Out), lorchaSuccess);
  ASSERT_EQ(lorchaStreamSynchronize(nullptr), lorchaSuccess);
  EXPECT_EQ(*Out, 6) << "pinned memory is for kernels, too";
  EXPECT_EQ(lorchaFree(Nodes), lorchaSuccess);
  EXPECT_EQ(lorchaFreeHost(Out), lorchaSuccess);
}

TEST_F(MemoryTest, FillsAndCopiesManagedMemoryThatAKernelUses) {
  float *Managed = nullptr, *Other = nullptr;
  ASSERT_EQ(lorchaMallocManaged(&Managed, 8 * sizeof(float)), lorchaSuccess);
  ASSERT_EQ(lorchaMalloc(&Other, 8 * sizeof(float)), lorchaSuccess);
  for (int I = 0; I < 8; ++I)
    Managed[I] = 1;
  ASSERT_EQ(launch(scale, 1, 8)(Managed, 4, 8), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Other, Managed, 8 * sizeof(float), lorchaMemcpyDefault, nullptr),
            lorchaSuccess);
  ASSERT_EQ(lorchaMemsetAsync(Managed + 2, 0, sizeof(float), nullptr), lorchaSuccess);
  ASSERT_EQ(lorchaMemcpyAsync(Managed + 3, Other + 1, sizeof(float), lorchaMemcpyDefault, nullptr),
            lorchaSuccess);
  ASSERT_EQ(launch(scale, 1, 8)(Managed, 2, 8), lorchaSuccess);
  ASSERT_EQ(lorchaDeviceSynchronize(), lorchaSuccess);
  EXPECT_EQ(Managed[1], 8);
  EXPECT_EQ(Managed[2], 0);
  EXPECT_EQ(Managed[3], 8);
  EXPECT_EQ(lorchaFree(Managed), lorchaSuccess);
  EXPECT_EQ(lorchaFree(Other), lorchaSuccess);
}

TEST_F(MemoryTest, OrdersAllocationsInStreams) {
  lorchaStream_t Stream;
  ASSERT_EQ(lorchaStreamCreate(&Stream), lorchaSuccess);
  for (int Round = 0; Round < 20; ++Round) {
    float *Data = nullptr, In[4] = {1, 2, 3, 4}, Out[4] = {};
    ASSERT_EQ(lorchaMallocAsync(&Data, sizeof(In), Stream), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpyAsync(Data, In, sizeof(In), lorchaMemcpyHostToDevice, Stream), lorchaSuccess);
    ASSERT_EQ(launch(scale, 1, 4, 0, Stream)(Data, 2, 4), lorchaSuccess);
    ASSERT_EQ(lorchaMemcpyAsync(Out, Data, sizeof(Out), lorchaMemcpyDeviceToHost, Stream), lorchaSuccess);
    ASSERT_EQ(lorchaFreeAsync(Data, Stream), lorchaSuccess);
    ASSERT_EQ(lorchaStreamSynchronize(Stream), lorchaSuccess);
    EXPECT_EQ(Out[3], 8);
  }
  EXPECT_EQ(lorchaStreamDestroy(Stream), lorchaSuccess);
}
