/* The names that C knows the parts of a policy by: DOUYIN_STATE_ORDER_CONFIRMING. */
#ifndef EMIT_SYMBOLS_H
#define EMIT_SYMBOLS_H

#include <stdbool.h>

#include "arena.h"
#include "ombud.h"

/* Each array has an entry for every number; NULL where nothing has that number. */
typedef struct symbols {
  const char *prefix, *upper;
  const char **tables; /* [process]: what the static names of its tables begin with, PREFIX__PROCESS */
  const char **modes, **actors, **processes, **facts, **effects;
  const char **reasons;  /* counted from OMBUD_REASON_FIRST */
  const char ***states;  /* [process][state] */
  const char ***names;   /* [process][action or event] */
  const char ***options; /* [choice][option] */
} symbols;

/* Can PREFIX stand before every name? NULL where it can, else what is wrong with it. */
const char *symbols_bad_prefix(const char *prefix);

symbols symbols_make(arena *a, const ombud_policy *policy, const ombud_words *words, const char *prefix);

/* Two parts of the policy that C could not tell apart, since case is lost in constants and words run
 * together, as a message that names both, or one and what the header declares; NULL where there are none. */
const char *symbols_clash(arena *a, const ombud_policy *policy, const ombud_words *words, const symbols *s);

#endif
