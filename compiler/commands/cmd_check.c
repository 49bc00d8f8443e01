#include <inttypes.h>

#include "cmd.h"
#include "course_words.h"
#include "dump_tables.h"
#include "plan.h"
#include "proofs.h"

static void report_fine(const compilation *c, const char *path) {
  const ombud_words *w = c->words;
  printf(w->n_rules == 1 ? _("%s: fine (policy %s, %u rule") : _("%s: fine (policy %s, %u rules"), path,
         w->name, (unsigned)w->n_rules);
  size_t promises = c->plan->n_promises;
  if (promises) printf(promises == 1 ? _(", %zu promise") : _(", %zu promises"), promises);
  puts(_(")"));
}

/* Each promise under each mode that it is about; where a state can be reached, how. */
static void list_proofs(const compilation *c) {
  static const char *const verdicts[] = {N_("proved"), N_("refuted"), N_("undecided")};
  const proofs *x = c->proofs;
  for (size_t i = 0; x != NULL && i < x->len; i++) {
    const proof *p = &x->at[i];
    span at = p->promise->at;
    const source *file = &c->sources.files[at.file];
    const char *mode =
        x->m->has_modes ? arena_printf(c->arena, _(", for %s"), x->m->modes[p->mode].name) : "";
    printf(_("%s:%u: %s%s: %s (%zu sets of cases)\n"), file->path,
           (unsigned)source_position(file, at.begin).line, _(verdicts[p->verdict.kind]), mode,
           proofs_claim(x, p->promise), p->verdict.n_states);
    if (p->verdict.kind == VERDICT_PROVED && p->verdict.course != NULL)
      fputs(course_timeline(c->arena, x->p, p->verdict.course, c->lang), stdout);
  }
}

/* The tree is there as far as it could be made out, plan and tables only where there are no errors. */
static void print_form(const compilation *c, dump form) {
  switch (form) {
  case DUMP_NONE: break;
  case DUMP_AST: ast_print(c->tree, stdout); break;
  case DUMP_PLAN:
    if (c->plan) plan_print(c->plan, stdout);
    break;
  case DUMP_TABLES:
    if (c->policy) dump_tables(c->arena, c->policy, c->words, stdout);
    break;
  }
}

int cmd_check(const options *o) {
  compilation *list = ARENA_ARRAY(o->arena, o->n_operands, compilation);
  int *statuses = ARENA_ARRAY(o->arena, o->n_operands, int);
  int worst = cmd_compile(o, list, o->operands, o->n_operands, statuses);
  for (size_t i = 0; i < o->n_operands; i++) {
    print_form(&list[i], o->dump);
    if (o->proofs) list_proofs(&list[i]);
    if (statuses[i] == EXIT_FINE && o->dump == DUMP_NONE) report_fine(&list[i], o->operands[i]);
    compile_end(&list[i]);
  }
  return worst;
}
