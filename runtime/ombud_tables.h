/* ombud: what the compiler writes, the tables of a policy and its words. Included by ombud.h, which has the
 * numbers that stand for `none` and the functions that read this. All of it is const; whoever writes tables
 * by hand answers for them, since nothing checks them. */
#ifndef OMBUD_TABLES_H
#define OMBUD_TABLES_H

#include <stdint.h>

/* ---- tables: written by the compiler, read by the functions of ombud.h ---- */

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
enum {                        /* what a step has to know of an entry that governs */
       OMBUD_ENTRY_MOVES = 1, /* it leads to the target, or anew into the same state */
       OMBUD_ENTRY_ASK =
           2, /* it takes more than to store the facts given and the instants that are kept, to go to the
                 target, and to arm all that it has, counted from now, with none due at once */
       OMBUD_ENTRY_YES = 0x80 /* it permits */
};

typedef struct ombud_entry { /* one rule's say */
  uint32_t rule;             /* CONTEST: index into ombud_policy.contests */
  uint32_t when;             /* in ombud_policy.whens; 0: always, as for all outside of a contest */
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
  uint16_t held;   /* where facts alone decide, in a column that chooses: which of its folds are the entries'
                      guards; the entry after them is then what there is where none holds. OMBUD_NONE: else */
  uint8_t n_gives;
} ombud_contest;

typedef struct ombud_cell { /* what a column says in one state */
  uint16_t state;           /* whose it is: columns lie in one another's gaps. OMBUD_NONE: a gap */
  uint16_t target; /* the state that follows; the same where it stays, is refused, or is not settled */
  uint32_t entry;
} ombud_cell;

/* What an action comes to may hang on a value's being at or above a bound, which adds WEIGHT to the column's
 * number. Where such bounds would make too many columns, whole guards choose among a state's entries. */
typedef struct ombud_fold {
  int64_t bound; /* OMBUD_COLUMN_CHOOSES: the guard, in ombud_policy.tests; nothing else is set */
  uint16_t slot; /* of a fact kept before */
  uint8_t given; /* which of those that the action gives; OMBUD_GIVEN_MAX: none, the slot's */
  uint8_t weight;
} ombud_fold;

/* One actor's one action in one mode, whatever the state: what is known before the state is. Where some facts
 * decide, folds lead to one of the columns that follow it, in which they are settled; it tells of the facts'
 * being open itself. */
typedef struct ombud_column {
  uint32_t cells; /* base + state is the state's: in ombud_policy.dense, or in .cells */
  uint32_t other; /* entry where the state has no cell */
  uint16_t gives; /* facts that the action gives where no contest says otherwise */
  uint16_t folds; /* first, in ombud_policy.folds */
  uint8_t n_gives, n_folds;
  uint16_t flags; /* OMBUD_COLUMN_…; as wide as leaves no gap behind: equal columns are equal bytes */
} ombud_column;

enum {
  OMBUD_COLUMN_BOUNDED = 1, /* facts given are bounded by others */
  OMBUD_COLUMN_KEPT = 2,    /* some fold asks about facts kept before */
  OMBUD_COLUMN_ASK = 4,     /* the general way is to be gone, always */
  OMBUD_COLUMN_CHOOSES = 8  /* folds are guards, and no columns follow. Without folds they are too many: KEPT
                               is set */
};

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
  uint16_t wake; /* in ombud_policy.numbers: time to the first that falls due, all counted from now; 0: no
                    entry leads here without OMBUD_ENTRY_ASK, or there is none */
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
       OMBUD_PROCESS_DENSE = 8,
       OMBUD_PROCESS_FEW = 16 /* no state has more than one timer */
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

#endif
