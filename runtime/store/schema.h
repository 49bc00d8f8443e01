/* What the engines' schemas have in common. */
#ifndef OMBUD_SCHEMA_H
#define OMBUD_SCHEMA_H

/* The history in the words of its policies. AT is the expression, a literal, for an event's instant. */
#define SCHEMA_STORY(at)                                                                                     \
  "CREATE VIEW story AS SELECT h.case_id, h.number, " at " AS at,"                                           \
  " CASE h.kind WHEN 0 THEN 'acted' WHEN 1 THEN 'deemed' WHEN 2 THEN 'fell_due' WHEN 3 THEN 'reminded'"      \
  " WHEN 8 THEN 'refused' WHEN 9 THEN 'forgotten' WHEN 10 THEN 'resumed' WHEN 11 THEN 'released' END AS "    \
  "kind,"                                                                                                    \
  " a.name AS actor, h.who, n.name AS name, f.name AS left_state, t.name AS came_to, r.name AS reason,"      \
  " u.name AS rule, u.clauses, p.name AS policy, p.version"                                                  \
  " FROM history h JOIN policy p ON p.id = h.policy"                                                         \
  " LEFT JOIN word a ON a.policy = h.policy AND a.kind = 'actor' AND a.process = 0 AND a.number = h.actor"   \
  " LEFT JOIN word n ON n.policy = h.policy AND n.kind = 'name' AND n.process = h.process AND n.number = "   \
  "h.name"                                                                                                   \
  " LEFT JOIN word f ON f.policy = h.policy AND f.kind = 'state' AND f.process = h.process AND f.number = "  \
  "h.left_state"                                                                                             \
  " LEFT JOIN word t ON t.policy = h.policy AND t.kind = 'state' AND t.process = h.process AND t.number = "  \
  "h.came_to"                                                                                                \
  " LEFT JOIN word r ON r.policy = h.policy AND r.kind = 'reason' AND r.process = 0 AND r.number = h.reason" \
  " LEFT JOIN word u ON u.policy = h.policy AND u.kind = 'rule' AND u.process = 0 AND u.number = h.rule;"

#endif
