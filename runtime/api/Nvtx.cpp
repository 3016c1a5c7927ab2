// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVTX: what lorcha/nvtx.h calls where the runtime is there. Without LORCHA_TRACE it does what NVTX does
// without a tool that listens. Domains and registered strings are texts that live as long as the program.
#include "api/Call.h"
#include "lorcha/nvtx_runtime.h"
#include <deque>
#include <mutex>
#include <sys/syscall.h>
#include <unistd.h>

using namespace lorcha::runtime;
using namespace lorcha::runtime::api;

struct nvtxDomainRegistration_st {
  uint64_t Text;
};
struct nvtxStringRegistration_st {
  std::string Text;
};

static void addUtf8(std::string &To, uint32_t Code) {
  auto Add = [&](uint32_t Value) { To += static_cast<char>(Value); };
  if (Code < 0x80) {
    Add(Code);
  } else if (Code < 0x800) {
    Add(0xC0 | Code >> 6), Add(0x80 | (Code & 0x3F));
  } else if (Code < 0x10000) {
    Add(0xE0 | Code >> 12), Add(0x80 | (Code >> 6 & 0x3F)), Add(0x80 | (Code & 0x3F));
  } else {
    Add(0xF0 | (Code >> 18 & 7)), Add(0x80 | (Code >> 12 & 0x3F)), Add(0x80 | (Code >> 6 & 0x3F)),
        Add(0x80 | (Code & 0x3F));
  }
}

/// A name in either form; null is an empty one.
static std::string nameOf(const char *Narrow, const wchar_t *Wide) {
  std::string Result = Narrow ? Narrow : "";
  for (; Wide && *Wide; ++Wide)
    addUtf8(Result, static_cast<uint32_t>(*Wide));
  return Result;
}

static uint64_t messageOf(const nvtxEventAttributes_t &About) {
  const nvtxMessageValue_t &Value = About.message;
  switch (About.messageType) {
  case NVTX_MESSAGE_TYPE_ASCII:
    return timeline::text(Value.ascii ? Value.ascii : "");
  case NVTX_MESSAGE_TYPE_UNICODE:
    return timeline::text(nameOf(nullptr, Value.unicode));
  case NVTX_MESSAGE_TYPE_REGISTERED:
    return timeline::text(Value.registered ? std::string_view(Value.registered->Text) : "");
  default:
    return timeline::text("");
  }
}

/// A mark or range; null without attributes.
static timeline::Record *make(timeline::Kind What, nvtxDomainHandle_t Domain,
                              const nvtxEventAttributes_t *About, uint8_t Detail) {
  if (!About)
    return nullptr;
  uint64_t Name = messageOf(*About);
  timeline::Record *Made = timeline::begin(What, Name);
  if (!Made)
    return nullptr;
  Made->Detail = static_cast<uint8_t>(Detail | (About->payloadType & 0xF) << 4);
  Made->Range = {Domain ? Domain->Text : 0, About->colorType == NVTX_COLOR_ARGB ? About->color : 0,
                 About->category, 0};
  if (About->payloadType != NVTX_PAYLOAD_UNKNOWN)
    Made->Range.Payload = About->payload.ullValue;
  return Made;
}

extern "C" {

void lorchaNvtxMark(nvtxDomainHandle_t Domain, const nvtxEventAttributes_t *About) {
  if (isTraced())
    timeline::end(make(timeline::Kind::Mark, Domain, About, 0));
}

int lorchaNvtxPush(nvtxDomainHandle_t Domain, const nvtxEventAttributes_t *About) {
  return isTraced() ? timeline::pushRange(make(timeline::Kind::Range, Domain, About, 0))
                    : NVTX_NO_PUSH_POP_TRACKING;
}

int lorchaNvtxPop(nvtxDomainHandle_t) {
  return isTraced() ? timeline::popRange() : NVTX_NO_PUSH_POP_TRACKING;
}

nvtxRangeId_t lorchaNvtxStart(nvtxDomainHandle_t Domain, const nvtxEventAttributes_t *About) {
  return isTraced() ? timeline::idOf(make(timeline::Kind::Range, Domain, About, 1)) : 0;
}

void lorchaNvtxEnd(nvtxRangeId_t Id) {
  if (isTraced())
    timeline::endRange(Id);
}

nvtxDomainHandle_t lorchaNvtxDomain(const char *Narrow, const wchar_t *Wide) {
  static std::mutex Mutex;
  static auto *const All = new std::deque<nvtxDomainRegistration_st>;
  if (!isTraced())
    return nullptr;
  uint64_t Text = timeline::text(nameOf(Narrow, Wide));
  std::lock_guard<std::mutex> Lock(Mutex);
  for (nvtxDomainRegistration_st &Each : *All)
    if (Each.Text == Text)
      return &Each;
  All->push_back({Text});
  return &All->back();
}

nvtxStringHandle_t lorchaNvtxString(const char *Narrow, const wchar_t *Wide) {
  static std::mutex Mutex;
  static auto *const All = new std::deque<nvtxStringRegistration_st>;
  if (!isTraced())
    return nullptr;
  std::lock_guard<std::mutex> Lock(Mutex);
  All->push_back({nameOf(Narrow, Wide)});
  return &All->back();
}

void lorchaNvtxNameThread(uint32_t Thread, const char *Narrow, const wchar_t *Wide) {
  if (isTraced())
    timeline::nameThread(Thread, nameOf(Narrow, Wide));
}

void lorchaNvtxNameCategory(nvtxDomainHandle_t Domain, uint32_t Category, const char *Narrow,
                            const wchar_t *Wide) {
  if (!isTraced())
    return;
  uint64_t Name = timeline::text(nameOf(Narrow, Wide));
  if (timeline::Record *Made = timeline::note(timeline::Kind::Category, Name)) {
    Made->Values[0] = Category;
    Made->Values[1] = Domain ? Domain->Text : 0;
  }
}

void lorchaNvtxNameStream(const void *Handle, const char *Narrow, const wchar_t *Wide) {
  if (!isTraced() || !Runtime::get().deviceCount())
    return;
  StreamHandle On(static_cast<lorchaStream_t>(const_cast<void *>(Handle)));
  if (On)
    timeline::nameStream(*On, nameOf(Narrow, Wide));
}
}
