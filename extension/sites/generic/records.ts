import type { RecordRef, RecordType } from "../../../shared/domain/crm/record.ts";

/** What an address says of a record: the product's own word for the object, and the record's id. */
interface Named {
  object: string;
  id: string;
  /** Whose CRM it is, where the host is everybody's. */
  tenant?: string;
}

interface Shape {
  /** First part of the keys. */
  product: string;
  /** What is known to be a person, a company or a deal; all else is `other`. */
  types: Readonly<Record<string, RecordType>>;
  find(url: URL): Named | null;
}

const named = (match: RegExpExecArray | null, tenant?: string): Named | null => {
  const { object, id } = match?.groups ?? {};
  return object && id ? { object, id, tenant } : null;
};
const types = (people: string, companies: string, deals: string): Record<string, RecordType> =>
  Object.fromEntries([
    ...people.split(" ").map((object) => [object, "person"] as const),
    ...companies.split(" ").map((object) => [object, "company"] as const),
    ...deals.split(" ").map((object) => [object, "deal"] as const),
  ]);

const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** SuiteCRM 8 writes `leads` and `acme-visits` where 7 and the API write `Leads` and `Acme_Visits`. */
const moduleName = (slug: string): string =>
  slug.replace(/(^|-)(\w)/g, (_, dash, letter: string) => `${dash ? "_" : ""}${letter.toUpperCase()}`);

/** SuiteCRM 7 keeps its address in the page's, and behind `#ajaxUILoc=` once it has gone on by itself. */
function legacyQuery(url: URL): URLSearchParams | null {
  const inHash = /[#&]ajaxUILoc=([^&]*)/.exec(url.hash)?.[1];
  if (inHash === undefined) return /(^|\/)(index\.php)?$/.test(url.pathname) ? url.searchParams : null;
  try {
    return new URLSearchParams(decodeURIComponent(inHash).replace(/^[^?]*\?/, ""));
  } catch {
    return null;
  }
}

/** Where Odoo's older addresses keep what is open: behind the hash. */
const hashQuery = (url: URL): URLSearchParams => new URLSearchParams(url.hash.slice(1));

/** How the addresses of records look, product by product. The first that fits names the record. */
const shapes: readonly Shape[] = [
  {
    product: "espocrm",
    types: types("Lead Contact Target", "Account", "Opportunity"),
    find: ({ hash }) =>
      named(/^#(?<object>[A-Z]\w*)\/(?:view|edit)\/(?<id>[\w-]{8,36})(?=[/?&]|$)/.exec(hash)),
  },
  {
    product: "suitecrm",
    types: types("Leads Contacts Prospects", "Accounts", "Opportunities"),
    find(url) {
      const eight = /^#\/(?<object>[a-z][a-z0-9-]*)\/(?:record|edit)\/(?<id>[\w-]{1,36})(?=[/?]|$)/.exec(
        url.hash,
      );
      if (eight?.groups?.object) {
        const { object, id = "" } = eight.groups;
        return { object: moduleName(object), id };
      }
      const query = legacyQuery(url);
      const [object, id, action] = ["module", "record", "action"].map((name) => query?.get(name) ?? "");
      return object &&
        /^[\w-]{1,36}$/.test(id ?? "") &&
        /^(DetailView|EditView|)$/.test(action ?? "") &&
        !query?.has("view")
        ? { object, id: id ?? "" }
        : null;
    },
  },
  {
    product: "vtiger",
    types: types("Leads Contacts", "Accounts", "Potentials"),
    find({ pathname, searchParams: query }) {
      const object = query.get("module");
      const id = query.get("record");
      return pathname.endsWith("/index.php") &&
        object &&
        /^\d+$/.test(id ?? "") &&
        /^(Detail|Edit)$/.test(query.get("view") ?? "")
        ? { object, id: id ?? "" }
        : null;
    },
  },
  {
    product: "sugarcrm",
    types: types("Leads Contacts Prospects", "Accounts", "Opportunities"),
    find: ({ hash }) => named(new RegExp(`^#(?<object>[A-Z]\\w*)/(?<id>${guid})(?=[/?]|$)`).exec(hash)),
  },
  {
    product: "dolibarr",
    types: types("contact", "societe comm fourn", "propal projet"),
    find({ pathname, searchParams: query }) {
      const folder = /\/(contact|societe|comm|fourn|propal|projet)\/\w+\.php$/.exec(pathname)?.[1];
      const isCompany = folder === "societe" || folder === "comm" || folder === "fourn";
      const id = (isCompany ? query.get("socid") : null) ?? query.get("id");
      if (!folder || !/^\d+$/.test(id ?? "") || query.get("action") === "create") return null;
      return { object: isCompany ? "societe" : folder, id: id ?? "" };
    },
  },
  {
    product: "odoo",
    types: types("crm.lead res.partner", "res.company", "sale.order"),
    find(url) {
      const own: Record<string, string> = {
        crm: "crm.lead",
        contacts: "res.partner",
        customers: "res.partner",
      };
      const path = /^\/odoo\/(?:.*\/)?(?<object>[a-z][\w.-]*)\/(?<id>\d+)\/?$/.exec(url.pathname)?.groups;
      if (path) return { object: own[path.object ?? ""] ?? path.object ?? "", id: path.id ?? "" };
      const query = hashQuery(url);
      const object = query.get("model");
      const id = query.get("id");
      return /^\/(web|odoo)\b/.test(url.pathname) && object && /^\d+$/.test(id ?? "")
        ? { object, id: id ?? "" }
        : null;
    },
  },
  {
    product: "twenty",
    types: types("person", "company", "opportunity"),
    find: ({ pathname }) =>
      named(new RegExp(`^/object/(?<object>\\w+)/(?<id>${guid})/?$`, "i").exec(pathname)),
  },
  {
    product: "dynamics",
    types: types("lead contact", "account", "opportunity"),
    find({ pathname, searchParams: query }) {
      const object = query.get("etn")?.toLowerCase();
      const id = new RegExp(guid, "i").exec(query.get("id") ?? "")?.[0].toLowerCase();
      return /\/main\.aspx$/i.test(pathname) && query.get("pagetype") === "entityrecord" && object && id
        ? { object, id }
        : null;
    },
  },
  {
    product: "atomic",
    types: types("contacts", "companies", "deals"),
    find: ({ hash }) =>
      named(
        /^#\/(?<object>contacts|companies|deals)\/(?!create\b)(?<id>[\w-]+)(?:\/show)?(?=[/?]|$)/.exec(hash),
      ),
  },
  {
    product: "zoho",
    types: types("Leads Contacts", "Accounts", "Potentials Deals"),
    find({ hostname, pathname }) {
      if (!/^crm(plus)?\.zoho\.(com|eu|in|jp|sa|uk|ca|com\.au|com\.cn)$/.test(hostname)) return null;
      const org = /^\/crm\/(org\d+)\//.exec(pathname)?.[1];
      return named(/\/tab\/(?<object>\w+)\/(?<id>\d+)/.exec(pathname), org && `zoho:${org}`);
    },
  },
  {
    product: "freshsales",
    types: types("leads contacts", "accounts", "deals"),
    find: ({ hostname, pathname }) =>
      /\.(freshsales\.io|myfreshworks\.com)$/.test(hostname)
        ? named(/^(?:\/crm\/sales)?\/(?<object>leads|contacts|accounts|deals)\/(?<id>\d+)/.exec(pathname))
        : null,
  },
  {
    product: "close",
    // What Close calls a lead is a company, with contacts.
    types: types("contact", "lead", "opportunity"),
    find: ({ hostname, pathname }) =>
      hostname === "app.close.com"
        ? named(/^\/(?<object>lead|contact|opportunity)\/(?<id>[a-z]+_\w+)/.exec(pathname))
        : null,
  },
  {
    product: "copper",
    types: types("contact lead", "organization", "deal opportunity"),
    find({ hostname, pathname, hash }) {
      const company = /^\/companies\/(\d+)\/app/.exec(pathname)?.[1];
      if (!/^app\.(copper|prosperworks)\.com$/.test(hostname) || !company) return null;
      return named(
        /^#\/(?<object>contact|lead|organization|deal|opportunity)\/(?<id>\d+)/.exec(hash),
        `copper:${company}`,
      );
    },
  },
  {
    product: "frappe",
    types: types("lead contact", "organization customer", "deal opportunity"),
    find({ pathname }) {
      const crm = /^\/crm\/(?<object>leads|contacts|organizations|deals)\/(?<id>[^/]+)/.exec(pathname);
      const found = named(
        crm ?? /^\/app\/(?<object>lead|contact|customer|opportunity)\/(?<id>[^/]+)/.exec(pathname),
      );
      return found && found.id !== "view" ? { ...found, object: found.object.replace(/s$/, "") } : null;
    },
  },
];

/** What every record's address has, at least; keeps the parsing of a page's thousand links short. */
const hint = /[#/?=&][^#]*[#/=]|\d/;

/**
 * The record that an address of one of the known products names, as `espocrm:Lead:<id>`, or null. The tenant is the
 * host, or the account where a host is everybody's.
 */
export function recordOf(url: URL): RecordRef | null {
  if (!/^https?:$/.test(url.protocol) || !hint.test(url.href)) return null;
  for (const { product, types, find } of shapes) {
    const found = find(url);
    if (!found) continue;
    return {
      type: types[found.object] ?? "other",
      key: `${product}:${found.object}:${found.id}`,
      tenant: found.tenant ?? url.host,
    };
  }
  return null;
}
