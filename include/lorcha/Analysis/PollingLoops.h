// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops in which a thread only looks at memory until another thread has changed it: `while (flag.load() ==
// 0);`. Threads of one block that wait so for each other must be fibers, and let each other run.
//
// A loop polls if nothing in it writes to memory or waits, and it ends by what it has just read: by a
// volatile access, or a function of PollingReads.def. The clock counts: the threads of a block wait for the
// time together. Loops that take locks (atomicCAS) write; they end by themselves where threads run one after
// the other. Loops whose text names blockIdx or gridDim, directly or through variables, wait for other
// blocks, which must be able to run meanwhile, whatever form the kernel has.
//
// A loop waits, too, that goes over its work again while a round has left some undone, by what it read of
// others: `do { again = false; for (...) if (state[v] == Open) again = true; else ...; } while (again);`.
// Threads of its own block and other blocks must get on meanwhile.
#ifndef LORCHA_ANALYSIS_POLLINGLOOPS_H
#define LORCHA_ANALYSIS_POLLINGLOOPS_H

#include "lorcha/Device/DeviceProgram.h"

namespace lorcha {

enum class PollingFor {
  Time,  ///< looks at nothing but the clock: other blocks need not run
  Block, ///< threads of the own block, or of any
  OtherBlocks
};

struct PollingLoop {
  const clang::Stmt *Loop = nullptr;
  PollingFor For = PollingFor::Block;

  /// Whether the threads of a block that wait so must be able to wait together.
  bool isForBlock() const { return For != PollingFor::OtherBlocks; }
  bool isForTime() const { return For == PollingFor::Time; }
};

/// The loops of a function's text that poll, in its order.
std::vector<PollingLoop> pollingLoops(ParsedUnit &Unit, const clang::FunctionDecl *Function);

} // namespace lorcha

#endif
