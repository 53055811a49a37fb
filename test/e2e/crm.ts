import { escaped, type Mail } from "./gmail.ts";

/** Pages shaped like the records and lists of CRMs, as much of them as one recognizes and a site reads. */

export interface Contact extends Mail {
  id: string;
  title: string;
  company: string;
}

interface Shell {
  title: string;
  bar: string;
  accent: string;
  /** The markup that tells the product: its head, and what its record or list hangs in. */
  head: string;
  body: string;
}

const shell = ({ title, bar, accent, head, body }: Shell): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; --line: light-dark(#dfe3eb, #3a3d44); --back: light-dark(#f5f8fa, #16181c); --card: light-dark(#fff, #1f2228); --ink: light-dark(#213343, #e6e8eb); --muted: light-dark(#516f90, #9aa4b0); }
  html, body { height: 100%; margin: 0; } * { box-sizing: border-box; }
  body { font: 14px/20px system-ui; color: var(--ink); background: var(--back); }
  a { color: ${accent}; text-decoration: none; } h1 { font-size: 20px; line-height: 28px; margin: 0; }
  .bar { display: flex; justify-content: space-between; align-items: center; height: 48px; padding: 0 20px; background: ${bar}; color: #fff; }
  .record { display: grid; grid-template-columns: 280px 1fr 220px; gap: 16px; padding: 16px; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 16px; margin-bottom: 16px; }
  .field { display: block; margin-top: 12px; } .field label, .muted { display: block; color: var(--muted); font-size: 12px; }
  table { width: 100%; border-collapse: collapse; background: var(--card); } th, td { text-align: start; padding: 9px 12px; border-bottom: 1px solid var(--line); font-weight: 400; }
  thead th { color: var(--muted); font-size: 12px; } .list { padding: 16px; }
</style></head><body>${head}${body}</body></html>`;

const story = `<div class="card"><span class="muted">Activity</span><p>Call on Tuesday: asked for one view of all three sites.</p><p>Mail sent: agenda for the demo.</p></div>`;

export const hubspot = {
  origin: "https://app.hubspot.com",
  contactUrl: (contact: Contact) => `https://app.hubspot.com/contacts/1234567/record/0-1/${contact.id}`,
  companyUrl: "https://app.hubspot.com/contacts/1234567/record/0-2/88",
  listUrl: "https://app.hubspot.com/contacts/1234567/objects/0-1/views/all/list",
  head: `<header id="hs-global-toolbar" data-test-id="hs-global-toolbar" class="bar"><b>CRM</b><button id="account-menu" data-test-id="account-menu">RV</button></header>`,
  contact: ({ id, name, email, title, company }: Contact) =>
    shell({
      title: name,
      bar: "#213343",
      accent: "light-dark(#0068b1, #7fb8e8)",
      head: hubspot.head,
      body: `<main class="record"><div data-test-id="left-sidebar">
        <div class="card" data-selenium-test="contact-highlight-details"><h1><span data-selenium-test="highlightTitle">${escaped(name)}</span></h1><span class="muted">${escaped(title)}</span>
          <a href="/contacts/1234567/record/0-1/${id}/properties">View all properties</a></div>
        <div class="card" data-card-type="PROPERTIES_V3">About this contact
          <span class="field" data-test-id="email"><label>Email</label><span data-selenium-test="property-input-email">${escaped(email)}</span></span>
          <span class="field" data-test-id="jobtitle"><label>Job title</label><span data-selenium-test="property-input-jobtitle">${escaped(title)}</span></span>
          <span class="field" data-test-id="lifecyclestage"><label>Lifecycle stage</label><span>Lead</span></span></div></div>
      <div data-test-id="middle-pane">${story}${story}</div>
      <div data-test-id="records-right-sidebar"><div class="card" data-card-type="ASSOCIATION_V3"><span class="muted">Companies (1)</span><a href="/contacts/1234567/record/0-2/88">${escaped(company)}</a></div></div></main>`,
    }),
  company: (company: string, domain: string, contacts: readonly Contact[]) =>
    shell({
      title: company,
      bar: "#213343",
      accent: "light-dark(#0068b1, #7fb8e8)",
      head: hubspot.head,
      body: `<main class="record"><div data-test-id="left-sidebar">
        <div class="card"><h1><span data-selenium-test="highlightTitle">${escaped(company)}</span></h1><a href="https://${domain}/" data-selenium-test="company-highlight-domain">${domain}</a></div>
        <div class="card" data-card-type="PROPERTIES_V3">About this company
          <span class="field" data-test-id="domain"><label>Company domain name</label><span data-selenium-test="property-input-domain">${domain}</span></span></div></div>
      <div data-test-id="middle-pane">${story}${story}</div>
      <div data-test-id="records-right-sidebar"><div class="card" data-selenium-test="card-id-ASSOCIATION_V3/0-1" data-card-type="ASSOCIATION_V3"><span class="muted">Contacts (${contacts.length})</span>
        ${contacts.map(({ id, name, email }) => `<div><a data-selenium-test="contact-chicklet-title-link" href="/contacts/1234567/record/0-1/${id}">${escaped(name)}</a><br><a data-selenium-test="contact-chicklet-email" href="mailto:${email}">${email}</a></div>`).join("")}</div></div></main>`,
    }),
  list: (contacts: readonly Contact[]) =>
    shell({
      title: "Contacts",
      bar: "#213343",
      accent: "light-dark(#0068b1, #7fb8e8)",
      head: hubspot.head,
      body: `<main class="list"><table data-test-id="framework-data-table"><thead><tr><th role="columnheader">Name</th><th>Email</th><th>Company</th></tr></thead><tbody>
        ${contacts.map(({ id, name, email, company }) => `<tr data-test-id="row-${id}"><td data-column-index="0"><a data-link="true" href="/contacts/1234567/record/0-1/${id}/">${escaped(name)}</a></td><td data-test-id="cell-0-1-email-${id}"><a href="mailto:${email}">${email}</a></td><td>${escaped(company)}</td></tr>`).join("")}
      </tbody></table></main>`,
    }),
};

const salesforceShell = (title: string, body: string) =>
  shell({
    title,
    bar: "#16325c",
    accent: "light-dark(#0b5cab, #82b5f0)",
    head: "",
    body: `<div class="desktop container forceStyle oneOne"><div class="viewport">
      <header id="oneHeader" class="bar"><b>Sales</b><span>Home · Leads · Accounts</span></header>
      <section class="stage panelSlide"><div class="windowViewMode-normal oneContent active lafPageHost">${body}</div></section></div></div>`,
  });

export const salesforce = {
  origin: "https://acme.lightning.force.com",
  leadUrl: "https://acme.lightning.force.com/lightning/r/Lead/00Q5e00000ABCdEEAX/view",
  listUrl: "https://acme.lightning.force.com/lightning/o/Lead/list?filterName=AllOpenLeads",
  lead: ({ name, email, title, company }: Contact) =>
    salesforceShell(
      `${name} | Lead | Salesforce`,
      `<one-record-home-flexipage2 style="display: block; padding: 16px">
        <records-lwc-highlights-panel><records-highlights2><div class="card"><span class="muted">Lead</span><h1><slot><lightning-formatted-name>${escaped(name)}</lightning-formatted-name></slot></h1>${escaped(title)} · ${escaped(company)}</div></records-highlights2></records-lwc-highlights-panel>
        <records-lwc-detail-panel><div class="card">Details
          <div class="field" data-target-selection-name="sfdc:RecordField.Lead.Email"><label>Email</label><lightning-formatted-email><a href="mailto:${email}">${email}</a></lightning-formatted-email></div>
          <div class="field" data-target-selection-name="sfdc:RecordField.Lead.Title"><label>Title</label>${escaped(title)}</div>
          <div class="field"><label>Lead status</label>Working</div></div></records-lwc-detail-panel>
        <runtime_sales_activities-activity-timeline2>${story}</runtime_sales_activities-activity-timeline2>
      </one-record-home-flexipage2>`,
    ),
  list: (contacts: readonly Contact[]) =>
    salesforceShell(
      "Leads | Salesforce",
      `<div class="list"><table role="grid"><thead><tr><th>Name</th><th>Company</th><th>Email</th></tr></thead><tbody>
        ${contacts.map(({ name, email, company }, index) => `<tr data-row-key-value="00Q5e0000000${String(index).padStart(3, "0")}AAA"><th scope="row"><a href="/lightning/r/00Q5e0000000${String(index).padStart(3, "0")}AAA/view">${escaped(name)}</a></th><td>${escaped(company)}</td><td><lightning-formatted-email><a href="mailto:${email}">${email}</a></lightning-formatted-email></td></tr>`).join("")}
      </tbody></table></div>`,
    ),
};

const pipedriveShell = (title: string, body: string) =>
  shell({
    title,
    bar: "#26292c",
    accent: "light-dark(#1b6b3a, #7fd39b)",
    head: "",
    body: `<div id="content-wrapper"><header id="froot-header" data-test="header" class="bar"><b>Pipeline</b><button data-test="user-menu-button">RV</button></header>
      <div id="main-content"><div class="viewContainer">${body}</div></div></div>`,
  });

export const pipedrive = {
  origin: "https://acme.pipedrive.com",
  personUrl: "https://acme.pipedrive.com/person/7",
  listUrl: "https://acme.pipedrive.com/persons/list",
  person: ({ name, email, company }: Contact) =>
    pipedriveShell(
      name,
      `<div class="record detailView personDetails"><div class="card"><h1 data-test="person-name">${escaped(name)}</h1>
          <div class="field" data-test="person.email"><label>Email</label><a href="mailto:${email}?related_person_id=7">${email}</a></div>
          <div class="field"><label>Organization</label><a href="/organization/8">${escaped(company)}</a></div></div>
        <div data-test="flow-timeline">${story}${story}</div></div>`,
    ),
  list: (contacts: readonly Contact[]) =>
    pipedriveShell(
      "People",
      `<div class="list" data-test="grid"><table><tbody>${contacts.map(({ id, name, email, company }, index) => `<tr><td data-test="person.name" data-cy="grid-cell-column-${index}-1"><a href="/person/${id}">${escaped(name)}</a></td><td>${escaped(company)}</td><td data-test="person.email" data-cy="grid-cell-column-${index}-3"><a href="mailto:${email}">${email}</a></td></tr>`).join("")}</tbody></table></div>`,
    ),
};
