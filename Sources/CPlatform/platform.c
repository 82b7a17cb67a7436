#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int platform_current_cpu(void) { return sched_getcpu(); }

int platform_pin_to_cpu(int cpu) {
  cpu_set_t set;
  if (cpu < 0 || cpu >= CPU_SETSIZE) return EINVAL;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  return pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

bool platform_may_run_on_cpu(int cpu) {
  cpu_set_t set;
  if (cpu < 0 || cpu >= CPU_SETSIZE) return false;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return false;
  return CPU_ISSET(cpu, &set);
}

int platform_cpu_limit(void) { return CPU_SETSIZE; }

int platform_thread_usage(struct rusage *usage) { return getrusage(RUSAGE_THREAD, usage); }

int platform_direct_flag(void) { return O_DIRECT; }

int platform_no_access_time_flag(void) { return O_NOATIME; }

int64_t platform_seek_data(int descriptor, int64_t offset) {
  return lseek(descriptor, offset, SEEK_DATA);
}

const char *platform_error_text(int error) {
  if (error == EMFILE) return "Too many open files: raise `ulimit -n`";
  if (error == ENFILE) return "Too many open files in the system: raise the sysctl fs.file-max";
  return strerror(error);
}

int platform_block_device_size(int descriptor, uint64_t *bytes) {
  return ioctl(descriptor, BLKGETSIZE64, bytes);
}

int platform_block_device_sector_size(int descriptor, int *bytes) {
  return ioctl(descriptor, BLKSSZGET, bytes);
}

int platform_block_device_read_only(int descriptor, int *is_read_only) {
  return ioctl(descriptor, BLKROGET, is_read_only);
}

int platform_loop_backing(int descriptor, uint64_t *device, uint64_t *inode, uint64_t *number) {
  struct loop_info64 info;
  if (ioctl(descriptor, LOOP_GET_STATUS64, &info) != 0) return -1;
  *device = info.lo_device;
  *inode = info.lo_inode;
  *number = info.lo_rdevice;
  return 0;
}
