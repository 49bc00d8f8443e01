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
#define READ_CASES "SELECT " CASE_COLUMNS " FROM cases WHERE id = ANY($1::bigint[]) ORDER BY id"
#define BEHIND     "wake >= $1::bigint AND (wake, id) > ($1, $2::bigint)"
#define WAITING    "(SELECT count(*) FROM history), (SELECT count(*) FROM outbox), (SELECT min(at) FROM outbox)"
#define TAKE(sequence)                                                                                       \
  "SELECT min(v), max(v), " NOW " - " POSTGRES_EPOCH " FROM (SELECT nextval('" sequence                      \
  "') AS v FROM generate_series(1, $1::bigint)) AS x"

static const char *const shared[STATEMENTS] = {
    [BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [CLOCKS] = "SELECT " NOW ", alarm FROM ombud_store",
    [SET_ALARM] = "UPDATE ombud_store SET alarm = $1::bigint",
    [FIND_POLICY] = "SELECT id, EXISTS(SELECT 1 FROM word WHERE word.policy = id)::integer FROM policy"
                    " WHERE fingerprint = $1::bigint",
    [ADD_POLICY] = "INSERT INTO policy(fingerprint, name, version) VALUES($1::bigint, $2::text, $3::text)"
                   " ON CONFLICT DO NOTHING",
    [TAKE_CASES] = TAKE("case_numbers"),
    [TAKE_BLOCKS] = TAKE("event_blocks"),
    [FIND_CASES] = READ_CASES,
    [FIND_KEYS] = "SELECT unnest(array_positions($1::text[], key)), digest, case_id, event, n_events FROM key"
                  " WHERE key = ANY($1)",
    [ADD_CASES] = "INSERT INTO cases(id, policy, last, number, wake, body) SELECT * FROM unnest($1::bigint[],"
                  " $2::bigint[], $3::bigint[], $4::integer[], $5::bigint[], $6::bytea[])",
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
};

/* Who works on a case has locked its row, and who uses a key an advisory lock. */
static const char *const of_rows[STATEMENTS] = {
    [BEGIN_WRITE] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    [AHEAD] = POSTGRES_AHEAD,
    [LOCK_CASES] = READ_CASES " FOR UPDATE",
    [CLAIM] = "SELECT " CASE_COLUMNS " FROM cases WHERE " BEHIND
              " AND wake <= $3::bigint AND policy = ANY($4::bigint[]) ORDER BY wake, id LIMIT $5::bigint"
              " FOR UPDATE SKIP LOCKED",
    [NEXT] = "SELECT wake FROM cases WHERE " BEHIND " ORDER BY wake, id LIMIT 1",
    [LOCK_KEYS] = "SELECT count(pg_advisory_xact_lock(h)) FROM (SELECT DISTINCT hashtextextended(k, 1) AS h"
                  " FROM unnest($1::text[]) AS k ORDER BY 1) AS x",
    [MARK_CASES] = "UPDATE cases AS c SET failures = u.failures, aside = u.aside, wake = u.wake FROM unnest("
                   "$1::bigint[], $2::integer[], $3::text[], $4::bigint[]) AS u(id, failures, aside, wake)"
                   " WHERE c.id = u.id AND c.id = ANY($1::bigint[])",
    [CHANGE_CASES] =
        "UPDATE cases AS c SET last = u.last, number = u.number, wake = u.wake, body = u.body FROM unnest("
        "$1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::bytea[]) AS u(id, last, number, wake,"
        " body) WHERE c.id = u.id AND c.id = ANY($1::bigint[])",
    [COUNT_REST] = "SELECT " WAITING ","
                   " coalesce((SELECT max(" NOW " - (extract(epoch FROM xact_start) * 1000)::bigint)"
                   " FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()), 0)",
};

/* Nobody locks anything. A case is written if it is still as it was read: its row has not changed since the
 * transaction began, or the server refuses (40001), and it has the number that it had. What a sweep writes
 * hangs on the epoch of the shard's lease as well, so that who has slept past it writes nothing. */
#define AS_READ                                                                                              \
  "c.number = u.was_number AND (u.epoch IS NULL OR EXISTS (SELECT 1 FROM lease AS l WHERE l.shard "          \
  "= " POSTGRES_SHARD("c.id") " AND l.epoch = u.epoch))"
#define IN_SHARD POSTGRES_SHARD("id") " = s.shard AND " BEHIND

static const char *const of_leases[STATEMENTS] = {
    [BEGIN_WRITE] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE",
    [LOCK_CASES] = READ_CASES,
    [CLAIM] = "SELECT c.* FROM unnest($6::bigint[]) AS s(shard), LATERAL (SELECT " CASE_COLUMNS " FROM cases"
              " WHERE " IN_SHARD " AND wake <= $3::bigint AND policy = ANY($4::bigint[])"
              " ORDER BY wake, id LIMIT $7::bigint) AS c ORDER BY c.wake, c.id LIMIT $5::bigint",
    [NEXT] = "SELECT c.wake FROM unnest($3::bigint[]) AS s(shard), LATERAL (SELECT wake FROM cases"
             " WHERE " IN_SHARD " ORDER BY wake, id LIMIT 1) AS c ORDER BY c.wake LIMIT 1",
    [MARK_CASES] = "UPDATE cases AS c SET failures = u.failures, aside = u.aside, wake = u.wake FROM unnest("
                   "$1::bigint[], $2::integer[], $3::text[], $4::bigint[], $5::integer[], $6::bigint[]) AS"
                   " u(id, failures, aside, wake, was_number, epoch)"
                   " WHERE c.id = u.id AND c.id = ANY($1::bigint[]) AND " AS_READ,
    [CHANGE_CASES] =
        "UPDATE cases AS c SET last = u.last, number = u.number, wake = u.wake, body = u.body FROM unnest("
        "$1::bigint[], $2::bigint[], $3::integer[], $4::bigint[], $5::bytea[], $6::integer[], $7::bigint[])"
        " AS u(id, last, number, wake, body, was_number, epoch)"
        " WHERE c.id = u.id AND c.id = ANY($1::bigint[]) AND " AS_READ,
    [COUNT_REST] = "SELECT " WAITING ", -1::bigint",
    [NAME_HOLDER] = "SELECT nextval('holders')",
    [HEARTBEAT] = "INSERT INTO worker(holder, until) VALUES($1::bigint, " NOW " + $2::bigint)"
                  " ON CONFLICT (holder) DO UPDATE SET until = excluded.until",
    [FORGET_WORKERS] = "DELETE FROM worker WHERE until < " NOW " - $1::bigint",
    [LOOK_AT_LEASES] = "SELECT l.shard, l.epoch, l.holder, coalesce(w.until > " NOW ", false)::integer,"
                       " (SELECT count(*) FROM worker WHERE until > " NOW ")"
                       " FROM lease AS l LEFT JOIN worker AS w ON w.holder = l.holder ORDER BY l.shard",
    [MOVE_SHARDS] = "UPDATE lease AS l SET holder = u.holder, epoch = l.epoch + 1 FROM"
                    " unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS u(shard, epoch, holder)"
                    " WHERE l.shard = u.shard AND l.shard = ANY($1::bigint[]) AND l.epoch = u.epoch",
    [LEAVE] = "DELETE FROM worker WHERE holder = $1::bigint",
};

void postgres_sql(int leases, const char *sql[STATEMENTS]) {
  const char *const *own = leases ? of_leases : of_rows;
  for (unsigned i = 0; i < STATEMENTS; i++) sql[i] = own[i] ? own[i] : shared[i];
}
#endif
