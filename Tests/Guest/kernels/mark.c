// The mark at which count-instructions.c writes its counts and begins anew. Neither library nor stack: it costs a few
// instructions of its own.

__attribute__((noreturn)) void _start(void) {
  __asm__ volatile("nopl 0x6b72616d(%rax,%rax,1)");
  __asm__ volatile("syscall" : : "a"(60), "D"(0) : "rcx", "r11", "memory");
  __builtin_unreachable();
}
