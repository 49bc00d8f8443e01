/* What tells clashes of names knows every name that a header declares. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "compile.h"
#include "emit_api.h"

typedef struct names {
  const char *at[2000];
  size_t n;
} names;

static void add_name(void *data, const char *symbol, const char *kind, const char *name, const char *of) {
  names *all = data;
  (void)kind, (void)name, (void)of;
  assert_in_range(all->n, 0, 1999);
  all->at[all->n++] = symbol;
}

static bool is_known(const names *all, const char *word, size_t len) {
  for (size_t i = 0; i < all->n; i++)
    if (strlen(all->at[i]) == len && memcmp(all->at[i], word, len) == 0) return true;
  return false;
}

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

static void no_name_is_forgotten(void **state) {
  (void)state;
  compilation c;
  compile_begin(&c);
  assert_true(compile_run(&c, "tests/unit/api/api.ombud", NULL, 0));
  arena *a = arena_new();
  symbols s = symbols_make(a, c.policy, c.words, "Qq");
  api x = api_make(a, c.policy, c.words, &s, NULL);
  names *all = ARENA_NEW(a, names);
  api_identifiers(&x, add_name, all);
  char *header = NULL;
  size_t len = 0, n = 0;
  emission e = {c.policy, c.words, &s, open_memstream(&header, &len)};
  emit_h(&e, a);
  fclose(e.out);
  for (const char *word = header; *(word += strcspn(word, letters)); word += strspn(word, letters)) {
    if (strncmp(word, "Qq_", 3) != 0) continue; /* constants have other tests */
    n++;
    if (!is_known(all, word, strspn(word, letters))) fail_msg("%.*s", (int)strspn(word, letters), word);
  }
  assert_in_range(n, 500, 10000);
  free(header);
  arena_free(a);
  compile_end(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(no_name_is_forgotten)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
