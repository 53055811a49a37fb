/**
 * Which CRMs' record ids mean anything here. A tenant is written `hubspot:1234567`, or as a host name where the CRM is
 * none that is known by name: see record.ts.
 */

/** Of what make the CRM is, such as `hubspot`; empty of all that are known by their host alone. */
export const makeOf = (tenant: string): string => /^([a-z]+):/.exec(tenant)?.[1] ?? "";

export const isTrusted = (tenant: string, trusted: readonly string[]): boolean =>
  trusted.includes(tenant.toLowerCase());

/**
 * Whether to ask for a record of this tenant. While none of its make is trusted, nobody has said whose is ours; from
 * then on a record of another's would lead to somebody else.
 */
export const mayAskFor = (tenant: string, trusted: readonly string[]): boolean =>
  isTrusted(tenant, trusted) || trusted.every((other) => makeOf(other) !== makeOf(tenant.toLowerCase()));
