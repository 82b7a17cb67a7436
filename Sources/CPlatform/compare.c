#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "pinned.h"

enum { READINGS = 64, BLOCKS = 16, LAPS = 64 };

// The words that the two threads share. The last one to leave frees them: the other CPU may never run its thread.
struct exchange {
  _Atomic int users;
  // The number of the reading that is asked for, from 1 on; negative when there will be no more.
  _Atomic int asked;
  _Atomic int answered;
  uint64_t ticks;
};

static void leave(struct exchange *exchange) {
  if (atomic_fetch_sub(&exchange->users, 1) == 1) free(exchange);
}

// The counter, read neither before what stands above it nor after what stands below it.
static uint64_t ordered_ticks(void) {
#if defined(__x86_64__)
  __builtin_ia32_lfence();
  uint64_t ticks = __builtin_ia32_rdtsc();
  __builtin_ia32_lfence();
  return ticks;
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
  uint64_t ticks = platform_ticks();
  __asm__ volatile("isb" ::: "memory");
  return ticks;
#else
  return platform_ticks();
#endif
}

static void *answer(void *argument) {
  struct exchange *exchange = argument;
  for (int next = 1;;) {
    int asked = atomic_load_explicit(&exchange->asked, memory_order_acquire);
    if (asked < 0) break;
    if (asked < next) {
      platform_pause();
      continue;
    }
    exchange->ticks = ordered_ticks();
    atomic_store_explicit(&exchange->answered, next++, memory_order_release);
  }
  leave(exchange);
  return NULL;
}

int platform_start_on(int cpu, void *(*body)(void *), void *argument, int detach_state, pthread_t *thread) {
  if (cpu < 0 || cpu >= CPU_SETSIZE) return EINVAL;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setaffinity_np(&attributes, sizeof set, &set);
  pthread_attr_setdetachstate(&attributes, detach_state);
  int status = pthread_create(thread, &attributes, body, argument);
  pthread_attr_destroy(&attributes);
  return status;
}

// One reading of the other CPU, between two of this one. False if it does not arrive in time.
static bool compare(struct exchange *exchange, int number, uint64_t deadline, struct platform_counter_gap *gap) {
  uint64_t before = ordered_ticks();
  atomic_store_explicit(&exchange->asked, number, memory_order_release);
  while (atomic_load_explicit(&exchange->answered, memory_order_acquire) < number) {
    if (platform_monotonic_ns() > deadline) return false;
    platform_pause();
  }
  uint64_t after = ordered_ticks();
  int64_t least = (int64_t)(exchange->ticks - after);
  int64_t most = (int64_t)(exchange->ticks - before);
  if (number == 1 || least > gap->least) gap->least = least;
  if (number == 1 || most < gap->most) gap->most = most;
  return true;
}

int platform_compare_counters(int cpu, uint64_t patience_ns, struct platform_counter_gap *gap) {
  struct exchange *exchange = calloc(1, sizeof *exchange);
  if (!exchange) return -ENOMEM;
  atomic_init(&exchange->users, 2);
  pthread_t thread;
  int status = platform_start_on(cpu, answer, exchange, PTHREAD_CREATE_DETACHED, &thread);
  if (status != 0) {
    free(exchange);
    return -status;
  }
  uint64_t deadline = platform_monotonic_ns() + patience_ns;
  int done = 0;
  while (done < READINGS && compare(exchange, done + 1, deadline, gap)) done++;
  atomic_store_explicit(&exchange->asked, -1, memory_order_release);
  leave(exchange);
  return done;
}

static void *echo(void *argument) {
  struct exchange *exchange = argument;
  for (int asked = 0; asked >= 0;) {
    int next = atomic_load_explicit(&exchange->asked, memory_order_acquire);
    if (next != asked) atomic_store_explicit(&exchange->answered, asked = next, memory_order_release);
  }
  leave(exchange);
  return NULL;
}

static bool lap(struct exchange *exchange, int number, uint64_t deadline) {
  atomic_store_explicit(&exchange->asked, number, memory_order_release);
  for (int turns = 1; atomic_load_explicit(&exchange->answered, memory_order_acquire) != number; turns++)
    if (turns % 1024 == 0 && platform_monotonic_ns() > deadline) return false;
  return true;
}

// The shortest of some blocks of laps: an interrupt makes one long, nothing makes one short.
static double shortest_lap(struct exchange *exchange, uint64_t deadline) {
  double shortest = -1;
  for (int block = 0; block < BLOCKS; block++) {
    uint64_t begin = platform_monotonic_ns();
    for (int number = 1; number <= LAPS; number++)
      if (!lap(exchange, block * LAPS + number, deadline)) return shortest;
    double mean = (double)(platform_monotonic_ns() - begin) / LAPS;
    // The first one has the start of the other thread in it.
    if (block > 0 && (shortest < 0 || mean < shortest)) shortest = mean;
  }
  return shortest;
}

double platform_round_trip_ns(int cpu, uint64_t patience_ns) {
  struct exchange *exchange = calloc(1, sizeof *exchange);
  if (!exchange) return -1;
  atomic_init(&exchange->users, 2);
  pthread_t thread;
  if (platform_start_on(cpu, echo, exchange, PTHREAD_CREATE_DETACHED, &thread) != 0) {
    free(exchange);
    return -1;
  }
  double shortest = shortest_lap(exchange, platform_monotonic_ns() + patience_ns);
  atomic_store_explicit(&exchange->asked, -1, memory_order_release);
  leave(exchange);
  return shortest;
}

struct call {
  void (*body)(void *);
  void *argument;
};

static void *run(void *argument) {
  struct call *call = argument;
  call->body(call->argument);
  return NULL;
}

int platform_run_on_cpu(int cpu, void (*body)(void *), void *argument) {
  struct call call = {body, argument};
  pthread_t thread;
  int status = platform_start_on(cpu, run, &call, PTHREAD_CREATE_JOINABLE, &thread);
  return status != 0 ? status : pthread_join(thread, NULL);
}
