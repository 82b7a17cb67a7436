#pragma once

#include <pthread.h>

// Starts a thread on one CPU. Returns 0 or an errno value.
int platform_start_on(int cpu, void *(*body)(void *), void *argument, int detach_state, pthread_t *thread);
