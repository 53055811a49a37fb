import { PageTitle } from "../../components/page.tsx";
import { Loaded } from "../../components/states.tsx";
import { useResource } from "../../resource.ts";
import { connecting } from "./api.ts";
import { holds } from "./key-row.tsx";
import { Keys } from "./keys.tsx";
import { Live } from "./live.tsx";
import { s } from "./strings.ts";
import { Tools } from "./tools.tsx";
import { Website } from "./website.tsx";
import "../sources/sources.css";
import "./connect.css";

/** Who may send touches, what to paste where, and whether they arrive. */
export default function ConnectPage() {
  const keys = useResource("", (signal) => connecting.keys(signal));
  return (
    <>
      <PageTitle title={s.title}>
        <a class="button" href="/sources">
          {s.toSources}
        </a>
      </PageTitle>
      <Loaded of={keys}>
        {({ items }) => {
          const standing = items.filter((key) => holds(key, Date.now()));
          return (
            <div class="connect sources">
              <Keys keys={items} onChange={keys.reload} />
              <Website keys={standing.filter(({ kind }) => kind === "public")} />
              <Live keys={standing} />
              <Tools keys={standing} />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
