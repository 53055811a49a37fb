-- For the panel (worker/db/insight.ts): the open claims and the sequences of a lead, however many there were.
ALTER TABLE `claims` ADD `visitor` text;
--> statement-breakpoint
CREATE INDEX `claims_open` ON `claims` (`lead_id`,`last_at`) WHERE "claims"."state" = 'open';
--> statement-breakpoint
CREATE INDEX `sequences_in` ON `sequences` (`lead_id`,`at`) WHERE "sequences"."state" = 'in';
