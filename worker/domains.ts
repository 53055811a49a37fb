import providers from "email-providers/all.json";
import { getDomain } from "tldts";
import type { MailKind } from "../shared/domain/facts.ts";

const free: ReadonlySet<string> = new Set(providers);

/** Whether anybody can have an address at this domain, so that it says nothing about a company. */
export const isFreeMail = (domain: string): boolean =>
  free.has(domain) || free.has(getDomain(domain) ?? domain);

/** The company's domain behind a host name: `mail.acme.co.uk` → `acme.co.uk`; itself where no rule knows it. */
export const companyDomain = (host: string): string => getDomain(host, { allowPrivateDomains: true }) ?? host;

/** What an address tells about where its owner works. */
export function mailOf(email: string | null): {
  mailKind: MailKind;
  domain: string | null;
  accountDomain: string | null;
} {
  const host = email?.slice(email.lastIndexOf("@") + 1);
  if (!host) return { mailKind: "none", domain: null, accountDomain: null };
  if (isFreeMail(host)) return { mailKind: "free", domain: host, accountDomain: null };
  const domain = companyDomain(host);
  return { mailKind: "company", domain, accountDomain: domain };
}
