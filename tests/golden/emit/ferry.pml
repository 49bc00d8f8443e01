/* A model of policy ferry for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* ticket: once refund; holds if an assertion is never violated */
#define SEE(who, what) seen = seen + calls; assert(seen <= 1)
#define MODEL 1
#endif
#if PROMISE == 2 /* ticket: off only after sail; holds if an assertion is never violated */
#define SILENT 2
#define SEE(who, what) seen = seen || what == e_sail; assert(seen || state != s_off)
#define MODEL 1
#endif
#if PROMISE == 3 /* ticket: never cancel; holds if an assertion is never violated */
#define SEE(who, what) assert(!((who == a_crew) && what == e_cancel))
#define MODEL 1
#endif
#if PROMISE == 4 /* ticket: can do refund with these arguments; holds if an assertion is violated */
#define SEE(who, what) assert(calls == 0)
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

#if MODEL == 1 /* ticket */
/* Unit of time: 2h, with regions for what lies between. */
#define s_start 0
#define s_sold 1
#define s_aboard 2
#define s_off 3
#define refused 4 /* what the rules refuse leads nowhere */
#define a_guest 1
#define a_crew 2
#define e_buy 0
#define e_move 1
#define e_cancel 2
#define e_check 3
#define e_sail 4
#define c_total 0
#define c_at_leaves 1
#define CLOCKS 2

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
int f_price = UNGIVEN;
int f_saved = UNGIVEN;
byte n_1_1; /* how often guest has done move */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_at_leaves] >= 0))) /* sail */
#define DUE (false || \
  (state == s_sold && (due_1_0)))
#define RESTING (state != s_start && !(state == refused || state == s_aboard || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_at_leaves] != NONE || k[c_at_leaves] == -13)
#define WHOLE (r[c_total] == 0 || r[c_at_leaves] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_at_leaves] != NONE && (k[c_at_leaves] > 0 || (k[c_at_leaves] == 0 && r[c_at_leaves] > 0)) -> k[c_at_leaves] = 0 + 1; r[c_at_leaves] = NONE :: else fi;
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
  if :: k[c_at_leaves] == -13 && !(false) -> if :: skip :: k[c_at_leaves] = -12; r[c_at_leaves] = 0 fi :: else fi;
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_sold ->
      skip;
      f_saved = UNGIVEN
    :: state == s_aboard ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_leaves] = UNSET; r[c_at_leaves] = NONE;
      f_price = UNGIVEN;
      f_saved = UNGIVEN
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_leaves] = UNSET; r[c_at_leaves] = NONE;
      f_price = UNGIVEN;
      f_saved = UNGIVEN
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_at_leaves] = UNSET; r[c_at_leaves] = NONE;
      f_price = UNGIVEN;
      f_saved = UNGIVEN;
      n_1_1 = 0
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_sold && due_1_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    SEE(0, e_sail); calls = 0
  :: state == s_start && !DUE -> /* guest buy */
    r[c_at_leaves] = NONE;
    if
    :: k[c_at_leaves] = -13
    :: k[c_at_leaves] = 1
    :: select(pick : -12 .. 0); k[c_at_leaves] = pick;
      d_step {
        top = 0;
        if :: r[c_total] != NONE && r[c_total] > top -> top = r[c_total] :: else fi;
        if :: r[c_at_leaves] != NONE && r[c_at_leaves] > top -> top = r[c_at_leaves] :: else fi;
        skip
      };
      select(pick : 0 .. 2 * top + 1);
      skip;
      d_step {
        if :: pick % 2 == 1 && r[c_total] != NONE && r[c_total] > pick / 2 -> r[c_total]++ :: else fi;
        if :: pick % 2 == 1 && r[c_at_leaves] != NONE && r[c_at_leaves] > pick / 2 -> r[c_at_leaves]++ :: else fi;
        r[c_at_leaves] = (pick + 1) / 2; pick = 0; top = 0
      }
    fi;
    if :: f_price = 0 :: f_price = 1 :: f_price = 50 :: f_price = 51 :: f_price = 52 :: f_price = 101 :: f_price = 102 fi;
    if :: f_saved = 0 :: f_saved = 1 :: f_saved = 50 :: f_saved = 51 :: f_saved = 52 :: f_saved = 101 :: f_saved = 102 fi;
    govern = (!(true && (f_saved == UNGIVEN || f_price == UNGIVEN || f_saved <= f_price)) -> 0 : (((f_saved >= 101)) -> 1 :
      (true -> 2 :
      0)));
    if
    :: govern == 2 ->
    OPEN;
    state = s_sold; armed = 0;
    armed = (armed & ~1) | ((k[c_at_leaves] != UNSET) -> 1 : 0);
    SEE(1, e_buy); calls = 0
    :: else -> state = refused
    fi
  :: state == s_sold && !DUE && !(SILENT >> 1 & 1) -> /* guest move */
    r[c_at_leaves] = NONE;
    if
    :: k[c_at_leaves] = -13
    :: k[c_at_leaves] = 1
    :: select(pick : -12 .. 0); k[c_at_leaves] = pick;
      d_step {
        top = 0;
        if :: r[c_total] != NONE && r[c_total] > top -> top = r[c_total] :: else fi;
        if :: r[c_at_leaves] != NONE && r[c_at_leaves] > top -> top = r[c_at_leaves] :: else fi;
        skip
      };
      select(pick : 0 .. 2 * top + 1);
      skip;
      d_step {
        if :: pick % 2 == 1 && r[c_total] != NONE && r[c_total] > pick / 2 -> r[c_total]++ :: else fi;
        if :: pick % 2 == 1 && r[c_at_leaves] != NONE && r[c_at_leaves] > pick / 2 -> r[c_at_leaves]++ :: else fi;
        r[c_at_leaves] = (pick + 1) / 2; pick = 0; top = 0
      }
    fi;
    govern = (!(true) -> 0 : (true && ((k[c_at_leaves] != UNSET && k[c_at_leaves] < -1)) -> 1 :
      0));
    if
    :: govern == 1 && n_1_1 < 2 ->
    n_1_1 = (n_1_1 < 2 -> n_1_1 + 1 : 2);
    armed = (armed & ~1) | ((k[c_at_leaves] != UNSET) -> 1 : 0);
    SEE(1, e_move); calls = 0
    :: else -> state = refused
    fi
  :: state == s_sold && !DUE && !(SILENT >> 1 & 1) -> /* guest cancel */
    govern = (!(true) -> 0 : (true && ((k[c_at_leaves] != UNSET && k[c_at_leaves] < -12)) -> 1 :
      0));
    if
    :: govern == 1 ->
#if PROMISE == 1
    calls = 1;
#endif
#if PROMISE == 4
    calls = (f_price == 50 -> 1 : 0);
#endif
    state = s_off; armed = 0;
    SEE(1, e_cancel); calls = 0
    :: else -> state = refused
    fi
  :: state == s_sold && !DUE && !(SILENT >> 2 & 1) -> /* crew check */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_aboard; armed = 0;
    SEE(2, e_check); calls = 0
    :: else -> state = refused
    fi
  :: RESTING && MOVING -> pass(); arrive()
  :: RESTING && !WHOLE && k[c_at_leaves] == -13 -> k[c_at_leaves] = -12; r[c_at_leaves] = 0; arrive()
#ifdef WITHIN
  :: RESTING && k[c_total] >= WITHIN -> assert(false)
#endif
  fi;
  d_step { govern = 0; forget(); ripen(); close_ranks() }
  } od
}
#endif
