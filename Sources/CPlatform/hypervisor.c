#include "CPlatform.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>

bool platform_hypervisor_signature(char signature[13]) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 31))) return false;
  __cpuid(0x40000000u, a, b, c, d);
  memcpy(signature, &b, 4);
  memcpy(signature + 4, &c, 4);
  memcpy(signature + 8, &d, 4);
  signature[12] = 0;
  return true;
}
#else
bool platform_hypervisor_signature(char signature[13]) {
  signature[0] = 0;
  return false;
}
#endif
