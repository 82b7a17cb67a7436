#include "CPlatform.h"
#if defined(__x86_64__)
#include <cpuid.h>
#endif

bool platform_cycle_counter_is_invariant = true;

#if defined(__x86_64__)
#include <cpuid.h>

// Runs before main and before any thread, so that every later read is of a constant.
__attribute__((constructor)) static void detect_cycle_counter(void) {
  unsigned a, b, c, d;
  platform_cycle_counter_is_invariant =
      __get_cpuid(0x80000007u, &a, &b, &c, &d) && (d & (1u << 8)) != 0;
}
#endif
