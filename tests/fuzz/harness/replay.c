/* Runs a harness on files: the main function for compilers without libFuzzer.
 *
 * usage: HARNESS FILE… */
#include <stdlib.h>

#include "harness.h"

static void replay(const char *path) {
  FILE *in = fopen(path, "rb");
  if (in == NULL) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(2);
  }
  size_t len = 0, cap = 1u << 20;
  uint8_t *all = malloc(cap), *just;
  if (all != NULL) len = fread(all, 1, cap, in);
  fclose(in);
  just = malloc(len > 0 ? len : 1); /* no larger, so that what is read beyond the end is noticed */
  if (all == NULL || just == NULL) exit(2);
  for (size_t i = 0; i < len; i++) just[i] = all[i];
  free(all);
  fprintf(stderr, "%s: %zu bytes\n", path, len);
  LLVMFuzzerTestOneInput(just, len);
  free(just);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) replay(argv[i]);
  return 0;
}
