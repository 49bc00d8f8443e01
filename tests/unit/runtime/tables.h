/* Tables written by hand: what each actor's each action comes to in each state of each mode, cell by cell.
 * From that the tables of a policy are made in their own form, the plainest that there is: a column for each
 * actor's action in each mode, with a cell of its own for each state, and nothing folded. */
#ifndef TABLES_H
#define TABLES_H

#include <stddef.h>
#include <stdint.h>

#include "ombud.h"

typedef struct plain_entry { /* a rule's say, and when it has it */
  uint32_t rule;
  uint32_t guard, from, until; /* 0: always */
  uint32_t calls;              /* 0: none */
  uint16_t target;             /* OMBUD_NONE: stays */
  uint16_t reason;             /* OMBUD_ENTRY_DENY */
  uint16_t limit;              /* 0: any number */
  uint8_t kind;
} plain_entry;

typedef struct plain_cell { /* one actor's one action in one state and mode */
  uint32_t entries;
  uint16_t n_entries, gives, n_gives;
  uint16_t count;  /* slot; OMBUD_NONE: not counted */
  uint16_t reason; /* where none speaks; 0: the one built in that is true */
} plain_cell;

typedef struct plain_tables {
  const plain_entry *entries;
  uint32_t n_entries;
  const plain_cell *cells;      /* [0] is one in which no rule speaks */
  const uint32_t *const *index; /* [process]: [mode][state][(actor - 1) * n_actions + action], in cells */
} plain_tables;

enum { TABLES_MAX = 256, TABLES_PROCESSES_MAX = 2 };

typedef struct tables { /* what a policy refers to once they are built */
  ombud_process processes[TABLES_PROCESSES_MAX];
  uint16_t index[TABLES_MAX];
  ombud_column columns[TABLES_MAX];
  ombud_cell cells[TABLES_MAX];
  ombud_contest contests[TABLES_MAX];
  ombud_entry entries[2 * TABLES_MAX]; /* the plain ones, then one for each cell */
  ombud_when whens[TABLES_MAX];        /* [0]: always, then one for each plain entry */
} tables;

/* Writes PLAIN to T, and has POLICY refer to it, which is complete but for this. T lives as long as POLICY,
 * and can be built anew. */
void tables_build(tables *t, ombud_policy *policy, const plain_tables *plain);

#endif
