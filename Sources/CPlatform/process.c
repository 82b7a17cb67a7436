#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

static int argument_count;
static char **arguments;

// glibc hands main's arguments to constructors as well (elf/dl-init.c, csu/libc-start.c).
__attribute__((constructor)) static void keep_arguments(int count, char **words) {
  argument_count = count;
  arguments = words;
}

char *const *platform_arguments(int *count) {
  *count = argument_count;
  return arguments;
}

void platform_fill_standard_streams(void) {
  // All descriptors below are open, so the one that is missing is the one that open(2) returns. Reading and writing
  // fail with EBADF, as with a closed descriptor.
  for (int stream = 0; stream <= 2; stream++)
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF) (void)!open("/", O_PATH);
}

int64_t platform_file_system_magic(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) == 0 ? (int64_t)(uint32_t)status.f_type : -1;
}

int platform_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *folder) {
  return posix_spawn_file_actions_addchdir_np(actions, folder);
}

int platform_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
