// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Built programs in files, so that a program's second start compiles nothing. A file is named after the hash
// of everything that the binary depends on, and checked when it is read: whatever is wrong with it, the
// program is built again and the file replaced.
#ifndef LORCHA_OPENCL_CACHE_H
#define LORCHA_OPENCL_CACHE_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lorcha::runtime::opencl {

/// A hash of 128 bits, fed piece by piece; ("ab", "c") and ("a", "bc") differ. Not for secrets.
class Hasher {
public:
  void add(const void *Data, size_t Bytes);
  void add(const std::string &Text) { add(Text.data(), Text.size()); }
  /// 32 hexadecimal digits.
  std::string name() const;

private:
  uint64_t Low = 0x2545f4914f6cdd1d, High = 0x9e3779b97f4a7c15;
};

/// The binary under that name; empty if there is none or it is damaged. Any thread, any process.
std::vector<unsigned char> readCache(const std::string &Name);
/// Keeps a binary. Readers see all of it or nothing. Failures are not told: the cache is for speed.
void writeCache(const std::string &Name, const std::vector<unsigned char> &Binary);

} // namespace lorcha::runtime::opencl

#endif
