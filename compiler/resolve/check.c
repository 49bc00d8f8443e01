#include "check.h"

#include <ctype.h>
#include <string.h>

#include "resolve.h"

/* ---- where rules come from (principle 6) ---- */

static void check_uncited(model *m, sources *src) {
  (void)src;
  for (size_t i = 0; i < m->n_rules; i++) {
    const model_rule *r = &m->rules[i];
    if (r->cites.n > 0 || r->ast->kind == RULE_WAITS) continue; /* `waits` says why by itself */
    diag_report(m->diags, DIAG_W301, r->at,
                "this rule says neither which clause it implements nor that it is an assumption");
    diag_remark(m->diags, "add a citation such as @1.2, or 'assume \"why\"'");
  }
}

/* COUNTS where the citation is a rule's: only rules implement a clause. */
static void cite(model *m, clauses *all, const ast_cite *c, bool counts) {
  if (c->kind != CITE_CLAUSE) return;
  uint32_t i = map_get(&all->of, c->text);
  if (i == MAP_NONE) {
    diag_report(m->diags, DIAG_E263, c->span, "the text '%s' has no clause %s", m->policy->source.at[0].text,
                c->text);
    const char *near = resolve_nearest(m, &all->of, c->text);
    if (near != NULL) diag_suggest(m->diags, arena_printf(m->arena, "@%s", near));
  }
  for (; counts && i != MAP_NONE; i = all->at[i].again) all->at[i].cited = true;
}

static const ast_cite *first_citation(const model *m) {
  for (size_t i = 0; i < m->n_rules; i++)
    for (uint16_t k = 0; k < m->rules[i].cites.n; k++)
      if (m->rules[i].cites.at[k]->kind == CITE_CLAUSE) return m->rules[i].cites.at[k];
  return NULL;
}

static void check_promise_cites(model *m, clauses *all) {
  for (size_t i = 0; i < m->tree->items.len; i++) {
    const ast_item *it = m->tree->items.at[i];
    for (size_t k = 0; it->kind == ITEM_PROMISE && k < it->promise.cites.len; k++)
      cite(m, all, &it->promise.cites.at[k], false);
  }
}

static void check_clauses(model *m, sources *src) {
  clauses all = {0};
  bool named = m->policy != NULL && m->policy->source.len > 0;
  const ast_cite *first = first_citation(m);
  if (!named && first != NULL)
    diag_report(
        m->diags, DIAG_W307, first->span,
        "rules cite clauses, but the policy does not name the text: add 'source \"FILE.md\"' to its header");
  if (!clauses_load(m, src, &all)) return;
  for (size_t i = 0; i < m->n_rules; i++)
    for (uint16_t k = 0; k < m->rules[i].cites.n; k++) cite(m, &all, m->rules[i].cites.at[k], true);
  check_promise_cites(m, &all);
  for (size_t i = 0; i < all.len; i++)
    if (!all.at[i].cited && !all.at[i].section)
      diag_report(m->diags, DIAG_W302, all.at[i].at, "no rule cites clause %s", all.at[i].number);
}

/* ---- what is never used ---- */

static void report_unused(model *m, const symbol *s, const char *what) {
  if (!s->used && s->name != NULL)
    diag_report(m->diags, DIAG_W303, s->at, "%s '%s' is never used", _(what), s->name);
}

static void check_unused(model *m, sources *src) {
  (void)src;
  for (size_t i = 1; i < m->n_actors; i++) report_unused(m, &m->actors[i], N_("actor"));
  for (size_t i = 0; i < m->n_choices; i++) report_unused(m, &m->choices[i].sym, N_("choice"));
  for (size_t i = 0; i < m->n_facts; i++) report_unused(m, &m->facts[i].sym, N_("fact"));
  for (size_t i = 0; i < m->n_effects; i++) report_unused(m, &m->effects[i].sym, N_("effect"));
  for (size_t i = 0; i < m->n_reasons; i++) report_unused(m, &m->reasons[i].sym, N_("reason"));
  for (size_t i = 0; i < m->n_processes; i++)
    for (size_t k = 0; k < m->processes[i].n_names; k++)
      if (m->processes[i].names[k].listed)
        report_unused(m, &m->processes[i].names[k].sym,
                      m->processes[i].names[k].event ? N_("event") : N_("action"));
}

/* ---- names that look like a slip ---- */

/* Where a process does not list its actions, a misspelt one silently becomes another. One letter added, left
 * out, changed or swapped, in names of at least four, is more likely a slip; a digit is not: names are
 * numbered on purpose. */
static bool is_slip(const char *a, const char *b) {
  size_t n = strlen(a), k = strlen(b);
  if (n < 4 || k < 4) return false;
  size_t head = 0, tail = 0;
  while (head < n && head < k && a[head] == b[head]) head++;
  while (tail < n - head && tail < k - head && a[n - 1 - tail] == b[k - 1 - tail]) tail++;
  size_t x = n - head - tail, y = k - head - tail;
  if ((x > 0 && isdigit((unsigned char)a[head])) || (y > 0 && isdigit((unsigned char)b[head]))) return false;
  if (x == 2 && y == 2) return a[head] == b[head + 1] && a[head + 1] == b[head];
  return x <= 1 && y <= 1 && !(x == 0 && y == 0);
}

static void check_similar(model *m, sources *src) {
  (void)src;
  for (size_t i = 0; i < m->n_processes; i++) {
    const model_process *p = &m->processes[i];
    if (p->n_names > 500) continue; /* pairs: the names of so large a policy come from a generator */
    for (size_t k = 0; k < p->n_names; k++)
      for (size_t j = 0; j < k; j++) {
        const model_name *a = &p->names[j], *b = &p->names[k];
        if ((a->listed && b->listed) || !is_slip(a->sym.name, b->sym.name)) continue;
        diag_report(m->diags, DIAG_W308, b->sym.at, "'%s' looks like '%s': are they meant to be two?",
                    b->sym.name, a->sym.name);
        diag_note(m->diags, a->sym.at, "the other one");
        diag_remark(m->diags, "an 'actions' or 'events' list in the process settles which names there are");
      }
  }
}

/* ---- the table ---- */

typedef enum prerequisite { NAMES_RESOLVED, NO_ERRORS } prerequisite;

static const struct {
  void (*run)(model *m, sources *src);
  prerequisite needs;
} checks[] = {
    {check_clauses, NAMES_RESOLVED},
    {check_uncited, NAMES_RESOLVED},
    {check_similar, NAMES_RESOLVED},
    {check_unused, NO_ERRORS}, /* a rule at fault does not count as a use */
};

void check_all(model *m, sources *src, bool errors) {
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
    if (!errors || checks[i].needs != NO_ERRORS) checks[i].run(m, src);
}
