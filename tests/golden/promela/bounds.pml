/* A model of policy bounds for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: can reach off; holds if an assertion is violated */
#define SEE(who, what) seen = seen || state == s_set_up; assert(!(seen && state == s_off))
#define MODEL 1
#endif
#if PROMISE == 2 /* p: can do refund with these arguments; holds if an assertion is violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 3 /* p: can do refund with these arguments; holds if an assertion is violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 4 /* p: can do refund with these arguments; holds if an assertion is violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 5 /* p: can do refund with these arguments; holds if an assertion is violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 6 /* p: never paint with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 7 /* p: never paint with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 8 /* p: odd only after thank; holds if an assertion is never violated */
#define SILENT 4
#define SEE(who, what) seen = seen || what == e_thank; assert(seen || state != s_odd)
#define MODEL 1
#endif
#if PROMISE == 9 /* p: odd only after thank; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_thank; assert(seen || state != s_odd)
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
/* Unit of time: 1ms. */
#define s_start 0
#define s_on 1
#define s_set_up 2
#define s_off 3
#define s_odd 4
#define refused 5 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_open 0
#define e_set 1
#define e_drop 2
#define e_thank 3
#define e_add 4
#define c_total 0
#define CLOCKS 1

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
int f_paid = UNGIVEN;
int f_postage = UNGIVEN;
int f_tip = UNGIVEN;
int f_agreed = UNGIVEN;
int f_tint = UNGIVEN;

#define DUE (false)
#define RESTING (state != s_start && !(state == refused || state == s_off || state == s_odd) && !DUE)
#define MOVING (r[c_total] != NONE)
#define WHOLE (r[c_total] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
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
    if :: r[c_total] == 0 && !(false) -> k[c_total]++ :: else fi;
    skip
  }
}

/* A moment that was far may be so near now. */
inline arrive() {
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_on ->
      skip;
      f_postage = UNGIVEN;
      f_agreed = UNGIVEN
    :: state == s_set_up ->
      skip;
      f_agreed = UNGIVEN;
      f_tint = UNGIVEN
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      f_paid = UNGIVEN;
      f_postage = UNGIVEN;
      f_tip = UNGIVEN;
      f_agreed = UNGIVEN;
      f_tint = UNGIVEN
    :: state == s_odd ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      f_paid = UNGIVEN;
      f_postage = UNGIVEN;
      f_tip = UNGIVEN;
      f_agreed = UNGIVEN;
      f_tint = UNGIVEN
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      f_paid = UNGIVEN;
      f_postage = UNGIVEN;
      f_tip = UNGIVEN;
      f_agreed = UNGIVEN;
      f_tint = UNGIVEN
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_start && !DUE -> /* user open */
    if :: f_paid = 2 :: f_paid = 3 :: f_paid = 4 :: f_paid = 498 :: f_paid = 499 :: f_paid = 500 :: f_paid = 501 :: f_paid = 502 :: f_paid = 503 :: f_paid = 504 :: f_paid = 505 fi;
    if :: f_tint = 0 :: f_tint = 1 :: f_tint = 2 fi;
    govern = (!(true && (f_postage == UNGIVEN || f_paid == UNGIVEN || f_postage < f_paid) && (f_tip == UNGIVEN || f_paid == UNGIVEN || f_tip < f_paid)) -> 0 : (((f_paid >= 501 && f_tint == 0)) -> 1 :
      (true -> 2 :
      0)));
    if
    :: govern == 2 ->
    OPEN;
#if PROMISE == 6
    calls = (f_tint == 0 -> 1 : 0);
#endif
#if PROMISE == 7
    calls = (f_tint == 2 -> 1 : 0);
#endif
    state = s_on; armed = 0;
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_on && !DUE && !(SILENT >> 1 & 1) -> /* user set */
    if :: f_postage = 1 :: f_postage = 2 :: f_postage = 3 :: f_postage = 4 :: f_postage = 498 :: f_postage = 499 :: f_postage = 500 :: f_postage = 501 :: f_postage = 502 :: f_postage = 503 :: f_postage = 504 :: f_postage = 505 fi;
    govern = (!(true && (f_postage == UNGIVEN || f_paid == UNGIVEN || f_postage < f_paid) && (f_tip == UNGIVEN || f_postage == UNGIVEN || f_tip < f_postage)) -> 0 : (((f_postage <= 498)) -> 1 :
      (((f_postage >= 499)) -> 2 :
      0)));
    if
    :: govern == 2 ->
    state = s_set_up; armed = 0;
    SEE(1, e_set); calls = 0
    :: else -> state = refused
    fi
  :: state == s_on && !DUE && !(SILENT >> 2 & 1) -> /* shop drop */
    if :: f_agreed = 0 :: f_agreed = 1 fi;
    govern = (!(true) -> 0 : (((f_agreed == 0) || (f_tint == 2)) -> 1 :
      (((f_agreed == 1 && f_tint <= 1)) -> 2 :
      0)));
    if
    :: govern == 1 ->
    state = s_odd; armed = 0;
    SEE(2, e_drop); calls = 0
    :: govern == 2 ->
    state = s_off; armed = 0;
    SEE(2, e_drop); calls = 0
    :: else -> state = refused
    fi
  :: state == s_set_up && !DUE && !(SILENT >> 1 & 1) -> /* user thank */
    if :: f_tip = 0 :: f_tip = 1 :: f_tip = 2 :: f_tip = 3 :: f_tip = 4 :: f_tip = 498 :: f_tip = 499 :: f_tip = 500 :: f_tip = 501 :: f_tip = 502 :: f_tip = 503 :: f_tip = 504 :: f_tip = 505 fi;
    govern = (!(true && (f_tip == UNGIVEN || f_postage == UNGIVEN || f_tip < f_postage) && (f_tip == UNGIVEN || f_paid == UNGIVEN || f_tip < f_paid)) -> 0 : (((f_tip <= 497) || (f_paid >= 501)) -> 1 :
      (((f_tip >= 498 && f_paid <= 500)) -> 2 :
      0)));
    if
    :: govern == 1 ->
    state = s_odd; armed = 0;
    SEE(1, e_thank); calls = 0
    :: govern == 2 ->
#if PROMISE == 2
    calls = (f_tip == 498 -> 1 : 0);
#endif
#if PROMISE == 3
    calls = (f_tip == 500 -> 1 : 0);
#endif
#if PROMISE == 4
    calls = (f_tip == 501 -> 1 : 0);
#endif
#if PROMISE == 5
    calls = (f_tip == 502 -> 1 : 0);
#endif
    state = s_off; armed = 0;
    SEE(1, e_thank); calls = 0
    :: else -> state = refused
    fi
  :: state == s_set_up && !DUE && !(SILENT >> 2 & 1) -> /* shop add */
    if :: f_paid = 2 :: f_paid = 3 :: f_paid = 4 :: f_paid = 498 :: f_paid = 499 :: f_paid = 500 :: f_paid = 501 :: f_paid = 502 :: f_paid = 503 :: f_paid = 504 :: f_paid = 505 fi;
    govern = (!(true && (f_postage == UNGIVEN || f_paid == UNGIVEN || f_postage < f_paid) && (f_tip == UNGIVEN || f_paid == UNGIVEN || f_tip < f_paid)) -> 0 : (((f_paid >= 502)) -> 1 :
      (((f_paid <= 501)) -> 2 :
      0)));
    if
    :: govern == 2 ->
#if PROMISE == 2
    calls = (f_paid == 498 -> 1 : 0);
#endif
#if PROMISE == 3
    calls = (f_paid == 500 -> 1 : 0);
#endif
#if PROMISE == 4
    calls = (f_paid == 501 -> 1 : 0);
#endif
#if PROMISE == 5
    calls = (f_paid == 502 -> 1 : 0);
#endif
    SEE(2, e_add); calls = 0
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
