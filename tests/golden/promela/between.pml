/* A model of policy between for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p: can reach by_first; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_by_first)
#define MODEL 1
#endif
#if PROMISE == 2 /* p: can reach by_second; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_by_second)
#define MODEL 1
#endif
#if PROMISE == 3 /* p: by_second only after x; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_x; assert(seen || state != s_by_second)
#define MODEL 1
#endif
#if PROMISE == 4 /* p: ends within 17d; holds if an assertion is never violated */
#define WITHIN 17
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 5 /* p: ends within 16d; holds if an assertion is never violated */
#define WITHIN 16
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 6 /* p: ends within 4d; holds if an assertion is never violated */
#define SILENT 2147483647
#define WITHIN 4
#define SEE(who, what) skip
#define MODEL 1
#endif
#if PROMISE == 7 /* q: can reach by_second; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_by_second)
#define MODEL 2
#endif
#if PROMISE == 8 /* q: can reach by_first; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_by_first)
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
/* Unit of time: 1d, with regions for what lies between. */
#define s_start 0
#define s_a 1
#define s_b 2
#define s_c 3
#define s_d 4
#define s_off 5
#define s_by_first 6
#define s_by_second 7
#define refused 8 /* what the rules refuse leads nowhere */
#define a_user 1
#define e_open 0
#define e_first 1
#define e_second 2
#define e_go 3
#define e_stay_a 4
#define e_stay_b 5
#define e_stay_c 6
#define e_x 7
#define e_y 8
#define c_total 0
#define c_entry 1
#define c_on_first 2
#define c_on_second 3
#define CLOCKS 4

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
byte o_0 = 1; /* in d, whether x (0) or y (2) falls due first */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 4))) /* stay_a */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_entry] >= 4))) /* stay_b */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 9))) /* stay_c */
#define due_4_0 ((armed >> 0 & 1) && ((k[c_on_first] >= 5))) /* x */
#define due_4_1 ((armed >> 1 & 1) && ((k[c_on_second] >= 3))) /* y */
#define DUE (false || \
  (state == s_a && (due_1_0)) || \
  (state == s_b && (due_2_0)) || \
  (state == s_c && (due_3_0)) || \
  (state == s_d && (due_4_0 || due_4_1)))
#define RESTING (state != s_start && !(state == refused || state == s_off || state == s_by_first || state == s_by_second) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_entry] != NONE || r[c_on_first] != NONE || r[c_on_second] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_entry] == 0 || r[c_on_first] == 0 || r[c_on_second] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_entry] != NONE && (k[c_entry] > 9 || (k[c_entry] == 9 && r[c_entry] > 0)) -> k[c_entry] = 9 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c_on_first] != NONE && (k[c_on_first] > 5 || (k[c_on_first] == 5 && r[c_on_first] > 0)) -> k[c_on_first] = 5 + 1; r[c_on_first] = NONE :: else fi;
  if :: r[c_on_second] != NONE && (k[c_on_second] > 3 || (k[c_on_second] == 3 && r[c_on_second] > 0)) -> k[c_on_second] = 3 + 1; r[c_on_second] = NONE :: else fi;
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
    :: state == s_a ->
      skip
    :: state == s_b ->
      skip
    :: state == s_c ->
      skip
    :: state == s_d ->
      skip;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE
    :: state == s_by_first ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE
    :: state == s_by_second ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE;
      o_0 = 1
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_a && due_1_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stay_a); calls = 0
  :: state == s_b && due_2_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stay_b); calls = 0
  :: state == s_c && due_3_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stay_c); calls = 0
  :: state == s_d && due_4_0 && !(due_4_1 && (((k[c_on_second] > 3 || (k[c_on_second] == 3 && r[c_on_second] != 0))) && (!((k[c_on_first] > 5 || (k[c_on_first] == 5 && r[c_on_first] != 0))) || o_0 == 2))) ->
    armed = armed & ~1;
    state = s_by_first; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_x); calls = 0
  :: state == s_d && due_4_1 && !(due_4_0 && !(((k[c_on_second] > 3 || (k[c_on_second] == 3 && r[c_on_second] != 0))) && (!((k[c_on_first] > 5 || (k[c_on_first] == 5 && r[c_on_first] != 0))) || o_0 == 2))) ->
    armed = armed & ~2;
    state = s_by_second; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_y); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_a; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_a && !DUE && !(SILENT >> 1 & 1) -> /* user first */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_b; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_second] < -2 -> 0 : (k[c_on_second] == -2 && r[c_on_second] == 0 -> 1 : 2));
    k[c_on_first] = 0; r[c_on_first] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_first); calls = 0
    :: else -> state = refused
    fi
  :: state == s_b && !DUE && !(SILENT >> 1 & 1) -> /* user second */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_c; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_first] < 2 -> 2 : (k[c_on_first] == 2 && r[c_on_first] == 0 -> 1 : 0));
    k[c_on_second] = 0; r[c_on_second] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_second); calls = 0
    :: else -> state = refused
    fi
  :: state == s_c && !DUE && !(SILENT >> 1 & 1) -> /* user go */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_d; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_first] != UNSET) -> 1 : 0) | ((k[c_on_second] != UNSET) -> 2 : 0);
    SEE(1, e_go); calls = 0
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

#if MODEL == 2 /* q */
/* Unit of time: 1d, with regions for what lies between. */
#define s_start 0
#define s_a 1
#define s_b 2
#define s_c 3
#define s_d 4
#define s_off 5
#define s_by_first 6
#define s_by_second 7
#define refused 8 /* what the rules refuse leads nowhere */
#define a_user 1
#define e_open 0
#define e_first 1
#define e_second 2
#define e_go 3
#define e_stay_a 4
#define e_stay_b 5
#define e_stay_c 6
#define e_x 7
#define e_y 8
#define c_total 0
#define c_on_first 1
#define c_entry 2
#define c_on_second 3
#define CLOCKS 4

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
byte o_0 = 1; /* in d, whether x (0) or y (2) falls due first */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 4))) /* stay_a */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_entry] >= 4))) /* stay_b */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 9))) /* stay_c */
#define due_4_0 ((armed >> 0 & 1) && ((k[c_on_first] >= 5))) /* x */
#define due_4_1 ((armed >> 1 & 1) && ((k[c_on_second] >= 3))) /* y */
#define DUE (false || \
  (state == s_a && (due_1_0)) || \
  (state == s_b && (due_2_0)) || \
  (state == s_c && (due_3_0)) || \
  (state == s_d && (due_4_0 || due_4_1)))
#define RESTING (state != s_start && !(state == refused || state == s_off || state == s_by_first || state == s_by_second) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_on_first] != NONE || r[c_entry] != NONE || r[c_on_second] != NONE)
#define WHOLE (r[c_total] == 0 || r[c_on_first] == 0 || r[c_entry] == 0 || r[c_on_second] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_on_first] != NONE && (k[c_on_first] > 5 || (k[c_on_first] == 5 && r[c_on_first] > 0)) -> k[c_on_first] = 5 + 1; r[c_on_first] = NONE :: else fi;
  if :: r[c_entry] != NONE && (k[c_entry] > 9 || (k[c_entry] == 9 && r[c_entry] > 0)) -> k[c_entry] = 9 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c_on_second] != NONE && (k[c_on_second] > 3 || (k[c_on_second] == 3 && r[c_on_second] > 0)) -> k[c_on_second] = 3 + 1; r[c_on_second] = NONE :: else fi;
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
    :: state == s_a ->
      skip
    :: state == s_b ->
      skip
    :: state == s_c ->
      skip
    :: state == s_d ->
      skip;
      k[c_entry] = UNSET; r[c_entry] = NONE
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE
    :: state == s_by_first ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE
    :: state == s_by_second ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_on_first] = UNSET; r[c_on_first] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c_on_second] = UNSET; r[c_on_second] = NONE;
      o_0 = 1
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_a && due_1_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stay_a); calls = 0
  :: state == s_b && due_2_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stay_b); calls = 0
  :: state == s_c && due_3_0 ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_stay_c); calls = 0
  :: state == s_d && due_4_0 && !(due_4_1 && (((k[c_on_second] > 3 || (k[c_on_second] == 3 && r[c_on_second] != 0))) && (!((k[c_on_first] > 5 || (k[c_on_first] == 5 && r[c_on_first] != 0))) || o_0 == 2))) ->
    armed = armed & ~1;
    state = s_by_first; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_x); calls = 0
  :: state == s_d && due_4_1 && !(due_4_0 && !(((k[c_on_second] > 3 || (k[c_on_second] == 3 && r[c_on_second] != 0))) && (!((k[c_on_first] > 5 || (k[c_on_first] == 5 && r[c_on_first] != 0))) || o_0 == 2))) ->
    armed = armed & ~2;
    state = s_by_second; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_y); calls = 0
  :: state == s_start && !DUE -> /* user open */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_a; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_open); calls = 0
    :: else -> state = refused
    fi
  :: state == s_a && !DUE && !(SILENT >> 1 & 1) -> /* user first */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_b; armed = 0;
    o_0 = (k[c_on_second] < -2 -> 0 : (k[c_on_second] == -2 && r[c_on_second] == 0 -> 1 : 2));
    k[c_on_first] = 0; r[c_on_first] = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_first); calls = 0
    :: else -> state = refused
    fi
  :: state == s_b && !DUE && !(SILENT >> 1 & 1) -> /* user second */
    govern = (!(true) -> 0 : (true && ((k[c_on_first] >= 3)) -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_c; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_first] < 2 -> 2 : (k[c_on_first] == 2 && r[c_on_first] == 0 -> 1 : 0));
    k[c_on_second] = 0; r[c_on_second] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(1, e_second); calls = 0
    :: else -> state = refused
    fi
  :: state == s_c && !DUE && !(SILENT >> 1 & 1) -> /* user go */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_d; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_on_first] != UNSET) -> 1 : 0) | ((k[c_on_second] != UNSET) -> 2 : 0);
    SEE(1, e_go); calls = 0
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
