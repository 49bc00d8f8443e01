/* Mutation of rules: would the stories notice if a sentence said something else?
 *
 * A mutant is one edit of one sentence. It is compiled as a policy of its own, and the stories are played on
 * it: one that fails has killed it. What survives is either shown to mean the same as before, or it is
 * something that no story tells. */
#ifndef MUTATE_H
#define MUTATE_H

#include "compile.h"

typedef enum mutate_kind {
  MUTATE_DROP,      /* a sentence left out */
  MUTATE_PART,      /* one of its actors or actions left out */
  MUTATE_ACTOR,     /* another actor */
  MUTATE_TARGET,    /* another state, or none */
  MUTATE_DEEMED,    /* another action deemed done */
  MUTATE_REASON,    /* another reason */
  MUTATE_TIME,      /* a time 1 ms off, or a window left out */
  MUTATE_CONDITION, /* a condition changed, or its `otherwise` left out */
  MUTATE_EFFECT,    /* an effect left out or changed */
  MUTATE_LIMIT,     /* one time more or less */
  MUTATE_KINDS
} mutate_kind;

typedef struct mutate_edit {
  mutate_kind kind;
  uint32_t rule;    /* index into ombud_words.rules */
  span at;          /* what is replaced … */
  const char *text; /* … by this */
} mutate_edit;

/* All edits of the policy's sentences, in the order of the file. */
const mutate_edit *mutate_edits(const compilation *c, size_t *n);

/* Whether two policies do the same in every case, as far as their tables show; whether a case can come to be
 * where they differ is asked of states alone. Never true of what differs. */
bool mutate_same(arena *a, const compilation *left, const compilation *right);

typedef enum mutate_fate {
  MUTATE_KILLED,   /* by a story */
  MUTATE_REFUSED,  /* by the compiler */
  MUTATE_SAME,     /* shown to mean the same */
  MUTATE_PROMISED, /* no story tells it, and a promise does not hold on it */
  MUTATE_SURVIVED,
  MUTATE_FATES
} mutate_fate;

typedef struct mutant {
  mutate_kind kind;
  mutate_fate fate;
  const char *path;
  uint32_t line, begin, end; /* the first line of the sentence; the edit, in bytes of the file */
  const char *text;
  const char *was, *is; /* the sentence */
  const char *by;       /* KILLED: the story's name; REFUSED: the code of the first error */
} mutant;

typedef struct mutate_suite { /* a policy with stories, all of which pass */
  const char *path;
  const compilation *of;
} mutate_suite;

typedef struct mutate_report {
  arena *arena;
  const char *lang;
  size_t n, cap;
  mutant *mutants; /* by file and place */
  size_t counts[MUTATE_KINDS][MUTATE_FATES];
  size_t survivors; /* of stories: PROMISED ones too */
  size_t searched;  /* sets of cases, in proofs */
  size_t unasked;   /* survivors about which no promise was asked, since that would take too long */
} mutate_report;

#define MUTATE_SEARCH_MAX 500000u /* sets of cases, in all proofs on survivors together */

typedef bool mutate_wanted(const void *context, const ast_scenario *s);

/* Tries all mutants of N suites. A sentence that several suites include is one, and is killed by any of them.
 * Of the stories those that are WANTED are played. */
mutate_report *mutate_run(arena *a, const mutate_suite *suites, size_t n, const char *const *dirs,
                          size_t n_dirs, const char *lang, mutate_wanted *wanted, const void *context);

/* The survivors as what was and what is, and how many of each kind came to what. Each line begins with
 * PREFIX. */
void mutate_print(const mutate_report *r, const char *prefix, FILE *out, bool color);

/* An object: the counts, and every mutant. */
void mutate_print_json(const mutate_report *r, FILE *out);

#endif
