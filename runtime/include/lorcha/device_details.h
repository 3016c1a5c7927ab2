// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a device can tell of itself beyond CUDA's properties, for `lorcha devices` and for bug reports.
#ifndef LORCHA_DEVICE_DETAILS_H
#define LORCHA_DEVICE_DETAILS_H

extern "C" {
/// Calls Visit(Context, name, text) for each: first "backend" and "number", which is the device's among those of its
/// backend. 0, or -1 if there is no such device.
int lorchaVisitDeviceDetails(int Ordinal, void (*Visit)(void *Context, const char *Name, const char *Text),
                             void *Context);
}

#endif
