/* The commands for fish. share/completion.fish is what is the same in every script. */
#include "completion.h"
#include "translate.h"

static const char shared[] =
#include "share/completion.fish.inc"
    ;

/* Between single quotes of fish, in which a backslash escapes. */
static void put_quoted(FILE *out, const char *text) {
  putc('\'', out);
  for (; *text; text++) {
    if (*text == '\'' || *text == '\\') putc('\\', out);
    putc(*text, out);
  }
  putc('\'', out);
}

/* What is offered, behind the option's own switches: -x where only that can stand there, -F for files. */
static void put_offer(FILE *out, const slot *s) {
  switch (s->kind) {
  case SLOT_ANY: return;
  case SLOT_FILE: fputs(" -F", out); return;
  case SLOT_DIR: fputs(" -a '(__fish_complete_directories (commandline -ct))'", out); return;
  case SLOT_POLICY: fputs(" -a '(__ombud_policies)'", out); return;
  case SLOT_WARNING: fputs(" -a '$__ombud_warnings'", out); return;
  case SLOT_CODE: fputs(" -a '$__ombud_codes'", out); return;
  case SLOT_COMMAND: fputs(" -a '$__ombud_commands'", out); return;
  case SLOT_WORDS: break;
  }
  fputs(" -a '", out);
  for (size_t i = 0; s->words[i] != NULL; i++) fprintf(out, "%s%s", i ? " " : "", s->words[i]);
  putc('\'', out);
}

static void put_option(const options *o, const command *c, const option_info *opt, FILE *out) {
  fprintf(out, "complete -c ombud -n '__ombud_at %s'", c != NULL ? c->name : "\"\"");
  if (opt->letter) fprintf(out, " -s %c", opt->letter);
  if (opt->name) fprintf(out, " -l %s", opt->name);
  if (opt->value) {
    slot s = slot_of_value(o, opt);
    if (!s.optional) fputs(s.kind == SLOT_FILE ? " -r" : " -x", out);
    put_offer(out, &s);
  }
  fputs(" -d ", out);
  put_quoted(out, _(opt->text));
  putc('\n', out);
}

static void put_operands(const options *o, const command *c, FILE *out) {
  unsigned number = 1;
  slot s;
  for (const char *at = c->operands; slot_next(o, c, &at, &s); number++) {
    if (s.kind == SLOT_ANY) continue;
    fprintf(out, "complete -c ombud -n '__ombud_at %s %u%s'", c->name, number, s.repeated ? " on" : "");
    put_offer(out, &s);
    fputs(" -d ", out);
    put_quoted(out, s.name);
    putc('\n', out);
  }
}

static void put_options(const options *o, const command *c, FILE *out) {
  putc('\n', out);
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt)) != NULL;) put_option(o, c, opt, out);
  if (c != NULL) put_operands(o, c, out);
}

static void put_words(const options *o, FILE *out) {
  fputs("set -g __ombud_commands", out);
  for (size_t i = 0; i < o->n_commands; i++) fprintf(out, " %s", o->commands[i].name);
  fputs("\nset -g __ombud_warnings", out);
  completion_warnings(out, " ", "");
  fputs("\nset -g __ombud_codes", out);
  completion_codes(out, " ", "");
  fputs("\nset -g __ombud_waiting", out);
  completion_waiting(o, out, (waiting_form){true, " ", "", ""});
  putc('\n', out);
}

void completion_fish(const options *o, FILE *out) {
  fprintf(out, "# %s\n\n",
          "Completion of ombud for fish: load it with `source`. Written by `ombud completion fish`.");
  put_words(o, out);
  fputs(shared, out);
  for (size_t i = 0; i < o->n_commands; i++) {
    fprintf(out, "complete -c ombud -n '__ombud_at \"\"' -a %s -d ", o->commands[i].name);
    put_quoted(out, _(o->commands[i].brief));
    putc('\n', out);
  }
  put_options(o, NULL, out);
  for (size_t i = 0; i < o->n_commands; i++) put_options(o, &o->commands[i], out);
}
