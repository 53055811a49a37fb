import { PanelRight, PanelRightClose, Settings } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { Insight } from "../../../shared/contract/index.ts";
import { stageLabel, stages } from "../../../shared/domain/stages/stages.ts";
import type { Actions } from "../controller.ts";
import type { Formats } from "../format.ts";
import { isOnlyClaimed } from "../state.ts";
import { strings } from "../strings.ts";
import { Dotted, Text } from "./Text.tsx";
import { Where } from "./Where.tsx";

/** The head of every screen: who this is, and the way to the settings and to the edge. */
export function Header(props: {
  title: string;
  actions: Pick<Actions, "settings" | "fold">;
  children?: ComponentChildren;
}) {
  const { isAside, toSide } = useContext(Where);
  const fold = isAside ? strings.backBeside : strings.fold;
  return (
    <header class="head">
      <div class="head-row">
        <h1>
          <Text>{props.title}</Text>
        </h1>
        <button
          type="button"
          class="icon"
          aria-label={strings.settings}
          title={strings.settings}
          onClick={props.actions.settings}
        >
          <Settings size={16} aria-hidden="true" />
        </button>
        {toSide !== null && (
          <button
            type="button"
            class="icon"
            aria-label={strings.toSide}
            title={strings.toSide}
            onClick={toSide}
          >
            <PanelRight size={16} aria-hidden="true" />
          </button>
        )}
        <button type="button" class="icon" aria-label={fold} title={fold} onClick={props.actions.fold}>
          <PanelRightClose size={16} aria-hidden="true" />
        </button>
      </div>
      {props.children}
    </header>
  );
}

/** Title and company, stage, owner and clock of a lead. */
export function LeadLines({ insight, format, now }: { insight: Insight; format: Formats; now: number }) {
  const { lead, stage, sla } = insight;
  const { company } = lead;
  return (
    <>
      {(lead.title !== null || company !== null) && (
        <p class="line">
          <Dotted>
            {[lead.title !== null && <Text>{lead.title}</Text>, company !== null && <Text>{company}</Text>]}
          </Dotted>
        </p>
      )}
      <p class="line small">
        <Dotted>
          {[
            <span
              title={`${stages[stage.name].entry} (${strings.stageSince(format.date(stage.since, now))})`}
            >
              {stageLabel(stage.name)}
            </span>,
            lead.owner === null ? (
              strings.noOwner
            ) : lead.owner.you ? (
              strings.ownerYou
            ) : (
              <>
                {strings.owner} <Text>{lead.owner.name}</Text>
              </>
            ),
            sla !== null && (
              <span class={sla.state === "overdue" ? "alert" : undefined}>
                <Text>{sla.policy}</Text> {format.moment(sla.due, now)}
              </span>
            ),
          ]}
        </Dotted>
      </p>
    </>
  );
}

/** "Customer", "open deal", "opted out" and "disqualified" stand above the score. */
export function Flags({ insight, format, now }: { insight: Insight; format: Formats; now: number }) {
  const { account } = insight;
  const flags = insight.flags.map((flag) =>
    flag === "unverified" && isOnlyClaimed(insight) ? "only_claimed" : flag,
  );
  if (flags.length === 0) return null;
  const text = (flag: string): string => {
    if (flag === "customer" && account?.customerSince != null)
      return strings.customerSince(format.date(account.customerSince, now));
    return strings.flags[flag] ?? flag.replaceAll("_", " ");
  };
  return (
    <ul class="flags" aria-label={strings.flagsName}>
      {flags.map((flag) => (
        <li key={flag} class={flag === "opted_out" ? "flag alert" : "flag"}>
          {text(flag)}
        </li>
      ))}
    </ul>
  );
}
