import type { LeadBrief } from "../../../shared/contract/index.ts";
import type { Formats } from "../../panel/format.ts";
import { points } from "../../panel/format.ts";
import { Band } from "../../panel/sections/Band.tsx";
import { Dotted, Text } from "../../panel/sections/Text.tsx";
import { strings as panelStrings } from "../../panel/strings.ts";
import { strings } from "../strings.ts";

/** A lead of a list in three lines: who, where and whose, why. */
export function LeadRow({ lead, format, now }: { lead: LeadBrief; format: Formats; now: number }) {
  const { name, title, company, score, band, change7d, why, owner, wokenAt, flags = [] } = lead;
  // A customer has no band: there is no question of quality.
  const above = flags.filter((flag) => flag !== "shared_address");
  const isCustomer = flags.includes("customer");
  return (
    <>
      <span class="lead-name">
        <strong class="clip">
          <Text>{name}</Text>
        </strong>
        {change7d !== undefined && change7d !== 0 && (
          <span class="small" title={strings.saidChange(change7d)}>
            <span aria-hidden="true">{strings.change(change7d)}</span>
            <span class="said">{strings.saidChange(change7d)}</span>
          </span>
        )}
        {!isCustomer && (
          <span class="lead-score">
            <span class="said">{strings.saidScore} </span>
            {score} <Band band={band} />
          </span>
        )}
      </span>
      <span class="small clip lead-line">
        <Dotted>
          {[
            ...above.map((flag) => (
              <span class={flag === "opted_out" ? "alert" : undefined}>
                {panelStrings.flags[flag] ?? flag.replaceAll("_", " ")}
              </span>
            )),
            title !== null && <Text>{title}</Text>,
            company !== null && <Text>{company}</Text>,
            owner === null ? strings.noOwner : !owner.you && <Text>{strings.owner(owner.name)}</Text>,
          ]}
        </Dotted>
      </span>
      {(why.length > 0 || wokenAt !== undefined) && (
        <span class="small clip lead-line">
          <Dotted>
            {[
              wokenAt !== undefined && (
                <time dateTime={new Date(wokenAt).toISOString()}>
                  {strings.wokenAt(format.ago(wokenAt, now))}
                </time>
              ),
              ...why.map((reason) => (
                <>
                  <strong>{points(reason.points)}</strong> <Text>{reason.label}</Text>
                </>
              )),
            ]}
          </Dotted>
        </span>
      )}
    </>
  );
}
