// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One wrapper per function, made by a template from the function's type.
#include "backends/opencl/Faults.h"
#include "core/Log.h"
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace lorcha::runtime::opencl {

namespace {
enum class Effect { Nothing, Makes, Frees };

/// Kinds of objects that must not leak.
enum Kind { Context, Queue, Buffer, Program, Kernel, Event, Svm, KindCount };
constexpr const char *KindNames[KindCount] = {"contexts", "queues", "buffers", "programs",
                                              "kernels",  "events", "svm"};

struct FunctionCount {
  const char *Name;
  std::atomic<unsigned long> Calls{0};
};

enum FunctionIndex {
#define LORCHA_CL_INDEX(Name, Effect) Index##Name,
  LORCHA_CL_REQUIRED(LORCHA_CL_INDEX) LORCHA_CL_OPTIONAL(LORCHA_CL_INDEX)
#undef LORCHA_CL_INDEX
      FunctionIndexCount
};
} // namespace

static FunctionCount Counts[] = {
#define LORCHA_CL_COUNT(Name, Effect) {"cl" #Name},
    LORCHA_CL_REQUIRED(LORCHA_CL_COUNT) LORCHA_CL_OPTIONAL(LORCHA_CL_COUNT)
#undef LORCHA_CL_COUNT
};
static std::atomic<long> Made[KindCount], Freed[KindCount];
static int FaultyFunction = -1; ///< set before the table is used, never changed later
static unsigned long FaultyCall = 0;
static cl_int FaultCode = CL_OUT_OF_RESOURCES;

template <class HandleT> static constexpr Kind kindOf() {
  if (std::is_same_v<HandleT, cl_context>)
    return Context;
  if (std::is_same_v<HandleT, cl_command_queue>)
    return Queue;
  if (std::is_same_v<HandleT, cl_mem>)
    return Buffer;
  if (std::is_same_v<HandleT, cl_program>)
    return Program;
  if (std::is_same_v<HandleT, cl_kernel>)
    return Kernel;
  return std::is_same_v<HandleT, cl_event> ? Event : Svm;
}

/// Counts a call; whether it is the one to fail.
static bool isFaulty(int Function) {
  unsigned long Number = Counts[Function].Calls.fetch_add(1) + 1;
  return Function == FaultyFunction && Number == FaultyCall;
}

namespace {
template <int Index, Effect What, class FunctionT> struct Wrapper;
template <int Index, Effect What, class ResultT, class... ArgTs>
struct Wrapper<Index, What, ResultT (*)(ArgTs...)> {
  inline static ResultT (*Real)(ArgTs...) = nullptr;
  using LastT = std::tuple_element_t<sizeof...(ArgTs) - 1, std::tuple<ArgTs...>>;

  static ResultT fail(ArgTs... Args) {
    if constexpr (std::is_same_v<ResultT, cl_int>) {
      return FaultCode;
    } else {
      if constexpr (std::is_same_v<LastT, cl_int *>) {
        cl_int *Code = std::get<sizeof...(ArgTs) - 1>(std::make_tuple(Args...));
        if (Code)
          *Code = FaultCode;
      }
      return nullptr;
    }
  }

  template <class T> static void count(T Result, ArgTs... Args) {
    if constexpr (What == Effect::Makes) {
      if (Result)
        ++Made[kindOf<ResultT>()];
    } else if constexpr (What == Effect::Frees) {
      if (Result == CL_SUCCESS)
        ++Freed[kindOf<std::tuple_element_t<0, std::tuple<ArgTs...>>>()];
    } else if constexpr (std::is_same_v<LastT, cl_event *>) {
      if (Result == CL_SUCCESS && std::get<sizeof...(ArgTs) - 1>(std::make_tuple(Args...)))
        ++Made[Event];
    }
  }

  static ResultT call(ArgTs... Args) {
    if constexpr (std::is_void_v<ResultT>) { // clSVMFree cannot fail
      ++Counts[Index].Calls;
      ++Freed[Svm];
      Real(Args...);
    } else {
      if (isFaulty(Index))
        return fail(Args...);
      ResultT Result = Real(Args...);
      count(Result, Args...);
      return Result;
    }
  }
};
} // namespace

static void writeCounts() {
  for (const FunctionCount &Each : Counts)
    if (unsigned long Calls = Each.Calls.load())
      trace("opencl calls {} {}", Each.Name, Calls);
  for (int I = 0; I < KindCount; ++I)
    trace("opencl objects {} made {} freed {}", KindNames[I], Made[I].load(), Freed[I].load());
}

/// "function:number:code".
static void readFault(std::string_view Text) {
  size_t First = Text.find(':'), Second = Text.find(':', First + 1);
  std::string_view Name = Text.substr(0, First);
  for (int I = 0; I < FunctionIndexCount; ++I)
    if (Name == Counts[I].Name)
      FaultyFunction = I;
  if (FaultyFunction < 0 || Second == std::string_view::npos) {
    warn("LORCHA_OPENCL_FAULT: '{}' is neither 'count' nor function:number:code", Text);
    FaultyFunction = -1;
    return;
  }
  FaultyCall = std::strtoul(Text.data() + First + 1, nullptr, 10);
  FaultCode = static_cast<cl_int>(std::strtol(Text.data() + Second + 1, nullptr, 10));
}

void injectFaults(Functions &Table) {
  const char *Text = std::getenv("LORCHA_OPENCL_FAULT");
  if (!Text || !*Text)
    return;
  if (std::strcmp(Text, "count") != 0)
    readFault(Text);
#define LORCHA_CL_WRAP(Name, What)                                                                           \
  if (Table.Name) {                                                                                          \
    using Wrapped = Wrapper<Index##Name, Effect::What, decltype(Table.Name)>;                                \
    Wrapped::Real = Table.Name;                                                                              \
    Table.Name = &Wrapped::call;                                                                             \
  }
  LORCHA_CL_REQUIRED(LORCHA_CL_WRAP)
  LORCHA_CL_OPTIONAL(LORCHA_CL_WRAP)
#undef LORCHA_CL_WRAP
  std::atexit(writeCounts);
}

} // namespace lorcha::runtime::opencl
