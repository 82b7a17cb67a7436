#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

int platform_thread_id(void) { return gettid(); }

// The number that the kernel gives the CPU clock of a thread (include/linux/posix-timers.h, CPUCLOCK_PERTHREAD_MASK and
// CPUCLOCK_SCHED); pthread_getcpuclockid(3) makes the same of a pthread_t, which must not have ended.
static clockid_t cpu_clock(int thread) { return (clockid_t)((~(unsigned)thread << 3) | 4 | 2); }

bool platform_thread_cpu_ns(int thread, uint64_t *nanoseconds) {
  struct timespec time;
  if (clock_gettime(cpu_clock(thread), &time) != 0) return false;
  *nanoseconds = (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
  return true;
}

uint64_t platform_boottime_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static atomic_uint continue_count;

static void count_continue(int number) {
  (void)number;
  atomic_fetch_add_explicit(&continue_count, 1, memory_order_relaxed);
}

void platform_count_continues(void) {
  struct sigaction action = {.sa_handler = count_continue, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGCONT, &action, NULL);
  // The parent process may have left it blocked.
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCONT);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

unsigned platform_continues(void) { return atomic_load_explicit(&continue_count, memory_order_relaxed); }
