#include "postgres_sql.h"

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_schema.h"

/* A plan is made once, maybe while the tables are empty, and must do when they are large: so each table is
 * restricted by an index of its own, whatever it is joined with. */

#define NOW          "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
#define CASE_COLUMNS "id, policy, last, number, wake, failures, aside, body"
#define EVENT_COLUMNS                                                                                        \
  "id, case_id, prev, at, policy, number, rule, reminded, name, left_state, came_to, reason, process, mode," \
  " kind, actor, who, given, effects"
#define TAKE(sequence)                                                                                       \
  "SELECT min(v), max(v), " NOW " - " POSTGRES_EPOCH " FROM (SELECT nextval('" sequence                      \
  "') AS v FROM generate_series(1, $1::bigint)) AS x"

const char *const postgres_sql[STATEMENTS] = {
    [BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [BEGIN_WRITE] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [CLOCKS] = "SELECT " NOW ", alarm FROM ombud_store",
    [SET_ALARM] = "UPDATE ombud_store SET alarm = $1::bigint",
    [AHEAD] = POSTGRES_AHEAD,
    [FIND_POLICY] = "SELECT id, EXISTS(SELECT 1 FROM word WHERE word.policy = id)::integer FROM policy"
                    " WHERE fingerprint = $1::bigint",
    [ADD_POLICY] = "INSERT INTO policy(fingerprint, name, version) VALUES($1::bigint, $2::text, $3::text)"
                   " ON CONFLICT DO NOTHING",
    [TAKE_CASES] = TAKE("case_numbers"),
    [TAKE_BLOCKS] = TAKE("event_blocks"),
    [FIND_CASES] = "SELECT " CASE_COLUMNS " FROM cases WHERE id = ANY($1::bigint[]) ORDER BY id",
    [LOCK_CASES] = "SELECT " CASE_COLUMNS " FROM cases WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE",
    [CLAIM] = "SELECT " CASE_COLUMNS " FROM cases WHERE wake >= $1::bigint AND (wake, id) > ($1, $2::bigint)"
              " AND wake <= $3::bigint AND policy = ANY($4::bigint[]) ORDER BY wake, id LIMIT $5::bigint"
              " FOR UPDATE SKIP LOCKED",
    [NEXT] = "SELECT wake FROM cases WHERE wake >= $1::bigint AND (wake, id) > ($1, $2::bigint) ORDER BY "
             "wake, id LIMIT 1",
    [LOCK_KEYS] = "SELECT count(pg_advisory_xact_lock(h)) FROM (SELECT DISTINCT hashtextextended(k, 1) AS h"
                  " FROM unnest($1::text[]) AS k ORDER BY 1) AS x",
    [FIND_KEYS] = "SELECT unnest(array_positions($1::text[], key)), digest, case_id, event, n_events FROM key"
                  " WHERE key = ANY($1)",
    [ADD_CASES] = "INSERT INTO cases(id, policy, last, number, wake, body) SELECT * FROM unnest($1::bigint[],"
                  " $2::bigint[], $3::bigint[], $4::integer[], $5::bigint[], $6::bytea[])",
    [MARK_CASES] = "UPDATE cases AS c SET failures = u.failures, aside = u.aside, wake = u.wake FROM unnest("
                   "$1::bigint[], $2::integer[], $3::text[], $4::bigint[]) AS u(id, failures, aside, wake)"
                   " WHERE c.id = u.id AND c.id = ANY($1::bigint[])",
    [CHANGE_CASES] =
        "UPDATE cases AS c SET last = u.last, number = u.number, wake = u.wake, body = u.body FROM unnest("
        "$1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::bytea[]) AS u(id, last, number, wake,"
        " body) WHERE c.id = u.id AND c.id = ANY($1::bigint[])",
    [ADD_EVENTS] =
        "INSERT INTO history(" EVENT_COLUMNS ") SELECT * FROM unnest($1::bigint[], $2::bigint[],"
        " $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::integer[], $8::integer[],"
        " $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::integer[],"
        " $14::integer[], $15::integer[], $16::integer[], $17::text[], $18::bytea[], $19::bytea[])",
    [ADD_CONTENTS] = "INSERT INTO content(event, fact, content)"
                     " SELECT * FROM unnest($1::bigint[], $2::integer[], $3::text[])",
    [ADD_WAITING] = "INSERT INTO outbox(event, ordinal, case_id, number, at) SELECT * FROM"
                    " unnest($1::bigint[], $2::integer[], $3::bigint[], $4::integer[], $5::bigint[])",
    [ADD_KEYS] = "INSERT INTO key(key, digest, case_id, event, n_events) SELECT * FROM"
                 " unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::integer[])",
    [ADD_WORDS] = "INSERT INTO word(policy, kind, process, number, name, clauses) SELECT * FROM"
                  " unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::text[], $6::text[])"
                  " ON CONFLICT DO NOTHING",
    [FIND_EVENT] = "SELECT " EVENT_COLUMNS " FROM history WHERE id = $1::bigint",
    [FORGET_EVENT] = "UPDATE history SET who = NULL WHERE id = $1::bigint",
    [FIND_CONTENT] = "SELECT fact, content FROM content WHERE event = $1::bigint ORDER BY fact",
    [FORGET_CONTENT] = "UPDATE content SET content = NULL WHERE event = $1::bigint",
    [LIST_WAITING] = "SELECT event, ordinal, case_id, number, at FROM outbox WHERE (event, ordinal) >"
                     " ($1::bigint, $2::bigint) ORDER BY event, ordinal LIMIT $3::bigint",
    [ACKNOWLEDGE] = "DELETE FROM outbox AS o USING unnest($1::bigint[], $2::integer[]) AS u(event, ordinal)"
                    " WHERE o.event = u.event AND o.ordinal = u.ordinal AND o.event = ANY($1::bigint[])",
    [COUNT_CASES] = "SELECT count(*), count(wake), count(aside), count(*) FILTER (WHERE policy <>"
                    " ALL($1::bigint[])) FROM cases WHERE id > 0",
    [COUNT_OVERDUE] =
        "SELECT width_bucket($1::bigint - wake, ARRAY[1000, 10000, 60000, 600000, 3600000]::bigint[]),"
        " count(*) FROM cases WHERE wake <= $1::bigint AND policy = ANY($2::bigint[]) GROUP BY 1",
    [COUNT_REST] =
        "SELECT (SELECT count(*) FROM history), (SELECT count(*) FROM outbox), (SELECT min(at) FROM outbox),"
        " coalesce((SELECT max(" NOW " - (extract(epoch FROM xact_start) * 1000)::bigint)"
        " FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()), 0)",
};
#endif
