/* What a policy rests on: its assumptions, the clauses that it implements, its reasons and effects. */
#include <string.h>

#include "check.h"
#include "cmd.h"
#include "plan_words.h"

static void print_texts(const ombud_text *texts, const char *lead) {
  for (; texts->lang != NULL; texts++)
    printf("%s%s%s%s\n", lead, texts->lang, *texts->lang ? ": " : "", texts->text);
}

static void list_assumptions(const compilation *c) {
  for (uint32_t i = 0; i < c->words->n_rules; i++) {
    const ombud_rule_word *r = &c->words->rules[i];
    if (*r->assumption) printf("%s:%u: %s\n    %s\n", r->file, r->line, r->assumption, r->sentence);
  }
}

static bool cites(const char *cited, const char *number) {
  size_t n = strlen(number);
  for (const char *p = cited; (p = strstr(p, number)) != NULL; p += n)
    if ((p == cited || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' ')) return true;
  return false;
}

/* In the order of the text, each with the rules that implement it. The text is the last source loaded. */
static void list_clauses(const compilation *c) {
  if (*c->words->source == '\0') return;
  clauses all = clauses_read(c->tree->names, c->arena, &c->sources, (uint32_t)c->sources.len - 1);
  for (size_t i = 0; i < all.len; i++) {
    const clause *k = &all.at[i];
    const source *f = &c->sources.files[k->text.file];
    printf("%.*s\n", (int)(k->text.end - k->text.begin), f->text + k->text.begin);
    for (uint32_t r = 0; r < c->words->n_rules; r++)
      if (cites(c->words->rules[r].clauses, k->number))
        printf("    %s:%u: %s\n", c->words->rules[r].file, c->words->rules[r].line,
               c->words->rules[r].sentence);
  }
}

static void list_reasons(const compilation *c) {
  for (uint16_t i = 0; i < c->policy->n_reasons; i++) {
    const ombud_reason_word *r = &c->words->reasons[i];
    printf("%s\n", r->name);
    print_texts(r->texts, "    ");
    print_texts(r->advice, _("    advice, "));
  }
}

static void list_effects(const compilation *c) {
  static const char *const types[] = {"yes_no", "number", "money", "", "moment", "text", "actor"};
  for (uint16_t i = 0; i < c->policy->n_effects; i++) {
    const ombud_effect_word *e = &c->words->effects[i];
    printf("%s(", e->name);
    for (uint16_t k = 0; k < e->n_params; k++) {
      const ombud_param_word *p = &e->params[k];
      printf("%s%s: %s", k ? ", " : "", p->name,
             p->type == OMBUD_CHOICE ? c->words->choices[p->choice].name : types[p->type]);
    }
    printf(")\n");
    print_texts(e->texts, "    ");
  }
}

int cmd_list(const options *o) {
  static const struct {
    const char *name;
    void (*run)(const compilation *c);
  } lists[] = {{"assumptions", list_assumptions},
               {"clauses", list_clauses},
               {"reasons", list_reasons},
               {"effects", list_effects}};
  nearest near = {0};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    nearest_offer(&near, o->operands[0], lists[i].name);
    if (strcmp(o->operands[0], lists[i].name) != 0) continue;
    compilation c;
    int status = cmd_compile_one(o, &c, o->operands[1]);
    if (status == EXIT_FINE) lists[i].run(&c);
    compile_end(&c);
    return status;
  }
  return options_wrong(
      "nothing to list is called '%s'%s; there are assumptions, clauses, reasons and effects", o->operands[0],
      options_meant(o->arena, near.name));
}
