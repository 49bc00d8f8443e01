#include "mutate.h"

#include <string.h>

#include "model.h"
#include "proofs.h"
#include "prove.h"
#include "story.h"
#include "words.h"

typedef struct runner {
  mutate_report *r;
  const mutate_suite *suite;
  const bool *breaks; /* [promises][modes]: of the rules as they stand */
  size_t n_before;    /* mutants of the suites before */
  const char *const *dirs;
  size_t n_dirs;
  mutate_wanted *wanted;
  const void *context;
} runner;

/* ---- texts ---- */

static const char *spliced(arena *a, const char *text, size_t len, const mutate_edit *e, size_t *new_len) {
  size_t put = strlen(e->text), cut = e->at.end - e->at.begin;
  *new_len = len - cut + put;
  char *out = arena_alloc(a, *new_len + 1);
  memcpy(out, text, e->at.begin);
  memcpy(out + e->at.begin, e->text, put);
  memcpy(out + e->at.begin + put, text + e->at.end, len - e->at.end);
  return out;
}

/* The sentence after the edit, in one line; "" where nothing is left of it. */
static const char *sentence_after(arena *a, const sources *src, span at, const mutate_edit *e) {
  size_t len, before = at.end - at.begin;
  mutate_edit within = *e;
  within.at.begin -= at.begin;
  within.at.end -= at.begin;
  const char *text = spliced(a, src->files[at.file].text + at.begin, before, &within, &len);
  source alone = {.text = text, .len = len};
  const sources one = {.arena = a, .files = &alone, .len = 1};
  return words_sentence(a, &one, (span){0, 0, (uint32_t)len});
}

/* ---- the mutants of all suites ---- */

/* The same edit may have been made for a suite before, that includes the same file. */
static mutant *mutant_of(runner *x, const mutate_edit *e) {
  mutate_report *r = x->r;
  const compilation *c = x->suite->of;
  const source *f = &c->sources.files[e->at.file];
  for (size_t i = 0; i < x->n_before; i++) {
    mutant *m = &r->mutants[i];
    if (m->begin == e->at.begin && m->end == e->at.end && strcmp(m->text, e->text) == 0 &&
        strcmp(m->path, f->path) == 0)
      return m;
  }
  span at = c->model->rules[e->rule].at;
  mutant *m = ARENA_PUSH(r->arena, r->mutants, r->n, r->cap);
  *m = (mutant){.kind = e->kind,
                .fate = MUTATE_FATES,
                .path = f->path,
                .line = source_position(f, at.begin).line,
                .begin = e->at.begin,
                .end = e->at.end,
                .text = e->text,
                .was = words_sentence(r->arena, &c->sources, at),
                .is = sentence_after(r->arena, &c->sources, at, e)};
  return m;
}

/* ---- one mutant ---- */

static const char *name_of(const mutate_report *r, const ast_scenario *s) {
  ombud_text *texts = ARENA_ARRAY(r->arena, s->texts.len + 1, ombud_text);
  for (size_t i = 0; i < s->texts.len; i++) texts[i] = (ombud_text){s->texts.at[i].lang, s->texts.at[i].text};
  const char *name = ombud_text_in(texts, r->lang);
  return arena_printf(r->arena, "%s", name == NULL ? s->process.name : name);
}

/* The first story that fails on it; NULL: none does. */
static const char *killer(const runner *x, const compilation *c) {
  stage *at = stage_new(c);
  for (size_t i = 0; i < c->tree->items.len; i++) {
    if (c->tree->items.at[i]->kind != ITEM_SCENARIO) continue;
    const ast_scenario *told = &c->tree->items.at[i]->scenario;
    if (!x->wanted(x->context, told)) continue;
    if (story_play(at, told).n_faults > 0) return name_of(x->r, told);
  }
  return NULL;
}

static bool compile_mutant(const runner *x, compilation *c, const source_draft *draft) {
  compile_begin(c);
  c->sources.draft = draft;
  return compile_run(c, x->suite->path, x->dirs, x->n_dirs);
}

/* A promise that the rules break as they stand tells nothing of a change to them. */
static const bool *broken_promises(arena *a, const compilation *c) {
  const plan *p = c->plan;
  bool *breaks = ARENA_ARRAY(a, p->n_promises * p->n_modes + 1, bool);
  for (size_t i = 0; i < p->n_promises; i++)
    for (uint8_t mode = 0; mode < p->n_modes; mode++) {
      const promise *q = &p->promises[i];
      if (!proofs_is_about(p, q, mode)) continue;
      verdict v = prove_promise(p, c->policy, q, mode, PROVE_BUDGET_OF(p->processes[q->process].n_states));
      breaks[i * p->n_modes + mode] = v.kind == VERDICT_REFUTED;
    }
  return breaks;
}

/* What survives may still be told by a promise, which is as good for the policy, if not for its stories. All
 * that is asked has one budget: where there are many survivors and the proofs are long, the last ones are not
 * asked about. */
static bool is_promised(const runner *x, const compilation *changed, uint16_t process) {
  const plan *p = changed->plan;
  for (size_t i = 0; i < p->n_promises; i++)
    for (uint8_t mode = 0; mode < p->n_modes; mode++) {
      const promise *q = &p->promises[i];
      if (q->process != process || !proofs_is_about(p, q, mode)) continue;
      if (x->breaks[i * p->n_modes + mode]) continue;
      if (x->r->searched > MUTATE_SEARCH_MAX) return x->r->unasked++, false;
      verdict v = prove_promise(p, changed->policy, q, mode, PROVE_BUDGET_OF(p->processes[process].n_states));
      x->r->searched += v.n_states;
      if (v.kind == VERDICT_REFUTED) return true;
    }
  return false;
}

static void try_mutant(const runner *x, mutant *m, const mutate_edit *e) {
  const compilation *c = x->suite->of;
  const source *f = &c->sources.files[e->at.file];
  arena *scratch = arena_new();
  source_draft draft = {.path = f->path};
  draft.text = spliced(scratch, f->text, f->len, e, &draft.len);
  compilation changed;
  if (!compile_mutant(x, &changed, &draft)) {
    m->fate = MUTATE_REFUSED;
    m->by = diag_first_error(changed.diags);
  } else if ((m->by = killer(x, &changed)) != NULL) {
    m->fate = MUTATE_KILLED;
  } else if (mutate_same(scratch, c, &changed)) {
    m->fate = MUTATE_SAME;
  } else {
    bool promised = is_promised(x, &changed, c->model->rules[e->rule].process);
    m->fate = promised ? MUTATE_PROMISED : MUTATE_SURVIVED;
  }
  compile_end(&changed);
  arena_free(scratch);
}

/* One that survived the stories of a suite may be killed by those of the next. */
static bool is_settled(const mutant *m) {
  return m->fate == MUTATE_KILLED || m->fate == MUTATE_REFUSED || m->fate == MUTATE_SAME;
}

mutate_report *mutate_run(arena *a, const mutate_suite *suites, size_t n, const char *const *dirs,
                          size_t n_dirs, const char *lang, mutate_wanted *wanted, const void *context) {
  mutate_report *r = ARENA_NEW(a, mutate_report);
  *r = (mutate_report){.arena = a, .lang = lang};
  for (size_t i = 0; i < n; i++) {
    runner x = {r, &suites[i], broken_promises(a, suites[i].of), r->n, dirs, n_dirs, wanted, context};
    size_t n_edits;
    const mutate_edit *edits = mutate_edits(suites[i].of, &n_edits);
    for (size_t k = 0; k < n_edits; k++) {
      mutant *m = mutant_of(&x, &edits[k]);
      if (!is_settled(m)) try_mutant(&x, m, &edits[k]);
    }
  }
  for (size_t i = 0; i < r->n; i++) {
    r->counts[r->mutants[i].kind][r->mutants[i].fate]++;
    r->survivors += r->mutants[i].fate == MUTATE_SURVIVED || r->mutants[i].fate == MUTATE_PROMISED;
  }
  return r;
}
