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
--> statement-breakpoint
-- An address that only strangers spoke of is its lead's own as soon as somebody of ours knows the lead. What messages
-- say of it (identities) is told by them from then on, too.
CREATE TRIGGER claimed_lead_known AFTER UPDATE OF verified ON leads WHEN old.verified = 0 AND new.verified = 1 BEGIN
  UPDATE lead_keys SET said = 0 WHERE lead_id = new.id AND kind = 'email' AND said = 1
    AND NOT EXISTS (SELECT 1 FROM identities WHERE key = 'email:' || lead_keys.value);
  UPDATE lead_keys SET said = 0 WHERE lead_id = new.id AND kind = 'sha256' AND said = 1
    AND NOT EXISTS (SELECT 1 FROM lead_keys AS k WHERE k.lead_id = new.id AND k.kind = 'email' AND k.said = 1);
END;
--> statement-breakpoint
CREATE TRIGGER claimed_key_known AFTER UPDATE OF lead_id ON lead_keys WHEN new.kind = 'email' AND new.said = 1 BEGIN
  UPDATE lead_keys SET said = 0 WHERE kind = 'email' AND value = new.value
    AND NOT EXISTS (SELECT 1 FROM identities WHERE key = 'email:' || new.value)
    AND EXISTS (SELECT 1 FROM leads WHERE id = new.lead_id AND verified = 1);
END;
--> statement-breakpoint
DROP INDEX `lead_keys_lead`;
--> statement-breakpoint
CREATE INDEX `lead_keys_lead` ON `lead_keys` (`lead_id`,`said`);
--> statement-breakpoint
-- A lead that messages made is as it stands the lead of whoever gives it a key besides (see worker/tracking/plan.ts):
-- what messages say later does not take it apart.
CREATE TRIGGER key_given AFTER INSERT ON lead_keys
WHEN new.said = 0 AND EXISTS (SELECT 1 FROM lead_keys WHERE lead_id = new.lead_id AND said = 1)
  AND NOT EXISTS (
    SELECT 1 FROM lead_keys AS k
    WHERE k.lead_id = new.lead_id AND k.said = 0 AND (k.kind, k.value) <> (new.kind, new.value)) BEGIN
  UPDATE lead_keys SET said = 0 WHERE lead_id = new.lead_id AND said = 1 AND kind <> 'anonymous';
END;
--> statement-breakpoint
-- Claims of a key that nobody has, for when somebody does.
CREATE INDEX `claims_unknown` ON `claims` (`key`) WHERE "claims"."lead_id" is null;
