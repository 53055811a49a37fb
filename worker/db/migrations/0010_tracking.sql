-- For the panel (worker/db/insight.ts): the open claims and the sequences of a lead, however many there were.
ALTER TABLE `claims` ADD `visitor` text;
--> statement-breakpoint
CREATE INDEX `claims_open` ON `claims` (`lead_id`,`last_at`) WHERE "claims"."state" = 'open';
--> statement-breakpoint
CREATE INDEX `sequences_in` ON `sequences` (`lead_id`,`at`) WHERE "sequences"."state" = 'in';
--> statement-breakpoint
-- What marketing takes events for is part of the configuration (worker/db/event-kinds.ts).
CREATE TRIGGER event_kind_added AFTER INSERT ON event_kinds BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER event_kind_changed AFTER UPDATE ON event_kinds BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER event_kind_removed AFTER DELETE ON event_kinds BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
-- How long touches are kept is part of it, too (worker/jobs/retention.ts).
DROP TRIGGER workspace_versions;
--> statement-breakpoint
CREATE TRIGGER workspace_versions
AFTER UPDATE OF name, time_zone, first_day, reasons, anonymous_days, details_days ON workspace BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
