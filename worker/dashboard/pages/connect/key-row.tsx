import { useId, useState } from "preact/hooks";
import type { NewWriteKey, WriteKey } from "../../../../shared/contract/write-keys.ts";
import { announce } from "../../announce.ts";
import { t } from "../../strings.ts";
import { useAct } from "../../use-act.ts";
import { useMoment } from "../sources/moment.ts";
import { connecting } from "./api.ts";
import { Copy } from "./copy.tsx";
import { KeyFields, originsIn } from "./key-fields.tsx";
import { s } from "./strings.ts";

type Doing = "edit" | "rotate" | "revoke";

/** Whether something that comes with it is still taken in. */
export const holds = ({ revokedAt, expiresAt }: WriteKey, now: number): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

/** One key: what it is, and for an admin what to do with it. */
export function KeyRow({
  of,
  mayChange,
  onChange,
  onMade,
}: {
  of: WriteKey;
  mayChange: boolean;
  onChange: () => void;
  onMade: (made: NewWriteKey) => void;
}) {
  const moment = useMoment();
  const [doing, setDoing] = useState<Doing>();
  const ends = () => setDoing(undefined);
  const isWhole = holds(of, Date.now()) && of.expiresAt === null;
  return (
    <li class="key">
      <p class="key-head">
        <b>{of.name}</b> <span class="tag">{s.kinds[of.kind]}</span>
      </p>
      <p class="key-value">
        {of.kind === "public" ? (
          <>
            <code>{of.shown}</code> {isWhole && <Copy text={of.shown} what={of.name} />}
          </>
        ) : (
          s.endsWith(of.shown)
        )}
      </p>
      <p class="hint">
        {of.kind === "public" && `${s.from} ${of.origins.length > 0 ? of.origins.join(", ") : s.anywhere} · `}
        {s.used}: {of.lastAt === null ? s.unused : moment(of.lastAt)} ·{" "}
        {s.made(of.createdBy, moment(of.createdAt))}
        {standing(of, moment)}
      </p>
      {mayChange && isWhole && !doing && (
        <fieldset class="actions">
          <legend class="said">{s.actionsFor(of.name)}</legend>
          <button
            type="button"
            class="button"
            aria-label={s.editOf(of.name)}
            onClick={() => setDoing("edit")}
          >
            {s.edit}
          </button>
          <button
            type="button"
            class="button"
            aria-label={s.rotateOf(of.name)}
            onClick={() => setDoing("rotate")}
          >
            {s.rotate}
          </button>
          <button
            type="button"
            class="button"
            aria-label={s.revokeOf(of.name)}
            onClick={() => setDoing("revoke")}
          >
            {s.revoke}
          </button>
        </fieldset>
      )}
      {doing === "edit" && <Edit of={of} onDone={onChange} onClose={ends} />}
      {doing === "rotate" && <Rotate of={of} onMade={onMade} onClose={ends} />}
      {doing === "revoke" && <Revoke of={of} onDone={onChange} onClose={ends} />}
    </li>
  );
}

function standing({ revokedAt, expiresAt }: WriteKey, moment: (at: number) => string): string {
  if (revokedAt !== null) return ` · ${s.revokedAt(moment(revokedAt))}`;
  if (expiresAt === null) return "";
  return ` · ${(expiresAt > Date.now() ? s.endsAt : s.endedAt)(moment(expiresAt))}`;
}

const Wrong = ({ of }: { of: string | undefined }) =>
  of === undefined ? null : (
    <p class="wrong" role="alert">
      {of}
    </p>
  );

const Cancel = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="button" onClick={onClick}>
    {t.cancel}
  </button>
);

function Edit({ of, onDone, onClose }: { of: WriteKey; onDone: () => void; onClose: () => void }) {
  const { busy, wrong, run } = useAct();
  const [words, setWords] = useState({ name: of.name, origins: of.origins.join("\n") });
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const origins = of.kind === "public" ? { origins: originsIn(words.origins) } : {};
      await connecting.change(of.id, { name: words.name, ...origins });
      announce(s.savedNow);
      onClose();
      onDone();
    });
  };
  return (
    <form class="key-form" onSubmit={save} aria-label={s.editOf(of.name)}>
      <KeyFields words={words} hasOrigins={of.kind === "public"} onChange={setWords} />
      <Wrong of={wrong} />
      <p class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          {s.save}
        </button>
        <Cancel onClick={onClose} />
      </p>
    </form>
  );
}

function Rotate({
  of,
  onMade,
  onClose,
}: {
  of: WriteKey;
  onMade: (made: NewWriteKey) => void;
  onClose: () => void;
}) {
  const { busy, wrong, run } = useAct();
  const [hours, setHours] = useState(24);
  const id = useId();
  const rotate = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const made = await connecting.rotate(of.id, hours);
      announce(s.madeNow(of.name));
      onClose();
      onMade(made);
    });
  };
  return (
    <form class="key-form" onSubmit={rotate} aria-label={s.rotateOf(of.name)}>
      <div class="field">
        <label for={id}>{s.rotateHelp}</label>
        <select id={id} value={hours} onChange={(event) => setHours(Number(event.currentTarget.value))}>
          {s.hours.map((each) => (
            <option key={each.hours} value={each.hours}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      <Wrong of={wrong} />
      <p class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          {s.rotateNow}
        </button>
        <Cancel onClick={onClose} />
      </p>
    </form>
  );
}

function Revoke({ of, onDone, onClose }: { of: WriteKey; onDone: () => void; onClose: () => void }) {
  const { busy, wrong, run } = useAct();
  const revoke = () =>
    run(async () => {
      await connecting.revoke(of.id);
      announce(s.revoked(of.name));
      onClose();
      onDone();
    });
  return (
    <div class="key-form">
      <p>{s.revokeHelp}</p>
      <Wrong of={wrong} />
      <p class="actions">
        <button type="button" class="button" disabled={busy} onClick={revoke}>
          {s.revokeSure}
        </button>
        <Cancel onClick={onClose} />
      </p>
    </div>
  );
}
