/* What all stories of a run show together.
 *
 * Several suites may include one policy's rules: then each of them shows something of the same sentences. So
 * points are put together by where they stand, and by what they are about. */
#ifndef COVER_REPORT_H
#define COVER_REPORT_H

#include "cover.h"

typedef struct cover_item { /* a point */
  const cover *of;
  size_t index; /* into .of->points, or, where it is left out, into .of->left_out */
  const cover_point *point;
  cover_why why;  /* COVER_CAN_BE, or else it is left out, and never shown */
  uint64_t count; /* how many calls have shown it */
  uint32_t file;  /* in the policy */
  position at;
} cover_item;

typedef struct cover_policy {
  size_t header; /* the file that makes it this policy, in the order in which files were met */
  const char *name;
  size_t n, n_shown, n_left_out; /* n: those that some case can show */
  const cover_item *items;       /* [n + n_left_out], by place */
  size_t n_items;
  const source *const *files; /* that any point stands in, in the order of the items */
  size_t n_files;
} cover_policy;

typedef struct cover_suite { /* what the stories of one file have shown */
  const cover *of;
  uint32_t *counts;
} cover_suite;

typedef struct cover_report {
  arena *arena;
  const cover_suite *suites;
  const size_t *headers; /* of each suite: cover_policy.header */
  size_t n_suites;
  const cover_policy *policies; /* in the order in which they were met */
  size_t n;
} cover_report;

const cover_report *cover_report_new(arena *a, const cover_suite *suites, size_t n);

/* That of the suite C; NULL where its rules have no points. */
const cover_policy *cover_policy_of(const cover_report *r, const compilation *c);

typedef enum cover_group { /* kinds, as people count them */
                           GROUP_PERMISSIONS,
                           GROUP_PROHIBITIONS,
                           GROUP_LIMITS,
                           GROUP_CONSEQUENCES,
                           GROUP_REMINDERS,
                           GROUP_TIMES,
                           GROUP_CONDITIONS
} cover_group;
#define COVER_GROUPS 7
cover_group cover_group_of(cover_kind kind);

typedef struct cover_tally {
  size_t shown, n;
} cover_tally;
cover_tally cover_count(const cover_policy *p, cover_group group);

/* "97.4": of SHOWN in N, rounded down, so that only all is 100. */
const char *cover_percent(arena *a, size_t shown, size_t n);

/* Whether at least MIN of a million are shown; of nothing everything is. */
bool cover_reaches(const cover_policy *p, uint32_t min);

/* ---- how it is shown ---- */

/* A table, what is missing if MISSING, and what is left out; each line behind PREFIX. */
void cover_print_summary(const cover_report *r, bool missing, const char *prefix, FILE *out, bool color);

/* The rule files with a mark for each line, and below it what is missing. */
void cover_print_listing(const cover_report *r, FILE *out, bool color);

void cover_print_json(const cover_policy *p, FILE *out); /* an object */

/* For JUnit's XML: its properties, behind INDENT. */
void cover_print_properties(const cover_report *r, const cover_policy *p, const char *indent, FILE *out);

/* A tracefile of lcov (geninfo(1)): a function for each rule, a branch for each point. */
void cover_print_lcov(const cover_report *r, FILE *out);

#endif
