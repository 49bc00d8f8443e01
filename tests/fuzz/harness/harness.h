/* What the harnesses have in common. Each is one LLVMFuzzerTestOneInput, which libFuzzer calls with bytes of
 * its own making, and replay.c with those of files. They run in a folder that `fill` has filled: there rule
 * files find what they include and cite, and `it.ombud` is written over with each input. */
#ifndef HARNESS_H
#define HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define HARNESS_RULES "it.ombud"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Makes the bytes the text of HARNESS_RULES. */
void harness_write(const uint8_t *data, size_t size);

/* Where what is printed goes to: it is all made, and nobody reads it. */
FILE *harness_nowhere(void);

/* Ends the program as a finding, with the words, where what must hold does not. */
#define HARNESS_HOLDS(condition)                                                                             \
  do                                                                                                         \
    if (!(condition)) harness_fail(__FILE__, __LINE__, #condition);                                          \
  while (0)
_Noreturn void harness_fail(const char *file, int line, const char *condition);

#endif
