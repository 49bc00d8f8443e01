#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "course_words.h"
#include "plan.h"
#include "prove.h"

/* In the reader's language where it is Chinese, else in English. */
static const char *say(const compilation *c, const char *en, const char *zh) {
  return strncmp(c->lang, "zh", 2) == 0 ? zh : en;
}

static const char *label(const compilation *c, const ombud_word *w) {
  const char *text = ombud_text_in(w->texts, c->lang);
  return text != NULL && *text != '\0' ? text : w->name;
}

static const char *answer(const compilation *c, const bound *b) {
  switch (b->kind) {
  case BOUND_EXACT: return course_time(c->arena, b->time);
  case BOUND_NONE: return say(c, "no bound: it need not come to an end", "没有上限：可能永远不结束");
  case BOUND_AT_MOST:
    return arena_printf(c->arena,
                        say(c, "at most %s (whether it can take as long is not decided)",
                            "最多 %s（是否真会这么久未能判定）"),
                        course_time(c->arena, b->time));
  case BOUND_UNDECIDED: return say(c, "undecided", "未能判定");
  case BOUND_UNREACHED: break;
  }
  return say(c, "no case gets there", "没有任何情形会到达");
}

static void print_state(const compilation *c, uint16_t process, uint8_t mode, uint16_t state) {
  static const uint32_t silent[] = {0, UINT32_MAX};
  const ombud_process_word *w = &c->words->processes[process];
  if (state == 0)
    printf("  %s\n", say(c, "from the opening", "从开始起"));
  else
    printf(say(c, "  from '%s'\n", "  从“%s”起\n"), label(c, &w->states[state]));
  for (size_t i = 0; i < 2; i++) {
    bound b = prove_bound(c->plan, c->policy, process, mode, silent[i], state,
                          PROVE_BUDGET_OF(c->plan->processes[process].n_states));
    const char *who = i == 0 ? say(c, "everyone as slow as the rules allow", "人人都拖到最后")
                             : say(c, "everyone silent", "无人再做任何事");
    printf("    %s: %s\n", who, answer(c, &b));
    if (b.course == NULL) continue;
    const char *line = course_timeline(c->arena, c->plan, b.course, c->lang);
    for (size_t len; *line != '\0'; line += len) {
      len = strcspn(line, "\n") + 1;
      printf("    %.*s", (int)len, line);
    }
    if (b.kind == BOUND_NONE && b.course->round == b.course->n)
      printf("      %s\n",
             b.runs ? say(c, "and there it stays until a moment that may be as late as one likes",
                          "就停在这里，直到一个可以任意晚的时刻")
                    : say(c, "and there it stays for as long as nobody acts", "若一直无人处理，就停在这里"));
  }
}

static void print_process(const compilation *c, uint16_t process, uint16_t only) {
  const plan_process *p = &c->plan->processes[process];
  for (uint8_t mode = 0; mode < c->plan->n_modes; mode++) {
    const ombud_word *word = &c->words->modes[mode];
    if (only != OMBUD_NONE && only != mode) continue;
    printf("%s",
           label(c, &(ombud_word){c->words->processes[process].name, c->words->processes[process].texts}));
    if (c->plan->n_modes > 1) printf(say(c, ", for %s", "，%s"), label(c, word));
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
