// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The API's view of a device's facts.
#ifndef LORCHA_API_DEVICEPROPERTIES_H
#define LORCHA_API_DEVICEPROPERTIES_H

namespace lorcha::runtime::api {

/// The PCI bus that a device claims to sit on: made up, but different for each.
constexpr int pciBusOf(int Ordinal) { return Ordinal + 1; }

} // namespace lorcha::runtime::api

#endif
