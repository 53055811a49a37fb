import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { strings } from "../strings.ts";

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
