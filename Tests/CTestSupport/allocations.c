#define _GNU_SOURCE
#include "CTestSupport.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_SANITIZER)

// Initial-exec, so that reaching it never allocates.
#define THREAD_LOCAL static _Thread_local __attribute__((tls_model("initial-exec")))

THREAD_LOCAL uint64_t allocations;
THREAD_LOCAL _Atomic uint64_t *group;
THREAD_LOCAL uint64_t allocations_at_barrier;
THREAD_LOCAL bool has_passed_barrier;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
  allocations++;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  allocations++;
  return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
  allocations++;
  return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
  allocations++;
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  void *found = memalign(alignment, size);
  if (found == NULL) return ENOMEM;
  *memory = found;
  return 0;
}

struct start {
  void *(*body)(void *);
  void *argument;
  _Atomic uint64_t *group;
};

static void *start_in_group(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  group = start.group;
  return start.body(start.argument);
}

typedef int (*create_function)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
typedef int (*wait_function)(pthread_barrier_t *);
static create_function real_create;
static wait_function real_wait;

__attribute__((constructor)) static void find_real(void) {
  real_create = (create_function)dlsym(RTLD_NEXT, "pthread_create");
  real_wait = (wait_function)dlsym(RTLD_NEXT, "pthread_barrier_wait");
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
  if (real_create == NULL) find_real();
  if (group == NULL) return real_create(thread, attributes, body, argument);
  struct start *start = malloc(sizeof *start);
  if (start == NULL) return EAGAIN;
  *start = (struct start){body, argument, group};
  int failure = real_create(thread, attributes, start_in_group, start);
  if (failure != 0) free(start);
  return failure;
}

int pthread_barrier_wait(pthread_barrier_t *barrier) {
  if (real_wait == NULL) find_real();
  if (group != NULL && has_passed_barrier) atomic_fetch_add(group, allocations - allocations_at_barrier);
  int result = real_wait(barrier);
  has_passed_barrier = true;
  allocations_at_barrier = allocations;
  return result;
}

bool allocation_counting_is_possible(void) { return true; }

void allocation_counting_begin(void) {
  _Atomic uint64_t *new_group = malloc(sizeof *new_group);
  if (new_group == NULL) abort();
  atomic_init(new_group, 0);
  group = new_group;
}

uint64_t allocation_counting_end(void) {
  uint64_t count = atomic_load(group);
  free(group);
  group = NULL;
  return count;
}

uint64_t allocations_of_this_thread(void) { return allocations; }

#else

bool allocation_counting_is_possible(void) { return false; }
void allocation_counting_begin(void) {}
uint64_t allocation_counting_end(void) { return 0; }
uint64_t allocations_of_this_thread(void) { return 0; }

#endif
