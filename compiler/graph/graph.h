/* Diagrams: the states of a process under some modes, and what leads from one to the next.
 *
 * A diagram is made of the plan and knows nothing of how it is drawn; each way of drawing is a file. */
#ifndef GRAPH_H
#define GRAPH_H

#include <stdio.h>

#include "plan.h"

typedef enum graph_kind {
  GRAPH_ACTION,  /* somebody does something */
  GRAPH_DEADLINE /* something happens by itself */
} graph_kind;

typedef struct graph_lines { /* as they stand below one another */
  size_t n, cap;
  const char **at;
} graph_lines;

typedef struct graph_edge { /* all that leads from one state to another in one of the two ways */
  graph_kind kind;
  uint16_t from, to; /* never equal; state 0 is the start */
  graph_lines lines;
} graph_edge;

typedef struct graph_state {
  bool drawn; /* it exists under the modes, and some case comes there */
  bool end;
  const char *label;
  graph_lines
      stays[2]; /* what happens in it and leads nowhere else, by graph_kind; reminders with the deadlines */
  graph_lines denied; /* empty where it is not asked for */
} graph_state;

typedef struct graph {
  const char *title;
  uint16_t n_states;
  const graph_state *states; /* [0] is the start */
  size_t n_edges, cap_edges;
  graph_edge *edges; /* by `from`, in the order of the actions and then of the deadlines */
} graph;

typedef struct graph_wish {
  uint16_t process, mode; /* OMBUD_NONE: all */
  bool prohibitions;
  const char *lang;
} graph_wish;

/* One for each process, and for modes under which it is not the same. Lives in the plan's arena. */
const graph *graph_make(const plan *p, const ombud_policy *tables, const graph_wish *wish, size_t *n);

/* For graphviz a graph each, for Mermaid one, in which each is a box. */
void graph_dot(const graph *list, size_t n, FILE *out);
void graph_mermaid(const graph *list, size_t n, FILE *out);

/* As one picture, drawn by graphviz' dot, side by side. False, after a message, where that failed. */
bool graph_svg(arena *a, const graph *list, size_t n, FILE *out);

#endif
