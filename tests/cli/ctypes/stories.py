"""What a web shop would do with ombud.py: commands as JSON, answers by name. Speaks TAP.

usage: stories.py RUNTIME TABLES, the two shared libraries
"""
import json
import sys
import traceback

from ombud import Case, Policy, Wrong

HOUR = 3600 * 1000
DAY = 24 * HOUR
shop = Policy(sys.argv[1], sys.argv[2], "douyin")


def command(text):
    return json.loads(text)


def opened(process, mode, action):
    case, answer = shop.open({"process": process, "mode": mode, "actor": "user", "action": action,
                              "facts": {"paid": 9900, "postage": 800}}, 0)
    assert answer["ok"] and answer["effects"] == []
    return case


def a_merchant_who_is_always_late():
    case = opened("return", "cod", "apply")
    assert case.state() == "requested" and case.state("zh") == "待商家处理"
    assert case.due() == 36 * HOUR
    assert case.catch_up(36 * HOUR)["events"] == [(36 * HOUR, "reminded", "approve", "requested")]
    assert case.catch_up(2 * DAY - 1)["events"] == [] and case.state() == "requested"
    assert case.catch_up(2 * DAY)["events"] == [(2 * DAY, "deemed", "approve", "sending")]
    answer = case.do(command('{"actor": "user", "action": "send_back", "facts": {"tracking": "SF1024"}}'), 3 * DAY)
    assert answer["ok"] and answer["events"] == [(3 * DAY, "acted", "send_back", "returning")]
    answer = case.catch_up(12 * DAY)  # nobody looked for nine days: both deadlines fire, each at its own instant
    assert answer["events"] == [(10 * DAY, "deemed", "confirm", "refunding"),
                                (12 * DAY, "fell due", "advance", "refunded")]
    assert answer["effects"] == [("compensate", {"amount": 9900}),
                                 ("penalise", {"who": "merchant", "what": "late_refund"})]
    answer = case.do(command('{"actor": "merchant", "action": "repay", "facts": {"voucher": "no. 7"}}'), 12 * DAY)
    assert not answer["ok"] and answer["reason"]["name"] == "ended"


def a_refusal_in_two_languages():
    case = opened("order", "cod", "submit")
    before = case.save()
    answer = case.do(command('{"actor": "user", "action": "cancel"}'), 0)
    assert not answer["ok"] and answer["events"] == [] and case.save() == before
    assert answer["reason"] == {
        "name": "cod_locked",
        "zh": ("货到付款订单提交后用户不能取消", "请与商家沟通，由商家取消"),
        "en": ("A cash-on-delivery order cannot be cancelled once placed",
               "Talk to the merchant, who can cancel until it ships")}


def a_refund_less_postage():
    case = opened("return", "online", "apply")
    for now, text in ((3 * HOUR, '{"actor": "merchant", "action": "approve"}'),
                      (27 * HOUR, '{"actor": "user", "action": "send_back", "facts": {"tracking": "SF1024"}}'),
                      (75 * HOUR, '{"actor": "merchant", "action": "confirm"}')):
        answer = case.do(command(text), now)
    assert answer["ok"] and answer["effects"] == [("refund", {"amount": 9100})] and case.state("en") == "Refunded"


def a_yes_no_fact():
    for agreed, effects in ((True, []), (False, [("penalise", {"who": "merchant", "what": "no_consent"})])):
        case = opened("order", "cod", "submit")
        answer = case.do({"actor": "merchant", "action": "cancel", "facts": {"agreed": agreed}}, HOUR)
        assert answer["ok"] and answer["effects"] == effects and case.state() == "cancelled"


def a_case_out_of_a_database():
    case = Case(shop, saved=opened("return", "cod", "apply").save())
    assert case.catch_up(2 * DAY)["events"][-1] == (2 * DAY, "deemed", "approve", "sending")


def buttons():
    case = opened("order", "online", "submit")
    user, merchant = case.may("user", 0), case.may("merchant", 0)
    assert user["pay"] == "must" and user["cancel"] == "must" and user["ship"] == "may not"
    assert set(merchant.values()) == {"may not"}


def a_case_that_may_not_be_opened():
    case, answer = shop.open(command("""
        {"process": "return", "mode": "cod", "actor": "merchant", "action": "apply",
         "facts": {"paid": 1, "postage": 0}}"""), 0)
    assert case is None and answer["reason"]["name"] == "another_actor"


def wrong(what, do, *arguments):
    try:
        do(*arguments)
    except Wrong as error:
        assert what in str(error), error
    else:
        assert False, what


def commands_that_are_wrong():
    case = opened("return", "cod", "apply")
    before = case.save()
    wrong("no actor 'usr'", case.do, {"actor": "usr", "action": "send_back"}, 0)
    wrong("no action 'pay'", case.do, {"actor": "user", "action": "pay"}, 0)  # of the other process
    wrong("no fact 'weight'", case.do, {"actor": "user", "action": "send_back", "facts": {"weight": 1}}, 0)
    wrong("no process 'gift'", shop.open, {"process": "gift", "actor": "user", "action": "apply"}, 0)
    wrong("no mode 'barter'", shop.open,
          {"process": "order", "mode": "barter", "actor": "user", "action": "submit"}, 0)
    wrong("OMBUD_BAD_VALUE", shop.open, {"process": "return", "mode": "cod", "actor": "user", "action": "apply",
                                         "facts": {"paid": 800, "postage": 900}}, 0)
    wrong("OMBUD_BAD_CASE", Case(shop).catch_up, 0)
    assert case.save() == before


for story in (a_merchant_who_is_always_late, a_refusal_in_two_languages, a_refund_less_postage, a_yes_no_fact,
              a_case_out_of_a_database, buttons, a_case_that_may_not_be_opened, commands_that_are_wrong):
    name = story.__name__.replace("_", " ")
    try:
        story()
        print(f"ok - {name}")
    except Exception:  # whatever it is, the other stories are told too
        print(f"not ok - {name}")
        print("# " + traceback.format_exc().replace("\n", "\n# "))
