/* The typed part of the header: for each process a case, a function for each action, a visitor for its
 * effects. What is wrong in a call is then found by the C or C++ compiler. */
#ifndef EMIT_API_H
#define EMIT_API_H

#include "emit.h"

typedef struct api_fact {
  uint16_t fact;
  bool always; /* wherever the action is permitted; else only in some states or modes, or by some actors */
} api_fact;

typedef struct api_action { /* an action as it opens a case, or as it is done later */
  bool exists;
  api_fact *facts; /* in the order in which they are declared */
  size_t n_facts;
} api_action;

typedef struct api_process {
  api_action *opens, *acts; /* [action] */
  bool *effects;            /* [effect]: it can bring it about */
} api_process;

typedef struct api {
  arena *arena;
  const ombud_policy *policy;
  const ombud_words *words;
  const symbols *symbols;
  FILE *out;
  api_process *processes;
  bool *optional;             /* [fact]: some function may leave it out */
  bool uses[OMBUD_ACTOR + 1]; /* [ombud_type]: of a fact, or of an effect's argument */
  bool modes;        /* a policy that declares none has one, called default, that no function asks for */
  size_t most_facts; /* of one function; at least 1 */
} api;

/* OUT may be NULL where nothing is to be written. */
api api_make(arena *a, const ombud_policy *policy, const ombud_words *words, const symbols *s, FILE *out);

/* ---- names: emit_api_names.c ---- */

/* NAME as part of an identifier, a member, a parameter. Where it would be a keyword, a common macro, or one
 * of our own names, it gets a _ at its end; so do those that are one of these and underscores, which keeps
 * different names different. */
const char *api_member(const api *x, const char *name);
const char *api_parameter(const api *x, const char *name);
const char *api_function(const api *x, const char *action);
const char *api_constant(const api *x, const char *name);

/* Calls ADD for every identifier that is declared, with whose it is: KIND is NULL for the header's own. */
typedef void api_add(void *data, const char *symbol, const char *kind, const char *name, const char *of);
void api_identifiers(const api *x, api_add *add, void *data);

/* ---- the parts, in their order ---- */

void emit_api(const api *x);         /* all of them */
void emit_api_values(const api *x);  /* what parameters and members are made of */
void emit_api_effects(const api *x); /* a struct each, and the union of them */
void emit_api_labels(const api *x);  /* names and texts of what is the policy's */
void emit_api_process(const api *x, uint16_t process);
void emit_api_visit(const api *x, uint16_t process);
void emit_api_process_labels(const api *x, uint16_t process);

/* The C type of a value: of an argument, and of a fact. CHOICE is an index into words->choices. */
const char *api_type(const api *x, uint8_t type, uint16_t choice);
const char *api_fact_type(const api *x, uint16_t fact);

/* The member that holds the number in what api_type says, with its dot; "" where that is a plain number. */
const char *api_number(uint8_t type);

/* A comment's words: all texts, or the name where there are none. */
void api_texts(const api *x, const ombud_text *texts, const char *name);

#endif
