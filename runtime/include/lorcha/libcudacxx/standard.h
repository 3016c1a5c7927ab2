// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuda::std: the host's standard library under libcu++'s name.
#ifndef LORCHA_LIBCUDACXX_STANDARD_H
#define LORCHA_LIBCUDACXX_STANDARD_H
#include "lorcha/own_letters.h"

#include "lorcha/libcudacxx/scope.h"
#include <algorithm>
#include <array>
#include <cassert>
#include <cfloat>
#include <chrono>
#include <climits>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <numeric>
#include <optional>
#include <ratio>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "lorcha/users_letters.h"
#endif
