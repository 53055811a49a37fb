-- How each lead stands, for lists of leads, and what it is found by. Both follow from the lead: see worker/jobs/standings.ts.
CREATE TABLE `standings` (
	`lead_id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`value` integer,
	`woken_at` integer,
	`entries` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `standings_best` ON `standings` (`owner_id`,`value`) WHERE "standings"."value" is not null;
--> statement-breakpoint
CREATE INDEX `standings_woken` ON `standings` (`owner_id`,`woken_at`) WHERE "standings"."woken_at" is not null;
--> statement-breakpoint
CREATE TABLE `lead_entries` (
	`entry` text NOT NULL,
	`lead_id` text NOT NULL,
	PRIMARY KEY(`entry`, `lead_id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `imports` ADD `stood` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE TRIGGER standings_go AFTER DELETE ON leads BEGIN
  DELETE FROM lead_entries WHERE (entry, lead_id) IN (
    SELECT entry.value, old.id FROM standings, json_each(standings.entries) AS entry WHERE standings.lead_id = old.id);
  DELETE FROM standings WHERE lead_id = old.id;
END;
