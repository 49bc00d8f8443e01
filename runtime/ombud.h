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
 * Where to begin: here, with ombud_case, ombud_input and ombud_out, then ombud_open, ombud_step, ombud_due
 * and ombud_can, and the rest as it is wanted. ombud_tables.h, which this file includes, says what the
 * compiler writes; a host passes it on and seldom looks inside. ombud_take.h, which it includes at its end,
 * is for whoever counts nanoseconds. Programs include ombud.h alone.
 *
 * Due instants saturate at OMBUD_TIME_MAX. On 32-bit machines the compiler's own support library
 * (libgcc, compiler-rt) supplies the division of 64-bit numbers.
 */
#ifndef OMBUD_H
#define OMBUD_H

#include <stddef.h>
#include <stdint.h>

#include "ombud_tables.h"

#ifdef __cplusplus
extern "C" {
#endif

#define OMBUD_VERSION "0.1.0"
#define OMBUD_ABI     4u /* of the tables and of the case; a mismatch is OMBUD_BAD_ABI */

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
 * moment: an instant; text: 1, since only that it was given counts. */
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
 * with little to do (all but OMBUD_ENTRY_ASK). Then a step is a few loads, and this is it. What does not hang
 * on the case is worked out first, once for all cases: the input is folded. Then one load waits for the
 * state; and there are no branches on what the input comes to, since nothing predicts that, and a branch that
 * is missed costs as much as all the rest. It reports no more than which entry governed; ombud_step is this
 * with a report, and with the general way where this one cannot be gone. */

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

enum {                      /* of an input that is folded; 0: its facts are settled */
       OMBUD_WAY_OPENS = 1, /* it opens a case */
       OMBUD_WAY_KEPT = 2,  /* facts decide that are worked out in each case: those kept before */
       OMBUD_WAY_ODD = 4, /* its facts are not those asked for, or are bounded by others: straight is what is
                             refused whatever they are */
       OMBUD_WAY_ASK = 8, /* the straight way is never its way */
       OMBUD_WAY_CHOOSES = 16 /* whole guards choose among a state's entries */
};

/* An input with all worked out that does not hang on the case: made once by ombud_fold_input, used as often
 * as it comes up. It points to the tables and to IN with its facts, which must stay as they are. Nobody but
 * the runtime looks inside. */
typedef struct ombud_folded {
  const ombud_policy *policy;
  uint64_t fingerprint;  /* the policy's */
  const ombud_row *rows; /* of the mode */
  int64_t values[2];     /* of the first facts */
  uint64_t held;         /* OMBUD_WAY_CHOOSES without _KEPT: which of the column's folds hold */
  uint32_t cells, other;
  uint8_t process, mode;
  uint8_t way; /* OMBUD_WAY_… */
  uint8_t n_kept, flags;
  uint16_t last_state;
  uint16_t entry, occurs;         /* words after OMBUD_WORD_NOW that are kept; 0: none */
  uint16_t kept[OMBUD_GIVEN_MAX]; /* … of the facts */
  uint32_t size;                  /* bytes of a case */
  const ombud_column *settled;    /* OMBUD_WAY_KEPT, _CHOOSES: not yet */
  const ombud_input *in;
} ombud_folded;

/* Folds IN, which is to be taken in open cases of PROCESS in MODE; or, where OPENS is not 0, which opens one.
 * The errors are those of ombud_step and ombud_open; then nothing is in FOLDED. */
OMBUD_API ombud_status ombud_fold_input(const ombud_policy *policy, uint8_t process, uint8_t mode,
                                        const ombud_input *in, int opens, ombud_folded *folded);

/* Takes IN at NOW, in C or to open C, which may hold anything. OMBUD_TAKEN_…: with _YES it took effect, and
 * ombud_effects tells what must be carried out; without it is refused (why: the entry's .to), and nothing but
 * c->now has changed, and not that where it would have opened C. OMBUD_ASK: it is not the way; nothing has
 * changed, and ombud_step, or ombud_open, with IN->in will do it, or say what is wrong. */
OMBUD_API uint32_t ombud_take(ombud_case *c, const ombud_folded *in, ombud_time now);

/* Takes INS[i] on CASES[i] at NOW[i], N of them, in order, and writes to TAKEN[i] what ombud_take would
 * answer; the cases' memory is fetched ahead. A case may come up again. Stops before the first for which the
 * answer is OMBUD_ASK, and answers how many it took. */
OMBUD_API size_t ombud_take_many(ombud_case *const *cases, const ombud_folded *const *ins,
                                 const ombud_time *now, uint32_t *taken, size_t n);

/* The effects of what has just been taken, before anything else is done to the case: fills OUT->effects and
 * n_effects, and nothing else of OUT. */
OMBUD_API void ombud_effects(const ombud_policy *policy, const ombud_case *c, uint32_t taken, ombud_out *out);

#ifdef __cplusplus
}
#endif

#include "ombud_take.h"

#endif
