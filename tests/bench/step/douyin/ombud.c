/* Ombud in the workload douyin. */
#include "douyin.h"
#include "douyin_rows.h"
#include "workloads.h"

#define SIDE_POLICY   douyin_policy
#define SIDE_CASE     douyin_case
#define SIDE_ROOM     douyin_out
#define SIDE_READY    (void)douyin_prepare
#define SIDE_WORKLOAD douyin_workload
#include "ombud_side.h"

_Static_assert((int)DELIVERED == (int)DOUYIN_STATE_ORDER_DELIVERED,
               "states are numbered as in the rule file");
_Static_assert((int)REFUNDED == (int)DOUYIN_STATE_RETURN_REFUNDED, "… of the return as well");
_Static_assert((int)SIGN == (int)DOUYIN_ACTION_ORDER_SIGN, "… and actions");
_Static_assert((int)ADVANCE == (int)DOUYIN_EVENT_RETURN_ADVANCE, "… and events");
_Static_assert((int)PLATFORM == (int)DOUYIN_ACTOR_PLATFORM, "… and actors");
_Static_assert((int)VOUCHER == (int)DOUYIN_FACT_VOUCHER, "… and facts");
_Static_assert((int)PENALISE == (int)DOUYIN_EFFECT_PENALISE, "… and effects");

SIDE_CONTENDER("generic", "ombud, generic step", douyin_generic, side_generic)
