import { CircleHelp } from "lucide-preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Actions } from "../controller.ts";
import type { Formats } from "../format.ts";
import type { ShownClaim } from "../state.ts";
import { strings } from "../strings.ts";
import { Text } from "./Text.tsx";

/** What somebody asked for with this lead's address, for the rep to say whether it was them. */
export function Claims(props: {
  claims: readonly ShownClaim[];
  format: Formats;
  now: number;
  actions: Pick<Actions, "decideClaim">;
}) {
  return (
    <section class="claims" aria-label={strings.claims}>
      <ul>
        {props.claims.map((shown) => (
          <Claim key={shown.claim.id} {...props} shown={shown} />
        ))}
      </ul>
    </section>
  );
}

function Claim(props: {
  shown: ShownClaim;
  format: Formats;
  now: number;
  actions: Pick<Actions, "decideClaim">;
}) {
  const { shown, format, now, actions } = props;
  const { claim, said } = shown;
  const [before, title, after] = strings.claimed(claim.kind, claim.title);
  const answer = useRef<HTMLParagraphElement>(null);
  const decided = useRef(false);
  const isOpen = said === null || said.phase === "failed";
  // The buttons are gone: whoever pressed one stays here.
  useLayoutEffect(() => {
    if (decided.current && !isOpen) answer.current?.focus({ preventScroll: true });
    if (!isOpen) decided.current = false;
  }, [isOpen]);
  const decide = (decision: "confirmed" | "refused") => {
    decided.current = true;
    void actions.decideClaim(claim.id, decision);
  };
  return (
    <li>
      <p class="claim">
        <CircleHelp size={16} aria-hidden="true" />
        <span>
          <strong>{strings.unconfirmed}</strong> {before !== "" && `${before} `}
          {title !== null && (
            <>
              “<Text>{title}</Text>”{" "}
            </>
          )}
          {after} <span title={format.full(claim.at)}>{format.ago(claim.at, now)}</span>
        </span>
      </p>
      {said?.phase === "failed" && (
        <p class="small alert" role="alert">
          {strings.notDecided(said.problem)}
        </p>
      )}
      {said !== null && said.phase !== "failed" && (
        <p ref={answer} class="small" tabIndex={-1}>
          {said.phase === "saving"
            ? strings.savingDecision[said.decision]
            : strings.savedDecision[said.decision]}
        </p>
      )}
      {said === null && <p class="small">{strings.visitorsTouches(claim.touches)}</p>}
      {(said === null || (said.phase === "failed" && said.again)) && (
        <div class="buttons">
          <button type="button" class="small-button" onClick={() => decide("confirmed")}>
            {strings.wasThem}
          </button>
          <button type="button" class="small-button" onClick={() => decide("refused")}>
            {strings.wasOther}
          </button>
        </div>
      )}
    </li>
  );
}
