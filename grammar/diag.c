#include "diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "diag_list.h"
#include "translate.h"

static const diag_info infos[DIAG_CODES] = {
#define CODE(id, brief, explain)           [DIAG_##id] = {#id, NULL, brief, explain, false, true},
#define WARN(id, name, on, brief, explain) [DIAG_##id] = {#id, name, brief, explain, true, on},
#include "codes.def"
#undef CODE
#undef WARN
};

const diag_info *diag_info_of(diag_code code) {
  assert(code < DIAG_CODES);
  return &infos[code];
}

/* Not strcasecmp, which asks the locale: in a Turkish one, `i` is no small `I`. */
static char upper(char c) {
  return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool same_id(const char *a, const char *b) {
  for (; *a && *b; a++, b++)
    if (upper(*a) != upper(*b)) return false;
  return *a == *b;
}

const diag_info *diag_find(const char *id) {
  for (size_t i = 0; i < DIAG_CODES; i++)
    if (same_id(id, infos[i].id) || (infos[i].name && same_id(id, infos[i].name))) return &infos[i];
  return NULL;
}

diags *diag_new(arena *a, const sources *s) {
  diags *d = ARENA_NEW(a, diags);
  d->arena = a;
  d->sources = s;
  d->table_cap = 64;
  d->table = ARENA_ARRAY(a, d->table_cap, diag_item *);
  for (size_t i = 0; i < DIAG_CODES; i++) d->off[i] = !infos[i].on;
  return d;
}

bool diag_set(diags *d, const char *name, bool on) {
  bool found = strcmp(name, "all") == 0, every = found;
  for (size_t i = 0; i < DIAG_CODES; i++) {
    if (!infos[i].warning || (!every && strcmp(infos[i].name, name) != 0)) continue;
    d->off[i] = !on;
    found = true;
  }
  return found;
}

void diag_set_werror(diags *d) {
  d->werror = true;
}

static bool same_item(const diag_item *a, const diag_item *b) {
  if (a->code != b->code || strcmp(a->text, b->text) != 0) return false;
  if (a->path || b->path) return a->path && b->path && strcmp(a->path, b->path) == 0;
  return a->at.file == b->at.file && a->at.begin == b->at.begin && a->at.end == b->at.end;
}

static uint64_t hash_item(const diag_item *i) {
  uint64_t h = (uint64_t)i->code << 56 ^ (uint64_t)i->at.file << 32 ^ i->at.begin;
  for (const char *c = i->text; *c; c++) h = (h ^ (unsigned char)*c) * UINT64_C(1099511628211);
  return h ^ h >> 29;
}

static diag_item **find_slot(diag_item **table, size_t cap, const diag_item *item) {
  size_t i = (size_t)hash_item(item) & (cap - 1);
  while (table[i] && !same_item(table[i], item)) i = (i + 1) & (cap - 1);
  return &table[i];
}

static void grow_table(diags *d) {
  size_t cap = d->table_cap * 2;
  diag_item **table = ARENA_ARRAY(d->arena, cap, diag_item *);
  for (size_t i = 0; i < d->len; i++) *find_slot(table, cap, d->items[i]) = d->items[i];
  d->table = table;
  d->table_cap = cap;
}

/* PATH is NULL for a diagnostic with a place. */
static void add(diags *d, diag_code code, const char *path, span at, const char *format, va_list args) {
  d->last = NULL;
  if (d->off[code]) return;
  diag_item *item = ARENA_NEW(d->arena, diag_item);
  *item = (diag_item){.code = code, .at = at, .text = arena_vprintf(d->arena, tr(format), args)};
  if (path) item->path = arena_copy(d->arena, path, strlen(path));
  item->notes_end = &item->notes;
  diag_item **slot = find_slot(d->table, d->table_cap, item);
  if (*slot) return;
  *slot = item;
  *ARENA_PUSH(d->arena, d->items, d->len, d->cap) = item;
  if (d->len > d->table_cap / 2) grow_table(d);
  if (infos[code].warning)
    d->warnings++;
  else
    d->errors++;
  d->last = item;
}

void diag_report(diags *d, diag_code code, span at, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add(d, code, NULL, at, format, args);
  va_end(args);
}

void diag_report_file(diags *d, diag_code code, const char *path, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add(d, code, path, (span){0}, format, args);
  va_end(args);
}

static void add_note(diags *d, bool placed, span at, const char *format, va_list args) {
  if (!d->last) return;
  diag_note_item *note = ARENA_NEW(d->arena, diag_note_item);
  *note = (diag_note_item){.placed = placed, .at = at, .text = arena_vprintf(d->arena, tr(format), args)};
  *d->last->notes_end = note;
  d->last->notes_end = &note->next;
}

void diag_note(diags *d, span at, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add_note(d, true, at, format, args);
  va_end(args);
}

void diag_remark(diags *d, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add_note(d, false, (span){0}, format, args);
  va_end(args);
}

void diag_suggest(diags *d, const char *name) {
  if (d->last && name) d->last->suggestion = arena_copy(d->arena, name, strlen(name));
}

bool diag_is_on(const diags *d, diag_code code) {
  return !d->off[code];
}

void diag_example(diags *d, const char *text) {
  if (d->last) d->last->example = text;
}

const char *diag_first_error(const diags *d) {
  for (size_t i = 0; i < d->len; i++) {
    const diag_info *info = diag_info_of(d->items[i]->code);
    if (!info->warning || d->werror) return info->id;
  }
  return NULL;
}

size_t diag_errors(const diags *d) {
  return d->errors;
}

bool diag_failed(const diags *d) {
  return d->errors > 0 || (d->werror && d->warnings > 0);
}

size_t diag_warnings(const diags *d) {
  return d->warnings;
}
