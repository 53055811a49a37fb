/**
 * `leadlight.example/` as a person types it -> `https://leadlight.example`, where calls begin. Null where it is no
 * web address, or one that would carry the token over a network in the clear.
 */
export function workerAddress(typed: string): string | null {
  const text = typed.trim();
  const bareLocal = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/i.test(text);
  const full = /^[a-z]+:\/\//i.test(text) ? text : `${bareLocal ? "http" : "https"}://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, hostname, username, password, origin } = new URL(full);
  if (username !== "" || password !== "") return null;
  const local = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  return protocol === "https:" || (protocol === "http:" && local) ? origin : null;
}
