CREATE TABLE `attributes` (
	`name` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`after_contact` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `conflicts` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_a` text NOT NULL,
	`key_a` text NOT NULL,
	`lead_b` text NOT NULL,
	`key_b` text NOT NULL,
	`at` integer NOT NULL,
	`import_id` text,
	`row` integer,
	`state` text DEFAULT 'open' NOT NULL,
	`person_id` text,
	`decided_at` integer,
	`merge_id` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `conflicts_leads` ON `conflicts` (`lead_a`,`lead_b`);--> statement-breakpoint
CREATE INDEX `conflicts_state` ON `conflicts` (`state`,`at`);--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`import_id` text NOT NULL,
	`number` integer NOT NULL,
	`bytes` text NOT NULL,
	PRIMARY KEY(`import_id`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`header` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`answers` text NOT NULL,
	`after_contact` text NOT NULL,
	`used_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_steps` (
	`import_id` text NOT NULL,
	`step` integer NOT NULL,
	`leads` text NOT NULL,
	`undo` text NOT NULL,
	`refused` text NOT NULL,
	`odd` text NOT NULL,
	PRIMARY KEY(`import_id`, `step`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`phase` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`bytes` integer NOT NULL,
	`rows` integer NOT NULL,
	`format` text NOT NULL,
	`encoding` text NOT NULL,
	`delimiter` text,
	`header` integer NOT NULL,
	`profiles` text NOT NULL,
	`look_alikes` text DEFAULT '{}' NOT NULL,
	`mapping` text,
	`answers` text,
	`after_contact` text,
	`chunk` integer DEFAULT 0 NOT NULL,
	`letter` integer DEFAULT 0 NOT NULL,
	`step` integer DEFAULT 0 NOT NULL,
	`ranked` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`conflicts` integer DEFAULT 0 NOT NULL,
	`error` text,
	`lease_until` integer DEFAULT 0 NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `merge_moves` (
	`merge_id` text NOT NULL,
	`place` text NOT NULL,
	`row_id` text NOT NULL,
	PRIMARY KEY(`merge_id`, `place`, `row_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`into_id` text NOT NULL,
	`from_id` text NOT NULL,
	`at` integer NOT NULL,
	`person_id` text NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	`undo` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `merges_from` ON `merges` (`from_id`);--> statement-breakpoint
CREATE INDEX `merges_into` ON `merges` (`into_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_deals` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`account_id` text,
	`name` text NOT NULL,
	`stage` text,
	`amount` integer,
	`currency` text,
	`opened_at` integer,
	`closed_at` integer,
	`outcome` text NOT NULL,
	`lost_reason` text,
	`changed_at` integer,
	`stand_in` integer DEFAULT 0 NOT NULL,
	`attributes` text DEFAULT '{}' NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_deals`("id", "lead_id", "account_id", "name", "stage", "amount", "currency", "opened_at", "closed_at", "outcome", "lost_reason") SELECT "id", "lead_id", "account_id", "name", "stage", "amount", "currency", "opened_at", "closed_at", "outcome", "lost_reason" FROM `deals`;--> statement-breakpoint
DROP TABLE `deals`;--> statement-breakpoint
ALTER TABLE `__new_deals` RENAME TO `deals`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `deals_account` ON `deals` (`account_id`,`outcome`) WHERE "deals"."account_id" is not null;--> statement-breakpoint
CREATE INDEX `deals_lead` ON `deals` (`lead_id`);--> statement-breakpoint
ALTER TABLE `touches` ADD `details` text;