#include "completion.h"

#include "translate.h"

static void put_value(const options *o, const command *c, const option_info *opt, FILE *out) {
  if (!opt->value) return;
  fprintf(out, "%s:%s:", option_is_optional(opt) ? ":" : "", opt->letter == 'W' ? "NAME" : "value");
  switch (completion_of_value(opt)) {
  case COMPLETE_WORDS:
    putc('(', out);
    completion_words(o, c, opt, out);
    putc(')', out);
    break;
  case COMPLETE_FILES: fputs("_files", out); break;
  case COMPLETE_DIRS: fputs("_files -/", out); break;
  case COMPLETE_RULES:
  case COMPLETE_NONE: putc(' ', out); break;
  }
}

static void put_option(const options *o, const command *c, const option_info *opt, FILE *out) {
  /* Those of one letter may come again, as -I and -W do. */
  fputs(opt->name ? "    '" : "    '*", out);
  if (opt->name)
    fprintf(out, "--%s%s[", opt->name, !opt->value ? "" : option_is_optional(opt) ? "=-" : "=");
  else
    fprintf(out, "-%c%s[", opt->letter, opt->value ? "+" : "");
  completion_quoted(_(opt->text), "[]:\\", "'\\''", out);
  putc(']', out);
  put_value(o, c, opt, out);
  fputs("'\n", out);
  if (!opt->letter || !opt->name) return;
  fprintf(out, "    '-%c[", opt->letter);
  completion_quoted(_(opt->text), "[]:\\", "'\\''", out);
  fputs("]'\n", out);
}

static void put_command(const options *o, const command *c, FILE *out) {
  fprintf(out, "  (%s)\n    specs=(\n", c->name);
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt));) put_option(o, c, opt, out);
  fputs("    )\n    words_=(", out);
  completion_words(o, c, NULL, out);
  fprintf(out, ")\n    rules=%d\n    ;;\n", completion_of_operands(c) == COMPLETE_RULES);
}

void completion_zsh(const options *o, FILE *out) {
  fputs("#compdef ombud\n# Completion of ombud for zsh; written by `ombud completion zsh`.\n\n"
        "_ombud_operands() {\n"
        "  (( $#words_ )) && compadd -a words_\n"
        "  (( rules )) && { _path_files -g '*.ombud(-.)'; _path_files -/; }\n"
        "}\n\n"
        "_ombud() {\n"
        "  local curcontext=$curcontext state line rules\n"
        "  typeset -A opt_args\n"
        "  local -a commands specs words_\n"
        "  commands=(\n",
        out);
  for (size_t i = 0; i < o->n_commands; i++) {
    fprintf(out, "    '%s:", o->commands[i].name);
    completion_quoted(_(o->commands[i].brief), ":\\", "'\\''", out);
    fputs("'\n", out);
  }
  fputs("  )\n  specs=(\n", out);
  for (const option_info *opt = NULL; (opt = options_next(o, NULL, opt));) put_option(o, NULL, opt, out);
  fputs("  )\n  _arguments -C $specs '1:command:->command' '*::operand:->operands' && return\n"
        "  if [[ $state == command ]]; then\n    _describe command commands\n    return\n  fi\n"
        "  case $words[1] in\n",
        out);
  for (size_t i = 0; i < o->n_commands; i++) put_command(o, &o->commands[i], out);
  fputs("  (*) return 1 ;;\n  esac\n  _arguments $specs '*:operand:_ombud_operands'\n}\n\n"
        "if [[ $funcstack[1] == _ombud ]]; then _ombud \"$@\"; else compdef _ombud ombud; fi\n",
        out);
}
