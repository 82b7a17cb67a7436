#pragma once

// What Swift cannot reach by itself: instructions, and libc names that the Glibc overlay hides.

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

/// True when the cycle counter runs at one rate, in every power state and on all CPUs, as far as the kernel knows (that
/// of arm64 always does). Otherwise `platform_ticks` reads CLOCK_MONOTONIC. Written once, before main.
extern bool platform_cycle_counter_is_usable;

/// The monotonic clock in nanoseconds.
static inline uint64_t platform_monotonic_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/// The machine's cheapest clock, in ticks of a constant but unknown length.
static inline uint64_t platform_ticks(void) {
#if defined(__x86_64__)
  if (__builtin_expect(platform_cycle_counter_is_usable, 1)) return __builtin_ia32_rdtsc();
  return platform_monotonic_ns();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return platform_monotonic_ns();
#endif
}

/// Tells the CPU that this is a spin loop.
static inline void platform_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// The CPU that runs the caller, or -1.
int platform_current_cpu(void);

/// Pins the calling thread to one CPU. Returns 0 or an errno value.
int platform_pin_to_cpu(int cpu);

/// Whether the process may run on this CPU (taskset, cpusets and containers narrow it).
bool platform_may_run_on_cpu(int cpu);

/// The highest CPU number that the affinity calls can name, plus one.
int platform_cpu_limit(void);

/// CPU time and context switches of the calling thread. Returns 0 or -1 with errno.
int platform_thread_usage(struct rusage *usage);

/// O_DIRECT, which the Glibc overlay hides.
int platform_direct_flag(void);

/// The first offset from `offset` on at which the file has data, or -1 with errno (SEEK_DATA of lseek(2)).
int64_t platform_seek_data(int descriptor, int64_t offset);

/// What the C library says of an errno value, and what to do about it where that is the same for everyone. As
/// strerror(3), valid until the thread's next call.
const char *platform_error_text(int error);

/// The size of a block device in bytes. Returns 0 or -1 with errno.
int platform_block_device_size(int descriptor, uint64_t *bytes);

/// The logical block size of a block device in bytes. Returns 0 or -1 with errno.
int platform_block_device_sector_size(int descriptor, int *bytes);

/// Whether a block device is read-only (blockdev(8), `--getro`). Returns 0 or -1 with errno.
int platform_block_device_read_only(int descriptor, int *is_read_only);

/// What a loop device stands on (LOOP_GET_STATUS64 of loop(4)): device and inode of the file, as stat(2) gives them,
/// and the device's own number where that file is a block device, else 0. Returns 0 or -1 with errno.
int platform_loop_backing(int descriptor, uint64_t *device, uint64_t *inode, uint64_t *number);
