// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The carry flag between asm statements. In one function it is a variable; where one function sets it and
// another one, which holds little more than the asm statement, takes it, it is a parameter that their callers
// hand over:
//   __device__ unsigned add_cc(unsigned a, unsigned b) {        unsigned add_cc(unsigned &lorchaCarry,
//   unsigned a, unsigned b) {
//     asm volatile("add.cc.u32 ...");                             ...
//   lo = add_cc(a, b); hi = addc(c, d);                         lo = add_cc(lorchaCarry, a, b); hi =
//   addc(lorchaCarry, c, d);
// Writers are paired with readers in the order of the text. Not handled: calls in macros, through pointers,
// from host code.
#ifndef LORCHA_LIB_DEVICE_CARRYFLOW_H
#define LORCHA_LIB_DEVICE_CARRYFLOW_H

#include "lorcha/Device/DeviceProgram.h"
#include <map>
#include <set>

namespace lorcha {

/// What an asm statement does with the carry: reads that of another one, leaves its own.
struct CarryUse {
  bool Reads = false, Leaves = false;
};

class CarryFlow {
public:
  CarryFlow(ParsedUnit &Unit, const std::map<const clang::GCCAsmStmt *, CarryUse> &Uses);

  /// Whether the function has the variable, as its own or as a parameter.
  bool hasVariable(const clang::FunctionDecl *Function) const;
  const std::set<const clang::FunctionDecl *> &locals() const { return Locals; }
  /// Functions that get the parameter, by the declaration that patternOf names.
  const std::set<const clang::FunctionDecl *> &carriers() const { return Carriers; }
  /// Calls of carriers, in device code, once for each place.
  const std::vector<const clang::CallExpr *> &calls() const { return Calls; }
  /// Statements that read a carry which nothing can have set.
  const std::vector<const clang::GCCAsmStmt *> &unset() const { return Unset; }

private:
  /// One step of a function that may touch the carry, in the order of the text.
  struct Event {
    const clang::GCCAsmStmt *Asm;
    const clang::CallExpr *Call;
    std::vector<const clang::FunctionDecl *> Callees;
    CarryUse Use; ///< of an asm statement
  };
  struct Facts {
    std::vector<Event> Events;
    CarryUse Use;
  };
  class Collector;

  CarryUse useOf(const Event &Each) const;
  bool updateUse(Facts &Function) const;
  /// Makes carriers of the functions whose carry something takes later.
  bool findCarriers(const clang::FunctionDecl *Function, const Facts &Body);
  void finish();

  std::map<const clang::FunctionDecl *, Facts> Functions;
  std::set<const clang::FunctionDecl *> Carriers, Locals;
  std::vector<const clang::CallExpr *> Calls;
  std::vector<const clang::GCCAsmStmt *> Unset;
};

} // namespace lorcha

#endif
