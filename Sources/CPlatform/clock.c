#include "CPlatform.h"

bool platform_cycle_counter_is_usable = true;

void platform_distrust_counter(void) { platform_cycle_counter_is_usable = false; }

#if defined(__x86_64__)
#include <cpuid.h>
#include <stdio.h>
#include <string.h>

static bool says_invariant(void) {
  unsigned a, b, c, d;
  return __get_cpuid(0x80000007u, &a, &b, &c, &d) && (d & (1u << 8)) != 0;
}

// Whether the first line of a file has this word.
static bool has_word(const char *path, const char *word) {
  char line[256] = "";
  FILE *file = fopen(path, "re");
  if (!file) return false;
  if (!fgets(line, sizeof line, file)) line[0] = 0;
  fclose(file);
  for (char *found = strtok(line, " \n"); found; found = strtok(NULL, " \n"))
    if (strcmp(found, word) == 0) return true;
  return false;
}

platform_counter_promise platform_promise_of_counter(void) {
  const char folder[] = "/sys/devices/system/clocksource/clocksource0";
  char current[128], available[128];
  snprintf(current, sizeof current, "%s/current_clocksource", folder);
  snprintf(available, sizeof available, "%s/available_clocksource", folder);
  if (has_word(current, "tsc")) return PLATFORM_COUNTER_OF_KERNEL;
  return has_word(available, "tsc") && says_invariant() ? PLATFORM_COUNTER_INVARIANT : PLATFORM_COUNTER_DISTRUSTED;
}

// The kernel watches the counter against other clocks and between CPUs, and takes it off its list when it finds it
// unstable. If the kernel uses the counter for its own clock, or offers it and the CPU promises a constant rate, the
// counter is used here too. Runs before main and before any thread, so that every later read is of a constant, unless
// platform_compare_counters finds a difference.
__attribute__((constructor)) static void detect_cycle_counter(void) {
  platform_cycle_counter_is_usable = platform_promise_of_counter() != PLATFORM_COUNTER_DISTRUSTED;
}
#elif defined(__aarch64__)
platform_counter_promise platform_promise_of_counter(void) { return PLATFORM_COUNTER_ARCHITECTURAL; }
#else
platform_counter_promise platform_promise_of_counter(void) { return PLATFORM_COUNTER_ABSENT; }
#endif
