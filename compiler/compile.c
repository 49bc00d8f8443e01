#include "compile.h"

#include "check.h"
#include "lower.h"
#include "parse.h"
#include "planner.h"
#include "proofs.h"
#include "resolve.h"
#include "words.h"

void compile_begin(compilation *c) {
  *c = (compilation){.arena = arena_new()};
  c->sources.arena = c->arena;
  c->diags = diag_new(c->arena, &c->sources);
  c->tree = ARENA_NEW(c->arena, ast);
  *c->tree = (ast){.arena = c->arena, .names = names_new(c->arena)};
}

void compile_end(compilation *c) {
  arena_free(c->arena);
  *c = (compilation){0};
}

static void check_header(model *m) {
  if (m->policy != NULL || m->src->len == 0) return;
  diag_report(m->diags, DIAG_E201, (span){0, 0, 0},
              N_("the policy has no header: begin with 'policy NAME { … }'"));
}

static void report_large(diags *d, const symbol *process, lower_excess excess) {
  static const struct {
    const char *text;
    unsigned most;
  } of[] = {
      [LOWER_CELLS] = {N_("process '%s' is too large: modes x states x actors x actions exceed %u"),
                       LOWER_CELLS_MAX},
      [LOWER_SLOTS] =
          {N_("process '%s' is too large: more than %u facts, instants and counts are kept of a case"),
           LOWER_SLOTS_MAX},
      [LOWER_COLUMNS] =
          {N_("process '%s' is too large: more than %u different columns of actors and actions"),
           LOWER_COLUMNS_MAX},
  };
  diag_report(d, DIAG_E260, process->at, of[excess].text, process->name, of[excess].most);
}

/* The passes in their order. A pass runs on what the ones before it found in order. */
bool compile_run(compilation *c, const char *path, const char *const *dirs, size_t n_dirs) {
  parse_policy(c->tree, &c->sources, c->diags, path, dirs, n_dirs);
  bool readable = diag_errors(c->diags) == 0;
  model *m = model_resolve(c->arena, c->tree, &c->sources, c->diags, readable);
  if (readable) check_header(m);
  if (readable && !m->full) check_all(m, &c->sources, diag_errors(c->diags) > 0);
  if (diag_errors(c->diags) > 0) return false;
  ombud_words *words = words_make(m, dirs, n_dirs);
  const plan *p = plan_make(m, words);
  if (p == NULL) return false;
  uint16_t process;
  lower_excess excess;
  const ombud_policy *policy = lower(p, c->sparse, &process, &excess);
  if (policy == NULL) {
    report_large(c->diags, &m->processes[process].sym, excess);
    return false;
  }
  if (c->proves) c->proofs = proofs_check(m, p, policy, c->lang);
  if (diag_failed(c->diags)) return false;
  words->fingerprint = policy->fingerprint;
  c->model = m;
  c->plan = p;
  c->policy = policy;
  c->words = words;
  return true;
}
