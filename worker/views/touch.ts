import type { Touch } from "../../shared/contract/insight.ts";
import { isSafeLink } from "../../shared/domain/content/pick.ts";
import type { TouchRow } from "../db/insight.ts";

/** A touch as it is shown: strangers' links only where they lead to the web. */
export const touchView = ({ url, campaign, id, at, kind, channel, direction, title }: TouchRow): Touch => ({
  id,
  at,
  kind,
  channel,
  direction,
  title,
  ...(url && isSafeLink(url) && { url }),
  ...(campaign && { campaign }),
});
