import { clock, moment, momentDay } from "../../format.ts";
import { useMe } from "../../me.ts";

/** A moment as the workspace's clocks show it: of today the time alone. */
export function useMoment(): (at: number) => string {
  const { timeZone } = useMe().workspace;
  const today = momentDay(Date.now(), timeZone);
  return (at) => (momentDay(at, timeZone) === today ? clock(at, timeZone) : moment(at, timeZone));
}
