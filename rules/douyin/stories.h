/* The stories of the demo: who does what, and when nobody does anything. */
#ifndef STORIES_H
#define STORIES_H

#include "douyin.h"

#define MINUTE INT64_C(60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

typedef struct step {
  enum {
    ACT,         /* somebody does something, or tries to */
    WAIT,        /* time passes, and the host sleeps through it */
    LAST_MINUTE, /* … until a minute before somebody's time is up */
    SILENCE      /* … until the state changes by itself */
  } kind;
  uint8_t actor, n_given;
  uint16_t action;
  const ombud_given *given;
  ombud_time wait;
} step;

typedef struct story {
  int section; /* of the policy */
  const char *zh, *en;
  uint8_t process, mode;
  const step *steps;
  size_t n_steps;
} story;

/* clang-format off */
#define USER(what, gives)     {.kind = ACT, .actor = DOUYIN_ACTOR_USER, .action = DOUYIN_ACTION_##what, gives}
#define MERCHANT(what, gives) {.kind = ACT, .actor = DOUYIN_ACTOR_MERCHANT, .action = DOUYIN_ACTION_##what, gives}
#define PLATFORM(what, gives) {.kind = ACT, .actor = DOUYIN_ACTOR_PLATFORM, .action = DOUYIN_ACTION_##what, gives}
#define LATER(ms)             {.kind = WAIT, .wait = (ms)}
#define AT_THE_LAST_MINUTE    {.kind = LAST_MINUTE}
#define NOBODY_DOES_ANYTHING  {.kind = SILENCE}

#define NOTHING  .n_given = 0
#define PAYMENT  .n_given = 2, .given = payment
#define AGREED   .n_given = 1, .given = agreed
#define UNASKED  .n_given = 1, .given = unasked
#define TRACKING .n_given = 1, .given = tracking
#define VOUCHER  .n_given = 1, .given = voucher

static const ombud_given payment[] = {{DOUYIN_FACT_PAID, 9900}, {DOUYIN_FACT_POSTAGE, 800}};
static const ombud_given agreed[] = {{DOUYIN_FACT_AGREED, 1}};
static const ombud_given unasked[] = {{DOUYIN_FACT_AGREED, 0}};
static const ombud_given tracking[] = {{DOUYIN_FACT_TRACKING, 1}};
static const ombud_given voucher[] = {{DOUYIN_FACT_VOUCHER, 1}};

static const step cod_settled[] = {
    USER(ORDER_SUBMIT, PAYMENT),
    LATER(HOUR), USER(ORDER_CANCEL, NOTHING),
    LATER(HOUR), MERCHANT(ORDER_CONFIRM, NOTHING),
    MERCHANT(ORDER_CANCEL, NOTHING),
    MERCHANT(ORDER_CANCEL, AGREED),
    MERCHANT(ORDER_SHIP, NOTHING),
};

static const step cod_unasked[] = {
    USER(ORDER_SUBMIT, PAYMENT),
    LATER(HOUR), MERCHANT(ORDER_CANCEL, UNASKED),
};

static const step cod_shipped[] = {
    USER(ORDER_SUBMIT, PAYMENT),
    LATER(HOUR), MERCHANT(ORDER_CONFIRM, NOTHING),
    LATER(DAY), MERCHANT(ORDER_SHIP, NOTHING),
    LATER(HOUR), USER(ORDER_CANCEL, NOTHING),
    MERCHANT(ORDER_CANCEL, NOTHING),
    LATER(HOUR), PLATFORM(ORDER_CANCEL, NOTHING),
};

static const step online_unpaid[] = {
    USER(ORDER_SUBMIT, PAYMENT),
    LATER(HOUR), MERCHANT(ORDER_CANCEL, NOTHING),
    NOBODY_DOES_ANYTHING,
    LATER(HOUR), USER(ORDER_PAY, NOTHING),
};

static const step online_paid[] = {
    USER(ORDER_SUBMIT, PAYMENT),
    AT_THE_LAST_MINUTE, USER(ORDER_PAY, NOTHING),
    LATER(HOUR), USER(ORDER_CANCEL, NOTHING),
    LATER(HOUR), PLATFORM(ORDER_CANCEL, NOTHING),
};

static const step cod_late[] = {
    USER(RETURN_APPLY, PAYMENT),
    NOBODY_DOES_ANYTHING,
    LATER(DAY), USER(RETURN_SEND_BACK, TRACKING),
    NOBODY_DOES_ANYTHING,
    NOBODY_DOES_ANYTHING,
    LATER(HOUR), MERCHANT(RETURN_REPAY, VOUCHER),
};

static const step cod_in_time[] = {
    USER(RETURN_APPLY, PAYMENT),
    AT_THE_LAST_MINUTE, MERCHANT(RETURN_APPROVE, NOTHING),
    LATER(DAY), USER(RETURN_SEND_BACK, NOTHING),
    USER(RETURN_SEND_BACK, TRACKING),
    LATER(3 * DAY), MERCHANT(RETURN_CONFIRM, NOTHING),
    AT_THE_LAST_MINUTE, MERCHANT(RETURN_REPAY, VOUCHER),
};

static const step online_return[] = {
    USER(RETURN_APPLY, PAYMENT),
    LATER(3 * HOUR), MERCHANT(RETURN_APPROVE, NOTHING),
    LATER(DAY), USER(RETURN_SEND_BACK, TRACKING),
    LATER(2 * DAY), USER(RETURN_CONFIRM, NOTHING),
    MERCHANT(RETURN_CONFIRM, NOTHING),
};

static const step online_silent[] = {
    USER(RETURN_APPLY, PAYMENT),
    NOBODY_DOES_ANYTHING,
    NOBODY_DOES_ANYTHING,
    LATER(HOUR), USER(RETURN_SEND_BACK, TRACKING),
};

/* clang-format on */

#define STEPS(list) (list), sizeof(list) / sizeof(list)[0]

static const story stories[] = {
    {1, "商家与用户沟通后取消", "The merchant settles it with the user and cancels", DOUYIN_PROCESS_ORDER,
     DOUYIN_MODE_COD, STEPS(cod_settled)},
    {1, "商家未沟通便取消", "The merchant cancels without asking", DOUYIN_PROCESS_ORDER, DOUYIN_MODE_COD,
     STEPS(cod_unasked)},
    {1, "已经发货", "Too late: it has shipped", DOUYIN_PROCESS_ORDER, DOUYIN_MODE_COD, STEPS(cod_shipped)},
    {2, "无人支付", "Nobody pays", DOUYIN_PROCESS_ORDER, DOUYIN_MODE_ONLINE, STEPS(online_unpaid)},
    {2, "最后一分钟支付，然后取消", "Paid at the last minute, then cancelled", DOUYIN_PROCESS_ORDER,
     DOUYIN_MODE_ONLINE, STEPS(online_paid)},
    {3, "商家按时退款", "The merchant refunds in time, but only just", DOUYIN_PROCESS_RETURN, DOUYIN_MODE_COD,
     STEPS(cod_in_time)},
    {3, "商家一再逾期", "The merchant is late every time", DOUYIN_PROCESS_RETURN, DOUYIN_MODE_COD,
     STEPS(cod_late)},
    {4, "平台退款，邮费不退", "The platform refunds all but the postage", DOUYIN_PROCESS_RETURN,
     DOUYIN_MODE_ONLINE, STEPS(online_return)},
    {4, "双方都不作为", "Nobody does anything", DOUYIN_PROCESS_RETURN, DOUYIN_MODE_ONLINE,
     STEPS(online_silent)},
};

static const char *const sections[][2] = {{"", ""},
                                          {"取消货到付款订单", "Cancelling a cash-on-delivery order"},
                                          {"取消在线支付订单", "Cancelling an order paid online"},
                                          {"货到付款订单退货", "Returning a cash-on-delivery order"},
                                          {"在线支付订单退货", "Returning an order paid online"}};

#endif
