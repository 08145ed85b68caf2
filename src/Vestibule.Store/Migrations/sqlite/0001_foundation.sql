-- The first schema. Times are microseconds since 1970 in UTC, ids are 16 bytes big-endian (so that they sort by age), site_id is first in every key.
-- Enumerations are stored by the numbers that the engine gives them; a test holds the literals below and the engine together:
--   changes.kind: 0 grant ended, 1 token ended, 2 subject epoch, 3 client, 4 site, 5 keys.   grants.end_reason: 3 superseded, 4 subject ended.
--   300000000 is GrantLifetimes.Keep (5 minutes).   86700000000 is 24 h, the longest life of an access token, and the same 5 minutes.
-- Triggers take "now" from the row (updated_at, created_at, ended_at) and never from the database's clock, so that there is one clock: the caller's.

-- The change feed. Its key is a sequence for the whole server, not per site: a node reads all sites in one query. AUTOINCREMENT, so that
-- a number is never given twice, even after the newest row was deleted. The write lock makes the order of numbers the order of commits.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  site_id BLOB,
  subject TEXT NOT NULL,
  value INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX changes_expiry ON changes (expires_at);
-- A token that is ended again is told once: whoever holds one must not fill the feed with it.
CREATE UNIQUE INDEX changes_token ON changes (site_id, subject) WHERE kind = 1;

CREATE TABLE sites (
  site_id BLOB NOT NULL PRIMARY KEY CHECK (length(site_id) = 16),
  epoch INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  accent_color TEXT NOT NULL,
  headless_authorization INTEGER NOT NULL,
  header_credentials INTEGER NOT NULL,
  allowed_origins TEXT NOT NULL,
  session_idle INTEGER NOT NULL,
  session_absolute INTEGER NOT NULL,
  next_user_number INTEGER NOT NULL DEFAULT 1,
  next_center_number INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A host is unique on the whole server: it is what finds the site.
CREATE TABLE site_hosts (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  host TEXT NOT NULL UNIQUE,
  PRIMARY KEY (site_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE clients (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  name TEXT NOT NULL,
  app_code TEXT NOT NULL,
  type INTEGER NOT NULL,
  redirect_uris TEXT NOT NULL,
  post_logout_redirect_uris TEXT NOT NULL,
  allowed_origins TEXT NOT NULL,
  scopes TEXT NOT NULL,
  authentication_method INTEGER NOT NULL,
  introspection INTEGER NOT NULL,
  first_party INTEGER NOT NULL,
  legacy INTEGER NOT NULL,
  headless_authorization INTEGER NOT NULL,
  require_pkce INTEGER NOT NULL,
  expires_in_unit INTEGER NOT NULL,
  response_mode INTEGER NOT NULL,
  access_token_lifetime INTEGER NOT NULL,
  refresh_idle INTEGER NOT NULL,
  refresh_absolute INTEGER NOT NULL,
  refresh_grace INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, client_id),
  UNIQUE (site_id, app_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_secrets (
  site_id BLOB NOT NULL,
  client_id TEXT NOT NULL,
  secret_id BLOB NOT NULL CHECK (length(secret_id) = 16),
  hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (site_id, client_id, secret_id),
  FOREIGN KEY (site_id, client_id) REFERENCES clients (site_id, client_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The lowest epoch that a client may start with whose id was in use before: otherwise a client that is registered again under its old id
-- would bring the old one's codes and tokens back to life.
CREATE TABLE removed_clients (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  PRIMARY KEY (site_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_types (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  administers INTEGER NOT NULL,
  PRIMARY KEY (site_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE centers (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (site_id, number)
) STRICT, WITHOUT ROWID;

-- Wide rows, so with a rowid. The columns named _key hold the text normalised for comparison and search.
CREATE TABLE users (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  user_id BLOB NOT NULL CHECK (length(user_id) = 16),
  enabled INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  user_type INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  user_name_key TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  password_hash TEXT,
  first_name TEXT NOT NULL,
  first_name_key TEXT NOT NULL,
  last_name TEXT NOT NULL,
  last_name_key TEXT NOT NULL,
  employee_id TEXT,
  employee_id_key TEXT,
  phone TEXT,
  mobile TEXT,
  extension TEXT,
  job_title TEXT,
  department TEXT,
  company TEXT,
  known_as TEXT,
  floor_warden INTEGER NOT NULL,
  special_needs INTEGER NOT NULL,
  comments TEXT,
  custom TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, user_id),
  UNIQUE (site_id, number),
  UNIQUE (site_id, user_name_key),
  UNIQUE (site_id, email_key),
  FOREIGN KEY (site_id, user_type) REFERENCES user_types (site_id, number)
) STRICT;

CREATE TABLE user_permissions (
  site_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  role INTEGER NOT NULL,
  center INTEGER NOT NULL,
  PRIMARY KEY (site_id, user_id, role, center),
  FOREIGN KEY (site_id, user_id) REFERENCES users (site_id, user_id) ON DELETE CASCADE,
  FOREIGN KEY (site_id, role) REFERENCES user_types (site_id, number) ON DELETE CASCADE,
  FOREIGN KEY (site_id, center) REFERENCES centers (site_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  site_id BLOB NOT NULL,
  session_id BLOB NOT NULL CHECK (length(session_id) = 16),
  user_id BLOB NOT NULL,
  site_epoch INTEGER NOT NULL,
  user_epoch INTEGER NOT NULL,
  authenticated_at INTEGER NOT NULL,
  authentication_methods TEXT NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (site_id, session_id),
  FOREIGN KEY (site_id, user_id) REFERENCES users (site_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (site_id, user_id);
CREATE INDEX sessions_expiry ON sessions (site_id, expires_at);
CREATE INDEX sessions_ended ON sessions (site_id, ended_at) WHERE ended_at IS NOT NULL;

-- No index on a column that a refresh changes (generation, moved_from, rotated_at, attempt_id, access_tokens_expire_at, idle_expires_at, keep_until):
-- grants_ended is partial, and a refresh of a living grant never meets it. Users and clients are not foreign keys: the row outlives both until keep_until.
CREATE TABLE grants (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  grant_id BLOB NOT NULL CHECK (length(grant_id) = 16),
  generation INTEGER NOT NULL,
  moved_from INTEGER NOT NULL,
  attempt_id BLOB NOT NULL,
  rotated_at INTEGER NOT NULL,
  access_tokens_expire_at INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  keep_until INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason INTEGER,
  code_expires_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  user_id BLOB NOT NULL,
  session_id BLOB,
  scope TEXT NOT NULL,
  site_epoch INTEGER NOT NULL,
  client_epoch INTEGER NOT NULL,
  user_epoch INTEGER NOT NULL,
  PRIMARY KEY (site_id, grant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX grants_user ON grants (site_id, user_id, client_id, created_at);
CREATE INDEX grants_ended ON grants (site_id, keep_until) WHERE ended_at IS NOT NULL;

-- The clients of a session, each with the grant that stands for it now: what the next grant supersedes is one look-up, however many came before.
CREATE TABLE session_clients (
  site_id BLOB NOT NULL,
  session_id BLOB NOT NULL,
  client_id TEXT NOT NULL,
  grant_id BLOB NOT NULL,
  PRIMARY KEY (site_id, session_id, client_id),
  FOREIGN KEY (site_id, session_id) REFERENCES sessions (site_id, session_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The key ring seals for all sites, so its key has no site. What is stored is wrapped under the master key.
CREATE TABLE keys (
  key_id INTEGER PRIMARY KEY AUTOINCREMENT,
  friendly_name TEXT NOT NULL,
  wrapped TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Without a foreign key: the record of what happened at a site outlives the site.
CREATE TABLE audit (
  site_id BLOB NOT NULL,
  happened_at INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  user_id BLOB,
  client_id TEXT,
  grant_id BLOB,
  address TEXT,
  PRIMARY KEY (site_id, happened_at, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_callers (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  caller_hash BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, caller_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_callers_expiry ON known_callers (site_id, expires_at);

CREATE TABLE pushed_requests (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  request_id BLOB NOT NULL CHECK (length(request_id) = 16),
  contents BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, request_id)
) STRICT;
CREATE INDEX pushed_requests_expiry ON pushed_requests (site_id, expires_at);

-- One-time things without a grant. The purpose is part of the key, so that no kind of handle is ever accepted in another's place.
CREATE TABLE used_ids (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  purpose INTEGER NOT NULL,
  hash BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, purpose, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX used_ids_expiry ON used_ids (site_id, expires_at);

CREATE TABLE settings (
  site_id BLOB NOT NULL REFERENCES sites (site_id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (site_id, name)
) STRICT, WITHOUT ROWID;

-- Grants: who ends one, tells it.
CREATE TRIGGER grants_tell_ended AFTER UPDATE OF ended_at ON grants
WHEN OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (0, NEW.site_id, lower(hex(NEW.grant_id)), 0, NEW.access_tokens_expire_at + 300000000);
END;

-- A new grant of the same session at the same client takes the older one's place.
CREATE TRIGGER grants_supersede AFTER INSERT ON grants
WHEN NEW.session_id IS NOT NULL
BEGIN
  UPDATE grants
  SET ended_at = NEW.created_at, end_reason = 3, keep_until = max(code_expires_at, access_tokens_expire_at) + 300000000
  WHERE site_id = NEW.site_id AND ended_at IS NULL AND grant_id = (
    SELECT grant_id FROM session_clients
    WHERE site_id = NEW.site_id AND session_id = NEW.session_id AND client_id = NEW.client_id);
  INSERT INTO session_clients (site_id, session_id, client_id, grant_id)
  VALUES (NEW.site_id, NEW.session_id, NEW.client_id, NEW.grant_id)
  ON CONFLICT (site_id, session_id, client_id) DO UPDATE SET grant_id = excluded.grant_id;
END;

-- Users: lifting the epoch ends everything that was handed out for the person.
CREATE TRIGGER users_epoch_lifted AFTER UPDATE OF epoch ON users
WHEN NEW.epoch > OLD.epoch
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (2, NEW.site_id, lower(hex(NEW.user_id)), NEW.epoch, NEW.updated_at + 86700000000);
  UPDATE grants
  SET ended_at = NEW.updated_at, end_reason = 4, keep_until = max(code_expires_at, access_tokens_expire_at) + 300000000
  WHERE site_id = NEW.site_id AND user_id = NEW.user_id AND ended_at IS NULL;
  UPDATE sessions SET ended_at = NEW.updated_at
  WHERE site_id = NEW.site_id AND user_id = NEW.user_id AND ended_at IS NULL;
END;

-- When a whole site goes, its own row in the feed says enough.
CREATE TRIGGER users_deleted AFTER DELETE ON users
WHEN EXISTS (SELECT 1 FROM sites WHERE site_id = OLD.site_id)
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (2, OLD.site_id, lower(hex(OLD.user_id)), 2147483647, OLD.updated_at + 86700000000);
  UPDATE grants
  SET ended_at = OLD.updated_at, end_reason = 4, keep_until = max(code_expires_at, access_tokens_expire_at) + 300000000
  WHERE site_id = OLD.site_id AND user_id = OLD.user_id AND ended_at IS NULL;
END;

CREATE TRIGGER clients_added AFTER INSERT ON clients
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (3, NEW.site_id, NEW.client_id, NEW.epoch, NEW.updated_at + 86700000000);
END;

CREATE TRIGGER clients_changed AFTER UPDATE ON clients
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (3, NEW.site_id, NEW.client_id, NEW.epoch, NEW.updated_at + 86700000000);
END;

-- A client id may be registered again, so the feed does not say "gone for ever" but names the epoch that a later client of this id starts with.
CREATE TRIGGER clients_deleted AFTER DELETE ON clients
WHEN EXISTS (SELECT 1 FROM sites WHERE site_id = OLD.site_id)
BEGIN
  INSERT INTO removed_clients (site_id, client_id, epoch)
  VALUES (OLD.site_id, OLD.client_id, OLD.epoch + 1)
  ON CONFLICT (site_id, client_id) DO UPDATE SET epoch = max(epoch, excluded.epoch);
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (3, OLD.site_id, OLD.client_id, OLD.epoch + 1, OLD.updated_at + 86700000000);
END;

CREATE TRIGGER sites_added AFTER INSERT ON sites
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (4, NEW.site_id, lower(hex(NEW.site_id)), NEW.epoch, NEW.updated_at + 86700000000);
END;

-- Every column but the two sequences, which move whenever a person or a center is added.
CREATE TRIGGER sites_changed AFTER UPDATE OF epoch, enabled, name, url, accent_color, headless_authorization, header_credentials,
  allowed_origins, session_idle, session_absolute, updated_at ON sites
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (4, NEW.site_id, lower(hex(NEW.site_id)), NEW.epoch, NEW.updated_at + 86700000000);
END;

CREATE TRIGGER sites_deleted AFTER DELETE ON sites
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (4, OLD.site_id, lower(hex(OLD.site_id)), 2147483647, OLD.updated_at + 86700000000);
END;

CREATE TRIGGER keys_added AFTER INSERT ON keys
BEGIN
  INSERT INTO changes (kind, site_id, subject, value, expires_at)
  VALUES (5, NULL, '', 0, NEW.created_at + 86700000000);
END;
