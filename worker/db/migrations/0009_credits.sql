-- What brought a lead to each milestone, and how often by day: see worker/db/credits.ts. What was there before is
-- counted here, too, before the triggers that count from now on.

-- What each lead has come to. One that only strangers spoke of has come to nothing yet. Further on the path than MQL
-- counts for one that skipped it; of verdicts the newest one about quality that stands; where no deal says that it was
-- won, the stage does.
CREATE VIEW milestones AS
SELECT id AS lead_id, 'lead' AS milestone, created_at AS at FROM leads WHERE verified = 1
UNION ALL
SELECT c.lead_id, 'mql', c.at FROM stage_changes AS c
WHERE c."to" IN ('mql', 'sal', 'sql', 'opportunity', 'customer') AND NOT EXISTS (
  SELECT 1 FROM stage_changes AS e WHERE e.lead_id = c.lead_id AND (e.at, e.id) < (c.at, c.id)
    AND e."to" IN ('mql', 'sal', 'sql', 'opportunity', 'customer'))
UNION ALL
SELECT c.lead_id, c.verdict, c.at FROM current_verdicts AS c JOIN verdicts AS v ON v.id = c.verdict_id
WHERE c.verdict <> 'withdrawn' AND v.reason_group IS NOT 'not_counted' AND NOT EXISTS (
  SELECT 1 FROM current_verdicts AS o JOIN verdicts AS w ON w.id = o.verdict_id
  WHERE o.lead_id = c.lead_id AND (o.at, o.verdict_id) > (c.at, c.verdict_id)
    AND o.verdict <> 'withdrawn' AND w.reason_group IS NOT 'not_counted')
UNION ALL
SELECT d.lead_id, 'won', coalesce(d.closed_at, d.changed_at, d.opened_at) FROM deals AS d
WHERE d.outcome = 'won' AND NOT EXISTS (
  SELECT 1 FROM deals AS o WHERE o.lead_id = d.lead_id AND o.outcome = 'won'
    AND (coalesce(o.closed_at, o.changed_at, o.opened_at), o.id)
      < (coalesce(d.closed_at, d.changed_at, d.opened_at), d.id))
UNION ALL
SELECT c.lead_id, 'won', c.at FROM stage_changes AS c
WHERE c."to" = 'customer'
  AND NOT EXISTS (SELECT 1 FROM deals AS d WHERE d.lead_id = c.lead_id AND d.outcome = 'won')
  AND NOT EXISTS (
    SELECT 1 FROM stage_changes AS e WHERE e.lead_id = c.lead_id AND (e.at, e.id) < (c.at, c.id) AND e."to" = 'customer');
--> statement-breakpoint
-- The credits as they must be. Mails that a machine opened brought nobody. The last touch is the last of theirs; what it is
-- put down to is the last of theirs that did not come as Direct, where there is one: from page to page is Direct.
CREATE VIEW due_credits AS
SELECT m.lead_id, m.milestone, m.at,
  f.at AS first_at, f.id AS first_id, f.channel AS first_channel, f.campaign AS first_campaign, f.content AS first_content,
  l.at AS last_at, l.id AS last_id, s.channel AS last_channel, s.campaign AS last_campaign, s.content AS last_content
FROM milestones AS m
LEFT JOIN touches AS f ON f.id = (
  SELECT t.id FROM touches AS t WHERE t.lead_id = m.lead_id AND t.kind <> 'machine_open' ORDER BY t.at, t.id LIMIT 1)
LEFT JOIN touches AS l ON l.id = (
  SELECT t.id FROM touches AS t
  WHERE t.lead_id = m.lead_id AND t.at <= m.at AND t.direction = 'theirs' AND t.kind <> 'machine_open'
  ORDER BY t.at DESC, t.id DESC LIMIT 1)
LEFT JOIN touches AS s ON s.id = coalesce((
  SELECT t.id FROM touches AS t
  WHERE t.lead_id = m.lead_id AND t.at <= m.at AND t.direction = 'theirs' AND t.kind <> 'machine_open'
    AND t.channel <> 'Direct'
  ORDER BY t.at DESC, t.id DESC LIMIT 1), l.id);
--> statement-breakpoint
INSERT INTO credits SELECT * FROM due_credits;
--> statement-breakpoint
INSERT INTO credit_days
SELECT date(at / 1000, 'unixepoch'), 'all', '', '', '', sum(milestone = 'lead'), sum(milestone = 'mql'),
  sum(milestone = 'good'), sum(milestone = 'bad'), sum(milestone = 'won')
FROM credits GROUP BY 1
UNION ALL
SELECT date(at / 1000, 'unixepoch'), 'first', first_channel, coalesce(first_campaign, ''), coalesce(first_content, ''),
  sum(milestone = 'lead'), sum(milestone = 'mql'), sum(milestone = 'good'), sum(milestone = 'bad'), sum(milestone = 'won')
FROM credits WHERE first_id IS NOT NULL GROUP BY 1, 3, 4, 5
UNION ALL
SELECT date(at / 1000, 'unixepoch'), 'last', last_channel, coalesce(last_campaign, ''), coalesce(last_content, ''),
  sum(milestone = 'lead'), sum(milestone = 'mql'), sum(milestone = 'good'), sum(milestone = 'bad'), sum(milestone = 'won')
FROM credits WHERE last_id IS NOT NULL GROUP BY 1, 3, 4, 5;
--> statement-breakpoint
UPDATE leads SET source = coalesce(source, c.first_channel), campaign = coalesce(campaign, c.first_campaign)
FROM credits AS c
WHERE c.lead_id = leads.id AND c.milestone = 'lead'
  AND ((source IS NULL AND c.first_channel IS NOT NULL) OR (campaign IS NULL AND c.first_campaign IS NOT NULL));
--> statement-breakpoint
-- To say that a lead's credits may be wrong, insert its id into due_credits: they are made anew.
CREATE TRIGGER credits_fall_due INSTEAD OF INSERT ON due_credits BEGIN
  DELETE FROM credits WHERE lead_id = new.lead_id
    AND milestone NOT IN (SELECT milestone FROM milestones WHERE lead_id = new.lead_id);
  INSERT INTO credits SELECT * FROM due_credits WHERE lead_id = new.lead_id
  ON CONFLICT (lead_id, milestone) DO UPDATE SET
    at = excluded.at,
    first_at = excluded.first_at, first_id = excluded.first_id, first_channel = excluded.first_channel,
    first_campaign = excluded.first_campaign, first_content = excluded.first_content,
    last_at = excluded.last_at, last_id = excluded.last_id, last_channel = excluded.last_channel,
    last_campaign = excluded.last_campaign, last_content = excluded.last_content
  WHERE (at, first_at, first_id, first_channel, first_campaign, first_content,
      last_at, last_id, last_channel, last_campaign, last_content)
    IS NOT (excluded.at, excluded.first_at, excluded.first_id, excluded.first_channel, excluded.first_campaign,
      excluded.first_content, excluded.last_at, excluded.last_id, excluded.last_channel, excluded.last_campaign,
      excluded.last_content);
END;
--> statement-breakpoint
-- A touch changes what is before it or after it only where it is the first of all, or the last before a milestone:
-- nearly all change nothing. Visitors have no milestones.
CREATE TRIGGER touch_credits AFTER INSERT ON touches
WHEN substr(new.lead_id, 1, 2) <> 'v_' AND new.kind <> 'machine_open' BEGIN
  UPDATE credits SET
    (first_at, first_id, first_channel, first_campaign, first_content) = (
      SELECT new.at, new.id, new.channel, new.campaign, new.content
      WHERE first_at IS NULL OR (new.at, new.id) < (first_at, first_id)
      UNION ALL SELECT first_at, first_id, first_channel, first_campaign, first_content LIMIT 1),
    (last_at, last_id) = (
      SELECT new.at, new.id
      WHERE new.direction = 'theirs' AND new.at <= at
        AND (last_at IS NULL OR (new.at, new.id) > (last_at, last_id))
      UNION ALL SELECT last_at, last_id LIMIT 1),
    (last_channel, last_campaign, last_content) = (
      SELECT new.channel, new.campaign, new.content
      WHERE new.direction = 'theirs' AND new.at <= at
        AND (last_at IS NULL OR (new.at, new.id) > (last_at, last_id))
        AND (new.channel <> 'Direct' OR coalesce(last_channel, 'Direct') = 'Direct')
      UNION ALL SELECT last_channel, last_campaign, last_content LIMIT 1)
  WHERE lead_id = new.lead_id AND (
    first_at IS NULL OR (new.at, new.id) < (first_at, first_id)
    OR new.direction = 'theirs' AND new.at <= at AND (last_at IS NULL OR (new.at, new.id) > (last_at, last_id)));
END;
--> statement-breakpoint
-- One that comes late may be what the last touch is put down to.
CREATE TRIGGER touch_credits_late AFTER INSERT ON touches
WHEN new.direction = 'theirs' AND new.channel <> 'Direct' AND substr(new.lead_id, 1, 2) <> 'v_'
  AND new.kind <> 'machine_open' AND EXISTS (
    SELECT 1 FROM credits AS c WHERE c.lead_id = new.lead_id AND new.at <= c.at
      AND (new.at, new.id) < (c.last_at, c.last_id)) BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
-- What a touch is taken for can change later on.
CREATE TRIGGER touch_turns AFTER UPDATE OF kind, direction ON touches
WHEN substr(new.lead_id, 1, 2) <> 'v_'
  AND (old.direction, old.kind = 'machine_open') IS NOT (new.direction, new.kind = 'machine_open') BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER lead_credits AFTER INSERT ON leads BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.id);
END;
--> statement-breakpoint
CREATE TRIGGER lead_credits_date AFTER UPDATE OF created_at, verified ON leads
WHEN (old.created_at, old.verified) <> (new.created_at, new.verified) BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.id);
END;
--> statement-breakpoint
CREATE TRIGGER lead_credits_go AFTER DELETE ON leads BEGIN
  DELETE FROM credits WHERE lead_id = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER stage_credits AFTER INSERT ON stage_changes
WHEN new."to" IN ('mql', 'sal', 'sql', 'opportunity', 'customer') BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER stage_credits_go AFTER DELETE ON stage_changes
WHEN old."to" IN ('mql', 'sal', 'sql', 'opportunity', 'customer') BEGIN
  INSERT INTO due_credits (lead_id) VALUES (old.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER verdict_credits AFTER INSERT ON current_verdicts BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER verdict_credits_change AFTER UPDATE ON current_verdicts BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER verdict_credits_go AFTER DELETE ON current_verdicts BEGIN
  INSERT INTO due_credits (lead_id) VALUES (old.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER deal_credits AFTER INSERT ON deals WHEN new.outcome = 'won' BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER deal_credits_change AFTER UPDATE OF outcome, closed_at, changed_at, opened_at ON deals
WHEN old.outcome = 'won' OR new.outcome = 'won' BEGIN
  INSERT INTO due_credits (lead_id) VALUES (new.lead_id);
END;
--> statement-breakpoint
CREATE TRIGGER deal_credits_go AFTER DELETE ON deals WHEN old.outcome = 'won' BEGIN
  INSERT INTO due_credits (lead_id) VALUES (old.lead_id);
END;
--> statement-breakpoint
-- The days follow the credits: each row that is inserted here is one more (`change` 1) or one less (-1) of a milestone.
-- Of each there is one under `all`, one under `first` and one under `last` where there is such a touch.
CREATE VIEW credit_moves AS
SELECT milestone, at, '' AS model, first_channel AS channel, first_campaign AS campaign, first_content AS content,
  0 AS change FROM credits;
--> statement-breakpoint
CREATE TRIGGER credit_days_grow INSTEAD OF INSERT ON credit_moves
WHEN new.change > 0 AND new.channel IS NOT NULL BEGIN
  INSERT INTO credit_days (day, model, channel, campaign, content, leads, mqls, good, bad, won)
  VALUES (date(new.at / 1000, 'unixepoch'), new.model, new.channel, coalesce(new.campaign, ''),
    coalesce(new.content, ''), new.milestone = 'lead', new.milestone = 'mql', new.milestone = 'good',
    new.milestone = 'bad', new.milestone = 'won')
  ON CONFLICT (day, model, channel, campaign, content) DO UPDATE SET
    leads = leads + excluded.leads, mqls = mqls + excluded.mqls, good = good + excluded.good,
    bad = bad + excluded.bad, won = won + excluded.won;
END;
--> statement-breakpoint
-- With its last milestone a row goes.
CREATE TRIGGER credit_days_shrink INSTEAD OF INSERT ON credit_moves
WHEN new.change < 0 AND new.channel IS NOT NULL BEGIN
  DELETE FROM credit_days
  WHERE day = date(new.at / 1000, 'unixepoch') AND model = new.model AND channel = new.channel
    AND campaign = coalesce(new.campaign, '') AND content = coalesce(new.content, '')
    AND leads + mqls + good + bad + won = 1;
  UPDATE credit_days SET
    leads = leads - (new.milestone = 'lead'), mqls = mqls - (new.milestone = 'mql'),
    good = good - (new.milestone = 'good'), bad = bad - (new.milestone = 'bad'), won = won - (new.milestone = 'won')
  WHERE day = date(new.at / 1000, 'unixepoch') AND model = new.model AND channel = new.channel
    AND campaign = coalesce(new.campaign, '') AND content = coalesce(new.content, '');
END;
--> statement-breakpoint
CREATE TRIGGER credit_counts AFTER INSERT ON credits BEGIN
  INSERT INTO credit_moves VALUES
    (new.milestone, new.at, 'all', '', '', '', 1),
    (new.milestone, new.at, 'first', new.first_channel, new.first_campaign, new.first_content, 1),
    (new.milestone, new.at, 'last', new.last_channel, new.last_campaign, new.last_content, 1);
END;
--> statement-breakpoint
CREATE TRIGGER credit_counts_day AFTER UPDATE OF at ON credits
WHEN date(old.at / 1000, 'unixepoch') <> date(new.at / 1000, 'unixepoch') BEGIN
  INSERT INTO credit_moves VALUES
    (old.milestone, old.at, 'all', '', '', '', -1), (new.milestone, new.at, 'all', '', '', '', 1);
END;
--> statement-breakpoint
CREATE TRIGGER credit_counts_first AFTER UPDATE ON credits
WHEN (date(old.at / 1000, 'unixepoch'), old.first_channel, old.first_campaign, old.first_content)
  IS NOT (date(new.at / 1000, 'unixepoch'), new.first_channel, new.first_campaign, new.first_content) BEGIN
  INSERT INTO credit_moves VALUES
    (old.milestone, old.at, 'first', old.first_channel, old.first_campaign, old.first_content, -1),
    (new.milestone, new.at, 'first', new.first_channel, new.first_campaign, new.first_content, 1);
END;
--> statement-breakpoint
CREATE TRIGGER credit_counts_last AFTER UPDATE ON credits
WHEN (date(old.at / 1000, 'unixepoch'), old.last_channel, old.last_campaign, old.last_content)
  IS NOT (date(new.at / 1000, 'unixepoch'), new.last_channel, new.last_campaign, new.last_content) BEGIN
  INSERT INTO credit_moves VALUES
    (old.milestone, old.at, 'last', old.last_channel, old.last_campaign, old.last_content, -1),
    (new.milestone, new.at, 'last', new.last_channel, new.last_campaign, new.last_content, 1);
END;
--> statement-breakpoint
CREATE TRIGGER credit_counts_go AFTER DELETE ON credits BEGIN
  INSERT INTO credit_moves VALUES
    (old.milestone, old.at, 'all', '', '', '', -1),
    (old.milestone, old.at, 'first', old.first_channel, old.first_campaign, old.first_content, -1),
    (old.milestone, old.at, 'last', old.last_channel, old.last_campaign, old.last_content, -1);
END;
--> statement-breakpoint
-- Where nobody said where a lead came from (null), its first touch does. A lead that says the same as its credit said
-- goes on to follow it, but where messages say it (identities).
CREATE TRIGGER credit_names AFTER INSERT ON credits WHEN new.milestone = 'lead' BEGIN
  UPDATE leads SET source = coalesce(source, new.first_channel), campaign = coalesce(campaign, new.first_campaign)
  WHERE id = new.lead_id AND (source IS NULL AND new.first_channel IS NOT NULL
    OR campaign IS NULL AND new.first_campaign IS NOT NULL);
END;
--> statement-breakpoint
CREATE TRIGGER credit_names_anew AFTER UPDATE OF first_channel, first_campaign ON credits
WHEN new.milestone = 'lead' AND (old.first_channel, old.first_campaign) IS NOT (new.first_channel, new.first_campaign) BEGIN
  UPDATE leads SET
    source = iif(source IS NULL OR source = old.first_channel AND (
      SELECT i.said ->> '$.source[0]' FROM (
        SELECT kind || ':' || value AS key FROM lead_keys WHERE lead_id = new.lead_id
        UNION ALL SELECT 'base:' || new.lead_id) AS k
      JOIN identities AS i ON i.key = k.key AND i.said -> '$.source' IS NOT NULL
      ORDER BY i.said ->> '$.source[1]' DESC, i.said ->> '$.source[2]' DESC LIMIT 1) IS NULL, new.first_channel, source),
    campaign = iif(campaign IS NULL OR campaign = old.first_campaign AND (
      SELECT i.said ->> '$.campaign[0]' FROM (
        SELECT kind || ':' || value AS key FROM lead_keys WHERE lead_id = new.lead_id
        UNION ALL SELECT 'base:' || new.lead_id) AS k
      JOIN identities AS i ON i.key = k.key AND i.said -> '$.campaign' IS NOT NULL
      ORDER BY i.said ->> '$.campaign[1]' DESC, i.said ->> '$.campaign[2]' DESC LIMIT 1) IS NULL, new.first_campaign, campaign)
  WHERE id = new.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER lead_follows AFTER UPDATE OF source, campaign ON leads
WHEN new.verified = 1 AND (new.source IS NULL OR new.campaign IS NULL) BEGIN
  UPDATE leads SET source = coalesce(leads.source, c.first_channel), campaign = coalesce(leads.campaign, c.first_campaign)
  FROM credits AS c
  WHERE leads.id = new.id AND c.lead_id = new.id AND c.milestone = 'lead'
    AND (leads.source IS NULL AND c.first_channel IS NOT NULL OR leads.campaign IS NULL AND c.first_campaign IS NOT NULL);
END;
