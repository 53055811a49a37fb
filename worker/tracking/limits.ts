/** The limits of the Segment HTTP Tracking API, in bytes and messages. They hold for what is unpacked, too. */
export const trackingLimits = { message: 32 * 1024, batch: 500 * 1024, messages: 2_500 } as const;

const encoder = new TextEncoder();
const exactly = (text: string): number => encoder.encode(text).length;
const atMost = (text: string): number => text.length * 3;

/** Whether a parsed value takes more than so many bytes as JSON (what is escaped in it not counted), however deep. */
export const isLarger = (value: unknown, limit: number): boolean =>
  exceeds(value, limit, atMost) && exceeds(value, limit, exactly);

function exceeds(value: unknown, limit: number, sizeOf: (text: string) => number): boolean {
  let bytes = 0;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === "string") bytes += sizeOf(one) + 2;
    else if (typeof one !== "object" || one === null) bytes += String(one).length;
    else {
      const names = Array.isArray(one) ? [] : Object.keys(one);
      for (const name of names) bytes += sizeOf(name) + 3;
      for (const inner of Object.values(one)) open.push(inner);
      bytes += 2;
    }
    // A comma each.
    bytes += 1;
    if (bytes > limit) return true;
  }
  return false;
}
