#include "completion.h"

#include "translate.h"

static const char *const begin =
    "# Completion of ombud for fish; written by `ombud completion fish`.\n"
    "\n"
    "# Whether the command so far is $argv[1]; '' before there is one.\n"
    "function __ombud_is\n"
    "    set -l command ''\n"
    "    for word in (commandline -opc)[2..-1]\n"
    "        if not string match -q -- '-*' $word\n"
    "            set command $word\n"
    "            break\n"
    "        end\n"
    "    end\n"
    "    test \"$command\" = \"$argv[1]\"\n"
    "end\n"
    "\n"
    "# Files of rules, and folders where there may be some.\n"
    "function __ombud_rules\n"
    "    string match -q -- '-*' (commandline -ct); and return\n"
    "    __fish_complete_suffix .ombud | string match -r '^[^\\t]*(?:/|\\.ombud)(?:\\t.*)?$'\n"
    "end\n"
    "\n"
    "complete -c ombud -f\n";

static void put_start(const command *c, FILE *out) {
  fprintf(out, "complete -c ombud -n '__ombud_is \"%s\"'", c ? c->name : "");
}

static void put_text(const char *text, FILE *out) {
  fputs(" -d '", out);
  completion_quoted(_(text), "\\", "\\'", out);
  fputs("'\n", out);
}

static void put_option(const options *o, const command *c, const option_info *opt, FILE *out) {
  put_start(c, out);
  if (opt->letter) fprintf(out, " -s %c", opt->letter);
  if (opt->name) fprintf(out, " -l %s", opt->name);
  bool optional = option_is_optional(opt);
  if (opt->value && !optional) switch (completion_of_value(opt)) {
    case COMPLETE_WORDS:
      fputs(" -x -a '", out);
      completion_words(o, c, opt, out);
      putc('\'', out);
      break;
    case COMPLETE_FILES: fputs(" -r -F", out); break;
    case COMPLETE_DIRS: fputs(" -x -a '(__fish_complete_directories)'", out); break;
    case COMPLETE_RULES:
    case COMPLETE_NONE: fputs(" -x", out); break;
    }
  put_text(opt->text, out);
  for (int i = 0; optional && opt->choices[i]; i++) {
    put_start(c, out);
    fprintf(out, " -a '--%s=%s'", opt->name, opt->choices[i]);
    put_text(opt->text, out);
  }
}

void completion_fish(const options *o, FILE *out) {
  fputs(begin, out);
  for (size_t i = 0; i < o->n_commands; i++) {
    put_start(NULL, out);
    fprintf(out, " -a %s", o->commands[i].name);
    put_text(o->commands[i].brief, out);
  }
  for (const option_info *opt = NULL; (opt = options_next(o, NULL, opt));) put_option(o, NULL, opt, out);
  for (size_t i = 0; i < o->n_commands; i++) {
    const command *c = &o->commands[i];
    for (const option_info *opt = NULL; (opt = options_next(o, c, opt));) put_option(o, c, opt, out);
    put_start(c, out);
    fputs(" -a '", out);
    completion_words(o, c, NULL, out);
    fputs(completion_of_operands(c) == COMPLETE_RULES ? " (__ombud_rules)'\n" : "'\n", out);
  }
}
