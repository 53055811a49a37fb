import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportAsk, ImportColumn } from "../../contract/imports.ts";
import { questions } from "./ask.ts";
import { propose } from "./propose.ts";
import { mappingOf, resolve } from "./resolve.ts";
import { context, profilesOf, proposedFor, sample } from "./samples.fixture.ts";
import { canonical, type ImportKind, importKinds } from "./targets.ts";

/** A header and two rows of it, and the columns that are more than an attribute of their own name. */
const tools: readonly (readonly [
  name: string,
  kind: ImportKind,
  text: string,
  expected: Record<string, string>,
])[] = [
  [
    "HubSpot contacts",
    "leads",
    `Record ID|First Name|Last Name|Email|Phone Number|Contact owner|Lifecycle Stage|Lead Status|Marketing contact status|Create Date|Original Source|Original Source Drill-Down 1|Company Name|Job Title|Country/Region|Number of Employees|Industry|Unsubscribed from all email|Became a Customer Date
     51|Ada|Lovelace|ada@analytical.example|+44 20 7946 0001|Robin Reed|lead|NEW|Marketing contact|2024-03-04 10:22|Organic Search|google|Analytical|CTO|United Kingdom|120|COMPUTER_SOFTWARE|false|
     52|Max|Muster|max@muster.example|+49 30 123456|Robin Reed|customer|OPEN|Non-marketing contact|2024-03-05 11:00|Paid Search|bing|Muster|CEO|Germany|40|MACHINERY|true|2024-05-01 09:00`,
    {
      "Record ID": "key:hubspot",
      "First Name": "firstName",
      "Last Name": "lastName",
      Email: "email",
      "Contact owner": "owner",
      "Lifecycle Stage": "stage",
      "Create Date": "createdAt",
      "Original Source": "source",
      "Company Name": "company",
      "Job Title": "title",
      "Country/Region": "attribute:country",
      "Number of Employees": "attribute:employees",
      Industry: "attribute:industry",
      "Unsubscribed from all email": "consent",
    },
  ],
  [
    "a German spreadsheet",
    "leads",
    `Nr.|Vorname|Nachname|E-Mail|Firma|Herkunft|Erstkontakt|Newsletter erlaubt|Status|Verlustgrund
     001|Käthe|Weiß|k@weiss.example|Weiß GmbH|Messe|02.06.2024|Ja|gewonnen|
     002|Jürgen|Groß|j@gross.example|Groß AG|Webseite|23.06.2024|Nein|verloren|zu teuer`,
    {
      Vorname: "firstName",
      Nachname: "lastName",
      "E-Mail": "email",
      Firma: "company",
      Herkunft: "source",
      Erstkontakt: "createdAt",
      "Newsletter erlaubt": "consent",
      Status: "outcome",
    },
  ],
  [
    "HubSpot deals",
    "deals",
    `Record ID|Deal Name|Deal Stage|Close Date|Deal owner|Amount|Currency|Pipeline|Create Date|Closed Lost Reason|Is Closed Won|Associated Contact|Associated Contact IDs
     901|Analytical: 20 seats|Closed won|2024-05-01 10:00|Robin Reed|12000.50|EUR|Sales|2024-03-04 10:22||true|Ada Lovelace (ada@analytical.example)|51
     902|Muster: pilot|Closed lost|2024-06-01 10:00|Robin Reed|900.00|EUR|Sales|2024-03-05 10:22|Price|false|Max Muster (max@muster.example)|52
     903|Third|Appointment scheduled|2024-09-01 10:00|Robin Reed|700.00|EUR|Sales|2024-04-05 10:22||false|Jo Doe (jo@doe.example)|53`,
    {
      "Record ID": "id",
      "Deal Name": "dealName",
      "Deal Stage": "dealStage",
      "Close Date": "closedAt",
      "Deal owner": "owner",
      Amount: "amount",
      Currency: "currency",
      "Create Date": "openedAt",
      "Closed Lost Reason": "lostReason",
      "Associated Contact IDs": "key:hubspot",
    },
  ],
  [
    "Salesforce leads report",
    "leads",
    `Lead ID|First Name|Last Name|Title|Company / Account|Email|Lead Source|Street|Rating|Lead Owner|Lead Status|Create Date|Email Opt Out|Converted
     00Q5e000001AbCdEAK|Ada|Lovelace|CTO|Analytical|ada@analytical.example|Web|1 Mill Rd|Hot|Robin Reed|Working - Contacted|3/4/2024|0|0
     00Q5e000001AbCeEAK|Max|Muster|CEO|Muster|max@muster.example|Trade Show|2 Mill Rd|Cold|José Núñez|Closed - Converted|3/14/2024|1|1`,
    {
      "Lead ID": "key:salesforce",
      "First Name": "firstName",
      "Last Name": "lastName",
      Title: "title",
      "Company / Account": "company",
      Email: "email",
      "Lead Source": "source",
      "Lead Owner": "owner",
      "Create Date": "createdAt",
      "Email Opt Out": "consent",
      Converted: "outcome",
    },
  ],
  [
    "Salesforce API",
    "leads",
    `Id|FirstName|LastName|Company|Email|LeadSource|CreatedDate|IsConverted|ConvertedDate|NumberOfEmployees
     00Q5e000001AbCdEAK|Ada|Lovelace|Analytical|ada@analytical.example|Web|2024-03-04T10:22:11.000+0000|true|2024-05-01|120
     00Q5e000001AbCeEAK|Max|Muster|Muster|max@muster.example|Web|2024-03-05T10:22:11.000+0000|false||40`,
    {
      Id: "key:salesforce",
      FirstName: "firstName",
      LastName: "lastName",
      Company: "company",
      Email: "email",
      LeadSource: "source",
      CreatedDate: "createdAt",
      IsConverted: "outcome",
      ConvertedDate: "outcomeAt",
      NumberOfEmployees: "attribute:employees",
    },
  ],
  [
    "Salesforce opportunities",
    "deals",
    `Opportunity ID|Opportunity Name|Account Name|Stage|Amount Currency|Amount|Close Date|Created Date|Opportunity Owner|Lead Source|Won|Loss Reason|Contact: Email
     0065e00000AbCdEAAV|Analytical 20|Analytical|Closed Won|EUR|12,000.50|4/3/2024|3/4/2024|Robin Reed|Web|1||ada@analytical.example
     0065e00000AbCdFAAV|Muster 1|Muster|Closed Lost|EUR|900.00|4/23/2024|3/14/2024|Robin Reed|Web|0|Price|max@muster.example
     0065e00000AbCdGAAV|Doe 1|Doe|Negotiation|EUR|900.00|4/24/2024|3/15/2024|Robin Reed|Web|0||jo@doe.example`,
    {
      "Opportunity ID": "id",
      "Opportunity Name": "dealName",
      "Account Name": "company",
      Stage: "dealStage",
      "Amount Currency": "currency",
      Amount: "amount",
      "Close Date": "closedAt",
      "Created Date": "openedAt",
      "Opportunity Owner": "owner",
      "Lead Source": "source",
      "Loss Reason": "lostReason",
      "Contact: Email": "email",
    },
  ],
  [
    "Pipedrive deals",
    "deals",
    `Deal - ID|Deal - Title|Deal - Value|Deal - Currency|Deal - Stage|Deal - Status|Deal - Owner|Deal - Deal created|Deal - Won time|Deal - Lost time|Deal - Lost reason|Deal - Organization|Deal - Contact person|Person - Email|Person - ID
     1|Analytical deal|12000|EUR|Proposal made|Won|Robin Reed|2024-03-04 10:22:11|2024-05-01 10:00:00|||Analytical|Ada Lovelace|ada@analytical.example|71
     2|Muster deal|900|EUR|Contact made|Lost|Robin Reed|2024-03-05 10:22:11||2024-06-01 10:00:00|Price|Muster|Max Muster|max@muster.example|72`,
    {
      "Deal - ID": "id",
      "Deal - Title": "dealName",
      "Deal - Value": "amount",
      "Deal - Currency": "currency",
      "Deal - Stage": "dealStage",
      "Deal - Status": "outcome",
      "Deal - Owner": "owner",
      "Deal - Deal created": "openedAt",
      "Deal - Won time": "wonAt",
      "Deal - Lost time": "lostAt",
      "Deal - Lost reason": "lostReason",
      "Deal - Organization": "company",
      "Deal - Contact person": "name",
      "Person - Email": "email",
      "Person - ID": "key:pipedrive",
    },
  ],
  [
    "Marketo leads",
    "leads",
    `Id|First Name|Last Name|Email Address|Company Name|Job Title|Lead Source|Original Source Type|Acquisition Program|Created At|Unsubscribed|Lead Score
     100234|Ada|Lovelace|ada@analytical.example|Analytical|CTO|Webinar|Web form|2024 Webinar|2024-03-04T10:22:11Z|false|34
     100235|Max|Muster|max@muster.example|Muster|CEO|Ad|Web form|2024 Ads|2024-03-05T10:22:11Z|true|12`,
    {
      "First Name": "firstName",
      "Last Name": "lastName",
      "Email Address": "email",
      "Company Name": "company",
      "Job Title": "title",
      "Lead Source": "source",
      "Acquisition Program": "campaign",
      "Created At": "createdAt",
      Unsubscribed: "consent",
    },
  ],
  [
    "Mailchimp audience",
    "leads",
    `Email Address|First Name|Last Name|Address|MEMBER_RATING|OPTIN_TIME|OPTIN_IP|CONFIRM_TIME|CONFIRM_IP|LAST_CHANGED|LEID|EUID|NOTES|TAGS
     ada@analytical.example|Ada|Lovelace||2|2024-03-04 10:22:11|192.0.2.1|2024-03-04 10:22:11|192.0.2.1|2024-03-05 10:22:11|123456789|ab12cd34ef||"news"
     max@muster.example|Max|Muster||3|2024-03-05 10:22:11|192.0.2.2|2024-03-05 10:22:11|192.0.2.2|2024-03-06 10:22:11|123456790|ab12cd34e0||"news"`,
    {
      "Email Address": "email",
      "First Name": "firstName",
      "Last Name": "lastName",
      OPTIN_TIME: "createdAt",
      Address: "ignore",
      NOTES: "ignore",
    },
  ],
  [
    "Zoho leads",
    "leads",
    `Record Id|Lead Owner|Company|First Name|Last Name|Designation|Email|Lead Source|Lead Status|No. of Employees|Created Time|Email Opt Out|Country
     zcrm_5725767000000412001|Robin Reed|Analytical|Ada|Lovelace|CTO|ada@analytical.example|Cold Call|Contacted|120|2024-03-04 10:22:11|false|India
     zcrm_5725767000000412002|Robin Reed|Muster|Max|Muster|CEO|max@muster.example|Webinar|Lost Lead|40|2024-03-05 10:22:11|true|Deutschland`,
    {
      "Record Id": "key:record_id",
      "Lead Owner": "owner",
      Company: "company",
      "First Name": "firstName",
      "Last Name": "lastName",
      Designation: "title",
      Email: "email",
      "Lead Source": "source",
      "No. of Employees": "attribute:employees",
      "Created Time": "createdAt",
      "Email Opt Out": "consent",
      Country: "attribute:country",
    },
  ],
  [
    "Odoo leads",
    "leads",
    `Opportunity|Contact Name|Company Name|Email|Phone|Job Position|Country|Salesperson|Created on|Source|Medium|Campaign|Stage|Expected Revenue
     Seats|Ada Lovelace|Analytical|ada@analytical.example|+44 20 7946 0001|CTO|United Kingdom|Robin Reed|2024-03-04 10:22:11|Search engine|Website|Spring sale|New|12000.50
     Pilot|Max Muster|Muster|max@muster.example|+49 30 123456|CEO|Germany|Robin Reed|2024-03-05 10:22:11|Newsletter|Email|Spring sale|Qualified|900.00`,
    {
      "Contact Name": "name",
      "Company Name": "company",
      Email: "email",
      "Job Position": "title",
      Country: "attribute:country",
      Salesperson: "owner",
      "Created on": "createdAt",
      Source: "source",
      Campaign: "campaign",
      Stage: "stage",
    },
  ],
  [
    "LinkedIn lead gen forms",
    "leads",
    `Lead ID|Lead Created At|Campaign Name|Form Name|First name|Last name|Email address|Job title|Company name|Company size
     8c8f6f4e-1111-4a4a-9b9b-0123456789ab|03/04/2024 10:22|Spring|Demo form|Ada|Lovelace|ada@analytical.example|CTO|Analytical|51-200 employees
     8c8f6f4e-2222-4a4a-9b9b-0123456789ab|03/24/2024 10:22|Spring|Demo form|Max|Muster|max@muster.example|CEO|Muster|11-50 employees`,
    {
      "Lead ID": "key:lead_id",
      "Lead Created At": "createdAt",
      "Campaign Name": "campaign",
      "First name": "firstName",
      "Last name": "lastName",
      "Email address": "email",
      "Job title": "title",
      "Company name": "company",
    },
  ],
  [
    "Meta lead ads",
    "leads",
    `id|created_time|ad_id|ad_name|campaign_id|campaign_name|form_name|platform|email|full_name|phone_number|job_title|company_name
     l:1234567890123|2024-03-04T10:22:11+01:00|ag:77|Ad 1|c:99|Spring|Demo|fb|ada@analytical.example|Ada Lovelace|p:+44207946|CTO|Analytical
     l:1234567890124|2024-03-05T10:22:11+01:00|ag:77|Ad 1|c:99|Spring|Demo|ig|max@muster.example|Max Muster|p:+4930123|CEO|Muster`,
    {
      id: "key:lead_id",
      created_time: "createdAt",
      campaign_name: "campaign",
      email: "email",
      full_name: "name",
      job_title: "title",
      company_name: "company",
    },
  ],
  [
    "webinar attendees",
    "touches",
    `Attended|User Name (Original Name)|First Name|Last Name|Email|Registration Time|Approval Status|Join Time|Leave Time|Time in Session (minutes)|Country/Region Name
     Yes|Ada L|Ada|Lovelace|ada@analytical.example|Mar 1, 2024 09:00 AM|approved|Mar 4, 2024 10:00 AM|Mar 4, 2024 11:00 AM|60|Germany
     Yes|Max M|Max|Muster|max@muster.example|Mar 2, 2024 09:00 AM|approved|Mar 4, 2024 10:03 AM|Mar 4, 2024 10:30 AM|27|France`,
    { "First Name": "firstName", "Last Name": "lastName", Email: "email", "Join Time": "at" },
  ],
  [
    "Marketo activities",
    "touches",
    `Activity ID|Lead ID|Activity Date|Activity Type|Primary Attribute Value|Campaign
     9001|100234|2024-03-04T10:22:11Z|Visit Webpage|Pricing|Spring
     9002|100234|2024-03-04T10:23:11Z|Fill Out Form|Demo form|Spring`,
    {
      "Activity ID": "id",
      "Lead ID": "key:lead_id",
      "Activity Date": "at",
      "Activity Type": "kind",
      "Primary Attribute Value": "touchTitle",
      Campaign: "campaign",
    },
  ],
  [
    "a German list",
    "leads",
    `E-Mail-Adresse|Anrede|Vorname|Name|Firma|Berufsbezeichnung|Herkunft|Erstellt am|Besitzer|Land|Branche|Newsletter|Kunde
     ada@analytical.example|Frau|Ada|Lovelace|Analytical|Leiterin IT|Messe|04.03.2024|Robin Reed|Deutschland|Maschinenbau|ja|nein
     max@muster.example|Herr|Max|Muster|Muster|Geschäftsführer|Web|24.03.2024|Robin Reed|Österreich|Chemie|nein|ja`,
    {
      "E-Mail-Adresse": "email",
      Vorname: "firstName",
      Name: "lastName",
      Firma: "company",
      Berufsbezeichnung: "title",
      Herkunft: "source",
      "Erstellt am": "createdAt",
      Besitzer: "owner",
      Land: "attribute:country",
      Branche: "attribute:industry",
      Newsletter: "consent",
      Kunde: "outcome",
    },
  ],
  [
    "a French list",
    "leads",
    `Adresse e-mail|Prénom|Nom|Société|Fonction|Source du lead|Date de création|Propriétaire|Pays|Secteur d'activité
     ada@analytical.example|Ada|Lovelace|Analytical|Directrice|Salon|04/03/2024|Robin Reed|Royaume-Uni|Industrie
     max@muster.example|Max|Muster|Muster|PDG|Site web|24/03/2024|Robin Reed|Allemagne|Chimie`,
    {
      "Adresse e-mail": "email",
      Prénom: "firstName",
      Nom: "lastName",
      Société: "company",
      Fonction: "title",
      "Source du lead": "source",
      "Date de création": "createdAt",
      Propriétaire: "owner",
      Pays: "attribute:country",
      "Secteur d'activité": "attribute:industry",
    },
  ],
  [
    "a Spanish list",
    "leads",
    `Correo electrónico|Nombre|Apellidos|Empresa|Cargo|Origen|Fecha de creación|País
     ada@analytical.example|Ada|Lovelace|Analytical|Directora|Feria|04/03/2024|España
     max@muster.example|Max|Muster|Muster|Gerente|Web|24/03/2024|México`,
    {
      "Correo electrónico": "email",
      Nombre: "firstName",
      Apellidos: "lastName",
      Empresa: "company",
      Cargo: "title",
      Origen: "source",
      "Fecha de creación": "createdAt",
      País: "attribute:country",
    },
  ],
  [
    "a Portuguese list",
    "leads",
    `Nome|E-mail|Empresa|Cargo|Origem|Data de criação|Estado
     Ada Lovelace|ada@analytical.example|Analytical|Diretora|Feira|04/03/2024|SP
     Max Muster|max@muster.example|Muster|Gerente|Site|24/03/2024|RJ`,
    {
      Nome: "name",
      "E-mail": "email",
      Empresa: "company",
      Cargo: "title",
      Origem: "source",
      "Data de criação": "createdAt",
    },
  ],
  [
    "Italian deals",
    "deals",
    `Email|Nome dell'affare|Importo|Valuta|Fase|Data di creazione|Data di chiusura|Motivo della perdita
     ada@analytical.example|Analytical 20|12.000,50|EUR|Chiuso vinto|04/03/2024|24/03/2024|
     max@muster.example|Muster 1|900,00|EUR|Chiuso perso|05/03/2024|25/03/2024|Prezzo`,
    {
      Email: "email",
      "Nome dell'affare": "dealName",
      Importo: "amount",
      Valuta: "currency",
      Fase: "dealStage",
      "Data di creazione": "openedAt",
      "Data di chiusura": "closedAt",
      "Motivo della perdita": "lostReason",
    },
  ],
  [
    "a Dutch list",
    "leads",
    `E-mailadres|Voornaam|Achternaam|Bedrijf|Functie|Herkomst|Aangemaakt op|Eigenaar|Land
     ada@analytical.example|Ada|Lovelace|Analytical|Directeur|Beurs|04-03-2024|Robin Reed|Nederland
     max@muster.example|Max|Muster|Muster|Manager|Website|24-03-2024|Robin Reed|België`,
    {
      "E-mailadres": "email",
      Voornaam: "firstName",
      Achternaam: "lastName",
      Bedrijf: "company",
      Functie: "title",
      Herkomst: "source",
      "Aangemaakt op": "createdAt",
      Eigenaar: "owner",
      Land: "attribute:country",
    },
  ],
];

describe("what a column is taken for", () => {
  for (const [name, kind, text, expected] of tools)
    it(name, () => {
      const proposed = Object.entries(proposedFor(kind, sample(text)));
      const telling = proposed.filter(([column, to]) => to !== `attribute:${column}`);
      expect(Object.fromEntries(telling)).toEqual(expected);
    });
});

/** What one column becomes in a file of leads, beside others. */
const alone = (header: string, values: string[], beside = "") => {
  const [name = "", ...cells] = beside.split("|");
  const rows = values.map((value, row) => `${value}|${cells[row] ?? cells[0] ?? ""}`);
  return proposedFor("leads", sample([`${header}|${name || "x"}`, ...rows].join("\n")))[header];
};

describe("what a column holds decides with its name", () => {
  it("takes no column for addresses that holds none", () => {
    expect(alone("Email", ["yes", "no", "yes"])).toBe("attribute:Email");
    expect(alone("Email", ["a@b.example", "c@d.example", "bad"])).toBe("email");
  });

  it("takes a nameless column of addresses for the address, and not a colleague's", () => {
    expect(alone("Column 1", ["a@b.example", "c@d.example"])).toBe("email");
    expect(alone("Name", ["a@b.example", "c@d.example"])).toBe("email");
    expect(alone("Assigned manager", ["a@b.example", "c@d.example"])).toBe("attribute:Assigned manager");
  });

  it("keeps a second address as an attribute", () => {
    const file = sample("Email|Email (2)\na@b.example|z@y.example\nc@d.example|x@w.example");
    expect(proposedFor("leads", file)).toEqual({ Email: "email", "Email (2)": "attribute:Email (2)" });
  });

  it("takes an id that no two rows share for a key, and the name of a key that joins files", () => {
    expect(alone("Lead Number", ["660737", "660738", "660739"])).toBe("key:lead_number");
    expect(alone("Lead Number", ["660737", "660737", "660739"])).toBe("attribute:Lead Number");
    expect(alone("mql_id", ["dac32acd", "8c18d1de", "b4bc852d"])).toBe("key:mql_id");
    expect(alone("user_id", ["u1", "u2", "u3"])).toBe("key:user");
    expect(alone("Kundennummer", ["K-1", "K-2", "K-3"])).toBe("key:kundennummer");
  });

  it("takes no number of another thing for a key", () => {
    for (const header of [
      "Phone Number",
      "PLZ",
      "VAT number",
      "Campaign ID",
      "Company ID",
      "No.",
      "#",
      "Postal code",
    ])
      expect(alone(header, ["101", "102", "103"]), header).toBe(
        `attribute:${header.replace(/^\W+/, "") || "Column"}`,
      );
  });

  it("trusts a bare number as an id only where there is nothing better: another file's 7 is somebody else", () => {
    expect(alone("ID", ["1", "2", "3"])).toBe("key:lead_id");
    expect(alone("ID", ["1", "2", "3"], "Email|a@b.example|c@d.example|e@f.example")).toBe("attribute:ID");
    const uuid = (end: number) => `8c8f6f4e-1111-4a4a-9b9b-01234567890${end}`;
    expect(alone("ID", [uuid(1), uuid(2), uuid(3)], "Email|a@b.example|c@d.example|e@f.example")).toBe(
      "key:lead_id",
    );
  });

  it("takes a date for the first contact only where it is one", () => {
    expect(alone("Created", ["2024-03-04", "2024-03-05"])).toBe("createdAt");
    expect(alone("Created", ["by hand", "by import"])).toBe("attribute:Created");
  });

  it("feeds the score a country and a headcount only where they are ones", () => {
    expect(alone("Country", ["India", "Germany", "unknown"])).toBe("attribute:country");
    expect(alone("Country", ["North", "South", "East"])).toBe("attribute:Country");
    expect(alone("country", ["North", "South", "East"])).toBe("attribute:country (of the file)");
    expect(alone("Company size", ["12", "120", "1200"])).toBe("attribute:employees");
    expect(alone("Mitarbeiter", ["12", "1.250", "10.400"])).toBe("attribute:employees");
    expect(alone("employees", ["1-10", "11-50", "51-200"])).toBe("attribute:employees (of the file)");
  });

  it("leaves out what is empty, secret or no text", () => {
    expect(alone("Notes", ["", "", ""])).toBe("ignore");
    expect(alone("Notes", ["n/a", "n/a", "-"])).toBe("ignore");
    expect(alone("Password hash", ["5f4dcc3b5aa765d61d8327deb882cf99", "x"])).toBe("ignore");
    expect(alone("Photo", ["data:image/png;base64,iVBORw0KGgo", "data:image/png;base64,iVBORw0KGgp"])).toBe(
      "ignore",
    );
    expect(alone("Blob", ["\u0001\u0002PK", "\ufffd\ufffd"])).toBe("ignore");
    expect(alone("Tokens used", ["5", "6"])).toBe("attribute:Tokens used");
  });
});

describe("bounds", () => {
  const wide = (count: number, name: (at: number) => string) => {
    const columns = Array.from({ length: count }, (_, at) => name(at));
    return sample(`Email|${columns.join("|")}\na@b.example|${columns.map((_, at) => `v${at}`).join("|")}`);
  };

  it("gives each target to one column, and each attribute its own name", () => {
    const file = wide(60, (at) => (at % 2 ? `Née le ${at >> 1}` : `Née le; ${at >> 1}`));
    const targets = Object.values(proposedFor("leads", file));
    expect(new Set(targets).size).toBe(targets.length);
    for (const to of targets) expect(to).toMatch(/^(email|attribute:Née le \d+( 2)?)$/);
  });

  it("leaves out what is more than a lead may have, the last columns first", () => {
    const proposed = Object.values(
      proposedFor(
        "leads",
        wide(300, (at) => `Answer ${at}`),
      ),
    );
    expect(proposed.filter((to) => to.startsWith("attribute:"))).toHaveLength(98);
    expect(proposed.slice(99).every((to) => to === "ignore")).toBe(true);
  });

  it("makes at most ten keys", () => {
    const proposed = Object.values(
      proposedFor(
        "leads",
        wide(14, (at) => `Person${at} id`),
      ),
    );
    expect(proposed.filter((to) => to.startsWith("key:"))).toHaveLength(10);
  });
});

describe("a header that came before", () => {
  const { profiles } = sample("Email|Origin|Note\na@b.example|web|x\nc@d.example|ad|y");

  it("is mapped as a person mapped it", () => {
    const proposed = propose("leads", profiles, { Note: "source", Gone: "campaign", Origin: "nonsense" });
    expect(proposed.map(({ column, to, remembered }) => [column, to, remembered])).toEqual([
      ["Email", "email", false],
      ["Origin", "attribute:Origin", false],
      ["Note", "source", true],
    ]);
  });

  it("stays safe whatever is remembered", () => {
    const proposed = propose("leads", profiles, {
      Email: "source",
      Origin: "source",
      Note: "attribute:__proto__",
    });
    expect(proposed.map(({ to }) => to)).toEqual(["source", "attribute:Origin", "attribute:Note"]);
  });
});

it("marks the columns of deals as known only after first contact, and only attributes", () => {
  const { profiles } = sample(
    "Email|Won date|Segment\na@b.example|2024-03-04|pets\nc@d.example|2024-03-05|cars",
  );
  expect(propose("deals", profiles, null).map(({ afterContact }) => afterContact)).toEqual([
    false,
    false,
    true,
  ]);
});

it("finds what tools wrap in properties", () => {
  const file = sample(
    "properties.email|properties.leadSource|company.name|data:Country\na@b.example|Web|Acme|India",
  );
  expect(proposedFor("leads", file)).toEqual({
    "properties.email": "email",
    "properties.leadSource": "source",
    "company.name": "company",
    "data:Country": "attribute:country",
  });
});

it.each([
  [["yes", "no", "YES"], "boolean"],
  [["1", "0", "1"], "boolean"],
  [["x", "x", "x"], "boolean"],
  [["1", "1", "1"], "number"],
  [["x", "y", "x"], "choice"],
  [["yes", "no", "maybe"], "text"],
  [["yes", "no", "maybe", "no"], "choice"],
] as const)("%s is a %s", (values, type) => {
  const { profiles } = sample(["Email|Agreed", ...values.map((value) => `a@b.example|${value}`)].join("\n"));
  expect(propose("leads", profiles, null)[1]?.type).toBe(type);
});

it("tells the type of a column", () => {
  const { profiles } = sample(`Email|Visits|Born|Agreed|Size|Zip|Phone|Text|Code|Ref|Percent
    a@b.example|3|04.03.1990|yes|S|01234|1512345678|lorem|20240304|20240304|12 %
    c@d.example|4|24.03.1991|no|M|90210|1512345679|ipsum|20240305|20240305|13 %
    e@f.example|5|25.03.1991|no|M|90211|1512345670|dolor|20240306|20240306|14 %`);
  expect(
    Object.fromEntries(propose("leads", profiles, null).map(({ column, type }) => [column, type])),
  ).toEqual({
    Email: "text",
    Visits: "number",
    Born: "date",
    Agreed: "boolean",
    Size: "choice",
    Zip: "text",
    Phone: "text",
    Text: "text",
    Code: "text",
    Ref: "number",
    Percent: "number",
  });
});

describe("whatever a file holds", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "",
      "a@b.example",
      "03/04/2024",
      "13/04/2024",
      "1,234",
      "yes",
      "Select",
      "12",
      "won",
      "__proto__",
    ),
  );
  const header = fc.oneof(
    fc.string({ unit: "binary", maxLength: 90 }),
    fc.constantFrom(
      "Email",
      "Created",
      "Amount",
      "Owner",
      "Stage",
      "Status",
      "Won",
      "Type",
      "Country",
      "ID",
      "__proto__",
      "constructor",
      "Record ID",
      "Do not email",
    ),
  );
  const files = fc
    .uniqueArray(
      header.map((name) => name.trim() || "Column"),
      { minLength: 1, maxLength: 8 },
    )
    .chain((columns) =>
      fc.tuple(fc.constant(columns), fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 })),
    );

  it("every column gets one target that its kind has, and every question keeps to the contract", () => {
    fc.assert(
      fc.property(fc.constantFrom(...importKinds), files, (kind, [columns, rows]) => {
        const profiles = profilesOf(columns, rows);
        const proposed = propose(kind, profiles, null);
        expect(proposed.map(({ column }) => column)).toEqual(columns);
        for (const { to } of proposed) expect(canonical(kind, to)).toBe(to);
        const once = proposed.map(({ to }) => to).filter((to) => to !== "ignore");
        expect(new Set(once).size).toBe(once.length);
        for (const column of proposed)
          expect(ImportColumn.safeParse({ ...column, filled: 0, examples: [] }).error).toBeUndefined();
        const mapping = mappingOf(kind, proposed, {});
        const asks = questions(kind, profiles, mapping, context);
        expect(new Set(asks.map(({ id }) => id)).size).toBe(asks.length);
        for (const ask of asks) expect(ImportAsk.safeParse(ask).error).toBeUndefined();
        const result = resolve(kind, profiles, mapping, {}, asks);
        if ("errors" in result)
          for (const { field } of result.errors) expect(field).toMatch(/^(mapping$|answers\.)/);
        else expect(result.plan.columns.map(({ to }) => to)).toEqual(proposed.map(({ to }) => to));
      }),
      { numRuns: 300 },
    );
  });
});
