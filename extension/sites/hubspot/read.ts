import {
  hubspotListType,
  hubspotPreview,
  hubspotRecord,
  hubspotTenant,
} from "../../../shared/domain/crm/hubspot.ts";
import type { Participant } from "../../../shared/domain/people/people.ts";
import {
  addressesIn,
  around,
  hostsIn,
  isAnothers,
  nameIn,
  ownerBy,
  peopleBeside,
  standsIn,
} from "../helpers/fields.ts";
import { findBy, isShown, nothing, type Reading, type Row, type Ways } from "../site.ts";
import { linkedTo, linksIn, namedPanel, type Pane, paneOf, peopleOf, previewIn } from "./parts.ts";
import * as at from "./selectors.ts";

/** Who a HubSpot page is about: the record of its address, or the one in the panel over a list. */
export function readHubspot(document: Document, url: URL): Reading {
  if (hubspotTenant(url) === null || !document.body) return nothing();
  const trace: string[] = [];
  const doubts: string[] = [];
  const record = hubspotRecord(url);
  const pane = record
    ? {
        element: paneOf(document, record, url, trace, doubts),
        record,
        panel: namedPanel(document, []),
      }
    : previewIn(document, url, trace, doubts);
  const type = pane?.record?.type ?? (pane ? "person" : "other");
  const isAccount = type === "company" || type === "deal";
  return {
    ...nothing(),
    view: pane ? "open" : hubspotListType(url) ? "list" : "nothing",
    record: pane?.record ?? null,
    people: !pane
      ? []
      : type === "person"
        ? personIn(pane, url, trace)
        : isAccount
          ? peopleIn(pane, url, trace)
          : [],
    domains: pane && isAccount ? domainsIn(pane, url, trace) : [],
    owner: ownerBy(document, at.owner, trace),
    threadKey: pane?.record?.key ?? null,
    signs: [
      ...(record ? ["url: record"] : hubspotPreview(url) ? ["url: preview"] : []),
      ...(!record && pane?.element ? ["pane: preview"] : []),
    ],
    trace: [...new Set(trace)],
    doubts,
  };
}

/** The lines of a list of people, and the cards of a board that name one. */
export function hubspotRows(document: Document, url: URL): Row[] {
  if (hubspotListType(url) === null || !document.body) return [];
  const panel = namedPanel(document, []);
  const rows = new Map<Element, Row>();
  for (const link of linksIn(document)) {
    const record = linkedTo(link, url);
    const element = link.closest(at.row);
    if (record?.type !== "person" || !element || rows.has(element) || panel?.contains(link)) continue;
    if (link.closest(`${at.never}, ${at.associations}`) || !isShown(link)) continue;
    const named = findBy(element, at.rowEmails, [], (e) => isShown(e) && !e.closest(at.never));
    const emails = (named.length > 0 ? named : [element]).flatMap((field) => addressesIn(field));
    rows.set(element, {
      element,
      anchor: link,
      threadKey: record.key,
      record,
      people: emails.map((email) => ({ email, name: nameIn(link), role: "from" })),
    });
  }
  return [...rows.values()];
}

/** Fields of the record itself: not of what belongs to it, not in its history, not in the panel over it. */
function fields(
  { element, record, panel }: Pane,
  ways: Ways,
  url: URL,
  trace: string[],
  accept: (field: Element) => boolean = () => true,
): Element[] {
  if (!element) return [];
  const own = record?.key ?? "";
  const stands = standsIn(element, `${at.never}, ${at.associations}, ${at.dialogs}, ${at.lists}`);
  const recordsIn = (part: Element) =>
    part.querySelector(at.ownHeads)
      ? [[part, own] as const]
      : linksIn(part).flatMap((link) => {
          const found = linkedTo(link, url);
          // Properties lead to companies, too; what has no name may be a company's.
          const isTold = found?.type === "person" || found?.key === own || ways === at.anyEmail;
          return found && isTold ? [[link, found.key] as const] : [];
        });
  return findBy(element, ways, trace, (field) => {
    if (!stands(field) || panel?.contains(field) || !accept(field)) return false;
    return !isAnothers(field, element, own, recordsIn, at.columns);
  });
}

function personIn(pane: Pane, url: URL, trace: string[]): Participant[] {
  const name = nameOf(pane);
  const more = fields(pane, [["email: more", at.moreEmails]], url, []);
  const isFilled = (field: Element) => addressesIn(field).length > 0;
  const named = fields(pane, at.emails, url, trace, isFilled);
  // A field that is there and empty says that there is no address; and what a panel is about may be no person.
  const isSilent =
    named.length === 0 && pane.record !== null && fields(pane, at.emails, url, []).length === 0;
  const last = isSilent ? fields(pane, at.anyEmail, url, trace) : [];
  const found = [...named, ...last, ...more].flatMap((field) => addressesIn(field));
  return [...new Set(found)].map((email) => ({ email, name, role: "from" }));
}

function nameOf({ element, panel }: Pane): string | null {
  if (!element) return null;
  const stands = standsIn(element, `${at.never}, ${at.associations}`);
  const isName = (title: Element) => stands(title) && !panel?.contains(title);
  const title = [...element.querySelectorAll(at.title)].find(isName);
  return nameIn(
    title ?? (element.matches("body") ? null : [...element.querySelectorAll(at.heads)].find(isName)),
  );
}

/** The people of a company or a deal: each link to a person, with the addresses that stand beside it. */
function peopleIn({ element, panel }: Pane, url: URL, trace: string[]): Participant[] {
  if (!element) return [];
  const stands = standsIn(element, `${at.never}, ${at.dialogs}`);
  const people = peopleOf(url);
  for (const [way, selector] of at.people) {
    const parts = [...(element.matches(selector) ? [element] : []), ...element.querySelectorAll(selector)];
    const found = peopleBeside(
      parts.flatMap(people),
      element,
      people,
      (part) => stands(part) && !panel?.contains(part),
    );
    if (found.length > 0) return found;
    trace.push(way);
  }
  return [];
}

const isHubspots = (host: string): boolean =>
  /(^|\.)(hubspot|hubspotusercontent)[a-z0-9-]*\.(com|net)$/.test(host);

function domainsIn(pane: Pane, url: URL, trace: string[]): string[] {
  if (pane.record?.type === "company")
    return [...new Set(fields(pane, at.domains, url, trace).flatMap((field) => hostsIn(field, isHubspots)))];
  const { element } = pane;
  if (!element) return [];
  const stands = standsIn(element, `${at.never}, ${at.dialogs}`);
  const companies = linksIn(element).filter((link) => {
    return linkedTo(link, url)?.type === "company" && stands(link) && !pane.panel?.contains(link);
  });
  const hasOthers = (key: string | undefined) => (part: Element) =>
    linksIn(part).some((other) => linkedTo(other, url)?.key !== key);
  const hosts = companies.flatMap((link) =>
    hostsIn(around(link, element, hasOthers(linkedTo(link, url)?.key)), isHubspots),
  );
  return [...new Set(hosts)];
}
