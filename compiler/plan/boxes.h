/* Sets of fact values and times, so that overlap, containment and coverage of rules are decided exactly.
 *
 * A guard compares facts with constants. The constants cut each fact's range into cells between
 * which no guard can tell apart; a box has a bit mask of cells for each fact, and a set is a list
 * of boxes. Bounds between facts (postage <= paid) are taken into account when a set is asked
 * whether it is empty. The time since an anchor is cut by windows in the same way; times since different
 * anchors have nothing to do with each other (rule 3). */
#ifndef BOXES_H
#define BOXES_H

#include "model.h"

#define BOXES_FACTS_MAX 16u        /* facts and anchors in the rules on one actor's one action in one state */
#define BOXES_CELLS_MAX 64u        /* cells of one of them: they fit a word */
#define BOXES_MAX       4096u      /* boxes of one set */
#define BOXES_WORK_MAX  (1u << 24) /* comparisons of boxes in one space */
#define BOXES_RULES_MAX 256u       /* rules on one actor's one action in one state */

typedef struct dim {
  uint16_t fact;        /* OMBUD_NONE: time */
  const instant *since; /* whose anchors it counts from; NULL: a fact */
  uint8_t n_cells;
  int64_t from[BOXES_CELLS_MAX]; /* first value of each cell; the next cell's, less one, is its last */
  int64_t last;                  /* last value of the last cell */
} dim;

typedef struct space { /* the facts that some guards read, cut where they cut */
  const model *m;
  arena *arena;
  size_t n_dims;
  dim dims[BOXES_FACTS_MAX];
  int8_t gap[BOXES_FACTS_MAX][BOXES_FACTS_MAX]; /* dim i + gap <= dim j; -1: unrelated */
  uint32_t work;                                /* comparisons so far */
  bool too_large; /* a limit was met: every answer is worthless, and the caller reports it */
} space;

typedef struct box {
  uint64_t mask[BOXES_FACTS_MAX];
} box;

typedef struct boxes {
  box *at;
  size_t len, cap;
} boxes;

/* A space cut by all of GUARDS; NULL among them is `always`. */
void space_init(space *s, const model *m, arena *a, const cond *const *guards, size_t n);

/* Cut by the windows of SAYS too. Before the first set is made. */
void space_cut_windows(space *s, const say *const *says, size_t n);

/* Cut where bounds carry what is cut in FREE facts over to the others. Before the first set is made. */
void space_cut_free(space *s, const uint16_t *free_facts, size_t n);

boxes boxes_all(space *s);
boxes boxes_of(space *s, const cond *guard);      /* NULL: all */
boxes boxes_of_window(space *s, const say *rule); /* the times at which it speaks */
boxes boxes_and(space *s, const boxes *a, const boxes *b);
boxes boxes_or(space *s, const boxes *a, const boxes *b);
boxes boxes_minus(space *s, const boxes *a, const boxes *b);

/* The set of all points that agree with one of A, within the bounds, on every fact but FREE ones, for which
 * the space has been cut. No set of boxes tells that a fact lies between two others with room for one value:
 * where a < free < b is all that keeps a and b apart, what is left counts a + 1 = b in. */
boxes boxes_forget(space *s, const boxes *a, const uint16_t *free_facts, size_t n);

/* True where no values of the facts, within their types and bounds, lie in A. Else VALUES (one for each dim,
 * may be NULL) is filled with such a point. */
bool boxes_is_empty(space *s, const boxes *a, int64_t *values);

bool boxes_contain(space *s, const boxes *outer, const boxes *inner);

/* "paid = 0, cause = late, 2d of pay": a point in words, PROCESS being where anchors are named. "" where
 * nothing matters. */
const char *boxes_words(space *s, const model_process *process, const int64_t *values);

#endif
