/* What lower_columns.c and its rooms share: one actor's one action in one mode, all states at once. */
#ifndef LOWER_COLUMN_H
#define LOWER_COLUMN_H

#include "lower_part.h"

#define CLASSES_MAX 16 /* columns that the facts of one action may be folded to */
#define GUARDS_MAX  63 /* one less than ombud_folded.held has bits */

typedef struct list { /* the entries of one cell of the plan, with their conditions */
  const ombud_entry *at;
  uint32_t n;
} list;

typedef struct making { /* columns, one after another */
  lowering *l;
  list *lists; /* of the plan's cells; lowering.list_of has their numbers */
  size_t n_lists, cap_lists;
  size_t *places,
      *next_place; /* [column], [place]: the first and the next of one actor's action in one mode */
  size_t *permits, *next_permit;   /* [action], [place]: those where somebody may do it, in whichever mode */
  uint32_t *by, *in_mode, *in_all; /* how many permit: [column], [mode * n_actions + action], [action] */

  size_t n_asked; /* states of the mode in which the question comes up */

  /* the column that is being made */
  uint8_t mode;
  uint16_t actor, action;
  const plan_cell *gives; /* the cell whose facts the column has; NULL: none */
  const plan_place **own; /* [state]; NULL: no rule speaks there */
  uint8_t *others;        /* [state]: who else may */
  bool *is_touched;       /* [state] */
  uint16_t *touched;      /* states of which there is something to say */
  size_t n_touched;
  ombud_cell *cells; /* room for all states */
  ombud_fold folds[CLASSES_MAX];
  uint16_t fold_facts[CLASSES_MAX];
  unsigned n_folds, n_classes;
  bool chooses; /* whole guards do among a state's entries: their facts have too many classes */
  bool asks;    /* about facts kept before, too */
  uint32_t guards[GUARDS_MAX];
  unsigned n_guards; /* 0: there are too many */
} making;

enum { OTHER_ACTOR = 1, OTHER_MODE = 2 };

static inline const plan_process *column_process(const making *m) {
  return m->l->q;
}

/* Where an actor's action in a mode stands in the process's list of columns. */
static inline size_t column_at(const making *m, uint8_t mode, uint16_t actor, uint16_t action) {
  return ((size_t)mode * (m->l->p->n_actors - 1u) + (actor - 1u)) * column_process(m)->n_actions + action;
}

static inline const plan_row *column_row(const making *m, uint16_t state) {
  return &column_process(m)->rows[(size_t)m->mode * column_process(m)->n_states + state];
}

/* lower_column_fold.c: which of the facts that the cell's action gives; OMBUD_GIVEN_MAX: none */
uint8_t column_given(const plan_cell *cell, uint16_t fact);

/* Whether facts alone decide among the entries of the state, and those that the column gives. */
bool column_is_foldable(const making *m, uint16_t state);

/* Finds into how many classes the facts fall, or that guards choose. */
void column_fold(making *m);

/* Whether the guard holds where the facts are of class K. */
bool column_holds(const making *m, const plan_guard *guard, unsigned k);

/* Where the guards of the cell's entries stand in m->guards, one after another. */
unsigned column_guards(const making *m, const plan_cell *cell);

/* lower_column_entry.c: what the column says in a state, or in one of which there is nothing to say */
uint32_t column_entry_open(making *m, uint16_t state); /* while the facts are open */
uint32_t column_entry_class(making *m, uint16_t state, unsigned k);
uint32_t column_entry_silent(const making *m, uint16_t reason);
uint16_t column_silence(const making *m, uint16_t state); /* the reason; STATE may be OMBUD_NONE */
bool column_gives_same(const plan_cell *a, const plan_cell *b);
uint16_t column_gives(lowering *l, const plan_cell *cell);

#endif
