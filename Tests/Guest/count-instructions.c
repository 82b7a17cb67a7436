// A QEMU plugin that counts instructions by the address of their basic block (docs/devel/tcg-plugins of QEMU). It
// writes a line `ADDRESS COUNT` for each block that ran: kernel addresses in 16 hexadecimal digits; those of a program
// in 20 decimal digits, from where Linux loads position-independent programs if it does so without randomness.
//
// Each time that the guest executes the mark, `nopl 0x6b72616d(%rax,%rax,1)`, the counts so far are written after a line
// `= NUMBER`, numbers from 0, and begin again at nothing; what follows the last mark is written as the last section.
// Without a mark there is one section and no such line.
//
// Arguments: out=FILE

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Debian has no package with QEMU's qemu-plugin.h: this much of its version 1 is used.
typedef uint64_t plugin_id;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
int qemu_plugin_version = 1;
enum { ADD_U64 = 0, NO_REGISTERS = 0 };
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, void (*translated)(plugin_id, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int operation, void *counter, uint64_t by);
void qemu_plugin_register_atexit_cb(plugin_id id, void (*ended)(plugin_id, void *), void *argument);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *instruction,
                                            void (*executed)(unsigned int cpu, void *argument), int registers,
                                            void *argument);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *instruction);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *instruction);

static const uint64_t program_base = 0x555555554000, program_bytes = 1 << 28;

struct counter {
  uint64_t address, count;
  struct counter *next;
};

static struct counter *counters;
static FILE *file;
static int sections;

static const unsigned char mark[] = {0x0f, 0x1f, 0x84, 0x00, 'm', 'a', 'r', 'k'};

static void write_counts(void) {
  for (struct counter *counter = counters; counter; counter = counter->next) {
    if (counter->count == 0) continue;
    if (counter->address >> 63) {
      fprintf(file, "%016" PRIx64 " %" PRIu64 "\n", counter->address, counter->count);
    } else if (counter->address - program_base < program_bytes) {
      fprintf(file, "%020" PRIu64 " %" PRIu64 "\n", counter->address - program_base, counter->count);
    }
    counter->count = 0;
  }
}

static void marked(unsigned int cpu, void *unused) {
  fprintf(file, "= %d\n", sections++);
  write_counts();
}

static void translated(plugin_id id, struct qemu_plugin_tb *block) {
  size_t count = qemu_plugin_tb_n_insns(block);
  struct counter *counter = calloc(1, sizeof *counter);
  if (!counter) abort();
  counter->address = qemu_plugin_tb_vaddr(block);
  counter->next = counters;
  counters = counter;
  qemu_plugin_register_vcpu_tb_exec_inline(block, ADD_U64, &counter->count, count);
  for (size_t i = 0; i < count; i++) {
    struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
    if (qemu_plugin_insn_size(instruction) == sizeof mark &&
        memcmp(qemu_plugin_insn_data(instruction), mark, sizeof mark) == 0) {
      qemu_plugin_register_vcpu_insn_exec_cb(instruction, marked, NO_REGISTERS, NULL);
    }
  }
}

static void ended(plugin_id id, void *unused) {
  if (sections > 0) fprintf(file, "= %d\n", sections);
  write_counts();
  fclose(file);
}

int qemu_plugin_install(plugin_id id, const void *machine, int count, char **arguments) {
  for (int i = 0; i < count; i++) {
    if (strncmp(arguments[i], "out=", 4) == 0) file = fopen(arguments[i] + 4, "w");
  }
  if (!file) return -1;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  qemu_plugin_register_atexit_cb(id, ended, NULL);
  return 0;
}
