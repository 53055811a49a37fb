import { useEffect, useRef, useState } from "preact/hooks";
import type { LeadsAnswer } from "../../background/answers.ts";
import type { Formats } from "../../panel/format.ts";
import type { Actions } from "../controller.ts";
import type { PopupState } from "../state.ts";
import { strings } from "../strings.ts";
import { LeadRow } from "./LeadRow.tsx";

/** A field, and whom it finds: arrows move, Enter opens, Escape clears. */
export function Search(props: {
  search: PopupState["search"];
  actions: Pick<Actions, "type" | "open">;
  format: Formats;
  now: number;
}) {
  const { search, actions, format, now } = props;
  const { answer } = search;
  const items = answer?.state === "known" ? answer.items : [];
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  // Another answer begins at its top.
  useEffect(() => setAt(0), [answer]);
  useEffect(() => {
    const option = list.current?.children[at];
    if (option instanceof HTMLElement) option.scrollIntoView?.({ block: "nearest" });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const lead = items[at];
    if (step !== undefined && items.length > 0) setAt((at + step + items.length) % items.length);
    else if (event.key === "Enter" && lead && !search.busy) void actions.open(lead);
    else if (event.key === "Escape" && search.text !== "") actions.type("");
    else return;
    event.preventDefault();
  };

  return (
    <search class="search">
      <div class="field">
        <input
          ref={field}
          type="text"
          inputMode="search"
          role="combobox"
          aria-label={strings.search}
          aria-autocomplete="list"
          aria-expanded={items.length > 0}
          aria-controls="found"
          aria-activedescendant={items.length > 0 ? `found-${at}` : undefined}
          placeholder={strings.searchHint}
          maxLength={100}
          autocomplete="off"
          spellcheck={false}
          value={search.text}
          onInput={(event) => actions.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p class={items.length > 0 ? "said" : "small found-said"} role="status">
        {saidOf(search, answer)}
      </p>
      <div
        ref={list}
        id="found"
        class="leads"
        role="listbox"
        aria-label={strings.results}
        hidden={items.length === 0}
      >
        {items.map((lead, n) => (
          <button
            key={lead.leadId}
            id={`found-${n}`}
            type="button"
            class="lead"
            role="option"
            tabIndex={-1}
            aria-selected={n === at}
            onClick={() => void actions.open(lead)}
            onPointerMove={() => setAt(n)}
          >
            <LeadRow lead={lead} format={format} now={now} />
          </button>
        ))}
      </div>
    </search>
  );
}

function saidOf({ busy }: PopupState["search"], answer: LeadsAnswer | null): string {
  if (answer === null) return busy ? strings.searching : "";
  switch (answer.state) {
    case "known":
      return answer.items.length === 0 ? strings.nobodyFound : strings.found(answer.items.length);
    case "offline":
      return strings.offline;
    case "error":
      return strings.error(answer.message);
    case "refused":
      return strings.signedOut;
    case "not_connected":
      return strings.notConnected;
  }
}
