/* What the shells' completion scripts have in common. */
#include "completion.h"

#include <string.h>

slot slot_of_value(const options *o, const option_info *opt) {
  size_t len = strcspn(opt->value, "]");
  size_t skipped = option_is_optional(opt);
  slot s = {.name = arena_copy(o->arena, opt->value + skipped, len - skipped),
            .words = opt->choices,
            .optional = option_is_optional(opt)};
  if (opt->choices != NULL)
    s.kind = SLOT_WORDS;
  else if (opt->letter == 'W')
    s.kind = SLOT_WARNING;
  else if (strcmp(s.name, "CODE") == 0)
    s.kind = SLOT_CODE;
  else if (strcmp(s.name, "FILE") == 0)
    s.kind = SLOT_FILE;
  else if (strcmp(s.name, "DIR") == 0)
    s.kind = SLOT_DIR;
  s.repeated = s.kind != SLOT_WORDS; /* of those that choose only the last counts */
  return s;
}

/* Operands that are words of the program's own. The commands know them too; the tests hold both together. */
static const char *const *words_of(const options *o, const command *c) {
  static const char *const lists[] = {"assumptions", "clauses", "reasons", "effects", NULL};
  static const char *const forms[] = {"promela", NULL};
  static const char *const shells[] = {"bash", "zsh", "fish", NULL};
  switch (c - o->commands) {
  case CMD_LIST: return lists;
  case CMD_EMIT: return forms;
  case CMD_COMPLETION: return shells;
  default: return NULL;
  }
}

static bool begins(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

/* Operands stand behind spaces, as in "WHAT FILE [PROCESS]"; those in quotes have some inside. */
bool slot_next(const options *o, const command *c, const char **at, slot *operand) {
  *at += strspn(*at, " ");
  if (**at == '\0') return false;
  bool bracket = **at == '[', quote = **at == '\'';
  const char *begin = *at + (bracket || quote);
  size_t len = quote ? strcspn(begin, "'") : strcspn(begin, " ].");
  *operand = (slot){.name = arena_copy(o->arena, begin, len), .optional = bracket};
  const char *rest = begin + len;
  *at = rest + (quote && *rest == '\'');
  size_t end = strcspn(*at, " ");
  operand->repeated = end >= 3 && memchr(*at, '.', end) != NULL;
  *at += end;
  if (begins(operand->name, "FILE"))
    operand->kind = SLOT_POLICY;
  else if (strcmp(operand->name, "COMMAND") == 0)
    operand->kind = SLOT_COMMAND;
  else if (strcmp(operand->name, "WHAT") == 0 || strcmp(operand->name, "SHELL") == 0)
    operand->words = words_of(o, c);
  if (operand->words != NULL) operand->kind = SLOT_WORDS;
  return true;
}

void completion_warnings(FILE *out, const char *before, const char *behind) {
  fprintf(out, "%sall%s%sno-all%s%serror%s", before, behind, before, behind, before, behind);
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    if (!info->warning) continue;
    fprintf(out, "%s%s%s%sno-%s%s", before, info->name, behind, before, info->name, behind);
  }
}

void completion_codes(FILE *out, const char *before, const char *behind) {
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    fprintf(out, "%s%s%s", before, info->id, behind);
    if (info->warning) fprintf(out, "%s%s%s", before, info->name, behind);
  }
}

static void put_waiting(const options *o, const command *c, const waiting_form *form, FILE *out) {
  unsigned earlier = c != NULL ? (1u << (c - o->commands)) - 1 : FOR_TOP - 1u;
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt)) != NULL;) {
    if (!opt->value || option_is_optional(opt) || opt->commands & earlier) continue;
    if (opt->letter) fprintf(out, "%s-%c%s", form->before, opt->letter, form->behind_letter);
    if (opt->name) fprintf(out, "%s--%s%s", form->before, opt->name, form->behind_name);
  }
}

void completion_waiting(const options *o, FILE *out, waiting_form form) {
  for (size_t i = 0; i < o->n_commands; i++) put_waiting(o, &o->commands[i], &form, out);
  if (form.with_top) put_waiting(o, NULL, &form, out);
}
