// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX for C++: ranges as objects, marks, domains that are types, and what they are told by (message, colour,
// category, payload). Everything ends in the functions of lorcha/nvtx.h.
#ifndef LORCHA_NVTX_CPP_H
#define LORCHA_NVTX_CPP_H
#include "lorcha/own_letters.h"

#include "lorcha/nvtx.h"
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#define NVTX3_CPP_DEFINITIONS_V1_0

namespace nvtx3 {
inline namespace v1 {

/// A domain is named by a type with a constant `name`, or is the global one.
class domain {
public:
  struct global {};
  /// The domain of that type. Made at its first use.
  template <class D = global> static const domain &get() {
    static const domain Only = make<D>();
    return Only;
  }
  operator nvtxDomainHandle_t() const noexcept { return Handle; }

private:
  explicit domain(nvtxDomainHandle_t Handle) : Handle(Handle) {}
  template <class D> static domain make() {
    if constexpr (std::is_same_v<D, global>)
      return domain(nullptr);
    else if constexpr (std::is_same_v<std::decay_t<decltype(*D::name)>, wchar_t>)
      return domain(nvtxDomainCreateW(D::name));
    else
      return domain(nvtxDomainCreateA(D::name));
  }
  nvtxDomainHandle_t Handle;
};

struct rgb {
  using component_type = std::uint8_t;
  constexpr rgb(component_type R, component_type G, component_type B) noexcept : red(R), green(G), blue(B) {}
  component_type red, green, blue;
};
struct argb : rgb {
  constexpr argb(component_type A, component_type R, component_type G, component_type B) noexcept
      : rgb(R, G, B), alpha(A) {}
  component_type alpha;
};
class color {
public:
  using value_type = std::uint32_t;
  constexpr explicit color(value_type Hex) noexcept : Value(Hex) {}
  constexpr color(argb From) noexcept
      : Value(value_type(From.alpha) << 24 | value_type(From.red) << 16 | value_type(From.green) << 8 |
              From.blue) {}
  constexpr color(rgb From) noexcept : color(argb{0xFF, From.red, From.green, From.blue}) {}
  constexpr value_type get_value() const noexcept { return Value; }
  constexpr nvtxColorType_t get_type() const noexcept { return NVTX_COLOR_ARGB; }

private:
  value_type Value;
};

class category {
public:
  using id_type = std::uint32_t;
  constexpr explicit category(id_type Id) noexcept : Id(Id) {}
  constexpr id_type get_id() const noexcept { return Id; }

private:
  id_type Id;
};
/// A category with a name.
template <class D = domain::global> class named_category_in final : public category {
public:
  /// C has a constant `name` and an `id`.
  template <class C> static const named_category_in &get() {
    static const named_category_in Only(C::id, C::name);
    return Only;
  }
  named_category_in(id_type Id, const char *Name) noexcept : category(Id) {
    nvtxDomainNameCategoryA(domain::get<D>(), Id, Name);
  }
  named_category_in(id_type Id, const wchar_t *Name) noexcept : category(Id) {
    nvtxDomainNameCategoryW(domain::get<D>(), Id, Name);
  }
};
using named_category = named_category_in<>;

/// A string that the tool knows by a handle.
template <class D = domain::global> class registered_string_in {
public:
  /// M has a constant `message`.
  template <class M> static const registered_string_in &get() {
    static const registered_string_in Only(M::message);
    return Only;
  }
  explicit registered_string_in(const char *Text) noexcept
      : Handle(nvtxDomainRegisterStringA(domain::get<D>(), Text)) {}
  explicit registered_string_in(const std::string &Text) noexcept : registered_string_in(Text.c_str()) {}
  explicit registered_string_in(const wchar_t *Text) noexcept
      : Handle(nvtxDomainRegisterStringW(domain::get<D>(), Text)) {}
  explicit registered_string_in(const std::wstring &Text) noexcept : registered_string_in(Text.c_str()) {}
  nvtxStringHandle_t get_handle() const noexcept { return Handle; }

private:
  nvtxStringHandle_t Handle;
};
using registered_string = registered_string_in<>;

/// The text of a range or mark. It must outlive the call that it is given to.
class message {
public:
  using value_type = nvtxMessageValue_t;
  message(const char *Text) noexcept : Type(NVTX_MESSAGE_TYPE_ASCII) { Value.ascii = Text; }
  message(const std::string &Text) noexcept : message(Text.c_str()) {}
  message(std::string &&) = delete;
  message(const wchar_t *Text) noexcept : Type(NVTX_MESSAGE_TYPE_UNICODE) { Value.unicode = Text; }
  message(const std::wstring &Text) noexcept : message(Text.c_str()) {}
  message(std::wstring &&) = delete;
  template <class D>
  message(const registered_string_in<D> &Text) noexcept : Type(NVTX_MESSAGE_TYPE_REGISTERED) {
    Value.registered = Text.get_handle();
  }
  value_type get_value() const noexcept { return Value; }
  nvtxMessageType_t get_type() const noexcept { return Type; }

private:
  nvtxMessageType_t Type;
  value_type Value;
};

class payload {
public:
  using value_type = decltype(nvtxEventAttributes_t::payload);
  explicit payload(std::int64_t V) noexcept : Type(NVTX_PAYLOAD_TYPE_INT64) { Value.llValue = V; }
  explicit payload(std::int32_t V) noexcept : Type(NVTX_PAYLOAD_TYPE_INT32) { Value.iValue = V; }
  explicit payload(std::uint64_t V) noexcept : Type(NVTX_PAYLOAD_TYPE_UNSIGNED_INT64) { Value.ullValue = V; }
  explicit payload(std::uint32_t V) noexcept : Type(NVTX_PAYLOAD_TYPE_UNSIGNED_INT32) { Value.uiValue = V; }
  explicit payload(float V) noexcept : Type(NVTX_PAYLOAD_TYPE_FLOAT) { Value.fValue = V; }
  explicit payload(double V) noexcept : Type(NVTX_PAYLOAD_TYPE_DOUBLE) { Value.dValue = V; }
  value_type get_value() const noexcept { return Value; }
  nvtxPayloadType_t get_type() const noexcept { return Type; }

private:
  nvtxPayloadType_t Type;
  value_type Value = {};
};

/// What is told of a range or mark: message, colour, category, payload, in any order; of two of a kind the
/// first counts.
class event_attributes {
public:
  event_attributes() noexcept {
    Value.version = NVTX_VERSION;
    Value.size = sizeof(Value);
  }
  template <class... RestT>
  explicit event_attributes(const message &First, const RestT &...Rest) noexcept : event_attributes(Rest...) {
    Value.messageType = First.get_type();
    Value.message = First.get_value();
  }
  template <class... RestT>
  explicit event_attributes(const color &First, const RestT &...Rest) noexcept : event_attributes(Rest...) {
    Value.colorType = First.get_type();
    Value.color = First.get_value();
  }
  template <class... RestT>
  explicit event_attributes(const rgb &First, const RestT &...Rest) noexcept
      : event_attributes(color(First), Rest...) {}
  template <class... RestT>
  explicit event_attributes(const argb &First, const RestT &...Rest) noexcept
      : event_attributes(color(First), Rest...) {}
  template <class... RestT>
  explicit event_attributes(const category &First, const RestT &...Rest) noexcept
      : event_attributes(Rest...) {
    Value.category = First.get_id();
  }
  template <class... RestT>
  explicit event_attributes(const payload &First, const RestT &...Rest) noexcept : event_attributes(Rest...) {
    Value.payloadType = First.get_type();
    Value.payload = First.get_value();
  }
  const nvtxEventAttributes_t *get() const noexcept { return &Value; }

private:
  nvtxEventAttributes_t Value = {};
};

/// A range of the thread, as long as the object lives.
template <class D = domain::global> class scoped_range_in {
public:
  explicit scoped_range_in(const event_attributes &About) noexcept {
    nvtxDomainRangePushEx(domain::get<D>(), About.get());
  }
  template <class FirstT, class... RestT,
            class = std::enable_if_t<!std::is_same_v<event_attributes, std::decay_t<FirstT>>>>
  explicit scoped_range_in(const FirstT &First, const RestT &...Rest) noexcept
      : scoped_range_in(event_attributes(First, Rest...)) {}
  scoped_range_in() noexcept : scoped_range_in(event_attributes()) {}
  scoped_range_in(const scoped_range_in &) = delete;
  scoped_range_in &operator=(const scoped_range_in &) = delete;
  ~scoped_range_in() noexcept { nvtxDomainRangePop(domain::get<D>()); }
};
using scoped_range = scoped_range_in<>;
template <class D = domain::global> using thread_range_in = scoped_range_in<D>;
using thread_range = scoped_range;

/// A range that may end on another thread.
struct range_handle {
  using value_type = nvtxRangeId_t;
  constexpr explicit range_handle(value_type Id) noexcept : Id(Id) {}
  constexpr range_handle() noexcept : Id(0) {}
  constexpr explicit operator bool() const noexcept { return Id != 0; }
  constexpr value_type get_value() const noexcept { return Id; }

private:
  value_type Id;
};
template <class D = domain::global> range_handle start_range_in(const event_attributes &About) noexcept {
  return range_handle(nvtxDomainRangeStartEx(domain::get<D>(), About.get()));
}
template <class D = domain::global, class FirstT, class... RestT,
          class = std::enable_if_t<!std::is_same_v<event_attributes, std::decay_t<FirstT>>>>
range_handle start_range_in(const FirstT &First, const RestT &...Rest) noexcept {
  return start_range_in<D>(event_attributes(First, Rest...));
}
template <class... ArgTs> range_handle start_range(const ArgTs &...Args) noexcept {
  return start_range_in<>(Args...);
}
template <class D = domain::global> void end_range_in(range_handle Of) noexcept {
  nvtxDomainRangeEnd(domain::get<D>(), Of.get_value());
}
inline void end_range(range_handle Of) noexcept { end_range_in<>(Of); }

template <class D = domain::global> class unique_range_in {
public:
  template <class... ArgTs>
  explicit unique_range_in(const ArgTs &...Args) noexcept : Mine(start_range_in<D>(Args...)) {}
  unique_range_in(unique_range_in &&Other) noexcept : Mine(std::exchange(Other.Mine, range_handle())) {}
  unique_range_in &operator=(unique_range_in &&Other) noexcept {
    std::swap(Mine, Other.Mine);
    return *this;
  }
  ~unique_range_in() noexcept {
    if (Mine)
      end_range_in<D>(Mine);
  }

private:
  range_handle Mine;
};
using unique_range = unique_range_in<>;

template <class D = domain::global> void mark_in(const event_attributes &About) noexcept {
  nvtxDomainMarkEx(domain::get<D>(), About.get());
}
template <class D = domain::global, class FirstT, class... RestT,
          class = std::enable_if_t<!std::is_same_v<event_attributes, std::decay_t<FirstT>>>>
void mark_in(const FirstT &First, const RestT &...Rest) noexcept {
  mark_in<D>(event_attributes(First, Rest...));
}
template <class... ArgTs> void mark(const ArgTs &...Args) noexcept { mark_in<>(Args...); }

} // namespace v1
} // namespace nvtx3

/// A range from here to the end of the function, with the function's name.
#define NVTX3_V1_FUNC_RANGE_IN(D)                                                                            \
  static const ::nvtx3::registered_string_in<D> nvtx3_func_name__(__func__);                                 \
  const ::nvtx3::scoped_range_in<D> nvtx3_range__{nvtx3_func_name__};
#define NVTX3_V1_FUNC_RANGE() NVTX3_V1_FUNC_RANGE_IN(::nvtx3::domain::global)
#define NVTX3_FUNC_RANGE_IN(D) NVTX3_V1_FUNC_RANGE_IN(D)
#define NVTX3_FUNC_RANGE() NVTX3_V1_FUNC_RANGE()

#include "lorcha/users_letters.h"
#endif
