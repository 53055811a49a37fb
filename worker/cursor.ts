/** Where a list by time goes on, as a client carries it. */

/** Everything older comes after it. */
export interface Place {
  /** UTC ms. */
  at: number;
  id: string;
}

export const cursorOf = ({ at, id }: Place): string => `${at}.${id}`;

/** Null where it was not made here. */
export function readCursor(text: string): Place | null {
  const [, at, id] = /^(\d{1,15})\.(.{1,280})$/s.exec(text) ?? [];
  return at === undefined || id === undefined ? null : { at: Number(at), id };
}
