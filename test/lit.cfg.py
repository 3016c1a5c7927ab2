# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# lit's configuration: what tests are, and the names that RUN lines use.
#   %lorcha %lorchacc %inspect   the tools           %include  the headers of this build
#   %build                       the build tree, %toolkit its CUDA toolkit
#   %clangxx %gxx                the host compilers; `REQUIRES: gcc` where GCC is a must
#   %gdb %clangd                 the debugger, in batch mode, and what editors ask
#   %run                         runs a program on every backend and compares; `--param backends=cpu` chooses
# FileCheck, not and split-file are in PATH. A CUDA toolkit is out of it: no test may need one.
import os
import shutil
import subprocess

import lit.formats

config.name = "Lorcha"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cu", ".test", ".td"]
config.excludes = ["Inputs", "unit"]
config.test_source_root = os.path.join(config.source_root, "test")
config.test_exec_root = os.path.join(config.binary_root, "test")

tools = os.path.join(config.binary_root, "bin")
config.environment["PATH"] = os.pathsep.join([config.llvm_tools, "/usr/bin", "/bin"])
for name in ("LIBRARY_PATH", "LD_LIBRARY_PATH", "CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"):
    config.environment.pop(name, None)
# A test that hangs fails; the timeout needs psutil, which is not always there.
supported, _ = lit_config.maxIndividualTestTimeIsSupported
if supported:
    lit_config.maxIndividualTestTime = 120
# What `lorcha run` caches stays inside the build tree.
config.environment["XDG_CACHE_HOME"] = os.path.join(config.test_exec_root, "cache")

clangxx = shutil.which("clang++-19") or shutil.which("clang++")
clangd = shutil.which("clangd-19") or shutil.which("clangd")
gxx = shutil.which("g++")
if clangxx:
    config.available_features.add("clang")
if gxx:
    config.available_features.add("gcc")
for program in ("pkg-config", "dpkg-deb", "chromium"):
    if shutil.which(program):
        config.available_features.add(program)

mount = "mount -t tmpfs none /mnt"
if shutil.which("unshare") and not subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, check=False).returncode:
    config.available_features.add("mounts")

backends = lit_config.params.get("backends", "cpu,opencl,minimal")
run = f"{config.python} {os.path.join(config.test_source_root, 'run-on-backends')} --backends {backends} --test %s"

# %lorchacc before %lorcha: the longer name must be replaced first.
for name, value in [
    ("%lorchacc", os.path.join(tools, "lorchacc")),
    ("%inspect", os.path.join(tools, "lorcha-inspect")),
    ("%tblgen", os.path.join(tools, "lorcha-tblgen")),
    ("%lorcha", os.path.join(tools, "lorcha")),
    ("%include", os.path.join(config.binary_root, "include")),
    ("%build", config.binary_root),
    ("%lib", os.path.join(config.binary_root, "lib")),
    ("%toolkit", os.path.join(config.binary_root, "toolkit")),
    ("%clangxx", clangxx or "no-clang"),
    ("%clangd", clangd or "no-clangd"),
    ("%gdb", (shutil.which("gdb") or "no-gdb") + " -nx -q -batch"),
    ("%gxx", gxx or "no-gcc"),
    ("%python", config.python),
    ("%run", run),
]:
    config.substitutions.append((name + r"\b", value))
