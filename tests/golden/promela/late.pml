/* A model of policy late for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: early only after short; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_short; assert(seen || state != s_early)
#define MODEL 1
#endif
#if PROMISE == 2 /* p: can reach slow; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_slow)
#define MODEL 1
#endif
#if PROMISE == 3 /* p: slow only after short; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_short; assert(seen || state != s_slow)
#define MODEL 1
#endif
#if PROMISE == 4 /* p: ends within 11d; holds if an assertion is never violated */
#define WITHIN 11
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 5 /* p: ends within 10d; holds if an assertion is never violated */
#define WITHIN 10
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 6 /* p: ends within 12d; holds if an assertion is never violated */
#define WITHIN 12
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 7 /* p: ends within 10d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 10
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 8 /* p: ends within 9d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 9
#define SEE(who, what) skip
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
#define s_waiting 1
#define s_past 2
#define s_early 3
#define s_slow 4
#define s_off 5
#define refused 6 /* what the rules refuse leads nowhere */
#define a_user 1
#define e_open 0
#define e_go 1
#define e_call 2
#define e_lapse 3
#define e_short 4
#define e_long 5
#define e_done 6
#define e_stop 7
#define c_total 0
#define c_entry 1
#define c2_on_open_call 2
#define c_on_open 3
#define CLOCKS 4

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
byte o_0 = 1; /* in past, whether long (0) or short (2) falls due first */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 10))) /* lapse */
#define due_2_0 ((armed >> 0 & 1) && ((k[c2_on_open_call] >= 5))) /* long */
#define due_2_1 ((armed >> 1 & 1) && ((k[c_on_open] >= 3))) /* short */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 1))) /* done */
#define due_4_0 ((armed >> 0 & 1) && ((k[c_entry] >= 2))) /* stop */
#define DUE (false || \
  (state == s_waiting && (due_1_0)) || \
  (state == s_past && (due_2_0 || due_2_1)) || \
  (state == s_early && (due_3_0)) || \
  (state == s_slow && (due_4_0)))
#define RESTING (state != s_start && !(state == refused || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_entry] != NONE || r[c2_on_open_call] != NONE || r[c_on_open] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_entry] == 0 || r[c2_on_open_call] == 0 || r[c_on_open] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_entry] != NONE && (k[c_entry] > 10 || (k[c_entry] == 10 && r[c_entry] > 0)) -> k[c_entry] = 10 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c2_on_open_call] != NONE && (k[c2_on_open_call] > 5 || (k[c2_on_open_call] == 5 && r[c2_on_open_call] > 0)) -> k[c2_on_open_call] = 5 + 1; r[c2_on_open_call] = NONE :: else fi;
  if :: r[c_on_open] != NONE && (k[c_on_open] > 3 || (k[c_on_open] == 3 && r[c_on_open] > 0)) -> k[c_on_open] = 3 + 1; r[c_on_open] = NONE :: else fi;
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
    :: state == s_waiting ->
      skip
    :: state == s_past ->
      skip;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_early ->
      skip
    :: state == s_slow ->
      skip
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_on_open_call] = UNSET; r[c2_on_open_call] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_on_open_call] = UNSET; r[c2_on_open_call] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE;
      o_0 = 1
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_waiting && due_1_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_lapse); calls = 0
  :: state == s_past && due_2_0 && !(due_2_1 && (((k[c_on_open] > 3 || (k[c_on_open] == 3 && r[c_on_open] != 0))) && (!((k[c2_on_open_call] > 5 || (k[c2_on_open_call] == 5 && r[c2_on_open_call] != 0))) || o_0 == 2))) ->
    armed = armed & ~1;
    state = s_slow; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(0, e_long); calls = 0
  :: state == s_past && due_2_1 && !(due_2_0 && !(((k[c_on_open] > 3 || (k[c_on_open] == 3 && r[c_on_open] != 0))) && (!((k[c2_on_open_call] > 5 || (k[c2_on_open_call] == 5 && r[c2_on_open_call] != 0))) || o_0 == 2))) ->
    armed = armed & ~2;
    state = s_early; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(0, e_short); calls = 0
  :: state == s_early && due_3_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_done); calls = 0
  :: state == s_slow && due_4_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stop); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_waiting; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_open] < -2 -> 0 : (k[c_on_open] == -2 && r[c_on_open] == 0 -> 1 : 2));
    k[c2_on_open_call] = 0; r[c2_on_open_call] = 0;
    o_0 = (k[c2_on_open_call] < 2 -> 2 : (k[c2_on_open_call] == 2 && r[c2_on_open_call] == 0 -> 1 : 0));
    k[c_on_open] = 0; r[c_on_open] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_waiting && !DUE && !(SILENT >> 1 & 1) -> /* user go */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_past; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c2_on_open_call] != UNSET) -> 1 : 0) | ((k[c_on_open] != UNSET) -> 2 : 0);
    SEE(1, e_go); calls = 0
    :: else -> state = refused
    fi
  :: state == s_waiting && !DUE && !(SILENT >> 1 & 1) -> /* user call */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    o_0 = (k[c_on_open] < -2 -> 0 : (k[c_on_open] == -2 && r[c_on_open] == 0 -> 1 : 2));
    k[c2_on_open_call] = 0; r[c2_on_open_call] = 0;
    SEE(1, e_call); calls = 0
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
