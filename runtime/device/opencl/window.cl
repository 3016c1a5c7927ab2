// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addresses of local memory as offsets of 32 bits, from the beginning of the block's dynamic shared memory. Differences count,
// so that devices whose local memory has pointers of 64 bits work, too, as long as it lies within 2 GiB.

static ulong lorcha_generic_to_shared_local(const lorcha_context *Context, const local void *Pointer) {
  return (uint)((ulong)(uintptr_t)Pointer - (ulong)(uintptr_t)Context->DynamicShared);
}

static local void *lorcha_shared_to_generic(const lorcha_context *Context, ulong Offset) {
  return Context->DynamicShared + (int)(uint)Offset;
}
