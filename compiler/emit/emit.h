/* Writes a policy as C. An emitter sees tables and words, and never the rule file or its tree. */
#ifndef EMIT_H
#define EMIT_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "emit_extent.h"
#include "emit_symbols.h"
#include "ombud.h"

typedef struct emission {
  const ombud_policy *policy;
  const ombud_words *words;
  const symbols *symbols;
  FILE *out;
} emission;

/* The tables: complete by themselves, with no other include than ombud.h. */
void emit_c(const emission *e, arena *a);

/* The header for programs: the same enums, a case and an output of the right size, the two objects, and what
 * emit_api.h is about. */
void emit_h(const emission *e, arena *a);

/* ---- the parts of them ---- */

void emit_enums(const emission *e);                    /* modes, actors, states, …, by name */
void emit_shared(const emission *e, const extents *n); /* what cells, entries and timers refer to */
void emit_processes(const emission *e,
                    const extents *n); /* cells, entries and timers, and who they belong to */
void emit_words(const emission *e);    /* the words object and its lists */

/* `static const TYPE PREFIX__NAME[] = {`; false for a list of no elements, which C does not have. It has the
 * prefix for unity builds, which include several files in one, and two underscores since names in the
 * header have one. */
bool emit_begin(const emission *e, const char *type, const char *name, size_t n);
void emit_end(const emission *e);

/* The symbol, or the number where nothing has that number; `[…] = ` around it. */
void emit_name(const emission *e, const char *symbol, size_t number);
void emit_index(const emission *e, const char *symbol, size_t number);

/* `, .MEMBER = SYMBOL`, or the number where there is no symbol, or OMBUD_NONE. */
void emit_field(const emission *e, const char *member, const char *const *list, uint16_t number);

/* The number, or OMBUD_NONE by name. */
void emit_number(const emission *e, uint16_t number);

/* `  .MEMBER = PREFIX__NAME,`, or NULL for a list of no elements. */
void emit_pointer(const emission *e, const char *member, const char *name, size_t n);

#endif
