// A QEMU plugin that counts instructions by the address of their basic block (docs/devel/tcg-plugins of QEMU). It
// writes a line `ADDRESS COUNT` for each block that ran: kernel addresses in 16 hexadecimal digits; those of a program
// in 20 decimal digits, from where Linux loads position-independent programs if it does so without randomness.
//
// Arguments: out=FILE

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Debian has no package with QEMU's qemu-plugin.h: this much of its version 1 is used.
typedef uint64_t plugin_id;
struct qemu_plugin_tb;
int qemu_plugin_version = 1;
enum { ADD_U64 = 0 };
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, void (*translated)(plugin_id, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int operation, void *counter, uint64_t by);
void qemu_plugin_register_atexit_cb(plugin_id id, void (*ended)(plugin_id, void *), void *argument);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *block);

static const uint64_t program_base = 0x555555554000, program_bytes = 1 << 28;

struct counter {
  uint64_t address, count;
  struct counter *next;
};

static struct counter *counters;
static const char *path;

static void translated(plugin_id id, struct qemu_plugin_tb *block) {
  struct counter *counter = calloc(1, sizeof *counter);
  if (!counter) abort();
  counter->address = qemu_plugin_tb_vaddr(block);
  counter->next = counters;
  counters = counter;
  qemu_plugin_register_vcpu_tb_exec_inline(block, ADD_U64, &counter->count, qemu_plugin_tb_n_insns(block));
}

static void ended(plugin_id id, void *unused) {
  FILE *file = fopen(path, "w");
  if (!file) {
    perror(path);
    return;
  }
  for (struct counter *counter = counters; counter; counter = counter->next) {
    if (counter->count == 0) continue;
    if (counter->address >> 63) {
      fprintf(file, "%016" PRIx64 " %" PRIu64 "\n", counter->address, counter->count);
    } else if (counter->address - program_base < program_bytes) {
      fprintf(file, "%020" PRIu64 " %" PRIu64 "\n", counter->address - program_base, counter->count);
    }
  }
  fclose(file);
}

int qemu_plugin_install(plugin_id id, const void *machine, int count, char **arguments) {
  for (int i = 0; i < count; i++) {
    if (strncmp(arguments[i], "out=", 4) == 0) path = arguments[i] + 4;
  }
  if (!path) return -1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  qemu_plugin_register_atexit_cb(id, ended, NULL);
  return 0;
}
