/**
 * Which address belongs to which record, of those that a page has named together. A page on its way from one record to
 * the next names the one with the other's address, however long it takes: its address may be ahead of what it shows, or
 * behind. So an address is the record's with which it came first; and beside a record that has stood with one address,
 * another is somebody else's.
 */
export function belonging() {
  const recordOf = new Map<string, string>();
  const addressOf = new Map<string, string>();
  return {
    /** The page names both now. */
    named(key: string, email: string): void {
      if (!recordOf.has(email) && !addressOf.has(key)) recordOf.set(email, key);
    },
    /** They have stood together for a while. */
    stood(key: string, email: string): void {
      if (recordOf.get(email) === key && !addressOf.has(key)) addressOf.set(key, email);
    },
    holds: (key: string | null, email: string | null): boolean =>
      key !== null && email !== null && recordOf.get(email) === key,
    /** The page shows nobody: what it shows next is new. */
    forget(): void {
      recordOf.clear();
      addressOf.clear();
    },
  };
}
