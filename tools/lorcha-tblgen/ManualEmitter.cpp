// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -gen-man-lorchacc and -gen-man-lorcha print manual pages (man(7)) from lib/Driver/Options.td.
#include "FlagModel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

/// Text as roff takes it: hyphens stay hyphens, and no line begins a request.
std::string roff(StringRef Text) {
  std::string Result;
  for (char C : Text) {
    if (C == '-')
      Result += '\\';
    Result += C == '\\' ? std::string("\\e") : std::string(1, C);
  }
  return StringRef(Result).starts_with(".") || StringRef(Result).starts_with("'") ? "\\&" + Result : Result;
}

void emitHead(raw_ostream &OS, StringRef Name, StringRef What) {
  OS << ".\\\" Made by lorcha-tblgen from lib/Driver/Options.td; change that.\n"
     << ".TH " << Name.upper() << " 1 \"\" \"Lorcha\"\n.SH NAME\n"
     << Name << " \\- " << roff(What) << "\n";
}

void emitFlags(raw_ostream &OS, const FlagSection &Section) {
  for (const FlagRow &Flag : Section.Flags) {
    OS << ".TP\n.B " << roff(join(Flag.Names, ", "));
    if (!Flag.Value.empty())
      OS << " \\fI" << roff(StringRef(Flag.Value).trim("<>")) << "\\fR";
    OS << "\n" << roff(Flag.Help.empty() ? StringRef("True of every build.") : StringRef(Flag.Help)) << "\n";
    if (Flag.Choices.size() > 1)
      OS << ".br\n" << roff(join(Flag.Choices, ", ")) << "\n";
  }
}

void emitEnd(raw_ostream &OS) {
  OS << ".SH EXIT STATUS\n"
        ".TP\n.B 0\nDone; warnings perhaps.\n"
        ".TP\n.B 1\nThe sources have errors, or the host compiler or linker failed.\n"
        ".TP\n.B 2\nThe command line is wrong.\n"
        ".TP\n.B 3\nA file, a tool or a device is missing or cannot be used.\n"
        ".SH ENVIRONMENT\n"
        ".TP\n.B LORCHA_CXX\nThe host compiler, if \\-ccbin names none.\n"
        ".TP\n.B LORCHA_CUDA_VERSION\nThe release of CUDA to say that this is, if \\-\\-cuda\\-version names "
        "none.\n"
        ".TP\n.B NVCC_PREPEND_FLAGS, NVCC_APPEND_FLAGS\nFlags that lorchacc puts before and behind its own.\n"
        ".TP\n.B LORCHA_BACKEND\nWhere programs run their kernels: cpu, opencl or all.\n"
        ".TP\n.B LORCHA_LOG\nWhat programs say about themselves: api, launch.\n"
        ".SH SEE ALSO\n.BR lorcha (1),\n.BR lorchacc (1)\n";
}

/// The title of a section as manuals have it.
std::string heading(const FlagSection &Section) {
  return StringSwitch<std::string>(Section.Title)
      .Case("no effect", "FLAGS OF NVCC THAT HAVE NO EFFECT")
      .Case("silent", "FLAGS OF NVCC THAT ARE TRUE OF EVERY BUILD")
      .Case("refused", "FLAGS OF NVCC THAT ARE REFUSED")
      .Default(StringRef(Section.Title).upper());
}

void emitCompilerManual(RecordKeeper &Records, raw_ostream &OS) {
  emitHead(OS, "lorchacc", "compiles CUDA C++ for processors that are not NVIDIA's");
  OS << ".SH SYNOPSIS\n.B lorchacc\n[\\fIflags\\fR] \\fIfile\\fR...\n.SH DESCRIPTION\n"
        "lorchacc takes nvcc's place and nvcc's flags: it translates CUDA sources to C++, has the host "
        "compiler\n"
        "compile them, and links them with Lorcha's runtime. Long flags take one or two dashes; a value may "
        "follow\n"
        "after a space or \"=\". A flag that has no effect is warning LOR4002, which \\-Wno\\-lorcha=4002 "
        "silences.\n";
  for (const FlagSection &Section : flagSections(Records)) {
    OS << ".SH \"" << heading(Section) << "\"\n";
    emitFlags(OS, Section);
  }
  emitEnd(OS);
}

void emitToolManual(RecordKeeper &Records, raw_ostream &OS) {
  emitHead(OS, "lorcha", "runs CUDA C++ programs on hardware that is not NVIDIA's");
  OS << ".SH SYNOPSIS\n.B lorcha\n\\fIcommand\\fR [\\fIflags\\fR] [\\fIfile\\fR...]\n.SH COMMANDS\n";
  for (const CommandRow &Row : commandRows(Records))
    OS << ".TP\n.B lorcha " << roff(Row.Usage) << "\n" << roff(Row.Help) << "\n";
  OS << ".PP\nrun and translate take the flags of\n.BR lorchacc (1).\n";
  emitEnd(OS);
}

/// -gen-commands: the commands for `lorcha help`.
void emitCommands(RecordKeeper &Records, raw_ostream &OS) {
  for (const CommandRow &Row : commandRows(Records))
    OS << "LORCHA_COMMAND(" << "\"" << Row.Usage << "\", \"" << Row.Help << "\")\n";
}

TableGen::Emitter::Opt CompilerManual("gen-man-lorchacc", emitCompilerManual, "The manual page of lorchacc");
TableGen::Emitter::Opt ToolManual("gen-man-lorcha", emitToolManual, "The manual page of lorcha");
TableGen::Emitter::Opt Commands("gen-commands", emitCommands, "The commands of lorcha for its help");

} // namespace
} // namespace lorcha::tblgen
