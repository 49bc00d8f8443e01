/* The stories of the demo: who does what, and when nobody does anything. */
#ifndef STORIES_H
#define STORIES_H

#include "demo.h"

#define MINUTE INT64_C(60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

typedef struct story {
  int section; /* of the policy */
  const char *zh, *en;
  enum douyin_processes process;
  void (*play)(teller *t);
} story;

/* ---- what stories are made of; demo.c has the bodies ---- */

static void hand_over(teller *t, douyin_mode mode, const ombud_input *in, const douyin_call *call);
static bool is_next(teller *t);                /* the step is one that has not been taken */
static void later(teller *t, ombud_time wait); /* time passes, and the host sleeps through it */
static void at_the_last_minute(teller *t);     /* … until a minute before somebody's time is up */
static void nobody_does_anything(teller *t);   /* … until the state changes by itself */

/* ORDER(confirm, MERCHANT) is what douyin_order_confirm would do, handed over to the store, and tells what
 * came of it. */
#define DO(proc, part, mode, action, ...)                                                                    \
  if (is_next(t))                                                                                            \
  hand_over(t, mode, douyin_##proc##_ask_##action(__VA_ARGS__, &t->part.out.call), &t->part.out.call)
#define ORDER(action, ...)             DO(order, order, COD, action, __VA_ARGS__)
#define RETURN(action, ...)            DO(return, back, COD, action, __VA_ARGS__)
#define OPEN_ORDER(action, mode, ...)  DO(order, order, mode, open_##action, __VA_ARGS__)
#define OPEN_RETURN(action, mode, ...) DO(return, back, mode, open_##action, __VA_ARGS__)

#define COD        douyin_mode_cod
#define ONLINE     douyin_mode_online
#define USER       douyin_actor_user
#define MERCHANT   douyin_actor_merchant
#define PLATFORM   douyin_actor_platform
#define PAYMENT    douyin_money_of(9900), douyin_money_of(800) /* paid, postage */
#define AGREED     douyin_with_agreed(true)
#define NOT_AGREED douyin_with_agreed(false)
#define NOT_SAID   douyin_without_agreed

/* ---- the stories ---- */

static void cod_settled(teller *t) {
  OPEN_ORDER(submit, COD, USER, PAYMENT);
  later(t, HOUR);
  ORDER(cancel, USER, NOT_SAID);
  later(t, HOUR);
  ORDER(confirm, MERCHANT);
  ORDER(cancel, MERCHANT, NOT_SAID);
  ORDER(cancel, MERCHANT, AGREED);
  ORDER(ship, MERCHANT);
}

static void cod_unasked(teller *t) {
  OPEN_ORDER(submit, COD, USER, PAYMENT);
  later(t, HOUR);
  ORDER(cancel, MERCHANT, NOT_AGREED);
}

static void cod_shipped(teller *t) {
  OPEN_ORDER(submit, COD, USER, PAYMENT);
  later(t, HOUR);
  ORDER(confirm, MERCHANT);
  later(t, DAY);
  ORDER(ship, MERCHANT);
  later(t, HOUR);
  ORDER(cancel, USER, NOT_SAID);
  ORDER(cancel, MERCHANT, NOT_SAID);
  later(t, HOUR);
  ORDER(cancel, PLATFORM, NOT_SAID);
}

static void online_unpaid(teller *t) {
  OPEN_ORDER(submit, ONLINE, USER, PAYMENT);
  later(t, HOUR);
  ORDER(cancel, MERCHANT, NOT_SAID);
  nobody_does_anything(t);
  later(t, HOUR);
  ORDER(pay, USER);
}

static void online_paid(teller *t) {
  OPEN_ORDER(submit, ONLINE, USER, PAYMENT);
  at_the_last_minute(t);
  ORDER(pay, USER);
  later(t, HOUR);
  ORDER(cancel, USER, NOT_SAID);
  later(t, HOUR);
  ORDER(cancel, PLATFORM, NOT_SAID);
}

static void cod_late(teller *t) {
  OPEN_RETURN(apply, COD, USER, PAYMENT);
  nobody_does_anything(t);
  later(t, DAY);
  RETURN(send_back, USER, "SF1234567890");
  nobody_does_anything(t);
  nobody_does_anything(t);
  later(t, HOUR);
  RETURN(repay, MERCHANT, "voucher.png");
}

static void cod_in_time(teller *t) {
  OPEN_RETURN(apply, COD, USER, PAYMENT);
  at_the_last_minute(t);
  RETURN(approve, MERCHANT);
  later(t, DAY);
  RETURN(send_back, USER, NULL);
  RETURN(send_back, USER, "SF1234567890");
  later(t, 3 * DAY);
  RETURN(confirm, MERCHANT);
  at_the_last_minute(t);
  RETURN(repay, MERCHANT, "voucher.png");
}

static void online_return(teller *t) {
  OPEN_RETURN(apply, ONLINE, USER, PAYMENT);
  later(t, 3 * HOUR);
  RETURN(approve, MERCHANT);
  later(t, DAY);
  RETURN(send_back, USER, "SF1234567890");
  later(t, 2 * DAY);
  RETURN(confirm, USER);
  RETURN(confirm, MERCHANT);
}

static void online_silent(teller *t) {
  OPEN_RETURN(apply, ONLINE, USER, PAYMENT);
  nobody_does_anything(t);
  nobody_does_anything(t);
  later(t, HOUR);
  RETURN(send_back, USER, "SF1234567890");
}

static const story stories[] = {
    {1, "商家与用户沟通后取消", "The merchant settles it with the user and cancels", DOUYIN_PROCESS_ORDER,
     cod_settled},
    {1, "商家未沟通便取消", "The merchant cancels without asking", DOUYIN_PROCESS_ORDER, cod_unasked},
    {1, "已经发货", "Too late: it has shipped", DOUYIN_PROCESS_ORDER, cod_shipped},
    {2, "无人支付", "Nobody pays", DOUYIN_PROCESS_ORDER, online_unpaid},
    {2, "最后一分钟支付，然后取消", "Paid at the last minute, then cancelled", DOUYIN_PROCESS_ORDER,
     online_paid},
    {3, "商家按时退款", "The merchant refunds in time, but only just", DOUYIN_PROCESS_RETURN, cod_in_time},
    {3, "商家一再逾期", "The merchant is late every time", DOUYIN_PROCESS_RETURN, cod_late},
    {4, "平台退款，邮费不退", "The platform refunds all but the postage", DOUYIN_PROCESS_RETURN,
     online_return},
    {4, "双方都不作为", "Nobody does anything", DOUYIN_PROCESS_RETURN, online_silent},
};

static const char *const sections[][2] = {{"", ""},
                                          {"取消货到付款订单", "Cancelling a cash-on-delivery order"},
                                          {"取消在线支付订单", "Cancelling an order paid online"},
                                          {"货到付款订单退货", "Returning a cash-on-delivery order"},
                                          {"在线支付订单退货", "Returning an order paid online"}};

#endif
