// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes 8-bit RGB pixels as PNG with libpng. Plain host code.
#ifndef PICTURE_H
#define PICTURE_H

#include <cstdio>
#include <cstring>
#include <png.h>

// Rows from the top; 3 bytes per pixel. False, and a line on standard error, if the file cannot be written.
inline bool writePicture(const char *path, const unsigned char *pixels, int width, int height) {
  png_image image;
  std::memset(&image, 0, sizeof(image));
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  if (png_image_write_to_file(&image, path, 0, pixels, 0, nullptr))
    return true;
  std::fprintf(stderr, "cannot write %s: %s\n", path, image.message);
  return false;
}

#endif
