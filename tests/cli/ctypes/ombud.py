"""ombud from Python: cases of a policy, driven by commands that come as names, as a web server gets them.

An example of how a language other than C embeds ombud. It needs two shared libraries: libombud.so.0, which
`make install` installs, and the policy's tables, compiled into one:

    ombud build douyin.ombud -o douyin.c && cc -shared -fPIC $(pkg-config --cflags ombud) douyin.c -o douyin.so

    shop = Policy("libombud.so.0", "./douyin.so", "douyin")
    case, answer = shop.open({"process": "return", "mode": "cod", "actor": "user", "action": "apply",
                              "facts": {"paid": 9900, "postage": 800}}, now=0)
    answer = case.do({"actor": "user", "action": "send_back", "facts": {"tracking": "SF1024"}}, now=3 * DAY)

Times are milliseconds, money is in minor units, texts are UTF-8. The first part says again what ombud.h says,
field by field; layout() writes C that compiles only where the two agree.
"""
import ctypes
from ctypes import POINTER, c_char_p, c_int64, c_uint8, c_uint16, c_uint32, c_uint64

NONE = 0xFFFF
OK, REFUSED = 0, 1
KINDS = ["acted", "deemed", "fell due", "reminded"]
VERDICTS = ["may not", "may if", "may", "must"]
YES_NO, NUMBER, MONEY, CHOICE, MOMENT, TEXT, ACTOR = range(7)

# ---- ombud.h ----


def struct(name, *fields):
    """A structure of ombud.h, or the first fields of one."""
    return type(name, (ctypes.Structure,), {"_fields_": list(fields)})


Head = struct("ombud_case", ("fingerprint", c_uint64), ("now", c_int64), ("wake", c_int64),
              ("armed", c_uint32), ("state", c_uint16), ("process", c_uint8), ("mode", c_uint8))
Given = struct("ombud_given", ("fact", c_uint16), ("value", c_int64))
Input = struct("ombud_input", ("given", POINTER(Given)), ("n_given", c_uint8), ("actor", c_uint8),
               ("action", c_uint16))
Event = struct("ombud_event", ("at", c_int64), ("rule", c_uint32), ("reminded", c_uint32),
               ("name", c_uint16), ("from", c_uint16), ("to", c_uint16), ("first_effect", c_uint16),
               ("n_effects", c_uint16), ("kind", c_uint8), ("actor", c_uint8))
Effect = struct("ombud_effect", ("args", c_int64 * 8), ("effect", c_uint16), ("n_args", c_uint8))
Out = struct("ombud_out", ("events", POINTER(Event)), ("effects", POINTER(Effect)),
             ("events_max", c_uint32), ("effects_max", c_uint32), ("n_events", c_uint32),
             ("n_effects", c_uint32), ("rule", c_uint32), ("reason", c_uint16))
Option = struct("ombud_option", ("until", c_int64), ("by", c_int64), ("rule", c_uint32),
                ("action", c_uint16), ("reason", c_uint16), ("verdict", c_uint8))
Tables = struct("ombud_policy", ("abi", c_uint32), ("n_processes", c_uint16), ("n_facts", c_uint16),
                ("n_effects", c_uint16), ("n_reasons", c_uint16), ("n_orders", c_uint16),
                ("n_modes", c_uint8), ("n_actors", c_uint8), ("case_slots", c_uint16),
                ("max_events", c_uint32), ("max_effects", c_uint32))
Text = struct("ombud_text", ("lang", c_char_p), ("text", c_char_p))
Word = struct("ombud_word", ("name", c_char_p), ("texts", POINTER(Text)))
Reason = struct("ombud_reason_word", ("name", c_char_p), ("texts", POINTER(Text)),
                ("advice", POINTER(Text)))
Param = struct("ombud_param_word", ("name", c_char_p), ("type", c_uint8), ("choice", c_uint16))
EffectWord = struct("ombud_effect_word", ("name", c_char_p), ("texts", POINTER(Text)),
                    ("params", POINTER(Param)), ("n_params", c_uint16))
Choice = struct("ombud_choice_word", ("name", c_char_p), ("options", POINTER(Word)),
                ("n_options", c_uint16))
Process = struct("ombud_process_word", ("name", c_char_p), ("texts", POINTER(Text)),
                 ("states", POINTER(Word)), ("names", POINTER(Word)))
Words = struct("ombud_words", ("name", c_char_p), ("version", c_char_p), ("currency", c_char_p),
               ("source", c_char_p), ("title", POINTER(Text)), ("modes", POINTER(Word)),
               ("actors", POINTER(Word)), ("facts", POINTER(Word)), ("fact_choices", POINTER(c_uint16)),
               ("choices", POINTER(Choice)), ("effects", POINTER(EffectWord)), ("reasons", POINTER(Reason)),
               ("processes", POINTER(Process)))
WHOLE = [Head, Given, Input, Event, Effect, Out, Option, Text, Word, Reason, Param, EffectWord, Choice, Process]


def layout():
    """C that compiles only where the structures above are those of ombud.h."""
    yield '#include "ombud.h"'
    for kind in WHOLE:
        yield f'_Static_assert(sizeof({kind.__name__}) == {ctypes.sizeof(kind)}, "size of {kind.__name__}");'
    for kind in WHOLE + [Tables, Words]:
        for name, of in kind._fields_:
            same = f"offsetof({kind.__name__}, {name}) == {getattr(kind, name).offset}"
            size = f"sizeof((({kind.__name__} *)0)->{name}) == {ctypes.sizeof(of)}"
            yield f'_Static_assert({same} && {size}, "{kind.__name__}.{name}");'


# ---- a policy, and its names ----


class Wrong(Exception):
    """The command is at fault: a name that the policy does not know, or what ombud_status says."""


class Policy:
    """The tables NAME_policy and NAME_words in the library TABLES, executed by the library RUNTIME."""

    def __init__(self, runtime, tables, name):
        self.run = ctypes.CDLL(runtime)
        for function in ("ombud_text_in", "ombud_label", "ombud_reason_name", "ombud_reason_text",
                         "ombud_reason_advice", "ombud_status_text"):
            getattr(self.run, function).restype = c_char_p
        for function in ("process", "mode", "actor", "action", "state", "fact"):
            getattr(self.run, "ombud_find_" + function).restype = c_uint16
        self.run.ombud_case_size.restype = ctypes.c_size_t
        self.run.ombud_due.restype = c_int64
        library = ctypes.CDLL(tables)
        self.tables = Tables.in_dll(library, name + "_policy")
        self.words = Words.in_dll(library, name + "_words")
        self.by_name = ctypes.byref(self.tables), ctypes.byref(self.words)

    def find(self, what, name, *process):
        """The number of a process, mode, actor, action or fact."""
        number = getattr(self.run, "ombud_find_" + what)(*self.by_name, *process, str(name).encode())
        if number == NONE:
            raise Wrong(f"policy {self.words.name.decode()} has no {what} '{name}'")
        return number

    def value(self, fact, value):
        """A fact's value as a number: that of an option; of a text only that it is there."""
        if not isinstance(value, str):
            return int(value)
        choice = self.words.fact_choices[fact]
        if choice == NONE:
            return 1
        options = self.words.choices[choice]
        names = [options.options[i].name.decode() for i in range(options.n_options)]
        if value not in names:
            raise Wrong(f"choice {options.name.decode()} has no option '{value}'")
        return names.index(value)

    def input(self, command, process):
        """A command's actor, action and facts."""
        facts = [Given(fact, self.value(fact, value)) for fact, value in
                 ((self.find("fact", name), value) for name, value in command.get("facts", {}).items())]
        return Input((Given * len(facts))(*facts), len(facts), self.find("actor", command["actor"]),
                     self.find("action", command["action"], process))

    def open(self, command, now):
        """A case and the answer; no case where it is refused."""
        case = Case(self)
        process = self.find("process", command["process"])
        mode = self.find("mode", command["mode"]) if "mode" in command else 0
        answer = case.call(self.run.ombud_open, process, c_uint8(process), c_uint8(mode),
                           ctypes.byref(self.input(command, process)), c_int64(now))
        return (case if answer["ok"] else None), answer

    def reason(self, number):
        """A reason's name, and its text and advice in Chinese and English."""
        def said(function, *lang):
            text = getattr(self.run, "ombud_reason_" + function)(*self.by_name, c_uint16(number), *lang)
            return text and text.decode()
        return {"name": said("name"), **{lang: (said("text", lang.encode()), said("advice", lang.encode()))
                                         for lang in ("zh", "en")}}

    def argument(self, param, value):
        """What an effect's argument says."""
        if param.type == ACTOR:
            return self.words.actors[value].name.decode()
        if param.type == CHOICE:
            return self.words.choices[param.choice].options[value].name.decode()
        return bool(value) if param.type == YES_NO else value

    def effect(self, effect):
        """An effect's name and arguments."""
        word = self.words.effects[effect.effect]
        return word.name.decode(), {word.params[i].name.decode(): self.argument(word.params[i], effect.args[i])
                                    for i in range(effect.n_args)}


class Case:
    """One case. Its bytes are all there is to it: a database may hold them."""

    def __init__(self, policy, saved=None):
        self.policy = policy
        words = policy.run.ombud_case_size(policy.by_name[0]) // 8
        self.memory = (c_int64 * words)()  # aligned as the head wants it
        if saved:
            ctypes.memmove(self.memory, saved, words * 8)

    @property
    def head(self):
        return Head.from_buffer(self.memory)

    def save(self):
        return bytes(self.memory)

    def word(self):
        return self.policy.words.processes[self.head.process]

    def state(self, lang=None):
        """The name of the state it is in, or what people call it."""
        state = self.word().states[self.head.state]
        label = self.policy.run.ombud_label(ctypes.byref(state), lang.encode()) if lang else state.name
        return label.decode()

    def due(self):
        """When something happens by itself: the host sleeps until then, and calls catch_up."""
        return self.policy.run.ombud_due(ctypes.byref(self.memory))

    def do(self, command, now):
        """What came of a command."""
        given = self.policy.input(command, self.head.process)
        return self.call(self.policy.run.ombud_step, self.head.process, ctypes.byref(given), c_int64(now))

    def catch_up(self, now):
        """What has happened by itself since the last call."""
        return self.call(self.policy.run.ombud_catch_up, self.head.process, c_int64(now))

    def may(self, actor, now):
        """What an actor may do, for buttons: the verdict on each action."""
        options, n = (Option * 64)(), ctypes.c_size_t()
        status = self.policy.run.ombud_can(self.policy.by_name[0], ctypes.byref(self.memory),
                                           c_uint8(self.policy.find("actor", actor)), c_int64(now), options,
                                           ctypes.c_size_t(64), ctypes.byref(n))
        self.check(status)
        return {self.word().names[o.action].name.decode(): VERDICTS[o.verdict] for o in options[:n.value]}

    def check(self, status):
        if status not in (OK, REFUSED):
            raise Wrong(self.policy.run.ombud_status_text(status).decode())

    def call(self, function, process, *arguments):
        """Calls a function that answers with events and effects; they are told by their names."""
        policy = self.policy
        events = (Event * policy.tables.max_events)()
        effects = (Effect * policy.tables.max_effects)()
        out = Out(events, effects, len(events), len(effects))
        status = function(policy.by_name[0], ctypes.byref(self.memory), *arguments, ctypes.byref(out))
        self.check(status)
        names = policy.words.processes[process].names
        states = policy.words.processes[process].states
        return {
            "ok": status == OK,
            "reason": policy.reason(out.reason) if status == REFUSED else None,
            "events": [(e.at, KINDS[e.kind], names[e.name].name.decode(), states[e.to].name.decode())
                       for e in events[:out.n_events]],
            "effects": [policy.effect(e) for e in effects[:out.n_effects]],
        }
