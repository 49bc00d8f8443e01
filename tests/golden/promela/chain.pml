/* A model of policy chain for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: ends within 9d; holds if an assertion is never violated */
#define WITHIN 9
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 2 /* p: ends within 8d; holds if an assertion is never violated */
#define WITHIN 8
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 3 /* p: ends within 7d; holds if an assertion is never violated */
#define WITHIN 7
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 4 /* p: ends within 5d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 5
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 5 /* p: ends within 4d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 4
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 6 /* p: ends within 9d; holds if an assertion is never violated */
#define SILENT 4
#define WITHIN 9
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 7 /* p: ends within 8d; holds if an assertion is never violated */
#define SILENT 4
#define WITHIN 8
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 8 /* p: ends within 5d; holds if an assertion is never violated */
#define SILENT 2
#define WITHIN 5
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 9 /* p: can reach done; holds if an assertion is violated */
#define SILENT 2
#define SEE(who, what) assert(state != s_done)
#define MODEL 1
#endif
#if PROMISE == 10 /* p: once note; holds if an assertion is never violated */
#define SEE(who, what) seen = seen + calls; assert(seen <= 1)
#define MODEL 1
#endif
#if PROMISE == 11 /* p: done only after send; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_send; assert(seen || state != s_done)
#define MODEL 1
#endif
#if PROMISE == 12 /* p: done only after advance; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_advance; assert(seen || state != s_done)
#define MODEL 1
#endif
#if PROMISE == 13 /* p: done only after pay; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_pay; assert(seen || state != s_done)
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
#define s_one 1
#define s_two 2
#define s_three 3
#define s_four 4
#define s_off 5
#define s_done 6
#define refused 7 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_open 0
#define e_go 1
#define e_send 2
#define e_take 3
#define e_pay 4
#define e_lapse 5
#define e_advance 6
#define c_total 0
#define c_entry 1
#define c_on_open 2
#define CLOCKS 3

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 3))) /* go */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_entry] >= 2))) /* lapse */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 2))) /* take */
#define due_4_0 ((armed >> 0 & 1) && ((k[c_on_open] >= 9))) /* advance */
#define DUE (false || \
  (state == s_one && (due_1_0)) || \
  (state == s_two && (due_2_0)) || \
  (state == s_three && (due_3_0)) || \
  (state == s_four && (due_4_0)))
#define RESTING (state != s_start && !(state == refused || state == s_off || state == s_done) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_entry] != NONE || r[c_on_open] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_entry] == 0 || r[c_on_open] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_entry] != NONE && (k[c_entry] > 3 || (k[c_entry] == 3 && r[c_entry] > 0)) -> k[c_entry] = 3 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c_on_open] != NONE && (k[c_on_open] > 9 || (k[c_on_open] == 9 && r[c_on_open] > 0)) -> k[c_on_open] = 9 + 1; r[c_on_open] = NONE :: else fi;
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
    :: state == s_one ->
      skip
    :: state == s_two ->
      skip
    :: state == s_three ->
      skip
    :: state == s_four ->
      skip;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE
    :: state == s_done ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_one && due_1_0 ->
    armed = armed & ~1;
    state = s_two; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(0, e_go); calls = 0
  :: state == s_two && due_2_0 ->
    armed = armed & ~1;
#if PROMISE == 10
    calls = 1;
#endif
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_lapse); calls = 0
  :: state == s_three && due_3_0 ->
    armed = armed & ~1;
    state = s_four; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_on_open] != UNSET) -> 1 : 0);
    SEE(0, e_take); calls = 0
  :: state == s_four && due_4_0 ->
    armed = armed & ~1;
#if PROMISE == 10
    calls = 1;
#endif
    state = s_done; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_advance); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_one; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    k[c_on_open] = 0; r[c_on_open] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_one && !DUE && !(SILENT >> 2 & 1) -> /* shop go */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_two; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(2, e_go); calls = 0
    :: else -> state = refused
    fi
  :: state == s_two && !DUE && !(SILENT >> 1 & 1) -> /* user send */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_three; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_send); calls = 0
    :: else -> state = refused
    fi
  :: state == s_three && !DUE && !(SILENT >> 2 & 1) -> /* shop take */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_four; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_on_open] != UNSET) -> 1 : 0);
    SEE(2, e_take); calls = 0
    :: else -> state = refused
    fi
  :: state == s_four && !DUE && !(SILENT >> 2 & 1) -> /* shop pay */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
#if PROMISE == 10
    calls = 1;
#endif
    state = s_done; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(2, e_pay); calls = 0
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
