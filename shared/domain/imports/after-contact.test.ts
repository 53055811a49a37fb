import { describe, expect, it } from "vitest";
import { afterContactWhy } from "./after-contact.ts";
import { type ColumnProfile, Profiler } from "./profile.ts";

const column = (name: string, cells: readonly string[] = ["a", "b"]): ColumnProfile => {
  const profiler = new Profiler([name]);
  for (const cell of cells) profiler.add([cell]);
  const [profile] = profiler.profiles();
  if (!profile) throw new Error("a column has a profile");
  return profile;
};

describe("columns that are filled in after contact", () => {
  it.each([
    "Lead Quality",
    "lead_rating",
    "LeadGrade",
    "Rating",
    "Tags",
    "Contact: Tags",
    "Lead Profile",
    "Qualité du lead",
    "Lead Status",
    "Contact Stage",
    "Lifecycle Stage",
    "Disqualified Reason",
    "Disqualification reason",
    "Unqualified Reason",
    "Lost Reason",
    "Closed Lost Reason",
    "Reason for loss",
    "Rejection Reason",
    "Verlustgrund",
    "Motif de perte",
    "Motivo de pérdida",
    "Motivo da perda",
    "Motivo della perdita",
    "Reden van verlies",
    "Close Date",
    "Closed at",
    "won_date",
    "Converted Opportunity ID",
    "Became a Customer Date",
    "Days To Close",
    "Deal Amount",
    "Opportunity Value",
    "Recent Deal Amount",
    "Number of Associated Deals",
    "Win Probability (%)",
    "Next Step",
    "Next Activity Date",
    "Nächster Schritt",
    "Próximo paso",
    "Call Outcome",
    "Call notes",
    "Sales Notes",
    "Meeting result",
    "Gesprächsergebnis",
    "Last Contacted",
    "Number of times contacted",
    "SDR",
    "sdr_id",
    "sr_id",
    "seller_id",
    "Account Executive ID",
    "Owner Assigned Date",
  ])("%s: sales fills it in", (name) => {
    expect(afterContactWhy(column(name), "leads")).toBe("Its name says that sales fills it in");
  });

  it.each(["Last Notable Activity", "Last Modified Date", "modified_at", "Updated At", "Zuletzt geändert"])(
    "%s: changes later",
    (name) => {
      expect(afterContactWhy(column(name), "leads")).toBe(
        "Its name says that it changes after first contact",
      );
    },
  );

  it.each([
    "Asymmetrique Activity Index",
    "Engagement Score",
    "Lead Score",
    "HubSpot Score",
    "Pardot Score",
    "leadscore",
    "Score",
    "Behavioral Score",
    "Demographic Score",
    "Predictive Lead Score",
    "Likelihood to close",
  ])("%s: another tool scores it", (name) => {
    expect(afterContactWhy(column(name), "leads")).toMatch(/another tool scores it/);
  });

  it.each([
    "Email",
    "Company",
    "Country",
    "City",
    "Industry",
    "Job Title",
    "Lead Source",
    "Lead Origin",
    "Original Source",
    "Campaign",
    "Created At",
    "First Contact Date",
    "First Conversion Date",
    "Recent Conversion",
    "Annual Revenue",
    "Number of Employees",
    "Company Profile",
    "LinkedIn Profile",
    "Credit Score",
    "Interest Rating",
    "Product interest",
    "Pages viewed",
    "Time of last page view",
    "Total Time Spent on Website",
    "Demo request date",
    "Call to action",
    "Preferred call time",
    "Meeting room",
    "Marital status",
    "Email status",
    "Close to a station",
    "Reason for your enquiry",
    "I agree to pay the amount through cheque",
    "What matters most to you in choosing a course",
    "Estado",
    "Stato",
  ])("%s is as it was at first contact", (name) => {
    expect(afterContactWhy(column(name), "leads")).toBeNull();
  });

  it("a last activity changes later where it is a date, and is the lead's own where it is words", () => {
    expect(afterContactWhy(column("Last Activity", ["2018-02-01", "2018-02-03"]), "leads")).toMatch(
      /changes/,
    );
    expect(afterContactWhy(column("Last Activity", ["Email Opened", "SMS Sent"]), "leads")).toBeNull();
  });

  it("are found by what they tell, whatever their name", () => {
    const told = (tells: number | null) => afterContactWhy({ ...column("Field 7"), tells }, "leads");
    expect(told(0.949)).toBe("Alone it tells won from lost 94 times in 100");
    expect(told(1)).toBe("Alone it tells won from lost 100 times in 100");
    expect(told(0.85)).not.toBeNull();
    expect(told(0.84)).toBeNull();
    expect(told(null)).toBeNull();
  });

  it("are none in a file of touches, where everything is dated", () => {
    expect(afterContactWhy({ ...column("Lead Quality"), tells: 0.99 }, "touches")).toBeNull();
  });
});
