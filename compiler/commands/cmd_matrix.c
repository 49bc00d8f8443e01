/* Lex specialis made visible: for each state, actor and action what the rules come to, which rule says it,
 * and which broader ones it overrides. */
#include <string.h>

#include "cmd.h"
#include "plan_words.h"

typedef struct filter { /* OMBUD_NONE: all */
  uint16_t process, mode, state, actor;
} filter;

typedef struct matrix {
  const compilation *c;
  const plan *p;
  filter only;
  const char *lang;
  bool gaps;
  const bool *asked; /* gap_asked of the process; NULL: gaps are not marked */
  uint16_t process;  /* that is being shown */
} matrix;

/* ---- what to show ---- */

/* A state is looked for in the process named, or in whichever has it. */
static bool find_state(matrix *x, const char *wanted) {
  x->only.state = cmd_find_state(x->c, x->only.process, wanted);
  for (uint16_t i = 0; x->only.process == OMBUD_NONE && i < x->p->n_processes; i++)
    if (ombud_find_state(x->c->policy, x->c->words, i, wanted) != OMBUD_NONE) x->only.process = i;
  return x->only.state != OMBUD_NONE;
}

static bool read_filter(matrix *x, const options *o) {
  x->only = (filter){OMBUD_NONE, OMBUD_NONE, OMBUD_NONE, OMBUD_NONE};
  if (o->n_operands > 1 && (x->only.process = cmd_find_process(x->c, o->operands[1])) == OMBUD_NONE)
    return false;
  if (o->for_mode != NULL && (x->only.mode = cmd_find_mode(x->c, o->for_mode)) == OMBUD_NONE) return false;
  if (o->actor != NULL && (x->only.actor = cmd_find_actor(x->c, o->actor)) == OMBUD_NONE) return false;
  return o->in_state == NULL || find_state(x, o->in_state);
}

/* ---- sentences ---- */

static const char *outcome_words(const matrix *x, const outcome *o) {
  const plan *p = x->p;
  const char *text = "";
  if (o->target != OMBUD_NONE)
    text = arena_printf(p->arena, " -> %s", p->words->processes[x->process].states[o->target].name);
  return o->n_calls == 0 ? text : arena_printf(p->arena, "%s do %s", text, plan_calls_words(p, o));
}

static const plan_timer *deadline_of(const plan_row *r, uint32_t rule) {
  for (uint16_t i = 0; i < r->n_timers; i++)
    if (r->timers[i].rule == rule && r->timers[i].kind != OMBUD_REMINDED) return &r->timers[i];
  return NULL;
}

static const char *consequence_words(const matrix *x, const plan_timer *t) {
  const char *name = x->p->words->processes[x->process].names[t->name].name;
  return arena_printf(x->p->arena, "%s%s%s", t->kind == OMBUD_DEEMED ? "deemed " : "", name,
                      outcome_words(x, &t->out));
}

/* Behind a name, what it is called for people; nothing where it is not. */
static void print_quoted(const char *text) {
  if (text != NULL && *text != '\0') printf(" \"%s\"", text);
}

static void print_source(const matrix *x, uint32_t rule, const char *lead) {
  printf("        %s%s", _(lead), plan_rule_words(x->p, rule));
  print_quoted(x->p->words->rules[rule].assumption);
  putchar('\n');
}

/* because cod_locked "A cash-on-delivery order …" */
static void print_reason(const matrix *x, uint16_t reason) {
  printf(" because %s", ombud_reason_name(x->c->policy, x->c->words, reason));
  print_quoted(ombud_reason_text(x->c->policy, x->c->words, reason, x->lang));
}

/* What else would meet the obligation: "(or refuse)". */
static void print_alternatives(const matrix *x, const plan_place *at, uint32_t rule) {
  const plan_process *q = &x->p->processes[x->process];
  size_t n = 0;
  for (size_t i = plan_first_place(q, at->row, at->actor, 0); i < q->n_places; i++) {
    const plan_place *other = &q->places[i];
    if (other->row != at->row || other->actor != at->actor) break;
    for (uint32_t k = 0; other != at && k < other->cell->n_entries; k++)
      if (other->cell->entries[k].kind == OMBUD_ENTRY_MUST && other->cell->entries[k].rule == rule)
        printf("%s %s", n++ ? " or" : " (or", x->p->words->processes[x->process].names[other->action].name);
  }
  if (n > 0) putchar(')');
}

static void print_permission(const matrix *x, const plan_place *at, const plan_entry *e) {
  const plan *p = x->p;
  printf("      %s %s %s", p->words->actors[at->actor].name, e->kind == OMBUD_ENTRY_MUST ? "must" : "may",
         p->words->processes[x->process].names[at->action].name);
  for (uint16_t i = 0; i < at->cell->n_gives; i++)
    printf("%s%s", i ? ", " : "(", p->words->facts[at->cell->gives[i]].name);
  printf("%s%s", at->cell->n_gives ? ")" : "", outcome_words(x, &e->out));
  if (e->kind == OMBUD_ENTRY_MUST) print_alternatives(x, at, e->rule);
}

static void print_entry(const matrix *x, const plan_row *row, const plan_place *at, const plan_entry *e) {
  const plan *p = x->p;
  if (e->kind == OMBUD_ENTRY_DENY) {
    printf("      %s may not %s", p->words->actors[at->actor].name,
           p->words->processes[x->process].names[at->action].name);
    print_reason(x, (uint16_t)(OMBUD_REASON_FIRST + e->out.reason));
  } else {
    print_permission(x, at, e);
  }
  const plan_timer *t = e->kind == OMBUD_ENTRY_MUST ? deadline_of(row, e->rule) : NULL;
  if (t != NULL)
    printf(" %s %s else %s", t->due.offset > 0 ? "within" : "by", plan_instant_words(p, x->process, &t->due),
           consequence_words(x, t));
  if (e->from != NULL) printf(" from %s", plan_instant_words(p, x->process, e->from));
  if (e->until != NULL) printf(" until %s", plan_instant_words(p, x->process, e->until));
  if (e->guard != NULL) printf(" when %s", plan_guard_words(p, e->guard));
  if (e->limit > 0) printf(" at most %u times", e->limit);
  putchar('\n');
  print_source(x, e->rule, "");
  for (uint32_t i = 0; i < e->n_wider; i++) print_source(x, e->wider[i], N_("overrides "));
}

/* A case as the tables would find it in a row, with nothing given. */
static ombud_case *case_in(const matrix *x, uint32_t row) {
  const plan_process *q = &x->p->processes[x->process];
  size_t slots = ombud_case_size(x->c->policy) / sizeof(int64_t);
  int64_t *room = ARENA_ARRAY(x->p->arena, slots, int64_t);
  for (size_t i = sizeof(ombud_case) / sizeof *room; i < slots; i++) room[i] = OMBUD_UNSET;
  ombud_case *c = (ombud_case *)(void *)room;
  *c = (ombud_case){.fingerprint = x->c->policy->fingerprint,
                    .wake = OMBUD_NEVER,
                    .process = (uint8_t)x->process,
                    .mode = (uint8_t)(row / q->n_states),
                    .state = (uint16_t)(row % q->n_states)};
  return c;
}

/* Why the tables refuse an action of which no rule speaks in this row: by number, for each action. */
static const uint16_t *silent_reasons(const matrix *x, uint32_t row, uint16_t actor) {
  const plan_process *q = &x->p->processes[x->process];
  uint16_t *reasons = ARENA_ARRAY(x->p->arena, q->n_actions, uint16_t);
  for (uint16_t k = 0; row % q->n_states == 0 && k < q->n_actions; k++) {
    const ombud_input in = {.actor = (uint8_t)actor, .action = k};
    ombud_why why;
    ombud_status opened =
        ombud_explain_open(x->c->policy, (uint8_t)x->process, (uint8_t)(row / q->n_states), &in, 0, &why);
    reasons[k] = opened == OMBUD_OK ? why.reason : OMBUD_REASON_NONE;
  }
  if (row % q->n_states == 0) return reasons;
  ombud_option *all = ARENA_ARRAY(x->p->arena, q->n_actions, ombud_option);
  size_t n;
  if (ombud_can(x->c->policy, case_in(x, row), (uint8_t)actor, 0, all, q->n_actions, &n) == OMBUD_OK)
    for (uint16_t k = 0; k < q->n_actions; k++) reasons[k] = all[k].reason;
  return reasons;
}

/* One line for each built-in reason: "user may not submit, ship because another_state "…"". */
static void print_silent(const matrix *x, uint32_t row, uint16_t actor, const bool *spoken) {
  const plan_process *q = &x->p->processes[x->process];
  const uint16_t *reasons = silent_reasons(x, row, actor);
  for (unsigned reason = 1; reason < OMBUD_REASON_FIRST; reason++) {
    size_t n = 0;
    for (uint16_t k = 0; k < q->n_actions; k++) {
      if (spoken[k] || reasons[k] != reason) continue;
      if (n++ == 0) printf("      %s may not ", x->p->words->actors[actor].name);
      printf("%s%s", n > 1 ? ", " : "", x->p->words->processes[x->process].names[k].name);
    }
    if (n == 0) continue;
    print_reason(x, (uint16_t)reason);
    putchar('\n');
  }
}

/* "user ? pay, cancel: no rule says"; with --gaps. What is told here is spoken of. */
static void print_gaps(const matrix *x, uint16_t actor, bool *spoken) {
  const plan_process *q = &x->p->processes[x->process];
  size_t n = 0;
  for (uint16_t k = 0; k < q->n_actions; k++) {
    if (spoken[k] || !x->asked[actor * q->n_actions + k]) continue;
    if (n++ == 0) printf("    ? %s ", x->p->words->actors[actor].name);
    printf("%s%s", n > 1 ? ", " : "", x->p->words->processes[x->process].names[k].name);
    spoken[k] = true;
  }
  if (n > 0) puts(_(": a gap, no rule says"));
}

static void print_actor(const matrix *x, uint32_t row, uint16_t actor) {
  const plan_process *q = &x->p->processes[x->process];
  bool *spoken = ARENA_ARRAY(x->p->arena, q->n_actions, bool);
  for (size_t i = plan_first_place(q, row, actor, 0); i < q->n_places; i++) {
    const plan_place *at = &q->places[i];
    if (at->row != row || at->actor != actor) break;
    spoken[at->action] = at->cell->n_entries > 0;
    for (uint32_t e = 0; e < at->cell->n_entries; e++)
      print_entry(x, &q->rows[row], at, &at->cell->entries[e]);
  }
  if (x->asked != NULL && gap_in(q, row)) print_gaps(x, actor, spoken);
  print_silent(x, row, actor, spoken);
}

static void print_row(const matrix *x, uint32_t row) {
  const plan *p = x->p;
  const plan_process *q = &p->processes[x->process];
  const plan_row *r = &q->rows[row];
  const ombud_word *state = &p->words->processes[x->process].states[row % q->n_states];
  printf("    %s", state->name);
  print_quoted(ombud_text_in(state->texts, x->lang));
  puts(r->reachable ? "" : _(" (cannot be reached)"));
  if (r->end) {
    fputs(_("      nobody may do anything"), stdout);
    print_reason(x, OMBUD_ENDED);
    putchar('\n');
    return;
  }
  for (uint16_t a = 1; a < p->n_actors; a++) {
    if (x->only.actor == OMBUD_NONE || x->only.actor == a) print_actor(x, row, a);
  }
  for (uint16_t i = 0; i < r->n_timers; i++) {
    const plan_timer *t = &r->timers[i];
    if (x->only.actor != OMBUD_NONE) continue;
    printf("      %s %s %s\n", t->due.offset > 0 ? "after" : "at", plan_instant_words(p, x->process, &t->due),
           t->kind == OMBUD_REMINDED ? _("a reminder") : consequence_words(x, t));
    print_source(x, t->rule, "");
  }
}

static void print_process(matrix *x, uint16_t process) {
  const plan_process *q = &x->p->processes[process];
  x->process = process;
  if (x->gaps) x->asked = gap_asked(x->p->arena, x->p, process);
  printf("process %s\n", x->p->words->processes[process].name);
  for (uint16_t mode = 0; mode < x->p->n_modes; mode++) {
    if (x->only.mode != OMBUD_NONE && x->only.mode != mode) continue;
    if (x->p->n_modes > 1) printf("  for %s\n", x->p->words->modes[mode].name);
    for (uint16_t s = 0; s < q->n_states; s++) {
      uint32_t row = (uint32_t)mode * q->n_states + s;
      if (x->only.state != OMBUD_NONE && x->only.state != s) continue;
      if (q->rows[row].exists) print_row(x, row);
    }
  }
}

int cmd_matrix(const options *o) {
  compilation c;
  int status = cmd_compile_one(o, &c, o->operands[0]);
  matrix x = {.c = &c, .p = c.plan, .lang = cmd_language(), .gaps = o->gaps};
  if (status == EXIT_FINE && !read_filter(&x, o)) status = EXIT_CALL;
  for (uint16_t i = 0; status == EXIT_FINE && i < x.p->n_processes; i++)
    if (x.only.process == OMBUD_NONE || x.only.process == i) print_process(&x, i);
  compile_end(&c);
  return status;
}
