#pragma once

#include <stdbool.h>
#include <stdint.h>

/// The mutant that this process is, by number; -1 for none. From MUTANT.
extern int32_t platform_mutant;

/// By number, whether a mutant's place was reached. Written to the file MUTANTS_REACHED when the process ends.
extern uint8_t platform_mutants_reached[1 << 16];

static inline bool platform_mutant_is(int32_t number) {
  platform_mutants_reached[number] = 1;
  return number == platform_mutant;
}
