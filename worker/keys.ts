/** A key's two halves. Addresses and hashes are compared in lower case; a CRM's record ids are not. */
export function splitKey(key: string): { kind: string; value: string } {
  const colon = key.indexOf(":");
  const kind = key.slice(0, colon);
  const value = key.slice(colon + 1);
  return { kind, value: kind === "email" || kind === "sha256" ? value.toLowerCase() : value };
}
