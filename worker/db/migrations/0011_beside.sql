-- Whose CRM's record ids are kept (JSON list of tenants), and whether reports of changed pages are sent here.
ALTER TABLE `workspace` ADD `trusted_crms` text DEFAULT '[]' NOT NULL;
--> statement-breakpoint
ALTER TABLE `workspace` ADD `drift_reports` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
DROP TRIGGER workspace_versions;
--> statement-breakpoint
CREATE TRIGGER workspace_versions
AFTER UPDATE OF name, time_zone, first_day, reasons, anonymous_days, details_days, trusted_crms, drift_reports
ON workspace BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
