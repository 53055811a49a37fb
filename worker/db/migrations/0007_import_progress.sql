ALTER TABLE `imports` ADD `reading` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `odd` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `imports` ADD `attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What undoes a step is long; what is read of every step stands before it.
DROP TABLE `import_steps`;--> statement-breakpoint
CREATE TABLE `import_steps` (
	`import_id` text NOT NULL,
	`step` integer NOT NULL,
	`leads` text NOT NULL,
	`odd` text NOT NULL,
	`refused` text NOT NULL,
	`undo` text NOT NULL,
	PRIMARY KEY(`import_id`, `step`)
) WITHOUT ROWID;
