/* How played stories are shown: to people, to test runners, to build servers, to programs. */
#ifndef STORY_PRINT_H
#define STORY_PRINT_H

#include "cover_report.h"
#include "mutate.h"
#include "story.h"

typedef struct story_suite { /* the stories of one policy */
  const char *path;
  const compilation *of;
  bool broken; /* its rules are in error, or it cannot be read: none was played */
  const story *stories;
  size_t n, n_failed;
} story_suite;

typedef struct story_run { /* of `ombud test` */
  arena *arena;
  const char *lang; /* of texts for people */
  const story_suite *suites;
  size_t n_suites;
  size_t n, n_failed;            /* stories that were played */
  size_t n_broken;               /* suites */
  size_t n_left_out;             /* stories, by --filter */
  const cover_report *coverage;  /* NULL: is not to be told */
  const mutate_report *mutation; /* the same */
} story_run;

/* The stories that failed, each as its timeline, and at the end how many passed. */
void story_print_text(const story_run *r, FILE *out, bool color);

void story_print_tap(const story_run *r, FILE *out);   /* TAP 13, https://testanything.org */
void story_print_junit(const story_run *r, FILE *out); /* JUnit's XML */
void story_print_json(const story_run *r, FILE *out);  /* an array with an object for each story */

/* ---- between the formats ---- */

typedef struct story_line {
  bool wrong; /* belongs to the step that went wrong */
  const char *text;
} story_line;

/* What happened, step by step, to the last one that was played; reasons in LANG. */
story_line *story_timeline(const story *s, const char *lang, size_t *n);

/* "expected cancelled, got unpaid": all that went wrong; "" where nothing did. */
const char *story_fault_words(const story *s);

typedef struct story_place {
  const char *path;
  position at;
} story_place;
story_place story_begins(const story *s); /* where it is told */
story_place story_fails(const story *s);  /* where it first went wrong; where it is told if it did not */

#endif
