// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVIDIA's tools extension (NVTX): names for ranges of time, threads and streams. What the functions do without a tool that listens
// is what they do here: nothing. For C and C++.
#ifndef LORCHA_NVTX_H
#define LORCHA_NVTX_H

#include <stdint.h>
#include <wchar.h>

#define NVTX_VERSION 3
#define NVTX_SUCCESS 0
#define NVTX_FAIL 1
#define NVTX_NO_PUSH_POP_TRACKING ((int)-2)

/// Ids and handles. Nobody hands out others than zero.
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

#if defined(__GNUC__)
#define LORCHA_NVTX static inline __attribute__((unused))
#else
#define LORCHA_NVTX static inline
#endif

LORCHA_NVTX void nvtxInitialize(const void *reserved) { (void)reserved; }

// Marks.
LORCHA_NVTX void nvtxMarkEx(const nvtxEventAttributes_t *attributes) { (void)attributes; }
LORCHA_NVTX void nvtxMarkA(const char *message) { (void)message; }
LORCHA_NVTX void nvtxMarkW(const wchar_t *message) { (void)message; }

// Ranges that may begin and end on different threads.
LORCHA_NVTX nvtxRangeId_t nvtxRangeStartEx(const nvtxEventAttributes_t *attributes) { return (void)attributes, 0; }
LORCHA_NVTX nvtxRangeId_t nvtxRangeStartA(const char *message) { return (void)message, 0; }
LORCHA_NVTX nvtxRangeId_t nvtxRangeStartW(const wchar_t *message) { return (void)message, 0; }
LORCHA_NVTX void nvtxRangeEnd(nvtxRangeId_t id) { (void)id; }

// Ranges of one thread, one inside another. The depth is not known, as without a tool.
LORCHA_NVTX int nvtxRangePushEx(const nvtxEventAttributes_t *attributes) {
  return (void)attributes, NVTX_NO_PUSH_POP_TRACKING;
}
LORCHA_NVTX int nvtxRangePushA(const char *message) { return (void)message, NVTX_NO_PUSH_POP_TRACKING; }
LORCHA_NVTX int nvtxRangePushW(const wchar_t *message) { return (void)message, NVTX_NO_PUSH_POP_TRACKING; }
LORCHA_NVTX int nvtxRangePop(void) { return NVTX_NO_PUSH_POP_TRACKING; }

// Names.
LORCHA_NVTX void nvtxNameCategoryA(uint32_t category, const char *name) { (void)category, (void)name; }
LORCHA_NVTX void nvtxNameCategoryW(uint32_t category, const wchar_t *name) { (void)category, (void)name; }
LORCHA_NVTX void nvtxNameOsThreadA(uint32_t thread, const char *name) { (void)thread, (void)name; }
LORCHA_NVTX void nvtxNameOsThreadW(uint32_t thread, const wchar_t *name) { (void)thread, (void)name; }

// Domains: the same for one library or program.
LORCHA_NVTX nvtxDomainHandle_t nvtxDomainCreateA(const char *name) { return (void)name, (nvtxDomainHandle_t)0; }
LORCHA_NVTX nvtxDomainHandle_t nvtxDomainCreateW(const wchar_t *name) { return (void)name, (nvtxDomainHandle_t)0; }
LORCHA_NVTX void nvtxDomainDestroy(nvtxDomainHandle_t domain) { (void)domain; }
LORCHA_NVTX void nvtxDomainMarkEx(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes) {
  (void)domain, (void)attributes;
}
LORCHA_NVTX nvtxRangeId_t nvtxDomainRangeStartEx(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes) {
  return (void)domain, (void)attributes, 0;
}
LORCHA_NVTX void nvtxDomainRangeEnd(nvtxDomainHandle_t domain, nvtxRangeId_t id) { (void)domain, (void)id; }
LORCHA_NVTX int nvtxDomainRangePushEx(nvtxDomainHandle_t domain, const nvtxEventAttributes_t *attributes) {
  return (void)domain, (void)attributes, NVTX_NO_PUSH_POP_TRACKING;
}
LORCHA_NVTX int nvtxDomainRangePop(nvtxDomainHandle_t domain) { return (void)domain, NVTX_NO_PUSH_POP_TRACKING; }
LORCHA_NVTX nvtxStringHandle_t nvtxDomainRegisterStringA(nvtxDomainHandle_t domain, const char *text) {
  return (void)domain, (void)text, (nvtxStringHandle_t)0;
}
LORCHA_NVTX nvtxStringHandle_t nvtxDomainRegisterStringW(nvtxDomainHandle_t domain, const wchar_t *text) {
  return (void)domain, (void)text, (nvtxStringHandle_t)0;
}
LORCHA_NVTX void nvtxDomainNameCategoryA(nvtxDomainHandle_t domain, uint32_t category, const char *name) {
  (void)domain, (void)category, (void)name;
}
LORCHA_NVTX void nvtxDomainNameCategoryW(nvtxDomainHandle_t domain, uint32_t category, const wchar_t *name) {
  (void)domain, (void)category, (void)name;
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

#endif
