#pragma once

// Readings of a machine: what an access costs, and what moving a cache line costs. All threads are pinned, all times are
// nanoseconds, and all buffers are the caller's. Functions return 0 or an errno value; ETIMEDOUT if a CPU did not run its
// thread for seconds.

#include <stddef.h>
#include <stdint.h>

/// An access to a line that the CPU has, or an instruction.
typedef enum {
  /// Each load waits for the one before.
  PLATFORM_LOAD,
  PLATFORM_STORE,
  /// A read-modify-write.
  PLATFORM_MODIFY,
  /// `platform_ticks`
  PLATFORM_CLOCK,
  /// `platform_pause`
  PLATFORM_PAUSE,
} platform_access;

/// The time of an access on a CPU, in as many blocks of a few microseconds as `blocks`. Interrupts make a block long;
/// nothing makes it short.
int platform_measure_access(int cpu, platform_access access, double *ns, int blocks);

/// The time that a line takes from one CPU to another, one way, in as many blocks: both compare and exchange its word in
/// turn, and the one that waits takes the line by failing. The page of the line is on the node that the calling thread
/// prefers.
int platform_measure_transfer(int one, int other, double *ns, int blocks);

/// The time of a load that finds its line nowhere but in a buffer of so many bytes: each names the place of the next, in
/// random order. The buffer is on the node that the calling thread prefers.
int platform_measure_chase(int cpu, size_t bytes, double *ns, int blocks);

/// What several CPUs do at once.
typedef enum {
  /// Add to one word.
  PLATFORM_ADD,
  /// Add to one word by compare-exchange until that succeeds.
  PLATFORM_EXCHANGE,
  /// Compute, without a shared word: multiplications, shifts and loads from a small table.
  PLATFORM_COMPUTE,
} platform_contest;

/// The time per operation of all CPUs together, in windows of a few milliseconds. Negative for a window in which the
/// kernel took a CPU from its thread: the others had the word for themselves.
int platform_measure_contest(platform_contest contest, const int *cpus, int count, double *ns, int windows);

/// Which CPU made each of `total` additions to one word, by its place in `cpus`: the returned values of fetch-and-add are
/// their order. EAGAIN if the kernel took a CPU from its thread.
int platform_log_additions(const int *cpus, int count, uint16_t *winners, uint32_t total);
