#!/usr/bin/env python3
"""Puts a switch into every condition of C files, in place: mutant N is chosen when a program starts.

A condition is what a compiler makes a conditional jump of: an operand of && or ||, and what is asked by if, ?:, while, do and
for. Each has three mutants: it is turned round, it never holds, it always does.

usage: instrument.py FOLDER FILE.c…   all of one program; their headers in FOLDER too. The list goes to standard output:
                                      NUMBER FILE:LINE:COLUMN HOW CONDITION
"""
import json
import subprocess
import sys

HOW = ("turned", "never", "always")


def tree_of(folder, names):
    """The syntax tree of all the files as one."""
    text = "".join(f'#include "{folder}/{name}"\n' for name in names)
    command = ["clang-19", "-std=c11", "-fsyntax-only", "-Xclang", "-ast-dump=json", "-x", "c", "-I", folder, "-"]
    return json.loads(subprocess.run(command, check=True, input=text.encode(), stdout=subprocess.PIPE).stdout)


def strip(node):
    """Without what adds nothing: parentheses, conversions, negations."""
    while node["kind"] in ("ParenExpr", "ImplicitCastExpr") or (node["kind"] == "UnaryOperator" and node["opcode"] == "!"):
        node = node["inner"][0]
    return node


def leaves(node):
    """What a condition is made of."""
    node = strip(node)
    if node["kind"] == "BinaryOperator" and node["opcode"] in ("&&", "||"):
        return [leaf for part in node["inner"] for leaf in leaves(part)]
    return [node]


def asked(node):
    """The condition of a statement or expression, if it has one."""
    kind, inner = node["kind"], node.get("inner", [])
    if kind in ("IfStmt", "WhileStmt", "ConditionalOperator"):
        return inner[0]
    if kind == "DoStmt":
        return inner[1]
    if kind == "ForStmt":
        return inner[2] if inner[2].get("kind") else None
    if kind == "BinaryOperator" and node["opcode"] in ("&&", "||"):
        return node
    return None


class Finder:
    """Walks a tree as it was printed: a location names its file only where that changes."""

    def __init__(self, folder):
        self.folder, self.file, self.found, self.in_macros = folder + "/", "", {}, set()

    def at(self, location):
        """Where in which file it stands, or the macro that it comes from."""
        for part in (location.get("spellingLoc"), location.get("expansionLoc"), location):
            if part:
                self.file = part.get("file", self.file)
        here = location.get("expansionLoc", location)
        return (self.file, here.get("offset", -1), here.get("tokLen", 0), here is not location)

    def walk(self, node):
        if not isinstance(node, dict) or "kind" not in node:
            return
        self.at(node.get("loc", {}))
        node["from"] = self.at(node.get("range", {}).get("begin", {}))
        node["to"] = self.at(node.get("range", {}).get("end", {}))
        for part in node.get("inner", []):
            self.walk(part)
        condition = asked(node)
        for leaf in leaves(condition) if condition else []:
            if leaf["kind"] != "IntegerLiteral":  # of the build, as OMBUD_SMALL
                self.keep(leaf)

    def keep(self, leaf):
        file, begin, _, begins_in_macro = leaf["from"]
        _, end, length, ends_in_macro = leaf["to"]
        if not file.startswith(self.folder):
            return
        if begins_in_macro and ends_in_macro and begin == end:
            self.in_macros.add((file, begin))
        else:
            self.found.setdefault(file, set()).add((begin, end + length))


def closed(text, end):
    """Behind the arguments of a macro that a condition ends with: the tree has the macro's name alone."""
    depth, at = 0, end
    while text[at:at + 1] == b"(" or depth:
        depth += {b"(": 1, b")": -1}.get(text[at:at + 1], 0)
        at += 1
    return at


def put_in(file, name, found, number):
    """Writes the file with its switches, lists its mutants, and answers the number of the last."""
    with open(file, "rb") as source:
        text = source.read()
    places = []
    for begin, end in sorted((begin, closed(text, end)) for begin, end in found):
        line = text.count(b"\n", 0, begin) + 1
        column = begin - text.rfind(b"\n", 0, begin)
        said = " ".join(text[begin:end].decode().split())
        places += [(begin, begin - end, b"MUTANT(%d, (" % (number + 1)), (end, 0, b"))")]
        for how in HOW:
            number += 1
            print(number, f"{name}:{line}:{column}", how, said)
    for at, _, what in sorted(places, key=lambda place: (place[0], place[1]), reverse=True):  # inner ones first
        text = text[:at] + what + text[at:]
    with open(file, "wb") as source:
        source.write(text)
    return number


def main(folder, names):
    finder = Finder(folder)
    finder.walk(tree_of(folder, names))
    number = 0
    for file in sorted(finder.found):
        number = put_in(file, file[len(finder.folder):], finder.found[file], number)
    for file, offset in sorted(finder.in_macros):
        sys.exit(f"{file}: a condition within a macro, at byte {offset}, has no mutants")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
