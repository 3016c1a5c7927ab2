// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The few attributes that the headers of the device language need, spelled so that one header serves C, C++17
// and the translator's parse in Clang's CUDA mode.
#ifndef LORCHA_ATTRIBUTES_H
#define LORCHA_ATTRIBUTES_H

/// Callable from host and device code; empty outside of CUDA mode.
#if defined(__CUDA__) && defined(__cplusplus)
#define LORCHA_HD __attribute__((host)) __attribute__((device))
#define LORCHA_DEVICE __attribute__((device))
#else
#define LORCHA_HD
#define LORCHA_DEVICE
#endif

/// Types whose variables are for the host to bind and for the device to read.
#if defined(__CUDA__) && defined(__cplusplus)
#define LORCHA_TEXTURE_TYPE __attribute__((device_builtin_texture_type))
#define LORCHA_SURFACE_TYPE __attribute__((device_builtin_surface_type))
#else
#define LORCHA_TEXTURE_TYPE
#define LORCHA_SURFACE_TYPE
#endif

/// A small function of a header: inlined at every optimisation level, so that loops over threads vectorise
/// through it.
#ifdef __cplusplus
#define LORCHA_INLINE LORCHA_HD inline __attribute__((always_inline))
#else
#define LORCHA_INLINE static inline __attribute__((always_inline, unused))
#endif

/// A function that takes small structs of floats by value, each member in a register of its own: the usual way
/// puts two into one, which keeps Clang from making vectors of loops that the function has become part of.
#if defined(__clang__) && defined(__x86_64__) && defined(__OPTIMIZE__)
#define LORCHA_BY_MEMBER __attribute__((regcall))
#else
#define LORCHA_BY_MEMBER
#endif

/// Clang's feature test; no under compilers that lack it.
#ifdef __has_feature
#define LORCHA_HAS_FEATURE(Feature) __has_feature(Feature)
#else
#define LORCHA_HAS_FEATURE(Feature) 0
#endif

/// Alignment of a type, in bytes.
#define LORCHA_ALIGN(Bytes) __attribute__((aligned(Bytes)))

#endif
