CREATE TABLE `arrivals` (
	`day` text NOT NULL,
	`key_id` text NOT NULL,
	`channel` text NOT NULL,
	`campaign` text NOT NULL,
	`content` text NOT NULL,
	`touches` integer NOT NULL,
	`last_at` integer NOT NULL,
	`hours` text NOT NULL,
	`newest` text DEFAULT '[]' NOT NULL,
	PRIMARY KEY(`day`, `key_id`, `channel`, `campaign`, `content`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`via` text NOT NULL,
	`key` text NOT NULL,
	`lead_id` text,
	`at` integer NOT NULL,
	`message_id` text NOT NULL,
	`last_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`kind` text,
	`title` text,
	`said` text DEFAULT '{}' NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`how` text,
	`person_id` text,
	`decided_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `claims_lead` ON `claims` (`lead_id`,`last_at`) WHERE "claims"."lead_id" is not null;--> statement-breakpoint
CREATE INDEX `claims_via` ON `claims` (`via`);--> statement-breakpoint
CREATE TABLE `cooled` (
	`lead_id` text NOT NULL,
	`via` text NOT NULL,
	`kinds` text NOT NULL,
	PRIMARY KEY(`lead_id`, `via`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `credit_days` (
	`day` text NOT NULL,
	`model` text NOT NULL,
	`channel` text NOT NULL,
	`campaign` text NOT NULL,
	`content` text NOT NULL,
	`leads` integer DEFAULT 0 NOT NULL,
	`mqls` integer DEFAULT 0 NOT NULL,
	`good` integer DEFAULT 0 NOT NULL,
	`bad` integer DEFAULT 0 NOT NULL,
	`won` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `model`, `channel`, `campaign`, `content`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `credits` (
	`lead_id` text NOT NULL,
	`milestone` text NOT NULL,
	`at` integer NOT NULL,
	`first_at` integer,
	`first_id` text,
	`first_channel` text,
	`first_campaign` text,
	`first_content` text,
	`last_at` integer,
	`last_id` text,
	`last_channel` text,
	`last_campaign` text,
	`last_content` text,
	PRIMARY KEY(`lead_id`, `milestone`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`key_id` text NOT NULL,
	`messages` integer NOT NULL,
	`attempts` integer NOT NULL,
	`error` text NOT NULL,
	`body` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `event_kinds` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`direction` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `identities` (
	`key` text PRIMARY KEY NOT NULL,
	`born_at` integer NOT NULL,
	`born_by` text NOT NULL,
	`said` text DEFAULT '{}' NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`cursor` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `link_uses` (
	`link_id` text PRIMARY KEY NOT NULL,
	`via` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rejections` (
	`day` text NOT NULL,
	`key_id` text NOT NULL,
	`reason` text NOT NULL,
	`messages` integer NOT NULL,
	`last_at` integer NOT NULL,
	`hours` text NOT NULL,
	`sample` text,
	PRIMARY KEY(`day`, `key_id`, `reason`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sequences` (
	`lead_id` text NOT NULL,
	`via` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`message_id` text NOT NULL,
	`next_at` integer,
	PRIMARY KEY(`lead_id`, `via`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `statement_keys` (
	`key` text NOT NULL,
	`statement_id` text NOT NULL,
	PRIMARY KEY(`key`, `statement_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `statements` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`keys` text NOT NULL,
	`at` integer NOT NULL,
	`message_id` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `turns` (
	`id` integer PRIMARY KEY NOT NULL,
	`serial` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `unmapped_events` (
	`name` text PRIMARY KEY NOT NULL,
	`event` text NOT NULL,
	`touches` integer NOT NULL,
	`last_at` integer NOT NULL,
	`key_id` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `write_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`shown` text NOT NULL,
	`origins` text DEFAULT '[]' NOT NULL,
	`local` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	`expires_at` integer,
	`revoked_at` integer,
	`revoked_by` text,
	`replaces` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `write_keys_hash` ON `write_keys` (`hash`);--> statement-breakpoint
ALTER TABLE `conflicts` ADD `message_id` text;--> statement-breakpoint
ALTER TABLE `lead_keys` ADD `said` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `touches` ADD `content` text;--> statement-breakpoint
ALTER TABLE `touches` ADD `via` text;--> statement-breakpoint
ALTER TABLE `workspace` ADD `anonymous_days` integer DEFAULT 395 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `details_days` integer DEFAULT 395 NOT NULL;--> statement-breakpoint
ALTER TABLE `workspace` ADD `link_secret` text;--> statement-breakpoint
INSERT INTO turns (id, serial) VALUES (1, 0);
--> statement-breakpoint
UPDATE workspace SET link_secret = lower(hex(randomblob(32)));
