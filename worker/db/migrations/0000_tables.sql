-- Tables with a text or composite key are clustered on it (WITHOUT ROWID, added by hand: drizzle cannot say it):
-- one row written where there would be two, and a lead's touches lie side by side. test/schema asserts it.
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`domain` text NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`industry` text,
	`country` text,
	`employees` integer,
	`leads` integer DEFAULT 0 NOT NULL,
	`best` text DEFAULT '[]' NOT NULL,
	`customer_since` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_domain` ON `accounts` (`domain`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_hash` ON `accounts` (`hash`);--> statement-breakpoint
CREATE TABLE `content` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`url` text NOT NULL,
	`kind` text NOT NULL,
	`personas` text DEFAULT '[]' NOT NULL,
	`stages` text DEFAULT '[]' NOT NULL,
	`created_at` integer NOT NULL,
	`uses` integer DEFAULT 0 NOT NULL,
	`last_used_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `content_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`persona` text,
	`stage` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `content_requests_at` ON `content_requests` (`at`);--> statement-breakpoint
CREATE TABLE `content_uses` (
	`id` text PRIMARY KEY NOT NULL,
	`content_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `content_uses_lead` ON `content_uses` (`lead_id`);--> statement-breakpoint
CREATE TABLE `current_verdicts` (
	`lead_id` text NOT NULL,
	`person_id` text NOT NULL,
	`verdict_id` text NOT NULL,
	`verdict` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`lead_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `current_verdicts_at` ON `current_verdicts` (`at`);--> statement-breakpoint
CREATE TABLE `deal_changes` (
	`deal_id` text NOT NULL,
	`at` integer NOT NULL,
	`stage` text,
	`amount` integer,
	`currency` text,
	`outcome` text NOT NULL,
	PRIMARY KEY(`deal_id`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `deals` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`account_id` text,
	`name` text NOT NULL,
	`stage` text,
	`amount` integer,
	`currency` text,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`outcome` text NOT NULL,
	`lost_reason` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `deals_account` ON `deals` (`account_id`,`outcome`) WHERE "deals"."account_id" is not null;--> statement-breakpoint
CREATE TABLE `good_leads` (
	`version` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `heat` (
	`lead_id` text PRIMARY KEY NOT NULL,
	`kinds` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `lead_keys` (
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`lead_id` text NOT NULL,
	PRIMARY KEY(`kind`, `value`),
	FOREIGN KEY (`lead_id`) REFERENCES `leads`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `leads` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text,
	`mail_kind` text NOT NULL,
	`name` text,
	`title` text,
	`company` text,
	`domain` text,
	`account_id` text,
	`source` text,
	`campaign` text,
	`owner_id` text,
	`attributes` text DEFAULT '{}' NOT NULL,
	`opted_out` integer DEFAULT 0 NOT NULL,
	`verified` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`stage` text DEFAULT 'inquiry' NOT NULL,
	`stage_since` integer NOT NULL,
	`first_contact_at` integer,
	`good` integer DEFAULT 0 NOT NULL,
	`bad` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `meeting_items` (
	`verdict_id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `own_domains` (
	`domain` text PRIMARY KEY NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`team_id` text,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `personas` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`position` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `replies` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`person_id` text NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`verdict_id` text,
	`reason` text,
	`about` text NOT NULL,
	`reached` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `replies_at` ON `replies` (`at`);--> statement-breakpoint
CREATE TABLE `reply_recipients` (
	`person_id` text NOT NULL,
	`lead_id` text NOT NULL,
	`at` integer NOT NULL,
	`reply_id` text NOT NULL,
	`verdict_id` text NOT NULL,
	PRIMARY KEY(`person_id`, `lead_id`, `at`, `reply_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reply_recipients_verdict` ON `reply_recipients` (`verdict_id`);--> statement-breakpoint
CREATE TABLE `scorecards` (
	`version` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `seen` (
	`lead_id` text NOT NULL,
	`person_id` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`score` integer,
	`band` text,
	`scorecard` integer,
	`persona` text,
	`site` text NOT NULL,
	`contact` text NOT NULL,
	`source` text,
	`campaign` text,
	PRIMARY KEY(`day`, `lead_id`, `person_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `seen_counts` (
	`day` text NOT NULL,
	`band` text NOT NULL,
	`scorecard` integer NOT NULL,
	`persona` text NOT NULL,
	`site` text NOT NULL,
	`contact` text NOT NULL,
	`source` text NOT NULL,
	`campaign` text NOT NULL,
	`seen` integer NOT NULL,
	`judged` integer NOT NULL,
	PRIMARY KEY(`day`, `band`, `scorecard`, `persona`, `site`, `contact`, `source`, `campaign`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`at` integer NOT NULL,
	`cause` text NOT NULL,
	`facts` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `stage_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`at` integer NOT NULL,
	`since` integer NOT NULL,
	`cause` text NOT NULL,
	`person_id` text,
	`reason` text,
	`restores` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `stage_changes_lead` ON `stage_changes` (`lead_id`,`at`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`local` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `touches` (
	`id` text NOT NULL,
	`lead_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`direction` text NOT NULL,
	`channel` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`campaign` text,
	`person_id` text,
	PRIMARY KEY(`lead_id`, `at`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `touches_id` ON `touches` (`id`);--> statement-breakpoint
CREATE TABLE `verdicts` (
	`id` text PRIMARY KEY NOT NULL,
	`lead_id` text NOT NULL,
	`person_id` text NOT NULL,
	`verdict` text NOT NULL,
	`reason` text,
	`reason_group` text,
	`note` text,
	`at` integer NOT NULL,
	`claimed_at` integer,
	`received_at` integer NOT NULL,
	`score` integer,
	`band` text,
	`scorecard` integer,
	`persona` text,
	`site` text NOT NULL,
	`good_lead` integer NOT NULL,
	`contact` text NOT NULL,
	`source` text,
	`campaign` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`first_day` integer NOT NULL,
	`reasons` text NOT NULL,
	`version` text NOT NULL
);
