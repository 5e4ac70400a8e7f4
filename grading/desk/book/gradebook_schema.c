/* The tables of a gradebook.
 *
 * Times are seconds since 1970, UTC. `result` is the judge's JSON, whole; `notes` a JSON list of
 * lines, `extra` a JSON object of the roster's other columns. `seeds` are the secret ones, separated
 * by spaces; `ended` is NULL while a run is unfinished. A grading is never changed: grading again adds a revision, and the highest one counts.
 * The table `mark` is made from all others by marks.c, anew after every change; points that are NULL
 * mean that there is no mark. */
#include "gradebook.h"

const char gradebook_schema[] =
        "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;\n"

        "CREATE TABLE student(id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL,\n"
        "  team TEXT NOT NULL, extension_days REAL NOT NULL, extra TEXT NOT NULL) STRICT;\n"

        "CREATE TABLE run(number INTEGER PRIMARY KEY, chapter TEXT NOT NULL, begun INTEGER NOT "
        "NULL,\n"
        "  seeds TEXT NOT NULL, kit TEXT NOT NULL, ended INTEGER) STRICT;\n"

        "CREATE TABLE submission(number INTEGER PRIMARY KEY, chapter TEXT NOT NULL,\n"
        "  student TEXT NOT NULL, attempt INTEGER NOT NULL, source TEXT NOT NULL,\n"
        "  received INTEGER NOT NULL, sha256 TEXT NOT NULL,\n"
        "  UNIQUE(chapter, student, sha256)) STRICT;\n"

        "CREATE TABLE grading(submission INTEGER NOT NULL REFERENCES submission,\n"
        "  revision INTEGER NOT NULL, run INTEGER REFERENCES run, graded INTEGER NOT NULL,\n"
        "  outcome TEXT NOT NULL CHECK(outcome IN ('graded', 'not gradable', 'grader error')),\n"
        "  reason TEXT, points REAL, max REAL, notes TEXT NOT NULL, result TEXT,\n"
        "  compile_cpu REAL, run_cpu REAL, judge_cpu REAL, wall REAL,\n"
        "  PRIMARY KEY(submission, revision)) STRICT, WITHOUT ROWID;\n"

        "CREATE TABLE exercise(submission INTEGER NOT NULL, revision INTEGER NOT NULL,\n"
        "  number TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, points REAL NOT NULL,\n"
        "  max REAL NOT NULL, mistake TEXT, hint TEXT, message TEXT, leak TEXT,\n"
        "  PRIMARY KEY(submission, revision, number),\n"
        "  FOREIGN KEY(submission, revision) REFERENCES grading) STRICT, WITHOUT ROWID;\n"

        "CREATE TABLE file(submission INTEGER NOT NULL REFERENCES submission,\n"
        "  kind TEXT NOT NULL CHECK(kind IN ('source', 'transcript', 'compile log')),\n"
        "  name TEXT NOT NULL, content BLOB NOT NULL,\n"
        "  PRIMARY KEY(submission, kind, name)) STRICT;\n"

        "CREATE TABLE mark(chapter TEXT NOT NULL, student TEXT NOT NULL,\n"
        "  submission INTEGER REFERENCES submission, points REAL, max REAL NOT NULL,\n"
        "  late_days REAL NOT NULL, penalty REAL NOT NULL, explanation TEXT NOT NULL,\n"
        "  PRIMARY KEY(chapter, student)) STRICT, WITHOUT ROWID;\n"

        "CREATE VIEW current AS SELECT g.* FROM grading g WHERE revision =\n"
        "  (SELECT max(revision) FROM grading h WHERE h.submission = g.submission);\n"
        "CREATE VIEW current_exercise AS SELECT e.* FROM exercise e JOIN current c\n"
        "  ON e.submission = c.submission AND e.revision = c.revision;\n"

        "PRAGMA application_id = 1433301612;\n" // "Unrl"
        "PRAGMA user_version = 1;\n";
