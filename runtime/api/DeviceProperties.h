// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The API's view of a device's facts.
#ifndef LORCHA_API_DEVICEPROPERTIES_H
#define LORCHA_API_DEVICEPROPERTIES_H

#include "core/Backend.h"
#include "lorcha/runtime_api.h"

namespace lorcha::runtime {
class Device;
}

namespace lorcha::runtime::api {

/// How many of the properties that are set in Wanted (to anything but 0) the device has: those that say what
/// it is, or at least so much of those that say what it can do.
int countFitting(const Device &On, const lorchaDeviceProp &Wanted);

/// The longest window of addresses that a stream or launch may ask to keep in the L2 cache. No cache is told.
inline constexpr size_t MostWindowBytes = size_t(128) << 20;

/// The PCI bus that a device claims to sit on: made up, but different for each.
constexpr int pciBusOf(int Ordinal) { return Ordinal + 1; }

} // namespace lorcha::runtime::api

#endif
