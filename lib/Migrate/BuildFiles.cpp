// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The words that rewriters look for, and the files that rewritten build files include.
#include "lorcha/Migrate/BuildFiles.h"
#include "BuildWords.h"
#include "lorcha/Project/FileKinds.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace lorcha;
using llvm::StringRef;
namespace path = llvm::sys::path;

NvccFlag lorcha::nvccFlag(StringRef Word) {
  auto [Name, Value] = Word.split('=');
  const bool IsJoined = Name.size() < Word.size();
  if (!Name.consume_front("--") && !Name.consume_front("-"))
    return NvccFlag::None;
  const NvccFlag WithValue = IsJoined ? NvccFlag::Alone : NvccFlag::WithValue;
  return llvm::StringSwitch<NvccFlag>(Name)
      .Cases("arch", "gencode", "gpu-architecture", "gpu-code", "generate-code", "code", "gpu-name",
             WithValue)
      .Cases("Xptxas", "ptxas-options", "Xcudafe", "Xnvlink", "nvlink-options", "maxrregcount", WithValue)
      .Cases("ccbin", "compiler-bindir", "cudart", "rdc", "relocatable-device-code", "prec-div", WithValue)
      .Cases("prec-sqrt", "ftz", "default-stream", "diag-suppress", "split-compile", WithValue)
      .Cases("lineinfo", "generate-line-info", "use_fast_math", "deviceemu", "expt-relaxed-constexpr",
             NvccFlag::Alone)
      .Cases("extended-lambda", "expt-extended-lambda", "keep", "res-usage", "resource-usage",
             NvccFlag::Alone)
      .Cases("cuda-gpu-arch", "cuda-path", NvccFlag::Alone)
      .Cases("Wno-deprecated-gpu-targets", "allow-unsupported-compiler", "dlink", "restrict", "cudadevrt",
             NvccFlag::Alone)
      .Default(NvccFlag::None);
}

bool lorcha::isForwarding(StringRef Word, StringRef &Value) {
  auto [Name, Joined] = Word.split('=');
  Value = Joined;
  return llvm::is_contained(
             {"-Xcompiler", "--compiler-options", "-compiler-options", "-Xlinker", "--linker-options"},
             Name) &&
         !Name.contains("inker");
}

bool lorcha::isOldStandard(StringRef Word) {
  if (!Word.consume_front("--std=") && !Word.consume_front("-std="))
    return false;
  return llvm::StringSwitch<bool>(Word)
      .Cases("c++98", "c++03", "c++11", "c++14", "c++0x", "c++1y", true)
      .Cases("gnu++98", "gnu++03", "gnu++11", "gnu++14", "gnu++0x", "gnu++1y", true)
      .Default(false);
}

bool lorcha::isRuntimeLibrary(StringRef Name) {
  return llvm::is_contained({"cudart", "cudart_static", "cuda", "cudadevrt", "nvToolsExt"}, Name);
}

bool lorcha::isOtherCudaLibrary(StringRef Name) {
  return llvm::any_of(std::initializer_list<const char *>{"cublas", "cufft", "curand", "cusparse", "cusolver",
                                                          "cudnn", "nvrtc", "npp", "nvml", "nvidia-ml",
                                                          "cutil", "cupti", "nvjpeg", "nvgraph", "nccl"},
                      [&](const char *Start) { return Name.starts_with(Start); });
}

std::string lorcha::wayToRoot(StringRef Path) {
  std::string Way;
  for (size_t Count = Path.count('/'); Count > 0; --Count)
    Way += "../";
  return Way;
}

/// Whether what stands behind ".cu" ends the name.
static bool endsName(StringRef Behind) {
  return Behind.empty() ||
         !(llvm::isAlnum(Behind[0]) || Behind[0] == '_' || Behind[0] == '.' || Behind[0] == '-');
}

static bool isNameCharacter(char C) { return llvm::isAlnum(C) || StringRef("_./+-*?").contains(C); }

std::string SourceNames::replaceGlob(StringRef Name, std::string &Why) const {
  llvm::SmallString<128> In(Folder);
  path::append(In, path::parent_path(Name));
  path::remove_dots(In, true);
  std::vector<std::string> Units;
  bool HasOthers = false;
  for (const auto &[Path, Entry] : Tree.entries()) {
    if (path::parent_path(Path) != StringRef(In))
      continue;
    HasOthers |= path::extension(Path) == ".cpp";
    if (isCudaSource(Path) && NewNames.unitOf(Path) != NewNames.textOf(Path) + ".h" &&
        StringRef(NewNames.unitOf(Path)).ends_with(".cpp"))
      Units.push_back(path::filename(NewNames.unitOf(Path)).str());
  }
  const std::string All = (Name.drop_back(3) + ".cpp").str();
  if (!HasOthers)
    return All;
  const bool IsPlain = path::filename(Name) == "*.cu";
  if (!IsPlain || Units.empty()) {
    Why = "'" + Name.str() + "' is now '" + All + "', which other sources fit, too";
    return All;
  }
  std::string List;
  for (const std::string &Each : Units)
    List += (List.empty() ? "" : " ") + Name.drop_back(4).str() + Each;
  return List;
}

std::string SourceNames::replaceName(StringRef Name, std::string &Why) const {
  if (Name.contains('*') || Name.contains('?'))
    return replaceGlob(Name, Why);
  StringRef Stem = path::stem(Name);
  if (Stem.empty() || Name == ".cu") // a suffix or a pattern
    return Name.drop_back(3).str() + ".cpp";
  llvm::SmallString<128> Path(Folder);
  path::append(Path, Name);
  path::remove_dots(Path, true);
  std::string Found(Path);
  if (!Tree.has(Found)) {
    // Behind a variable: any one file that ends so.
    std::vector<std::string> Fitting;
    for (const auto &[Each, Entry] : Tree.entries())
      if (Each == Name.ltrim("./") || StringRef(Each).ends_with("/" + Name.ltrim("./").str()))
        Fitting.push_back(NewNames.unitOf(Each).substr(Each.size() - path::filename(Each).size()));
    llvm::sort(Fitting);
    Fitting.erase(std::unique(Fitting.begin(), Fitting.end()), Fitting.end());
    if (Fitting.size() == 1)
      return (Name.drop_back(path::filename(Name).size()) + Fitting[0]).str();
    Why = "no such source: '" + Name.str() + "'";
    return (Name.drop_back(3) + ".cpp").str();
  }
  return (Name.drop_back(path::filename(Name).size()) + path::filename(NewNames.unitOf(Found))).str();
}

std::string SourceNames::replaceIn(StringRef Word, std::string &Why) const {
  std::string Result;
  size_t Position = 0;
  for (size_t Place = Word.find(".cu"); Place != StringRef::npos; Place = Word.find(".cu", Place + 3)) {
    if (!endsName(Word.substr(Place + 3)))
      continue;
    size_t Begin = Place;
    while (Begin > Position && isNameCharacter(Word[Begin - 1]))
      --Begin;
    StringRef Name = Word.slice(Begin, Place + 3);
    // "$(NAME).cu" and "%.cu" are patterns, whatever stands before; "$(DIR)/x.cu" is a name.
    if (Begin > 0 && StringRef(")}%").contains(Word[Begin - 1]) && Name == ".cu")
      Name = ".cu";
    StringRef Way = Begin > 0 && Name.starts_with("/") && StringRef(")}").contains(Word[Begin - 1])
                        ? Name.take_front(1)
                        : StringRef();
    Name = Name.drop_front(Way.size());
    Result += Word.slice(Position, Begin);
    Result += Way.str() + replaceName(Name, Why);
    Position = Place + 3;
  }
  return Result + Word.substr(Position).str();
}

std::map<std::string, std::string> BuildRewriter::own() const {
  std::map<std::string, std::string> Result;
  if (UsesMake)
    Result["lorcha.mk"] =
        R"(# For the Makefiles of this tree, made by `lorcha migrate`. Where Lorcha's runtime is, and how C++ is compiled that was CUDA.
# LORCHA_PREFIX on make's command line or in the environment names another place.
LORCHA_PREFIX ?= $(or $(shell lorcha --prefix 2>/dev/null),$(shell pkg-config --variable=prefix lorcha 2>/dev/null),/opt/lorcha)

# Any of gcc and clang that knows C++17. It stands where nvcc stood: it compiles C as C and C++ as C++, and links both.
LORCHA_COMPILER ?= gcc
LORCHA_INCLUDES = -I$(LORCHA_PREFIX)/include
# Sources of the host read the runtime's headers, too.
export CPATH := $(LORCHA_PREFIX)/include$(if $(CPATH),:$(CPATH))
LORCHA_LIBS = -L$(LORCHA_PREFIX)/lib -Wl,-rpath,$(LORCHA_PREFIX)/lib -Wl,--no-as-needed -llorcha -lstdc++ -lm
# Kernels have no errno and no traps, read one type as another, and contract multiplication and addition.
LORCHA_FLAGS ?= -O3 -march=native $(if $(filter x86_64,$(shell uname -m)),-mprefer-vector-width=512)
LORCHA_CXX_FLAGS = $(LORCHA_FLAGS) -ffp-contract=fast -fno-math-errno -fno-trapping-math -fno-strict-aliasing
LORCHA_CC = $(LORCHA_COMPILER) -std=gnu++17 $(LORCHA_CXX_FLAGS) $(LORCHA_INCLUDES) $(LORCHA_LIBS)
)";
  if (UsesCMake)
    Result["lorcha.cmake"] =
        R"(# For the CMake files of this tree, made by `lorcha migrate`: what C++ needs that was CUDA. CMAKE_PREFIX_PATH says where
# Lorcha's runtime is.
find_package(Lorcha REQUIRED)
get_target_property(LORCHA_INCLUDE_DIRECTORY Lorcha::lorcha INTERFACE_INCLUDE_DIRECTORIES)
if(NOT CMAKE_CXX_STANDARD OR CMAKE_CXX_STANDARD MATCHES "^(98|03|11|14)$")
  set(CMAKE_CXX_STANDARD 17)
endif()
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release)
endif()
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  set(LorchaVectors " -mprefer-vector-width=512")
endif()
set(LORCHA_CXX_FLAGS "-march=native${LorchaVectors}" CACHE STRING "Flags for the processor that kernels run on")
separate_arguments(LORCHA_CXX_FLAG_LIST UNIX_COMMAND "${LORCHA_CXX_FLAGS}")
# Kernels have no errno and no traps, read one type as another, and contract multiplication and addition.
foreach(LorchaFlag IN ITEMS ${LORCHA_CXX_FLAG_LIST} -ffp-contract=fast -fno-math-errno -fno-trapping-math
        -fno-strict-aliasing)
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:${LorchaFlag}>")
endforeach()
link_libraries(Lorcha::lorcha)
)";
  return Result;
}
