// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVIDIA's tools extension (NVTX): names for ranges of time, threads and streams, which `lorcha prof` shows.
// Without it, or in a program without Lorcha's runtime, the functions do what they do without a tool that
// listens: nothing. For C and C++.
#ifndef LORCHA_NVTX_H
#define LORCHA_NVTX_H
#include "lorcha/own_letters.h"

#include <stdint.h>
#include <wchar.h>

#define NVTX_VERSION 3
#define NVTX_SUCCESS 0
#define NVTX_FAIL 1
#define NVTX_NO_PUSH_POP_TRACKING ((int)-2)

/// Ids and handles; zero where nobody listens.
typedef uint64_t nvtxRangeId_t;
struct nvtxDomainRegistration_st;
typedef struct nvtxDomainRegistration_st nvtxDomainRegistration;
typedef nvtxDomainRegistration *nvtxDomainHandle_t;
struct nvtxStringRegistration_st;
typedef struct nvtxStringRegistration_st nvtxStringRegistration;
typedef nvtxStringRegistration *nvtxStringHandle_t;

typedef enum nvtxColorType_t { NVTX_COLOR_UNKNOWN = 0, NVTX_COLOR_ARGB = 1 } nvtxColorType_t;

typedef enum nvtxMessageType_t {
  NVTX_MESSAGE_UNKNOWN = 0,
  NVTX_MESSAGE_TYPE_ASCII = 1,
  NVTX_MESSAGE_TYPE_UNICODE = 2,
  NVTX_MESSAGE_TYPE_REGISTERED = 3
} nvtxMessageType_t;

typedef union nvtxMessageValue_t {
  const char *ascii;
  const wchar_t *unicode;
  nvtxStringHandle_t registered;
} nvtxMessageValue_t;

typedef enum nvtxPayloadType_t {
  NVTX_PAYLOAD_UNKNOWN = 0,
  NVTX_PAYLOAD_TYPE_UNSIGNED_INT64 = 1,
  NVTX_PAYLOAD_TYPE_INT64 = 2,
  NVTX_PAYLOAD_TYPE_DOUBLE = 3,
  NVTX_PAYLOAD_TYPE_UNSIGNED_INT32 = 4,
  NVTX_PAYLOAD_TYPE_INT32 = 5,
  NVTX_PAYLOAD_TYPE_FLOAT = 6
} nvtxPayloadType_t;

/// What the functions ...Ex are told of a mark or a range.
typedef struct nvtxEventAttributes_v2 {
  uint16_t version;
  uint16_t size;
  uint32_t category;
  int32_t colorType;
  uint32_t color;
  int32_t payloadType;
  int32_t reserved0;
  union payload_v2 {
    uint64_t ullValue;
    int64_t llValue;
    double dValue;
    uint32_t uiValue;
    int32_t iValue;
    float fValue;
  } payload;
  int32_t messageType;
  nvtxMessageValue_t message;
} nvtxEventAttributes_v2;
typedef struct nvtxEventAttributes_v2 nvtxEventAttributes_t;
#define NVTX_EVENT_ATTRIB_STRUCT_SIZE ((uint16_t)sizeof(nvtxEventAttributes_t))

// What the runtime does about it (runtime/api/Nvtx.cpp). The functions are weak, so that sources that include
// this header can be linked without the runtime. Names come in one of two forms, the other is null.
#if defined(__GNUC__)
#define LORCHA_NVTX static inline __attribute__((unused))
#define LORCHA_NVTX_RUNTIME __attribute__((weak))
/// The runtime's answer, or Otherwise without it.
#define LORCHA_NVTX_ASK(Name, Otherwise, ...) (Name ? Name(__VA_ARGS__) : (Otherwise))
#define LORCHA_NVTX_TELL(Name, ...) (Name ? Name(__VA_ARGS__) : (void)0)
#else
#error "Lorcha's NVTX headers are for GCC and Clang"
#endif

#ifdef __cplusplus
extern "C" {
#endif
LORCHA_NVTX_RUNTIME void lorchaNvtxMark(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes);
LORCHA_NVTX_RUNTIME int lorchaNvtxPush(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes);
LORCHA_NVTX_RUNTIME int lorchaNvtxPop(nvtxDomainHandle_t domain);
LORCHA_NVTX_RUNTIME nvtxRangeId_t lorchaNvtxStart(nvtxDomainHandle_t domain,
                                                  const nvtxEventAttributes_t *attributes);
LORCHA_NVTX_RUNTIME void lorchaNvtxEnd(nvtxRangeId_t id);
LORCHA_NVTX_RUNTIME nvtxDomainHandle_t lorchaNvtxDomain(const char *name, const wchar_t *wide);
LORCHA_NVTX_RUNTIME nvtxStringHandle_t lorchaNvtxString(const char *text, const wchar_t *wide);
LORCHA_NVTX_RUNTIME void lorchaNvtxNameThread(uint32_t thread, const char *name, const wchar_t *wide);
LORCHA_NVTX_RUNTIME void lorchaNvtxNameCategory(nvtxDomainHandle_t domain, uint32_t category,
                                                const char *name, const wchar_t *wide);
LORCHA_NVTX_RUNTIME void lorchaNvtxNameStream(const void *stream, const char *name, const wchar_t *wide);
#ifdef __cplusplus
}
#endif

/// The attributes of a mark or range that has a text only.
LORCHA_NVTX nvtxEventAttributes_t lorchaNvtxText(const char *text, const wchar_t *wide) {
  nvtxEventAttributes_t attributes;
  __builtin_memset(&attributes, 0, sizeof(attributes));
  attributes.version = NVTX_VERSION;
  attributes.size = NVTX_EVENT_ATTRIB_STRUCT_SIZE;
  attributes.messageType = wide ? NVTX_MESSAGE_TYPE_UNICODE : NVTX_MESSAGE_TYPE_ASCII;
  if (wide)
    attributes.message.unicode = wide;
  else
    attributes.message.ascii = text;
  return attributes;
}

LORCHA_NVTX void nvtxInitialize(const void *reserved) { (void)reserved; }

// Marks.
LORCHA_NVTX void nvtxDomainMarkEx(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes) {
  LORCHA_NVTX_TELL(lorchaNvtxMark, domain, attributes);
}
LORCHA_NVTX void nvtxMarkEx(const nvtxEventAttributes_t *attributes) { nvtxDomainMarkEx(0, attributes); }
LORCHA_NVTX void nvtxMarkA(const char *message) {
  nvtxEventAttributes_t attributes = lorchaNvtxText(message, 0);
  nvtxMarkEx(&attributes);
}
LORCHA_NVTX void nvtxMarkW(const wchar_t *message) {
  nvtxEventAttributes_t attributes = lorchaNvtxText(0, message);
  nvtxMarkEx(&attributes);
}

// Ranges that may begin and end on different threads.
LORCHA_NVTX nvtxRangeId_t nvtxDomainRangeStartEx(nvtxDomainHandle_t domain,
                                                 const nvtxEventAttributes_t *attributes) {
  return LORCHA_NVTX_ASK(lorchaNvtxStart, 0, domain, attributes);
}
LORCHA_NVTX nvtxRangeId_t nvtxRangeStartEx(const nvtxEventAttributes_t *attributes) {
  return nvtxDomainRangeStartEx(0, attributes);
}
LORCHA_NVTX nvtxRangeId_t nvtxRangeStartA(const char *message) {
  nvtxEventAttributes_t attributes = lorchaNvtxText(message, 0);
  return nvtxRangeStartEx(&attributes);
}
LORCHA_NVTX nvtxRangeId_t nvtxRangeStartW(const wchar_t *message) {
  nvtxEventAttributes_t attributes = lorchaNvtxText(0, message);
  return nvtxRangeStartEx(&attributes);
}
LORCHA_NVTX void nvtxRangeEnd(nvtxRangeId_t id) { LORCHA_NVTX_TELL(lorchaNvtxEnd, id); }
LORCHA_NVTX void nvtxDomainRangeEnd(nvtxDomainHandle_t domain, nvtxRangeId_t id) {
  (void)domain;
  nvtxRangeEnd(id);
}

// Ranges of one thread, one inside another. The result is the depth, which is not known where nobody listens.
LORCHA_NVTX int nvtxDomainRangePushEx(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes) {
  return LORCHA_NVTX_ASK(lorchaNvtxPush, NVTX_NO_PUSH_POP_TRACKING, domain, attributes);
}
LORCHA_NVTX int nvtxRangePushEx(const nvtxEventAttributes_t *attributes) {
  return nvtxDomainRangePushEx(0, attributes);
}
LORCHA_NVTX int nvtxRangePushA(const char *message) {
  nvtxEventAttributes_t attributes = lorchaNvtxText(message, 0);
  return nvtxRangePushEx(&attributes);
}
LORCHA_NVTX int nvtxRangePushW(const wchar_t *message) {
  nvtxEventAttributes_t attributes = lorchaNvtxText(0, message);
  return nvtxRangePushEx(&attributes);
}
LORCHA_NVTX int nvtxDomainRangePop(nvtxDomainHandle_t domain) {
  return LORCHA_NVTX_ASK(lorchaNvtxPop, NVTX_NO_PUSH_POP_TRACKING, domain);
}
LORCHA_NVTX int nvtxRangePop(void) { return nvtxDomainRangePop(0); }

// Names.
LORCHA_NVTX void nvtxDomainNameCategoryA(nvtxDomainHandle_t domain, uint32_t category, const char *name) {
  LORCHA_NVTX_TELL(lorchaNvtxNameCategory, domain, category, name, 0);
}
LORCHA_NVTX void nvtxDomainNameCategoryW(nvtxDomainHandle_t domain, uint32_t category, const wchar_t *name) {
  LORCHA_NVTX_TELL(lorchaNvtxNameCategory, domain, category, 0, name);
}
LORCHA_NVTX void nvtxNameCategoryA(uint32_t category, const char *name) {
  nvtxDomainNameCategoryA(0, category, name);
}
LORCHA_NVTX void nvtxNameCategoryW(uint32_t category, const wchar_t *name) {
  nvtxDomainNameCategoryW(0, category, name);
}
LORCHA_NVTX void nvtxNameOsThreadA(uint32_t thread, const char *name) {
  LORCHA_NVTX_TELL(lorchaNvtxNameThread, thread, name, 0);
}
LORCHA_NVTX void nvtxNameOsThreadW(uint32_t thread, const wchar_t *name) {
  LORCHA_NVTX_TELL(lorchaNvtxNameThread, thread, 0, name);
}

// Domains: the same for one library or program.
LORCHA_NVTX nvtxDomainHandle_t nvtxDomainCreateA(const char *name) {
  return LORCHA_NVTX_ASK(lorchaNvtxDomain, (nvtxDomainHandle_t)0, name, 0);
}
LORCHA_NVTX nvtxDomainHandle_t nvtxDomainCreateW(const wchar_t *name) {
  return LORCHA_NVTX_ASK(lorchaNvtxDomain, (nvtxDomainHandle_t)0, 0, name);
}
LORCHA_NVTX void nvtxDomainDestroy(nvtxDomainHandle_t domain) { (void)domain; }
LORCHA_NVTX nvtxStringHandle_t nvtxDomainRegisterStringA(nvtxDomainHandle_t domain, const char *text) {
  (void)domain;
  return LORCHA_NVTX_ASK(lorchaNvtxString, (nvtxStringHandle_t)0, text, 0);
}
LORCHA_NVTX nvtxStringHandle_t nvtxDomainRegisterStringW(nvtxDomainHandle_t domain, const wchar_t *text) {
  (void)domain;
  return LORCHA_NVTX_ASK(lorchaNvtxString, (nvtxStringHandle_t)0, 0, text);
}

#if defined(UNICODE)
#define nvtxMark nvtxMarkW
#define nvtxRangeStart nvtxRangeStartW
#define nvtxRangePush nvtxRangePushW
#define nvtxNameCategory nvtxNameCategoryW
#define nvtxNameOsThread nvtxNameOsThreadW
#define nvtxDomainCreate nvtxDomainCreateW
#define nvtxDomainRegisterString nvtxDomainRegisterStringW
#define nvtxDomainNameCategory nvtxDomainNameCategoryW
#else
#define nvtxMark nvtxMarkA
#define nvtxRangeStart nvtxRangeStartA
#define nvtxRangePush nvtxRangePushA
#define nvtxNameCategory nvtxNameCategoryA
#define nvtxNameOsThread nvtxNameOsThreadA
#define nvtxDomainCreate nvtxDomainCreateA
#define nvtxDomainRegisterString nvtxDomainRegisterStringA
#define nvtxDomainNameCategory nvtxDomainNameCategoryA
#endif

#include "lorcha/users_letters.h"
#endif
