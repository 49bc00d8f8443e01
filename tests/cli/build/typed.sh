#!/bin/sh
# What is wrong in a call of the typed functions does not compile, in C nor in C++, without a single flag; put right it
# compiles under all of them.
. "$TOP/tests/cli/lib.sh"

exits 0 'a header' "$OMBUD" build -H douyin.h "$TOP/rules/douyin/douyin.ombud"
exits 0 'one of another policy' "$OMBUD" build -H api.h "$TOP/tests/unit/api/api.ombud"

# NAME | WRONG | RIGHT. In reach: r, o and x, cases of return, order and of the other policy; ro, oo and xo for what
# comes of a call; any, a case of any process; host; and a handler for each effect.
cat >pairs <<'END_PAIRS'
an actor as a number | douyin_return_approve(r, DOUYIN_ACTOR_MERCHANT, now, ro) | douyin_return_approve(r, douyin_actor_merchant, now, ro)
a mode for an actor | douyin_return_approve(r, douyin_mode_cod, now, ro) | douyin_return_approve(r, douyin_actor_user, now, ro)
an actor of another policy | douyin_return_approve(r, api_actor_new, now, ro) | api_case_ended_(x, api_actor_new, now, xo)
the clock as an actor | douyin_return_approve(r, douyin_actor_clock, now, ro) | douyin_return_approve(r, douyin_actor_platform, now, ro)
a case of another process | douyin_return_approve(o, douyin_actor_merchant, now, ro) | douyin_order_confirm(o, douyin_actor_merchant, now, oo)
a case of another policy | douyin_return_approve(x, douyin_actor_merchant, now, ro) | douyin_return_approve(r, douyin_actor_merchant, now, ro)
a case of any process | douyin_return_approve(any, douyin_actor_merchant, now, ro) | ombud_ended(&douyin_policy, &any->head)
the head of a case | douyin_return_approve(&r->head, douyin_actor_merchant, now, ro) | ombud_ended(&douyin_policy, &r->head)
room of another process | douyin_return_approve(r, douyin_actor_merchant, now, oo) | douyin_return_approve(r, douyin_actor_merchant, now, ro)
looking with another process | douyin_order_catch_up(r, now, oo) | douyin_order_catch_up(o, now, oo)
no mode | douyin_return_open_apply(r, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro) | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro)
actor and mode swapped | douyin_return_open_apply(r, douyin_actor_user, douyin_mode_cod, douyin_money_of(99), douyin_money_of(8), now, ro) | douyin_return_open_apply(r, douyin_mode_online, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro)
a mode of another policy | douyin_return_open_apply(r, api_mode_case, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro) | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro)
a fact is missing | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, douyin_money_of(99), now, ro) | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro)
a fact that is not asked for | douyin_return_approve(r, douyin_actor_merchant, true, now, ro) | douyin_return_approve(r, douyin_actor_merchant, now, ro)
money as a number | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, 99, 8, now, ro) | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro)
money of another policy | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, api_money_of(99), douyin_money_of(8), now, ro) | douyin_return_open_apply(r, douyin_mode_cod, douyin_actor_user, douyin_money_of(99), douyin_money_of(8), now, ro)
money for now | douyin_return_approve(r, douyin_actor_merchant, douyin_money_of(5), ro) | douyin_return_approve(r, douyin_actor_merchant, 5, ro)
money for a moment | api_case_catch_up_(x, api_actor_label_, api_money_of(5), "text", now, xo) | api_case_catch_up_(x, api_actor_label_, api_moment_of(5), "text", now, xo)
a number for a moment | api_case_catch_up_(x, api_actor_label_, api_number_of(5), "text", now, xo) | api_case_catch_up_(x, api_actor_label_, api_moment_of(5), "text", now, xo)
an instant that is no moment | api_case_catch_up_(x, api_actor_label_, now, "text", now, xo) | api_case_catch_up_(x, api_actor_label_, api_moment_of(now), "text", now, xo)
facts swapped | api_case_catch_up_(x, api_actor_label_, "text", api_moment_of(5), now, xo) | api_case_catch_up_(x, api_actor_label_, api_moment_of(5), "text", now, xo)
money for a number | api_case_step_(x, api_actor_new, api_without_bool, api_money_of(5), now, xo) | api_case_step_(x, api_actor_new, api_without_bool, api_number_of(5), now, xo)
yes or no for a number | api_case_step_(x, api_actor_new, api_without_bool, true, now, xo) | api_case_step_(x, api_actor_new, api_without_bool, api_number_of(1), now, xo)
money for yes or no | api_words_words(w, api_actor_new, api_money_of(5), now, wo) | api_words_words(w, api_actor_new, true, now, wo)
an option of another choice | api_case_open_x(x, api_actor_label_, api_choice_union_return, now, xo) | api_case_open_x(x, api_actor_label_, api_choice_switch_return, now, xo)
an option as a number | api_case_open_x(x, api_actor_label_, API_CHOICE_SWITCH_BREAK, now, xo) | api_case_open_x(x, api_actor_label_, api_choice_switch_break, now, xo)
what may be left out as it is | douyin_order_cancel(o, douyin_actor_merchant, true, now, oo) | douyin_order_cancel(o, douyin_actor_merchant, douyin_with_agreed(true), now, oo)
what may be left out, left out | douyin_order_cancel(o, douyin_actor_user, now, oo) | douyin_order_cancel(o, douyin_actor_user, douyin_without_agreed, now, oo)
another fact that may be left out | api_case_step_(x, api_actor_new, api_with_c(true), api_number_of(5), now, xo) | api_case_step_(x, api_actor_new, api_with_bool(true), api_number_of(5), now, xo)
a number for a text | douyin_return_send_back(r, douyin_actor_user, 5, now, ro) | douyin_return_send_back(r, douyin_actor_user, "SF5", now, ro)
an action of another process | douyin_return_pay(r, douyin_actor_user, now, ro) | douyin_order_pay(o, douyin_actor_user, now, oo)
an opening that comes later | douyin_return_apply(r, douyin_actor_user, now, ro) | douyin_return_refuse(r, douyin_actor_merchant, now, ro)
an action that opens no case | douyin_return_open_refuse(r, douyin_mode_cod, douyin_actor_user, now, ro) | douyin_return_refuse(r, douyin_actor_merchant, now, ro)
no handler for an effect | douyin_order_visit(oo, host, on_refund) | douyin_order_visit(oo, host, on_refund, on_penalise)
a handler too many | douyin_order_visit(oo, host, on_refund, on_compensate, on_penalise) | douyin_return_visit(ro, host, on_refund, on_compensate, on_penalise)
handlers swapped | douyin_return_visit(ro, host, on_compensate, on_refund, on_penalise) | douyin_return_visit(ro, host, on_refund, on_compensate, on_penalise)
effects of another process | douyin_return_visit(oo, host, on_refund, on_compensate, on_penalise) | douyin_return_visit(ro, host, on_refund, on_compensate, on_penalise)
an argument of another effect | (void)refund->who | (void)penalise->who
money reckoned with as a number | (void)(refund->amount > 5) | (void)(refund->amount.minor > 5)
an amount for an actor | (void)douyin_actor_label(refund->amount, "en") | (void)douyin_actor_label(penalise->who, "en")
an actor for an option | (void)douyin_choice_fault_label(penalise->who, "en") | (void)douyin_choice_fault_label(penalise->what, "en")
a mode for an actor's text | (void)douyin_actor_label(douyin_mode_cod, "en") | (void)douyin_mode_label(douyin_mode_cod, "en")
a state of another process | (void)douyin_order_state(r) | (void)douyin_order_state(o)
END_PAIRS

cat >begin.h <<'END_BEGIN'
#include "douyin.h"
#include "api.h"
void on_refund(void *host, const ombud_event *event, const douyin_effect_refund *effect);
void on_compensate(void *host, const ombud_event *event, const douyin_effect_compensate *effect);
void on_penalise(void *host, const ombud_event *event, const douyin_effect_penalise *effect);
#define GIVEN                                                                                                      \
  (douyin_return_case *r, douyin_return_out *ro, douyin_order_case *o, douyin_order_out *oo, api_case_case *x,     \
   api_case_out *xo, api_words_case *w, api_words_out *wo, douyin_case *any, void *host, ombud_time now,           \
   const douyin_effect_refund *refund, const douyin_effect_penalise *penalise)
END_BEGIN

# Each as a function in a line of its own: pair 1 is in line 2.
functions() { # FIELD NAME
  echo '#include "begin.h"'
  awk -F ' *[|] *' -v field="$1" -v name="$2" \
    '{ printf "void %s_%d GIVEN; void %s_%d GIVEN { %s; }\n", name, NR, name, NR, $field }' pairs
}
functions 3 right >right.c
functions 2 wrong >wrong.c

try() { # LABEL STRICT COMPILER…
  label=$1
  strict=$2
  shift 2
  have "$1" || { skip "$label" "no $1 here" && return; }
  # shellcheck disable=SC2086 # flags are words
  pass "$label: all that is right" "$@" $strict -Wno-unused-parameter -O2 -I. -I"$TOP/runtime" -c -o right.o right.c
  case $1 in clang*) all=-ferror-limit=0 ;; *) all=-fmax-errors=0 ;; esac
  "$@" $all -I. -I"$TOP/runtime" -fsyntax-only wrong.c >said 2>&1
  number=1
  while read -r line; do
    number=$((number + 1))
    pass "$label: ${line%% |*}" grep "^wrong.c:$number:.*error: " said
  done <pairs
  pass "$label: and nothing else is wrong" sh -c '! grep "error: " said | grep -v "^wrong.c:"'
}

plus='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror'
try 'C with gcc' "$WARNINGS" gcc -std=c11
try 'C with clang' "$WARNINGS" clang -std=c11
try 'C++ with g++' "$plus" g++ -std=c++17 -x c++
try 'C++ with clang++' "$plus" clang++ -std=c++17 -x c++

# ---- rules that change ----

cp "$TOP/rules/douyin/douyin.md" .
host() { # LINE: a program with that line compiles
  echo '#include "begin.h"' >host.c
  echo "void host GIVEN; void host GIVEN { $1; }" | sed 's/void host/void run/g' >>host.c
  gcc -std=c11 -I. -I"$TOP/runtime" -fsyntax-only host.c
}
changed() { # SED: the header of rules that are changed so
  sed "$1" "$TOP/rules/douyin/douyin.ombud" >douyin.ombud
  ! cmp -s douyin.ombud "$TOP/rules/douyin/douyin.ombud" && "$OMBUD" build -Wno-all -H douyin.h douyin.ombud
}
if have gcc; then
  two='douyin_order_visit(oo, host, on_refund, on_penalise)'
  three='douyin_order_visit(oo, host, on_refund, on_compensate, on_penalise)'
  exits 0 'rules as they are' host "$two"
  exits 0 'a new effect' changed 's/user may sign -> delivered/& do compensate(paid)/'
  exits 1 '… breaks the program' host "$two"
  exits 0 '… until it is handled' host "$three"
  confirm='douyin_return_confirm(r, douyin_actor_merchant, now, ro)'
  exits 0 'rules as they were' changed 's/version  "/&again /'
  exits 0 '… compile' host "$confirm"
  exits 0 'a new fact' changed 's/merchant must confirm ->/merchant must confirm(voucher) ->/'
  exits 1 '… breaks the program' host "$confirm"
  exits 0 '… until it is given' host 'douyin_return_confirm(r, douyin_actor_merchant, "proof", now, ro)'
else
  skip 'rules that change' 'no gcc here'
fi
