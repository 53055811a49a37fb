import { api } from "../../../dashboard/client.ts";
import { Download } from "../../../dashboard/components/download.tsx";
import type { FeedbackQuery } from "../contract.ts";

/** Downloads one of the report's tables, as filtered, for a spreadsheet. */
export const Csv = ({
  query,
  table,
  name,
  quiet,
}: {
  query: FeedbackQuery;
  table: NonNullable<FeedbackQuery["table"]>;
  name: string;
  quiet?: boolean;
}) => (
  <Download
    file={`leadlight-feedback-${table}.csv`}
    name={name}
    load={() => api.feedbackCsv({ ...query, table })}
    quiet={quiet === true}
  />
);
