#include "completion.h"

#include <string.h>

/* Operands that are words of the program's own. The commands know them too; the tests hold both together. */
static const struct {
  int command;
  const char *words;
} operands[] = {
    {CMD_LIST, "assumptions clauses reasons effects"},
    {CMD_EMIT, "promela"},
    {CMD_COMPLETION, "bash zsh fish"},
};

static const char *own_words(const options *o, const command *c) {
  for (size_t i = 0; i < sizeof operands / sizeof operands[0]; i++)
    if (c == &o->commands[operands[i].command]) return operands[i].words;
  return NULL;
}

static bool is_names(const option_info *opt) {
  return opt->letter == 'W' || (opt->name && strcmp(opt->name, "explain") == 0);
}

completion_kind completion_of_value(const option_info *opt) {
  if (opt->choices || is_names(opt)) return COMPLETE_WORDS;
  if (strcmp(opt->value, "FILE") == 0) return COMPLETE_FILES;
  return strcmp(opt->value, "DIR") == 0 ? COMPLETE_DIRS : COMPLETE_NONE;
}

completion_kind completion_of_operands(const command *c) {
  if (strstr(c->operands, "FILE")) return COMPLETE_RULES;
  return strcmp(c->operands, "SHELL") == 0 || strcmp(c->operands, "[COMMAND]") == 0 ? COMPLETE_WORDS
                                                                                    : COMPLETE_NONE;
}

static void put_names(bool turned, FILE *out) {
  fputs(turned ? "all error" : "", out);
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    if (turned && info->warning) fprintf(out, " %s no-%s", info->name, info->name);
    if (!turned) fprintf(out, "%s%s", code ? " " : "", info->id);
    if (!turned && info->warning) fprintf(out, " %s", info->name);
  }
}

void completion_words(const options *o, const command *c, const option_info *opt, FILE *out) {
  if (opt && is_names(opt)) {
    put_names(opt->letter == 'W', out);
  } else if (opt) {
    for (int i = 0; opt->choices && opt->choices[i]; i++) fprintf(out, "%s%s", i ? " " : "", opt->choices[i]);
  } else if (strcmp(c->operands, "[COMMAND]") == 0) {
    for (size_t i = 0; i < o->n_commands; i++) fprintf(out, "%s%s", i ? " " : "", o->commands[i].name);
  } else if (own_words(o, c)) {
    fputs(own_words(o, c), out);
  }
}

void completion_quoted(const char *text, const char *special, const char *apostrophe, FILE *out) {
  for (const char *c = text; *c; c++) {
    if (*c == '\'') {
      fputs(apostrophe, out);
      continue;
    }
    if (strchr(special, *c)) putc('\\', out);
    putc(*c, out);
  }
}
