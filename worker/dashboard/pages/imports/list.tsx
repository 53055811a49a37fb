import { useLocation } from "preact-iso/router";
import { type Import, ImportKind } from "../../../../shared/contract/imports.ts";
import { PageTitle } from "../../components/page.tsx";
import { Loaded } from "../../components/states.tsx";
import { moment } from "../../format.ts";
import { useMe } from "../../me.ts";
import { useResource } from "../../resource.ts";
import { imports } from "./api.ts";
import { broughtIn } from "./counts.ts";
import { Start } from "./start.tsx";
import { s } from "./strings.ts";
import { useImport } from "./watch.ts";
import "./imports.css";

/** The start of an import, and what came in so far. */
export default function ImportsPage() {
  const { query } = useLocation();
  const list = useResource("imports", (signal) => imports.list(signal));
  const asked = ImportKind.safeParse(query.kind);
  return (
    <>
      <PageTitle title={s.title} />
      <p class="muted intro">{s.intro}</p>
      <Start kind={asked.success ? asked.data : "leads"} />
      <Loaded of={list}>
        {({ imports }) => (
          <section class="part">
            <h2>{s.list.title}</h2>
            {imports.length === 0 ? (
              <p class="muted">{s.list.empty}</p>
            ) : (
              <ul class="entries imports">
                {imports.map((one) =>
                  one.state === "running" ? (
                    <Moving key={one.id} one={one} />
                  ) : (
                    <Entry key={one.id} one={one} />
                  ),
                )}
              </ul>
            )}
          </section>
        )}
      </Loaded>
    </>
  );
}

/** One that runs is asked for again and again. */
function Moving({ one }: { one: Import }) {
  const { now } = useImport(one.id, one);
  return <Entry one={now ?? one} />;
}

function Entry({ one }: { one: Import }) {
  const { timeZone } = useMe().workspace;
  return (
    <li>
      <p class="line">
        <a class="strong" href={`/imports/${one.id}`}>
          {one.name}
        </a>
        <span class="muted">{s.start.kinds[one.kind]}</span>
      </p>
      <p class="standing">
        <Standing one={one} />
      </p>
      <p class="muted when">{s.list.by(one.by, moment(one.createdAt, timeZone))}</p>
    </li>
  );
}

function Standing({ one }: { one: Import }) {
  if (one.state === "running") {
    return (
      <>
        <progress aria-label={one.name} max={Math.max(1, one.rows)} value={one.done} />
        <span>{one.phase === "undoing" ? s.running.left(one.done) : s.running.at(one.done, one.rows)}</span>
      </>
    );
  }
  if (one.state === "mapping") return <span>{s.list.waiting}</span>;
  const refused = one.refused > 0 && s.list.refused(one.refused);
  const brought = s.list.brought(one.kind, broughtIn(one));
  if (one.state === "done") return <span>{[brought, refused].filter(Boolean).join(", ")}</span>;
  return (
    <span class={one.state === "failed" ? "wrong" : undefined}>
      {[s.list.ended[one.state](one.done, one.rows), brought, refused].filter(Boolean).join(", ")}
    </span>
  );
}
