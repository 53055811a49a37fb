import { Download as Icon } from "lucide-preact";
import { useState } from "preact/hooks";
import { announce } from "../announce.ts";
import { asFailure } from "../session.ts";
import { t } from "../strings.ts";

/** A button that fetches a table as CSV, for a spreadsheet. */
export function Download({
  file,
  name,
  load,
  quiet,
}: {
  /** What the file is called. */
  file: string;
  /** What the table holds, for who does not see where the button stands. */
  name: string;
  load: () => Promise<Blob>;
  quiet?: boolean;
}) {
  const [wrong, setWrong] = useState<string>();
  const download = async () => {
    setWrong(undefined);
    try {
      const url = URL.createObjectURL(await load());
      const link = document.createElement("a");
      link.href = url;
      link.download = file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      announce(t.feedback.csvDone);
    } catch (error) {
      setWrong(asFailure(error).message);
    }
  };
  return (
    <>
      <button
        type="button"
        class={quiet ? "button quiet" : "button"}
        title={t.feedback.csvHelp}
        aria-label={t.of(t.feedback.csv, name)}
        onClick={download}
      >
        <Icon size={16} aria-hidden="true" /> {t.feedback.csv}
      </button>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
