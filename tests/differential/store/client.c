/* Commands: thought of, sent, lost on the way, sent again, in any order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../naive/said.h"
#include "simulation.h"

#define HOUR INT64_C(3600000)

/* ---- thinking of one ---- */

/* Mostly what somebody may do where the case stands; HEAD NULL: it is to be opened. */
static void choose_action(simulation *s, command *c, const ombud_case *head) {
  const ombud_policy *policy = s->made.policy;
  unsigned n_actions = policy->processes[0].n_actions, n_actors = policy->n_actors;
  int willing = chance(s, 80);
  for (unsigned tries = 0; tries < 40; tries++) {
    c->x.actor = (uint8_t)(1 + roll(s, n_actors - 1));
    c->x.action = (uint16_t)roll(s, n_actions);
    const uint16_t *facts;
    ombud_option options[NAIVE_NAMES];
    size_t n;
    if (!willing) return;
    if (!head && ombud_gives(policy, 0, c->mode, 0, c->x.actor, c->x.action, &facts)) return;
    if (!head || ombud_can(policy, head, c->x.actor, head->now, options, NAIVE_NAMES, &n)) continue;
    if (options[c->x.action].verdict != OMBUD_MAY_NOT) return;
  }
}

static void choose_facts(simulation *s, command *c, uint16_t state) {
  const uint16_t *facts;
  uint16_t n = ombud_gives(s->made.policy, 0, c->mode, state, c->x.actor, c->x.action, &facts);
  const int64_t *point = s->naive.points[roll(s, (unsigned)s->naive.n_points)];
  unsigned left_out = chance(s, 5) ? roll(s, NAIVE_FACTS) : n;
  for (uint16_t i = 0; i < n; i++) {
    uint16_t f = facts[i];
    if (i == left_out) continue;
    c->in.facts[f] = point[f];
    if (naive_is(&s->naive, f, "text")) {
      c->in.facts[f] = 1;
      if (chance(s, 70)) c->contents[c->x.n_given] = "so it is said";
    }
    if (naive_is(&s->naive, f, "moment")) c->in.facts[f] = s->world->now + ((int64_t)roll(s, 21) - 10) * HOUR;
    c->given[c->x.n_given++] = (ombud_given){f, c->in.facts[f]};
  }
}

/* A case that was opened, by an answer that the client got; 0: none. */
static int64_t choose_case(simulation *s) {
  int64_t ids[COMMANDS];
  unsigned n = 0;
  for (size_t i = 0; i < s->n_commands; i++) {
    const command *c = &s->commands[i];
    if (!c->case_id && c->settled && c->done && c->status == OMBUD_OK) ids[n++] = c->came_to;
  }
  return n && !chance(s, 12) ? ids[roll(s, n)] : 0;
}

void client_ask(simulation *s) {
  if (s->n_commands == COMMANDS) return;
  worker *w = begin_work(s, 1);
  ombud_stored found = {.head = NULL};
  if (!w) return;
  command *c = &s->commands[s->n_commands];
  *c = (command){.case_id = choose_case(s), .mode = (uint8_t)roll(s, s->made.policy->n_modes)};
  int status = c->case_id ? ombud_store_look(w->store, c->case_id, &found) : 0;
  int lost = status || (c->case_id && !found.head);
  if (lost && c->case_id != s->damaged) complain(s, "case %lld is not there", (long long)c->case_id);
  if (found.head) c->mode = found.head->mode;
  for (size_t f = 0; f < NAIVE_FACTS; f++) c->in.facts[f] = NAIVE_UNSET;
  if (!lost) {
    const ombud_words *words = s->made.words;
    choose_action(s, c, found.head);
    choose_facts(s, c, found.head ? found.head->state : 0);
    c->in.actor = words->actors[c->x.actor].name;
    c->in.action = words->processes[0].names[c->x.action].name;
    c->x.given = c->given;
    if (!chance(s, 10)) snprintf(c->key, sizeof c->key, "key %zu", s->n_commands);
    snprintf(c->who, sizeof c->who, "p%u", roll(s, 5));
    s->n_commands++;
  }
  end_work(s, w);
}

/* ---- sending ---- */

static ombud_command as_sent(const simulation *s, const command *c) {
  return (ombud_command){.case_id = c->case_id,
                         .policy = s->made.policy,
                         .in = &c->x,
                         .contents = c->contents,
                         .key = c->key[0] ? c->key : NULL,
                         .who = c->who,
                         .mode = c->mode};
}

static void keep_answer(simulation *s, command *c, const ombud_answer *a, const char *says) {
  c->done = 1;
  c->status = a->status;
  c->number = a->number;
  c->came_to = a->case_id;
  c->at = a->at;
  c->says = malloc(strlen(says) + 1);
  if (!c->says) abort();
  memcpy(c->says, says, strlen(says) + 1);
  s->n_done++;
  if (!a->again && (a->at > s->latest || (c->case_id && a->case_id != c->case_id)))
    complain(s, "%s: judged at an instant to come, or in another case", c->key);
}

/* An error of the core's: nothing was done. One of the store's, or of a case that is damaged, is one to try
 * again after. */
static int is_final(int status) {
  return status > OMBUD_STORE_BAD_URL && status != OMBUD_BAD_CASE;
}

/* What was done is answered the same way for ever. */
static void hear(simulation *s, command *c, const ombud_answer *a) {
  naive_text text = {.len = 0};
  if (a->status < 0) {
    if (a->status == OMBUD_STORE_KEY_USED || a->status == OMBUD_STORE_NO_CASE ||
        (s->calm && a->status == OMBUD_STORE_ASIDE))
      complain(s, "%s is answered with %d", c->key, a->status);
    if (c->done && is_final(a->status))
      complain(s, "%s was done, and is answered with %d", c->key, a->status);
    return;
  }
  said_by_tables(s->made.policy, s->made.words, a->status, &a->out, &text);
  s->n_again += a->again != 0;
  if (!c->done) {
    keep_answer(s, c, a, text.at);
    return;
  }
  if (!a->again) complain(s, "%s is done again", c->key);
  if (a->status != c->status || a->number != c->number || a->case_id != c->came_to || a->at != c->at ||
      strcmp(text.at, c->says) != 0)
    complain(s, "%s is answered differently: %d, %u of case %lld at %lld, %s, not %d, %u of %lld at %lld, %s",
             c->key, a->status, a->number, (long long)a->case_id, (long long)a->at, text.at, c->status,
             c->number, (long long)c->came_to, (long long)c->at, c->says);
}

static void send_all(simulation *s, worker *w, command **list, size_t n) {
  ombud_command commands[TOGETHER] = {0};
  ombud_answer answers[TOGETHER];
  ombud_time begun = s->world->now;
  int known[TOGETHER];
  for (size_t i = 0; i < n; i++) {
    commands[i] = as_sent(s, list[i]);
    known[i] = list[i]->done;
    list[i]->sent++;
    list[i]->under_way = !list[i]->key[0];
  }
  ombud_store_do(w->store, commands, n, answers);
  for (size_t i = 0; i < n; i++) {
    hear(s, list[i], &answers[i]);
    list[i]->under_way = 0;
    if (!known[i] && answers[i].status >= 0 && !answers[i].again && answers[i].at < begun)
      complain(s, "%s: judged at an instant that was past", list[i]->key);
    if (is_final(answers[i].status) && (s->calm || !list[i]->key[0] || chance(s, 85))) list[i]->settled = 1;
  }
}

/* The same key with another command. */
static void misuse(simulation *s, worker *w, const command *c) {
  ombud_command other = as_sent(s, c);
  ombud_answer a;
  other.who = "somebody else";
  ombud_store_do(w->store, &other, 1, &a);
  if (a.status >= 0 || is_final(a.status))
    complain(s, "%s is good for another command: %d", c->key, a.status);
}

/* One of those that wait, out of the first few; or any. */
static command *choose(simulation *s, int repeats) {
  command *window[6];
  unsigned n = 0;
  if (repeats) {
    command *c = s->n_commands ? &s->commands[roll(s, (unsigned)s->n_commands)] : NULL;
    return c && c->sent && c->key[0] ? c : NULL;
  }
  for (size_t i = 0; i < s->n_commands && n < 6; i++)
    if (!s->commands[i].settled && !s->commands[i].under_way) window[n++] = &s->commands[i];
  return n ? window[roll(s, n)] : NULL;
}

/* One without a key goes alone, since sent twice it would be done twice. */
static size_t choose_some(simulation *s, int repeats, command **list) {
  size_t most = chance(s, 70) ? 1 : TOGETHER, n = 0;
  for (command *c; n < most && (c = choose(s, repeats)) != NULL; n++) {
    list[n] = c;
    if (c->key[0]) continue;
    list[0] = c;
    return 1;
  }
  return n;
}

void client_send(simulation *s, int repeats) {
  command *list[TOGETHER] = {NULL};
  size_t n = choose_some(s, repeats, list);
  worker *w = n ? begin_work(s, !list[0]->key[0]) : NULL;
  if (!w) return;
  if (list[0]->done && list[0]->key[0] && chance(s, 10))
    misuse(s, w, list[0]);
  else
    send_all(s, w, list, n);
  end_work(s, w);
}

int client_insists(simulation *s) {
  for (size_t i = 0; i < s->n_commands; i++) {
    command *c = &s->commands[i];
    if (c->settled) continue;
    worker *w = begin_work(s, 1);
    send_all(s, w, &c, 1);
    end_work(s, w);
    return 1;
  }
  return 0;
}
