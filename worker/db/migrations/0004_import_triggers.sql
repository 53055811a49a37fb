-- The deals' table was made anew, so its triggers are, too. A deal that goes takes its history with it.
CREATE TRIGGER deal_opens AFTER INSERT ON deals BEGIN
  INSERT INTO deal_changes (deal_id, at, stage, amount, currency, outcome)
  VALUES (new.id, coalesce(new.closed_at, new.changed_at, new.opened_at, unixepoch() * 1000), new.stage, new.amount, new.currency, new.outcome)
  ON CONFLICT DO NOTHING;
  UPDATE accounts SET customer_since = (
    SELECT min(closed_at) FROM deals WHERE account_id = new.account_id AND outcome = 'won'
  ) WHERE id = new.account_id AND new.outcome = 'won';
END;
--> statement-breakpoint
CREATE TRIGGER deal_changes_state AFTER UPDATE ON deals
WHEN (old.stage, old.amount, old.outcome, old.closed_at) IS NOT (new.stage, new.amount, new.outcome, new.closed_at) BEGIN
  INSERT INTO deal_changes (deal_id, at, stage, amount, currency, outcome)
  VALUES (new.id, coalesce(new.closed_at, new.changed_at, unixepoch() * 1000), new.stage, new.amount, new.currency, new.outcome)
  ON CONFLICT DO NOTHING;
  UPDATE accounts SET customer_since = (
    SELECT min(closed_at) FROM deals WHERE account_id = new.account_id AND outcome = 'won'
  ) WHERE id = new.account_id;
END;
--> statement-breakpoint
CREATE TRIGGER deal_goes AFTER DELETE ON deals BEGIN
  DELETE FROM deal_changes WHERE deal_id = old.id;
  UPDATE accounts SET customer_since = (
    SELECT min(closed_at) FROM deals WHERE account_id = old.account_id AND outcome = 'won'
  ) WHERE id = old.account_id AND old.outcome = 'won';
END;
--> statement-breakpoint
-- A lead that turns out to work somewhere brings its deals along.
CREATE TRIGGER lead_brings_deals AFTER UPDATE OF account_id ON leads
WHEN old.account_id IS NOT new.account_id AND EXISTS (SELECT 1 FROM deals WHERE lead_id = new.id) BEGIN
  UPDATE deals SET account_id = new.account_id WHERE lead_id = new.id;
  UPDATE accounts SET customer_since = (
    SELECT min(closed_at) FROM deals WHERE account_id = accounts.id AND outcome = 'won'
  ) WHERE id IN (old.account_id, new.account_id);
END;
--> statement-breakpoint
-- A change that was before others is history: the lead stands where the last one put it.
DROP TRIGGER stage_moves;
--> statement-breakpoint
CREATE TRIGGER stage_moves AFTER INSERT ON stage_changes
WHEN NOT EXISTS (
  SELECT 1 FROM stage_changes AS later WHERE later.lead_id = new.lead_id AND (later.at, later.id) > (new.at, new.id)
) BEGIN
  UPDATE leads SET stage = new."to", stage_since = new.since WHERE id = new.lead_id;
END;
--> statement-breakpoint
-- Two runners of one import, or one that was stopped meanwhile: the transaction of the one that is late fails whole.
CREATE TRIGGER import_steps_in_order BEFORE UPDATE OF step ON imports
WHEN old.state <> 'running' OR new.step <> old.step + iif(old.phase = 'undoing', -1, 1) BEGIN
  SELECT RAISE(ABORT, 'import_moved_on');
END;
