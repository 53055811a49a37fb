-- Pages that are no longer read as they were: what extensions report of them (worker/routes/drift.ts).
CREATE TABLE `drift` (
	`site` text NOT NULL,
	`version` text NOT NULL,
	`print` text NOT NULL,
	`kind` text NOT NULL,
	`signs` text NOT NULL,
	`failed` text NOT NULL,
	`doubts` text NOT NULL,
	`outline` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`reports` integer NOT NULL,
	PRIMARY KEY(`site`, `version`, `print`)
) WITHOUT ROWID;
