-- SPDX-License-Identifier: Apache-2.0
-- Times are milliseconds since 1970 in UTC; hours are hours since then; ids are 16 bytes.
-- Rows that hold long texts or bodies live in rowid tables: a key-ordered b-tree would put all of a
-- row beyond a quarter of a page on overflow pages.

-- Global table: the people who log in.
create table account (
  id integer primary key autoincrement,
  email text not null unique,
  name text not null,
  password_hash text not null,
  admin integer not null,
  created_at integer not null
) strict;

-- Global table: the projects. A rate limit is events a second; without a number there is none.
create table project (
  id integer primary key autoincrement,
  name text not null unique,
  created_at integer not null,
  rate_limit integer,
  daily_quota integer,
  monthly_quota integer
) strict;

-- Global table: who may do what in a project.
create table membership (
  account integer not null references account (id),
  project integer not null references project (id),
  role integer not null,
  created_at integer not null,
  primary key (account, project)
) strict, without rowid;

create index membership_by_project on membership (project);

-- Global table: the credentials of applications. The value is only here encrypted.
create table api_token (
  id integer primary key autoincrement,
  project integer not null references project (id),
  account integer not null references account (id),
  name text not null,
  hash blob not null unique,
  sealed blob not null,
  created_at integer not null,
  revoked_at integer
) strict;

create index api_token_by_project on api_token (project);

-- Global table: people's log-ins. A refresh token names its generation; the latest alone is good.
-- Numbers are drawn at random: none comes back in a database that was restored or made anew.
create table session (
  id integer primary key,
  account integer not null references account (id),
  generation integer not null,
  agent text not null,
  created_at integer not null,
  refreshed_at integer not null,
  expires_at integer not null,
  ended_at integer
) strict;

create index session_by_account on session (account, created_at desc, id desc);

-- Global table: the credentials of people's scripts, each with the greatest of its scopes.
create table personal_token (
  id integer primary key autoincrement,
  account integer not null references account (id),
  name text not null,
  hash blob not null unique,
  scope integer not null,
  created_at integer not null,
  expires_at integer not null,
  last_used_at integer,
  revoked_at integer
) strict;

create index personal_token_by_account on personal_token (account);

-- Global table: the open ways into projects, each for whoever has what its hash is of. One that was
-- used or revoked has no row.
create table invitation (
  id integer primary key autoincrement,
  project integer not null references project (id),
  role integer not null,
  email text,
  hash blob not null unique,
  account integer not null references account (id),
  created_at integer not null,
  expires_at integer not null
) strict;

create index invitation_by_project on invitation (project);

-- Global table: the ways to another password, an account's one, until it is used.
create table password_reset (
  account integer primary key references account (id),
  hash blob not null unique,
  expires_at integer not null
) strict;

-- Global table: who did what, on what, from where, as it was called then. Rows are added, never changed
-- or removed, and hang on nothing: what they tell of may be gone.
create table audit (
  id integer primary key autoincrement,
  at integer not null,
  action text not null,
  account integer,
  actor text not null,
  address text,
  project integer,
  subject integer not null,
  name text not null,
  detail text not null
) strict;

-- Global table: what an account is asked for beside its password, once that is confirmed. The secret
-- is only here encrypted. A step of time is used once; guesses are counted before they are judged.
create table second_factor (
  account integer primary key references account (id),
  sealed blob not null,
  confirmed integer not null,
  last_step integer not null,
  guesses integer not null,
  guessed_at integer not null
) strict;

-- Global table: what does once instead of a code of a second factor.
create table recovery_code (
  account integer not null references account (id),
  hash blob not null,
  primary key (account, hash)
) strict, without rowid;

-- Global table: projects that are gone, until nothing of theirs is left.
create table deleted_project (
  id integer primary key,
  deleted_at integer not null
) strict;

-- Global table: since when a version of the grouping's algorithm is in use.
create table grouping_version (
  version text primary key,
  first_used_at integer not null
) strict;

-- Global table: one row, written to see whether writing works.
create table probe (
  id integer primary key,
  writes integer not null
) strict;

-- Project table: the next number of each of a project's series.
create table project_seq (
  project_id integer not null,
  name text not null,
  next integer not null,
  primary key (project_id, name)
) strict, without rowid;

-- Project table: what a project says of its grouping, each version of it.
create table grouping_rules (
  project_id integer not null,
  version integer not null,
  rules text not null,
  account integer not null,
  created_at integer not null,
  primary key (project_id, version)
) strict;

-- Project table: what a project says of the secrets in its events, each version of it.
create table scrubbing_rules (
  project_id integer not null,
  version integer not null,
  rules text not null,
  account integer not null,
  created_at integer not null,
  primary key (project_id, version)
) strict;

-- Project table: what events of one fingerprint hang on, and the issue that owns it.
create table grouping (
  project_id integer not null,
  number integer not null,
  fingerprint text not null,
  full_fingerprint text,
  issue integer not null,
  created_at integer not null,
  primary key (project_id, number),
  unique (project_id, fingerprint)
) strict, without rowid;

create index grouping_by_issue on grouping (project_id, issue, number);

-- Project table: what a team treats as one fault. Its totals are its slice of everything. The level
-- before the last change tells whether that changed it. What was merged into another has no groupings,
-- slices or text until that is undone.
create table issue (
  project_id integer not null,
  number integer not null,
  title text not null,
  culprit text,
  message text,
  level integer not null,
  level_before integer not null,
  status integer not null,
  status_until integer,
  status_count integer,
  origin text,
  users integer not null,
  latest_event blob,
  latest_at integer,
  merged_into integer,
  primary key (project_id, number)
) strict;

create index issue_by_merged on issue (project_id, merged_into)
  where merged_into is not null;

-- Project table: what an issue has in an environment, in a release, in both and in all; '' is all of
-- them. Lists read nothing else to find their page, so that what they filter by is here again.
create table issue_slice (
  project_id integer not null,
  issue integer not null,
  release text not null,
  environment text not null,
  status integer not null,
  level integer not null,
  count integer not null,
  first_seen integer not null,
  last_seen integer not null,
  primary key (project_id, issue, release, environment)
) strict, without rowid;

create index issue_slice_by_last_seen on issue_slice
  (project_id, environment, release, last_seen desc, issue desc, status, level, first_seen, count);

-- The totals in the other orders of lists.
create index issue_slice_by_first_seen on issue_slice
  (project_id, first_seen desc, last_seen desc, issue desc, status, level, count)
  where environment = '' and release = '';

create index issue_slice_by_count on issue_slice
  (project_id, count desc, last_seen desc, issue desc, status, level, first_seen)
  where environment = '' and release = '';

create index issue_slice_by_level on issue_slice
  (project_id, level desc, last_seen desc, issue desc, status, first_seen, count)
  where environment = '' and release = '';

-- Project table: what a search looks through, in lower case: in one text, since each comparison costs as
-- much as the row's reading. Of its characters the head stays, what follows is the latest event's.
create table issue_text (
  project_id integer not null,
  issue integer not null,
  head integer not null,
  text text not null,
  primary key (project_id, issue)
) strict, without rowid;

-- Project table: which values of tags an issue has; '' is for any of the key's.
create table issue_tag (
  project_id integer not null,
  issue integer not null,
  key text not null,
  value text not null,
  primary key (project_id, issue, key, value)
) strict, without rowid;

create index issue_tag_by_value on issue_tag (project_id, key, value, issue);

-- Project table: every id that was ever counted, whatever became of its body.
create table event (
  project_id integer not null,
  id blob not null,
  number integer not null,
  grouping integer not null,
  token integer not null,
  received_at integer not null,
  at integer not null,
  occurrences integer not null,
  primary key (project_id, id)
) strict, without rowid;

-- Project table: the bodies that are kept.
create table event_body (
  project_id integer not null,
  grouping integer not null,
  number integer not null,
  id blob not null,
  body blob not null,
  primary key (project_id, grouping, number)
) strict;

-- Project table: groupings of deleted issues, until nothing that hung on them is left.
create table deleted_grouping (
  project_id integer not null,
  number integer not null,
  issue integer not null,
  primary key (project_id, number)
) strict, without rowid;

-- Project table: what bodies were compressed against, by the number of the grouping that it was made for.
-- Immutable, and kept when the grouping goes.
create table dictionary (
  project_id integer not null,
  id integer not null,
  bytes blob not null,
  primary key (project_id, id)
) strict;

-- Project table: occurrences by hour, where and in what; '' is unknown. An issue's slices can be made
-- anew from them, whichever groupings it owns.
create table grouping_hour (
  project_id integer not null,
  grouping integer not null,
  hour integer not null,
  environment text not null,
  release text not null,
  count integer not null,
  first_at integer not null,
  last_at integer not null,
  primary key (project_id, grouping, hour, environment, release)
) strict, without rowid;

-- Project table: the people concerned, as digests.
create table grouping_user (
  project_id integer not null,
  grouping integer not null,
  user_hash blob not null,
  primary key (project_id, grouping, user_hash)
) strict, without rowid;

-- Project table: how many values of a tag are kept apart, so that a runaway key stops growing.
create table tag_key (
  project_id integer not null,
  grouping integer not null,
  key text not null,
  kept integer not null,
  primary key (project_id, grouping, key)
) strict, without rowid;

-- Project table: occurrences by tag value; '' is those beyond the bound.
create table tag_value (
  project_id integer not null,
  grouping integer not null,
  key text not null,
  value text not null,
  count integer not null,
  last_seen integer not null,
  primary key (project_id, grouping, key, value)
) strict, without rowid;

-- Project table: the values that people choose from.
create table project_value (
  project_id integer not null,
  kind integer not null,
  value text not null,
  count integer not null,
  last_seen integer not null,
  primary key (project_id, kind, value)
) strict, without rowid;

-- Project table: when an API token last brought something.
create table token_use (
  project_id integer not null,
  token integer not null,
  last_used_at integer not null,
  primary key (project_id, token)
) strict, without rowid;

-- Project table: the batches that were seen.
create table batch (
  project_id integer not null,
  id blob not null,
  received_at integer not null,
  primary key (project_id, id)
) strict, without rowid;

-- Project table: what became of all that came, by hour; the quota is counted here, and what was given up.
create table ledger (
  project_id integer not null,
  outcome integer not null,
  hour integer not null,
  token integer not null,
  reason text not null,
  count integer not null,
  primary key (project_id, outcome, hour, token, reason)
) strict, without rowid;

-- Project table: what is erased of whom, how far that is, and what came of it. Who it is, is forgotten at
-- the end.
create table erasure (
  project_id integer not null,
  number integer not null,
  account integer not null,
  known_by text not null,
  user_id text,
  email text,
  ip text,
  requested_at integer not null,
  finished_at integer,
  stage integer not null,
  place_grouping integer not null,
  place_number integer not null,
  place_key text not null,
  place_value text not null,
  examined integer not null,
  erased integer not null,
  primary key (project_id, number)
) strict;

create index erasure_running on erasure (project_id, number) where finished_at is null;

-- Project table: the issues that an erasure touched, until what they show is made anew.
create table erasure_issue (
  project_id integer not null,
  erasure integer not null,
  issue integer not null,
  primary key (project_id, erasure, issue)
) strict, without rowid;

-- Project table: the histories of issues.
create table activity (
  project_id integer not null,
  number integer not null,
  issue integer not null,
  at integer not null,
  kind text not null,
  account integer,
  detail text not null,
  undone_by integer,
  primary key (project_id, number)
) strict;

create index activity_by_issue on activity (project_id, issue, number);

-- Project table: which groupings an activity moved, so that it can be undone.
create table grouping_move (
  project_id integer not null,
  activity integer not null,
  grouping integer not null,
  from_issue integer not null,
  to_issue integer not null,
  primary key (project_id, activity, grouping)
) strict, without rowid;

-- What the planner should think of the tables: without it, it takes a project for ten rows and reads
-- all of them rather than ask an index by many keys. Rows, then rows for each further key column.
analyze;

insert into sqlite_stat1 (tbl, idx, stat) values
  ('project_seq', 'project_seq', '40 4 1'),
  ('grouping', 'grouping', '1000000 100000 1'),
  ('grouping', 'sqlite_autoindex_grouping_2', '1000000 100000 1'),
  ('grouping', 'grouping_by_issue', '1000000 100000 1 1'),
  ('issue', 'sqlite_autoindex_issue_1', '1000000 100000 1'),
  ('issue', 'issue_by_merged', '10000 1000 2'),
  ('grouping_move', 'grouping_move', '100000 10000 2 1'),
  ('grouping_rules', 'sqlite_autoindex_grouping_rules_1', '10000 100 1'),
  ('erasure', 'sqlite_autoindex_erasure_1', '1000 10 1'),
  ('erasure', 'erasure_running', '10 1 1'),
  ('scrubbing_rules', 'sqlite_autoindex_scrubbing_rules_1', '10000 100 1'),
  ('issue_slice', 'issue_slice', '5000000 500000 5 2 1'),
  ('issue_slice', 'issue_slice_by_last_seen', '5000000 500000 100000 50000 1 1 1 1 1 1'),
  ('issue_slice', 'issue_slice_by_first_seen', '1000000 100000 1 1 1 1 1 1'),
  ('issue_slice', 'issue_slice_by_count', '1000000 100000 1000 1 1 1 1 1'),
  ('issue_slice', 'issue_slice_by_level', '1000000 100000 20000 1 1 1 1 1'),
  ('issue_text', 'issue_text', '1000000 100000 1'),
  ('issue_tag', 'issue_tag', '10000000 1000000 20 2 1'),
  ('issue_tag', 'issue_tag_by_value', '10000000 1000000 10000 100 1'),
  ('event', 'event', '10000000 1000000 1'),
  ('event_body', 'sqlite_autoindex_event_body_1', '10000000 1000000 10 1'),
  ('deleted_grouping', 'deleted_grouping', '10000 1000 1'),
  ('dictionary', 'sqlite_autoindex_dictionary_1', '1000000 100000 1'),
  ('grouping_hour', 'grouping_hour', '10000000 1000000 10 3 2 1'),
  ('grouping_user', 'grouping_user', '10000000 1000000 10 1'),
  ('tag_key', 'tag_key', '5000000 500000 5 1'),
  ('tag_value', 'tag_value', '50000000 5000000 50 10 1'),
  ('project_value', 'project_value', '100000 10000 2500 1'),
  ('token_use', 'token_use', '1000 10 1'),
  ('batch', 'batch', '10000000 1000000 1'),
  ('ledger', 'ledger', '1000000 100000 50000 20 5 1'),
  ('activity', 'sqlite_autoindex_activity_1', '2000000 200000 1'),
  ('activity', 'activity_by_issue', '2000000 200000 2 1');
