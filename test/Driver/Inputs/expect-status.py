# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command and fails unless its exit status is the one given first."""
import subprocess
import sys

status = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
if status != int(sys.argv[1]):
    sys.exit(f"{sys.argv[2:]}: status {status} instead of {sys.argv[1]}")
