/* Ombud in the workload machine12. */
#include "machine12.h"
#include "machine12_rows.h"
#include "workloads.h"

#define SIDE_POLICY   machine12_policy
#define SIDE_CASE     machine12_case
#define SIDE_ROOM     machine12_out
#define SIDE_READY    (void)machine12_prepare
#define SIDE_WORKLOAD machine12_workload
#include "ombud_side.h"

_Static_assert((int)CLOSED == (int)MACHINE12_STATE_CLAIM_CLOSED, "states are numbered as in the rule file");
_Static_assert((int)EVIDENCE == (int)MACHINE12_ACTION_CLAIM_EVIDENCE, "… and actions");
_Static_assert((int)SETTLE == (int)MACHINE12_EVENT_CLAIM_SETTLE, "… and events");
_Static_assert((int)PLATFORM == (int)MACHINE12_ACTOR_PLATFORM, "… and actors");
_Static_assert((int)LOW_VALUE == 1 << MACHINE12_FACT_LOW_VALUE, "… and facts");

SIDE_CONTENDER("generic", "ombud, generic step", machine12_generic, side_generic)
