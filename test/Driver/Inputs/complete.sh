# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# complete.sh FILE COMMAND WORDS...: prints what bash offers for the last word, with the functions in FILE.
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$(complete -p "$1" | sed 's/.*-F \([^ ]*\).*/\1/')
echo "${COMPREPLY[*]}"
