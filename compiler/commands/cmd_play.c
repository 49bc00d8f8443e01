/* A case at the terminal. */
#include <string.h>

#include "cmd.h"
#include "play.h"

/* False, after a message, where WANTED is the name of none. */
static bool find(const char *kind, const char *wanted, const char *const *list, size_t n, uint16_t *found) {
  nearest near = {0};
  for (size_t i = 0; i < n; i++) {
    *found = (uint16_t)i;
    if (strcmp(list[i], wanted) == 0) return true;
    nearest_offer(&near, wanted, list[i]);
  }
  if (near.name != NULL)
    options_wrong("no %s is called '%s'; did you mean '%s'?", kind, wanted, near.name);
  else
    options_wrong("no %s is called '%s'", kind, wanted);
  return false;
}

static bool read_call(const options *o, play *p) {
  const ombud_words *w = p->of->words;
  const ombud_policy *policy = p->of->policy;
  const char **list = ARENA_ARRAY(o->arena, policy->n_processes, const char *);
  for (size_t i = 0; i < policy->n_processes; i++) list[i] = w->processes[i].name;
  p->process = p->mode = OMBUD_NONE;
  if (o->n_operands > 1 && !find("process", o->operands[1], list, policy->n_processes, &p->process))
    return false;
  if (o->for_mode == NULL) return true;
  list = ARENA_ARRAY(o->arena, policy->n_modes, const char *);
  size_t n = 0;
  for (size_t i = 0; i < policy->n_modes; i++)
    if (w->modes[i].name != NULL) list[n++] = w->modes[i].name;
  return find("mode", o->for_mode, list, n, &p->mode);
}

int cmd_play(const options *o) {
  compilation c;
  int status = cmd_compile_one(o, &c, o->operands[0]);
  if (status == EXIT_FINE) {
    play p = {.of = &c, .path = o->operands[0], .dirs = o->dirs, .n_dirs = o->n_dirs};
    p.lang = cmd_language();
    p.color = cmd_colored(o->color, stdout);
    status = read_call(o, &p) ? play_run(&p) : EXIT_CALL;
  }
  compile_end(&c);
  return status;
}
