import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Actions } from "../controller.ts";
import { strings } from "../strings.ts";
import { LookUp, Notice } from "./Screens.tsx";

/** Where the panel stands: in the page that it is about, or at the browser's own side. */
export interface Standpoint {
  isAside: boolean;
  /** Whether a script of ours reads the page in front; `going`: it is just being replaced. */
  stands: "yes" | "no" | "going";
  /** What the page's users call it; null where nobody knows. */
  siteName: string | null;
  /** Goes to the browser's own side; null where there is none, or the panel stands there. */
  toSide: (() => void) | null;
  /** Reads the page in front. False where the browser does not let us. */
  read(): Promise<boolean>;
}

export const Where = createContext<Standpoint>({
  isAside: false,
  stands: "yes",
  siteName: null,
  toSide: null,
  read: async () => false,
});

/** At the browser's side: of which page the panel speaks, or that it reads none. */
export function WhereLine() {
  const { isAside, stands, siteName, read } = useContext(Where);
  const [refused, setRefused] = useState(false);
  // Another page is another question.
  useEffect(() => setRefused(false), [stands]);
  if (!isAside || stands === "going") return null;
  if (stands === "yes")
    return siteName === null ? null : <p class="where small">{strings.followsPage(siteName)}</p>;
  return (
    <div class="standing" role="status">
      <p>{refused ? strings.readRefused : strings.notRead}</p>
      {!refused && (
        <button type="button" class="link" onClick={async () => setRefused(!(await read()))}>
          {strings.readPage}
        </button>
      )}
    </div>
  );
}

/** Nobody is shown: because nobody is there, or because nobody has looked. */
export function Nobody({ lookUp }: Pick<Actions, "lookUp">) {
  const isRead = useContext(Where).stands === "yes";
  return (
    <Notice title={isRead ? strings.nobody : strings.lookSomebodyUp}>
      {isRead && <p>{strings.nobodyNext}</p>}
      <LookUp lookUp={lookUp} />
    </Notice>
  );
}
