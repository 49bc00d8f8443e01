/* Searching all spots of an automaton that a case can get to.
 *
 * A spot that lies within one already found is not followed: whatever can happen from it can from there. */
#ifndef EXPLORE_H
#define EXPLORE_H

#include "automaton.h"

#define EXPLORE_NONE UINT32_MAX
#define EXPLORE_HIT  0x80u /* a bit of spot.seen: what was looked for has happened */

typedef struct node {
  uint32_t chain;          /* the next of its hash */
  uint32_t parent, branch; /* it is the BRANCH-th that follows from its parent */
  uint32_t depth;          /* events so far */
  uint32_t armed;
  uint16_t state, n_vars, n_facts, n_counts;
  uint8_t seen;
  bool covered; /* another one holds it: it need not be followed */
  bool entered; /* by an event that leads into its state */
  const struct spot_count *counts;
  const struct range *facts;
  const uint16_t *vars;
  const int64_t *bounds; /* [n_vars * n_vars] */
} node;

typedef struct explore explore;
struct explore {
  const automaton *m;
  arena *arena;    /* for what lives as long as the search */
  uint32_t silent; /* who does nothing after the opening */
  uint32_t budget; /* nodes */
  const explore
      *prior;   /* roots were found there, as the node that is their branch; NULL: the root is the start */
  bool total;   /* the time since the opening is kept */
  bool forward; /* states in the order of the process, not by number of events: for longest ways */
  const void *data;
  /* What a question remembers after H has led to STATE; NULL: nothing. */
  uint8_t (*see)(const explore *x, uint8_t seen, const happening *h, uint16_t state);
  /* True where the case just found answers the question; NULL: `seen` alone does. */
  bool (*answers)(explore *x, uint32_t n, const spot *s);
  void (*speak)(void *marks, const plan_entry *e); /* as in follower */
  void (*fired)(const explore *x, const happening *h);
  void *marks; /* for speak and fired */

  /* What came of it. */
  node *nodes;
  size_t n_nodes, cap_nodes;
  uint32_t hit;   /* the node that answers, or EXPLORE_NONE */
  bool exhausted; /* the budget ran out, or a limit was met: what was not found may be there */
  struct explore_edge {
    uint32_t from, to;
    const outcome *out;        /* NULL: FROM is covered by TO */
    const plan_cell *cell;     /* of an action: what it gives */
    const struct range *facts; /* when it was judged, what was given included */
    uint16_t n_facts;
  } * edges; /* what leads where, where that is kept; TO holds what FROM leads to */
  size_t n_edges, cap_edges;
  bool keep_edges;

  /* Its own. */
  uint32_t *heads;
  size_t n_heads;
  uint64_t *queue;
  size_t n_queue, cap_queue;
  uint32_t from, branch;
  uint32_t resume_from, resume_branch; /* an answer was found there, and was none: go on behind it */
  const spot *from_spot;
  part *parts; /* [AUTOMATON_PARTS_MAX]: room for answers() */
};

/* X with its first fields set; ROOTS may be added before it is run. */
void explore_init(explore *x, const automaton *m, arena *a);
uint32_t explore_add(explore *x, const spot *s, uint32_t parent, uint32_t branch, bool entered);
void explore_run(explore *x);

/* The hit was none after all: the next run goes on behind it. */
void explore_pass_over(explore *x);

/* The node from which what led to N, where the case is S, can be gone through again and again, time passing;
 * or EXPLORE_NONE. */
uint32_t explore_round(const explore *x, uint32_t n, const spot *s);

void explore_load(const explore *x, uint32_t n, spot *s);

#endif
