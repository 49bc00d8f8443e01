/* Words for people: texts by language, names, and the reasons that are built in. */
#include "core.h"

typedef struct builtin_reason {
  const char *name;
  ombud_text text[3], advice[3];
} builtin_reason;

#define BOTH(zh, en)                                                                                         \
  {                                                                                                          \
    {"zh", zh}, {"en", en}, {                                                                                \
      NULL, NULL                                                                                             \
    }                                                                                                        \
  }
#define NO_TEXT                                                                                              \
  {                                                                                                          \
    { NULL, NULL }                                                                                           \
  }

/* For whoever is refused, a customer or a clerk: what it is first, then what to do instead. */
static const builtin_reason reasons[OMBUD_REASONS_BUILT_IN] = {
    [OMBUD_REASON_NONE] = {"none", BOTH("可以办理", "Nothing stands in the way"), NO_TEXT},
    [OMBUD_ENDED] = {"ended", BOTH("此单已经办结", "This case is closed"),
                     BOTH("如仍有问题，请联系客服", "If something is still open, ask customer service")},
    [OMBUD_TOO_EARLY] = {"too_early", BOTH("还没到办理时间", "It is too early for this"),
                         BOTH("请到可以办理的时间再来", "Come back when the time for it has begun")},
    [OMBUD_TOO_LATE] = {"too_late", BOTH("已过办理期限", "The time for this has passed"),
                        BOTH("请查看现在还可以办理的事项", "See what can still be done now")},
    [OMBUD_TOO_OFTEN] = {"too_often", BOTH("允许的次数已经用完", "This cannot be done any more times"),
                         BOTH("请查看现在可以办理的其他事项", "See what else can be done now")},
    [OMBUD_ANOTHER_ACTOR] = {"another_actor", BOTH("这一步不由您办理", "This step is not yours to take"),
                             BOTH("请联系有权办理的一方", "Ask the one whose step it is")},
    [OMBUD_ANOTHER_MODE] = {"another_mode",
                            BOTH("此单的类型不能这样办理", "This cannot be done with a case of this kind"),
                            BOTH("请查看此单可以办理的事项", "See what can be done with this one")},
    [OMBUD_ANOTHER_STATE] = {"another_state",
                             BOTH("当前阶段不能这样办理", "This cannot be done at this stage"),
                             BOTH("请先查看当前进度", "See first how far the case has come")},
    [OMBUD_FACT_MISSING] = {"fact_missing", BOTH("缺少必要的信息", "Something that is needed was left out"),
                            BOTH("请补充完整后再提交", "Fill in what is missing and send it again")},
    [OMBUD_NOT_PERMITTED] = {"not_permitted", BOTH("规则不允许这样办理", "The rules do not provide for this"),
                             BOTH("如确有需要，请联系客服", "If you need it, ask customer service")},
    [OMBUD_FACT_UNASKED] = {"fact_unasked",
                            BOTH("所填信息中有此处不需要的内容",
                                 "Something was filled in that is not asked for here"),
                            BOTH("请查看当前进度，去掉后再提交",
                                 "See how far the case has come, leave it out, and send the rest again")},
};

/* ---- texts ---- */

/* How much of a name counts: of "zh_CN.UTF-8" all, "zh_CN", or "zh". */
typedef enum name_part { WHOLE, LOCALE, LANGUAGE } name_part;

/*@ assigns \nothing;
    ensures c == 0 ==> \result; */
static int ends(char c, name_part part) {
  if (c == '\0') return 1;
  if (c == '.' || c == '@') return part != WHOLE;
  return part == LANGUAGE && (c == '_' || c == '-');
}

/*@ requires valid_read_string(name);
    assigns \nothing;
    ensures 0 <= \result <= strlen(name); */
static size_t length_of(const char *name, name_part part) {
  size_t n = 0;
  /*@ loop invariant 0 <= n <= strlen(name); loop assigns n; */
  while (!ends(name[n], part)) n++;
  return n;
}

/*@ requires \valid_read(a + (0 .. n - 1)) && \valid_read(b + (0 .. m - 1));
    assigns \nothing; */
static int is_same(const char *a, size_t n, const char *b, size_t m) {
  if (n != m) return 0;
  /*@ loop invariant i <= n; loop assigns i; */
  for (size_t i = 0; i < n; i++)
    if (a[i] != b[i]) return 0;
  return 1;
}

/* The first text whose language is the first N of LANG, as far as it counts. */
/*@ requires \valid_read(lang + (0 .. n - 1));
    assigns \nothing; */
static const char *text_of(const ombud_text *texts, const char *lang, size_t n, name_part part) {
  /*@ TABLES \valid_read(texts); */
  /*@ loop invariant \valid_read(texts); loop assigns texts; */
  for (; texts->lang; texts++) {
    /*@ TABLES valid_read_string(texts->lang) && \valid_read(texts + 1); */
    if (is_same(texts->lang, length_of(texts->lang, part), lang, n)) return texts->text;
  }
  return NULL;
}

/*@ requires lang == \null || valid_read_string(lang);
    assigns \nothing; */
const char *ombud_text_in(const ombud_text *texts, const char *lang) {
  const char *found = NULL;
  /*@ TABLES \valid_read(texts); */
  if (lang) found = text_of(texts, lang, length_of(lang, LOCALE), LOCALE);
  if (lang && !found) found = text_of(texts, lang, length_of(lang, LANGUAGE), LANGUAGE);
  if (!found) found = text_of(texts, "", 0, WHOLE);
  if (!found) found = text_of(texts, "en", 2, LANGUAGE);
  return found || !texts->lang ? found : texts->text;
}

/*@ requires \valid_read(word) && (lang == \null || valid_read_string(lang));
    assigns \nothing; */
const char *ombud_label(const ombud_word *word, const char *lang) {
  const char *text = ombud_text_in(word->texts, lang);
  return text ? text : word->name;
}

/* ---- reasons ---- */

/* Words of another policy, or of another version, would say something that is not true. */
/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    assigns \nothing;
    ensures \result ==> words != \null; */
static int belong(const ombud_policy *policy, const ombud_words *words) {
  return words && words->fingerprint == policy->fingerprint;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    assigns \nothing;
    ensures \result == \null || \valid_read(\result); */
static const ombud_reason_word *reason_word(const ombud_policy *policy, const ombud_words *words,
                                            uint16_t reason) {
  if (!belong(policy, words) || reason < OMBUD_REASON_FIRST) return NULL;
  unsigned i = reason - (unsigned)OMBUD_REASON_FIRST;
  /*@ TABLES i < policy->n_reasons ==> \valid_read(&words->reasons[i]); */
  return i < policy->n_reasons ? &words->reasons[i] : NULL;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    assigns \nothing; */
const char *ombud_reason_name(const ombud_policy *policy, const ombud_words *words, uint16_t reason) {
  if (reason < OMBUD_REASONS_BUILT_IN) return reasons[reason].name;
  const ombud_reason_word *word = reason_word(policy, words, reason);
  return word ? word->name : NULL;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires lang == \null || valid_read_string(lang);
    assigns \nothing; */
const char *ombud_reason_text(const ombud_policy *policy, const ombud_words *words, uint16_t reason,
                              const char *lang) {
  if (reason < OMBUD_REASONS_BUILT_IN) return ombud_text_in(reasons[reason].text, lang);
  const ombud_reason_word *word = reason_word(policy, words, reason);
  if (!word) return NULL;
  const char *text = ombud_text_in(word->texts, lang);
  return text ? text : word->name;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires lang == \null || valid_read_string(lang);
    assigns \nothing; */
const char *ombud_reason_advice(const ombud_policy *policy, const ombud_words *words, uint16_t reason,
                                const char *lang) {
  if (reason < OMBUD_REASONS_BUILT_IN) return ombud_text_in(reasons[reason].advice, lang);
  const ombud_reason_word *word = reason_word(policy, words, reason);
  return word ? ombud_text_in(word->advice, lang) : NULL;
}

/*@ assigns \nothing; */
const char *ombud_status_text(int status) {
  switch ((ombud_status)status) {
  case OMBUD_OK: return "OMBUD_OK: it took effect";
  case OMBUD_REFUSED: return "OMBUD_REFUSED: the rules do not permit it";
  case OMBUD_BAD_ABI: return "OMBUD_BAD_ABI: the tables or the bytes were made for another runtime";
  case OMBUD_BAD_POLICY: return "OMBUD_BAD_POLICY: the case belongs to another policy or version";
  case OMBUD_BAD_CASE: return "OMBUD_BAD_CASE: the case was never opened, or its bytes are damaged";
  case OMBUD_BAD_PROCESS: return "OMBUD_BAD_PROCESS: no such process";
  case OMBUD_BAD_MODE: return "OMBUD_BAD_MODE: no such mode, or the process does not exist under it";
  case OMBUD_BAD_ACTOR: return "OMBUD_BAD_ACTOR: no such actor, or the clock";
  case OMBUD_BAD_ACTION: return "OMBUD_BAD_ACTION: no such action in this process";
  case OMBUD_BAD_FACT: return "OMBUD_BAD_FACT: a fact that the process does not know, or given twice";
  case OMBUD_BAD_VALUE: return "OMBUD_BAD_VALUE: a fact's value outside its type or declared bounds";
  case OMBUD_BAD_TIME: return "OMBUD_BAD_TIME: an instant out of range";
  case OMBUD_NO_SPACE: return "OMBUD_NO_SPACE: too little room for events, effects or bytes";
  case OMBUD_BEHIND: return "OMBUD_BEHIND: a deadline is due, catch up first";
  }
  return "no status of ombud's";
}

/* ---- numbers of names ---- */

/*@ requires valid_read_string(name) && valid_read_string(wanted);
    assigns \nothing; */
static int is_named(const char *name, const char *wanted) {
  return is_same(name, length_of(name, WHOLE), wanted, length_of(wanted, WHOLE));
}

/*@ requires valid_read_string(name);
    assigns \nothing;
    ensures \result == OMBUD_NONE || \result < n; */
static uint16_t find(const ombud_word *words, unsigned n, const char *name) {
  /*@ loop assigns i; */
  for (unsigned i = 0; i < n; i++) {
    /*@ TABLES \valid_read(words + i) && (words[i].name == \null || valid_read_string(words[i].name)); */
    if (words[i].name && is_named(words[i].name, name)) return (uint16_t)i;
  }
  return OMBUD_NONE;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires valid_read_string(name);
    assigns \nothing; */
uint16_t ombud_find_process(const ombud_policy *policy, const ombud_words *words, const char *name) {
  if (!belong(policy, words)) return OMBUD_NONE;
  /*@ loop assigns i; */
  for (unsigned i = 0; i < policy->n_processes; i++) {
    /*@ TABLES \valid_read(&words->processes[i]) && valid_read_string(words->processes[i].name); */
    if (is_named(words->processes[i].name, name)) return (uint16_t)i;
  }
  return OMBUD_NONE;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires valid_read_string(name);
    assigns \nothing; */
uint16_t ombud_find_mode(const ombud_policy *policy, const ombud_words *words, const char *name) {
  return belong(policy, words) ? find(words->modes, policy->n_modes, name) : OMBUD_NONE;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires valid_read_string(name);
    assigns \nothing; */
uint16_t ombud_find_actor(const ombud_policy *policy, const ombud_words *words, const char *name) {
  return belong(policy, words) ? find(words->actors, policy->n_actors, name) : OMBUD_NONE;
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires valid_read_string(name);
    assigns \nothing; */
uint16_t ombud_find_action(const ombud_policy *policy, const ombud_words *words, uint16_t process,
                           const char *name) {
  if (!belong(policy, words) || process >= policy->n_processes) return OMBUD_NONE;
  /*@ TABLES \valid_read(&words->processes[process]) && \valid_read(&policy->processes[process]); */
  return find(words->processes[process].names, policy->processes[process].n_actions, name);
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires valid_read_string(name);
    assigns \nothing; */
uint16_t ombud_find_state(const ombud_policy *policy, const ombud_words *words, uint16_t process,
                          const char *name) {
  if (!belong(policy, words) || process >= policy->n_processes) return OMBUD_NONE;
  /*@ TABLES \valid_read(&words->processes[process]) && \valid_read(&policy->processes[process]); */
  return find(words->processes[process].states, policy->processes[process].n_states, name);
}

/*@ requires words == \null || (\valid_read(words) && \valid_read(policy));
    requires valid_read_string(name);
    assigns \nothing; */
uint16_t ombud_find_fact(const ombud_policy *policy, const ombud_words *words, const char *name) {
  return belong(policy, words) ? find(words->facts, policy->n_facts, name) : OMBUD_NONE;
}
