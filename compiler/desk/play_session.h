/* A case that somebody plays, and its history: steps, each with what came of it, to be undone and redone. */
#ifndef PLAY_SESSION_H
#define PLAY_SESSION_H

#include "story.h"

typedef struct turn { /* a step of the case */
  ast_step step;      /* without what was expected of it */
  story_step came;    /* .ast is the step above */
  const stage_mark *before;
} turn;

typedef struct session {
  const compilation *of;
  stage *stage;
  uint16_t process;
  uint8_t mode;
  turn **turns;      /* those that are undone stand behind the others */
  size_t n, n_known; /* done; done or undone */
  size_t cap;
} session;

/* Begins a case of the process under the mode: nothing has happened. */
void session_begin(session *s, uint16_t process, uint8_t mode);

/* Takes a step. NULL where no program may make such a call (stage_broken says why), and nothing happened; or
 * where STORY_STEPS_MAX are taken already. */
const turn *session_take(session *s, const ast_step *step);

/* Undoes the last step, takes the one undone last again: the step, or NULL where there is none. */
const turn *session_undo(session *s);
const turn *session_redo(session *s);

/* The words of story_words.h are about a story: this one. */
story session_story(const session *s);

#endif
