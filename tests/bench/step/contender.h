/* What a contender written in C or C++ is made of, from its case and its step:
 *
 *   CASE    the type of a case
 *   OPEN    uint32_t OPEN(CASE *, const bench_input *, bench_out *): opens; answers the row
 *   STEP    the same, for any input of the workload's streams
 *   VIEW    void VIEW(const CASE *, bench_view *)
 */
#ifndef BENCH_CONTENDER_H
#define BENCH_CONTENDER_H

#include "bench.h"

#include <stdlib.h>

#define BENCH_INLINE static inline __attribute__((always_inline))

/* NOLINTBEGIN(bugprone-macro-parentheses): a type is no expression */
#define BENCH_CONTENDER(NAME, TITLE, PREFIX, CASE, OPEN, STEP, VIEW)                                         \
  BENCH_INLINE uint32_t PREFIX##_opened(CASE *c, const bench_input *in, bench_out *out) {                    \
    return bench_token(OPEN(c, in, out), out);                                                               \
  }                                                                                                          \
  BENCH_INLINE uint32_t PREFIX##_stepped(CASE *c, const bench_input *in, bench_out *out) {                   \
    return bench_token(STEP(c, in, out), out);                                                               \
  }                                                                                                          \
  BENCH_LOOP(PREFIX##_open_all, CASE, bench_out, (void), PREFIX##_opened)                                    \
  BENCH_LOOP(PREFIX##_run, CASE, bench_out, (void), PREFIX##_stepped)                                        \
  static uint32_t PREFIX##_one(void *cases, const bench_input *in, bench_out *out, uint32_t *token) {        \
    CASE *c = (CASE *)cases + in->target;                                                                    \
    uint32_t row = in->where & BENCH_OPENS ? OPEN(c, in, out) : STEP(c, in, out);                            \
    *token = bench_token(row, out);                                                                          \
    return row;                                                                                              \
  }                                                                                                          \
  static void PREFIX##_look(const void *cases, uint32_t target, bench_view *view) {                          \
    VIEW((const CASE *)cases + target, view);                                                                \
  }                                                                                                          \
  BENCH_CREATE(PREFIX, CASE)                                                                                 \
  BENCH_EXTERN const bench_contender PREFIX##_contender;                                                     \
  const bench_contender PREFIX##_contender = {NAME,                                                          \
                                              TITLE,                                                         \
                                              sizeof(CASE),                                                  \
                                              PREFIX##_create,                                               \
                                              PREFIX##_destroy,                                              \
                                              PREFIX##_open_all,                                             \
                                              PREFIX##_run,                                                  \
                                              PREFIX##_one,                                                  \
                                              PREFIX##_look,                                                 \
                                              NULL};
/* NOLINTEND(bugprone-macro-parentheses) */

#ifdef __cplusplus
#define BENCH_EXTERN extern "C"
#define BENCH_CREATE(PREFIX, CASE)                                                                           \
  static void *PREFIX##_create(size_t n) {                                                                   \
    return new CASE[n];                                                                                      \
  }                                                                                                          \
  static void PREFIX##_destroy(void *cases) {                                                                \
    delete[] static_cast<CASE *>(cases);                                                                     \
  }
#else
#define BENCH_EXTERN extern
#define BENCH_CREATE(PREFIX, CASE)                                                                           \
  static void *PREFIX##_create(size_t n) {                                                                   \
    return calloc(n, sizeof(CASE));                                                                          \
  }                                                                                                          \
  static void PREFIX##_destroy(void *cases) {                                                                \
    free(cases);                                                                                             \
  }
#endif

#endif
