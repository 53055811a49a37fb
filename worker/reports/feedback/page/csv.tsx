import { Download } from "lucide-preact";
import { useState } from "preact/hooks";
import { announce } from "../../../dashboard/announce.ts";
import { api } from "../../../dashboard/client.ts";
import { asFailure } from "../../../dashboard/session.ts";
import { t } from "../../../dashboard/strings.ts";
import type { FeedbackQuery } from "../contract.ts";

const s = t.feedback;

/** Downloads one of the report's tables, as filtered, for a spreadsheet. */
export function Csv({
  query,
  table,
  name,
  quiet,
}: {
  query: FeedbackQuery;
  table: NonNullable<FeedbackQuery["table"]>;
  /** What the table holds, for who does not see where the button stands. */
  name: string;
  quiet?: boolean;
}) {
  const [wrong, setWrong] = useState<string>();
  const download = async () => {
    setWrong(undefined);
    try {
      const url = URL.createObjectURL(await api.feedbackCsv({ ...query, table }));
      const link = document.createElement("a");
      link.href = url;
      link.download = `leadlight-feedback-${table}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      announce(s.csvDone);
    } catch (error) {
      setWrong(asFailure(error).message);
    }
  };
  return (
    <>
      <button
        type="button"
        class={quiet ? "button quiet" : "button"}
        title={s.csvHelp}
        aria-label={t.of(s.csv, name)}
        onClick={download}
      >
        <Download size={16} aria-hidden="true" /> {s.csv}
      </button>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
