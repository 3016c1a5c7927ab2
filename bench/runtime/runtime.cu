// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the calls of the runtime cost, beside the goals that they are held to: copies, host functions, events, graphs,
// allocation (on devices whose memory the host can touch). Usage: runtime-bench [--rounds=N] [--filter=PART OF A NAME].
// Ends with 1 if a goal is missed.
#include "Measure.h"
#include "Churn.h"
#include <cstring>

using namespace bench;

__global__ void empty() {}

static cudaStream_t stream;

/// How fast a copy is beside memcpy between the same two places.
static Measurement copyShare(const char *name, cudaMemcpyKind kind, bool isPinned) {
  constexpr size_t bytes = 64 << 20;
  char *host = nullptr, *device = nullptr;
  check(cudaMalloc(&device, bytes));
  if (isPinned)
    check(cudaMallocHost(&host, bytes));
  else
    host = static_cast<char *>(std::aligned_alloc(2 << 20, bytes));
  std::memset(host, 1, bytes);
  check(cudaMemset(device, 2, bytes));
  check(cudaDeviceSynchronize());
  // Memory for memcpy of the kind that the device's is of, and as warm.
  auto *other = static_cast<char *>(std::aligned_alloc(2 << 20, bytes));
  std::memset(other, 3, bytes);
  auto run = [=] {
    bool isToDevice = kind == cudaMemcpyHostToDevice;
    double plain = 1e9, ours = 1e9; // the best of some, in turns: one is too long for none to be interrupted
    for (int i = 0; i < 7; ++i) {
      plain = std::min(plain, secondsOf([&] { std::memcpy(isToDevice ? other : host, isToDevice ? host : other, bytes); }));
      ours = std::min(
          ours, secondsOf([&] { check(cudaMemcpy(isToDevice ? device : host, isToDevice ? host : device, bytes, kind)); }));
    }
    return plain / ours;
  };
  return {name, "of memcpy", 0.9, true, run, {}};
}

static void CUDART_CB nothing(void *) {}

static std::vector<Measurement> hostFunctions() {
  auto alone = [] {
    return nanosecondsEach(100, 20, [] {
             check(cudaLaunchHostFunc(stream, nothing, nullptr));
             check(cudaStreamSynchronize(stream));
           }) /
           1e3;
  };
  auto inRow = [] {
    return nanosecondsEach(20, 1, [] {
             for (int i = 0; i < 1000; ++i)
               check(cudaLaunchHostFunc(stream, nothing, nullptr));
             check(cudaStreamSynchronize(stream));
           }) /
           1e6;
  };
  return {{"host function: enqueue and wait", "us", 2, false, alone, {}},
          {"host function: of 1,000 in a row", "us", 2, false, inRow, {}}};
}

static Measurement eventPair(const char *name, unsigned flags) {
  cudaEvent_t event;
  check(cudaEventCreateWithFlags(&event, flags));
  auto run = [=] {
    return nanosecondsEach(100, 200, [&] {
      check(cudaEventRecord(event, stream));
      check(cudaEventQuery(event));
    });
  };
  return {name, "ns", 100, false, run, {}};
}

static Measurement emptyGraph() {
  constexpr int nodes = 1000;
  cudaGraph_t graph;
  check(cudaGraphCreate(&graph, 0));
  cudaGraphNode_t last = nullptr;
  for (int i = 0; i < nodes; ++i) {
    cudaKernelNodeParams params = {};
    params.func = (void *)empty;
    params.gridDim = params.blockDim = dim3(1);
    check(cudaGraphAddKernelNode(&last, graph, last ? &last : nullptr, last ? 1 : 0, &params));
  }
  cudaGraphExec_t executable;
  check(cudaGraphInstantiateWithFlags(&executable, graph, 0));
  auto run = [=] {
    return nanosecondsEach(20, 1, [&] {
             check(cudaGraphLaunch(executable, stream));
             check(cudaStreamSynchronize(stream));
           }) /
           nodes;
  };
  return {"graph of 1,000 empty kernels: a node", "ns", 200, false, run, {}};
}

static void *allocateAsync(size_t bytes) {
  void *memory = nullptr;
  check(cudaMallocAsync(&memory, bytes, stream));
  return memory;
}
static void freeAsync(void *memory) { check(cudaFreeAsync(memory, stream)); }

static Measurement asyncPair() {
  auto run = [] { return nanosecondsEach(100, 200, [] { freeAsync(allocateAsync(4096)); }); };
  return {"4 KB cudaMallocAsync and cudaFreeAsync", "ns", 150, false, run, {}};
}

static void *allocatePlain(size_t bytes) {
  void *memory = nullptr;
  check(cudaMalloc(&memory, bytes));
  return memory;
}
static void freePlain(void *memory) { check(cudaFree(memory)); }

static ChurnResult churn(bool isAsync, bool touches) {
  constexpr size_t cycles = 500000, living = 512;
  ChurnResult result = isAsync ? churn(cycles, living, touches, allocateAsync, freeAsync)
                               : churn(cycles, living, touches, allocatePlain, freePlain);
  check(cudaDeviceSynchronize());
  return result;
}

/// In a process of its own, which this program is run as: one that has allocated before has memory left over.
static double growthElsewhere(const std::string &program, const char *kind) {
  double growth = 0;
  FILE *output = popen(("'" + program + "' --growth=" + kind).c_str(), "r");
  if (!output || std::fscanf(output, "%lf", &growth) != 1 || pclose(output) != 0) {
    std::printf("cannot run %s\n", program.c_str());
    std::exit(2);
  }
  return growth;
}

static std::vector<Measurement> churns(const std::string &program, const std::string &name, bool isAsync) {
  auto time = [=] { return churn(isAsync, /*touches=*/false).nanosecondsPerPair; };
  auto growth = [=] { return growthElsewhere(program, isAsync ? "async" : "plain"); };
  return {{name + ", 500,000 of mixed sizes: a pair", "ns", 0, false, time, {}},
          {name + ", the same, touched: growth over what lives", "times", 1.2, false, growth, {}}};
}

static const char *optionValue(const char *argument, const char *option) {
  size_t length = std::strlen(option);
  return std::strncmp(argument, option, length) == 0 ? argument + length : nullptr;
}

int main(int count, char **arguments) {
  int rounds = 11;
  std::string filter;
  check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  for (int i = 1; i < count; ++i) {
    if (const char *value = optionValue(arguments[i], "--rounds="))
      rounds = std::atoi(value);
    else if (const char *part = optionValue(arguments[i], "--filter="))
      filter = part;
    else if (const char *kind = optionValue(arguments[i], "--growth="))
      return std::printf("%f\n", churn(std::strcmp(kind, "async") == 0, /*touches=*/true).growth), 0;
    else
      return std::printf("usage: runtime-bench [--rounds=N] [--filter=PART OF A NAME]\n"), 2;
  }
  std::vector<Measurement> all = {
      copyShare("64 MB host to device, pageable", cudaMemcpyHostToDevice, false),
      copyShare("64 MB device to host, pageable", cudaMemcpyDeviceToHost, false),
      copyShare("64 MB host to device, page-locked", cudaMemcpyHostToDevice, true),
      copyShare("64 MB device to host, page-locked", cudaMemcpyDeviceToHost, true),
      eventPair("event: record and query", cudaEventDefault),
      eventPair("event without timing: record and query", cudaEventDisableTiming),
      emptyGraph(),
      asyncPair(),
  };
  for (Measurement &each : hostFunctions())
    all.push_back(each);
  for (Measurement &each : churns(arguments[0], "cudaMalloc and cudaFree", /*isAsync=*/false))
    all.push_back(each);
  for (Measurement &each : churns(arguments[0], "cudaMallocAsync and cudaFreeAsync", /*isAsync=*/true))
    all.push_back(each);
  return takeAll(std::move(all), rounds, filter) ? 0 : 1;
}
