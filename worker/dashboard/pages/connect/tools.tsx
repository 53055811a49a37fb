import { useState } from "preact/hooks";
import type { WriteKey } from "../../../../shared/contract/write-keys.ts";
import { Select } from "../../components/select.tsx";
import { Code } from "./copy.tsx";
import { type Tool, tools } from "./snippets.ts";
import { s } from "./strings.ts";

/** How other tools are pointed here. @param keys those that hold */
export function Tools({ keys }: { keys: readonly WriteKey[] }) {
  const [chosen, choose] = useState(tools[0]?.id ?? "");
  const tool = tools.find(({ id }) => id === chosen);
  return (
    <section class="part">
      <h2>{s.tools}</h2>
      <p class="muted">{s.toolsHelp}</p>
      <div class="fields">
        <Select
          label={s.tool}
          value={chosen}
          choices={tools.map(({ id, name }) => ({ key: id, label: name }))}
          onChange={choose}
        />
      </div>
      {tool && <Code text={tool.code(location.origin, keyFor(tool, keys))} what={s.code(tool.name)} />}
    </section>
  );
}

/** A server key is known to whoever copied it alone. */
const keyFor = ({ kind }: Tool, keys: readonly WriteKey[]): string =>
  (kind === "public" && keys.find((key) => key.kind === "public")?.shown) || s.yourKey[kind];
