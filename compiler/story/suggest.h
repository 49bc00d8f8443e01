/* Suggestions: the scenarios that a policy lacks for every point of its sentences to be shown.
 *
 * They are looked for on the very tables that ship: from no case at all forward, by fewest steps first, with
 * values on both sides of whatever a rule compares a fact with, and at the instants at which something
 * changes by itself. What comes of each step is what came of it there, so that a suggestion says what the
 * rules come to, never what they should: it is for its author to read. */
#ifndef SUGGEST_H
#define SUGGEST_H

#include <stdio.h>

#include "cover.h"

typedef struct suggest_step {
  bool acts;     /* somebody does something; else time goes on to AT */
  ombud_time at; /* ms since the story's start */
  uint8_t actor, n_given;
  uint16_t action;
  const ombud_given *given;
} suggest_step;

typedef struct suggest_story {
  uint16_t process;
  uint8_t mode;
  size_t n;
  suggest_step *steps;
} suggest_story;

typedef struct suggestions {
  const cover *of;
  const bool *missing; /* [of->n]: no story of the policy's own shows it … */
  const bool *found;   /* … and one of these does */
  const bool *never;   /* … or no case at all, since none gets to where its rule speaks */
  size_t n_missing, n_found, n, cap;
  suggest_story *stories;
} suggestions;

/* COUNTS is what the policy's own stories have shown of V. The answer lives as long as the compilation. */
suggestions suggest_find(const cover *v, const uint32_t *counts);

/* The stories as scenarios, to be pasted behind the policy. */
void suggest_print(const suggestions *s, FILE *out);

/* "rules/shop/shop.ombud:12: in no story …", for each point that was not found: PREFIX begins the line. */
void suggest_print_rest(const suggestions *s, const char *prefix, FILE *out);

#endif
