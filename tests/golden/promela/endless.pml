/* A model of policy endless for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: ends within 6d; holds if an assertion is never violated */
#define WITHIN 6
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 2 /* p: ends within 5d; holds if an assertion is never violated */
#define WITHIN 5
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 3 /* p: off only after close; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_close; assert(seen || state != s_off)
#define MODEL 1
#endif

#ifndef MODEL
#define MODEL 1
#endif
#ifndef SILENT
#define SILENT 0 /* who does nothing after the opening */
#endif
#ifndef SEE
#define SEE(who, what) skip
#endif
#ifdef WITHIN
#define OPEN k[0] = 0; r[0] = 0
#else
#define OPEN skip
#endif
#define UNSET -32000
#define NONE 255
#define UNGIVEN -2147483647

#if MODEL == 1 /* p */
/* Unit of time: 1d, with regions for what lies between. */
#define s_start 0
#define s_here 1
#define s_off 2
#define refused 3 /* what the rules refuse leads nowhere */
#define a_user 1
#define e_open 0
#define e_turn 1
#define e_over 2
#define e_close 3
#define c_total 0
#define c_on_open 1
#define c_entry 2
#define CLOCKS 3

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;

#define due_1_0 ((armed >> 0 & 1) && ((k[c_on_open] >= 6))) /* close */
#define due_1_1 ((armed >> 1 & 1) && ((k[c_entry] >= 1))) /* over */
#define DUE (false || \
  (state == s_here && (due_1_0 || due_1_1)))
#define RESTING (state != s_start && !(state == refused || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_on_open] != NONE || r[c_entry] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_on_open] == 0 || r[c_entry] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_on_open] != NONE && (k[c_on_open] > 6 || (k[c_on_open] == 6 && r[c_on_open] > 0)) -> k[c_on_open] = 6 + 1; r[c_on_open] = NONE :: else fi;
  if :: r[c_entry] != NONE && (k[c_entry] > 1 || (k[c_entry] == 1 && r[c_entry] > 0)) -> k[c_entry] = 1 + 1; r[c_entry] = NONE :: else fi;
  skip
}

/* No rank is empty below one that is not. */
inline close_ranks() {
  top = 1;
  do
  :: top <= CLOCKS ->
    found = 0; zero = 0; i = 0;
    do
    :: i < CLOCKS ->
      if :: r[i] == top -> found = 1 :: r[i] != NONE && r[i] > top -> zero = 1 :: else fi;
      i++
    :: else -> break
    od;
    if
    :: !found && zero ->
      i = 0;
      do :: i < CLOCKS -> if :: r[i] != NONE && r[i] > top -> r[i]-- :: else fi; i++ :: else -> break od
    :: else -> top++
    fi
  :: else -> break
  od;
  top = 0; zero = 0; found = 0; i = 0
}

inline pass() {
  d_step {
    top = 0; zero = 0; i = 0;
    do
    :: i < CLOCKS ->
      if :: r[i] == 0 -> zero = 1 :: r[i] != NONE && r[i] > top -> top = r[i] :: else fi;
      i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < CLOCKS ->
      if
      :: r[i] == NONE
      :: r[i] != NONE && zero -> r[i]++
      :: r[i] != NONE && !zero && r[i] == top -> r[i] = 0; k[i]++
      :: else
      fi;
      i++
    :: else -> break
    od
  }
}

/* A moment that was far may be so near now. */
inline arrive() {
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_here ->
      skip
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_here && due_1_0 && !(due_1_1 && false) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_close); calls = 0
  :: state == s_here && due_1_1 && !(due_1_0 && !false) ->
    armed = armed & ~2;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_over); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_here; armed = 0;
    k[c_on_open] = 0; r[c_on_open] = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_open] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_here && !DUE && !(SILENT >> 1 & 1) -> /* user turn */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_here; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_open] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(1, e_turn); calls = 0
    :: else -> state = refused
    fi
  :: RESTING && MOVING -> pass(); arrive()
#ifdef WITHIN
  :: RESTING && k[c_total] >= WITHIN -> assert(false)
#endif
  fi;
  d_step { govern = 0; forget(); ripen(); close_ranks() }
  } od
}
#endif
