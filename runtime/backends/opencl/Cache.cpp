// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files "<folder>/opencl/<hash>.bin": a magic number, the binary's size and hash, the binary. Written under
// another name and renamed.
#include "backends/opencl/Cache.h"
#include "backends/opencl/CacheLimit.h"
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lorcha::runtime::opencl {

namespace {
struct FileHeader {
  char Magic[8];
  uint64_t Bytes;
  char Hash[32];
};
constexpr char Magic[] = {'L', 'o', 'r', 'c', 'h', 'a', 'C', '1'};
} // namespace

/// Mixes 128 bits of product into 64.
static uint64_t mixed(uint64_t A, uint64_t B) {
  auto Product = static_cast<unsigned __int128>(A) * B;
  return static_cast<uint64_t>(Product) ^ static_cast<uint64_t>(Product >> 64);
}

void Hasher::add(const void *Data, size_t Bytes) {
  auto *At = static_cast<const unsigned char *>(Data);
  constexpr uint64_t FirstKey = 0xa0761d6478bd642f, SecondKey = 0xe7037ed1a0b428db;
  for (size_t Left = Bytes; Left;) {
    uint64_t Words[2] = {};
    size_t Now = Left < sizeof(Words) ? Left : sizeof(Words);
    std::memcpy(Words, At, Now);
    Low = mixed(Low ^ Words[0] ^ FirstKey, Words[1] ^ SecondKey ^ (Low << 1));
    High = mixed(High ^ Words[1] ^ FirstKey, Words[0] + (High | 1)) + Low;
    At += Now;
    Left -= Now;
  }
  Low = mixed(Low ^ Bytes, SecondKey);
  High = mixed(High + Bytes, FirstKey) ^ Low;
}

std::string Hasher::name() const {
  char Text[33];
  std::snprintf(Text, sizeof(Text), "%016llx%016llx", static_cast<unsigned long long>(High),
                static_cast<unsigned long long>(Low));
  return Text;
}

/// The folder, made if need be; empty if there is none or the user wants none.
static std::string cacheFolder() {
  auto Variable = [](const char *Name) {
    const char *Text = std::getenv(Name);
    return std::string(Text ? Text : "");
  };
  std::string Folder = Variable("LORCHA_CACHE_DIR");
  if (Folder == "off")
    return {};
  if (Folder.empty()) {
    Folder = Variable("XDG_CACHE_HOME");
    if (Folder.empty()) {
      std::string Home = Variable("HOME");
      if (Home.empty())
        return {};
      Folder = Home + "/.cache";
    }
    mkdir(Folder.c_str(), 0700);
    Folder += "/lorcha";
  }
  mkdir(Folder.c_str(), 0700);
  Folder += "/opencl";
  mkdir(Folder.c_str(), 0700);
  return Folder;
}

static FileHeader headerOf(const std::vector<unsigned char> &Binary) {
  Hasher Hash;
  Hash.add(Binary.data(), Binary.size());
  FileHeader Header;
  std::memcpy(Header.Magic, Magic, sizeof(Magic));
  Header.Bytes = Binary.size();
  std::memcpy(Header.Hash, Hash.name().data(), sizeof(Header.Hash));
  return Header;
}

static bool readAll(int File, void *To, size_t Bytes) {
  for (size_t Done = 0; Done < Bytes;) {
    ssize_t Now = ::read(File, static_cast<char *>(To) + Done, Bytes - Done);
    if (Now <= 0)
      return false;
    Done += static_cast<size_t>(Now);
  }
  return true;
}

static bool writeAll(int File, const void *From, size_t Bytes) {
  for (size_t Done = 0; Done < Bytes;) {
    ssize_t Now = ::write(File, static_cast<const char *>(From) + Done, Bytes - Done);
    if (Now <= 0)
      return false;
    Done += static_cast<size_t>(Now);
  }
  return true;
}

std::vector<unsigned char> readCache(const std::string &Name) {
  std::string Folder = cacheFolder();
  int File = Folder.empty() ? -1 : ::open((Folder + "/" + Name + ".bin").c_str(), O_RDONLY | O_CLOEXEC);
  if (File < 0)
    return {};
  FileHeader Header;
  struct stat About;
  std::vector<unsigned char> Binary;
  bool IsGood = readAll(File, &Header, sizeof(Header)) && fstat(File, &About) == 0 &&
                Header.Bytes == static_cast<uint64_t>(About.st_size) - sizeof(Header);
  if (IsGood) {
    Binary.resize(Header.Bytes);
    IsGood = readAll(File, Binary.data(), Binary.size());
  }
  if (IsGood) {
    FileHeader Expected = headerOf(Binary);
    IsGood = std::memcmp(&Expected, &Header, sizeof(Header)) == 0;
  }
  if (IsGood)
    noteUse(File, About.st_mtime);
  ::close(File);
  return IsGood ? Binary : std::vector<unsigned char>();
}

void writeCache(const std::string &Name, const std::vector<unsigned char> &Binary) {
  static std::atomic<unsigned> Writes{0};
  std::string Folder = cacheFolder();
  if (Folder.empty())
    return;
  std::string Final = Folder + "/" + Name + ".bin";
  std::string Draft =
      Folder + "/." + Name + "." + std::to_string(getpid()) + "." + std::to_string(Writes.fetch_add(1));
  int File = ::open(Draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (File < 0)
    return;
  FileHeader Header = headerOf(Binary);
  bool IsGood = writeAll(File, &Header, sizeof(Header)) && writeAll(File, Binary.data(), Binary.size());
  IsGood = ::close(File) == 0 && IsGood;
  if (!IsGood || std::rename(Draft.c_str(), Final.c_str()) != 0)
    ::unlink(Draft.c_str());
  else
    noteWritten(Folder, sizeof(Header) + Binary.size());
}

} // namespace lorcha::runtime::opencl
