/* A model of policy several for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: can reach off; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_off)
#define MODEL 1
#endif
#if PROMISE == 2 /* p: can reach gone; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_gone)
#define MODEL 1
#endif
#if PROMISE == 3 /* p: ends within 3d; holds if an assertion is never violated */
#define WITHIN 72
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 4 /* p: once note; holds if an assertion is never violated */
#define SEE(who, what) seen = seen + calls; assert(seen <= 1)
#define MODEL 1
#endif
#if PROMISE == 5 /* p: gone only after over; holds if an assertion is never violated */
#define SILENT 2
#define SEE(who, what) seen = seen || what == e_over; assert(seen || state != s_gone)
#define MODEL 1
#endif
#if PROMISE == 6 /* q: ends within 3d; holds if an assertion is never violated */
#define WITHIN 288
#define SEE(who, what) skip
#define MODEL 2
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
#define s_rung 2
#define s_held 3
#define s_gone 4
#define s_off 5
#define refused 6 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_book 0
#define e_name 1
#define e_call 2
#define e_stop 3
#define e_ring 4
#define e_hold 5
#define e_resume 6
#define e_due 7
#define e_over 8
#define e_late 9
#define e_back 10
#define c_total 0
#define c_on_name 1
#define c_at_day 2
#define c_on_book 3
#define c_entry 4
#define c_on_ring 5
#define CLOCKS 6

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
byte n_1_1; /* how often user has done name */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_on_book] >= 5) || (k[c_on_name] >= 5))) /* due */
#define due_1_1 ((armed >> 1 & 1) && ((k[c_entry] >= 4))) /* over */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_on_ring] != UNSET || k[c_at_day] != UNSET) && ((k[c_on_ring] == UNSET || k[c_on_ring] >= 1) && (k[c_at_day] == UNSET || k[c_at_day] >= 1)))) /* late */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 2))) /* back */
#define DUE (false || \
  (state == s_booked && (due_1_0 || due_1_1)) || \
  (state == s_rung && (due_2_0)) || \
  (state == s_held && (due_3_0)))
#define RESTING (state != s_start && !(state == refused || state == s_gone || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_on_name] != NONE || r[c_at_day] != NONE || r[c_on_book] != NONE || r[c_entry] != NONE || r[c_on_ring] != NONE || k[c_at_day] == 0)
#define WHOLE (r[c_total] == 0 || r[c_on_name] == 0 || r[c_at_day] == 0 || r[c_on_book] == 0 || r[c_entry] == 0 || r[c_on_ring] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_on_name] != NONE && (k[c_on_name] > 5 || (k[c_on_name] == 5 && r[c_on_name] > 0)) -> k[c_on_name] = 5 + 1; r[c_on_name] = NONE :: else fi;
  if :: r[c_at_day] != NONE && (k[c_at_day] > 2 || (k[c_at_day] == 2 && r[c_at_day] > 0)) -> k[c_at_day] = 2 + 1; r[c_at_day] = NONE :: else fi;
  if :: r[c_on_book] != NONE && (k[c_on_book] > 5 || (k[c_on_book] == 5 && r[c_on_book] > 0)) -> k[c_on_book] = 5 + 1; r[c_on_book] = NONE :: else fi;
  if :: r[c_entry] != NONE && (k[c_entry] > 4 || (k[c_entry] == 4 && r[c_entry] > 0)) -> k[c_entry] = 4 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c_on_ring] != NONE && (k[c_on_ring] > 1 || (k[c_on_ring] == 1 && r[c_on_ring] > 0)) -> k[c_on_ring] = 1 + 1; r[c_on_ring] = NONE :: else fi;
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
  if :: k[c_at_day] == 0 && !(false) -> if :: skip :: k[c_at_day] = 1; r[c_at_day] = 0 fi :: else fi;
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_booked ->
      skip;
      k[c_on_ring] = UNSET; r[c_on_ring] = NONE
    :: state == s_rung ->
      skip;
      k[c_on_name] = UNSET; r[c_on_name] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_held ->
      skip;
      k[c_on_ring] = UNSET; r[c_on_ring] = NONE
    :: state == s_gone ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_name] = UNSET; r[c_on_name] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_ring] = UNSET; r[c_on_ring] = NONE
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_name] = UNSET; r[c_on_name] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_ring] = UNSET; r[c_on_ring] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_name] = UNSET; r[c_on_name] = NONE;
      k[c_at_day] = UNSET; r[c_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_ring] = UNSET; r[c_on_ring] = NONE;
      n_1_1 = 0
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_booked && due_1_0 && !(due_1_1 && false) ->
    armed = armed & ~1;
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_due); calls = 0
  :: state == s_booked && due_1_1 && !(due_1_0 && !false) ->
    armed = armed & ~2;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_over); calls = 0
  :: state == s_rung && due_2_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_late); calls = 0
  :: state == s_held && due_3_0 ->
    armed = armed & ~1;
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET || k[c_on_name] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(0, e_back); calls = 0
  :: state == s_start && !DUE -> /* user book */
    r[c_at_day] = NONE;
    if
    :: k[c_at_day] = 0
    :: k[c_at_day] = 3
    :: select(pick : 1 .. 2); k[c_at_day] = pick;
      d_step {
        top = 0;
        if :: r[c_total] != NONE && r[c_total] > top -> top = r[c_total] :: else fi;
        if :: r[c_on_name] != NONE && r[c_on_name] > top -> top = r[c_on_name] :: else fi;
        if :: r[c_at_day] != NONE && r[c_at_day] > top -> top = r[c_at_day] :: else fi;
        if :: r[c_on_book] != NONE && r[c_on_book] > top -> top = r[c_on_book] :: else fi;
        if :: r[c_entry] != NONE && r[c_entry] > top -> top = r[c_entry] :: else fi;
        if :: r[c_on_ring] != NONE && r[c_on_ring] > top -> top = r[c_on_ring] :: else fi;
        skip
      };
      select(pick : 0 .. 2 * top + 1);
      skip;
      d_step {
        if :: pick % 2 == 1 && r[c_total] != NONE && r[c_total] > pick / 2 -> r[c_total]++ :: else fi;
        if :: pick % 2 == 1 && r[c_on_name] != NONE && r[c_on_name] > pick / 2 -> r[c_on_name]++ :: else fi;
        if :: pick % 2 == 1 && r[c_at_day] != NONE && r[c_at_day] > pick / 2 -> r[c_at_day]++ :: else fi;
        if :: pick % 2 == 1 && r[c_on_book] != NONE && r[c_on_book] > pick / 2 -> r[c_on_book]++ :: else fi;
        if :: pick % 2 == 1 && r[c_entry] != NONE && r[c_entry] > pick / 2 -> r[c_entry]++ :: else fi;
        if :: pick % 2 == 1 && r[c_on_ring] != NONE && r[c_on_ring] > pick / 2 -> r[c_on_ring]++ :: else fi;
        r[c_at_day] = (pick + 1) / 2; pick = 0; top = 0
      }
    fi;
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_booked; armed = 0;
    k[c_on_book] = 0; r[c_on_book] = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET || k[c_on_name] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(1, e_book); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user name */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 && n_1_1 < 1 ->
    n_1_1 = (n_1_1 < 1 -> n_1_1 + 1 : 1);
    k[c_on_name] = 0; r[c_on_name] = 0;
    armed = (armed & ~1) | ((k[c_on_book] != UNSET || k[c_on_name] != UNSET) -> 1 : 0);
    SEE(1, e_name); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user call */
    govern = (!(true) -> 0 : (true && ((k[c_on_name] != UNSET || k[c_at_day] != UNSET) && ((k[c_on_name] < 2) && (k[c_at_day] < 2))) -> 1 :
      0));
    if
    :: govern == 1 ->
#if PROMISE == 4
    calls = 1;
#endif
    SEE(1, e_call); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user stop */
    govern = (!(true) -> 0 : (true && ((k[c_on_name] != UNSET || k[c_at_day] != UNSET) && ((k[c_on_name] == UNSET || k[c_on_name] >= 1) && (k[c_at_day] == UNSET || k[c_at_day] >= 1))) -> 1 :
      0));
    if
    :: govern == 1 ->
#if PROMISE == 4
    calls = 1;
#endif
    SEE(1, e_stop); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user ring */
    govern = (!(true) -> 0 : (true && ((k[c_on_book] != UNSET || k[c_on_name] != UNSET) && ((k[c_on_book] < 3) && (k[c_on_name] < 3))) -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_rung; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    k[c_on_ring] = 0; r[c_on_ring] = 0;
    armed = (armed & ~1) | ((k[c_on_ring] != UNSET || k[c_at_day] != UNSET) -> 1 : 0);
    SEE(1, e_ring); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 2 & 1) -> /* shop hold */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_held; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(2, e_hold); calls = 0
    :: else -> state = refused
    fi
  :: state == s_held && !DUE && !(SILENT >> 2 & 1) -> /* shop resume */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET || k[c_on_name] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(2, e_resume); calls = 0
    :: else -> state = refused
    fi
  :: RESTING && MOVING -> pass(); arrive()
  :: RESTING && !WHOLE && k[c_at_day] == 0 -> k[c_at_day] = 1; r[c_at_day] = 0; arrive()
#ifdef WITHIN
  :: RESTING && k[c_total] >= WITHIN -> assert(false)
#endif
  fi;
  d_step { govern = 0; forget(); ripen(); close_ranks() }
  } od
}
#endif

#if MODEL == 2 /* q */
/* Unit of time: 1h, of which everything happens at multiples of 15m, since some time is not counted:
 * what an assertion refutes is refuted; what none does may fail in a course off this grid. */
#define s_start 0
#define s_on 1
#define s_held 2
#define s_gone 3
#define refused 4 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_open 0
#define e_call 1
#define e_hold 2
#define e_resume 3
#define e_due 4
#define e_back 5
#define c_total 0
#define c_on_open 1
#define c2_on_open 2
#define c_entry 3
#define CLOCKS 4

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;

#define due_1_0 ((armed >> 0 & 1) && ((k[c2_on_open] >= 20))) /* due */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_entry] >= 24))) /* back */
#define DUE (false || \
  (state == s_on && (due_1_0)) || \
  (state == s_held && (due_2_0)))
#define RESTING (state != s_start && !(state == refused || state == s_gone) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_on_open] != NONE || r[c2_on_open] != NONE || r[c_entry] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_on_open] == 0 || r[c2_on_open] == 0 || r[c_entry] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_on_open] != NONE && (k[c_on_open] > 12 || (k[c_on_open] == 12 && r[c_on_open] > 0)) -> k[c_on_open] = 12 + 1; r[c_on_open] = NONE :: else fi;
  if :: r[c2_on_open] != NONE && (k[c2_on_open] > 20 || (k[c2_on_open] == 20 && r[c2_on_open] > 0)) -> k[c2_on_open] = 20 + 1; r[c2_on_open] = NONE :: else fi;
  if :: r[c_entry] != NONE && (k[c_entry] > 24 || (k[c_entry] == 24 && r[c_entry] > 0)) -> k[c_entry] = 24 + 1; r[c_entry] = NONE :: else fi;
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
    if :: r[c_on_open] == 0 && !(false) -> k[c_on_open]++ :: else fi;
    if :: r[c2_on_open] == 0 && !(state == s_held) -> k[c2_on_open]++ :: else fi;
    if :: r[c_entry] == 0 && !(false) -> k[c_entry]++ :: else fi;
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
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_held ->
      skip
    :: state == s_gone ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE;
      k[c2_on_open] = UNSET; r[c2_on_open] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_open] = UNSET; r[c_on_open] = NONE;
      k[c2_on_open] = UNSET; r[c2_on_open] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_on && due_1_0 ->
    armed = armed & ~1;
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_due); calls = 0
  :: state == s_held && due_2_0 ->
    armed = armed & ~1;
    state = s_on; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c2_on_open] != UNSET) -> 1 : 0);
    SEE(0, e_back); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_on; armed = 0;
    k[c_on_open] = 0; r[c_on_open] = 0;
    k[c2_on_open] = 0; r[c2_on_open] = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c2_on_open] != UNSET) -> 1 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_on && !DUE && !(SILENT >> 1 & 1) -> /* user call */
    govern = (!(true) -> 0 : (true && ((k[c_on_open] >= 8)) && ((k[c_on_open] != UNSET && k[c_on_open] < 12)) -> 1 :
      0));
    if
    :: govern == 1 ->
    SEE(1, e_call); calls = 0
    :: else -> state = refused
    fi
  :: state == s_on && !DUE && !(SILENT >> 2 & 1) -> /* shop hold */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_held; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(2, e_hold); calls = 0
    :: else -> state = refused
    fi
  :: state == s_held && !DUE && !(SILENT >> 2 & 1) -> /* shop resume */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_on; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c2_on_open] != UNSET) -> 1 : 0);
    SEE(2, e_resume); calls = 0
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
