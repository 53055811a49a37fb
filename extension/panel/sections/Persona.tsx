import { ChevronDown, ChevronRight } from "lucide-preact";
import { useState } from "preact/hooks";
import type { PersonaMatch } from "../../../shared/contract/index.ts";
import { matchOf } from "../explain.ts";
import { strings } from "../strings.ts";
import { Text } from "./Text.tsx";

/** What kind of buyer this is, how sure that is and by what, and how to talk to them. */
export function Persona({ persona }: { persona: PersonaMatch }) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="persona-name">
      <div class="title-row">
        <h2 id="persona-name">
          <span class="said">{strings.persona}: </span>
          <Text>{persona.name}</Text>
        </h2>
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {strings.match[matchOf(persona.confidence)]}
          {open ? (
            <ChevronDown size={16} aria-hidden="true" />
          ) : (
            <ChevronRight size={16} aria-hidden="true" />
          )}
        </button>
      </div>
      {open && <Advice name={strings.becauseOf} lines={persona.evidence} />}
      <Advice name={strings.cares} lines={persona.cares} />
      <Advice name={strings.say} lines={persona.say} quoted />
      <Advice name={strings.avoid} lines={persona.avoid} />
    </section>
  );
}

function Advice({ name, lines, quoted = false }: { name: string; lines: string[]; quoted?: boolean }) {
  if (lines.length === 0) return null;
  const text = lines.map((line) => (quoted ? `“${line}”` : line)).join(", ");
  return (
    <p class="advice">
      <span class="muted">{name}</span> <Text>{text}</Text>
    </p>
  );
}
