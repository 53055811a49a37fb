import { useEffect, useState } from "preact/hooks";
import type { Workspace } from "../../../shared/contract/me.ts";
import { PageTitle } from "../components/page.tsx";
import { weekday } from "../format.ts";
import { useMe } from "../me.ts";
import { t } from "../strings.ts";
import { CrmsForm } from "./settings/crms-form.tsx";
import { readDomains } from "./settings/domains.ts";
import { SettingsForm } from "./settings/form.tsx";
import { ReasonsForm } from "./settings/reasons-form.tsx";

const s = t.settings;

/** What the workspace shares. Marketing keeps the sentence and the reasons, an admin the rest too. */
export default function SettingsPage() {
  const { workspace, person } = useMe();
  const admin = person.role === "admin";
  return (
    <>
      <PageTitle title={s.title} />
      <GoodLead goodLead={workspace.goodLead} />
      <ReasonsForm reasons={workspace.reasons} />
      <Basics workspace={workspace} may={admin} />
      <OwnDomains ownDomains={workspace.ownDomains} may={admin} />
      {workspace.trustedCrms && <CrmsForm trusted={workspace.trustedCrms} may={admin} />}
      {workspace.driftReports !== undefined && <Drift allowed={workspace.driftReports} may={admin} />}
      {workspace.retention && <Retention retention={workspace.retention} may={admin} />}
    </>
  );
}

/** What is being edited; starts over when the workspace's own value changes. */
function useDraft<T extends string | number | boolean>(value: T) {
  const [draft, set] = useState(value);
  useEffect(() => set(value), [value]);
  return [draft, set] as const;
}

function GoodLead({ goodLead }: Pick<Workspace, "goodLead">) {
  const [text, setText] = useDraft(goodLead.text);
  return (
    <SettingsForm
      title={s.goodLead}
      help={s.goodLeadHelp}
      may
      changed={text !== goodLead.text}
      input={() => ({ goodLead: text.trim() })}
    >
      <textarea
        aria-label={s.goodLead}
        rows={3}
        maxLength={500}
        required
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <p class="hint">{s.version(goodLead.version)}</p>
    </SettingsForm>
  );
}

function Basics({ workspace, may }: { workspace: Workspace; may: boolean }) {
  const [name, setName] = useDraft(workspace.name);
  const [timeZone, setTimeZone] = useDraft(workspace.timeZone);
  const [firstDay, setFirstDay] = useDraft(workspace.firstDay);
  const zones = [...new Set([workspace.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
  return (
    <SettingsForm
      title={s.workspace}
      may={may}
      changed={name !== workspace.name || timeZone !== workspace.timeZone || firstDay !== workspace.firstDay}
      input={() => ({ name: name.trim(), timeZone, firstDay })}
    >
      <div class="fields">
        <div class="field">
          <label for="name">{s.name}</label>
          <input
            id="name"
            value={name}
            maxLength={120}
            required
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="zone">{s.timeZone}</label>
          <select
            id="zone"
            value={timeZone}
            aria-describedby="zone-help"
            onChange={(event) => setTimeZone(event.currentTarget.value)}
          >
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="first-day">{s.firstDay}</label>
          <select
            id="first-day"
            value={firstDay}
            onChange={(event) => setFirstDay(Number(event.currentTarget.value))}
          >
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <option key={day} value={day}>
                {weekday(day)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p class="hint" id="zone-help">
        {s.timeZoneHelp}
      </p>
    </SettingsForm>
  );
}

function Retention({ retention, may }: { retention: NonNullable<Workspace["retention"]>; may: boolean }) {
  const [anonymousDays, setAnonymousDays] = useDraft(retention.anonymousDays);
  const [detailsDays, setDetailsDays] = useDraft(retention.detailsDays);
  return (
    <SettingsForm
      title={s.retention}
      help={s.retentionHelp}
      may={may}
      changed={anonymousDays !== retention.anonymousDays || detailsDays !== retention.detailsDays}
      input={() => ({ anonymousDays, detailsDays })}
    >
      <div class="fields">
        <Days label={s.anonymousDays} id="anonymous-days" value={anonymousDays} set={setAnonymousDays} />
        <Days label={s.detailsDays} id="details-days" value={detailsDays} set={setDetailsDays} />
      </div>
    </SettingsForm>
  );
}

function Drift({ allowed, may }: { allowed: boolean; may: boolean }) {
  const [driftReports, setDriftReports] = useDraft(allowed);
  return (
    <SettingsForm
      title={s.drift}
      help={s.driftHelp}
      may={may}
      changed={driftReports !== allowed}
      input={() => ({ driftReports })}
    >
      <label class="switch">
        <input
          type="checkbox"
          checked={driftReports}
          aria-describedby="drift-holds"
          onChange={(event) => setDriftReports(event.currentTarget.checked)}
        />
        {s.driftReports}
      </label>
      <p class="hint" id="drift-holds">
        {s.driftHolds}
      </p>
    </SettingsForm>
  );
}

function Days(props: { label: string; id: string; value: number; set: (days: number) => void }) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        type="number"
        min={7}
        max={3650}
        required
        value={props.value}
        onInput={(event) => props.set(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

function OwnDomains({ ownDomains, may }: { ownDomains: readonly string[]; may: boolean }) {
  const kept = ownDomains.join("\n");
  const [text, setText] = useDraft(kept);
  const rows = text.split("\n").length;
  return (
    <SettingsForm
      title={s.ownDomains}
      help={s.ownDomainsHelp}
      may={may}
      changed={text !== kept}
      input={() => {
        const read = readDomains(text);
        if ("domains" in read) return { ownDomains: read.domains };
        return { wrong: read.wrong.map(({ line, text }) => s.notADomain(line, text)) };
      }}
    >
      <textarea
        aria-label={s.ownDomains}
        rows={Math.min(12, Math.max(4, rows + 1))}
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </SettingsForm>
  );
}
