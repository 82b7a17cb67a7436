#pragma once

// Instructions, and libc names that the Glibc overlay hides from Swift.

#include <malloc.h>
#include <stdbool.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

#include "measure.h"

/// Why the cycle counter may serve as a clock, or why not.
typedef enum {
  /// This architecture has none that user space can read.
  PLATFORM_COUNTER_ABSENT,
  /// The kernel found it unsound, or the CPU promises nothing.
  PLATFORM_COUNTER_DISTRUSTED,
  /// The kernel keeps its own time with it.
  PLATFORM_COUNTER_OF_KERNEL,
  /// The kernel offers it, and the CPU promises that its rate is constant (constant_tsc and nonstop_tsc).
  PLATFORM_COUNTER_INVARIANT,
  /// The architecture promises one rate and one value for all CPUs (arm64).
  PLATFORM_COUNTER_ARCHITECTURAL,
} platform_counter_promise;

/// The promise of this machine for its counter.
platform_counter_promise platform_promise_of_counter(void);

/// True when the cycle counter runs at one rate, in every power state and on all CPUs (that of arm64 always does).
/// Otherwise `platform_ticks` reads CLOCK_MONOTONIC. Written before main, and by `platform_distrust_counter`.
extern bool platform_cycle_counter_is_usable;

/// Makes `platform_ticks` read CLOCK_MONOTONIC from here on. Call it while no other thread reads ticks, and before any
/// are taken that are compared with later ones.
void platform_distrust_counter(void);

/// How far the counter of another CPU is ahead, in ticks: not less than `least` and not more than `most`.
struct platform_counter_gap {
  int64_t least;
  int64_t most;
};

/// Compares the counter of the CPU that runs the caller with that of another one: it asks a thread there for its
/// reading, again and again, and knows that it lies between two of its own. The caller should be pinned.
///
/// Gives up after so many nanoseconds if the other CPU does not answer: a thread of higher priority may hold it.
/// Returns how many readings were compared, 0 if none, or a negative errno value.
int platform_compare_counters(int cpu, uint64_t patience_ns, struct platform_counter_gap *gap);

/// The round trip of a cache line from the CPU that runs the caller to another one, in nanoseconds. The caller
/// should be pinned. Takes a tenth of a millisecond and more.
///
/// Gives up after so many nanoseconds if the other CPU does not answer. Returns a negative number if nothing is known.
double platform_round_trip_ns(int cpu, uint64_t patience_ns);

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

/// The signature of the hypervisor, by which it names itself to x86's CPUID: up to 12 characters and a zero. False
/// where there is none, or where the CPU has no CPUID.
bool platform_hypervisor_signature(char signature[13]);

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

/// Calls `body` on a thread of its own that runs on one CPU, and returns when it has ended. Returns 0 or an errno
/// value, and has not called it then.
int platform_run_on_cpu(int cpu, void (*body)(void *), void *argument);

/// Whether the process may run on this CPU (taskset, cpusets and containers narrow it).
bool platform_may_run_on_cpu(int cpu);

/// The highest CPU number that the affinity calls can name, plus one.
int platform_cpu_limit(void);

/// CPU time and context switches of the calling thread. Returns 0 or -1 with errno.
int platform_thread_usage(struct rusage *usage);

/// The calling thread, as the kernel numbers it: gettid(2).
int platform_thread_id(void);

/// CPU time that a thread of this process has had, to the nanosecond and up to now. False if it has ended.
bool platform_thread_cpu_ns(int thread, uint64_t *nanoseconds);

/// The monotonic clock plus the time that the machine was suspended, in nanoseconds (CLOCK_BOOTTIME).
uint64_t platform_boottime_ns(void);

/// Starts to count how often the process is continued after a stop (SIGCONT). The stop itself, SIGSTOP, cannot be
/// caught.
void platform_count_continues(void);

/// The number of times so far.
unsigned platform_continues(void);

/// O_DIRECT, which the Glibc overlay hides.
int platform_direct_flag(void);

/// O_NOATIME, which it hides too.
int platform_no_access_time_flag(void);

/// The first offset from `offset` on at which the file has data, or -1 with errno (SEEK_DATA of lseek(2)).
int64_t platform_seek_data(int descriptor, int64_t offset);

/// Lets a program that posix_spawn(3) starts begin in a folder. Returns 0 or an errno value.
int platform_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *folder);

/// Closes in that program all descriptors from `first` on. Returns 0 or an errno value.
int platform_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/// The arguments of main. Swift's runtime reads them from /proc, which containers may leave out. Valid for ever.
char *const *platform_arguments(int *count);

/// Gives stdin, stdout and stderr a descriptor where they are closed (`2>&-`), one that can neither be read nor
/// written. Otherwise the next file that is opened would get that number and receive the output of the stream.
void platform_fill_standard_streams(void);

/// The type of the file system that an open file or folder is on (linux/magic.h), or -1 with errno.
int64_t platform_file_system_magic(int descriptor);

/// The text of an errno value, with the remedy where there is only one. As strerror(3), valid until the thread's next
/// call.
const char *platform_error_text(int error);

/// The size of a block device in bytes. Returns 0 or -1 with errno.
int platform_block_device_size(int descriptor, uint64_t *bytes);

/// The logical block size of a block device in bytes. Returns 0 or -1 with errno.
int platform_block_device_sector_size(int descriptor, int *bytes);

/// Whether a block device is read-only (blockdev(8), `--getro`). Returns 0 or -1 with errno.
int platform_block_device_read_only(int descriptor, int *is_read_only);

/// The file below a loop device (LOOP_GET_STATUS64 of loop(4)): its device and inode, as stat(2) gives them,
/// and the device's own number where that file is a block device, else 0. Returns 0 or -1 with errno.
int platform_loop_backing(int descriptor, uint64_t *device, uint64_t *inode, uint64_t *number);

/// Switches to another fibre: keeps the caller's state on its stack and writes to `*from` where, then takes up what
/// `to` was kept as. Returns when another fibre switches back to the caller.
void platform_switch_fibre(void **from, void *to);

/// Prepares a stack, which ends at `stack_end`, so that switching to the returned fibre calls `body`, which must not
/// return.
void *platform_prepare_fibre(void *stack_end, void (*body)(void *), void *argument);

/// Takes the addresses to which the caller's callers will return, the nearest first; returns how many.
int platform_callers(const void **callers, int room);

/// The file that code was loaded from, and the offset of the code in it; NULL if unknown.
const char *platform_file_of_code(const void *address, uintptr_t *offset);

extern _Thread_local void *platform_current_simulation_slot;

/// What runs the fibres of the calling thread, or NULL.
static inline void *platform_current_simulation(void) { return platform_current_simulation_slot; }

static inline void platform_set_current_simulation(void *simulation) {
  platform_current_simulation_slot = simulation;
}

/// The return address of the function that contains this.
__attribute__((always_inline)) static inline const void *platform_call_site(void) {
  return __builtin_return_address(0);
}
