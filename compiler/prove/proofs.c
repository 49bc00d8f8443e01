#include "proofs.h"

#include <string.h>

#include "course_words.h"
#include "duration.h"
#include "resolve.h"

void proofs_tell(proofs *x, const course *c) {
  const char *lines = course_timeline(x->m->arena, x->p, c, x->lang);
  while (*lines != '\0') {
    size_t len = strcspn(lines, "\n");
    diag_remark(x->m->diags, "%.*s", (int)len, lines);
    lines += len + (lines[len] != '\0');
  }
}

const char proofs_limits[] =
    N_("more instants, counters or cases of conditions matter at one time than are followed");

/* ---- promises ---- */

static const char *for_mode(const proofs *x, uint8_t mode) {
  return x->m->has_modes ? arena_printf(x->m->arena, _(", for %s"), x->m->modes[mode].name) : "";
}

const char *proofs_claim(const proofs *x, const promise *q) {
  const char *from = x->m->src->files[q->at.file].text;
  char *text = arena_copy(x->m->arena, from + q->at.begin, q->at.end - q->at.begin), *to = text;
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '#') c += strcspn(c, "\n");
    bool blank = *c == ' ' || *c == '\n' || *c == '\t' || *c == '\r';
    if (!blank)
      *to++ = *c;
    else if (to[-1] != ' ')
      *to++ = ' ';
  }
  *to = '\0';
  return text;
}

/* What is wrong, as a sentence. */
static const char *breach(const proofs *x, const promise *q, const verdict *v) {
  arena *a = x->m->arena;
  const model_process *p = &x->m->processes[q->process];
  char buf[48];
  switch (q->kind) {
  case CLAIM_ENDS_WITHIN:
    return arena_printf(a, _("a case can take longer than %s"), duration_write(q->within, buf));
  case CLAIM_NEVER_ACT:
    return arena_printf(a, _("it can happen that '%s' is permitted to '%s'"),
                        x->m->actors[v->course->steps[v->course->n - 1].actor].name,
                        p->names[q->name].sym.name);
  case CLAIM_NEVER_DO:
    return arena_printf(a, _("it can come to '%s'"), proofs_claim(x, q) + strlen("never "));
  case CLAIM_ONCE:
    return arena_printf(a, _("'%s' can come about twice in one case"),
                        x->m->effects[q->effect.effect].sym.name);
  case CLAIM_CAN_DO:
    return arena_printf(a, _("no course of events brings '%s' about"),
                        x->m->effects[q->effect.effect].sym.name);
  case CLAIM_CAN_REACH:
    if (q->from == OMBUD_NONE)
      return arena_printf(a, _("no course of events leads to '%s'"), p->states[q->state].sym.name);
    return arena_printf(a, _("no course of events leads to '%s' from '%s'"), p->states[q->state].sym.name,
                        p->states[q->from].sym.name);
  case CLAIM_ONLY_AFTER:
    return arena_printf(a, _("a case can get to '%s' without '%s'"), p->states[q->state].sym.name,
                        q->name == OMBUD_NONE ? x->m->effects[q->effect.effect].sym.name
                                              : p->names[q->name].sym.name);
  }
  return "";
}

static void report_broken(proofs *x, const promise *q, uint8_t mode, const verdict *v) {
  diag_report(x->m->diags, DIAG_E270, q->at, "this promise does not hold: %s%s", breach(x, q, v),
              for_mode(x, mode));
  if (v->course == NULL) return;
  bool goes_round = v->course->round < v->course->n;
  diag_remark(x->m->diags, goes_round ? N_("a course of events that breaks it sooner or later:")
                                      : N_("a shortest course of events that breaks it:"));
  proofs_tell(x, v->course);
  if (goes_round) return;
  diag_remark(x->m->diags, "the same as a scenario, which fails on these rules:");
  diag_example(x->m->diags, course_scenario(x->m->arena, x->p, v->course, q, proofs_claim(x, q)));
}

static void report_undecided(proofs *x, const promise *q, uint8_t mode, const verdict *v) {
  diag_report(x->m->diags, DIAG_W316, q->at, "this promise is neither proved nor refuted%s",
              for_mode(x, mode));
  if (v->limited)
    diag_remark(x->m->diags, "%s", _(proofs_limits));
  else if (v->n_states >= PROVE_BUDGET)
    diag_remark(x->m->diags, "the search was given up after %zu sets of cases", v->n_states);
  else
    diag_remark(x->m->diags, "of what may break it no course of events could be made out");
}

bool proofs_is_about(const plan *p, const promise *q, uint8_t mode) {
  if (!(q->modes >> mode & 1u)) return false;
  const plan_process *of = &p->processes[q->process];
  const plan_row *rows = &of->rows[(size_t)mode * of->n_states];
  if (q->kind == CLAIM_CAN_REACH || q->kind == CLAIM_ONLY_AFTER)
    return rows[q->state].exists && (q->from == OMBUD_NONE || rows[q->from].exists);
  return true;
}

static void check_promise(proofs *x, const promise *q) {
  uint32_t budget = PROVE_BUDGET_OF(x->p->processes[q->process].n_states);
  for (uint8_t mode = 0; mode < x->p->n_modes; mode++) {
    if (!proofs_is_about(x->p, q, mode)) continue;
    verdict v = prove_promise(x->p, x->tables, q, mode, budget);
    *ARENA_PUSH(x->m->arena, x->at, x->len, x->cap) = (proof){q, mode, v};
    if (v.kind == VERDICT_REFUTED) report_broken(x, q, mode, &v);
    if (v.kind == VERDICT_UNDECIDED) report_undecided(x, q, mode, &v);
  }
}

proofs *proofs_check(model *m, const plan *p, const ombud_policy *tables, const char *lang) {
  proofs *x = ARENA_NEW(m->arena, proofs);
  *x = (proofs){.m = m, .p = p, .tables = tables, .lang = lang};
  for (uint16_t i = 0; i < p->n_processes; i++) survey_check(x, i);
  for (size_t i = 0; i < p->n_promises; i++) check_promise(x, &p->promises[i]);
  return x;
}
