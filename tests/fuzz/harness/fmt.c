/* The layout of a rule file: it has the same tokens and comments, is read to the same tree, and stays as it
 * is when it is laid out once more. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include <stdlib.h>
#include <string.h>

#include "harness.h"
#include "layout.h"
#include "parse.h"

typedef struct text {
  char *at;
  size_t len;
} text;

typedef struct laid { /* a text read, and what is made of it; the caller's to free */
  bool fine;
  text tree, out;
} laid;

static laid lay_out(const char *from, size_t len) {
  arena *a = arena_new();
  source_draft draft = {HARNESS_RULES, from, len};
  sources src = {.arena = a, .draft = &draft};
  diags *said = diag_new(a, &src);
  ast tree = {.arena = a, .names = names_new(a)};
  uint32_t file = 0;
  laid made = {.fine = parse_alone(&tree, &src, said, HARNESS_RULES, &file)};
  if (made.fine) {
    FILE *printed = open_memstream(&made.tree.at, &made.tree.len);
    if (printed == NULL) exit(2);
    ast_print(&tree, printed);
    fclose(printed);
    size_t n;
    const char *out = layout(&tree, &src, file, &n);
    made.out = (text){malloc(n + 1), n};
    if (made.out.at == NULL) exit(2);
    memcpy(made.out.at, out, n);
    made.out.at[n] = '\0';
  }
  diag_print_text(said, harness_nowhere(), true);
  arena_free(a);
  return made;
}

static void forget(laid *made) {
  free(made->tree.at);
  free(made->out.at);
}

static bool same(text one, text two) {
  return one.len == two.len && memcmp(one.at, two.at, one.len) == 0;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void squeeze(text *t) {
  size_t n = 0;
  for (size_t i = 0; i < t->len; i++)
    if (!is_blank(t->at[i])) t->at[n++] = t->at[i];
  t->len = n;
}

/* A byte order mark is left out. */
static void check_tokens(const uint8_t *data, size_t size, text *out) {
  const uint8_t mark[] = {0xEF, 0xBB, 0xBF};
  if (size >= sizeof mark && memcmp(data, mark, sizeof mark) == 0) data += sizeof mark, size -= sizeof mark;
  text was = {malloc(size + 1), size};
  if (was.at == NULL) exit(2);
  if (size > 0) memcpy(was.at, data, size);
  squeeze(&was);
  squeeze(out);
  HARNESS_HOLDS(same(was, *out));
  free(was.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  laid once = lay_out((const char *)data, size);
  if (once.fine) {
    laid twice = lay_out(once.out.at, once.out.len);
    HARNESS_HOLDS(twice.fine);
    HARNESS_HOLDS(same(once.tree, twice.tree));
    HARNESS_HOLDS(same(once.out, twice.out));
    check_tokens(data, size, &once.out);
    forget(&twice);
  }
  forget(&once);
  return 0;
}
