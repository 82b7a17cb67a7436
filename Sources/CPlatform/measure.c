#define _GNU_SOURCE
#include "measure.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "CPlatform.h"

enum { ACCESSES = 16384, LOADS = 2000, LINE_BYTES = 64 };

// MARK: One CPU

struct access_call {
  platform_access access;
  double *ns;
  int blocks;
};

#define FOUR_TIMES(statement) statement; statement; statement; statement
#define REPEAT(statement)                           \
  for (int turn = 0; turn < ACCESSES; turn += 8) { \
    FOUR_TIMES(statement);                          \
    FOUR_TIMES(statement);                          \
  }

static void access_once(platform_access access) {
  static _Alignas(128) _Thread_local _Atomic uint64_t word;
  static _Alignas(128) _Thread_local void *volatile self;
  self = (void *)&self;
  void *volatile *place = &self;
  volatile uint64_t *plain = (volatile uint64_t *)&word;
  uint64_t sum = 0;
  switch (access) {
  case PLATFORM_LOAD: REPEAT(place = (void *volatile *)*place) break;
  case PLATFORM_STORE: REPEAT(*plain = 1) break;
  case PLATFORM_MODIFY: REPEAT(sum += atomic_fetch_add(&word, 1)) break;
  case PLATFORM_CLOCK: REPEAT(sum += platform_ticks()) break;
  case PLATFORM_PAUSE: REPEAT(platform_pause()) break;
  }
  // The compiler must keep what was read.
  *plain = sum + (uintptr_t)place;
}

static void access_blocks(void *argument) {
  struct access_call *call = argument;
  // The first block also warms up the CPU.
  for (int block = -1; block < call->blocks; block++) {
    uint64_t begin = platform_monotonic_ns();
    access_once(call->access);
    double mean = (double)(platform_monotonic_ns() - begin) / ACCESSES;
    if (block >= 0) call->ns[block] = mean;
  }
}

int platform_measure_access(int cpu, platform_access access, double *ns, int blocks) {
  struct access_call call = {access, ns, blocks};
  return platform_run_on_cpu(cpu, access_blocks, &call);
}

// MARK: Memory

struct chase_call {
  void **first;
  double *ns;
  int blocks;
};

// A cycle through all lines in random order (Sattolo): `order` goes through the lines as numbers first.
static void link_lines(char *buffer, size_t lines) {
  uint64_t state = 0x9e3779b97f4a7c15u;
  for (size_t line = 0; line < lines; line++) *(size_t *)(buffer + line * LINE_BYTES) = line;
  for (size_t line = lines - 1; line > 0; line--) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    size_t *one = (size_t *)(buffer + line * LINE_BYTES);
    size_t *other = (size_t *)(buffer + (size_t)(state % line) * LINE_BYTES);
    size_t kept = *one;
    *one = *other;
    *other = kept;
  }
  for (size_t line = 0; line < lines; line++) {
    char *place = buffer + line * LINE_BYTES;
    *(void **)place = buffer + *(size_t *)place * LINE_BYTES;
  }
}

static void chase_blocks(void *argument) {
  struct chase_call *call = argument;
  void *volatile *place = (void *volatile *)call->first;
  for (int block = -1; block < call->blocks; block++) {
    uint64_t begin = platform_monotonic_ns();
    for (int load = 0; load < LOADS; load++) place = (void *volatile *)*place;
    double mean = (double)(platform_monotonic_ns() - begin) / LOADS;
    if (block >= 0) call->ns[block] = mean;
  }
}

int platform_measure_chase(int cpu, size_t bytes, double *ns, int blocks) {
  if (bytes < 2 * LINE_BYTES) return EINVAL;
  char *buffer = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffer == MAP_FAILED) return errno;
  // Else most of the time goes to looking up pages.
  madvise(buffer, bytes, MADV_HUGEPAGE);
  link_lines(buffer, bytes / LINE_BYTES);
  struct chase_call call = {(void **)buffer, ns, blocks};
  int status = platform_run_on_cpu(cpu, chase_blocks, &call);
  munmap(buffer, bytes);
  return status;
}
