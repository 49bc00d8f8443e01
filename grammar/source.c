#include "source.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* How many bytes the character at TEXT takes, 0 where it is not well formed: table 3-7 of the Unicode
 * Standard. A second byte out of its range is what makes overlong forms and surrogates. */
static size_t utf8_length(const unsigned char *text, size_t len) {
  unsigned char c = text[0], low = 0x80, high = 0xBF;
  size_t need;
  if (c < 0x80) return 1;
  if (c < 0xC2 || c > 0xF4) return 0;
  need = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  if (c == 0xE0) low = 0xA0;
  if (c == 0xED) high = 0x9F;
  if (c == 0xF0) low = 0x90;
  if (c == 0xF4) high = 0x8F;
  if (len < need || text[1] < low || text[1] > high) return 0;
  for (size_t i = 2; i < need; i++)
    if (text[i] < 0x80 || text[i] > 0xBF) return 0;
  return need;
}

size_t source_bad_utf8(const char *text, size_t len) {
  size_t i = 0;
  while (i < len && text[i]) {
    size_t n = utf8_length((const unsigned char *)text + i, len - i);
    if (!n) break;
    i += n;
  }
  return i;
}

static void find_lines(arena *a, source *f) {
  size_t n = 1;
  for (size_t i = 0; i < f->len; i++) n += f->text[i] == '\n';
  f->lines = ARENA_ARRAY(a, n, uint32_t);
  f->n_lines = 1;
  for (size_t i = 0; i < f->len; i++)
    if (f->text[i] == '\n') f->lines[f->n_lines++] = (uint32_t)i + 1;
}

static bool begins_character(const source *f, size_t offset) {
  return ((unsigned char)f->text[offset] & 0xC0) != 0x80; /* or it continues one */
}

static void count_characters(arena *a, source *f) {
  f->chars = ARENA_ARRAY(a, f->len / SOURCE_STEP + 1, uint32_t);
  uint32_t n = 0;
  for (size_t i = 0; i < f->len; i++) {
    if (i % SOURCE_STEP == 0) f->chars[i / SOURCE_STEP] = n;
    n += begins_character(f, i);
  }
  if (f->len % SOURCE_STEP == 0) f->chars[f->len / SOURCE_STEP] = n;
}

source_status source_add(sources *s, const char *path, const char *text, size_t len, uint32_t *file,
                         size_t *bad) {
  if (len > SOURCE_FILE_MAX || s->len >= SOURCE_FILES_MAX) return SOURCE_TOO_LARGE;
  size_t mark = sizeof byte_order_mark - 1;
  if (len >= mark && memcmp(text, byte_order_mark, mark) == 0) {
    text += mark;
    len -= mark;
  }
  *file = (uint32_t)s->len;
  source *f = ARENA_PUSH(s->arena, s->files, s->len, s->cap);
  *f = (source){
      .path = arena_copy(s->arena, path, strlen(path)), .text = arena_copy(s->arena, text, len), .len = len};
  find_lines(s->arena, f);
  count_characters(s->arena, f);
  *bad = source_bad_utf8(f->text, len);
  return *bad < len ? SOURCE_NOT_UTF8 : SOURCE_OK;
}

/* A file that is not there is for who wrote the rules to mend; the machine's want of something is not. */
static source_status unreadable(sources *s, int error) {
  errno = error;
  switch (error) {
  case ENOENT:
  case EACCES:
  case EISDIR:
  case ENOTDIR:
  case ELOOP:
  case ENAMETOOLONG: break;
  default: s->failed = true; break;
  }
  return SOURCE_UNREADABLE;
}

/* One byte more than is allowed tells a file that is too large from one that just fits, even where the
 * size cannot be asked for (a pipe, a device). */
source_status source_load(sources *s, const char *path, uint32_t *file, size_t *bad) {
  if (s->len >= SOURCE_FILES_MAX) return SOURCE_TOO_LARGE;
  if (s->draft != NULL && strcmp(s->draft->path, path) == 0)
    return source_add(s, path, s->draft->text, s->draft->len, file, bad);
  FILE *in = fopen(path, "rb");
  if (!in) return unreadable(s, errno);
  arena *scratch = arena_new();
  char *text = NULL;
  size_t len = 0, cap = 0, got = 0;
  do {
    len += got;
    text = arena_grow(scratch, text, len, &cap, 1);
    got = fread(text + len, 1, cap - len, in);
  } while (got && len <= SOURCE_FILE_MAX);
  int error = ferror(in) ? errno : 0;
  fclose(in);
  source_status status = error ? unreadable(s, error) : source_add(s, path, text, len, file, bad);
  arena_free(scratch);
  return status;
}

/* The last line that begins at or before the offset. */
static uint32_t line_of(const source *f, uint32_t offset) {
  uint32_t low = 0, high = f->n_lines;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (f->lines[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static uint32_t characters_before(const source *f, uint32_t offset) {
  uint32_t at = offset / SOURCE_STEP, n = f->chars[at];
  for (uint32_t i = at * SOURCE_STEP; i < offset; i++) n += begins_character(f, i);
  return n;
}

position source_position(const source *f, uint32_t offset) {
  if (offset > f->len) offset = (uint32_t)f->len;
  uint32_t line = line_of(f, offset);
  uint32_t column = 1 + characters_before(f, offset) - characters_before(f, f->lines[line]);
  if (offset < f->len && !begins_character(f, offset) && column > 1) column--;
  return (position){line + 1, column};
}

const char *source_line(const source *f, uint32_t line, size_t *len) {
  assert(line >= 1 && line <= f->n_lines);
  uint32_t begin = f->lines[line - 1];
  size_t end = line < f->n_lines ? f->lines[line] - 1 : f->len;
  if (end > begin && f->text[end - 1] == '\r') end--;
  *len = end - begin;
  return f->text + begin;
}
