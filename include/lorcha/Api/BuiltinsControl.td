// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time, sleep, traps. In C++ they are in runtime/device/cpu/control.h.

def TimeFunctions : Section<"Time and Nanosleep Functions">;
def TrapFunctions : Section<"Trap, Breakpoint and Profiler Functions">;

let Cpu = Implemented, Does = Memory in {
  let In = TimeFunctions in {
    let Note = "Counts at 1 GHz." in
      def : Builtin<"clock64", "long long", []>;
    def : Builtin<"__nanosleep", "void", [Param<"unsigned int", "ns">]>;
  }
  let In = TrapFunctions in {
    def : Builtin<"__trap", "void", []>;
    def : Builtin<"__brkpt", "void", []>;
    let Note = "There is no profiler to tell." in
      def : Builtin<"__prof_trigger", "void", [Param<"int", "counter">]>;
  }
}
