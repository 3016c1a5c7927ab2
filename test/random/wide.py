# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random kernels that have besides all that others have: packed words, textures and surfaces, products of fragments, launches of kernels,
memory in other pieces, and inline PTX. Only seeds from FIRST on make them, so that those below keep the kernels that they had.
"""
from children import ChildMaker
from generator import Generator
from images import ImageMaker
from matrices import MatrixMaker
from memories import MemoryMaker
from packed import PackedMaker
from plain import PlainGenerator
from ptx import PtxMaker

FIRST = 1000000


class WideMaker(PackedMaker, ImageMaker, MatrixMaker, ChildMaker, MemoryMaker, PtxMaker):
    """Stands before a generator in a class's bases."""

    def __init__(self, seed):
        super().__init__(seed)
        self.images = self.launches_children = self.has_matrices = self.has_tables = False
        self.speaks_ptx = self.random.random() < 0.3
        self.has_images = self.random.random() < 0.6
        self.is_parent = self.is_wild and self.random.random() < 0.4

    def simple(self):
        if self.has_images and self.random.random() < 0.4:
            return self.image_step()
        if self.is_parent and self.random.random() < 0.3 and not self.cooperative:
            return self.child_launch()
        if self.random.random() < (0.4 if self.speaks_ptx else 0.2):
            return self.ptx_step() if self.speaks_ptx else self.memory_step()
        return super().simple()

    def shape(self):
        if not self.odd and not self.returned and not self.has_matrices and self.random.random() < 0.3:
            self.has_matrices = True
            return self.matrix_product()
        if not self.returned and self.random.random() < 0.15:
            return self.shared_vectors()
        return super().shape()

    def kernel(self):
        made = super().kernel()
        made.images, made.launches_children = self.images, self.launches_children
        made.has_matrices, made.has_tables = self.has_matrices, self.has_tables
        return made


class WideGenerator(WideMaker, Generator):
    pass


class WidePlainGenerator(WideMaker, PlainGenerator):
    pass


def generate(seed):
    if seed < FIRST:
        return (PlainGenerator if seed % 5 == 0 else Generator)(seed).kernel()
    return (WidePlainGenerator if seed % 5 == 0 else WideGenerator)(seed).kernel()
