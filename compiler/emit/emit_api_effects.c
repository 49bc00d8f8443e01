#include "emit_api.h"
#include "emit_text.h"

/* C has no empty struct, and each effect has a struct of its own so that handlers cannot be mistaken. */
static void emit_struct(const api *x, const ombud_effect_word *e) {
  const char *prefix = x->symbols->prefix, *name = api_constant(x, e->name);
  fprintf(x->out, "typedef struct %s_effect_%s { /* ", prefix, name);
  api_texts(x, e->texts, e->name);
  fputs(" */\n", x->out);
  for (uint16_t i = 0; i < e->n_params; i++)
    fprintf(x->out, "  %s %s;\n", api_type(x, e->params[i].type, e->params[i].choice),
            api_member(x, e->params[i].name));
  if (e->n_params == 0) fputs("  char nothing;\n", x->out);
  fprintf(x->out, "} %s_effect_%s;\n\n", prefix, name);
}

static const char *holds(uint8_t type) {
  switch ((ombud_type)type) {
  case OMBUD_ACTOR: return "(uint8_t)";
  case OMBUD_CHOICE: return "(uint16_t)";
  case OMBUD_YES_NO:
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_MOMENT:
  case OMBUD_TEXT: return "";
  }
  return "";
}

static void emit_read_one(const api *x, uint16_t effect) {
  const ombud_effect_word *e = &x->words->effects[effect];
  const char *member = api_member(x, e->name);
  fprintf(x->out, "  case %s:\n", x->symbols->effects[effect]);
  for (uint16_t i = 0; i < e->n_params; i++) {
    const ombud_param_word *param = &e->params[i];
    fprintf(x->out, "    it.as.%s.%s%s = %se->args[%u]%s;\n", member, api_member(x, param->name),
            api_number(param->type), holds(param->type), (unsigned)i,
            param->type == OMBUD_YES_NO ? " != 0" : "");
  }
  if (e->n_params == 0) fprintf(x->out, "    it.as.%s.nothing = 0;\n", member);
  fputs("    break;\n", x->out);
}

static void emit_union(const api *x) {
  const char *prefix = x->symbols->prefix;
  fprintf(x->out, "typedef struct %s_effect {\n  enum %s_effects kind;\n  union {\n", prefix, prefix);
  for (size_t i = 0; i < x->policy->n_effects; i++) {
    const char *name = x->words->effects[i].name;
    fprintf(x->out, "    %s_effect_%s %s;\n", prefix, api_constant(x, name), api_member(x, name));
  }
  fprintf(x->out, "  } as;\n} %s_effect;\n\n", prefix);
}

void emit_api_effects(const api *x) {
  const char *prefix = x->symbols->prefix;
  if (x->policy->n_effects == 0) return;
  fputs("/* ---- effects: what the host is to carry out ---- */\n\n", x->out);
  for (size_t i = 0; i < x->policy->n_effects; i++) emit_struct(x, &x->words->effects[i]);
  emit_union(x);
  fprintf(x->out, "static inline %s_effect %s_effect_read(const ombud_effect *e) {\n", prefix, prefix);
  fprintf(x->out, "  %s_effect it;\n  it.kind = (enum %s_effects)e->effect;\n  switch (it.kind) {\n", prefix,
          prefix);
  for (uint16_t i = 0; i < x->policy->n_effects; i++) emit_read_one(x, i);
  fputs("  }\n  return it;\n}\n\n", x->out);
}

/* ---- the visitor of a process ---- */

static void emit_handlers(const api *x, const bool *effects) {
  for (size_t i = 0; i < x->policy->n_effects; i++) {
    if (!effects[i]) continue;
    const char *name = x->words->effects[i].name;
    fprintf(x->out, ",\n    void (*on_%s)(void *host, const ombud_event *event, const %s_effect_%s *effect)",
            name, x->symbols->prefix, api_constant(x, name));
  }
}

static void emit_loop(const api *x, const bool *effects) {
  const char *prefix = x->symbols->prefix;
  fputs("  for (uint32_t i = 0; i < out->room.out.n_events; i++) {\n"
        "    const ombud_event *event = &out->room.events[i];\n"
        "    for (uint32_t k = 0; k < event->n_effects; k++) {\n",
        x->out);
  fprintf(x->out, "      %s_effect e = %s_effect_read(&out->room.effects[event->first_effect + k]);\n",
          prefix, prefix);
  fputs("      switch (e.kind) {\n", x->out);
  for (size_t i = 0; i < x->policy->n_effects; i++) {
    if (!effects[i]) continue;
    const char *name = x->words->effects[i].name;
    fprintf(x->out, "      case %s: on_%s(host, event, &e.as.%s); break;\n", x->symbols->effects[i], name,
            api_member(x, name));
  }
  fputs("      default: break; /* not of this process */\n      }\n    }\n  }\n", x->out);
}

void emit_api_visit(const api *x, uint16_t process) {
  const char *prefix = x->symbols->prefix, *name = x->words->processes[process].name;
  const bool *effects = x->processes[process].effects;
  bool any = false;
  for (size_t i = 0; i < x->policy->n_effects; i++) any |= effects[i];
  fprintf(x->out, "static inline void %s_%s_visit(const %s_%s_out *out, void *host", prefix, name, prefix,
          name);
  emit_handlers(x, effects);
  fputs(") {\n", x->out);
  if (any)
    emit_loop(x, effects);
  else
    fputs("  (void)out;\n  (void)host;\n", x->out);
  fputs("}\n\n", x->out);
}
