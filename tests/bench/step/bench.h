/* What the benchmark of the step and its contenders agree on.
 *
 * A workload is a policy with its streams of inputs. A contender is one way to carry the workload's rules
 * out. All do the same work on the same inputs: fire what is due, each deadline at its own instant; judge;
 * keep the facts that an accepted action gave; move; set the next due instant; and say by which row of the
 * workload that was, with effects.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BENCH_NEVER INT64_MAX /* no deadline */
#define BENCH_UNSET INT64_MIN /* a fact that was not given */
#define BENCH_HOUR  INT64_C(3600000)

enum { BENCH_OPENS = 0x80 };
enum { BENCH_REFUSED = 0, BENCH_FACTS_MAX = 5, BENCH_FIRED_MAX = 8, BENCH_EFFECTS_MAX = 6 };

/* One input. Numbers of processes, modes, actions and actors are those of the rule file, in its order. */
typedef struct bench_input {
  int64_t now;     /* milliseconds; never runs backwards */
  uint32_t target; /* which case */
  uint8_t where;   /* the case's mode, 2 * its process, and BENCH_OPENS where it is to be opened */
  uint8_t action;
  uint8_t actor; /* from 1 */
  uint8_t facts; /* what the workload makes of it: see its header */
} bench_input;

typedef struct bench_fired { /* a deadline that fired before the input was judged */
  int64_t at;
  uint32_t row;
} bench_fired;

typedef struct bench_effect {
  int64_t args[2];
  uint32_t effect;
} bench_effect;

/* What a step says beside the row that it returns. */
typedef struct bench_out {
  uint32_t n_fired, n_effects;
  bench_fired fired[BENCH_FIRED_MAX];
  bench_effect effects[BENCH_EFFECTS_MAX];
} bench_out;

/* A case as it is compared between contenders. */
typedef struct bench_view {
  int64_t wake;
  int64_t facts[BENCH_FACTS_MAX];
  uint8_t process, mode, state;
} bench_view;

typedef enum bench_kind { BENCH_ACT, BENCH_DUE, BENCH_REMIND } bench_kind;

/* A row: one thing that can happen to a case, and what comes of it. Row 0 is the refusal. */
typedef struct bench_row {
  const char *name;
  int64_t after;            /* DUE, REMIND: milliseconds since the state was entered */
  uint8_t kind;             /* bench_kind */
  uint8_t process, modes;   /* modes: a bit for each */
  uint8_t from, to;         /* states; 0 is the start */
  uint8_t happens, actor;   /* action or event */
  uint8_t fact_mask, facts; /* speaks where (input.facts & fact_mask) == facts */
} bench_row;

typedef struct bench_workload {
  const char *name;
  const bench_row *rows;
  uint32_t n_rows;
  uint8_t n_processes, n_modes, n_actions, n_actors, n_facts;
  uint8_t fact_bits; /* how many bits of a step's .facts are drawn */
  uint32_t (*gives)(uint8_t process, uint8_t action, uint8_t actor); /* a bit for each fact */
  int64_t (*fact)(const bench_input *in, unsigned fact);
  int (*ended)(uint8_t process, uint8_t state);
  void (*effects)(uint32_t row, const int64_t *facts, bench_out *out);
  int64_t opened_within; /* cases were opened at random in this time before the stream begins */
} bench_workload;

typedef struct bench_contender {
  const char *name;          /* short, for files and options */
  const char *title;         /* as a person reads it */
  size_t case_size;          /* bytes of a case, without what it points to */
  void *(*create)(size_t n); /* N cases, none open yet; NULL: no memory */
  void (*destroy)(void *cases);
  /* Runs inputs and answers the check sum of their outcomes. */
  uint64_t (*open)(void *cases, const bench_input *in, size_t n); /* all of them open a case */
  uint64_t (*run)(void *cases, const bench_input *in, size_t n);
  /* One input, and what came of it in the workload's own terms; the row is returned. What it adds to the
   * check sum goes to *TOKEN. */
  uint32_t (*step)(void *cases, const bench_input *in, bench_out *out, uint32_t *token);
  void (*view)(const void *cases, uint32_t target, bench_view *view);
  /* Makes ready for run() with just these, before anything is timed; 0: no memory. May be NULL. */
  int (*gather)(void *cases, const bench_input *in, size_t n);
} bench_contender;

static inline uint64_t bench_add(uint64_t sum, uint32_t token) {
  return (sum << 5 | sum >> 59) + token;
}

/* Whoever called would now read what is in *P. */
static inline void bench_used(void *p) {
  __asm__ volatile("" : : "r"(p) : "memory");
}

/* What an outcome adds to the check sum, for contenders that answer in the workload's terms. */
static inline uint32_t bench_token(uint32_t row, const bench_out *out) {
  return row + (out->n_fired << 8) + (out->n_effects << 12);
}

static inline void bench_fire(bench_out *out, uint32_t row, int64_t at) {
  out->fired[out->n_fired].at = at;
  out->fired[out->n_fired].row = row;
  out->n_fired++;
}

static inline void bench_effect_add(bench_out *out, uint32_t effect, int64_t a, int64_t b) {
  out->effects[out->n_effects].args[0] = a;
  out->effects[out->n_effects].args[1] = b;
  out->effects[out->n_effects].effect = effect;
  out->n_effects++;
}

/* A function that keeps its name, by which its instructions are counted: clang gives a static one in C++
 * another. */
#ifdef __cplusplus
#define BENCH_NAMED extern "C"
#else
#define BENCH_NAMED static
#endif

/* The loop around a contender's step, the same for all: STEP(CASE *, const bench_input *, OUT *) is a
 * function and gives the token; READY(OUT *) is done once. As text, so that nothing hides the step from the
 * compiler. */
/* NOLINTBEGIN(bugprone-macro-parentheses): a type is no expression */
#define BENCH_LOOP(NAME, CASE, OUT, READY, STEP)                                                             \
  BENCH_NAMED uint64_t NAME(void *cases, const bench_input *in, size_t n) {                                  \
    CASE *first = (CASE *)cases;                                                                             \
    OUT out;                                                                                                 \
    uint64_t sum = 0;                                                                                        \
    READY(&out);                                                                                             \
    for (size_t i = 0; i < n; i++) {                                                                         \
      uint32_t token = STEP(first + in[i].target, in + i, &out);                                             \
      bench_used(&out);                                                                                      \
      sum = bench_add(sum, token);                                                                           \
    }                                                                                                        \
    return sum;                                                                                              \
  }
/* NOLINTEND(bugprone-macro-parentheses) */

#ifdef __cplusplus
}
#endif

#endif
