# Takes contracts, invariants, constants and steps of proofs out of a source, line for line: Eva would believe them, and is to show
# by itself that nothing goes wrong. What remains are the assertions called `tables`, which it has to show, and those
# called `proved`, which WP has shown.
/^ *\/\*@ (requires|assigns|ensures|loop|assert step:|CONST)/ { inside = 1 }
{ print inside ? "" : $0 }
/\*\// { inside = 0 }
