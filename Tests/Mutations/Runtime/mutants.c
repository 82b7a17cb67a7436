#include "mutants.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int32_t platform_mutant = -1;
uint8_t platform_mutants_reached[1 << 16];

static void write_reached(void) {
  const char *path = getenv("MUTANTS_REACHED");
  if (!path) return;
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) return;
  if (write(file, platform_mutants_reached, sizeof platform_mutants_reached) < 0) _exit(99);
  close(file);
}

__attribute__((constructor)) static void choose_mutant(void) {
  const char *number = getenv("MUTANT");
  if (number) platform_mutant = atoi(number);
  atexit(write_reached);
}
