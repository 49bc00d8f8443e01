/* Promises as assertions. One that something can be is asserted the other way round: it holds if that fails.
 */
#include <inttypes.h>

#include "duration.h"
#include "promela.h"

bool promela_is_about(const promela *m, const promise *q) {
  if (q->process != m->number || !(q->modes >> m->mode & 1u)) return false;
  if (q->kind == CLAIM_CAN_REACH || q->kind == CLAIM_ONLY_AFTER)
    return m->rows[q->state].exists && (q->from == OMBUD_NONE || m->rows[q->from].exists);
  return true;
}

static bool about_calls(const promise *q) {
  return q->kind == CLAIM_NEVER_DO || q->kind == CLAIM_CAN_DO || q->kind == CLAIM_ONCE ||
         (q->kind == CLAIM_ONLY_AFTER && q->name == OMBUD_NONE);
}

static const char *effect_words(const promela *m, const promise *q) {
  return q->any_args ? m->plan->words->effects[q->effect.effect].name
                     : arena_printf(m->arena, "%s with these arguments",
                                    m->plan->words->effects[q->effect.effect].name);
}

static const char *words_of(const promela *m, const promise *q) {
  const ombud_process_word *w = m->words;
  char buf[48];
  switch (q->kind) {
  case CLAIM_ENDS_WITHIN: return arena_printf(m->arena, "ends within %s", duration_write(q->within, buf));
  case CLAIM_NEVER_ACT: return arena_printf(m->arena, "never %s", w->names[q->name].name);
  case CLAIM_NEVER_DO: return arena_printf(m->arena, "never %s", effect_words(m, q));
  case CLAIM_ONCE: return arena_printf(m->arena, "once %s", effect_words(m, q));
  case CLAIM_CAN_DO: return arena_printf(m->arena, "can do %s", effect_words(m, q));
  case CLAIM_CAN_REACH: return arena_printf(m->arena, "can reach %s", w->states[q->state].name);
  case CLAIM_ONLY_AFTER: break;
  }
  return arena_printf(m->arena, "%s only after %s", w->states[q->state].name,
                      q->name == OMBUD_NONE ? effect_words(m, q) : w->names[q->name].name);
}

static void print_actors(const promela *m, uint32_t actors, FILE *out) {
  const char *sign = "";
  for (unsigned a = 1; a < m->plan->n_actors; a++)
    if (actors >> a & 1u) fprintf(out, "%swho == a_%s", sign, m->plan->words->actors[a].name), sign = " || ";
}

static void print_assertion(const promela *m, const promise *q, FILE *out) {
  const ombud_process_word *w = m->words;
  switch (q->kind) {
  case CLAIM_ENDS_WITHIN:
    fprintf(out, "#define WITHIN %" PRId64 "\n#define SEE(who, what) skip\n", q->within / m->step);
    return;
  case CLAIM_NEVER_ACT:
    fputs("#define SEE(who, what) assert(!((", out);
    print_actors(m, q->actors, out);
    fprintf(out, ") && what == e_%s))\n", w->names[q->name].name);
    return;
  case CLAIM_NEVER_DO:
  case CLAIM_CAN_DO: fputs("#define SEE(who, what) assert(calls == 0)\n", out); return;
  case CLAIM_ONCE: fputs("#define SEE(who, what) seen = seen + calls; assert(seen <= 1)\n", out); return;
  case CLAIM_CAN_REACH:
    if (q->from == OMBUD_NONE)
      fprintf(out, "#define SEE(who, what) assert(state != s_%s)\n", w->states[q->state].name);
    else
      fprintf(out, "#define SEE(who, what) seen = seen || state == s_%s; assert(!(seen && state == s_%s))\n",
              w->states[q->from].name, w->states[q->state].name);
    return;
  case CLAIM_ONLY_AFTER:
    fputs("#define SEE(who, what) seen = seen || ", out);
    if (q->name == OMBUD_NONE)
      fputs("calls > 0", out);
    else
      fprintf(out, "what == e_%s", w->names[q->name].name);
    fprintf(out, "; assert(seen || state != s_%s)\n", w->states[q->state].name);
    return;
  }
}

void promela_claim(const promela *m, const promise *q, unsigned number, FILE *out) {
  bool wanted = q->kind == CLAIM_CAN_REACH || q->kind == CLAIM_CAN_DO;
  fprintf(out, "#if PROMISE == %u /* %s%s%s: %s; holds if an assertion is %s */\n", number, m->words->name,
          m->plan->n_modes > 1 ? ", for " : "",
          m->plan->n_modes > 1 ? m->plan->words->modes[m->mode].name : "", words_of(m, q),
          wanted ? "violated" : "never violated");
  if (q->silent != 0) fprintf(out, "#define SILENT %u\n", q->silent & 0x7fffffffu);
  print_assertion(m, q, out);
}

/* ---- effects ---- */

/* Whether the call is one that Q speaks of, as an expression; NULL: never. */
static const char *is_meant(const promela *m, const promise *q, const call *c) {
  if (c->effect != q->effect.effect) return NULL;
  const char *text = NULL;
  for (uint16_t k = 0; !q->any_args && k < c->n_args; k++) {
    int64_t wanted = q->effect.args[k]->value;
    if (c->args[k]->kind == EX_CONST && c->args[k]->value != wanted) return NULL;
    if (c->args[k]->kind != EX_FACT) continue;
    const ombud_fact *f = &m->plan->facts[c->args[k]->fact];
    if (wanted < f->lo || wanted > f->hi) return NULL;
    text = arena_printf(m->arena, "%s%sf_%s == %" PRId64, text ? text : "", text ? " && " : "",
                        m->plan->words->facts[c->args[k]->fact].name, wanted);
  }
  return text ? arena_printf(m->arena, "(%s -> 1 : 0)", text) : "1";
}

void promela_calls(const promela *m, const outcome *o, FILE *out) {
  for (size_t i = 0; o->n_calls > 0 && i < m->plan->n_promises; i++) {
    const promise *q = &m->plan->promises[i];
    if (m->numbers[i] == 0) continue;
    const char *sum = NULL;
    for (uint16_t k = 0; about_calls(q) && k < o->n_calls; k++) {
      const char *one = is_meant(m, q, &o->calls[k]);
      if (one) sum = sum ? arena_printf(m->arena, "%s + %s", sum, one) : one;
    }
    if (sum) fprintf(out, "#if PROMISE == %u\n    calls = %s;\n#endif\n", m->numbers[i], sum);
  }
}

typedef struct wanting {
  promela *m;
  const promise *q;
  void (*cut)(void *data, uint16_t fact, int64_t value);
  void *data;
} wanting;

static void want(const wanting *w, const outcome *o) {
  for (uint16_t i = 0; i < o->n_calls; i++) {
    const call *c = &o->calls[i];
    for (uint16_t k = 0; c->effect == w->q->effect.effect && k < c->n_args; k++) {
      const expr *e = c->args[k];
      if (e->kind == EX_CONST) continue;
      if (e->kind != EX_FACT || w->m->plan->facts[e->fact].type == OMBUD_MOMENT)
        promela_refuse(w->m, "a promise asks for a value of '%s' that is worked out, or is a moment",
                       w->m->plan->words->effects[c->effect].name);
      else
        w->cut(w->data, e->fact, w->q->effect.args[k]->value);
    }
  }
}

void promela_wanted(promela *m, void (*cut)(void *data, uint16_t fact, int64_t value), void *data) {
  for (size_t p = 0; p < m->plan->n_promises; p++) {
    const wanting w = {m, &m->plan->promises[p], cut, data};
    if (!promela_is_about(m, w.q) || !about_calls(w.q) || w.q->any_args) continue;
    for (size_t i = 0; i < m->n_places; i++)
      for (uint32_t e = 0; e < m->places[i].cell->n_entries; e++)
        want(&w, &m->places[i].cell->entries[e].out);
    for (uint16_t s = 0; s < m->process->n_states; s++)
      for (uint16_t t = 0; t < m->rows[s].n_timers; t++) want(&w, &m->rows[s].timers[t].out);
  }
}
