/* What the tests of the grammar share: a text in, a tree and its diagnostics out. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ast.h"
#include "diag.h"
#include "parse.h"

typedef struct world {
  arena *arena;
  sources sources;
  diags *diags;
  ast tree;
  char folder[64]; /* of world_file; "" where none has been written */
} world;

world *world_new(void);
void world_free(world *w);

/* Adds a source that is in memory; returns its index. */
uint32_t world_text(world *w, const char *text);

/* Writes NAME into the folder of this test, LEN bytes or up to the NUL; returns its path. */
const char *world_file(world *w, const char *name, const char *text);
const char *world_bytes(world *w, const char *name, const void *bytes, size_t len);

/* Parses TEXT as a file of its own, or the file at PATH with DIR (or NULL) to look for includes. */
void world_parse(world *w, const char *text);
void world_parse_file(world *w, const char *path, const char *dir);

/* As printed; valid as long as the world. */
const char *world_tree(world *w);
const char *world_diags(world *w, diag_format format, bool color);

/* Whether the diagnostics are exactly those with these codes, in this order: "E101 E120". */
void assert_codes(world *w, const char *codes);

/* All numbers of one text that is parsed in a world of its own. */
void assert_parse(const char *text, const char *codes);

#endif
