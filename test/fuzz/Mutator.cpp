// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Mutator.h"

#include "llvm/ADT/STLExtras.h"

using namespace lorcha::fuzz;
using llvm::StringRef;

static const char *const Types[] = {
    "int",   "unsigned", "float",     "double",       "char",  "short",   "bool",          "long",
    "void",  "auto",     "float4",    "int2",         "dim3",  "size_t",  "unsigned char", "long long",
    "uint3", "double2",  "const int", "volatile int", "int *", "float &", "int (*)(int)",  "decltype(0)"};
static const char *const Attributes[] = {"__device__",
                                         "__global__",
                                         "__host__ __device__",
                                         "__shared__",
                                         "__constant__",
                                         "__managed__",
                                         "static",
                                         "extern",
                                         "inline",
                                         "__forceinline__",
                                         "__noinline__",
                                         "constexpr",
                                         "const",
                                         "volatile",
                                         "__restrict__",
                                         "extern \"C\"",
                                         "__launch_bounds__(64)",
                                         "virtual",
                                         "template <class T>",
                                         "template <int N>",
                                         "thread_local"};
static const char *const Operators[] = {"+",   "-",   "*",  "/",  "%",  "&",  "|",  "^",  "<<", ">>", "<",
                                        ">",   "<=",  ">=", "==", "!=", "&&", "||", ",",  "=",  "+=", "-=",
                                        "<<=", ">>=", "&=", "|=", "^=", "*=", "/=", "%=", "?:"};
static const char *const Numbers[] = {
    "0",       "1",     "2",           "31",         "32",          "33",
    "64",      "1023",  "1024",        "0x7fffffff", "0xffffffffu", "0x8000000000000000ull",
    "-1",      "1e30f", "0.0",         "0.5f",       "1e308",       "'a'",
    "nullptr", "true",  "sizeof(int)", "08",         "1u",          "3ll"};
static const char *const Statements[] = {
    "__syncthreads();",
    "__syncwarp();",
    "return;",
    "break;",
    "continue;",
    "goto end; end:;",
    "{}",
    ";",
    "if (threadIdx.x < 3) return;",
    "if (threadIdx.x & 1) __syncthreads();",
    "if (blockIdx.x) continue;",
    "for (;;) { if (__syncthreads_or(1)) break; }",
    "while (__syncthreads_and(threadIdx.x < 5)) {}",
    "do { __syncthreads(); } while (0);",
    "switch (threadIdx.x) { case 0: __syncthreads(); default: break; }",
    "__shared__ int shared[32]; shared[threadIdx.x % 32] = 1;",
    "extern __shared__ float dynamic[];",
    "int local[4] = {1, 2, 3, 4};",
    "auto f = [=](int i) { __syncthreads(); return i; }; f(1);",
    "struct L { int a; __device__ int m() { __syncthreads(); return a; } } l{1}; l.m();",
    "asm volatile(\"bar.sync 0;\");",
    "asm(\"add.u32 %0, %0, 1;\" : \"+r\"(i));",
    "__threadfence();",
    "int v = __shfl_sync(~0u, threadIdx.x, 0);",
    "unsigned b = __ballot_sync(~0u, threadIdx.x < 7);",
    "atomicAdd((int *)0, 1);",
    "static __shared__ int s;",
    "int *p = new int[3]; delete[] p;",
    "printf(\"%d\\n\", threadIdx.x);",
    "assert(threadIdx.x < 9);",
    "__trap();",
    "try {} catch (...) {}",
    "cudaDeviceSynchronize();",
    "k<<<1, 1>>>();",
    "{ __syncthreads(); { return; } }",
    "l: goto l;",
    "for (int i = threadIdx.x; i < 10; i += blockDim.x) __syncthreads();"};

static std::vector<Token> tokensOf(const std::string &Text) { return SourceText(Text).Tokens; }

void Mutator::insert(SourceText &Text, size_t At, const std::vector<Token> &New) {
  Text.Tokens.insert(Text.Tokens.begin() + std::min(At, Text.Tokens.size()), New.begin(), New.end());
}

void Mutator::replaceToken(Token &Changed, const SourceText &Text) {
  const Token &Other = Text.Tokens[below(Text.Tokens.size())];
  switch (Changed.Kind) {
  case TokenKind::Number:
    Changed.Spelling = below(2) ? oneOf(Numbers) : std::to_string(below(70));
    return;
  case TokenKind::Punctuator:
    Changed.Spelling =
        llvm::is_contained(Operators, StringRef(Changed.Spelling)) ? oneOf(Operators) : Other.Spelling;
    return;
  case TokenKind::Word:
    if (IsCuda && below(2)) {
      Changed.Spelling = below(2) ? oneOf(Types) : oneOf(Attributes);
      return;
    }
    for (unsigned Tries = 0; Tries < 8; ++Tries)
      if (const Token &Word = Text.Tokens[below(Text.Tokens.size())]; Word.Kind == TokenKind::Word) {
        Changed.Spelling = Word.Spelling;
        return;
      }
    return;
  default:
    Changed.Spelling = Other.Spelling;
  }
}

void Mutator::changeToken(SourceText &Text) {
  std::vector<Token> &Tokens = Text.Tokens;
  const size_t At = below(Tokens.size());
  switch (below(6)) {
  case 0:
    Tokens.erase(Tokens.begin() + At);
    return;
  case 1:
    insert(Text, At, {Token(Tokens[At])});
    return;
  case 2:
    for (unsigned Tries = 0; Tries < 16; ++Tries)
      if (Token &Other = Tokens[below(Tokens.size())]; Other.Kind == Tokens[At].Kind) {
        std::swap(Other.Spelling, Tokens[At].Spelling);
        return;
      }
    return;
  case 3:
    return wrapExpression(Text);
  default:
    return replaceToken(Tokens[At], Text);
  }
}

void Mutator::wrapExpression(SourceText &Text) {
  static const char *const Fronts[] = {"(",
                                       "-",
                                       "!",
                                       "~",
                                       "*",
                                       "&",
                                       "++",
                                       "(int)",
                                       "(float)",
                                       "(T)",
                                       "f(",
                                       "sizeof(",
                                       "__shfl_xor_sync(~0u, ",
                                       "__any_sync(~0u, ",
                                       "atomicAdd(&",
                                       "__syncthreads_count(",
                                       "min(3, ",
                                       "[&] { return ",
                                       "int{",
                                       "threadIdx.x ? 1 : "};
  static const char *const Backs[] = {")", "",  "",     "",  "",     "",  "",  "",      "",  "",
                                      ")", ")", ", 1)", ")", ", 1)", ")", ")", "; }()", "}", ""};
  static_assert(std::size(Fronts) == std::size(Backs));
  const size_t At = below(Text.Tokens.size());
  if (Text.Tokens[At].Kind != TokenKind::Word && Text.Tokens[At].Kind != TokenKind::Number)
    return;
  const size_t Which = below(IsCuda ? std::size(Fronts) : 6);
  insert(Text, At + 1, tokensOf(Backs[Which]));
  insert(Text, At, tokensOf(Fronts[Which]));
}

void Mutator::wrapStatement(SourceText &Text, Extent Which) {
  static const char *const Fronts[] = {"{",
                                       "if (threadIdx.x < 2)",
                                       "if (n) {} else",
                                       "for (int j = 0; j < 2; ++j)",
                                       "while (0)",
                                       "switch (threadIdx.x) { case 1:",
                                       "do",
                                       "[&] {",
                                       "for (;;) {",
                                       "if constexpr (1)",
                                       "struct W { __device__ void m() {",
                                       "#if __CUDA_ARCH__\n",
                                       "#pragma unroll\n",
                                       "namespace N {",
                                       "template <class T>",
                                       "__global__",
                                       "#define M "};
  static const char *const Backs[] = {"}",          "",     "",         "", "",     "}",
                                      "while (1);", "}();", "break; }", "", "} };", "\n#endif\n",
                                      "",           "}",    "",         "", "\nM\n"};
  static_assert(std::size(Fronts) == std::size(Backs));
  const size_t How = below(std::size(Fronts));
  insert(Text, Which.End, tokensOf(Backs[How]));
  insert(Text, Which.Begin, tokensOf(Fronts[How]));
}

void Mutator::changeStatement(SourceText &Text) {
  const std::vector<Extent> All = Text.statements();
  if (All.empty())
    return;
  std::vector<Token> &Tokens = Text.Tokens;
  const Extent Which = All[below(All.size())], Other = All[below(All.size())];
  std::vector<Token> Copy(Tokens.begin() + Which.Begin, Tokens.begin() + Which.End);
  switch (below(7)) {
  case 0:
    Tokens.erase(Tokens.begin() + Which.Begin, Tokens.begin() + Which.End);
    return;
  case 1:
    return insert(Text, Which.End, Copy);
  case 2:
    return insert(Text, Other.Begin, Copy);
  case 3: // in Other's place
    Tokens.erase(Tokens.begin() + Other.Begin, Tokens.begin() + Other.End);
    return insert(Text, Other.Begin, Copy);
  case 4:
    return wrapStatement(Text, Which);
  default:
    return insert(Text, below(2) ? Which.Begin : Which.End, tokensOf(oneOf(Statements)));
  }
}

void Mutator::change(SourceText &Text) {
  if (IsCuda && below(2))
    changeStatement(Text);
  else if (!Text.Tokens.empty())
    changeToken(Text);
}

std::string Mutator::mutate(StringRef Old) {
  SourceText Text(Old);
  for (size_t Changes = 1 + below(4); Changes > 0; --Changes)
    change(Text);
  return Text.print();
}

std::string Mutator::cross(StringRef First, StringRef Second) {
  SourceText Text(First);
  const SourceText From(Second);
  for (size_t Changes = 1 + below(3); Changes > 0; --Changes) {
    const std::vector<Extent> Here = Text.statements(), There = From.statements();
    if (Here.empty() || There.empty())
      break;
    const Extent To = Here[below(Here.size())], Source = There[below(There.size())];
    if (below(2))
      Text.Tokens.erase(Text.Tokens.begin() + To.Begin, Text.Tokens.begin() + To.End);
    insert(Text, To.Begin, {From.Tokens.begin() + Source.Begin, From.Tokens.begin() + Source.End});
  }
  return Text.print();
}
