import { describe, expect, it } from "vitest";
import { Fields } from "./fields.ts";
import { sequenceOf } from "./sequences.ts";

const of = (event: string, properties: Record<string, string | number>, kind = "other") =>
  sequenceOf(event, kind, new Fields(properties));

describe("sequenceOf", () => {
  it.each([
    ["Sequence Started", { sequence_name: "A" }, "in"],
    ["sequence_enrolled", { sequence: "A" }, "in"],
    ["Prospect Added to Sequence", { sequenceName: "A" }, "in"],
    ["contactEnrolledInSequence", { name: "A" }, "in"],
    ["Sequence Step Completed", { sequence: "A" }, "in"],
    ["Moved in Cadence", { cadence_name: "A" }, "in"],
    ["Sequence Email Scheduled to Resume", { sequence: "A" }, "in"],
    ["Automation Entered", { automation_name: "A" }, "in"],
    ["Entered Workflow", { workflow: "A" }, "in"],
    ["Journey Started", { journey_name: "A" }, "in"],
    ["Campaign Entered", { campaign_name: "A" }, "in"],
    ["Sequence Finished", { sequence: "A" }, "out"],
    ["Sequence Ended", { sequence: "A" }, "out"],
    ["Removed from Sequence", { sequence: "A" }, "out"],
    ["Prospect Unenrolled from Sequence", { sequence: "A" }, "out"],
    ["Exited Automation", { automation: "A" }, "out"],
    ["journey_exited", { journey_name: "A" }, "out"],
    ["Campaign Left", { campaign: "A" }, "out"],
    ["Sequence Paused", { sequence: "A" }, "out"],
  ])("%s", (event, properties, state) => {
    expect(of(event, properties)).toEqual({ name: "A", state, nextAt: null });
  });

  it.each([
    ["Sequence Started", {}],
    ["Workflow Started", { name: "Invoice approval" }],
    ["Campaign Launched", { campaign: "A" }],
    ["Workflow Viewed", { workflow: "A" }],
    ["Consequence Started", { name: "A" }],
    ["Sender Added", { sequence: "A" }],
    ["Project Started", { name: "A" }],
  ])("%s says nothing of the kind", (event, properties) => {
    expect(of(event, properties)).toBeNull();
  });

  it("a mail of ours that names its sequence says that the lead is in it; what they do with it does not", () => {
    expect(of("Email Sent", { sequence: "A", campaign: "B" }, "email_sent")).toMatchObject({
      name: "A",
      state: "in",
    });
    expect(of("Email Sent", { campaign: "B" }, "email_sent")).toBeNull();
    expect(of("Email Opened", { sequence: "A" }, "email_open")).toBeNull();
  });

  it("knows when the next mail goes out", () => {
    const at = Date.UTC(2026, 10, 26, 8);
    for (const next of ["2026-11-26T08:00:00Z", at, at / 1000])
      expect(of("Sequence Started", { sequence: "A", nextSendAt: next })?.nextAt).toBe(at);
    expect(of("Sequence Started", { sequence: "A", nextSendAt: "soon" })?.nextAt).toBeNull();
    expect(of("Sequence Ended", { sequence: "A", nextSendAt: at })?.nextAt).toBeNull();
  });
});
