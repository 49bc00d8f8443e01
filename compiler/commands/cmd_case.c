/* Cases that are kept in a store. */
#include <string.h>

#include "host.h"

typedef struct verb {
  const char *name, *wants;
  size_t operands; /* after the verb and the file */
  int (*run)(host *h);
} verb;

static const char *operand(const host *h, size_t i) {
  return h->o->operands[2 + i];
}

static const ombud_linked *first(const host *h) {
  return &h->linked[0];
}

typedef struct place { /* where a command is about to be judged */
  const ombud_linked *of;
  uint8_t process, mode;
  uint16_t state;
} place;

/* Which facts would have to be given, on standard error. */
static void say_facts(const host *h, const place *at, const ombud_input *in) {
  const uint16_t *facts;
  const char *list = "";
  uint16_t n = ombud_gives(at->of->policy, at->process, at->mode, at->state, in->actor, in->action, &facts);
  for (uint16_t i = 0; i < n; i++)
    list = arena_printf(h->arena, "%s --given %s=…", list, at->of->words->facts[facts[i]].name);
  if (n) options_wrong("it wants:%s", list);
}

/* The answer to one command. Refused is no error of the call: it is as if the rules were at fault. */
static int tell(const host *h, const place *at, const ombud_command *asked) {
  ombud_answer answer;
  int status = ombud_store_do(h->store, asked, 1, &answer);
  if (status) return host_wrong(h, status);
  if (answer.status < 0) return options_wrong("%s", ombud_store_status_text(answer.status));
  host_tell_answer(h, at->of, at->process, &answer);
  if (answer.status != OMBUD_REFUSED) return EXIT_FINE;
  if (answer.out.reason == OMBUD_FACT_MISSING) say_facts(h, at, asked->in);
  return EXIT_RULES;
}

/* ---- verbs ---- */

static int open_case(host *h) {
  const ombud_linked *l = first(h);
  uint16_t process = cmd_find_process(&h->policies[0], operand(h, 0));
  if (process == OMBUD_NONE) return EXIT_CALL;
  uint16_t mode = h->o->for_mode ? cmd_find_mode(&h->policies[0], h->o->for_mode) : 0;
  if (mode == OMBUD_NONE) return EXIT_CALL;
  if (!h->o->for_mode && l->policy->n_modes > 1)
    return options_wrong("under which mode? --for=%s", l->words->modes[0].name);
  ombud_command asked = {.policy = l->policy, .process = (uint8_t)process, .mode = (uint8_t)mode};
  if (!host_read_command(h, l, process, operand(h, 1), &asked)) return EXIT_CALL;
  return tell(h, &(place){l, asked.process, asked.mode, 0}, &asked);
}

/* The case that the call names, with its tables; its head is NULL where they are not there. */
static int look(host *h, ombud_stored *found) {
  int64_t id;
  if (!host_read_number(operand(h, 0), &id)) return EXIT_CALL;
  int status = ombud_store_look(h->store, id, found);
  return status ? host_wrong(h, status) : EXIT_FINE;
}

static int look_inside(host *h, ombud_stored *found) {
  int status = look(h, found);
  if (status != EXIT_FINE || found->head) return status;
  int why = OMBUD_STORE_NO_TABLES;
  if (found->linked) why = OMBUD_BAD_CASE;
  return options_wrong("%s", ombud_store_status_text(why));
}

static int act(host *h) {
  ombud_stored found;
  int status = look_inside(h, &found);
  if (status != EXIT_FINE) return status;
  place at = {found.linked, found.head->process, found.head->mode, found.head->state};
  ombud_command asked = {.case_id = found.id};
  if (!host_read_command(h, at.of, at.process, operand(h, 1), &asked)) return EXIT_CALL;
  return tell(h, &at, &asked);
}

static int show(host *h) {
  ombud_stored found;
  int status = look(h, &found);
  if (status == EXIT_FINE) host_tell_case(h, &found);
  return status;
}

static int can(host *h) {
  ombud_stored found;
  ombud_store_stats stats;
  int status = ombud_store_look_around(h->store, &stats); /* the store's time */
  if (status) return host_wrong(h, status);
  status = look_inside(h, &found);
  if (status != EXIT_FINE) return status;
  ombud_time now = stats.now > found.head->now ? stats.now : found.head->now;
  if (ombud_due(found.head) <= now)
    return options_wrong("something is due in case %s: `ombud tick` first", operand(h, 0));
  host_tell_options(h, &found, now);
  return EXIT_FINE;
}

static int tell_record(void *context, const ombud_record *r) {
  host_tell_record(context, r);
  return 0;
}

static int history(host *h) {
  int64_t id;
  if (strcmp(operand(h, 0), "0") == 0)
    id = 0; /* the store's own */
  else if (!host_read_number(operand(h, 0), &id))
    return EXIT_CALL;
  int status = ombud_store_history(h->store, id, tell_record, h);
  return status ? host_wrong(h, status) : EXIT_FINE;
}

static int change(host *h, int status) {
  return status ? host_wrong(h, status) : EXIT_FINE;
}

static int verify(host *h) {
  int64_t id;
  return host_read_number(operand(h, 0), &id) ? change(h, ombud_store_verify(h->store, id)) : EXIT_CALL;
}

static int forget(host *h) {
  int64_t id;
  return host_read_number(operand(h, 0), &id) ? change(h, ombud_store_forget(h->store, id, h->o->who))
                                              : EXIT_CALL;
}

static int release(host *h) {
  int64_t id;
  return host_read_number(operand(h, 0), &id) ? change(h, ombud_store_release(h->store, id, h->o->who))
                                              : EXIT_CALL;
}

static const verb verbs[] = {{"open", "open FILE PROCESS 'ACTOR ACTION'", 2, open_case},
                             {"act", "act FILE CASE 'ACTOR ACTION'", 2, act},
                             {"show", "show FILE CASE", 1, show},
                             {"history", "history FILE CASE", 1, history},
                             {"can", "can FILE CASE", 1, can},
                             {"verify", "verify FILE CASE", 1, verify},
                             {"forget", "forget FILE CASE", 1, forget},
                             {"release", "release FILE CASE", 1, release}};

int cmd_case(const options *o) {
  nearest near = {0};
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    const verb *v = &verbs[i];
    nearest_offer(&near, o->operands[0], v->name);
    if (strcmp(v->name, o->operands[0]) != 0) continue;
    if (o->n_operands != v->operands + 2) return options_wrong("`ombud case` wants: %s", v->wants);
    host h;
    int status = host_open(&h, o, o->operands + 1, 1);
    if (status == EXIT_FINE) status = v->run(&h);
    host_end(&h);
    return status;
  }
  return options_wrong("nothing can be done to a case that is called '%s'%s", o->operands[0],
                       options_meant(o->arena, near.name));
}
