/** The limits of the Segment HTTP Tracking API, in bytes and messages. They hold for what is unpacked, too. */
export const trackingLimits = { message: 32 * 1024, batch: 500 * 1024, messages: 2_500 } as const;

const encoder = new TextEncoder();

/** Whether a parsed value takes more than so many bytes as JSON (what is escaped in it not counted), however deep. */
export function isLarger(value: unknown, limit: number): boolean {
  let bytes = 0;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === "string") bytes += encoder.encode(one).length + 2;
    else if (typeof one !== "object" || one === null) bytes += String(one).length;
    else {
      const names = Array.isArray(one) ? [] : Object.keys(one);
      for (const name of names) bytes += encoder.encode(name).length + 3;
      for (const inner of Object.values(one)) open.push(inner);
      bytes += 2;
    }
    // A comma each.
    bytes += 1;
    if (bytes > limit) return true;
  }
  return false;
}
