import type { Slicing } from "../reports/feedback/contract.ts";
import { number, percent, plural, points } from "./format.ts";
import type { Period } from "./period.ts";

const verdicts = (count: number) => plural(count, "verdict", "verdicts");

/**
 * Every text of the dashboard, in one place. Plain sentence first, statistic behind it. Only the import, which has
 * many and few open it, brings its own (pages/imports/strings.ts): the first view stays small.
 */
export const t = {
  product: "Leadlight",
  skip: "Skip to the content",
  loading: "Loading…",
  retry: "Try again",
  cancel: "Cancel",
  send: "Send",
  save: "Save",
  saved: "Saved",
  remove: "Remove",
  /** A control that stands many times on a page, told apart for those who do not see where. */
  of: (control: string, what: string) => `${control}: ${what}`,

  pages: {
    feedback: "Feedback",
    campaigns: "Campaigns",
    sources: "Sources",
    meeting: "Meeting",
    replies: "Replies",
    content: "Content",
    imports: "Import",
    merges: "Same person?",
    drift: "Changed pages",
    settings: "Settings",
    menu: "Pages",
    docs: "API documentation",
  },
  roles: { rep: "Rep", marketing: "Marketing", admin: "Admin" },

  me: {
    menu: (name: string) => `${name}: account`,
    signOut: "Sign out",
    is: (role: string, team: string | null) => (team ? `${role} · ${team}` : role),
  },

  signIn: {
    title: "Sign in to Leadlight",
    local: "This is a workspace on this machine. Choose whose eyes to look through.",
    none: "No sign-in is set up here",
    noneHelp:
      "So nobody gets in, and the data stays closed. Whoever runs this Leadlight can set up a sign-in; nothing else opens it.",
    as: {
      rep: "Sign in as a rep",
      marketing: "Sign in as marketing",
      admin: "Sign in as an admin",
    },
    may: {
      rep: "Reads the feedback report. Gives verdicts beside the mail.",
      marketing: "Also answers verdicts, keeps the content and the reasons.",
      admin: "Also sets time zone, own domains and the workspace's name.",
    },
  },

  failure: {
    unreachable: "Leadlight cannot be reached. Check the connection; nothing is lost.",
    unreadable: "The answer could not be read. This page may be older than the server: reload it.",
    status: (status: number) => `Leadlight answered with ${status} and no reason.`,
    title: "This did not load",
    refused: "This cannot be shown",
    stale: "This could not be refreshed. Below is what was here before.",
    broke: "This page broke",
  },
  notAllowed: {
    title: "Not for your role",
    text: (role: string) =>
      `You are signed in as ${role.toLowerCase()}. Marketing and admins can open this page.`,
    back: "Go to the feedback report",
  },
  newcomer: {
    title: "There are no leads here yet",
    help: "Bring in those that you already have, from any CRM or marketing tool. It takes some minutes, and nothing is written before you have seen what it would do.",
    helpRep:
      "Marketing or an admin can import those that you already have. Then the panel beside your mail knows them.",
    go: "Import your leads",
  },
  notFound: { title: "There is nothing here", text: "The address may be old or mistyped." },

  zone: (timeZone: string, day: string) => `${timeZone}, weeks from ${day}`,

  reply: {
    button: "Reply",
    label: "Your reply",
    toVerdict: "The rep who judged this lead reads it in the panel, beside the lead, with your name.",
    toReason: (reason: string) =>
      `Everyone who gave “${reason}” in what you see here reads it in the panel, with your name.`,
    about: (what: string) => `Reply about ${what}`,
    sent: (reached: number) => `Sent. It answers ${verdicts(reached)}.`,
    replied: "Replied",
    empty: "Write something first.",
  },

  table: {
    view: "View as table",
    chart: "View as chart",
    read: "How to read this",
    all: (count: number) => `Show all ${number(count)}`,
    scroll: (what: string) => `${what}, scrolls sideways`,
  },

  feedback: {
    title: "What sales says about our leads",
    copyLink: "Copy link",
    copied: "Copied",
    copyFailed: "Could not copy. The address bar holds the link.",
    csv: "CSV",
    csvHelp: "Download what is shown as CSV",
    csvDone: "The CSV is in your downloads.",
    updated: (rate: number | null, count: number) =>
      rate === null
        ? `Report updated. ${verdicts(count)}.`
        : `Report updated. ${percent(rate)} good of ${verdicts(count)}.`,

    filters: "Filters",
    filtersOn: (count: number) => `Filters (${number(count)} on)`,
    clear: "Clear filters",
    all: "All",
    notKnown: "Not known",
    period: "Time",
    periods: {
      week: "Last 7 days",
      "4weeks": "Last 4 weeks",
      "3months": "Last 3 months",
      "12months": "Last 12 months",
    } satisfies Record<Period, string>,
    custom: "From … to …",
    from: "From",
    to: "To",
    spanWrong: "“From” must not be after “to”.",
    slicings: {
      source: "Source",
      campaign: "Campaign",
      persona: "Persona",
      band: "Band",
      scorecard: "Scorecard",
      site: "Site",
    } satisfies Record<Slicing, string>,
    contact: "First contact",
    before: "Before it",
    after: "After it",
    switchesHelp: "What these do",
    adjusted: "As a rep of average strictness",
    adjustedHelp:
      "Average strictness: some reps say yes more readily than others; switched on, rates are what a rep of average strictness would have said of the same leads. Counts stay as given.",
    without: "Without “not now”",
    withoutHelp:
      "Without “not now”: that speaks of timing, not of the lead; switched on, those verdicts are left out of the rates.",

    good: "good",
    goodOf: (good: number, all: number) => `${number(good)} of ${verdicts(all)}`,
    goodHelp: (low: number | null, high: number | null) =>
      low === null || high === null
        ? "Of the verdicts about quality, how many said that the lead was worth sales' time."
        : `Of the verdicts about quality, how many said that the lead was worth sales' time. This many verdicts put the true share between ${percent(low)} and ${percent(high)} (95 times in 100).`,
    goodAsGiven: (good: number, all: number) => `${number(good)} of ${verdicts(all)} as given`,
    judged: "judged",
    judgedOf: (judged: number, seen: number) => `${number(judged)} of ${number(seen)} seen`,
    judgedHelp:
      "Of the leads that reps had before them for 3 seconds or more, how many got a verdict. The rest is silence, which counts neither as good nor as bad.",
    notCounted: "not about quality",
    notCountedSub: "not counted",
    notCountedHelp:
      "Verdicts whose reason says nothing about the lead itself: a duplicate, a customer already, the wrong owner. They are in no rate.",

    verdicts,
    shares: "Verdicts",
    sharesAsGiven: "Verdicts as given",
    share: { good: "Good", notNow: "Not now", notAFit: "Not a fit" },

    weeks: "By week",
    weeksHelp:
      "The line is the share of good verdicts, the shaded band where the true share lies (95 times in 100), the bars how many verdicts there were. A hollow point stands on too few verdicts to lean on.",
    week: "Week of",
    weekRead: (day: string, rate: string, count: number) => `Week of ${day}: ${rate}, ${verdicts(count)}`,
    weekNone: (day: string) => `Week of ${day}: no verdicts`,
    weekHint: "Point at a week to read it.",
    weeksSummary: (count: number, first: string, last: string) =>
      `Share of good verdicts in ${plural(count, "week", "weeks")}, from ${first} to ${last}. The same numbers are in the table: View as table.`,
    noWeeks: "No week has a verdict about quality.",

    contacts: "Before and after first contact",
    contactsHelp:
      "A verdict given before sales first spoke with the lead judges what marketing promised; one given after judges the lead itself. A large gap says that the score or the form misleads.",
    contactBefore: "Before sales spoke with the lead",
    contactAfter: "After sales spoke with the lead",

    by: "By",
    byTitle: (name: string) => `By ${name.toLowerCase()}`,
    rate: "Good",
    interval: "95% interval",
    goodCount: "Said good",
    low: "Low",
    high: "High",
    n: "Verdicts",
    judgedColumn: "Judged",
    seenColumn: "Seen",
    notNow: "Not now",
    notAFit: "Not a fit",
    notCountedColumn: "Not counted",
    rowsHelp:
      "The dot is the share of good verdicts, the line where the true share lies (95 times in 100). Where verdicts are few, the dot is drawn toward the share of the whole workspace, the dashed line; and what is surer stands higher. So three lucky verdicts do not lead.",
    between: (low: number, high: number) => `between ${percent(low)} and ${percent(high)}`,
    interval2: (low: number, high: number) => `${points(low)}–${points(high)}`,
    notEnough: (more: number) => `Not enough yet: ${plural(more, "more verdict", "more verdicts")}`,
    only: (label: string) => `Show only ${label}`,
    noRows: "Nothing to tell apart here.",

    reasons: "Why not",
    reasonsHelp:
      "What reps chose when they said no. “Not now” goes back to marketing, “not a fit” leaves the queue, the rest is not about quality. A reply reaches everyone who gave that reason in what you see here.",
    groups: { not_now: "Not now", not_a_fit: "Not a fit", not_counted: "Not counted" },
    reason: "Reason",
    group: "Group",
    count: "Count",
    noReasons: "Nobody said no in this time.",
    noneInGroup: "None",

    differ: "Score and sales differ",
    differHelp:
      "Leads that the score put high and sales refused, or that it put low and sales wanted. Each says something about the score or about what the lead was promised. Who judged is never shown.",
    kinds: { no: "High, but “no”", yes: "Low, but “yes”" },
    /** The report holds the newest 100 of each kind. */
    differCount: (count: number) => (count < 100 ? number(count) : `${number(100)}+`),
    noDiffer: {
      no: "No lead in a high band got a “no” here.",
      yes: "No lead in a low band got a “yes” here.",
    },
    nameless: "Name unknown",
    weekOf: (day: string) => `week of ${day}`,
    yes: "Worth sales' time",
    toMeeting: "To meeting",
    inMeeting: "On the meeting list",
    added: "Put on the meeting list.",
    removed: "Taken off the meeting list.",
    fewReps:
      "Fewer than four reps stand behind these numbers, so day and site stay hidden: nobody's verdicts can be picked out.",

    empty: "No verdicts in this time",
    emptyFiltered: "Nothing matches these filters. Clear them, or look at a longer time.",
    emptyYet:
      "Reps judge a lead with one click in the panel beside their mail. Look at a longer time, or ask a rep to judge the next lead they open: it shows here at once.",
    longer: "Look at the last 12 months",
    seenOnly: (seen: number) => `${plural(seen, "lead was", "leads were")} seen in this time, none judged.`,
  },

  meeting: {
    title: "For the next meeting",
    intro: "Verdicts that marketing wants to talk through with sales. Who gave them is not on the list.",
    print: "Print",
    printed: (workspace: string, day: string) => `${workspace}, ${day}`,
    empty: "Nothing is on the list",
    emptyHelp:
      "In the feedback report, under “Score and sales differ”, put a verdict on the list with “To meeting”.",
    items: (count: number) => plural(count, "verdict to talk about", "verdicts to talk about"),
    said: { good: "Sales said yes", bad: "Sales said no" },
    because: (reason: string) => `Sales said no: ${reason}`,
    outcome: "What we do about it",
  },

  replies: {
    title: "What marketing answered",
    intro: "Each reply shows in the panel of the reps it answers.",
    empty: "No replies yet",
    emptyHelp: "In the feedback report, answer a reason or a single verdict with “Reply”.",
    answers: (reached: number) => `Answers ${verdicts(reached)}`,
  },

  content: {
    title: "Content",
    intro: "What the panel offers reps to send, and how often its link was copied for a lead.",
    item: "Title",
    kind: "Kind",
    personas: "Personas",
    stages: "Stages",
    uses: "Uses",
    lastUsed: "Last used",
    never: "Never",
    any: "Any",
    empty: "No content yet",
    emptyHelp: "Content comes with the workspace's data. Without it, the panel offers reps nothing to send.",
    unused: (count: number) => `${plural(count, "piece has", "pieces have")} never been used.`,
    requests: "What reps asked for",
    requestsIntro: "From “Nothing fits? Ask marketing” in the panel, newest first.",
    noRequests: "Nobody has asked for anything.",
    forLead: (lead: string) => `for ${lead}`,
  },

  settings: {
    title: "Settings",
    adminOnly: "Only an admin can change this.",
    workspace: "Workspace",
    name: "Name",
    timeZone: "Time zone",
    timeZoneHelp: "Days and weeks of every report are cut here.",
    firstDay: "First day of the week",
    goodLead: "What a good lead is",
    goodLeadHelp:
      "One or two sentences. They stand beside the question “Worth sales' time?”, and each verdict remembers which version its rep read.",
    version: (version: number) => `Version ${number(version)}`,
    ownDomains: "Our own domains",
    ownDomainsHelp: "One a line. People there are colleagues: the panel never shows them as leads.",
    notADomain: (line: number, text: string) =>
      `Line ${number(line)}: “${text}” is not a domain, such as example.com.`,
    reasons: "Reasons when a rep says no",
    reasonsHelp: "In the order in which the panel shows them. Verdicts given with a removed reason keep it.",
    groupHelp: {
      not_now: "Back to marketing, to nurture",
      not_a_fit: "Leaves the queue",
      not_counted: "Not about quality: in no rate",
    },
    reasonLabel: "Reason",
    note: "Asks for a note",
    moveUp: (label: string) => `Move ${label} up`,
    moveDown: (label: string) => `Move ${label} down`,
    moveTo: (label: string) => `Group of ${label}`,
    removeReason: (label: string) => `Remove ${label}`,
    addReason: "Add a reason",
    addTo: (group: string) => `Add a reason to ${group}`,
    unnamed: "the new reason",
    needsLabel: "Every reason needs a name.",
    sameLabel: (label: string) => `“${label}” is there twice.`,
    needsOne: "At least one reason must stay.",
    unsaved: "Not saved yet",
    crms: "CRMs that we trust",
    crmsHelp:
      "Where a record's page shows a lead's address, the record's id is kept with the lead, once. From then on the record alone says who it is. An id that another lead has stays with that lead. As soon as one HubSpot is trusted, records of any other HubSpot are not asked for; the same holds for every make.",
    crmAddress: "Address of any record",
    crmAddressHelp:
      "Copy it from the browser, such as https://app.hubspot.com/contacts/1234567/record/0-1/151.",
    addCrm: "Add",
    removeCrm: (name: string) => `Remove ${name}`,
    crmProblems: {
      no_address: "This is no address of a CRM. Open any record there and copy what the browser shows.",
      no_record: "This address does not say whose CRM it is. Open any record there and copy its address.",
    },
    drift: "Changed pages",
    driftHelp:
      "When a product changes its pages so that the panel no longer finds anybody there, the extension notices. Reports go to this Leadlight alone and are listed under Changed pages.",
    driftReports: "Changed pages may be reported",
    driftHolds:
      "A report says which site, which version of the extension, which ways of reading failed, and the outline of the page: tags, roles and names of attributes from a fixed list. No text of the page, no addresses and no values.",
    retention: "How long touches are kept",
    retentionHelp:
      "Touches of visitors whom nobody has identified go, and of everybody's touches the details: their properties, and what stands behind the path of their link. Leads keep their touches; scores and counts stay as they are.",
    anonymousDays: "Visitors' touches, days",
    detailsDays: "Details of touches, days",
  },
} as const;
