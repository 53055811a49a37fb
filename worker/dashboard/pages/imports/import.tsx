import { useEffect, useRef } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import type { Import } from "../../../../shared/contract/imports.ts";
import { PageTitle } from "../../components/page.tsx";
import { Empty, FailureNote, Loading } from "../../components/states.tsx";
import { Done } from "./done.tsx";
import { Halted } from "./halted.tsx";
import { MappingView } from "./mapping.tsx";
import { Offline } from "./offline.tsx";
import { Running } from "./running.tsx";
import { s } from "./strings.ts";
import { useImport } from "./watch.ts";
import "./imports.css";

/** One import, wherever it stands. */
export default function ImportPage() {
  const { id = "" } = useRoute().params;
  return <OneImport key={id} id={id} />;
}

function OneImport({ id }: { id: string }) {
  const { now, failure, at, set, reload } = useImport(id);
  const body = useRef<HTMLDivElement>(null);
  const standing = now && `${now.state} ${now.phase === "undoing"}`;
  const stood = useRef<string | undefined>(undefined);

  // Where a step is done the button that did it is gone: focus goes on to what stands there now
  useEffect(() => {
    if (stood.current && standing && stood.current !== standing) {
      const heading = body.current?.querySelector<HTMLElement>("h2") ?? document.querySelector("h1");
      heading?.focus({ preventScroll: true });
    }
    if (stood.current !== standing) scrollTo(0, 0);
    stood.current = standing;
  }, [standing]);

  return (
    <>
      <PageTitle title={now?.name ?? s.title}>
        <a href="/imports">{s.back}</a>
      </PageTitle>
      {!now && !failure && <Loading />}
      {!now && failure?.code === "unknown_import" && (
        <Empty title={s.notFound}>
          <p>
            <a href="/imports">{s.back}</a>
          </p>
        </Empty>
      )}
      {!now && failure && failure.code !== "unknown_import" && (
        <FailureNote failure={failure} retry={reload} />
      )}
      {now && failure && <Offline failure={failure} at={at} retry={reload} />}
      {now && (
        <div class="loaded" ref={body}>
          <Standing now={now} set={set} reload={reload} />
        </div>
      )}
    </>
  );
}

function Standing({ now, set, reload }: { now: Import; set: (now: Import) => void; reload: () => void }) {
  switch (now.state) {
    case "mapping":
      return now.fileKept ? (
        <MappingView now={now} set={set} reload={reload} />
      ) : (
        <Empty title={s.file.gone} />
      );
    case "running":
      return <Running now={now} set={set} />;
    case "done":
      return <Done now={now} set={set} />;
    default:
      return <Halted now={now} set={set} />;
  }
}
