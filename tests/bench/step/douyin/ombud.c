/* Ombud in the workload douyin. */
#include "douyin.h"
#include "douyin_rows.h"
#include "workloads.h"

#define SIDE_POLICY   douyin_policy
#define SIDE_CASE     side_case
#define SIDE_ROOM     douyin_out
#define SIDE_READY(r) (void)douyin_prepare(r)
#define SIDE_WORKLOAD douyin_workload
#define SIDE_EFFECTS  1

typedef union side_case {
  ombud_case head;
  douyin_order_case order;
  douyin_return_case returned;
} side_case;

#define SIDE_TAKE(c, in, now)                                                                                \
  ((in)->process == RETURN ? douyin_return_take(&(c)->returned, in, now)                                     \
                           : douyin_order_take(&(c)->order, in, now))
#include "ombud_side.h"

_Static_assert((int)DELIVERED == (int)DOUYIN_STATE_ORDER_DELIVERED,
               "states are numbered as in the rule file");
_Static_assert((int)REFUNDED == (int)DOUYIN_STATE_RETURN_REFUNDED, "… of the return as well");
_Static_assert((int)SIGN == (int)DOUYIN_ACTION_ORDER_SIGN, "… and actions");
_Static_assert((int)ADVANCE == (int)DOUYIN_EVENT_RETURN_ADVANCE, "… and events");
_Static_assert((int)PLATFORM == (int)DOUYIN_ACTOR_PLATFORM, "… and actors");
_Static_assert((int)VOUCHER == (int)DOUYIN_FACT_VOUCHER, "… and facts");
_Static_assert((int)PENALISE == (int)DOUYIN_EFFECT_PENALISE, "… and effects");

SIDE_CONTENDER("step", "ombud, step with a report", douyin_step, side_report)
SIDE_CONTENDER("fold", "ombud, folding and generic", douyin_fold, side_fold_and_take)
SIDE_CONTENDER("take", "ombud, generic step", douyin_take, side_take)
SIDE_CONTENDER("inline", "ombud, inline step", douyin_inline, side_inline)
SIDE_MANY("batch", "ombud, batch call", douyin_batch)
