#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Length of a clause number at TEXT, 0 where there is none: digits, then dots with letters or digits. */
static size_t number_length(const char *text, size_t len) {
  size_t n = 0;
  while (n < len && is_digit(text[n])) n++;
  if (n == 0) return 0;
  while (n + 1 < len && text[n] == '.' && is_alnum(text[n + 1])) {
    n++;
    while (n < len && is_alnum(text[n])) n++;
  }
  return n;
}

/* What Markdown may put before the number: white space, quotes, headings, bullets, emphasis, and "§" or "第".
 */
static size_t skip_marks(const char *line, size_t len) {
  static const char *const marks[] = {" ", "\t", ">", "#", "- ", "* ", "+ ", "**", "__", "*", "_", "§", "第"};
  size_t at = 0;
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !moved; i++) {
      size_t n = strlen(marks[i]);
      if (n > len - at || memcmp(line + at, marks[i], n) != 0) continue;
      at += n;
      moved = true;
    }
  }
  return at;
}

static bool ends_number(const char *text, size_t len) {
  static const char *const ends[] = {" ",  "\t", ".",  ")",  ":",  "*",  "_",
                                     "、", "．", "：", "）", "　", "条", "款"};
  if (len == 0) return true;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (strlen(ends[i]) <= len && memcmp(text, ends[i], strlen(ends[i])) == 0) return true;
  return (unsigned char)text[0] >= 0x80; /* Chinese text follows its number without a space */
}

static void add(arena *a, clauses *out, const char *number, span at, span text) {
  *ARENA_PUSH(a, out->at, out->len, out->cap) = (clause){.number = number, .at = at, .text = text};
}

/* "4.1 to 4.4": the end of a range whose numbers differ in the last part only. */
static long range_end(const char *text, size_t len, const char *first, size_t stem) {
  static const char *const joins[] = {" to ", "–", " – ", "-", " - ", "至", "到", "~"};
  for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
    size_t n = strlen(joins[i]);
    if (n > len || memcmp(text, joins[i], n) != 0) continue;
    size_t last = number_length(text + n, len - n);
    if (last <= stem || memcmp(text + n, first, stem) != 0 || last - stem > 3) continue;
    char digits[8] = {0};
    memcpy(digits, text + n + stem, last - stem);
    char *end;
    long value = strtol(digits, &end, 10);
    if (*end == '\0') return value;
  }
  return -1;
}

static void read_line(arena *a, clauses *out, uint32_t file, const source *f, uint32_t line) {
  size_t len;
  const char *text = source_line(f, line, &len);
  size_t at = skip_marks(text, len), n = number_length(text + at, len - at);
  if (n == 0) return;
  const char *number = arena_copy(a, text + at, n);
  uint32_t begin = (uint32_t)(text - f->text + (ptrdiff_t)at);
  span here = {file, begin, begin + (uint32_t)n},
       whole = {file, begin, (uint32_t)(text - f->text + (ptrdiff_t)len)};
  const char *dot = strrchr(number, '.');
  size_t stem = dot == NULL ? 0 : (size_t)(dot - number) + 1;
  char *end;
  long from = strtol(number + stem, &end, 10);
  long to = *end == '\0' && n - stem <= 3 ? range_end(text + at + n, len - at - n, number, stem) : -1;
  if (to < 0 && !ends_number(text + at + n, len - at - n)) return;
  add(a, out, number, here, whole);
  for (long k = from + 1; k <= to; k++)
    add(a, out, arena_printf(a, "%.*s%ld", (int)stem, number, k), here, whole);
}

/* Numbers become interned; "3" is a section where there is a "3.2". */
static void index_all(names *n, arena *a, clauses *all) {
  map sections = {.arena = a};
  all->of = (map){.arena = a};
  for (size_t i = all->len; i-- > 0;) {
    clause *c = &all->at[i];
    c->number = names_intern(n, c->number, strlen(c->number));
    c->again = map_get(&all->of, c->number);
    map_set(&all->of, c->number, (uint32_t)i);
    for (const char *dot = strrchr(c->number, '.'); dot != NULL;) {
      const char *outer = names_intern(n, c->number, (size_t)(dot - c->number));
      map_set(&sections, outer, 0);
      dot = strrchr(outer, '.') == NULL ? NULL : c->number + (strrchr(outer, '.') - outer);
    }
  }
  for (size_t i = 0; i < all->len; i++)
    all->at[i].section = map_get(&sections, all->at[i].number) != MAP_NONE;
}

clauses clauses_read(names *n, arena *a, const sources *src, uint32_t file) {
  clauses out = {0};
  const source *f = &src->files[file];
  for (uint32_t line = 1; line <= f->n_lines; line++) read_line(a, &out, file, f, line);
  index_all(n, a, &out);
  return out;
}

bool clauses_load(model *m, sources *src, clauses *out) {
  if (m->policy == NULL || m->policy->source.len == 0) return false;
  const ast_text *name = &m->policy->source.at[0];
  const char *home = src->files[name->span.file].path, *slash = strrchr(home, '/');
  const char *path = name->text;
  if (path[0] != '/' && slash != NULL)
    path = arena_printf(m->arena, "%.*s%s", (int)(slash - home + 1), home, path);
  uint32_t file;
  size_t bad;
  source_status s = source_load(src, path, &file, &bad);
  if (s == SOURCE_OK) {
    *out = clauses_read(m->tree->names, m->arena, src, file);
    return true;
  }
  if (s == SOURCE_NOT_UTF8)
    diag_report(m->diags, DIAG_E264, name->span, "the text '%s' is not UTF-8: see its byte %zu", path, bad);
  else
    diag_report(m->diags, DIAG_E264, name->span, "the text '%s' cannot be read: %s", path,
                s == SOURCE_TOO_LARGE ? _("it is too large") : translate_error(errno));
  return false;
}
