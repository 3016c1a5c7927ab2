# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Fails unless the file is an 8-bit RGB PNG of that size with more than one colour."""
import struct
import sys
import zlib

data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
assert (width, height) == (int(sys.argv[2]), int(sys.argv[3])), f"{width} x {height}"
assert (depth, kind) == (8, 2), "not 8-bit RGB"
at, packed = 8, b""
while at < len(data):
    length, name = struct.unpack(">I4s", data[at : at + 8])
    if name == b"IDAT":
        packed += data[at + 8 : at + 8 + length]
    at += 12 + length
raw = zlib.decompress(packed)
assert len(raw) == height * (1 + 3 * width)
assert len(set(raw)) >= 6, "one colour only"
