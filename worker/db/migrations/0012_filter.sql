-- The membership filter of hashed keys (worker/jobs/filter.ts): its parts in base64, at most 512 kB each. Where it goes
-- on, and which version stands, is the cursor of the job `filter`.
CREATE TABLE `filter_parts` (
	`version` text NOT NULL,
	`number` integer NOT NULL,
	`bytes` text NOT NULL,
	PRIMARY KEY(`version`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
-- Hashes that came since, by their first 12 digits, in the order of coming. Whoever writes many announces them before,
-- together in one row (with commas between), whose number is as much higher as there are; every other one makes a row of
-- its own, by trigger. The last row always stays, so that no number is given twice; when a version is begun an empty one
-- is added, so that nothing announced before is taken for announced since. Number 0 has hashes that have gone, the first
-- hundred of them: some come back at once, when a key changes hands.
CREATE TABLE `filter_newcomers` (
	`number` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER key_is_new AFTER INSERT ON lead_keys
WHEN new.kind = 'sha256' AND length(new.value) = 64 AND new.value NOT GLOB '*[^0-9a-f]*'
  AND NOT EXISTS (
    SELECT 1 FROM filter_newcomers WHERE number = (SELECT max(number) FROM filter_newcomers)
      AND instr(',' || hash || ',', ',' || substr(new.value, 1, 12) || ',') > 0) BEGIN
  INSERT INTO filter_newcomers (hash) VALUES (substr(new.value, 1, 12));
END;
--> statement-breakpoint
CREATE TRIGGER account_is_new AFTER INSERT ON accounts
WHEN length(new.hash) = 64 AND new.hash NOT GLOB '*[^0-9a-f]*'
  AND NOT EXISTS (
    SELECT 1 FROM filter_newcomers WHERE number = (SELECT max(number) FROM filter_newcomers)
      AND instr(',' || hash || ',', ',' || substr(new.hash, 1, 12) || ',') > 0) BEGIN
  INSERT INTO filter_newcomers (hash) VALUES (substr(new.hash, 1, 12));
END;
--> statement-breakpoint
CREATE TRIGGER key_is_gone AFTER DELETE ON lead_keys
WHEN old.kind = 'sha256' AND length(old.value) = 64 AND old.value NOT GLOB '*[^0-9a-f]*' BEGIN
  INSERT INTO filter_newcomers (number, hash) VALUES (0, substr(old.value, 1, 12))
  ON CONFLICT DO UPDATE SET hash = hash || ',' || excluded.hash WHERE length(hash) < 1300;
END;
--> statement-breakpoint
CREATE TRIGGER account_is_gone AFTER DELETE ON accounts
WHEN length(old.hash) = 64 AND old.hash NOT GLOB '*[^0-9a-f]*' BEGIN
  INSERT INTO filter_newcomers (number, hash) VALUES (0, substr(old.hash, 1, 12))
  ON CONFLICT DO UPDATE SET hash = hash || ',' || excluded.hash WHERE length(hash) < 1300;
END;
--> statement-breakpoint
-- Where there is nobody yet, the filter is empty and the newcomers are all that there is. Elsewhere it is made soon.
INSERT INTO jobs (name, cursor)
SELECT 'filter', json_object('standing', json_object(
  'version', lower(hex(randomblob(8))), 'at', unixepoch() * 1000, 'hashes', 0, 'size', 0, 'after', 0), 'making', null)
WHERE NOT EXISTS (SELECT 1 FROM lead_keys) AND NOT EXISTS (SELECT 1 FROM accounts);
