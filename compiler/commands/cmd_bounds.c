#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "course_words.h"
#include "plan.h"
#include "prove.h"

static const char *label(const compilation *c, const ombud_word *w) {
  const char *text = ombud_text_in(w->texts, c->lang);
  return text != NULL && *text != '\0' ? text : w->name;
}

static const char *answer(arena *a, const bound *b) {
  switch (b->kind) {
  case BOUND_EXACT: return course_time(a, b->time);
  case BOUND_NONE: return _("no bound: it need not come to an end");
  case BOUND_AT_MOST:
    return arena_printf(a, _("at most %s (whether it can take as long is not decided)"),
                        course_time(a, b->time));
  case BOUND_UNDECIDED: return _("undecided");
  case BOUND_UNREACHED: break;
  }
  return _("no case gets there");
}

static void print_bound(const compilation *c, arena *a, const bound *b, const char *who) {
  printf("    ");
  printf(_("%s: %s"), who, answer(a, b));
  putchar('\n');
  if (b->course == NULL) return;
  const char *line = course_timeline(a, c->plan, b->course, c->lang);
  for (size_t len; *line != '\0'; line += len) {
    len = strcspn(line, "\n") + 1;
    printf("    %.*s", (int)len, line);
  }
  if (b->kind == BOUND_NONE && b->course->round == b->course->n)
    printf("      %s\n", b->runs ? _("and there it stays until a moment that may be as late as one likes")
                                 : _("and there it stays for as long as nobody acts"));
}

static void print_state(const compilation *c, uint16_t process, uint8_t mode, uint16_t state) {
  static const uint32_t silent[] = {0, UINT32_MAX};
  const ombud_process_word *w = &c->words->processes[process];
  if (state == 0)
    printf("  %s\n", _("from the opening"));
  else
    printf(_("  from '%s'\n"), label(c, &w->states[state]));
  for (size_t i = 0; i < 2; i++) {
    arena *a = arena_new(); /* a course is as long as the way to its end: not all are kept */
    bound b = prove_bound(c->plan, c->policy, process, mode, silent[i], state,
                          PROVE_BUDGET_OF(c->plan->processes[process].n_states), a);
    print_bound(c, a, &b, i == 0 ? _("everyone as slow as the rules allow") : _("everyone silent"));
    arena_free(a);
  }
}

static void print_process(const compilation *c, uint16_t process, uint16_t only) {
  const plan_process *p = &c->plan->processes[process];
  for (uint8_t mode = 0; mode < c->plan->n_modes; mode++) {
    const ombud_word *word = &c->words->modes[mode];
    if (only != OMBUD_NONE && only != mode) continue;
    printf("%s",
           label(c, &(ombud_word){c->words->processes[process].name, c->words->processes[process].texts}));
    if (c->plan->n_modes > 1) printf(_(", for %s"), label(c, word));
    putchar('\n');
    for (uint16_t s = 0; s < p->n_states; s++) {
      const plan_row *r = &p->rows[(size_t)mode * p->n_states + s];
      if ((r->exists || s == 0) && !r->end) print_state(c, process, mode, s);
    }
  }
}

static int print_all(const options *o, const compilation *c) {
  uint16_t process = OMBUD_NONE, mode = OMBUD_NONE;
  if (o->for_mode != NULL && (mode = cmd_find_mode(c, o->for_mode)) == OMBUD_NONE) return EXIT_CALL;
  if (o->n_operands > 1 && (process = cmd_find_process(c, o->operands[1])) == OMBUD_NONE) return EXIT_CALL;
  for (uint16_t i = 0; i < c->plan->n_processes; i++)
    if (process == OMBUD_NONE || process == i) print_process(c, i, mode);
  return EXIT_FINE;
}

int cmd_bounds(const options *o) {
  compilation c;
  int status = cmd_compile_one(o, &c, o->operands[0]);
  if (status == EXIT_FINE) status = print_all(o, &c);
  compile_end(&c);
  return status;
}
