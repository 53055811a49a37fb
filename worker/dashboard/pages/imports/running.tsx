import { useEffect, useRef, useState } from "preact/hooks";
import type { Import } from "../../../../shared/contract/imports.ts";
import { announce } from "../../announce.ts";
import { percent } from "../../format.ts";
import { asFailure } from "../../session.ts";
import { imports } from "./api.ts";
import { Counts } from "./figures.tsx";
import { Pace } from "./pace.ts";
import { s } from "./strings.ts";

const words = s.running;

function titleOf({ phase, kind }: Import): string {
  if (phase === "undoing") return words.undoing;
  return phase === "ranking" ? words.ranking : words.title[kind];
}

/** How far it is; said aloud at each quarter. */
export function Running({ now, set }: { now: Import; set: (now: Import) => void }) {
  const { phase, rows, done } = now;
  const undoing = phase === "undoing";
  const share = rows === 0 ? 0 : done / rows;
  const quarter = Math.floor(share * 4);
  const said = useRef(quarter);
  useEffect(() => {
    if (said.current !== quarter && !undoing) announce(words.said(percent(quarter / 4)));
    said.current = quarter;
  }, [quarter]);
  useEffect(() => announce(titleOf(now)), [phase]);

  const [wrong, setWrong] = useState<string>();
  const [stopping, setStopping] = useState(false);
  const stop = async () => {
    setStopping(true);
    setWrong(undefined);
    try {
      set(await imports.stop(now.id));
    } catch (error) {
      setWrong(asFailure(error).sentences.join(" "));
      setStopping(false);
    }
  };

  return (
    <section class="part">
      <h2 tabIndex={-1}>{titleOf(now)}</h2>
      <progress
        aria-label={words.progress}
        max={Math.max(1, rows)}
        value={phase === "ranking" ? undefined : done}
      />
      <p class="tally">{undoing ? words.left(done) : words.at(done, rows)}</p>
      <p class="muted">
        {words.close} <TimeLeft now={now} />
      </p>
      {!undoing && <Counts of={now} />}
      {phase !== "ranking" && (
        <p class="actions">
          <button type="button" class="button" disabled={stopping} onClick={stop}>
            {stopping ? words.stopping : words.stop}
          </button>
        </p>
      )}
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </section>
  );
}

function TimeLeft({ now: { phase, rows, done } }: { now: Import }) {
  const pace = useRef(new Pace());
  useEffect(() => {
    pace.current = new Pace();
  }, [phase]);
  if (phase === "ranking") return null;
  const left = pace.current.left(done, phase === "undoing" ? 0 : rows, performance.now());
  return left === null ? null : <span>{words.minutes(left / 60_000)}.</span>;
}
