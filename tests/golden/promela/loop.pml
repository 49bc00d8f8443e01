/* A model of policy loop for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: ends within 11d; holds if an assertion is never violated */
#define WITHIN 11
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 2 /* p: ends within 10d; holds if an assertion is never violated */
#define WITHIN 10
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 3 /* p: ends within 9d; holds if an assertion is never violated */
#define WITHIN 9
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 4 /* p: ends within 6d; holds if an assertion is never violated */
#define SILENT 4
#define WITHIN 6
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 5 /* p: ends within 5d; holds if an assertion is never violated */
#define SILENT 4
#define WITHIN 5
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 6 /* p: ends within 7d; holds if an assertion is never violated */
#define SILENT 2
#define WITHIN 7
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 7 /* p: ends within 6d; holds if an assertion is never violated */
#define SILENT 2
#define WITHIN 6
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 8 /* p: ends within 2d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 2
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 9 /* p: ends within 1d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 1
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 10 /* p: once fee; holds if an assertion is never violated */
#define SEE(who, what) seen = seen + calls; assert(seen <= 1)
#define MODEL 1
#endif
#if PROMISE == 11 /* p: once fee; holds if an assertion is never violated */
#define SILENT 2
#define SEE(who, what) seen = seen + calls; assert(seen <= 1)
#define MODEL 1
#endif
#if PROMISE == 12 /* p: can reach here; holds if an assertion is violated */
#define SEE(who, what) seen = seen || state == s_held; assert(!(seen && state == s_here))
#define MODEL 1
#endif
#if PROMISE == 13 /* p: off only after hold; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_hold; assert(seen || state != s_off)
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
#define s_held 2
#define s_off 3
#define refused 4 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_desk 2
#define e_open 0
#define e_put_off 1
#define e_hold 2
#define e_buzz 3
#define e_over 4
#define e_on 5
#define c_total 0
#define c_entry 1
#define CLOCKS 2

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
byte n_1_1; /* how often user has done put_off */
byte n_2_2; /* how often desk has done hold */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 2))) /* over */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_entry] >= 3))) /* on */
#define DUE (false || \
  (state == s_here && (due_1_0)) || \
  (state == s_held && (due_2_0)))
#define RESTING (state != s_start && !(state == refused || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_entry] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_entry] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_entry] != NONE && (k[c_entry] > 3 || (k[c_entry] == 3 && r[c_entry] > 0)) -> k[c_entry] = 3 + 1; r[c_entry] = NONE :: else fi;
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
    :: state == s_held ->
      skip
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      n_1_1 = 0;
      n_2_2 = 0
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_here && due_1_0 ->
    armed = armed & ~1;
#if PROMISE == 10
    calls = 1;
#endif
#if PROMISE == 11
    calls = 1;
#endif
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_over); calls = 0
  :: state == s_held && due_2_0 ->
    armed = armed & ~1;
    state = s_here; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(0, e_on); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_here; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_here && !DUE && !(SILENT >> 1 & 1) -> /* user put_off */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 && n_1_1 < 2 ->
    n_1_1 = (n_1_1 < 2 -> n_1_1 + 1 : 2);
    state = s_here; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_put_off); calls = 0
    :: else -> state = refused
    fi
  :: state == s_here && !DUE && !(SILENT >> 2 & 1) -> /* desk hold */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 && n_2_2 < 1 ->
    n_2_2 = (n_2_2 < 1 -> n_2_2 + 1 : 1);
    state = s_held; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(2, e_hold); calls = 0
    :: else -> state = refused
    fi
  :: state == s_held && !DUE && !(SILENT >> 1 & 1) -> /* user buzz */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
#if PROMISE == 10
    calls = 1;
#endif
#if PROMISE == 11
    calls = 1;
#endif
    SEE(1, e_buzz); calls = 0
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
