#include "workloads.h"

/* What is not linked is at NULL. */
#define WEAK extern __attribute__((weak)) const bench_contender
WEAK m12_nested_contender, m12_ragel_contender, m12_re2c_contender, m12_msm_contender,
    m12_statechart_contender;
WEAK dy_nested_contender, dy_ragel_contender, dy_re2c_contender, dy_msm_contender, dy_statechart_contender;
WEAK machine12_step_contender, machine12_fold_contender, machine12_take_contender, machine12_inline_contender,
    machine12_batch_contender;
WEAK douyin_step_contender, douyin_fold_contender, douyin_take_contender, douyin_inline_contender,
    douyin_batch_contender;

static unsigned linked(const bench_contender *const all[], unsigned n, const bench_contender *list[]) {
  unsigned count = 0;
  for (unsigned i = 0; i < n; i++)
    if (all[i]) list[count++] = all[i];
  return count;
}

unsigned machine12_contenders(const bench_contender *list[BENCH_CONTENDERS_MAX]) {
  const bench_contender *const all[] = {&m12_nested_contender,       &machine12_step_contender,
                                        &machine12_fold_contender,   &machine12_take_contender,
                                        &machine12_inline_contender, &machine12_batch_contender,
                                        &m12_ragel_contender,        &m12_re2c_contender,
                                        &m12_msm_contender,          &m12_statechart_contender};
  return linked(all, sizeof all / sizeof all[0], list);
}

unsigned douyin_contenders(const bench_contender *list[BENCH_CONTENDERS_MAX]) {
  const bench_contender *const all[] = {
      &dy_nested_contender,     &douyin_step_contender,  &douyin_fold_contender, &douyin_take_contender,
      &douyin_inline_contender, &douyin_batch_contender, &dy_ragel_contender,    &dy_re2c_contender,
      &dy_msm_contender,        &dy_statechart_contender};
  return linked(all, sizeof all / sizeof all[0], list);
}
