/* A model of policy hours for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: ends within 8h; holds if an assertion is never violated */
#define WITHIN 8
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 2 /* p: ends within 7h; holds if an assertion is never violated */
#define WITHIN 7
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 3 /* p: missed only after move; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_move; assert(seen || state != s_missed)
#define MODEL 1
#endif
#if PROMISE == 4 /* p: missed only after call; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_call; assert(seen || state != s_missed)
#define MODEL 1
#endif
#if PROMISE == 5 /* p: can do note; holds if an assertion is violated */
#define SILENT 4
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 6 /* p: once note; holds if an assertion is never violated */
#define SEE(who, what) seen = seen + calls; assert(seen <= 1)
#define MODEL 1
#endif
#if PROMISE == 7 /* p: can reach off; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_off)
#define MODEL 1
#endif
#if PROMISE == 8 /* p: can reach here; holds if an assertion is violated */
#define SILENT 2
#define SEE(who, what) assert(state != s_here)
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
/* Unit of time: 1h, with regions for what lies between. */
#define s_start 0
#define s_booked 1
#define s_here 2
#define s_missed 3
#define s_off 4
#define refused 5 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_book 0
#define e_move 1
#define e_come 2
#define e_call 3
#define e_miss 4
#define e_forget 5
#define c_total 0
#define c_at_day 1
#define c_on_book 2
#define c_entry 3
#define CLOCKS 4

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
byte n_1_1; /* how often user has done move */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 8))) /* forget */
#define due_1_1 ((armed >> 1 & 1) && ((k[c_at_day] >= 3))) /* miss */
#define DUE (false || \
  (state == s_booked && (due_1_0 || due_1_1)))
#define RESTING (state != s_start && !(state == refused || state == s_here || state == s_missed || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_at_day] != NONE || r[c_on_book] != NONE || r[c_entry] != NONE || k[c_at_day] == -3)
#define WHOLE (r[c_total] == 0 || r[c_at_day] == 0 || r[c_on_book] == 0 || r[c_entry] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_at_day] != NONE && (k[c_at_day] > 3 || (k[c_at_day] == 3 && r[c_at_day] > 0)) -> k[c_at_day] = 3 + 1; r[c_at_day] = NONE :: else fi;
  if :: r[c_on_book] != NONE && (k[c_on_book] > 4 || (k[c_on_book] == 4 && r[c_on_book] > 0)) -> k[c_on_book] = 4 + 1; r[c_on_book] = NONE :: else fi;
  if :: r[c_entry] != NONE && (k[c_entry] > 8 || (k[c_entry] == 8 && r[c_entry] > 0)) -> k[c_entry] = 8 + 1; r[c_entry] = NONE :: else fi;
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
  if :: k[c_at_day] == -3 && !(false) -> if :: skip :: k[c_at_day] = -2; r[c_at_day] = 0 fi :: else fi;
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_booked ->
      skip
    :: state == s_here ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_missed ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      n_1_1 = 0
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_booked && due_1_0 && !(due_1_1 && ((k[c_at_day] > 3 || (k[c_at_day] == 3 && r[c_at_day] != 0)))) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_forget); calls = 0
  :: state == s_booked && due_1_1 && !(due_1_0 && !((k[c_at_day] > 3 || (k[c_at_day] == 3 && r[c_at_day] != 0)))) ->
    armed = armed & ~2;
    state = s_missed; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_miss); calls = 0
  :: state == s_start && !DUE -> /* user book */
    r[c_at_day] = NONE;
    if
    :: k[c_at_day] = -3
    :: k[c_at_day] = 4
    :: select(pick : -2 .. 3); k[c_at_day] = pick;
      d_step {
        top = 0;
        if :: r[c_total] != NONE && r[c_total] > top -> top = r[c_total] :: else fi;
        if :: r[c_at_day] != NONE && r[c_at_day] > top -> top = r[c_at_day] :: else fi;
        if :: r[c_on_book] != NONE && r[c_on_book] > top -> top = r[c_on_book] :: else fi;
        if :: r[c_entry] != NONE && r[c_entry] > top -> top = r[c_entry] :: else fi;
        skip
      };
      select(pick : 0 .. 2 * top + 1);
      skip;
      d_step {
        if :: pick % 2 == 1 && r[c_total] != NONE && r[c_total] > pick / 2 -> r[c_total]++ :: else fi;
        if :: pick % 2 == 1 && r[c_at_day] != NONE && r[c_at_day] > pick / 2 -> r[c_at_day]++ :: else fi;
        if :: pick % 2 == 1 && r[c_on_book] != NONE && r[c_on_book] > pick / 2 -> r[c_on_book]++ :: else fi;
        if :: pick % 2 == 1 && r[c_entry] != NONE && r[c_entry] > pick / 2 -> r[c_entry]++ :: else fi;
        r[c_at_day] = (pick + 1) / 2; pick = 0; top = 0
      }
    fi;
    govern = (!(true) -> 0 : (true && ((k[c_at_day] != UNSET && k[c_at_day] < 0)) -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_booked; armed = 0;
    k[c_on_book] = 0; r[c_on_book] = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c_at_day] != UNSET) -> 2 : 0);
    SEE(1, e_book); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user move */
    r[c_at_day] = NONE;
    if
    :: k[c_at_day] = -3
    :: k[c_at_day] = 4
    :: select(pick : -2 .. 3); k[c_at_day] = pick;
      d_step {
        top = 0;
        if :: r[c_total] != NONE && r[c_total] > top -> top = r[c_total] :: else fi;
        if :: r[c_at_day] != NONE && r[c_at_day] > top -> top = r[c_at_day] :: else fi;
        if :: r[c_on_book] != NONE && r[c_on_book] > top -> top = r[c_on_book] :: else fi;
        if :: r[c_entry] != NONE && r[c_entry] > top -> top = r[c_entry] :: else fi;
        skip
      };
      select(pick : 0 .. 2 * top + 1);
      skip;
      d_step {
        if :: pick % 2 == 1 && r[c_total] != NONE && r[c_total] > pick / 2 -> r[c_total]++ :: else fi;
        if :: pick % 2 == 1 && r[c_at_day] != NONE && r[c_at_day] > pick / 2 -> r[c_at_day]++ :: else fi;
        if :: pick % 2 == 1 && r[c_on_book] != NONE && r[c_on_book] > pick / 2 -> r[c_on_book]++ :: else fi;
        if :: pick % 2 == 1 && r[c_entry] != NONE && r[c_entry] > pick / 2 -> r[c_entry]++ :: else fi;
        r[c_at_day] = (pick + 1) / 2; pick = 0; top = 0
      }
    fi;
    govern = (!(true) -> 0 : (true && ((k[c_at_day] != UNSET && k[c_at_day] < -2)) -> 1 :
      0));
    if
    :: govern == 1 && n_1_1 < 1 ->
    n_1_1 = (n_1_1 < 1 -> n_1_1 + 1 : 1);
    armed = (armed & ~2) | ((k[c_at_day] != UNSET) -> 2 : 0);
    SEE(1, e_move); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user come */
    govern = (!(true) -> 0 : (true && ((k[c_at_day] >= -1)) && ((k[c_at_day] != UNSET && k[c_at_day] < 3)) -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_here; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(1, e_come); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 2 & 1) -> /* shop call */
    govern = (!(true) -> 0 : (true && ((k[c_on_book] >= 4)) -> 1 :
      0));
    if
    :: govern == 1 ->
#if PROMISE == 5
    calls = 1;
#endif
#if PROMISE == 6
    calls = 1;
#endif
    SEE(2, e_call); calls = 0
    :: else -> state = refused
    fi
  :: RESTING && MOVING -> pass(); arrive()
  :: RESTING && !WHOLE && k[c_at_day] == -3 -> k[c_at_day] = -2; r[c_at_day] = 0; arrive()
#ifdef WITHIN
  :: RESTING && k[c_total] >= WITHIN -> assert(false)
#endif
  fi;
  d_step { govern = 0; forget(); ripen(); close_ranks() }
  } od
}
#endif
