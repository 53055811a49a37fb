import type { Scorecard } from "./scorecard.ts";

/**
 * The scorecard that a workspace begins with, written by hand for one that sells to those who run plants, sites
 * and their quality. Behaviour is read as warmth: 1 is one touch just now, or two touches a half-life ago.
 */
export const defaultScorecard: Scorecard = {
  version: 1,
  name: "Written by hand",
  start: 20,
  bands: { A: 70, B: 45, C: 25 },
  signals: [
    {
      signal: "seniority",
      values: {
        c_level: 10,
        vp: 12,
        director: 12,
        head: 12,
        manager: 7,
        senior: 3,
        specialist: 1,
        assistant: -2,
        student: -12,
      },
    },
    {
      signal: "function",
      values: {
        operations: 6,
        quality: 6,
        logistics: 5,
        general: 5,
        procurement: 4,
        engineering: 4,
        it: 3,
        finance: 2,
        product: 1,
        hr: -2,
        marketing: -3,
        sales: -4,
        education: -6,
      },
    },
    {
      signal: "company_size",
      steps: [
        { from: 1, points: -5 },
        { from: 10, points: -1 },
        { from: 50, points: 3 },
        { from: 200, points: 6 },
        { from: 2000, points: 4 },
      ],
    },
    {
      signal: "industry",
      values: {
        manufacturing: 5,
        food: 5,
        energy: 4,
        logistics: 4,
        construction: 3,
        healthcare: 2,
        retail: 1,
        public: -1,
        consulting: -3,
        media: -3,
        nonprofit: -3,
        education: -4,
      },
    },
    {
      signal: "country",
      values: {
        DE: 2,
        AT: 2,
        CH: 2,
        GB: 2,
        US: 2,
        IE: 1,
        NL: 1,
        BE: 1,
        FR: 1,
        ES: 1,
        IT: 1,
        PL: 1,
        SE: 1,
        DK: 1,
        NO: 1,
        FI: 1,
        CA: 1,
      },
      other: -2,
    },
    { signal: "mail_domain", values: { company: 2, free: -7 } },
    { signal: "shared_address", values: { shared: -6 } },
    {
      signal: "source",
      values: {
        referral: 5,
        "demo form": 3,
        "demo request": 3,
        partner: 3,
        event: 2,
        "trade show": 2,
        webinar: 1,
        "paid social": -1,
        "display ads": -2,
        list: -3,
        "partner list": -3,
        "purchased list": -6,
      },
    },
    {
      signal: "demo_request",
      steps: [
        { from: 0.05, points: 3 },
        { from: 0.2, points: 8 },
        { from: 0.5, points: 14 },
        { from: 0.8, points: 18 },
      ],
    },
    {
      signal: "pricing_view",
      steps: [
        { from: 0.2, points: 2 },
        { from: 0.5, points: 5 },
        { from: 1.2, points: 9 },
        { from: 2.5, points: 14 },
      ],
    },
    {
      signal: "trial",
      steps: [
        { from: 0.2, points: 5 },
        { from: 0.5, points: 10 },
        { from: 1.5, points: 14 },
      ],
    },
    {
      signal: "email_reply",
      steps: [
        { from: 0.2, points: 3 },
        { from: 0.5, points: 7 },
        { from: 1.2, points: 10 },
      ],
    },
    {
      signal: "conversation",
      steps: [
        { from: 0.2, points: 3 },
        { from: 0.6, points: 6 },
      ],
    },
    {
      signal: "form",
      steps: [
        { from: 0.2, points: 2 },
        { from: 0.5, points: 4 },
        { from: 0.9, points: 6 },
      ],
    },
    {
      signal: "download",
      steps: [
        { from: 0.2, points: 2 },
        { from: 0.6, points: 4 },
        { from: 1.5, points: 6 },
      ],
    },
    {
      signal: "webinar",
      steps: [
        { from: 0, points: -4 },
        { from: 0.3, points: 0 },
        { from: 0.5, points: 3 },
        { from: 0.8, points: 6 },
      ],
    },
    {
      signal: "event",
      steps: [
        { from: 0.3, points: 2 },
        { from: 0.6, points: 5 },
      ],
    },
    {
      signal: "email_click",
      steps: [
        { from: 0.3, points: 2 },
        { from: 1, points: 4 },
        { from: 3, points: 6 },
      ],
    },
    {
      signal: "return_visit",
      steps: [
        { from: 0.5, points: 2 },
        { from: 2, points: 4 },
        { from: 6, points: 6 },
      ],
    },
    { signal: "opted_out", values: { opted_out: -25, unsubscribed_once: -8 } },
    {
      // Of one touch: 86, 46 and 30 days ago. Ten times the touches take 23 days longer.
      signal: "gone_quiet",
      steps: [
        { from: 0, points: -12 },
        { from: 0.0002, points: -8 },
        { from: 0.01, points: -4 },
        { from: 0.05, points: 0 },
      ],
    },
  ],
};
