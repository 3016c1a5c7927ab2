// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How large the cache may become. When it is larger, the files that were used least recently go; a file's
// time of modification says when that was, to the hour.
#ifndef LORCHA_OPENCL_CACHELIMIT_H
#define LORCHA_OPENCL_CACHELIMIT_H

#include <cstdint>
#include <ctime>
#include <string>

namespace lorcha::runtime::opencl {

/// Bytes, from LORCHA_CACHE_SIZE: a number, perhaps with K, M, G or T behind it. 0: no limit.
uint64_t cacheLimit();

/// Notes that the open file, modified at that time, is used.
void noteUse(int File, time_t Modified);

/// Notes that a file of that size was written, and from time to time deletes files until the folder is well
/// below the limit, and drafts that crashed programs left. Any thread, any process: readers of what is
/// deleted have it open already or build again.
void noteWritten(const std::string &Folder, uint64_t Bytes);

} // namespace lorcha::runtime::opencl

#endif
