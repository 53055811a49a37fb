-- What must change in the same transaction as its cause. Kept apart from the tables: a generated migration
-- that rebuilds a table drops its triggers without a word, and worker/db/schema.test.ts would tell.

-- Heat: shared/domain/heat/heat.ts is the same rule in TypeScript, 1767225600000 its HEAT_EPOCH.
-- The update goes first: nearly always the row is there, and an upsert would make the new one all the same.
CREATE TRIGGER touch_heats AFTER INSERT ON touches BEGIN
  UPDATE heat SET kinds = json_set(
    kinds,
    '$.' || CASE new.direction WHEN 'ours' THEN 'ours_' || new.kind ELSE new.kind END,
    (
      SELECT json_array(
        coalesce(e ->> 0, 0) + 1,
        min(coalesce(e ->> 1, new.at), new.at),
        max(coalesce(e ->> 2, new.at), new.at),
        coalesce(e ->> 3, 0) + pow(2, (new.at - 1767225600000) / 604800000.0),
        coalesce(e ->> 4, 0) + pow(2, (new.at - 1767225600000) / 2592000000.0),
        coalesce(e ->> 5, 0) + pow(2, (new.at - 1767225600000) / 7776000000.0)
      )
      FROM (SELECT kinds -> ('$.' || CASE new.direction WHEN 'ours' THEN 'ours_' || new.kind ELSE new.kind END) AS e)
    )
  ) WHERE lead_id = new.lead_id;
  INSERT INTO heat (lead_id, kinds)
  SELECT
    new.lead_id,
    json_object(
      CASE new.direction WHEN 'ours' THEN 'ours_' || new.kind ELSE new.kind END,
      json_array(
        1, new.at, new.at,
        pow(2, (new.at - 1767225600000) / 604800000.0),
        pow(2, (new.at - 1767225600000) / 2592000000.0),
        pow(2, (new.at - 1767225600000) / 7776000000.0)
      )
    )
  WHERE changes() = 0;
END;
--> statement-breakpoint
-- The first contact is the first touch of ours by a person.
CREATE TRIGGER touch_contacts AFTER INSERT ON touches
WHEN new.direction = 'ours' AND new.person_id IS NOT NULL BEGIN
  UPDATE leads SET first_contact_at = new.at
  WHERE id = new.lead_id AND (first_contact_at IS NULL OR first_contact_at > new.at);
END;
--> statement-breakpoint
-- One verdict of a rep and a lead counts: the latest by the rep's time, then by id.
CREATE TRIGGER verdict_counts AFTER INSERT ON verdicts BEGIN
  INSERT INTO current_verdicts (lead_id, person_id, verdict_id, verdict, at)
  VALUES (new.lead_id, new.person_id, new.id, new.verdict, new.at)
  ON CONFLICT (lead_id, person_id) DO UPDATE SET
    verdict_id = excluded.verdict_id, verdict = excluded.verdict, at = excluded.at
  WHERE (excluded.at, excluded.verdict_id) > (current_verdicts.at, current_verdicts.verdict_id);
  UPDATE leads SET
    good = (SELECT count(*) FROM current_verdicts WHERE lead_id = new.lead_id AND verdict = 'good'),
    bad = (SELECT count(*) FROM current_verdicts WHERE lead_id = new.lead_id AND verdict = 'bad')
  WHERE id = new.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER stage_moves AFTER INSERT ON stage_changes BEGIN
  UPDATE leads SET stage = new."to", stage_since = new.since WHERE id = new.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER lead_joins_account AFTER INSERT ON leads WHEN new.account_id IS NOT NULL BEGIN
  UPDATE accounts SET leads = leads + 1 WHERE id = new.account_id;
END;
--> statement-breakpoint
CREATE TRIGGER lead_changes_account AFTER UPDATE OF account_id ON leads
WHEN old.account_id IS NOT new.account_id BEGIN
  UPDATE accounts SET leads = leads - 1 WHERE id = old.account_id;
  UPDATE accounts SET leads = leads + 1 WHERE id = new.account_id;
END;
--> statement-breakpoint
CREATE TRIGGER lead_leaves_account AFTER DELETE ON leads WHEN old.account_id IS NOT NULL BEGIN
  UPDATE accounts SET leads = leads - 1 WHERE id = old.account_id;
END;
--> statement-breakpoint
CREATE TRIGGER deal_opens AFTER INSERT ON deals BEGIN
  INSERT INTO deal_changes (deal_id, at, stage, amount, currency, outcome)
  VALUES (new.id, coalesce(new.closed_at, new.opened_at), new.stage, new.amount, new.currency, new.outcome)
  ON CONFLICT DO NOTHING;
  UPDATE accounts SET customer_since = (
    SELECT min(closed_at) FROM deals WHERE account_id = new.account_id AND outcome = 'won'
  ) WHERE id = new.account_id AND new.outcome = 'won';
END;
--> statement-breakpoint
CREATE TRIGGER deal_changes_state AFTER UPDATE ON deals
WHEN (old.stage, old.amount, old.outcome) IS NOT (new.stage, new.amount, new.outcome) BEGIN
  INSERT INTO deal_changes (deal_id, at, stage, amount, currency, outcome)
  VALUES (new.id, coalesce(new.closed_at, unixepoch() * 1000), new.stage, new.amount, new.currency, new.outcome)
  ON CONFLICT DO NOTHING;
  UPDATE accounts SET customer_since = (
    SELECT min(closed_at) FROM deals WHERE account_id = new.account_id AND outcome = 'won'
  ) WHERE id = new.account_id;
END;
--> statement-breakpoint
CREATE TRIGGER content_used AFTER INSERT ON content_uses BEGIN
  UPDATE content SET uses = uses + 1, last_used_at = max(coalesce(last_used_at, 0), new.at)
  WHERE id = new.content_id;
END;
--> statement-breakpoint
-- A warm isolate keeps the configuration in memory under this version.
CREATE TRIGGER workspace_versions AFTER UPDATE OF name, time_zone, first_day, reasons ON workspace BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER good_lead_added AFTER INSERT ON good_leads BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER own_domain_added AFTER INSERT ON own_domains BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER own_domain_removed AFTER DELETE ON own_domains BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER persona_added AFTER INSERT ON personas BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER persona_changed AFTER UPDATE ON personas BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER persona_removed AFTER DELETE ON personas BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER scorecard_published AFTER INSERT ON scorecards BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER content_added AFTER INSERT ON content BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER content_changed AFTER UPDATE OF title, url, kind, personas, stages ON content BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
--> statement-breakpoint
CREATE TRIGGER content_removed AFTER DELETE ON content BEGIN
  UPDATE workspace SET version = lower(hex(randomblob(8)));
END;
