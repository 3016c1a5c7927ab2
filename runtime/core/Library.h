// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Libraries of kernels that the program loads while it runs, by hand: shared libraries of translated code, as
// `lorchacc -shared`, `-cubin`, `-fatbin` and `-ptx` write them. What they register while they are loaded is
// theirs.
#ifndef LORCHA_CORE_LIBRARY_H
#define LORCHA_CORE_LIBRARY_H

#include "core/DeviceModules.h"
#include "core/Kernels.h"
#include "core/Status.h"
#include <memory>
#include <string>
#include <vector>

namespace lorcha::runtime {

/// Constant once it is loaded. Loading the same code twice gives two libraries, each with variables of its
/// own.
class Library {
public:
  /// A kernel and its name in CUDA's binaries: its linkage name, that is `k` for `extern "C"`, else `_Z1kPf`.
  struct Kernel {
    std::string Name;
    KernelEntry *Entry;
  };

  /// Loads an image in memory, which may go when this returns. InvalidKernelImage: it is not a whole shared
  /// library of this processor with kernels or variables in it; NoKernelImageForDevice: it is code for
  /// NVIDIA's devices; PtxNotCompiled: it is PTX. One line says what else is wrong.
  static Status load(const void *Image, std::shared_ptr<Library> &Result);
  /// Loads a file. FileNotFound besides.
  static Status loadFile(const char *Path, std::shared_ptr<Library> &Result);
  /// Waits for the work of all devices, and unloads. The kernels are none any more.
  ~Library();
  Library(const Library &) = delete;
  Library &operator=(const Library &) = delete;

  /// In the order in which the library registered them.
  const std::vector<Kernel> &kernels() const { return Kernels; }
  /// Null if it has none of that name.
  KernelEntry *kernel(const std::string &Name) const;
  /// The variable with that linkage name: its own name, or as in `_ZN1n1vE`. Null if it has none.
  const DeviceVariable *variable(const std::string &Name) const;

private:
  Library() = default;
  Status open(const char *Path, const std::string &Image);
  void nameKernels(const std::string &Image, const std::vector<KernelEntry *> &Found);

  void *Handle = nullptr; ///< dlopen's
  int File = -1; ///< the copy in memory that Handle is of; its number must not be another's meanwhile
  std::vector<Kernel> Kernels;
  std::vector<const DeviceModule *> Modules;
};

} // namespace lorcha::runtime

#endif
