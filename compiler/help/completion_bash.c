#include "completion.h"

static const char *const begin =
    "# Completion of ombud for bash; written by `ombud completion bash`.\n"
    "\n"
    "_ombud_reply() { # COMPGEN'S ARGUMENTS…\n"
    "  local line\n"
    "  while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen \"$@\" -- \"$cur\")\n"
    "}\n"
    "\n"
    "_ombud_rules() {\n"
    "  compopt -o filenames 2>/dev/null\n"
    "  _ombud_reply -f -X '!*.ombud'\n"
    "  _ombud_reply -d\n"
    "}\n"
    "\n"
    "_ombud() {\n"
    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' i\n"
    "  COMPREPLY=()\n"
    "  # Where `=` breaks words, it is one of them.\n"
    "  if [[ $cur == '=' ]]; then\n"
    "    cur=''\n"
    "  elif [[ $prev == '=' ]]; then\n"
    "    prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "  elif [[ $cur == --*=* ]]; then\n"
    "    prev=${cur%%=*} cur=${cur#*=}\n"
    "  fi\n"
    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "    [[ ${COMP_WORDS[i]} == -* || ${COMP_WORDS[i]} == '=' ]] && continue\n"
    "    [[ \" $_ombud_commands \" == *\" ${COMP_WORDS[i]} \"* ]] && command=${COMP_WORDS[i]} && break\n"
    "  done\n"
    "  case \"$command $prev\" in\n";

static void put_shown(const option_info *opt, FILE *out) {
  if (opt->name)
    fprintf(out, " --%s%s", opt->name, opt->value && !option_is_optional(opt) ? "=" : "");
  else
    fprintf(out, " -%c", opt->letter);
}

static void put_values(const options *o, const command *c, FILE *out) {
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt));) {
    if (!opt->value) continue;
    fprintf(out, "    '%s ", c ? c->name : "");
    if (opt->name)
      fprintf(out, "--%s') ", opt->name);
    else
      fprintf(out, "-%c') ", opt->letter);
    switch (completion_of_value(opt)) {
    case COMPLETE_WORDS:
      fputs("_ombud_reply -W '", out);
      completion_words(o, c, opt, out);
      fputs("'; return ;;\n", out);
      break;
    case COMPLETE_FILES: fputs("compopt -o filenames 2>/dev/null; _ombud_reply -f; return ;;\n", out); break;
    case COMPLETE_DIRS: fputs("compopt -o filenames 2>/dev/null; _ombud_reply -d; return ;;\n", out); break;
    case COMPLETE_RULES:
    case COMPLETE_NONE: fputs("return ;;\n", out); break;
    }
  }
}

/* What may stand as a word: options where it begins with a dash, else operands. */
static void put_command(const options *o, const command *c, FILE *out) {
  fprintf(out, "    '%s')\n      if [[ $cur == -W* ]]; then\n        :", c ? c->name : "");
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt));)
    if (opt->letter == 'W') {
      fputs("; cur=${cur#-W}; _ombud_reply -P -W -W '", out);
      completion_words(o, c, opt, out);
      fputs("'", out);
    }
  fputs("\n      elif [[ $cur == -* ]]; then\n        _ombud_reply -W '", out);
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt));) {
    put_shown(opt, out);
    if (opt->letter && opt->name) fprintf(out, " -%c", opt->letter);
  }
  fputs("'\n        [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null\n      else\n        :",
        out);
  if (!c) {
    fputs("; _ombud_reply -W \"$_ombud_commands\"", out);
  } else {
    fputs("; _ombud_reply -W '", out);
    completion_words(o, c, NULL, out);
    fputs("'", out);
    if (completion_of_operands(c) == COMPLETE_RULES) fputs("; _ombud_rules", out);
  }
  fputs("\n      fi\n      ;;\n", out);
}

void completion_bash(const options *o, FILE *out) {
  fputs("_ombud_commands='", out);
  for (size_t i = 0; i < o->n_commands; i++) fprintf(out, "%s%s", i ? " " : "", o->commands[i].name);
  fputs("'\n", out);
  fputs(begin, out);
  put_values(o, NULL, out);
  for (size_t i = 0; i < o->n_commands; i++) put_values(o, &o->commands[i], out);
  fputs("  esac\n  case $command in\n", out);
  put_command(o, NULL, out);
  for (size_t i = 0; i < o->n_commands; i++) put_command(o, &o->commands[i], out);
  fputs("  esac\n}\n\ncomplete -F _ombud ombud\n", out);
}
