/* What a program on a bare board needs before main: vectors, memory as C expects it, and the debugger's
 * files. */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

/* board.ld */
extern uint32_t board_stack[], board_data_image[], board_data[], board_data_end[], board_bss[],
    board_bss_end[];

extern char **environ;
void initialise_monitor_handles(void); /* librdimon: standard output through the debugger ("semihosting") */
int main(void);

#ifndef BOARD_LANGUAGE
#define BOARD_LANGUAGE "OMBUD_LANG=en"
#endif
static char language[] = BOARD_LANGUAGE;
static char *environment[] = {language, NULL};

static void reset(void) {
  for (uint32_t *to = board_data, *from = board_data_image; to < board_data_end;) *to++ = *from++;
  for (uint32_t *to = board_bss; to < board_bss_end;) *to++ = 0;
  initialise_monitor_handles();
  environ = environment;
  exit(main());
}

static void fault(void) {
  _exit(99);
}

/* ARMv6-M Architecture Reference Manual, B1.5.3: where the stack begins, reset, NMI, hard fault; no
 * interrupts are used here. */
typedef union vector {
  uint32_t *stack;
  void (*handler)(void);
} vector;

__attribute__((section(".vectors"), used)) static const vector vectors[16] = {
    {.stack = board_stack}, {.handler = reset}, {.handler = fault}, {.handler = fault}};
