import type { Failure } from "../../client.ts";
import { FailureNote } from "../../components/states.tsx";
import { clock } from "../../format.ts";
import { useMe } from "../../me.ts";
import { s } from "./strings.ts";

/** The last that was heard still stands below; whether the Worker is there or not, the import goes on. */
export function Offline({ failure, at, retry }: { failure: Failure; at: number; retry: () => void }) {
  const { timeZone } = useMe().workspace;
  if (failure.code !== "unreachable") return <FailureNote failure={failure} retry={retry} />;
  return (
    <div class="note alert" role="status">
      {s.offline(clock(at, timeZone))}
    </div>
  );
}
