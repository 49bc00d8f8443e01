/* Source texts: the rule files, what they include, and the policies that they cite.
 *
 * A span is a half-open range of byte offsets in one file. Lines and columns are worked out only
 * when something is shown. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

#define SOURCE_FILE_MAX  (64u << 20) /* bytes in one file */
#define SOURCE_STEP      1024u
#define SOURCE_FILES_MAX 1000u /* files in one policy */

typedef struct span {
  uint32_t file;       /* index into the set of sources */
  uint32_t begin, end; /* byte offsets */
} span;

typedef struct source {
  const char *path; /* as opened: what messages and depfiles show */
  const char *text; /* UTF-8, NUL behind it; a byte order mark is left out */
  size_t len;       /* in bytes, without the NUL */
  uint32_t *lines;  /* byte offset of the start of each line */
  uint32_t n_lines; /* at least 1 */
  uint32_t *chars;  /* how many characters begin before each SOURCE_STEP-th byte: lines may be long */
} source;

typedef struct source_draft { /* what is to be read in the place of a file */
  const char *path, *text;
  size_t len;
} source_draft;

typedef struct sources {
  arena *arena;
  const source_draft *draft; /* NULL: none; the caller's */
  source *files;
  size_t len, cap;
  bool failed; /* some file could not be read, and that was no fault of its name */
} sources;

typedef enum source_status {
  SOURCE_OK,
  SOURCE_UNREADABLE, /* errno says why */
  SOURCE_TOO_LARGE,  /* over SOURCE_FILE_MAX, or SOURCE_FILES_MAX files are open already */
  SOURCE_NOT_UTF8,   /* loaded all the same; *bad is the offset of the first bad byte; a NUL byte is one */
} source_status;

/* Reads PATH whole, or the draft where it is of this very path, and appends it; *file is its index. A folder
 * is SOURCE_UNREADABLE with EISDIR. */
source_status source_load(sources *s, const char *path, uint32_t *file, size_t *bad);

/* Appends a text that is in memory already, for the tests. */
source_status source_add(sources *s, const char *path, const char *text, size_t len, uint32_t *file,
                         size_t *bad);

/* 1-based line and column of a byte offset; the column counts characters (code points). */
typedef struct position {
  uint32_t line, column;
} position;
position source_position(const source *f, uint32_t offset);

/* The bytes of a 1-based line, without its line end. */
const char *source_line(const source *f, uint32_t line, size_t *len);

/* How many columns of a terminal LEN bytes of UTF-8 take: 2 for East Asian wide and full-width
 * characters, 0 for combining ones (Unicode Standard Annex 11), a tab to the next multiple of 8 from COLUMN.
 */
size_t source_width(const char *text, size_t len, size_t column);

/* The character at TEXT (LEN is at least 1) and how many bytes it takes. A byte that is not well-formed UTF-8
 * stands for itself, so that a damaged line can still be measured and shown; *c >= 0x80 and 1 tell it. */
size_t source_char(const char *text, size_t len, uint32_t *c);

/* The first byte of TEXT that is not well-formed UTF-8 (RFC 3629) or is NUL; LEN where there is none. */
size_t source_bad_utf8(const char *text, size_t len);

#endif
