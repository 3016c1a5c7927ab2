# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a program, interrupts it as soon as it has made the state folder, and prints its status."""
import os
import signal
import subprocess
import sys
import time

process = subprocess.Popen(sys.argv[1:])
state = os.path.join(sys.argv[sys.argv.index("-o") + 1], ".lorcha-migrate")
while not os.path.isdir(state) and process.poll() is None:
    time.sleep(0.005)
process.send_signal(signal.SIGINT)
print("status", process.wait())
