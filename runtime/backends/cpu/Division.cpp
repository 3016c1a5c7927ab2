// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DIV and IDIV of x86-64 (Intel 64 and IA-32 Architectures Software Developer's Manual, volume 2, chapter 2:
// prefixes, ModRM, SIB): F6 and F7 with 6 or 7 in ModRM's middle.
#include "backends/cpu/Division.h"
#include <cstdint>
#include <cstring>
#include <ucontext.h>

using namespace lorcha::runtime;

#if defined(__x86_64__)

namespace {

class Division {
public:
  explicit Division(greg_t *Registers)
      : Registers(Registers), At(reinterpret_cast<const uint8_t *>(Registers[REG_RIP])) {}

  bool finish() {
    if (!readPrefixes())
      return false;
    const uint64_t Divisor = readDivisor() & mask();
    const bool IsByZero = Divisor == 0;
    if (!IsByZero && Divisor != mask()) // a quotient that does not fit, from a wide dividend
      return false;
    const uint64_t Low = static_cast<uint64_t>(Registers[REG_RAX]) & mask();
    if (Bytes == 1) {
      put(REG_RAX, IsByZero ? 0xffff : Low, 2); // AL: quotient, AH: remainder
    } else {
      put(REG_RAX, IsByZero ? mask() : Low, Bytes);
      put(REG_RDX, IsByZero ? mask() : 0, Bytes);
    }
    Registers[REG_RIP] = reinterpret_cast<greg_t>(At);
    return true;
  }

private:
  uint64_t mask() const { return Bytes == 8 ? ~uint64_t(0) : (uint64_t(1) << (8 * Bytes)) - 1; }

  /// Up to the operand: the size of what is divided, and ModRM. False if it is no division.
  bool readPrefixes() {
    bool IsShort = false;
    for (; *At == 0x66 || *At == 0x2e || *At == 0x3e; ++At)
      IsShort |= *At == 0x66;
    if ((*At & 0xf0) == 0x40)
      Rex = *At++;
    if (*At != 0xf6 && *At != 0xf7)
      return false;
    Bytes = *At++ == 0xf6 ? 1 : (Rex & 8) ? 8 : IsShort ? 2 : 4;
    ModRm = *At++;
    return (ModRm >> 3 & 7) >= 6;
  }

  greg_t &reg(unsigned Number) {
    static constexpr int Order[] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                    REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};
    return Registers[Order[Number]];
  }

  template <class T> T take() {
    T Value;
    std::memcpy(&Value, At, sizeof(T));
    At += sizeof(T);
    return Value;
  }

  uint64_t readDivisor() {
    const unsigned Mode = ModRm >> 6, Base = ModRm & 7;
    if (Mode == 3) {
      if (Bytes == 1 && Rex == 0 && Base >= 4) // AH, CH, DH, BH
        return static_cast<uint64_t>(reg(Base - 4)) >> 8;
      return static_cast<uint64_t>(reg(Base | (Rex & 1) << 3));
    }
    uint64_t Value = 0;
    std::memcpy(&Value, reinterpret_cast<const void *>(addressOf(Mode, Base)), Bytes);
    return Value;
  }

  uint64_t addressOf(unsigned Mode, unsigned Base) {
    uint64_t Address = 0;
    bool IsRelative = Base == 5 && Mode == 0;
    if (Base == 4) {
      const uint8_t Sib = *At++;
      const unsigned Index = (Sib >> 3 & 7) | (Rex & 2) << 2;
      if (Index != 4)
        Address = static_cast<uint64_t>(reg(Index)) << (Sib >> 6);
      if ((Sib & 7) == 5 && Mode == 0)
        return Address + static_cast<uint64_t>(int64_t(take<int32_t>()));
      Address += static_cast<uint64_t>(reg((Sib & 7u) | (Rex & 1) << 3));
    } else if (!IsRelative) {
      Address = static_cast<uint64_t>(reg(Base | (Rex & 1) << 3));
    }
    if (Mode == 1)
      return Address + static_cast<uint64_t>(int64_t(take<int8_t>()));
    if (Mode == 2 || IsRelative)
      Address += static_cast<uint64_t>(int64_t(take<int32_t>()));
    return IsRelative ? Address + reinterpret_cast<uint64_t>(At) : Address;
  }

  /// Writes a register's low bytes; four clear the upper ones.
  void put(int Register, uint64_t Value, unsigned Size) {
    auto Old = static_cast<uint64_t>(Registers[Register]);
    const uint64_t Kept = Size >= 4 ? 0 : Old & ~((uint64_t(1) << (8 * Size)) - 1);
    Registers[Register] = static_cast<greg_t>(Kept | Value);
  }

  greg_t *Registers;
  const uint8_t *At;
  uint8_t Rex = 0, ModRm = 0;
  unsigned Bytes = 4;
};

} // namespace

bool cpu::finishDivision(void *SignalContext) {
  return Division(static_cast<ucontext_t *>(SignalContext)->uc_mcontext.gregs).finish();
}

#else

bool cpu::finishDivision(void *) { return false; }

#endif
