// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// -gen-bash-completion prints the functions by which bash completes the command lines of lorcha and lorchacc.
#include "FlagModel.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TableGen/TableGenBackend.h"

using namespace llvm;

namespace lorcha::tblgen {
namespace {

// COMPREPLY is what bash offers. Bash cuts "-std=c++17" in three words.
const char Functions[] = R"(
_lorchacc() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  local choices=$(_lorcha_choices "$previous")
  if [[ -n $choices ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
  elif _lorcha_takes_directory "$previous"; then
    mapfile -t COMPREPLY < <(compgen -d -- "$current")
  elif [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$_lorcha_flags" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

_lorcha() {
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "$_lorcha_commands" -- "${COMP_WORDS[1]}")
  elif [[ ${COMP_WORDS[1]} == help ]]; then
    mapfile -t COMPREPLY < <(compgen -W "run translate devices" -- "${COMP_WORDS[COMP_CWORD]}")
  else
    _lorchacc
  fi
}

complete -o filenames -F _lorchacc lorchacc lorcha-inspect
complete -o filenames -F _lorcha lorcha
)";

/// "-a|--b)" with every name of the flag.
std::string pattern(const FlagRow &Flag) { return join(Flag.Names, "|") + ")"; }

void emitCompletion(RecordKeeper &Records, raw_ostream &OS) {
  std::string Flags, Choices, Directories;
  for (const FlagSection &Section : flagSections(Records))
    for (const FlagRow &Flag : Section.Flags) {
      Flags += join(Flag.Names, " ") + "\n";
      if (!Flag.Choices.empty())
        Choices += "    " + pattern(Flag) + " echo \"" + join(Flag.Choices, " ") + "\" ;;\n";
      if (Flag.Value == "<directory>")
        Directories += "    " + pattern(Flag) + " return 0 ;;\n";
    }
  OS << "# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
     << "# Completes the command lines of lorcha and lorchacc. Made by lorcha-tblgen from "
        "lib/Driver/Options.td.\n"
     << "_lorcha_flags=\"" << Flags << "\"\n_lorcha_commands=\"";
  std::string Last;
  for (const CommandRow &Row : commandRows(Records)) {
    if (Row.Name != Last)
      OS << Row.Name << " ";
    Last = Row.Name;
  }
  OS << "\"\n\n_lorcha_choices() {\n  case $1 in\n"
     << Choices << "  esac\n}\n"
     << "\n_lorcha_takes_directory() {\n  case $1 in\n"
     << Directories << "  esac\n  return 1\n}\n"
     << Functions;
}

TableGen::Emitter::Opt Completion("gen-bash-completion", emitCompletion,
                                  "Completion of command lines by bash");

} // namespace
} // namespace lorcha::tblgen
