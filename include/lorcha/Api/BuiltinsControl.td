// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time, sleep, traps. In C++ they are in runtime/device/cpu/control.h.

def TimeFunctions : Section<"Time and Nanosleep Functions">;
def TrapFunctions : Section<"Trap, Breakpoint and Profiler Functions">;

let Cpu = Implemented, OpenCL = Implemented, OpenClPart = "control", Does = Memory in {
  let In = TimeFunctions in {
    let OpenCL = Partial, OpenClName = "lorcha_clock64", OpenClTakes = TakesContext,
        Note = "Counts at 1 GHz on the CPU. OpenCL: at the device's rate where its compiler has a counter; "
               "elsewhere it counts its own calls." in
      def : Builtin<"clock64", "long long", []>;
    let OpenClName = "lorcha_nanosleep", Note = "OpenCL: takes no time, as CUDA allows." in
      def : Builtin<"__nanosleep", "void", [Param<"unsigned int", "ns">]>;
  }
  let In = TrapFunctions in {
    let OpenCL = Partial, OpenClName = "lorcha_trap", OpenClPart = "trap", OpenClTakes = TakesContext,
        Note = "OpenCL: the thread goes on to its end; then the launch fails." in {
      def : Builtin<"__trap", "void", []>;
      def : Builtin<"__brkpt", "void", []>;
    }
    let OpenClName = "lorcha_prof_trigger", Note = "There is no profiler to tell." in
      def : Builtin<"__prof_trigger", "void", [Param<"int", "counter">]>;
  }
}
