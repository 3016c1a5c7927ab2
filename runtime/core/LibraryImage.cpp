// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the headers and the symbol table of a shared library that is in memory. Only 64-bit ELF of this
// processor's byte order.
#include "core/LibraryImage.h"
#include <algorithm>
#include <cstring>
#include <elf.h>

namespace lorcha::runtime {

// What the translators of NVIDIA begin their files with.
static constexpr uint32_t FatBinaryMagic = 0xba55ed50, FatBinaryWrapperMagic = 0x466243b1;
static constexpr uint16_t NvidiaMachine = 190; // EM_CUDA

#if defined(__x86_64__)
static constexpr uint16_t ThisMachine = EM_X86_64;
#elif defined(__aarch64__)
static constexpr uint16_t ThisMachine = EM_AARCH64;
#elif defined(__riscv)
static constexpr uint16_t ThisMachine = EM_RISCV;
#else
static constexpr uint16_t ThisMachine = EM_PPC64;
#endif

template <class T> static T readAt(const void *Image, size_t Offset) {
  T Value;
  std::memcpy(&Value, static_cast<const char *>(Image) + Offset, sizeof(T));
  return Value;
}

/// PTX begins with comments, spaces, and the directive for its version.
static bool isPtx(const char *Text) {
  for (;;) {
    Text += std::strspn(Text, " \t\r\n");
    const char *End = nullptr;
    if (std::strncmp(Text, "//", 2) == 0)
      End = std::strchr(Text, '\n');
    else if (std::strncmp(Text, "/*", 2) == 0)
      End = std::strstr(Text, "*/");
    else
      return std::strncmp(Text, ".version", 8) == 0;
    if (!End)
      return false;
    Text = End + (*End == '*' ? 2 : 1);
  }
}

static Status checkElf(const void *Image) {
  const auto *Ident = static_cast<const unsigned char *>(Image);
  if (Ident[EI_CLASS] != ELFCLASS64 || Ident[EI_DATA] != ELFDATA2LSB)
    return Status::InvalidKernelImage;
  auto Header = readAt<Elf64_Ehdr>(Image, 0);
  if (Header.e_machine == NvidiaMachine)
    return Status::NoKernelImageForDevice;
  bool IsWhole = Header.e_phentsize == sizeof(Elf64_Phdr) && Header.e_phnum != 0;
  return Header.e_machine == ThisMachine && Header.e_type == ET_DYN && IsWhole ? Status::Success
                                                                               : Status::InvalidKernelImage;
}

Status checkImage(const void *Image) {
  const auto *Text = static_cast<const char *>(Image);
  if (*Text == ELFMAG[0])
    return std::strncmp(Text, ELFMAG, SELFMAG) == 0 ? checkElf(Image) : Status::InvalidKernelImage;
  if (std::strchr("/ \t\r\n.", *Text) && *Text)
    return isPtx(Text) ? Status::PtxNotCompiled : Status::InvalidKernelImage;
  // Both magic numbers begin with bytes that no string ends with, so four of them may be looked at one by
  // one.
  for (uint32_t Magic : {FatBinaryMagic, FatBinaryWrapperMagic})
    if (std::strncmp(Text, reinterpret_cast<const char *>(&Magic), sizeof(Magic)) == 0)
      return Status::NoKernelImageForDevice;
  return Status::InvalidKernelImage;
}

size_t imageBytes(const void *Image) {
  auto Header = readAt<Elf64_Ehdr>(Image, 0);
  size_t End = std::max<size_t>(Header.e_phoff + size_t(Header.e_phnum) * sizeof(Elf64_Phdr),
                                Header.e_shoff + size_t(Header.e_shnum) * Header.e_shentsize);
  for (unsigned I = 0; I < Header.e_phnum; ++I) {
    auto Segment = readAt<Elf64_Phdr>(Image, Header.e_phoff + I * sizeof(Elf64_Phdr));
    if (Segment.p_type == PT_LOAD)
      End = std::max<size_t>(End, Segment.p_offset + Segment.p_filesz);
  }
  return End;
}

static bool isInside(const std::string &Image, uint64_t Offset, uint64_t Bytes) {
  return Offset <= Image.size() && Bytes <= Image.size() - Offset;
}

static void readNames(const std::string &Image, const Elf64_Shdr &Table, const Elf64_Shdr &Strings,
                      std::map<uint64_t, std::string> &Result) {
  if (!isInside(Image, Table.sh_offset, Table.sh_size) ||
      !isInside(Image, Strings.sh_offset, Strings.sh_size))
    return;
  for (uint64_t At = 0; At + sizeof(Elf64_Sym) <= Table.sh_size; At += sizeof(Elf64_Sym)) {
    auto Symbol = readAt<Elf64_Sym>(Image.data(), Table.sh_offset + At);
    if (ELF64_ST_TYPE(Symbol.st_info) != STT_FUNC || Symbol.st_shndx == SHN_UNDEF ||
        Symbol.st_name >= Strings.sh_size)
      continue;
    const char *Name = Image.data() + Strings.sh_offset + Symbol.st_name;
    Result.insert({Symbol.st_value, std::string(Name, strnlen(Name, Strings.sh_size - Symbol.st_name))});
  }
}

std::map<uint64_t, std::string> functionNames(const std::string &Image) {
  std::map<uint64_t, std::string> Result;
  auto Header = readAt<Elf64_Ehdr>(Image.data(), 0);
  size_t Bytes = size_t(Header.e_shnum) * sizeof(Elf64_Shdr);
  if (Header.e_shentsize != sizeof(Elf64_Shdr) || !isInside(Image, Header.e_shoff, Bytes))
    return Result;
  auto Section = [&](unsigned I) {
    return readAt<Elf64_Shdr>(Image.data(), Header.e_shoff + I * sizeof(Elf64_Shdr));
  };
  for (uint32_t Wanted : {SHT_SYMTAB, SHT_DYNSYM})
    for (unsigned I = 0; I < Header.e_shnum; ++I)
      if (Elf64_Shdr Table = Section(I); Table.sh_type == Wanted && Table.sh_link < Header.e_shnum)
        readNames(Image, Table, Section(Table.sh_link), Result);
  return Result;
}

} // namespace lorcha::runtime
