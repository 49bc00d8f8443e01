/* What ombud_explain and ombud_can say, held against what the naive interpreter would do. */
#ifndef HINTS_H
#define HINTS_H

#include "naive.h"
#include "ombud.h"

typedef struct hints {
  const ombud_policy *policy;
  const ombud_words *words;
  const ombud_case *tables;
  naive_policy *naive;
  const naive_case *c;
} hints;

/* NULL, or what is wrong. IN fits its facts' types and bounds; nothing is due at the case's instant. */
const char *hints_explained(const hints *h, const naive_input *in, const ombud_input *x);
const char *hints_allowed(const hints *h, const naive_input *in, const ombud_input *x);

#endif
