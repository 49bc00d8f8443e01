/* What a point is missing, in a sentence. */
#include "cover_part.h"
#include "translate.h"
#include "words.h"

/* "user cancel", as a scenario would say it; of whoever it is the action alone. */
static const char *act_words(const cover *v, const cover_point *p) {
  const compilation *c = v->of;
  const char *action = c->words->processes[p->process].names[p->action].name;
  if (p->actor == OMBUD_CLOCK) return action;
  return arena_printf(c->arena, "%s %s", c->words->actors[p->actor].name, action);
}

static const char *reason_words(const cover *v, const cover_part *part) {
  const outcome *o = part->branch == PART_MAIN ? &part->says->out : &part->says->branches[part->branch].out;
  return v->of->words->reasons[o->reason].name;
}

static const char *side_words(const cover *v, size_t point, const char *due) {
  arena *a = v->of->arena;
  bool before = v->points[point].kind == COVER_BEFORE;
  switch (v->in->parts[point].kind) {
  case PART_REMIND:
    return before ? _("no story looks 1 ms before the reminder is due")
                  : _("no story looks at the very instant of the reminder");
  case PART_FROM:
    return arena_printf(a,
                        before ? _("no story tries it 1 ms before '%s' begins")
                               : _("no story tries it at the very instant at which '%s' begins"),
                        due);
  case PART_UNTIL:
    return arena_printf(a,
                        before ? _("no story tries it 1 ms before '%s' is over")
                               : _("no story tries it at the very instant at which '%s' is over"),
                        due);
  case PART_ACT:
  case PART_COND:
  case PART_DUE: break;
  }
  return arena_printf(a,
                      before ? _("no story looks 1 ms before the deadline '%s'")
                             : _("no story looks at the very instant of the deadline '%s'"),
                      due);
}

const char *cover_words(const cover *v, size_t point) {
  const cover_point *p = &v->points[point];
  const cover_part *part = &v->in->parts[point];
  arena *a = v->of->arena;
  const char *said = words_sentence(a, &v->of->sources, p->at);
  switch (p->kind) {
  case COVER_ACCEPTED: return arena_printf(a, _("in no story is '%s' accepted"), act_words(v, p));
  case COVER_OTHERWISE:
    return arena_printf(a, _("in no story does '%s' come to 'otherwise'"), act_words(v, p));
  case COVER_REFUSED:
    return arena_printf(a, _("in no story is '%s' denied because %s"), act_words(v, p),
                        reason_words(v, part));
  case COVER_TOO_OFTEN: return arena_printf(a, _("in no story is '%s' tried too often"), act_words(v, p));
  case COVER_FELL_DUE: return arena_printf(a, _("in no story does '%s' come by itself"), act_words(v, p));
  case COVER_REMINDED: return _("no story comes to this reminder");
  case COVER_BEFORE:
  case COVER_AT: return side_words(v, point, said);
  case COVER_TRUE: return arena_printf(a, _("in no story does '%s' decide by holding"), said);
  case COVER_FALSE: break;
  }
  return arena_printf(a, _("in no story does '%s' decide by not holding"), said);
}
