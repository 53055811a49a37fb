import providers from "email-providers/all.json";
import { getDomain } from "tldts";
import type { MailKind } from "../shared/domain/facts.ts";

const free: ReadonlySet<string> = new Set(providers);

/** Whether anybody can have an address at this domain, so that it says nothing about a company. */
export const isFreeMail = (domain: string): boolean =>
  free.has(domain) || free.has(getDomain(domain) ?? domain);

/** What somebody registered behind a host name: `mail.acme.co.uk` → `acme.co.uk`; null for `co.uk`, `github.io`, an IP. */
const registered = (host: string): string | null => getDomain(host, { allowPrivateDomains: true });

/** The company's domain behind a host name; itself where nobody can have registered it. */
export const companyDomain = (host: string): string => registered(host) ?? host;

/** Whether anybody may have a domain below this one (`co.uk`, `github.io`), so that no company has it to itself. */
export const isPublicSuffix = (domain: string): boolean => registered(domain) === null;

/** What an address tells about where its owner works. */
export function mailOf(email: string | null): {
  mailKind: MailKind;
  domain: string | null;
  accountDomain: string | null;
} {
  const host = email?.slice(email.lastIndexOf("@") + 1);
  if (!host) return { mailKind: "none", domain: null, accountDomain: null };
  if (isFreeMail(host)) return { mailKind: "free", domain: host, accountDomain: null };
  return { mailKind: "company", domain: companyDomain(host), accountDomain: registered(host) };
}
