/* A model of policy left_out for the model checker Spin. Written by ombud 0.1.0.
 *
 * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000
 *
 * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a mode.
 * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */

#if PROMISE == 1 /* p, for fast: can reach off; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_off)
#define MODEL 1
#endif
#if PROMISE == 2 /* p, for slow: can reach off; holds if an assertion is violated */
#define SEE(who, what) assert(state != s_off)
#define MODEL 2
#endif
#if PROMISE == 3 /* p, for fast: never refund with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 4 /* p, for slow: never refund with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 2
#endif
#if PROMISE == 5 /* p, for fast: never refund with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 6 /* p, for slow: never refund with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 2
#endif
#if PROMISE == 7 /* p, for fast: never thank with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 8 /* p, for slow: never thank with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 2
#endif
#if PROMISE == 9 /* p, for fast: never refund with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 1
#endif
#if PROMISE == 10 /* p, for slow: never refund with these arguments; holds if an assertion is never violated */
#define SEE(who, what) assert(calls == 0)
#define MODEL 2
#endif
#if PROMISE == 11 /* p, for fast: gone only after freeze; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_freeze; assert(seen || state != s_gone)
#define MODEL 1
#endif
#if PROMISE == 12 /* p, for slow: gone only after freeze; holds if an assertion is never violated */
#define SEE(who, what) seen = seen || what == e_freeze; assert(seen || state != s_gone)
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

#if MODEL == 1 /* p, for fast */
/* Unit of time: 1h, of which everything happens at multiples of 15m, since some time is not counted:
 * what an assertion refutes is refuted; what none does may fail in a course off this grid. */
#define s_start 0
#define s_booked 1
#define s_settled 2
#define s_held 3
#define s_gone 5
#define s_off 6
#define refused 7 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_book 0
#define e_pay 1
#define e_hold 2
#define e_owe 3
#define e_resume 4
#define e_freeze 5
#define e_over 6
#define e_later 7
#define e_due 8
#define e_keep 9
#define e_lose 10
#define e_back 11
#define e_lapse 12
#define e_thaw 13
#define c_total 0
#define c_entry 1
#define c2_at_day 2
#define c_on_book 3
#define c_on_pay 4
#define CLOCKS 5

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
int f_paid = UNGIVEN;
int f_debt = UNGIVEN;
int f_gift = UNGIVEN;
int f_fee = UNGIVEN;
byte o_0 = 1; /* in settled, whether keep (0) or lose (2) falls due first */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 80))) /* over */
#define due_1_1 ((armed >> 1 & 1) && ((k[c2_at_day] >= 36))) /* later */
#define due_1_2 ((armed >> 2 & 1) && ((k[c2_at_day] >= 32))) /* due */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_on_book] >= 16))) /* keep */
#define due_2_1 ((armed >> 1 & 1) && ((k[c_on_pay] >= 12))) /* lose */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 32))) /* lapse */
#define due_3_1 ((armed >> 1 & 1) && ((k[c_entry] >= 16))) /* back */
#define DUE (false || \
  (state == s_booked && (due_1_0 || due_1_1 || due_1_2)) || \
  (state == s_settled && (due_2_0 || due_2_1)) || \
  (state == s_held && (due_3_0 || due_3_1)))
#define RESTING (state != s_start && !(state == refused || state == s_gone || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_entry] != NONE || r[c2_at_day] != NONE || r[c_on_book] != NONE || r[c_on_pay] != NONE || k[c2_at_day] == 31)
#define WHOLE (r[c_total] == 0 || r[c_entry] == 0 || r[c2_at_day] == 0 || r[c_on_book] == 0 || r[c_on_pay] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_entry] != NONE && (k[c_entry] > 80 || (k[c_entry] == 80 && r[c_entry] > 0)) -> k[c_entry] = 80 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c2_at_day] != NONE && (k[c2_at_day] > 36 || (k[c2_at_day] == 36 && r[c2_at_day] > 0)) -> k[c2_at_day] = 36 + 1; r[c2_at_day] = NONE :: else fi;
  if :: r[c_on_book] != NONE && (k[c_on_book] > 16 || (k[c_on_book] == 16 && r[c_on_book] > 0)) -> k[c_on_book] = 16 + 1; r[c_on_book] = NONE :: else fi;
  if :: r[c_on_pay] != NONE && (k[c_on_pay] > 12 || (k[c_on_pay] == 12 && r[c_on_pay] > 0)) -> k[c_on_pay] = 12 + 1; r[c_on_pay] = NONE :: else fi;
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
    if :: r[c_entry] == 0 && !(false) -> k[c_entry]++ :: else fi;
    if :: r[c2_at_day] == 0 && !(k[c2_at_day] >= 0 && (state == s_held)) -> k[c2_at_day]++ :: else fi;
    if :: r[c_on_book] == 0 && !(false) -> k[c_on_book]++ :: else fi;
    if :: r[c_on_pay] == 0 && !(false) -> k[c_on_pay]++ :: else fi;
    skip
  }
}

/* A moment that was far may be so near now. */
inline arrive() {
  if :: k[c2_at_day] == 31 && !(state == s_held) -> if :: skip :: k[c2_at_day] = 32; r[c2_at_day] = 0 fi :: else fi;
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_booked ->
      skip;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_settled ->
      skip;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN
    :: state == s_held ->
      skip;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_gone ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_on_pay] = UNSET; r[c_on_pay] = NONE;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_on_pay] = UNSET; r[c_on_pay] = NONE;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_on_pay] = UNSET; r[c_on_pay] = NONE;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN;
      o_0 = 1
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_booked && due_1_0 && !(due_1_1 && ((k[c2_at_day] > 36 || (k[c2_at_day] == 36 && r[c2_at_day] != 0)))) && !(due_1_2 && ((k[c2_at_day] > 32 || (k[c2_at_day] == 32 && r[c2_at_day] != 0)))) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_over); calls = 0
  :: state == s_booked && due_1_1 && !(due_1_0 && !((k[c2_at_day] > 36 || (k[c2_at_day] == 36 && r[c2_at_day] != 0)))) && !(due_1_2 && true) ->
    armed = armed & ~2;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_later); calls = 0
  :: state == s_booked && due_1_2 && !(due_1_0 && !((k[c2_at_day] > 32 || (k[c2_at_day] == 32 && r[c2_at_day] != 0)))) && !(due_1_1 && !true) ->
    armed = armed & ~4;
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_due); calls = 0
  :: state == s_settled && due_2_0 && !(due_2_1 && (((k[c_on_pay] > 12 || (k[c_on_pay] == 12 && r[c_on_pay] != 0))) && (!((k[c_on_book] > 16 || (k[c_on_book] == 16 && r[c_on_book] != 0))) || o_0 == 2))) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_keep); calls = 0
  :: state == s_settled && due_2_1 && !(due_2_0 && !(((k[c_on_pay] > 12 || (k[c_on_pay] == 12 && r[c_on_pay] != 0))) && (!((k[c_on_book] > 16 || (k[c_on_book] == 16 && r[c_on_book] != 0))) || o_0 == 2))) ->
    armed = armed & ~2;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_lose); calls = 0
  :: state == s_held && due_3_0 && !(due_3_1 && true) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_lapse); calls = 0
  :: state == s_held && due_3_1 && !(due_3_0 && !true) ->
    armed = armed & ~2;
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~7) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c2_at_day] != UNSET) -> 2 : 0) | ((k[c2_at_day] != UNSET) -> 4 : 0);
    SEE(0, e_back); calls = 0
  :: state == s_start && !DUE -> /* user book */
    r[c2_at_day] = NONE;
    if
    :: k[c2_at_day] = 31
    :: k[c2_at_day] = 37
    :: select(pick : 32 .. 36); k[c2_at_day] = pick;
      r[c2_at_day] = 0
    fi;
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_pay] < -4 -> 0 : (k[c_on_pay] == -4 && r[c_on_pay] == 0 -> 1 : 2));
    k[c_on_book] = 0; r[c_on_book] = 0;
    armed = (armed & ~7) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c2_at_day] != UNSET) -> 2 : 0) | ((k[c2_at_day] != UNSET) -> 4 : 0);
    SEE(1, e_book); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user pay */
    if :: f_paid = 1 :: f_paid = 2 :: f_paid = 3 :: f_paid = 4 :: f_paid = 5 fi;
    if :: f_fee = 0 :: f_fee = 1 :: f_fee = 2 :: f_fee = 3 :: f_fee = 4 :: f_fee = 5 fi;
    govern = (!(true && (f_fee == UNGIVEN || f_paid == UNGIVEN || f_fee < f_paid)) -> 0 : (((f_paid <= 2)) -> 1 :
      (((f_paid >= 3)) -> 2 :
      0)));
    if
    :: govern == 1 ->
    state = s_settled; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_book] < 4 -> 2 : (k[c_on_book] == 4 && r[c_on_book] == 0 -> 1 : 0));
    k[c_on_pay] = 0; r[c_on_pay] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET) -> 1 : 0) | ((k[c_on_pay] != UNSET) -> 2 : 0);
    SEE(1, e_pay); calls = 0
    :: govern == 2 ->
    state = s_settled; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_book] < 4 -> 2 : (k[c_on_book] == 4 && r[c_on_book] == 0 -> 1 : 0));
    k[c_on_pay] = 0; r[c_on_pay] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET) -> 1 : 0) | ((k[c_on_pay] != UNSET) -> 2 : 0);
    SEE(1, e_pay); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 2 & 1) -> /* shop hold */
    if :: f_paid = 1 :: f_paid = 2 :: f_paid = 3 :: f_paid = 4 :: f_paid = 5 fi;
    if :: f_fee = 0 :: f_fee = 1 :: f_fee = 2 :: f_fee = 3 :: f_fee = 4 :: f_fee = 5 fi;
    govern = (!(true && (f_fee == UNGIVEN || f_paid == UNGIVEN || f_fee < f_paid)) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_held; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(2, e_hold); calls = 0
    :: else -> state = refused
    fi
  :: state == s_settled && !DUE && !(SILENT >> 1 & 1) -> /* user owe */
    if :: f_debt = -5 :: f_debt = 1 :: f_debt = 2 :: f_debt = 3 :: f_debt = 4 fi;
    if :: f_gift = 0 :: f_gift = 1 fi;
    govern = (!(true) -> 0 : (((f_debt >= 3) || (f_paid == 1) || (f_gift == 0)) -> 1 :
      (((f_debt <= 2 && f_paid >= 2 && f_gift == 1)) -> 2 :
      0)));
    if
    :: govern == 1 ->
#if PROMISE == 7
    calls = 1;
#endif
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(1, e_owe); calls = 0
    :: govern == 2 ->
#if PROMISE == 3
    calls = (f_fee == 3 && f_debt == 2 -> 1 : 0) + (f_paid == 3 -> 1 : 0);
#endif
#if PROMISE == 7
    calls = (f_gift == 0 -> 1 : 0);
#endif
#if PROMISE == 9
    calls = (f_fee == 2 && f_debt == 3 -> 1 : 0);
#endif
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(1, e_owe); calls = 0
    :: else -> state = refused
    fi
  :: state == s_held && !DUE && !(SILENT >> 2 & 1) -> /* shop resume */
    govern = (!(true) -> 0 : (((f_paid >= 4) || (f_paid <= 3)) -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~7) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c2_at_day] != UNSET) -> 2 : 0) | ((k[c2_at_day] != UNSET) -> 4 : 0);
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

#if MODEL == 2 /* p, for slow */
/* Unit of time: 1h, of which everything happens at multiples of 15m, since some time is not counted:
 * what an assertion refutes is refuted; what none does may fail in a course off this grid. */
#define s_start 0
#define s_booked 1
#define s_settled 2
#define s_held 3
#define s_frozen 4
#define s_gone 5
#define s_off 6
#define refused 7 /* what the rules refuse leads nowhere */
#define a_user 1
#define a_shop 2
#define e_book 0
#define e_pay 1
#define e_hold 2
#define e_owe 3
#define e_resume 4
#define e_freeze 5
#define e_over 6
#define e_later 7
#define e_due 8
#define e_keep 9
#define e_lose 10
#define e_back 11
#define e_lapse 12
#define e_thaw 13
#define c_total 0
#define c_entry 1
#define c2_at_day 2
#define c_on_book 3
#define c_on_pay 4
#define CLOCKS 5

short state, k[CLOCKS] = UNSET;
byte r[CLOCKS] = NONE;
int armed;
byte seen;
byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */
short pick;
int f_paid = UNGIVEN;
int f_debt = UNGIVEN;
int f_gift = UNGIVEN;
int f_fee = UNGIVEN;
byte o_0 = 1; /* in settled, whether keep (0) or lose (2) falls due first */

#define due_1_0 ((armed >> 0 & 1) && ((k[c_entry] >= 80))) /* over */
#define due_1_1 ((armed >> 1 & 1) && ((k[c2_at_day] >= 36))) /* later */
#define due_1_2 ((armed >> 2 & 1) && ((k[c2_at_day] >= 32))) /* due */
#define due_2_0 ((armed >> 0 & 1) && ((k[c_on_book] >= 16))) /* keep */
#define due_2_1 ((armed >> 1 & 1) && ((k[c_on_pay] >= 12))) /* lose */
#define due_3_0 ((armed >> 0 & 1) && ((k[c_entry] >= 32))) /* lapse */
#define due_3_1 ((armed >> 1 & 1) && ((k[c_entry] >= 16))) /* back */
#define due_4_0 ((armed >> 0 & 1) && ((k[c_entry] >= 16))) /* thaw */
#define DUE (false || \
  (state == s_booked && (due_1_0 || due_1_1 || due_1_2)) || \
  (state == s_settled && (due_2_0 || due_2_1)) || \
  (state == s_held && (due_3_0 || due_3_1)) || \
  (state == s_frozen && (due_4_0)))
#define RESTING (state != s_start && !(state == refused || state == s_gone || state == s_off) && !DUE)
#define MOVING (r[c_total] != NONE || r[c_entry] != NONE || r[c2_at_day] != NONE || r[c_on_book] != NONE || r[c_on_pay] != NONE || k[c2_at_day] == 31)
#define WHOLE (r[c_total] == 0 || r[c_entry] == 0 || r[c2_at_day] == 0 || r[c_on_book] == 0 || r[c_on_pay] == 0)

/* Beyond all that a clock is compared with it does not matter how far. */
inline ripen() {
#ifdef WITHIN
  if :: r[c_total] != NONE && (k[c_total] > WITHIN || (k[c_total] == WITHIN && r[c_total] > 0)) -> k[c_total] = WITHIN + 1; r[c_total] = NONE :: else fi;
#endif
  if :: r[c_entry] != NONE && (k[c_entry] > 80 || (k[c_entry] == 80 && r[c_entry] > 0)) -> k[c_entry] = 80 + 1; r[c_entry] = NONE :: else fi;
  if :: r[c2_at_day] != NONE && (k[c2_at_day] > 36 || (k[c2_at_day] == 36 && r[c2_at_day] > 0)) -> k[c2_at_day] = 36 + 1; r[c2_at_day] = NONE :: else fi;
  if :: r[c_on_book] != NONE && (k[c_on_book] > 16 || (k[c_on_book] == 16 && r[c_on_book] > 0)) -> k[c_on_book] = 16 + 1; r[c_on_book] = NONE :: else fi;
  if :: r[c_on_pay] != NONE && (k[c_on_pay] > 12 || (k[c_on_pay] == 12 && r[c_on_pay] > 0)) -> k[c_on_pay] = 12 + 1; r[c_on_pay] = NONE :: else fi;
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
    if :: r[c_entry] == 0 && !(false) -> k[c_entry]++ :: else fi;
    if :: r[c2_at_day] == 0 && !(k[c2_at_day] >= 0 && (state == s_held || state == s_frozen)) -> k[c2_at_day]++ :: else fi;
    if :: r[c_on_book] == 0 && !(false) -> k[c_on_book]++ :: else fi;
    if :: r[c_on_pay] == 0 && !(false) -> k[c_on_pay]++ :: else fi;
    skip
  }
}

/* A moment that was far may be so near now. */
inline arrive() {
  if :: k[c2_at_day] == 31 && !(state == s_held || state == s_frozen) -> if :: skip :: k[c2_at_day] = 32; r[c2_at_day] = 0 fi :: else fi;
  skip
}

/* What no rule asks for any more from here on. */
inline forget() {
    if
    :: state == s_booked ->
      skip;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_settled ->
      skip;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN
    :: state == s_held ->
      skip;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_frozen ->
      skip;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_gone ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_on_pay] = UNSET; r[c_on_pay] = NONE;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == s_off ->
      skip;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_on_pay] = UNSET; r[c_on_pay] = NONE;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN
    :: state == refused ->
      armed = 0; seen = 0;
      k[c_total] = UNSET; r[c_total] = NONE;
      k[c_entry] = UNSET; r[c_entry] = NONE;
      k[c2_at_day] = UNSET; r[c2_at_day] = NONE;
      k[c_on_book] = UNSET; r[c_on_book] = NONE;
      k[c_on_pay] = UNSET; r[c_on_pay] = NONE;
      f_paid = UNGIVEN;
      f_debt = UNGIVEN;
      f_gift = UNGIVEN;
      f_fee = UNGIVEN;
      o_0 = 1
    :: else
    fi
}

active proctype rules() {
end:
  do :: atomic {
  if
  :: state == s_booked && due_1_0 && !(due_1_1 && ((k[c2_at_day] > 36 || (k[c2_at_day] == 36 && r[c2_at_day] != 0)))) && !(due_1_2 && ((k[c2_at_day] > 32 || (k[c2_at_day] == 32 && r[c2_at_day] != 0)))) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_over); calls = 0
  :: state == s_booked && due_1_1 && !(due_1_0 && !((k[c2_at_day] > 36 || (k[c2_at_day] == 36 && r[c2_at_day] != 0)))) && !(due_1_2 && true) ->
    armed = armed & ~2;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_later); calls = 0
  :: state == s_booked && due_1_2 && !(due_1_0 && !((k[c2_at_day] > 32 || (k[c2_at_day] == 32 && r[c2_at_day] != 0)))) && !(due_1_1 && !true) ->
    armed = armed & ~4;
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_due); calls = 0
  :: state == s_settled && due_2_0 && !(due_2_1 && (((k[c_on_pay] > 12 || (k[c_on_pay] == 12 && r[c_on_pay] != 0))) && (!((k[c_on_book] > 16 || (k[c_on_book] == 16 && r[c_on_book] != 0))) || o_0 == 2))) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_keep); calls = 0
  :: state == s_settled && due_2_1 && !(due_2_0 && !(((k[c_on_pay] > 12 || (k[c_on_pay] == 12 && r[c_on_pay] != 0))) && (!((k[c_on_book] > 16 || (k[c_on_book] == 16 && r[c_on_book] != 0))) || o_0 == 2))) ->
    armed = armed & ~2;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_lose); calls = 0
  :: state == s_held && due_3_0 && !(due_3_1 && true) ->
    armed = armed & ~1;
    state = s_off; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(0, e_lapse); calls = 0
  :: state == s_held && due_3_1 && !(due_3_0 && !true) ->
    armed = armed & ~2;
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~7) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c2_at_day] != UNSET) -> 2 : 0) | ((k[c2_at_day] != UNSET) -> 4 : 0);
    SEE(0, e_back); calls = 0
  :: state == s_frozen && due_4_0 ->
    armed = armed & ~1;
    state = s_held; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(0, e_thaw); calls = 0
  :: state == s_start && !DUE -> /* user book */
    r[c2_at_day] = NONE;
    if
    :: k[c2_at_day] = 31
    :: k[c2_at_day] = 37
    :: select(pick : 32 .. 36); k[c2_at_day] = pick;
      r[c2_at_day] = 0
    fi;
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    OPEN;
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_pay] < -4 -> 0 : (k[c_on_pay] == -4 && r[c_on_pay] == 0 -> 1 : 2));
    k[c_on_book] = 0; r[c_on_book] = 0;
    armed = (armed & ~7) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c2_at_day] != UNSET) -> 2 : 0) | ((k[c2_at_day] != UNSET) -> 4 : 0);
    SEE(1, e_book); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 1 & 1) -> /* user pay */
    if :: f_paid = 1 :: f_paid = 2 :: f_paid = 3 :: f_paid = 4 :: f_paid = 5 fi;
    if :: f_fee = 0 :: f_fee = 1 :: f_fee = 2 :: f_fee = 3 :: f_fee = 4 :: f_fee = 5 fi;
    govern = (!(true && (f_fee == UNGIVEN || f_paid == UNGIVEN || f_fee < f_paid)) -> 0 : (((f_paid <= 2)) -> 1 :
      (((f_paid >= 3)) -> 2 :
      0)));
    if
    :: govern == 1 ->
    state = s_settled; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_book] < 4 -> 2 : (k[c_on_book] == 4 && r[c_on_book] == 0 -> 1 : 0));
    k[c_on_pay] = 0; r[c_on_pay] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET) -> 1 : 0) | ((k[c_on_pay] != UNSET) -> 2 : 0);
    SEE(1, e_pay); calls = 0
    :: govern == 2 ->
    state = s_settled; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    o_0 = (k[c_on_book] < 4 -> 2 : (k[c_on_book] == 4 && r[c_on_book] == 0 -> 1 : 0));
    k[c_on_pay] = 0; r[c_on_pay] = 0;
    armed = (armed & ~3) | ((k[c_on_book] != UNSET) -> 1 : 0) | ((k[c_on_pay] != UNSET) -> 2 : 0);
    SEE(1, e_pay); calls = 0
    :: else -> state = refused
    fi
  :: state == s_booked && !DUE && !(SILENT >> 2 & 1) -> /* shop hold */
    if :: f_paid = 1 :: f_paid = 2 :: f_paid = 3 :: f_paid = 4 :: f_paid = 5 fi;
    if :: f_fee = 0 :: f_fee = 1 :: f_fee = 2 :: f_fee = 3 :: f_fee = 4 :: f_fee = 5 fi;
    govern = (!(true && (f_fee == UNGIVEN || f_paid == UNGIVEN || f_fee < f_paid)) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_held; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~3) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c_entry] != UNSET) -> 2 : 0);
    SEE(2, e_hold); calls = 0
    :: else -> state = refused
    fi
  :: state == s_settled && !DUE && !(SILENT >> 1 & 1) -> /* user owe */
    if :: f_debt = -5 :: f_debt = 1 :: f_debt = 2 :: f_debt = 3 :: f_debt = 4 fi;
    if :: f_gift = 0 :: f_gift = 1 fi;
    govern = (!(true) -> 0 : (((f_debt >= 3) || (f_paid == 1) || (f_gift == 0)) -> 1 :
      (((f_debt <= 2 && f_paid >= 2 && f_gift == 1)) -> 2 :
      0)));
    if
    :: govern == 1 ->
#if PROMISE == 8
    calls = 1;
#endif
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(1, e_owe); calls = 0
    :: govern == 2 ->
#if PROMISE == 4
    calls = (f_fee == 3 && f_debt == 2 -> 1 : 0) + (f_paid == 3 -> 1 : 0);
#endif
#if PROMISE == 8
    calls = (f_gift == 0 -> 1 : 0);
#endif
#if PROMISE == 10
    calls = (f_fee == 2 && f_debt == 3 -> 1 : 0);
#endif
    state = s_gone; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    SEE(1, e_owe); calls = 0
    :: else -> state = refused
    fi
  :: state == s_held && !DUE && !(SILENT >> 2 & 1) -> /* shop resume */
    govern = (!(true) -> 0 : (((f_paid >= 4) || (f_paid <= 3)) -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_booked; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~7) | ((k[c_entry] != UNSET) -> 1 : 0) | ((k[c2_at_day] != UNSET) -> 2 : 0) | ((k[c2_at_day] != UNSET) -> 4 : 0);
    SEE(2, e_resume); calls = 0
    :: else -> state = refused
    fi
  :: state == s_held && !DUE && !(SILENT >> 2 & 1) -> /* shop freeze */
    govern = (!(true) -> 0 : (true -> 1 :
      0));
    if
    :: govern == 1 ->
    state = s_frozen; armed = 0;
    k[c_entry] = 0; r[c_entry] = 0;
    armed = (armed & ~1) | ((k[c_entry] != UNSET) -> 1 : 0);
    SEE(2, e_freeze); calls = 0
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
