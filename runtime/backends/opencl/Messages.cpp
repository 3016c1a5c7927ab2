// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Decodes messages. A format's parts are printed one by one with the C library, each with its argument in the
// type that the part asks for.
#include "backends/opencl/Messages.h"
#include "backends/opencl/Errors.h"
#include "backends/opencl/Kernels.h"
#include "core/Log.h"
#include <algorithm>
#include <cstdio>
#include <cstring>

namespace lorcha::runtime::opencl {

namespace {
enum MessageKind : uint32_t { Printf = 0, Assert = 1, Trap = 2, CopiedText = 3 };
constexpr uint32_t HeaderWords = 4, RecordWords = 7;

/// One record, as the kernel wrote it.
struct Record {
  uint32_t Words, Kind, Format, Thread, Block[3];
  uint32_t Arguments[1]; ///< and more
};

/// The arguments of one printf.
class ArgumentReader {
public:
  ArgumentReader(const uint32_t *Words, uint32_t Count) : Words(Words), Left(Count) {}
  uint64_t next() {
    if (!Left)
      return 0;
    uint64_t Value = Words[0] | uint64_t(Words[1]) << 32;
    Words += 2;
    --Left;
    return Value;
  }

private:
  const uint32_t *Words;
  uint32_t Left;
};
} // namespace

void resetMessages(uint32_t (&Header)[4]) {
  Header[0] = HeaderWords;
  Header[1] = MessageCapacityBytes / sizeof(uint32_t);
  Header[2] = Header[3] = 0;
}

template <class T> static void append(std::string &To, const std::string &Part, T Value) {
  char Small[128];
  int Length = std::snprintf(Small, sizeof(Small), Part.c_str(), Value);
  if (Length < static_cast<int>(sizeof(Small))) {
    To.append(Small, static_cast<size_t>(std::max(Length, 0)));
    return;
  }
  std::string Large(static_cast<size_t>(Length) + 1, '\0');
  std::snprintf(Large.data(), Large.size(), Part.c_str(), Value);
  To.append(Large.data(), static_cast<size_t>(Length));
}

/// An integer in the width that the length modifier asks for.
static void appendInteger(std::string &To, const std::string &Flags, std::string_view Length, char Conversion,
                          uint64_t Value) {
  bool IsSigned = Conversion == 'd' || Conversion == 'i';
  bool IsLong = Length == "l" || Length == "ll" || Length == "j" || Length == "z" || Length == "t" ||
                Length == "L" || Length == "q";
  std::string Part = Flags + "ll" + Conversion;
  if (!IsLong && IsSigned)
    Value = static_cast<uint64_t>(static_cast<int64_t>(static_cast<int32_t>(Value)));
  else if (!IsLong)
    Value = static_cast<uint32_t>(Value);
  if (Length == "h")
    Value = IsSigned ? static_cast<uint64_t>(static_cast<int64_t>(static_cast<int16_t>(Value)))
                     : static_cast<uint16_t>(Value);
  if (Length == "hh")
    Value = IsSigned ? static_cast<uint64_t>(static_cast<int64_t>(static_cast<signed char>(Value)))
                     : static_cast<unsigned char>(Value);
  append(To, Part, static_cast<unsigned long long>(Value));
}

/// What an argument for %s stands for: 0 is null, a number counts the module's texts from 1, and with the
/// highest bit it is the word of the buffer behind the head of a record with characters.
static std::string textOf(uint64_t Argument, const DeviceModule &Texts, const std::vector<uint32_t> &Buffer) {
  if (Argument && Argument <= Texts.FormatCount)
    return Texts.Formats[Argument - 1];
  if (!(Argument >> 63))
    return "(null)";
  uint64_t At = static_cast<uint32_t>(Argument);
  if (At < HeaderWords + RecordWords || At > Buffer.size())
    return {}; // the record was lost
  auto &Head = reinterpret_cast<const Record &>(Buffer[At - RecordWords]);
  size_t Room = (Buffer.size() - At) * sizeof(uint32_t);
  return std::string(reinterpret_cast<const char *>(&Buffer[0] + At), std::min<size_t>(Head.Format, Room));
}

/// One conversion, between the percent sign and the letter.
static void appendConversion(std::string &To, const std::string &Flags, std::string_view Length,
                             char Conversion, ArgumentReader &Args, const DeviceModule &Texts,
                             const std::vector<uint32_t> &Buffer) {
  switch (Conversion) {
  case 'd':
  case 'i':
  case 'u':
  case 'o':
  case 'x':
  case 'X':
    appendInteger(To, Flags, Length, Conversion, Args.next());
    return;
  case 'c':
    append(To, Flags + Conversion, static_cast<int>(Args.next()));
    return;
  case 'p':
    append(To, Flags + Conversion, reinterpret_cast<void *>(Args.next()));
    return;
  case 's':
    append(To, Flags + Conversion, textOf(Args.next(), Texts, Buffer).c_str());
    return;
  default: {
    uint64_t Bits = Args.next();
    double Value;
    std::memcpy(&Value, &Bits, sizeof(Value));
    append(To, Flags + Conversion, Value);
  }
  }
}

std::string formatMessage(const char *Format, const uint32_t *Arguments, uint32_t Count,
                          const DeviceModule &Texts, const std::vector<uint32_t> &Buffer) {
  std::string Result;
  ArgumentReader Args(Arguments, Count);
  for (const char *At = Format; *At;) {
    if (*At != '%') {
      const char *End = std::strchr(At, '%');
      size_t Length = End ? static_cast<size_t>(End - At) : std::strlen(At);
      Result.append(At, Length);
      At += Length;
      continue;
    }
    const char *Begin = At++;
    std::string Flags = "%";
    for (; *At && std::strchr("-+ #0123456789.*", *At); ++At)
      Flags += *At == '*' ? std::to_string(static_cast<int32_t>(Args.next())) : std::string(1, *At);
    const char *LengthBegin = At;
    while (*At && std::strchr("hljztLq", *At))
      ++At;
    std::string_view Length(LengthBegin, static_cast<size_t>(At - LengthBegin));
    if (*At == '%')
      Result += '%';
    else if (*At && std::strchr("diouxXcspeEfFgGaA", *At))
      appendConversion(Result, Flags, Length, *At, Args, Texts, Buffer);
    else
      Result.append(Begin, static_cast<size_t>(At - Begin) + (*At != 0)); // as CUDA: what is unknown stays
    At += *At != 0;
  }
  return Result;
}

/// The failed assertion in the words of the CPU backend. Its text is "file:line: function", a newline, and
/// the expression.
static void sayAssert(const Record &Failed, const char *Text, const uint32_t (&Thread)[3]) {
  const char *Break = std::strchr(Text, '\n');
  std::string Place(Text, Break ? static_cast<size_t>(Break - Text) : std::strlen(Text));
  std::string Line = fmt::format("{}: block: [{},{},{}], thread: [{},{},{}] Assertion `{}` failed.\n", Place,
                                 Failed.Block[0], Failed.Block[1], Failed.Block[2], Thread[0], Thread[1],
                                 Thread[2], Break ? Break + 1 : "");
  std::fwrite(Line.data(), 1, Line.size(), stderr);
}

static Status tell(const Record &Message, const std::vector<uint32_t> &Words, const CompiledKernel &Writer,
                   const uint32_t (&BlockDim)[3], std::string &Output) {
  const DeviceModule &Texts = Writer.module();
  const char *Text = Message.Format < Texts.FormatCount ? Texts.Formats[Message.Format] : "";
  switch (Message.Kind) {
  case Printf:
    Output += formatMessage(Text, Message.Arguments, (Message.Words - RecordWords) / 2, Texts, Words);
    return Status::Success;
  case Assert: {
    uint32_t Thread[3] = {Message.Thread % BlockDim[0], Message.Thread / BlockDim[0] % BlockDim[1],
                          Message.Thread / BlockDim[0] / BlockDim[1]};
    sayAssert(Message, Text, Thread);
    return Status::DeviceAssert;
  }
  default:
    say("kernel '{}' reached a trap in block [{},{},{}]", Writer.name(), Message.Block[0], Message.Block[1],
        Message.Block[2]);
    return Status::LaunchFailure;
  }
}

/// The messages in a buffer that was read; Used words are valid. Every printf counts, but only the first
/// failed thread of each kind is told of.
static Status tellAll(const std::vector<uint32_t> &Words, uint32_t Used, const CompiledKernel &Writer,
                      const uint32_t (&BlockDim)[3]) {
  std::string Output;
  Status Result = Status::Success;
  for (uint32_t At = HeaderWords; At + RecordWords <= Used;) {
    auto &Message = reinterpret_cast<const Record &>(Words[At]);
    if (Message.Words < RecordWords || Message.Words > Used - At)
      break; // it was cut off, or the kernel has written over it
    if (Message.Kind == Printf || (Message.Kind != CopiedText && Result == Status::Success)) {
      Status Told = tell(Message, Words, Writer, BlockDim, Output);
      Result = Result == Status::Success ? Told : Result;
    }
    At += Message.Words;
  }
  if (!Output.empty()) {
    std::fwrite(Output.data(), 1, Output.size(), stdout);
    std::fflush(stdout);
  }
  return Result;
}

Status readMessages(cl_command_queue By, cl_mem Buffer, const CompiledKernel &Writer,
                    const uint32_t (&BlockDim)[3]) {
  uint32_t Header[HeaderWords];
  cl_int Code = cl().EnqueueReadBuffer(By, Buffer, CL_TRUE, 0, sizeof(Header), Header, 0, nullptr, nullptr);
  if (Code != CL_SUCCESS)
    return failed("reading the messages of a kernel", Code);
  uint32_t Used = std::min<uint32_t>(Header[0], MessageCapacityBytes / sizeof(uint32_t));
  if (Used <= HeaderWords)
    return Status::Success;
  std::vector<uint32_t> Words(Used);
  Code = cl().EnqueueReadBuffer(By, Buffer, CL_TRUE, 0, Used * sizeof(uint32_t), Words.data(), 0, nullptr,
                                nullptr);
  if (Code != CL_SUCCESS)
    return failed("reading the messages of a kernel", Code);
  Status Result = tellAll(Words, Used, Writer, BlockDim);
  if (Result != Status::Success || !Header[2])
    return Result;
  say("kernel '{}' failed, and its message was lost among others", Writer.name()); // the buffer was full
  return Header[2] == Assert ? Status::DeviceAssert : Status::LaunchFailure;
}

} // namespace lorcha::runtime::opencl
