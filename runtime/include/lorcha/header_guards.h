// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The names by which programs ask whether CUDA's headers have been read before their own: CUDA's samples do, and what
// was copied from them. Tests of these names stay as they are in translated programs.
#ifndef LORCHA_HEADER_GUARDS_H
#define LORCHA_HEADER_GUARDS_H

#define __CUDA_RUNTIME_API_H__
#define __DRIVER_TYPES_H__
#define __VECTOR_TYPES_H__

#endif
