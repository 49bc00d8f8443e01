#include "lines.h"

#include <string.h>

size_t lines_width(const char *text) {
  return source_width(text, strlen(text), 0);
}

/* ---- tables ---- */

/* The names of a list and those of the next one are one table; comments do not interrupt one. */
static bool goes_on(const line *first, const line *next) {
  if (next->apart) return false;
  if (next->n_cells == 0) return true;
  if (first->table == UNIT_LISTED && next->table == UNIT_LIST) return true;
  return next->table == first->table && (first->table != UNIT_BLOCK || next->indent == first->indent);
}

static void align(lines *l, size_t from, size_t to) {
  for (size_t cell = 0; cell < 2; cell++) {
    size_t most = 0;
    for (size_t i = from; i < to; i++) {
      const line *k = &l->at[i];
      if (k->table != l->at[from].table || k->n_cells <= cell + 1) continue;
      size_t width = k->indent + lines_width(k->cells[cell]);
      if (width > most) most = width;
    }
    for (size_t i = from; i < to; i++) {
      line *k = &l->at[i];
      if (k->table != l->at[from].table || k->n_cells <= cell + 1) continue;
      size_t pad = most - k->indent - lines_width(k->cells[cell]);
      k->cells[cell + 1] =
          arena_printf(l->arena, "%s%*s%s", k->cells[cell], (int)pad + 1, "", k->cells[cell + 1]);
    }
  }
}

static void align_tables(lines *l) {
  for (size_t from = 0; from < l->n;) {
    size_t to = from + 1;
    if (l->at[from].table != UNIT_NONE && l->at[from].table != UNIT_LIST)
      while (to < l->n && goes_on(&l->at[from], &l->at[to])) to++;
    if (to > from + 1 || l->at[from].n_cells > 1) align(l, from, to);
    from = to;
  }
}

/* ---- out ---- */

/* A line but for its comment; what stands in the last cell holds the others by now. */
static const char *text_of(lines *l, const line *k) {
  const char *text = k->n_cells > 0 ? k->cells[k->n_cells - 1] : "";
  if (k->n_cells > 0) text = arena_printf(l->arena, "%*s%s", (int)k->indent, "", text);
  if (k->cites != NULL) {
    size_t width = lines_width(text);
    size_t pad = width + 2 <= LINES_CITES ? LINES_CITES - width : 2;
    text = arena_printf(l->arena, "%s%*s%s", text, (int)pad, "", k->cites);
  }
  return k->close == NULL ? text : arena_printf(l->arena, "%s%s", text, k->close);
}

/* Comments behind consecutive lines stand below one another. */
static void align_comments(lines *l, const char **texts) {
  for (size_t from = 0; from < l->n;) {
    size_t to = from, most = 0;
    for (; to < l->n && l->at[to].comment != NULL && l->at[to].n_cells > 0; to++) {
      size_t width = lines_width(texts[to]);
      if (width > most) most = width;
    }
    for (; from < to; from++)
      texts[from] = arena_printf(l->arena, "%s%*s%s", texts[from], (int)(most - lines_width(texts[from])) + 2,
                                 "", l->at[from].comment);
    from++;
  }
}

const char *lines_write(lines *l, size_t *len) {
  align_tables(l);
  const char **texts = ARENA_ARRAY(l->arena, l->n, const char *);
  for (size_t i = 0; i < l->n; i++) {
    const line *k = &l->at[i];
    bool alone = k->n_cells == 0 && k->cites == NULL;
    texts[i] = alone ? arena_printf(l->arena, "%*s%s", (int)k->indent, "", k->comment) : text_of(l, k);
  }
  align_comments(l, texts);
  size_t size = 0;
  for (size_t i = 0; i < l->n; i++) size += strlen(texts[i]) + 2;
  char *out = arena_alloc(l->arena, size + 1), *end = out;
  for (size_t i = 0; i < l->n; i++) {
    if (l->at[i].apart) *end++ = '\n';
    size_t n = strlen(texts[i]);
    memcpy(end, texts[i], n);
    end += n;
    *end++ = '\n';
  }
  *len = (size_t)(end - out);
  return out;
}
