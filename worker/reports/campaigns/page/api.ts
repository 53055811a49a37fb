import { ask, read, worker } from "../../../dashboard/client.ts";
import { type CampaignsQuery, CampaignsReport } from "../contract.ts";

const report = worker.v1.reports.campaigns;

/** The Worker's calls about campaigns. @throws Failure, or what aborted the call */
export const campaigns = {
  report: (query: CampaignsQuery, signal: AbortSignal) =>
    read(CampaignsReport, report.$get({ query }, { init: { signal } })),
  csv: async (query: CampaignsQuery): Promise<Blob> =>
    (await ask(report.$get({ query }, { headers: { accept: "text/csv" } }))).blob(),
};
