/* ombud: the runtime core. Executes the tables that the compiler `ombud` writes.
 *
 * No allocation, no globals, no clock, no library: what a function needs is in its arguments, and
 * it answers in memory of the caller's. Several threads may use one policy, always; one case may
 * be used by one thread at a time; and functions that take `const ombud_case *` may run side by
 * side on one case while nobody writes to it.
 *
 * Time is milliseconds since the epoch (or since anything: only differences matter), handed in by
 * the caller, from OMBUD_TIME_MIN to OMBUD_TIME_MAX. It never runs backwards in a case: an earlier
 * instant is taken as the case's last.
 *
 * Catch up, then act. At an input at instant t, every deadline due at or before t fires first,
 * earliest first, each at its own instant; then the input is judged in the state that results.
 * So the outcome depends on the log of inputs alone, and never on how often anybody looked.
 *
 * Pointers must be what they say: a NULL one where none is allowed, or an array shorter than its
 * count, is a mistake of the program's that nothing here looks for. Every number in a call, and a
 * case's fingerprint, process, mode, state and last instant, are checked. What else a case holds is
 * believed: foreign bytes there give wrong answers, never undefined behaviour. What comes from a disk or a
 * network goes through ombud_decode, which believes nothing. On an error *out is as it was.
 *
 * Due instants saturate at OMBUD_TIME_MAX. On 32-bit machines the compiler's own support library
 * (libgcc, compiler-rt) supplies the division of 64-bit numbers.
 */
#ifndef OMBUD_H
#define OMBUD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define OMBUD_VERSION "0.1.0"
#define OMBUD_ABI     2u /* of the tables and of the case; a mismatch is OMBUD_BAD_ABI */

/* Before what the shared library exports; all else in it is hidden. */
#ifndef OMBUD_API
#if defined(__GNUC__) && !defined(_WIN32)
#define OMBUD_API __attribute__((visibility("default")))
#else
#define OMBUD_API
#endif
#endif

typedef int64_t ombud_time; /* milliseconds */

#define OMBUD_TIME_MAX   INT64_C(4611686018427387903) /* 2^62 - 1, some 146 million years */
#define OMBUD_TIME_MIN   (-OMBUD_TIME_MAX)
#define OMBUD_NEVER      INT64_MAX /* an instant that does not come */
#define OMBUD_UNSET      INT64_MIN /* a fact not given, an anchor that has not occurred */
#define OMBUD_NONE       0xFFFFu   /* no state, slot, name, fact */
#define OMBUD_NO_RULE    UINT32_MAX
#define OMBUD_CLOCK      0u  /* the built-in actor; those of a policy count from 1 */
#define OMBUD_ACTORS_MAX 32u /* the clock included: actors fit a 32-bit mask */
#define OMBUD_MODES_MAX  32u
#define OMBUD_TIMERS_MAX 32u /* deadlines and reminders in one state of one mode */
#define OMBUD_ARGS_MAX   8u  /* arguments of an effect */
#define OMBUD_GIVEN_MAX  16u /* facts that one action gives */
#define OMBUD_STACK_MAX  32u /* values in flight while an effect's arguments are worked out */

/* ---- what the functions answer ---- */

typedef enum ombud_status {
  OMBUD_OK = 0,
  OMBUD_REFUSED = 1, /* the rules say no; the case has caught up and is otherwise as it was */

  /* The call is at fault. Nothing was changed, not even by catching up: which error it is hangs on the
   * call and on the facts the case remembers, never on the state that catching up leads to. What does
   * hang on that state is a refusal, since the caller could not know (OMBUD_FACT_UNASKED). */
  OMBUD_BAD_ABI = -1,     /* the tables, or the bytes of a case, were made for another runtime */
  OMBUD_BAD_POLICY = -2,  /* the case belongs to another policy, or to another version of it */
  OMBUD_BAD_CASE = -3,    /* the case was never opened, or its bytes are not a case's */
  OMBUD_BAD_PROCESS = -4, /* no such process */
  OMBUD_BAD_MODE = -5,    /* no such mode */
  OMBUD_BAD_ACTOR = -6,   /* no such actor; the clock does not act by request */
  OMBUD_BAD_ACTION = -7,  /* no such action in this process */
  OMBUD_BAD_FACT = -8,    /* a fact unknown to the process, or given twice */
  OMBUD_BAD_VALUE = -9,   /* a fact's value outside its type or its declared bounds, other facts' included */
  OMBUD_BAD_TIME = -10,   /* outside OMBUD_TIME_MIN … OMBUD_TIME_MAX */
  OMBUD_NO_SPACE = -11,   /* fewer events, effects or bytes than the policy asks for (max_events, max_effects,
                             ombud_encoded_size) */
  OMBUD_BEHIND = -12      /* a deadline is due: catch up first */
} ombud_status;

/* Why something is refused where no rule of the policy says it. Those of a policy count from
 * OMBUD_REASON_FIRST. */
enum {
  OMBUD_REASON_NONE = 0,
  OMBUD_ENDED = 1,         /* the case is over */
  OMBUD_TOO_EARLY = 2,     /* a permission's window has not begun */
  OMBUD_TOO_LATE = 3,      /* … is past */
  OMBUD_TOO_OFTEN = 4,     /* `at most N times` */
  OMBUD_ANOTHER_ACTOR = 5, /* another actor may, here or elsewhere */
  OMBUD_ANOTHER_MODE = 6,  /* it is possible under another mode only */
  OMBUD_ANOTHER_STATE = 7, /* it is possible in another state only */
  OMBUD_FACT_MISSING = 8,  /* the action has to give a fact that it did not give */
  OMBUD_NOT_PERMITTED = 9, /* nothing in the process permits this action to anybody */
  OMBUD_FACT_UNASKED = 10, /* permitted but for a fact given that the action does not take here */
  OMBUD_REASONS_BUILT_IN = 11,
  OMBUD_REASON_FIRST = 16
};

/* ---- a case ---- */

/* Plain data: saving a case is copying its bytes, and a restored case has lost no deadline. (What
 * leaves the program is better encoded: "a case as bytes", below.) A
 * case is this head followed by the slots of its process (facts, anchors, counters: 64 bits each),
 * and nothing behind these is read or written. The generated header has a type of the right size
 * for each process, and one for any of the policy; ombud_case_size() says the latter's size. */
typedef struct ombud_case {
  uint64_t fingerprint; /* of the policy; 0: not open */
  ombud_time now;       /* the last instant that was handed in, or at which a deadline fired */
  ombud_time wake;      /* the next due instant; OMBUD_NEVER: none */
  uint32_t armed;       /* which of the state's timers are armed: bit i is timer i */
  uint16_t state;
  uint8_t process, mode;
} ombud_case;

/* A fact as an action gives it. yes_no: 0 or 1; money: minor units; choice: the option's number;
 * moment: an instant; text: anything, only that it was given is kept. */
typedef struct ombud_given {
  uint16_t fact;
  int64_t value;
} ombud_given;

typedef struct ombud_input {
  const ombud_given *given; /* may be NULL where n_given is 0 */
  uint8_t n_given;
  uint8_t actor;
  uint16_t action;
} ombud_input;

typedef enum ombud_event_kind {
  OMBUD_ACTED,    /* an actor's action */
  OMBUD_DEEMED,   /* an action that took effect because its deadline passed */
  OMBUD_FELL_DUE, /* a named automatic event */
  OMBUD_REMINDED  /* a reminder; it changes no state */
} ombud_event_kind;

typedef struct ombud_event { /* one line of a case's history */
  ombud_time at;             /* of a deadline: its own due instant, or when it was armed if that was later */
  uint32_t rule;             /* index into ombud_words.rules */
  uint32_t reminded;         /* REMINDED: a bit for each actor */
  uint16_t name;             /* an action or automatic event of the process; REMINDED: what will fall due */
  uint16_t from, to;         /* states; equal where the case stayed. `from` is the start when a case opens */
  uint16_t first_effect, n_effects; /* within ombud_out.effects */
  uint8_t kind;                     /* ombud_event_kind */
  uint8_t actor;                    /* OMBUD_CLOCK for everything automatic */
} ombud_event;

typedef struct ombud_effect { /* what the host must now carry out */
  int64_t args[OMBUD_ARGS_MAX];
  uint16_t effect;
  uint8_t n_args;
} ombud_effect;

/* Where the answers go. The caller sets the arrays and their sizes, which must be at least the
 * policy's max_events and max_effects: no call can then run out of room. */
typedef struct ombud_out {
  ombud_event *events;
  ombud_effect *effects;
  uint32_t events_max, effects_max;
  uint32_t n_events, n_effects; /* set by every call that answers OMBUD_OK or OMBUD_REFUSED */
  uint32_t rule;                /* the rule that governed the action; OMBUD_NO_RULE: none */
  uint16_t reason;              /* of a refusal; OMBUD_REASON_NONE else */
} ombud_out;

/* ---- tables: written by the compiler, read by the functions below ---- */

typedef struct ombud_test { /* lo <= slot <= hi; a box is a run of tests that must all hold, a guard a run of
                               boxes */
  int64_t lo, hi;
  uint16_t slot;
  uint8_t last; /* 0: the box goes on; 1: last of its box; 2: last of its guard */
} ombud_test;

typedef struct ombud_anchor { /* an instant kept in a slot */
  uint16_t slot;
  uint16_t spent; /* slot with the time to leave out since then (`not counting`); OMBUD_NONE: none */
} ombud_anchor;

typedef struct ombud_instant { /* offset after the latest or earliest set of its anchors */
  int64_t offset;              /* milliseconds; negative: before */
  uint32_t anchors;            /* first, in ombud_policy.anchors */
  uint16_t n_anchors;
  uint8_t earliest; /* 0: the latest of those set, 1: the earliest */
} ombud_instant;

enum {                 /* ombud_op.code; operands are on a stack */
       OMBUD_OP_CONST, /* push the number */
       OMBUD_OP_SLOT,  /* push the slot */
       OMBUD_OP_ADD,
       OMBUD_OP_SUB,
       OMBUD_OP_MUL,
       OMBUD_OP_MIN,
       OMBUD_OP_MAX,
       OMBUD_OP_SCALE /* x * a / b, rounded, without overflow on the way; b > 0: the number and the next */
};
enum { OMBUD_ROUND_DOWN, OMBUD_ROUND_UP, OMBUD_ROUND_HALF_UP, OMBUD_ROUND_HALF_EVEN };

typedef struct ombud_op {
  uint32_t number; /* in ombud_policy.numbers */
  uint16_t slot;
  uint8_t code, round;
} ombud_op;

typedef struct ombud_call { /* an effect and how to work out its arguments */
  uint32_t ops;             /* first, in ombud_policy.ops; they leave n_args values */
  uint16_t n_ops;
  uint16_t effect;
  uint8_t n_args;
  uint8_t last; /* 1: of its list */
} ombud_call;

typedef struct ombud_when { /* in what circumstances an entry speaks */
  uint32_t guard;           /* first test, in ombud_policy.tests; 0: always */
  uint32_t from, until;     /* instants between which it speaks; 0: no bound */
  uint16_t limit;           /* acceptances; 0: any number */
} ombud_when;

enum {
  OMBUD_ENTRY_MAY,
  OMBUD_ENTRY_MUST,
  OMBUD_ENTRY_DENY,
  OMBUD_ENTRY_SILENT, /* no rule speaks: refused for a built-in reason */
  OMBUD_ENTRY_CONTEST /* the facts or the time decide between several */
};
enum { /* what a step has to know of an entry that governs */
       OMBUD_ENTRY_ASK =
           1, /* it takes more than to store the facts given and the instants that are kept, to go to the
                 target, and to arm all that it has, counted from now, with none due at once */
       OMBUD_ENTRY_MOVES = 2, /* it leads to the target, or anew into the same state */
       OMBUD_ENTRY_YES = 4    /* it permits */
};

typedef struct ombud_entry { /* one rule's say */
  uint32_t rule;             /* CONTEST: index into ombud_policy.contests */
  uint32_t when;             /* in ombud_policy.whens; 0: always, as for all that stand outside of a choice */
  uint32_t calls;            /* first effect; 0: none */
  uint16_t to;               /* MAY, MUST: the target, OMBUD_NONE: stays. DENY, SILENT: the reason */
  uint8_t kind;
  uint8_t flags; /* OMBUD_ENTRY_YES … */
} ombud_entry;

typedef struct ombud_contest { /* entries of which the first whose guard and window hold governs */
  uint32_t entries;
  uint16_t n_entries;
  uint16_t reason; /* built in, where none speaks; windows and missing facts come before it */
  uint16_t count;  /* slot that counts acceptances; OMBUD_NONE: not counted */
  uint16_t gives;  /* first of the facts that the action gives here, in ombud_policy.gives */
  uint8_t n_gives;
} ombud_contest;

typedef struct ombud_cell { /* what a column says in one state */
  uint16_t state;           /* whose it is: columns lie in one another's gaps. OMBUD_NONE: a gap */
  uint16_t target; /* the state that follows; the same where it stays, is refused, or is not settled */
  uint32_t entry;
} ombud_cell;

/* What an action comes to may hang on a value's being at or above a bound; or, where such bounds would make
 * too many columns, on a guard as a whole. What holds adds WEIGHT to the column's number. */
typedef struct ombud_fold {
  int64_t bound; /* OMBUD_FOLD_GUARD: the guard, in ombud_policy.tests */
  uint16_t slot; /* of a fact kept before */
  uint8_t given; /* which of those that the action gives; OMBUD_GIVEN_MAX: none, the slot's; or
                    OMBUD_FOLD_GUARD */
  uint8_t weight;
} ombud_fold;

#define OMBUD_FOLD_GUARD 0xFFu

/* One actor's one action in one mode, whatever the state: what is known before the state is. Where some facts
 * decide, folds lead to one of the columns that follow it, in which they are settled; it tells of the facts'
 * being open itself. */
typedef struct ombud_column {
  uint32_t cells; /* base + state is the state's: in ombud_policy.dense, or in .cells */
  uint32_t other; /* entry where the state has no cell */
  uint16_t gives; /* facts that the action gives where no choice says otherwise */
  uint16_t folds; /* first, in ombud_policy.folds */
  uint8_t n_gives, n_folds;
  uint8_t flags; /* OMBUD_COLUMN_… */
} ombud_column;

enum { OMBUD_COLUMN_BOUNDED = 1 }; /* some of the facts given are bounded by others */

typedef struct ombud_timer { /* a deadline or a reminder; a row's are in the order in which a tie fires */
  uint32_t rule;
  uint32_t due;    /* instant */
  uint32_t calls;  /* first effect; 0: none. REMINDED: mask of actors */
  uint16_t target; /* OMBUD_NONE: stays */
  uint16_t name;   /* action deemed done, or event; of a reminder: of the deadline it announces */
  uint8_t kind;    /* ombud_event_kind */
} ombud_timer;

enum { OMBUD_ROW_EXISTS = 1, OMBUD_ROW_END = 2 };

typedef struct ombud_row { /* a state in one mode */
  uint32_t timers;         /* first */
  uint16_t wake;           /* in ombud_policy.numbers: time from a PLAIN entry to the first that falls due */
  uint8_t n_timers;
  uint8_t flags;
} ombud_row;

typedef struct ombud_spent { /* adds up the time in some states since an anchor, as each is left; the
                                process keeps its entry slot then */
  uint16_t slot, anchor;
  const uint32_t *states; /* bit set over the process's states */
} ombud_spent;

typedef struct ombud_process {
  const uint16_t *columns; /* [mode][(actor - 1) * n_actions + action]: in ombud_policy.columns */
  const ombud_row *rows;   /* [mode][state]; state 0 is the start */
  const uint16_t *facts;   /* [fact]: its slot; OMBUD_NONE: not of this process */
  const uint16_t *occurs;  /* [action or event]: slot with its last occurrence; OMBUD_NONE: not kept */
  const ombud_spent *spent;
  uint16_t n_states, n_actions, n_names /* actions, then automatic events */, n_spent;
  uint16_t n_slots;
  uint16_t entry; /* slot with the instant of entry to the state; OMBUD_NONE: not kept */
  uint8_t flags;  /* OMBUD_PROCESS_… */
} ombud_process;

enum { /* what some state, or some action, makes a process keep; and the form of its columns */
       OMBUD_PROCESS_TIMERS = 1,
       OMBUD_PROCESS_ENTRY = 2,
       OMBUD_PROCESS_OCCURS = 4,
       OMBUD_PROCESS_DENSE = 8
};

typedef enum ombud_type {
  OMBUD_YES_NO,
  OMBUD_NUMBER,
  OMBUD_MONEY,
  OMBUD_CHOICE,
  OMBUD_MOMENT,
  OMBUD_TEXT,
  OMBUD_ACTOR /* of an effect's argument only */
} ombud_type;

typedef struct ombud_fact {
  int64_t lo, hi; /* inclusive */
  uint8_t type;
} ombud_fact;

typedef struct ombud_order { /* a declared bound between two facts: less + gap <= more */
  uint16_t less, more;
  uint8_t gap; /* 0: <=, 1: < */
} ombud_order;

typedef struct ombud_policy {
  uint32_t abi; /* first, so that it can be read whatever follows */
  uint16_t n_processes, n_facts, n_effects, n_reasons, n_orders;
  uint8_t n_modes, n_actors;        /* the clock included */
  uint16_t case_slots;              /* of the process that has most */
  uint32_t max_events, max_effects; /* that one call can bring about */
  uint64_t fingerprint;
  const ombud_process *processes;
  const ombud_fact *facts;
  const ombud_order *orders;
  const ombud_column *columns;
  const ombud_cell *cells;
  const uint16_t *dense; /* of small processes, for each state: target + 256 * entry */
  const ombud_entry *entries;
  const ombud_contest *contests;
  const ombud_timer *timers;
  const ombud_when *whens;       /* [0] is unused, so that 0 can say `always` */
  const ombud_test *tests;       /* [0] is unused */
  const ombud_instant *instants; /* [0] is unused */
  const ombud_anchor *anchors;
  const ombud_call *calls; /* [0] is unused */
  const ombud_op *ops;
  const int64_t *numbers;
  const ombud_fold *folds;
  const uint16_t *gives;
} ombud_policy;

/* ---- words: names and texts, apart from the tables so that a program without people has none ---- */

typedef struct ombud_text {
  const char *lang; /* "zh", "en"; "" for a text in no particular language; NULL ends the list */
  const char *text; /* UTF-8 */
} ombud_text;

typedef struct ombud_word {
  const char *name;        /* as in the rule file; NULL where nothing has this number */
  const ombud_text *texts; /* never NULL; may be empty */
} ombud_word;

typedef struct ombud_reason_word {
  const char *name;
  const ombud_text *texts, *advice;
} ombud_reason_word;

typedef struct ombud_rule_word {
  const char *file;       /* relative to the policy's folder */
  uint32_t line;          /* 1-based */
  const char *clauses;    /* "3.1 4.1"; "" where none is cited */
  const char *assumption; /* in words; "" where there is none */
  const char *sentence;   /* the rule as written, white space folded */
} ombud_rule_word;

typedef struct ombud_param_word {
  const char *name;
  uint8_t type;    /* ombud_type */
  uint16_t choice; /* of OMBUD_CHOICE: index into ombud_words.choices */
} ombud_param_word;

typedef struct ombud_effect_word {
  const char *name;
  const ombud_text *texts;
  const ombud_param_word *params;
  uint16_t n_params;
} ombud_effect_word;

typedef struct ombud_choice_word {
  const char *name;
  const ombud_word *options;
  uint16_t n_options;
} ombud_choice_word;

typedef struct ombud_process_word {
  const char *name;
  const ombud_text *texts;
  const ombud_word *states; /* [n_states] of the process's table; the start is "start" */
  const ombud_word *names;  /* [n_names] */
} ombud_process_word;

typedef struct ombud_words {
  const char *name, *version, *currency, *source; /* of the policy; "" where left out */
  const ombud_text *title;
  const ombud_word *modes, *actors; /* actors[0] is "clock" */
  const ombud_word *facts;
  const uint16_t *fact_choices; /* [fact]: index into choices, or OMBUD_NONE */
  const ombud_choice_word *choices;
  const ombud_effect_word *effects;
  const ombud_reason_word *reasons; /* [n_reasons], counted from OMBUD_REASON_FIRST */
  const ombud_process_word *processes;
  const ombud_rule_word *rules;
  uint32_t n_rules;
  uint16_t n_choices;
  uint64_t fingerprint; /* that of the tables they belong to */
} ombud_words;

/* ---- running a case ---- */

/* Bytes that suffice for a case of any process of this policy, a multiple of 8. One of PROCESS has
 * sizeof(ombud_case) + 8 * policy->processes[PROCESS].n_slots. */
OMBUD_API size_t ombud_case_size(const ombud_policy *policy);

/* Opens a case: judges the opening action IN at NOW in the process's start state, and where it is
 * permitted fills C (room for a case of PROCESS, aligned for int64_t, with anything in it).
 * OMBUD_OK: events[0] is the opening, and what falls due at once follows it.
 * Anything else: C is untouched; OMBUD_REFUSED has the reason and the rule in OUT. */
OMBUD_API ombud_status ombud_open(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                                  const ombud_input *in, ombud_time now, ombud_out *out);

/* Fires everything due at or before NOW. OMBUD_OK, or an error with nothing changed.
 * On return c->now >= NOW and c->wake > c->now. */
OMBUD_API ombud_status ombud_catch_up(const ombud_policy *policy, ombud_case *c, ombud_time now,
                                      ombud_out *out);

/* Catches up to NOW, then judges IN.
 * OMBUD_OK: it took effect, as did what fell due at once in the state it led to.
 * OMBUD_REFUSED: the case is, bit for bit, what ombud_catch_up would have left; what fired is in
 * OUT, as are the reason and the rule; ombud_explain tells the rest.
 * An error: nothing has changed. */
OMBUD_API ombud_status ombud_step(const ombud_policy *policy, ombud_case *c, const ombud_input *in,
                                  ombud_time now, ombud_out *out);

/* The next instant at which something falls due by itself, reminders included; OMBUD_NEVER for none. A host
 * sleeps until then. The case is believed: this reads it and asks no tables. */
OMBUD_API ombud_time ombud_due(const ombud_case *c);

/* 1 where the case has come to an end, else 0; OMBUD_BAD_… where it is no case of this policy. */
OMBUD_API int ombud_ended(const ombud_policy *policy, const ombud_case *c);

/* The value of a fact, or OMBUD_UNSET where it was not given (or is no fact of the case's process). */
OMBUD_API int64_t ombud_fact_value(const ombud_policy *policy, const ombud_case *c, uint16_t fact);

/* ---- what may be done, and why not ---- */

typedef enum ombud_verdict {
  OMBUD_MAY_NOT,
  OMBUD_MAY_IF, /* the facts that the action itself gives decide whether it may, or which rule governs */
  OMBUD_MAY,    /* with all the facts that it gives (ombud_gives) */
  OMBUD_MUST
} ombud_verdict;

typedef struct ombud_option {
  ombud_time until; /* the first instant at which this answer may no longer hold; OMBUD_NEVER: it stands */
  ombud_time by;    /* MUST: the deadline; OMBUD_NEVER else */
  uint32_t rule;    /* that governs; OMBUD_NO_RULE: none does, or (MAY_IF) it is not settled yet */
  uint16_t action;
  uint16_t reason; /* MAY_NOT; where the facts decide between several refusals, the first of them */
  uint8_t verdict; /* ombud_verdict */
} ombud_option;

/* What ACTOR may do at NOW: one option for each action of the process, in their order, up to MAX of
 * them; *n is how many there are. OMBUD_BEHIND where a deadline is due at NOW: catch up first. */
OMBUD_API ombud_status ombud_can(const ombud_policy *policy, const ombud_case *c, uint8_t actor,
                                 ombud_time now, ombud_option *options, size_t max, size_t *n);

/* The facts that an action gives, to be asked for before it is tried: how many they are; *FACTS then points
 * to their numbers, within the policy. STATE 0 is the start, for opening actions. 0 where it is not permitted
 * there, or for a number that is out of range. */
OMBUD_API uint16_t ombud_gives(const ombud_policy *policy, uint8_t process, uint8_t mode, uint16_t state,
                               uint8_t actor, uint16_t action, const uint16_t **facts);

/* What would have made a refused input acceptable. Each answer is about one change alone. */
typedef struct ombud_why {
  uint32_t rule;      /* behind the refusal; OMBUD_NO_RULE: none */
  uint32_t actors;    /* bit a: actor a might have done just this */
  uint32_t modes;     /* bit m: under mode m it would have been accepted, in the state of the same name */
  ombud_time earlier; /* the last instant since the state was entered at which it was acceptable, by the
                         facts as they now are; OMBUD_UNSET: none */
  ombud_time later;   /* the first instant at which it will be, before the next deadline changes anything;
                         OMBUD_NEVER: none in this state */
  int64_t lo, hi;     /* with .fact: the values that it would have to have (the lowest such run; a text: 1);
                         lo > hi: none, it is to be left out */
  uint16_t fact;   /* a fact that alone stands in the way, missing or with another value; OMBUD_NONE: none */
  uint16_t reason; /* OMBUD_REASON_NONE: it is not refused */
} ombud_why;

/* OMBUD_OK and *why filled, whether or not IN would be refused; OMBUD_BEHIND as above. Changes nothing. */
OMBUD_API ombud_status ombud_explain(const ombud_policy *policy, const ombud_case *c, const ombud_input *in,
                                     ombud_time now, ombud_why *why);

/* The same for an opening action. */
OMBUD_API ombud_status ombud_explain_open(const ombud_policy *policy, uint8_t process, uint8_t mode,
                                          const ombud_input *in, ombud_time now, ombud_why *why);

/* ---- a case as bytes ---- */

/* For databases, queues and other machines. Numbers are little-endian, signed ones in two's complement:
 *
 *   offset    bytes  holds
 *        0        4  "OMBC" (4F 4D 42 43)
 *        4        1  version of this layout: 1
 *        5        1  0
 *        6        1  process
 *        7        1  mode
 *        8        8  fingerprint of the policy
 *       16        8  now, ombud_case.now
 *       24        2  state
 *       26        2  N, the policy's case_slots
 *       28      8 N  the slots, in their order; 00 00 00 00 00 00 00 80 is OMBUD_UNSET
 *   28 + 8 N      4  CRC-32C of all bytes before (RFC 3720: reflected, polynomial 1EDC6F41, FFFFFFFF at the
 *                    beginning and the end; of "123456789" it is E3069283)
 *
 * A case has one encoding, and all cases of a policy have encodings of one size, whatever their process: a
 * column of a database, a slot of a queue and a buffer in a program can be of that size, and equal cases are
 * equal bytes. What follows from the rest is not stored: which timers are armed, and ombud_due. A host that
 * looks for what falls due keeps ombud_due in a column of its own beside the bytes.
 *
 * Whatever the layout, "OMBC" and the version come first and the check sum of everything before comes last:
 * so a runtime tells what a later one wrote (OMBUD_BAD_ABI) from what is damaged (OMBUD_BAD_CASE). A change
 * of the layout is a new version; a runtime writes its own, and reads it and all before. A change of the
 * rules is a new fingerprint: cases that are open live on by the tables that they were opened by, so a
 * program keeps those linked in, and picks them by ombud_encoded_fingerprint.
 *
 * The check sum finds every change of up to five bits in cases of up to 77 slots, and all but one in 2^32 of
 * others. It guards against mishaps; where somebody might forge cases, sign them. */

/* The size of an encoding by the number of slots, as in the generated header: DOUYIN_SLOTS. */
#define OMBUD_ENCODED_SIZE(slots) (32u + 8u * (slots))

/* Bytes of an encoding of any case of this policy. */
OMBUD_API size_t ombud_encoded_size(const ombud_policy *policy);

/* Writes ombud_encoded_size bytes of C to BYTES, where there is room for SIZE, of any alignment. A case that
 * ombud_decode would not take back is OMBUD_BAD_CASE: one that was never opened, or that something wrote to
 * that is no function of this header. Too little room is OMBUD_NO_SPACE. On an error BYTES is untouched. */
OMBUD_API ombud_status ombud_encode(const ombud_policy *policy, const ombud_case *c, void *bytes,
                                    size_t size);

/* Reads an encoding, all SIZE bytes of it, into C (room for a case of its process, aligned for int64_t, with
 * anything in it, and not where BYTES is). On an error C is untouched.
 *
 * OMBUD_OK: C is as it was encoded, byte for byte. For any bytes whatever that means: a case that these
 * tables can hold and that has caught up to c->now. Its state exists under its mode and its process can have
 * been opened there; facts are within their types and bounds, those between facts included; nothing that
 * occurred lies after c->now; no deadline has passed by without having fired. It need not have happened:
 * which facts an earlier step must have given, and which states lead to this one, is not worked out.
 *
 * OMBUD_BAD_POLICY: whole, but of another policy or another version of it.
 *
 * OMBUD_BAD_ABI: written by a later runtime; or the tables were made for another.
 *
 * OMBUD_BAD_CASE: damaged, cut short, too long, no encoding at all, or of a case that cannot be. */
OMBUD_API ombud_status ombud_decode(const ombud_policy *policy, ombud_case *c, const void *bytes,
                                    size_t size);

/* To find the tables that an encoding needs: sets *FINGERPRINT, which is never 0, to that of the policy that
 * it belongs to. OMBUD_OK, or OMBUD_BAD_ABI and OMBUD_BAD_CASE as above, with *FINGERPRINT untouched; what
 * the bytes mean is not looked into. */
OMBUD_API ombud_status ombud_encoded_fingerprint(const void *bytes, size_t size, uint64_t *fingerprint);

/* ---- words for people ---- */

/* The text in LANG ("zh_CN", "en", …): exactly that, else the same language, else one without a
 * language, else English, else the first; NULL where the list is empty. */
OMBUD_API const char *ombud_text_in(const ombud_text *texts, const char *lang);

/* The text of a word, or its name where it has no text. */
OMBUD_API const char *ombud_label(const ombud_word *word, const char *lang);

/* A reason's stable name, its text, and its advice (NULL where there is none), built in or of the
 * policy; all NULL for a number that is no reason's. Those built in need neither POLICY nor WORDS, which
 * may be NULL; words whose fingerprint is not the policy's count as none. */
OMBUD_API const char *ombud_reason_name(const ombud_policy *policy, const ombud_words *words,
                                        uint16_t reason);
OMBUD_API const char *ombud_reason_text(const ombud_policy *policy, const ombud_words *words, uint16_t reason,
                                        const char *lang);
OMBUD_API const char *ombud_reason_advice(const ombud_policy *policy, const ombud_words *words,
                                          uint16_t reason, const char *lang);

/* What a status says, in English, for logs: "OMBUD_BAD_FACT: …". */
OMBUD_API const char *ombud_status_text(int status);

/* The number of a name, for commands that come as text; OMBUD_NONE where there is none. */
OMBUD_API uint16_t ombud_find_process(const ombud_policy *policy, const ombud_words *words, const char *name);
OMBUD_API uint16_t ombud_find_mode(const ombud_policy *policy, const ombud_words *words, const char *name);
OMBUD_API uint16_t ombud_find_actor(const ombud_policy *policy, const ombud_words *words, const char *name);
OMBUD_API uint16_t ombud_find_action(const ombud_policy *policy, const ombud_words *words, uint16_t process,
                                     const char *name);
OMBUD_API uint16_t ombud_find_state(const ombud_policy *policy, const ombud_words *words, uint16_t process,
                                    const char *name);
OMBUD_API uint16_t ombud_find_fact(const ombud_policy *policy, const ombud_words *words, const char *name);

/* ---- the straight way ----
 *
 * Most inputs come while nothing is due, with just the facts that are asked for, and are refused, or accepted
 * with little to do (all but OMBUD_TAKEN_ASK). Then a step is a few loads, and this is it: what does not hang
 * on the state is worked out first, so that one load waits for the state; and there are no branches on what
 * the input comes to, since nothing predicts that, and a branch that is missed costs as much as all the rest.
 * It reports no more than which entry governed; ombud_step is this with a report, and with the general way
 * where this one cannot be gone. */

#define OMBUD_ASK         UINT32_MAX
#define OMBUD_TAKEN_YES   0x80000000u /* it took effect */
#define OMBUD_TAKEN_ENTRY 0x1FFFFFFFu /* the entry that governed, in ombud_policy.entries */

/* Where the runtime is built for size, ombud_take answers OMBUD_ASK and ombud_take_many 0, always, as they
 * may at any time: a small build does not pay for the straight way. What is inline below stands for itself.
 */
#ifndef OMBUD_SMALL
#ifdef __OPTIMIZE_SIZE__
#define OMBUD_SMALL 1
#else
#define OMBUD_SMALL 0
#endif
#endif

/* Takes IN at NOW. OMBUD_TAKEN_…: with _YES it took effect, and ombud_effects tells what must be carried out;
 * without it is refused (why: the entry's .to; OMBUD_ENDED never comes this way). OMBUD_ASK: it is not the
 * way; nothing has changed, and ombud_step will do it, or say what is wrong. */
OMBUD_API uint32_t ombud_take(const ombud_policy *policy, ombud_case *c, const ombud_input *in,
                              ombud_time now);

/* Takes INS[i] on CASES[i] at NOW[i], N of them, in order, and writes to TAKEN[i] what ombud_take would
 * answer; the cases' memory is fetched ahead. A case may come up again. Stops before the first for which the
 * answer is OMBUD_ASK, for ombud_step to do, and answers how many it took. */
OMBUD_API size_t ombud_take_many(const ombud_policy *policy, ombud_case *const *cases,
                                 const ombud_input *const *ins, const ombud_time *now, uint32_t *taken,
                                 size_t n);

/* The effects of what has just been taken, before anything else is done to the case: fills OUT->effects and
 * n_effects, and nothing else of OUT. */
OMBUD_API void ombud_effects(const ombud_policy *policy, const ombud_case *c, uint32_t taken, ombud_out *out);

/* A, or B where MASK is 0; MASK is all ones else. */
static inline int64_t ombud_pick(uint64_t mask, int64_t a, int64_t b) {
  return (int64_t)((uint64_t)b ^ (((uint64_t)a ^ (uint64_t)b) & mask));
}

/* 1 where the guard holds with all facts given. */
static inline unsigned ombud_guard_inline(const ombud_policy *policy, const ombud_process *process,
                                          const ombud_test *test, const int64_t *slots,
                                          const ombud_input *in) {
  unsigned box = 1,
           at = 0; /* tests mostly ask about facts in their order, so each is looked for behind the last */
  for (;; test++) {
    unsigned left = in->n_given;
    while (left && process->facts[in->given[at].fact] != test->slot)
      at = at + 1 < in->n_given ? at + 1 : 0, left--;
    int64_t value = !left                                                  ? slots[test->slot]
                    : policy->facts[in->given[at].fact].type == OMBUD_TEXT ? 1
                                                                           : in->given[at].value;
    box &= test->lo <= value && value <= test->hi;
    if (!test->last) continue;
    if (box || test->last == 2) return box;
    box = 1;
  }
}

/* The column in which the facts are settled; NULL where they are not those that are asked for. */
static inline const ombud_column *ombud_fold_inline(const ombud_policy *policy, const ombud_process *process,
                                                    const ombud_column *column, const int64_t *slots,
                                                    const ombud_input *in) {
  const ombud_given *given = in->given;
  unsigned n = in->n_given, n_folds = column->n_folds, more = n_folds > 0;
  if (column->n_gives != n || column->flags) return NULL;
  for (unsigned i = 0; i < n; i++) { /* on what the caller says, which is known before the column is */
    if (given[i].fact != policy->gives[column->gives + i]) return NULL;
    const ombud_fact *fact = &policy->facts[given[i].fact];
    if (given[i].value < fact->lo || given[i].value > fact->hi) return NULL;
  }
  for (unsigned i = 0; i < n_folds; i++) {
    const ombud_fold *fold = &policy->folds[column->folds + i];
    unsigned holds;
    if (fold->given == OMBUD_FOLD_GUARD)
      holds = ombud_guard_inline(policy, process, &policy->tests[fold->bound], slots, in);
    else
      holds = (fold->given < OMBUD_GIVEN_MAX ? given[fold->given].value : slots[fold->slot]) >= fold->bound;
    more += fold->weight & (0u - holds);
  }
  return column + more;
}

/* What the column whose cells begin at CELLS, and have OTHER where there is none, says of the case, done to
 * all of it but the facts given. The case is of PROCESS, N_STATES and FLAGS are its own, and nothing is due
 * at NOW. */
static inline uint32_t ombud_settle_inline(const ombud_policy *policy, const ombud_process *process,
                                           unsigned n_states, unsigned flags, size_t cells, uint32_t other,
                                           ombud_case *c, unsigned action, ombud_time now) {
  unsigned state = c->state, target;
  uint32_t entry;
  const ombud_row *rows = &process->rows[c->mode * n_states];
  if (flags & OMBUD_PROCESS_DENSE) {
    unsigned both = policy->dense[cells + state];
    target = both & 0xFFu;
    entry = both >> 8;
  } else {
    const ombud_cell *cell = &policy->cells[cells + state];
    uint64_t own = (uint64_t)((int64_t)((uint64_t)(cell->state ^ state) - 1) >> 63);
    entry = (uint32_t)ombud_pick(own, cell->entry, other);
    target = (unsigned)ombud_pick(own, cell->target, state);
    if (rows[state].flags != OMBUD_ROW_EXISTS) return OMBUD_ASK;
  }
  uint64_t what = policy->entries[entry].flags;
  if (what & OMBUD_ENTRY_ASK) return OMBUD_ASK;
  uint64_t yes = 0u - (what >> 2), moves = 0u - (what >> 1 & 1);
  c->state = (uint16_t)target;
  c->now = now;
  int64_t *slots = (int64_t *)(void *)(c + 1);
  if (flags & OMBUD_PROCESS_TIMERS) {
    const ombud_row *to = &rows[target];
    ombud_time due = now + policy->numbers[to->wake];
    due = due < OMBUD_TIME_MAX ? due : OMBUD_TIME_MAX;
    due = ombud_pick(0u - (uint64_t)(to->n_timers == 0), OMBUD_NEVER, due);
    c->wake = ombud_pick(moves, due, c->wake);
    c->armed = (uint32_t)ombud_pick(moves, (int64_t)((UINT64_C(1) << to->n_timers) - 1), c->armed);
  }
  if (flags & OMBUD_PROCESS_ENTRY) slots[process->entry] = ombud_pick(moves, now, slots[process->entry]);
  if (flags & OMBUD_PROCESS_OCCURS) {
    unsigned slot = process->occurs[action], kept = slot != OMBUD_NONE;
    int64_t *at = &slots[slot & (0u - kept)];
    *at = ombud_pick(yes & (0u - (uint64_t)kept), now, *at);
  }
  return entry | (uint32_t)(what << 29);
}

/* Keeps the facts given, if they were taken. */
static inline void ombud_keep_inline(const ombud_policy *policy, const ombud_process *process, ombud_case *c,
                                     const ombud_input *in, uint32_t taken) {
  int64_t *slots = (int64_t *)(void *)(c + 1);
  for (unsigned i = 0; i < in->n_given; i++) {
    const ombud_given *given = &in->given[i];
    int64_t *slot = &slots[process->facts[given->fact]];
    int64_t value = policy->facts[given->fact].type == OMBUD_TEXT ? 1 : given->value;
    *slot = ombud_pick(0u - (uint64_t)(taken >> 31), value, *slot);
  }
}

/* ombud_take for a case of PROCESS that is known to be one: opened, decoded or stepped by these tables and
 * not touched since. The numbers are those of the tables; where they are constants, what a process does not
 * need falls away. */
static inline uint32_t ombud_take_inline(const ombud_policy *policy, const ombud_process *process,
                                         unsigned n_states, unsigned n_actors, unsigned n_actions,
                                         unsigned flags, ombud_case *c, const ombud_input *in,
                                         ombud_time now) {
  unsigned actor = in->actor - 1u, action = in->action;
  if (actor >= n_actors - 1u || action >= n_actions) return OMBUD_ASK;
  if (now < c->now || now >= c->wake || now > OMBUD_TIME_MAX) return OMBUD_ASK;
  int64_t *slots = (int64_t *)(void *)(c + 1);
  const ombud_column *column =
      &policy->columns[process->columns[(c->mode * (n_actors - 1u) + actor) * n_actions + action]];
  if (!(column = ombud_fold_inline(policy, process, column, slots, in))) return OMBUD_ASK;
  uint32_t taken =
      ombud_settle_inline(policy, process, n_states, flags, column->cells, column->other, c, action, now);
  if (taken == OMBUD_ASK) return taken;
  ombud_keep_inline(policy, process, c, in, taken);
  return taken;
}

/* The same for a process whose actions give nothing but yes and no: bit i of GIVEN and of YES is the i-th of
 * the facts that they give, which lie in the first slots. For each place, mode and actor and action as in
 * ombud_process.columns, ASKED has the facts that it gives, and FOLDED[place << n_facts | yes] where the
 * column's cells begin; 0xFFFF: not this way. The facts are left to the caller. */
static inline uint32_t ombud_take_flags_inline(const ombud_policy *policy, const ombud_process *process,
                                               unsigned n_states, unsigned n_actors, unsigned n_actions,
                                               unsigned flags, const uint8_t *asked, const uint16_t *folded,
                                               unsigned n_facts, ombud_case *c, unsigned actor,
                                               unsigned action, unsigned given, unsigned yes,
                                               ombud_time now) {
  if (actor - 1u >= n_actors - 1u || action >= n_actions) return OMBUD_ASK;
  if (now < c->now || now >= c->wake || now > OMBUD_TIME_MAX) return OMBUD_ASK;
  unsigned place = (c->mode * (n_actors - 1u) + (actor - 1u)) * n_actions + action;
  unsigned cells = folded[place << n_facts | (yes & ((1u << n_facts) - 1))];
  if (given != asked[place] || cells == 0xFFFFu) return OMBUD_ASK;
  return ombud_settle_inline(policy, process, n_states, flags, cells, 0, c, action, now);
}

#ifdef __cplusplus
}
#endif

#endif
