#pragma once

#include <stdbool.h>
#include <stdint.h>

// Counts memory allocations on the IO path. In the test executable these stand in front of libc's malloc and its kind,
// of pthread_create and of pthread_barrier_wait; the thread sanitizer has its own there, so nothing is counted then.

/// Whether this build counts.
bool allocation_counting_is_possible(void);

/// Begins to count for the calling thread and the threads that it starts from now on.
void allocation_counting_begin(void);

/// Ends that. Returns the allocations of the started threads between two barriers at which all of them waited: what
/// they do before the first barrier and after the last is not counted. The threads must have ended.
uint64_t allocation_counting_end(void);

/// Allocations of the calling thread so far.
uint64_t allocations_of_this_thread(void);
