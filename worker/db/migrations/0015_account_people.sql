-- Who works at a company, the newest first: its page in a CRM shows them.
CREATE INDEX `leads_account` ON `leads` (`account_id`) WHERE "leads"."account_id" is not null;
