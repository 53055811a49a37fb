import { useEffect, useRef, useState } from "preact/hooks";
import type { Import, ImportFileInput, ImportProposal } from "../../../../shared/contract/imports.ts";
import { announce } from "../../announce.ts";
import type { Failure } from "../../client.ts";
import { asFailure } from "../../session.ts";
import { imports } from "./api.ts";
import { type Choices, forColumns, forget, isOpen, keep, recall, wrongNames } from "./choices.ts";
import { takeFresh } from "./fresh.ts";
import { s } from "./strings.ts";

/** Typing goes on for this long before the file is counted again, ms. */
const PAUSE = 400;

/** A file as it is understood, what was corrected of it, and what goes on about it. */
export interface Mapping {
  readonly proposal: ImportProposal | undefined;
  readonly choices: Choices;
  /** The preview is of earlier choices; the next is on its way. */
  readonly counting: boolean;
  /** The file itself is being read again. */
  readonly rereading: boolean;
  readonly starting: boolean;
  /** What is wrong, by `mapping.<column>` and `answers.<id>`, or by `mapping` with the columns as a whole. */
  readonly faults: ReadonlyMap<string, string>;
  readonly failed: Failed | undefined;
  change(part: Partial<Choices>): void;
  reread(input: ImportFileInput): Promise<void>;
  retry(): void;
  start(): Promise<void>;
}

/** A call that did not work: the reading of the file, the count, or the start. */
export interface Failed {
  readonly at: "file" | "count" | "start";
  readonly failure: Failure;
}

const isChosen = ({ mapping, answers, afterContact }: Choices) =>
  [mapping, answers, afterContact].some((record) => Object.keys(record).length > 0);

/**
 * @param started takes what the start was answered with
 * @param moved the import is not what it was: ask where it stands
 */
export function useMapping(id: string, started: (now: Import) => void, moved: () => void): Mapping {
  const [proposal, setProposal] = useState<ImportProposal>();
  const [choices, setChoices] = useState(() => recall(id, sessionStorage));
  const [doing, setDoing] = useState<"counting" | "rereading" | "starting" | null>("counting");
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [failed, setFailed] = useState<Failed>();
  const call = useRef<AbortController | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** What stands now, also for answers to what was asked some renders ago. */
  const latest = useRef({ proposal, choices });
  latest.current = { proposal, choices };

  const came = (answer: ImportProposal) => {
    const { proposal, choices } = latest.current;
    const open = (of: ImportProposal) => of.ask.filter((each) => isOpen(each, choices.answers)).length;
    const more = proposal ? open(answer) - open(proposal) : 0;
    if (more > 0) announce(s.ask.newOpen(more));
    else if (answer.preview && proposal) announce(s.preview.sentence(answer.preview));
    latest.current.proposal = answer;
    setProposal(answer);
    setFaults(new Map());
    setFailed(undefined);
    setDoing(null);
  };

  const refused = (at: Failed["at"], error: unknown) => {
    const why = asFailure(error);
    const named = why.fields.filter(({ field }) => /^(mapping$|mapping\.|answers\.)/.test(field));
    const found = new Map<string, string>();
    for (const { field, message } of named)
      found.set(field, [found.get(field), message].filter(Boolean).join(". "));
    setFaults(found);
    setFailed(named.length > 0 ? undefined : { at, failure: why });
    setDoing(null);
  };

  /** Asks, after `pause`; an answer to an older question is dropped. */
  const ask = (load: (signal: AbortSignal) => Promise<ImportProposal>, pause = 0, then = came) => {
    clearTimeout(timer.current);
    call.current?.abort();
    const abort = new AbortController();
    call.current = abort;
    setDoing("counting");
    timer.current = setTimeout(async () => {
      try {
        const answer = await load(abort.signal);
        if (!abort.signal.aborted) then(answer);
      } catch (error) {
        if (!abort.signal.aborted) refused("count", error);
      }
    }, pause);
  };

  const count = (wanted: Choices, pause?: number) => {
    const { proposal } = latest.current;
    const wrong = proposal ? wrongNames(proposal.kind, wanted) : new Map<string, string>();
    if (wrong.size === 0) return ask((signal) => imports.preview(id, wanted, signal), pause);
    clearTimeout(timer.current);
    call.current?.abort();
    setFaults(wrong);
    setDoing(null);
  };

  const choose = (wanted: Choices) => {
    latest.current.choices = wanted;
    setChoices(wanted);
    keep(id, wanted, sessionStorage);
  };

  /** A file as it is first seen or newly read: counted again with what was chosen before, or to hear why it was not. */
  const read = (answer: ImportProposal) => {
    came(answer);
    const fitting = forColumns(latest.current.choices, answer);
    choose(fitting);
    const isBlocked = answer.preview === null && !answer.ask.some((each) => isOpen(each, fitting.answers));
    if (isChosen(fitting) || isBlocked) count(fitting);
  };

  useEffect(() => {
    const fresh = takeFresh(id);
    if (fresh) read(fresh);
    else ask((signal) => imports.mapping(id, signal), 0, read);
    return () => {
      clearTimeout(timer.current);
      call.current?.abort();
    };
  }, [id]);

  return {
    proposal,
    choices,
    counting: doing === "counting",
    rereading: doing === "rereading",
    starting: doing === "starting",
    faults,
    failed,
    change(part) {
      const { choices } = latest.current;
      const wanted: Choices = {
        mapping: { ...choices.mapping, ...part.mapping },
        answers: { ...choices.answers, ...part.answers },
        afterContact: { ...choices.afterContact, ...part.afterContact },
      };
      choose(wanted);
      // A mark changes nothing of what comes in
      if (part.mapping || part.answers) count(wanted, PAUSE);
    },
    async reread(input) {
      clearTimeout(timer.current);
      call.current?.abort();
      setDoing("rereading");
      try {
        read(await imports.readFile(id, input));
        announce(s.file.reread);
        moved();
      } catch (error) {
        refused("file", error);
      }
    },
    retry: () => (proposal ? count(choices) : ask((signal) => imports.mapping(id, signal), 0, read)),
    async start() {
      setDoing("starting");
      try {
        const now = await imports.start(id, choices);
        forget(id, sessionStorage);
        started(now);
      } catch (error) {
        refused("start", error);
        // Somebody else may have been faster
        moved();
      }
    },
  };
}
