/* The tables and the runtime against the naive interpreter: random policies, random inputs, random clocks.
 *
 * usage: test_differential              the seeds that every run of the tests goes through
 *        test_differential SEED         one policy again, with everything that is said
 *        test_differential FROM COUNT   as many seeds as there is time for */
#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile.h"
#include "generate.h"
#include "hints.h"
#include "naive.h"
#include "said.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define SEEDS 500 /* the same as below takes five times as long there */
#else
#define SEEDS 1500
#endif
#define CASES 24 /* of each policy */
#define STEPS 24 /* of each case */
#define HOUR  INT64_C(3600000)

typedef struct counts {
  unsigned long policies, accepted, cases, steps, refused, fired, doubts, clashes, taken, logs;
} counts;

typedef struct logged {
  naive_input in;
  int64_t t;
} logged;

typedef struct match { /* one policy, both ways */
  compilation made;
  naive_policy naive;
  naive_case c;
  ombud_case *tables, *decoded, *taken;
  void *bytes;
  ombud_event *events;
  ombud_effect *effects;
  dice d;
  uint8_t mode;
  logged log[STEPS];
  size_t n_log;
  ombud_status status; /* of the last call */
  const char *wrong;   /* with the straight way of that call */
  naive_text history;
  bool loud;
  counts *counts;
} match;

static unsigned roll(match *m, unsigned sides) {
  return dice_roll(&m->d, sides);
}

/* ---- one step ---- */

static ombud_input in_numbers(const match *m, const naive_input *in, ombud_given *given) {
  ombud_input x = {.given = given};
  for (uint16_t f = 0; f < m->made.policy->n_facts; f++)
    if (in->facts[f] != NAIVE_UNSET) given[x.n_given++] = (ombud_given){f, in->facts[f]};
  if (!in->action) return x;
  x.actor = (uint8_t)ombud_find_actor(m->made.policy, m->made.words, in->actor);
  x.action = ombud_find_action(m->made.policy, m->made.words, 0, in->action);
  return x;
}

/* What the straight way made of M->taken is what has come of M->tables, and what it answers is what OUT
 * tells. */
static const char *straight_wrong(match *m, uint32_t taken, ombud_status status, const ombud_out *out) {
  const ombud_policy *policy = m->made.policy;
  const ombud_entry *entry = &policy->entries[taken & OMBUD_TAKEN_ENTRY];
  if (taken == OMBUD_ASK) return NULL;
  m->counts->taken++;
  if (status != (taken & OMBUD_TAKEN_YES ? OMBUD_OK : OMBUD_REFUSED)) return "it is taken otherwise";
  if (memcmp(m->taken, m->tables, ombud_case_size(policy)) != 0) return "it is taken to another case";
  if (out->rule != entry->rule) return "it is taken by another rule";
  if (status == OMBUD_REFUSED && out->reason != entry->to) return "it is refused for another reason";
  if (status == OMBUD_REFUSED) return NULL;
  ombud_effect effects[64];
  ombud_out told = {.effects = effects, .effects_max = 64};
  ombud_effects(policy, m->taken, taken, &told);
  bool same = told.n_effects == out->n_effects;
  for (uint32_t i = 0; same && i < told.n_effects; i++)
    same = effects[i].effect == out->effects[i].effect &&
           memcmp(effects[i].args, out->effects[i].args, sizeof effects[i].args) == 0;
  return same ? NULL : "it is taken with other effects";
}

/* Takes X in M->taken, a copy of the case, if there is a straight way. */
static uint32_t take_straight(match *m, const ombud_input *x, int64_t t) {
  ombud_folded folded;
  memcpy(m->taken, m->tables, ombud_case_size(m->made.policy));
  ombud_status status = ombud_fold_input(m->made.policy, 0, m->mode, x, !m->tables->fingerprint, &folded);
  return status == OMBUD_OK ? ombud_take(m->taken, &folded, t) : OMBUD_ASK;
}

static void step_tables(match *m, const naive_input *in, int64_t t, naive_text *text) {
  const ombud_policy *policy = m->made.policy;
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input x = in_numbers(m, in, given);
  ombud_out out = {.events = m->events,
                   .effects = m->effects,
                   .events_max = policy->max_events,
                   .effects_max = policy->max_effects};
  uint32_t taken = in->action ? take_straight(m, &x, t) : OMBUD_ASK;
  ombud_status status = !m->tables->fingerprint ? ombud_open(policy, m->tables, 0, m->mode, &x, t, &out)
                        : in->action            ? ombud_step(policy, m->tables, &x, t, &out)
                                                : ombud_catch_up(policy, m->tables, t, &out);
  m->counts->refused += status == OMBUD_REFUSED;
  if (status >= 0) m->counts->fired += out.n_events;
  said_by_tables(policy, m->made.words, status, &out, text);
  m->status = status;
  m->wrong = straight_wrong(m, taken, status, &out);
}

/* ---- inputs ---- */

static const naive_sentence *any_permission(match *m) {
  for (int i = 0; i < 20; i++) {
    const naive_sentence *s = &m->naive.sentences[roll(m, (unsigned)m->naive.n_sentences)];
    size_t state = m->c.open ? m->c.state : 0;
    if (s->rule->kind != RULE_MAY_NOT && naive_in(&m->naive, &s->scope, m->mode, state)) return s;
  }
  return NULL;
}

static uint32_t facts_of(const match *m, const naive_input *in) {
  uint32_t mask = 0;
  for (size_t i = 0; i < m->naive.n_sentences; i++) {
    const naive_sentence *s = &m->naive.sentences[i];
    if (strcmp(s->act->action.name, in->action) != 0) continue;
    for (size_t k = 0; k < s->act->facts.len; k++)
      mask |= UINT32_C(1) << naive_fact(&m->naive, s->act->facts.at[k].name);
  }
  return mask;
}

static uint32_t facts_of_process(const match *m) {
  uint32_t mask = 0;
  for (uint16_t f = 0; f < m->made.policy->n_facts; f++)
    if (m->made.policy->processes[0].facts[f] != OMBUD_NONE) mask |= UINT32_C(1) << f;
  return mask;
}

static void choose_facts(match *m, naive_input *in, int64_t t) {
  uint32_t mask = facts_of(m, in);
  /* One too few, or one too many. Not an amount: others are held against it, although it will not be stored.
   */
  unsigned odd = roll(m, NAIVE_FACTS);
  if (roll(m, 100) < 8 && !((mask >> odd & 1) == 0 && naive_is(&m->naive, odd, "money")))
    mask ^= UINT32_C(1) << odd;
  mask &= facts_of_process(m);
  const int64_t *point = m->naive.points[roll(m, (unsigned)m->naive.n_points)];
  for (size_t f = 0; f < m->naive.n_facts; f++) {
    if (!(mask >> f & 1)) continue;
    in->facts[f] = point[f];
    if (naive_is(&m->naive, f, "text")) in->facts[f] = 1;
    if (naive_is(&m->naive, f, "moment")) in->facts[f] = t + ((int64_t)roll(m, 21) - 10) * HOUR;
    if (roll(m, 100) < 2) in->facts[f] = (int64_t)roll(m, 8) - 2;
  }
}

static naive_input choose_input(match *m, int64_t t) {
  naive_input in = {0};
  for (size_t f = 0; f < NAIVE_FACTS; f++) in.facts[f] = NAIVE_UNSET;
  if (m->c.open && roll(m, 100) < 15) return in;
  const ombud_process_word *q = &m->made.words->processes[0];
  const naive_sentence *s = roll(m, 100) < 60 ? any_permission(m) : NULL;
  in.actor = s && s->actor ? s->actor : m->naive.actors[1 + roll(m, (unsigned)m->naive.n_actors - 1)];
  in.action = s ? s->act->action.name : q->names[roll(m, m->made.policy->processes[0].n_actions)].name;
  choose_facts(m, &in, t);
  return in;
}

static int64_t choose_time(match *m, int64_t t) {
  int64_t due = m->c.open ? naive_due(&m->naive, &m->c) : INT64_MAX;
  unsigned kind = roll(m, 10);
  if (due != INT64_MAX && kind < 4) return due - 1 + (int64_t)roll(m, 3);
  switch (kind) {
  case 4: return t - (int64_t)roll(m, 3) * HOUR;
  case 5: return t + 1;
  case 6: return t + (int64_t)roll(m, 30) * HOUR;
  case 7: return t + (int64_t)roll(m, 9) * HOUR / 2;
  default: return t;
  }
}

/* ---- comparing ---- */

static bool complain(const match *m, const char *what, const char *said, const char *naive) {
  printf("# %s\n# the tables:\n%s# the naive one:\n%s# in state %s\n", what, said, naive,
         m->naive.states[m->c.state]);
  return false;
}

static bool lacks_facts(const match *m, const naive_input *in) {
  uint32_t wanted = in->action ? facts_of(m, in) : 0;
  for (size_t f = 0; f < NAIVE_FACTS; f++)
    if ((wanted >> f & 1) && in->facts[f] == NAIVE_UNSET) return true;
  return false;
}

static bool compare(match *m, const naive_input *in, const char *said, const char *naive) {
  const ombud_case *c = m->tables;
  if (!said_same(said, naive)) {
    if (!lacks_facts(m, in) || !said_with_caution(said, naive))
      return complain(m, "they say different things", said, naive);
    m->counts->doubts++;
  }
  if ((c->fingerprint != 0) != m->c.open) return complain(m, "only one of them opened it", said, naive);
  if (!m->c.open) return true;
  if (strcmp(m->made.words->processes[0].states[c->state].name, m->naive.states[m->c.state]) != 0)
    return complain(m, "they are in different states", said, naive);
  if (c->now != m->c.now) return complain(m, "they tell different times", said, naive);
  if (ombud_due(c) != naive_due(&m->naive, &m->c))
    return complain(m, "something else falls due next", said, naive);
  return true;
}

static void tell_step(const match *m, const naive_input *in, int64_t t, const char *said) {
  if (!m->loud) return;
  printf("at %lld", (long long)t);
  if (in->action) printf(" %s %s", in->actor, in->action);
  for (size_t f = 0; f < m->naive.n_facts; f++)
    if (in->facts[f] != NAIVE_UNSET)
      printf(" %s=%lld", m->naive.facts[f]->name.name, (long long)in->facts[f]);
  printf("\n%s", said);
}

/* IN is tried in thought first, where the case stands. */
static bool check_hints(match *m, const naive_input *in) {
  if (!m->c.open || !in->action) return true;
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input x = in_numbers(m, in, given);
  hints h = {m->made.policy, m->made.words, m->tables, &m->naive, &m->c};
  ombud_why why;
  if (ombud_explain(h.policy, h.tables, &x, h.tables->now, &why) == OMBUD_BAD_VALUE) return true;
  const char *wrong = hints_explained(&h, in, &x);
  if (!wrong) wrong = hints_allowed(&h, in, &x);
  return !wrong || complain(m, wrong, "", "");
}

/* As bytes and back it is the same case. */
static bool check_encoding(const match *m) {
  const ombud_policy *policy = m->made.policy;
  size_t n = ombud_encoded_size(policy), size = ombud_case_size(policy);
  if (!m->c.open) return true;
  if (ombud_encode(policy, m->tables, m->bytes, n) != OMBUD_OK)
    return complain(m, "it cannot be encoded", "", "");
  memset(m->decoded, 0x5A, size);
  if (ombud_decode(policy, m->decoded, m->bytes, n) != OMBUD_OK)
    return complain(m, "it cannot be decoded", "", "");
  return memcmp(m->decoded, m->tables, size) == 0 || complain(m, "it is decoded differently", "", "");
}

static bool step_both(match *m, const naive_input *in, int64_t t) {
  naive_text said = {.len = 0}, naive = {.len = 0};
  if (!check_hints(m, in)) return false;
  said.at[0] = naive.at[0] = '\0';
  if (!m->c.open) m->history.len = 0; /* what was refused before it opened is no part of it */
  step_tables(m, in, t, &said);
  if (m->status >= 0) naive_say(&m->history, "%s", said.at);
  naive_step(&m->naive, &m->c, in, t, &naive);
  m->counts->steps++;
  tell_step(m, in, t, said.at);
  if (m->wrong) return complain(m, m->wrong, said.at, naive.at);
  return compare(m, in, said.at, naive.at) && check_encoding(m);
}

/* ---- the same log, looked at late or often ---- */

static void look(match *m, int64_t t, naive_text *text) {
  naive_input nothing = {.actor = NULL};
  for (size_t f = 0; f < NAIVE_FACTS; f++) nothing.facts[f] = NAIVE_UNSET;
  step_tables(m, &nothing, t, text);
}

static bool replay(match *m, bool often) {
  static naive_text text;
  text.len = 0;
  text.at[0] = '\0';
  size_t size = ombud_case_size(m->made.policy);
  ombud_case *first = m->tables;
  m->tables = calloc(1, size);
  for (size_t i = 0; i < m->n_log; i++) {
    int64_t t = m->log[i].t, due = INT64_MIN, last;
    while (often && m->tables->fingerprint && (last = due, due = ombud_due(m->tables)) <= t && due > last) {
      look(m, due - 1, &text);
      look(m, due, &text);
    }
    if (m->log[i].in.action || i + 1 == m->n_log) step_tables(m, &m->log[i].in, t, &text);
  }
  bool same = strcmp(text.at, m->history.at) == 0 && memcmp(m->tables, first, size) == 0;
  if (!same) complain(m, often ? "looked at often" : "looked at late", text.at, m->history.at);
  free(m->tables);
  m->tables = first;
  return same;
}

/* ---- one case, one policy ---- */

static bool play_case(match *m) {
  static const int64_t beginnings[] = {0, INT64_C(1619834400123), -5 * HOUR, INT64_C(1) << 40};
  int64_t t = beginnings[roll(m, 4)];
  m->mode = (uint8_t)roll(m, m->made.policy->n_modes);
  memset(m->tables, 0, ombud_case_size(m->made.policy));
  memset(&m->c, 0, sizeof m->c);
  m->c.mode = m->mode;
  m->history.len = m->n_log = 0;
  m->history.at[0] = '\0';
  m->counts->cases++;
  for (int i = 0, ended = 0; i < STEPS; i++) {
    t = choose_time(m, t);
    if (m->c.open && t < m->c.now && roll(m, 3)) t = m->c.now;
    naive_input in = choose_input(m, t);
    if (!step_both(m, &in, t)) return false;
    if (!m->c.open || m->status < 0) continue;
    /* The log has what an earlier instant was taken for. */
    m->log[m->n_log++] = (logged){in, m->c.now};
    t = m->c.now;
    if ((m->naive.ends >> m->c.state & 1) && ++ended > 2) break;
  }
  return true;
}

static bool play_policy(match *m) {
  const ombud_policy *policy = m->made.policy;
  m->tables = malloc(ombud_case_size(policy));
  m->decoded = malloc(ombud_case_size(policy));
  m->taken = malloc(ombud_case_size(policy));
  m->bytes = malloc(ombud_encoded_size(policy));
  m->events = malloc(policy->max_events * sizeof *m->events);
  m->effects = malloc(policy->max_effects * sizeof *m->effects);
  bool fine = true;
  for (int i = 0; fine && i < CASES; i++) {
    fine = play_case(m);
    if (!fine || m->n_log == 0) continue;
    fine = replay(m, false) && replay(m, true);
    m->counts->logs++;
  }
  free(m->tables);
  free(m->decoded);
  free(m->taken);
  free(m->bytes);
  free(m->events);
  free(m->effects);
  return fine;
}

static bool compile_seed(match *m, uint64_t seed, const char *path) {
  FILE *file = fopen(path, "w");
  generate_policy(seed, file);
  fclose(file);
  compile_begin(&m->made);
  m->made.sparse = seed % 2; /* what they generate is small, and would be dense always */
  bool fine = compile_run(&m->made, path, NULL, 0);
  if (m->loud) diag_print_text(m->made.diags, stdout, false);
  return fine;
}

static bool is_rejected_for(const match *m, const char *code) {
  char *text = NULL;
  size_t len;
  FILE *out = open_memstream(&text, &len);
  diag_print_text(m->made.diags, out, false);
  fclose(out);
  bool found = strstr(text, code) != NULL;
  free(text);
  return found;
}

/* Rules that contradict each other are found by both, or by neither. */
static bool check_verdict(match *m, bool accepted) {
  if (accepted && naive_clash(&m->naive, true))
    return complain(m, "rules contradict each other, and the compiler does not see it", "", "");
  if (accepted || !is_rejected_for(m, "error[E250]")) return true;
  m->counts->clashes++;
  return naive_clash(&m->naive, false) || complain(m, "E250 without a contradiction", "", "");
}

static bool play_seed(uint64_t seed, const char *path, bool loud, counts *n) {
  static match m;
  m = (match){.d = dice_from(seed ^ 0xD1FF), .loud = loud, .counts = n};
  bool fine = true;
  n->policies++;
  if (loud) generate_policy(seed, stdout);
  bool accepted = compile_seed(&m, seed, path);
  const char *trouble = naive_read(&m.naive, m.made.tree, &m.made.sources);
  if (trouble) printf("# %s\n", trouble);
  fine = !trouble && check_verdict(&m, accepted);
  n->accepted += accepted;
  if (fine && accepted) fine = play_policy(&m);
  compile_end(&m.made);
  if (!fine) printf("# to see it all: test_differential %llu\n", (unsigned long long)seed);
  return fine;
}

int main(int argc, char **argv) {
  uint64_t from = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : argc > 1 ? 1 : SEEDS;
  const char *folder = getenv("WORK") ? getenv("WORK") : "/tmp";
  char path[4096];
  counts n = {0};
  bool fine = true;
  snprintf(path, sizeof path, "%s/ombud-XXXXXX", folder);
  int file = mkstemp(path);
  if (file < 0) return 77;
  close(file);
  for (uint64_t seed = from; fine && seed < from + count; seed++) fine = play_seed(seed, path, argc == 2, &n);
  remove(path);
  if (count > 1 && (2 * n.accepted < n.policies || 4 * n.taken < n.steps)) fine = false;
  printf("%s 1 - %lu of %lu policies, %lu cases, %lu steps, %lu refused, %lu events, %lu in doubt, %lu "
         "contradictions, %lu taken straight, %lu logs looked at late and often\n",
         fine ? "ok" : "not ok", n.accepted, n.policies, n.cases, n.steps, n.refused, n.fired, n.doubts,
         n.clashes, n.taken, n.logs);
  return fine ? 0 : 1;
}
