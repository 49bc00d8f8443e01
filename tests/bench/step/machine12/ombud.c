/* Ombud in the workload machine12. */
#include "machine12.h"
#include "machine12_rows.h"
#include "workloads.h"

#define SIDE_POLICY   machine12_policy
#define SIDE_CASE     machine12_claim_case
#define SIDE_ROOM     machine12_out
#define SIDE_READY(r) (void)machine12_prepare(r)
#define SIDE_WORKLOAD machine12_workload
#define SIDE_EFFECTS  0

#define SIDE_TAKE(c, in, now) machine12_claim_take(c, in, now)
#include "ombud_side.h"

_Static_assert((int)CLOSED == (int)MACHINE12_STATE_CLAIM_CLOSED, "states are numbered as in the rule file");
_Static_assert((int)EVIDENCE == (int)MACHINE12_ACTION_CLAIM_EVIDENCE, "… and actions");
_Static_assert((int)SETTLE == (int)MACHINE12_EVENT_CLAIM_SETTLE, "… and events");
_Static_assert((int)PLATFORM == (int)MACHINE12_ACTOR_PLATFORM, "… and actors");
_Static_assert((int)LOW_VALUE == 1 << MACHINE12_FACT_LOW_VALUE, "… and facts");

SIDE_CONTENDER("step", "ombud, step with a report", machine12_step, side_report)
SIDE_CONTENDER("fold", "ombud, folding and generic", machine12_fold, side_fold_and_take)
SIDE_CONTENDER("take", "ombud, generic step", machine12_take, side_take)
SIDE_CONTENDER("inline", "ombud, inline step", machine12_inline, side_inline)
SIDE_MANY("batch", "ombud, batch call", machine12_batch)
