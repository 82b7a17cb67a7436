#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "CPlatform.h"
#include "measure.h"
#include "pinned.h"

enum { LAPS = 256, TURNS = 32 };

// A thread that begins later than the others by this part of the time has let them have the word for themselves: the
// kernel may take its CPU while it waits for them.
enum { LATE_PART = 20 };

static const uint64_t window_ns = 2000000, patience_ns = 5000000000u;

// Threads that begin together, a CPU each; shared by all of them.
struct gang {
  _Alignas(128) _Atomic uint64_t word;
  _Alignas(128) _Atomic int arrived;
  _Alignas(128) _Atomic int is_abandoned;
  int count;
  void (*body)(struct gang *, int number);
  void *request;
};

struct member {
  struct gang *gang;
  int number;
  pthread_t thread;
};

// Waits until all threads have come here for the `round`th time, from 0 on. False if one does not come.
static bool meet(struct gang *gang, int round) {
  int all = (round + 1) * gang->count;
  uint64_t deadline = platform_monotonic_ns() + patience_ns;
  atomic_fetch_add(&gang->arrived, 1);
  while (atomic_load(&gang->arrived) < all) {
    if (atomic_load(&gang->is_abandoned)) return false;
    if (platform_monotonic_ns() > deadline) atomic_store(&gang->is_abandoned, 1);
    platform_pause();
  }
  return true;
}

static void *take_part(void *argument) {
  struct member *member = argument;
  member->gang->body(member->gang, member->number);
  return NULL;
}

static int run_gang(
    const int *cpus, int count, void (*body)(struct gang *, int), void *request) {
  // Pages of their own, on the node that the caller prefers.
  struct gang *gang =
      mmap(NULL, sizeof *gang, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct member *members = calloc((size_t)count, sizeof *members);
  if (gang == MAP_FAILED || !members) {
    if (gang != MAP_FAILED) munmap(gang, sizeof *gang);
    free(members);
    return ENOMEM;
  }
  gang->count = count;
  gang->body = body;
  gang->request = request;
  int status = 0, started = 0;
  for (; started < count && status == 0; started++) {
    members[started].gang = gang;
    members[started].number = started;
    status = platform_start_on(
        cpus[started], take_part, &members[started], PTHREAD_CREATE_JOINABLE, &members[started].thread);
  }
  if (status != 0) {
    atomic_store(&gang->is_abandoned, 1);
    started--;
  }
  for (int number = 0; number < started; number++) pthread_join(members[number].thread, NULL);
  if (status == 0 && atomic_load(&gang->is_abandoned)) status = ETIMEDOUT;
  munmap(gang, sizeof *gang);
  free(members);
  return status;
}

// How often the calling thread has lost its CPU.
static long switches(void) {
  struct rusage usage;
  platform_thread_usage(&usage);
  return usage.ru_nvcsw + usage.ru_nivcsw;
}

// MARK: Transfers

struct transfer_request {
  double *ns;
  int blocks;
};

// Thread 0 makes even values odd, thread 1 odd ones even. False if the other one does not answer.
static bool lap(struct gang *gang, uint64_t from) {
  for (unsigned turn = 1;; turn++) {
    uint64_t expected = from;
    if (atomic_compare_exchange_strong(&gang->word, &expected, from + 1)) return true;
    if (turn % 65536 == 0 && atomic_load(&gang->is_abandoned)) return false;
  }
}

static void transfer(struct gang *gang, int number) {
  struct transfer_request *request = gang->request;
  uint64_t value = (uint64_t)number;
  if (!meet(gang, 0)) return;
  for (int block = -1; block < request->blocks; block++) {
    uint64_t begin = platform_monotonic_ns();
    for (int count = 0; count < LAPS; count++, value += 2)
      if (!lap(gang, value)) return;
    if (number == 0 && block >= 0)
      request->ns[block] = (double)(platform_monotonic_ns() - begin) / (2 * LAPS);
  }
}

int platform_measure_transfer(int one, int other, double *ns, int blocks) {
  int cpus[] = {one, other};
  struct transfer_request request = {ns, blocks};
  return run_gang(cpus, 2, transfer, &request);
}

// MARK: Contests

// What a thread did in a window.
struct share {
  uint64_t begin, end, operations;
  bool is_disturbed;
};

static bool began_together(const struct share *shares, int count) {
  uint64_t first = shares[0].begin, last = first, end = shares[0].end;
  for (int number = 1; number < count; number++) {
    if (shares[number].begin < first) first = shares[number].begin;
    if (shares[number].begin > last) last = shares[number].begin;
    if (shares[number].end > end) end = shares[number].end;
  }
  return last - first <= (end - first) / LATE_PART;
}

struct contest_request {
  platform_contest contest;
  int windows;
  struct share *shares;
};

static uint64_t table[256];

// A few operations of a kind; `state` is the thread's own.
static void operate(struct gang *gang, platform_contest contest, uint64_t *state) {
  for (int turn = 0; turn < TURNS; turn++) {
    switch (contest) {
    case PLATFORM_ADD: *state += atomic_fetch_add(&gang->word, 1); break;
    case PLATFORM_EXCHANGE: {
      uint64_t seen = atomic_load(&gang->word);
      while (!atomic_compare_exchange_strong(&gang->word, &seen, seen + 1)) continue;
      break;
    }
    case PLATFORM_COMPUTE:
      *state = (*state ^ *state >> 29) * 0xbf58476d1ce4e5b9u + ((volatile uint64_t *)table)[turn];
      state[1] = (state[1] ^ state[1] << 7) + ((volatile uint64_t *)table)[state[1] & 255];
      state[2] = state[2] * 0x94d049bb133111ebu ^ ((volatile uint64_t *)table)[255 - turn];
      break;
    }
  }
}

static struct share contend(struct gang *gang, platform_contest contest) {
  uint64_t state[3] = {1, 2, 3}, operations = 0;
  long before = switches();
  uint64_t begin = platform_monotonic_ns(), now = begin;
  while (now < begin + window_ns) {
    operate(gang, contest, state);
    operations += TURNS;
    now = platform_monotonic_ns();
  }
  // The compiler must keep what was computed.
  __asm__ volatile("" : : "r"(state[0] + state[1] + state[2]));
  return (struct share){begin, now, operations, switches() != before};
}

static void contest(struct gang *gang, int number) {
  struct contest_request *request = gang->request;
  for (int window = 0; window < request->windows; window++) {
    if (!meet(gang, window)) return;
    request->shares[window * gang->count + number] = contend(gang, request->contest);
  }
}

int platform_measure_contest(platform_contest kind, const int *cpus, int count, double *ns, int windows) {
  if (count < 1 || windows < 1 || windows > INT_MAX / count - 1) return EINVAL;
  struct share *shares = calloc((size_t)windows * (size_t)count, sizeof *shares);
  if (!shares) return ENOMEM;
  struct contest_request request = {kind, windows, shares};
  int status = run_gang(cpus, count, contest, &request);
  for (int window = 0; status == 0 && window < windows; window++) {
    const struct share *all = shares + window * count;
    double rate = 0;
    bool is_disturbed = !began_together(all, count);
    for (int number = 0; number < count; number++) {
      rate += (double)all[number].operations / (double)(all[number].end - all[number].begin);
      is_disturbed |= all[number].is_disturbed;
    }
    ns[window] = is_disturbed ? -1 : 1 / rate;
  }
  free(shares);
  return status;
}

// MARK: Winners

struct log_request {
  uint16_t *winners;
  uint32_t total;
  // The values that each thread received.
  uint32_t *values;
  struct share *shares;
};

static void log_additions(struct gang *gang, int number) {
  struct log_request *request = gang->request;
  uint32_t *mine = request->values + (size_t)number * request->total, count = 0;
  // Its pages are there before it begins.
  for (uint32_t place = 0; place < request->total; place += 1024) ((volatile uint32_t *)mine)[place] = 0;
  if (!meet(gang, 0)) return;
  struct share *share = &request->shares[number];
  long before = switches();
  share->begin = platform_monotonic_ns();
  for (uint64_t value; (value = atomic_fetch_add(&gang->word, 1)) < request->total;)
    mine[count++] = (uint32_t)value;
  share->end = platform_monotonic_ns();
  share->is_disturbed = switches() != before;
  for (uint32_t place = 0; place < count; place++) request->winners[mine[place]] = (uint16_t)number;
}

int platform_log_additions(const int *cpus, int count, uint16_t *winners, uint32_t total) {
  if (count < 1 || count > UINT16_MAX || total < 1) return EINVAL;
  struct share *shares = calloc((size_t)count, sizeof *shares);
  struct log_request request = {winners, total, calloc((size_t)count * total, sizeof(uint32_t)), shares};
  int status = shares && request.values ? run_gang(cpus, count, log_additions, &request) : ENOMEM;
  bool is_disturbed = status == 0 && !began_together(shares, count);
  for (int number = 0; status == 0 && number < count; number++) is_disturbed |= shares[number].is_disturbed;
  free(shares);
  free(request.values);
  return is_disturbed ? EAGAIN : status;
}
