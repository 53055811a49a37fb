import type { Band as BandName } from "../../../shared/contract/index.ts";
import { strings } from "../strings.ts";

/** A to D, told apart by letter and border. */
export function Band({ band }: { band: BandName }) {
  return (
    <span class="band" data-band={band} title={strings.bandMeaning}>
      <span class="said">{strings.bandWord} </span>
      {band}
    </span>
  );
}

/** Band and score beside a name; a customer has none. */
export function ScoreChip({ band, score }: { band: BandName | null; score: number }) {
  if (band === null) return <span class="small">{strings.flags.customer}</span>;
  return (
    <span class="chip">
      <Band band={band} />
      <span class="number">{score}</span>
    </span>
  );
}
