-- A workspace is there from the first request on; an empty list of reasons means the product's own list.
INSERT INTO workspace (id, name, time_zone, first_day, reasons, version)
VALUES (1, 'My workspace', 'UTC', 1, '[]', lower(hex(randomblob(8))));
--> statement-breakpoint
INSERT INTO good_leads (version, text, at)
VALUES (1, 'Someone at a company that we can help, with a need we meet, who is ready to talk.', 0);
