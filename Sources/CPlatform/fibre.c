#define _GNU_SOURCE
#include "CPlatform.h"

#include <dlfcn.h>
#include <stddef.h>

_Thread_local void *platform_current_simulation_slot;

#if defined(__x86_64__)

// Keeps what a callee keeps, exchanges the stacks, and returns on the other one.
__asm__(
    ".text\n"
    ".globl platform_switch_fibre\n"
    ".hidden platform_switch_fibre\n"
    ".type platform_switch_fibre,@function\n"
    "platform_switch_fibre:\n"
    "  pushq %rbp\n  pushq %rbx\n  pushq %r12\n  pushq %r13\n  pushq %r14\n  pushq %r15\n"
    "  movq %rsp, (%rdi)\n"
    "  movq %rsi, %rsp\n"
    "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n  popq %rbx\n  popq %rbp\n"
    "  ret\n"
    ".size platform_switch_fibre,.-platform_switch_fibre\n"
    ".type platform_fibre_begin,@function\n"
    "platform_fibre_begin:\n"
    "  movq %r13, %rdi\n"
    "  xorl %ebp, %ebp\n"
    "  callq *%r12\n"
    "  ud2\n"
    ".size platform_fibre_begin,.-platform_fibre_begin\n");

extern const char platform_fibre_begin[] __attribute__((visibility("hidden")));

void *platform_prepare_fibre(void *stack_end, void (*body)(void *), void *argument) {
  // r15, r14, r13, r12, rbx, rbp, and where to return to.
  void **stack = (void **)((uintptr_t)stack_end & ~(uintptr_t)15) - 7;
  stack[0] = stack[1] = stack[4] = stack[5] = NULL;
  stack[2] = argument;
  stack[3] = (void *)body;
  stack[6] = (void *)platform_fibre_begin;
  return stack;
}

#elif defined(__aarch64__)

__asm__(
    ".text\n"
    ".globl platform_switch_fibre\n"
    ".hidden platform_switch_fibre\n"
    ".type platform_switch_fibre,%function\n"
    "platform_switch_fibre:\n"
    "  sub sp, sp, #160\n"
    "  stp x19, x20, [sp, #0]\n  stp x21, x22, [sp, #16]\n  stp x23, x24, [sp, #32]\n"
    "  stp x25, x26, [sp, #48]\n  stp x27, x28, [sp, #64]\n  stp x29, x30, [sp, #80]\n"
    "  stp d8, d9, [sp, #96]\n  stp d10, d11, [sp, #112]\n"
    "  stp d12, d13, [sp, #128]\n  stp d14, d15, [sp, #144]\n"
    "  mov x9, sp\n"
    "  str x9, [x0]\n"
    "  mov sp, x1\n"
    "  ldp x19, x20, [sp, #0]\n  ldp x21, x22, [sp, #16]\n  ldp x23, x24, [sp, #32]\n"
    "  ldp x25, x26, [sp, #48]\n  ldp x27, x28, [sp, #64]\n  ldp x29, x30, [sp, #80]\n"
    "  ldp d8, d9, [sp, #96]\n  ldp d10, d11, [sp, #112]\n"
    "  ldp d12, d13, [sp, #128]\n  ldp d14, d15, [sp, #144]\n"
    "  add sp, sp, #160\n"
    "  ret\n"
    ".type platform_fibre_begin,%function\n"
    "platform_fibre_begin:\n"
    "  mov x0, x20\n"
    "  mov x29, xzr\n"
    "  blr x19\n"
    "  brk #0\n");

extern const char platform_fibre_begin[] __attribute__((visibility("hidden")));

void *platform_prepare_fibre(void *stack_end, void (*body)(void *), void *argument) {
  void **stack = (void **)((uintptr_t)stack_end & ~(uintptr_t)15) - 20;
  for (int place = 0; place < 20; place++) stack[place] = NULL;
  stack[0] = (void *)body;
  stack[1] = argument;
  stack[11] = (void *)platform_fibre_begin;
  return stack;
}

#else
#error "a fibre's switch is written for x86-64 and arm64"
#endif

int platform_callers(const void **callers, int room) {
  const void *const *frame = __builtin_frame_address(0);
  int count = 0;
  while (count < room && frame[1] != NULL) {
    callers[count++] = frame[1];
    const void *const *above = frame[0];
    // Frames of one stack lie above each other; the first one of a fibre has none above.
    if (above <= frame || above > frame + 65536) break;
    frame = above;
  }
  return count;
}

const char *platform_file_of_code(const void *address, uintptr_t *offset) {
  Dl_info info;
  if (!dladdr(address, &info) || info.dli_fbase == NULL) return NULL;
  *offset = (uintptr_t)address - (uintptr_t)info.dli_fbase;
  return info.dli_fname;
}
