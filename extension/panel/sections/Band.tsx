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
