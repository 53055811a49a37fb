CREATE INDEX `lead_keys_lead` ON `lead_keys` (`lead_id`);--> statement-breakpoint
CREATE INDEX `verdicts_lead` ON `verdicts` (`lead_id`);