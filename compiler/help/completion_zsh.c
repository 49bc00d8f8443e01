/* The function for zsh, for `source` as well as for a folder of $fpath under the name _ombud. */
#include <string.h>

#include "completion.h"
#include "translate.h"

/* A part of what _arguments or _describe reads, inside single quotes: SPECIAL are escaped for them. */
static void put_part(FILE *out, const char *text, const char *special) {
  for (; *text; text++) {
    if (*text == '\'') {
      fputs("'\\''", out);
      continue;
    }
    if (strchr(special, *text) != NULL) putc('\\', out);
    putc(*text, out);
  }
}

static void put_action(FILE *out, const slot *s) {
  static const char *const actions[] = {[SLOT_ANY] = " ",
                                        [SLOT_FILE] = "_files",
                                        [SLOT_DIR] = "_files -/",
                                        [SLOT_POLICY] = "_ombud_policies",
                                        [SLOT_WARNING] = "_ombud_warnings",
                                        [SLOT_CODE] = "_ombud_codes",
                                        [SLOT_COMMAND] = "_ombud_commands",
                                        [SLOT_WORDS] = ""};
  putc(':', out);
  put_part(out, s->name, ":\\");
  fprintf(out, ":%s", actions[s->kind]);
  if (s->kind != SLOT_WORDS) return;
  for (size_t i = 0; s->words[i] != NULL; i++) fprintf(out, "%c%s", i ? ' ' : '(', s->words[i]);
  putc(')', out);
}

/* How a value follows: `+` attached or as the next word, `=` the same behind a `=`, `=-` only attached. */
static void put_option(const options *o, const option_info *opt, const char *name, FILE *out) {
  slot s = {0};
  if (opt->value) s = slot_of_value(o, opt);
  fputs(" \\\n      '", out);
  if (s.repeated)
    putc('*', out);
  else if (opt->letter && opt->name)
    fprintf(out, "(-%c --%s)", opt->letter, opt->name);
  fputs(name, out);
  if (opt->value) fputs(name[1] != '-' ? "+" : s.optional ? "=-" : "=", out);
  putc('[', out);
  put_part(out, _(opt->text), "[]:\\");
  putc(']', out);
  if (s.optional) putc(':', out);
  if (opt->value) put_action(out, &s);
  putc('\'', out);
}

static void put_options(const options *o, const command *c, FILE *out) {
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt)) != NULL;) {
    if (opt->letter) put_option(o, opt, arena_printf(o->arena, "-%c", opt->letter), out);
    if (opt->name) put_option(o, opt, arena_printf(o->arena, "--%s", opt->name), out);
  }
}

static void put_command(const options *o, const command *c, FILE *out) {
  fprintf(out, "  %s)\n    _arguments", c->name);
  put_options(o, c, out);
  unsigned number = 1;
  slot s;
  for (const char *at = c->operands; slot_next(o, c, &at, &s); number++) {
    fputs(" \\\n      '", out);
    if (s.repeated)
      putc('*', out);
    else
      fprintf(out, "%u%s", number, s.optional ? ":" : "");
    put_action(out, &s);
    putc('\'', out);
  }
  fputs(" && return\n    ;;\n", out);
}

static void put_lists(const options *o, FILE *out) {
  fputs("_ombud_commands() {\n  local -a list=(", out);
  for (size_t i = 0; i < o->n_commands; i++) {
    fprintf(out, "\n    '%s:", o->commands[i].name);
    put_part(out, _(o->commands[i].brief), ":\\");
    putc('\'', out);
  }
  fputs("\n  )\n  _describe -t commands COMMAND list\n}\n\n_ombud_warnings() {\n  local -a list=(", out);
  completion_warnings(out, " ", "");
  fputs(" )\n  _describe -t names NAME list\n}\n\n_ombud_codes() {\n  local -a list=(", out);
  completion_codes(out, " ", "");
  fputs(" )\n  _describe -t codes CODE list\n}\n", out);
  /* _files would offer every file where there is no rule file. */
  fputs("\n_ombud_policies() {\n  local status_=1\n  _path_files -g '*.ombud(-.)' && status_=0\n"
        "  _path_files -/ && status_=0\n  return status_\n}\n",
        out);
}

void completion_zsh(const options *o, FILE *out) {
  fprintf(out, "#compdef ombud\n# %s\n\n",
          "Completion of ombud for zsh: load it with `source`, or put it into a folder of $fpath as _ombud. "
          "Written by `ombud completion zsh`.");
  put_lists(o, out);
  fputs("\n_ombud() {\n  local curcontext=$curcontext state state_descr line\n  local -A opt_args\n"
        "  _arguments -C -A '-*'",
        out);
  put_options(o, NULL, out);
  completion_waiting(o, out, (waiting_form){false, " \\\n      '!", "+: : '", "=: : '"});
  fputs(" \\\n      '1:COMMAND:_ombud_commands' \\\n      '*::operand:->operands' && return\n"
        "  [[ $state == operands ]] || return 1\n  case $words[1] in\n",
        out);
  for (size_t i = 0; i < o->n_commands; i++) put_command(o, &o->commands[i], out);
  fputs("  esac\n  return 1\n}\n\n"
        "if [[ $funcstack[1] == _ombud ]]; then\n  _ombud \"$@\"\nelse\n  compdef _ombud ombud\nfi\n",
        out);
}
