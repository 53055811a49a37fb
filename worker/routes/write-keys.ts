import { z } from "@hono/zod-openapi";
import { uuidv7 } from "uuidv7";
import { id } from "../../shared/contract/fields.ts";
import {
  NewWriteKey,
  RotationInput,
  WriteKey,
  WriteKeyChange,
  WriteKeyInput,
  WriteKeys,
} from "../../shared/contract/write-keys.ts";
import { originOf } from "../../shared/domain/tracking/origins.ts";
import type { Database } from "../db/run.ts";
import {
  changeKey,
  listWriteKeys,
  MOST_KEYS,
  makeKey,
  revokeKey,
  rotateKey,
  type WriteKeyRow,
  writeKeyById,
} from "../db/write-keys.ts";
import { sha256 } from "../hash.ts";
import { ProblemError } from "../middleware/problems.ts";
import { body, json, resource, route } from "./route.ts";

const IdParam = z.object({ id });
const HOUR = 3_600_000;
/** How far back it is looked when a key last sent. */
const RECENT = 31 * 24 * HOUR;

export const writeKeys = resource()
  .openapi(
    route({
      method: "get",
      path: "/write-keys",
      summary: "Who may send touches: to an admin all keys, to marketing the public ones",
      description:
        "`lastAt` looks back 31 days. A server key is not shown again, only its last four letters.",
      responses: { 200: json(WriteKeys, "Those that hold first, then the newest; up to 200") },
    }),
    async (c) => {
      const { session } = c.var;
      const since = new Date(Date.now() - RECENT).toISOString().slice(0, 10);
      const [rows] = await session.read([listWriteKeys({ since })], "marketing");
      const mayAll = session.person.role === "admin";
      return c.json({ items: rows.filter(({ kind }) => mayAll || kind === "public").map(view) }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/write-keys",
        summary: "Make a write key; a server key is shown this once",
        request: { body: body(WriteKeyInput) },
        responses: { 201: json(NewWriteKey, "It holds from now on") },
      },
      ["conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { name, kind, origins } = c.req.valid("json");
      await session.read([], "admin");
      const made = await newKey(kind);
      const [written] = await session.db.batch([
        makeKey({
          ...made,
          name,
          kind,
          origins: JSON.stringify(originsOf(origins, kind)),
          at: Date.now(),
          personId: session.person.id,
        }),
      ]);
      if (written.length === 0)
        throw new ProblemError("conflict", ["name", `There are ${MOST_KEYS} keys: revoke one first`]);
      return c.json({ key: made.key, writeKey: view(await keyOf(session.db, made.id)) }, 201);
    },
  )
  .openapi(
    route(
      {
        method: "patch",
        path: "/write-keys/{id}",
        summary: "Rename a key, or limit a public one to the pages that may send with it",
        request: { params: IdParam, body: body(WriteKeyChange) },
        responses: { 200: json(WriteKey, "The key as it is now") },
      },
      ["unknown_write_key"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = c.req.valid("param");
      const { name, origins } = c.req.valid("json");
      const [[row]] = await session.read([writeKeyById({ id })], "admin");
      if (!row) throw unknown();
      const limits = origins && JSON.stringify(originsOf(origins, row.kind));
      await session.db.batch([changeKey({ id, name: name ?? null, origins: limits ?? null })]);
      return c.json(view(await keyOf(session.db, id)), 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/write-keys/{id}/rotation",
        summary: "A new key in the place of this one, which goes on to hold for some hours",
        request: { params: IdParam, body: body(RotationInput) },
        responses: { 201: json(NewWriteKey, "The new key, of the same name, kind and origins") },
      },
      ["unknown_write_key", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const old = c.req.valid("param").id;
      const { hours } = c.req.valid("json");
      const [[row]] = await session.read([writeKeyById({ id: old })], "admin");
      if (!row) throw unknown();
      const { id, key, hash, shown } = await newKey(row.kind);
      const at = Date.now();
      const personId = session.person.id;
      const [written] = await session.db.batch(
        rotateKey({ id, hash, shown, at, personId, old, until: at + hours * HOUR }),
      );
      if (written.length === 0)
        throw new ProblemError("conflict", ["id", "This key was revoked, or has been rotated already"]);
      return c.json({ key, writeKey: view(await keyOf(session.db, id)) }, 201);
    },
  )
  .openapi(
    route(
      {
        method: "delete",
        path: "/write-keys/{id}",
        summary: "Revoke a key: from now on nothing is taken with it",
        request: { params: IdParam },
        responses: { 204: { description: "It holds no longer" } },
      },
      ["unknown_write_key"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = c.req.valid("param");
      const [[row]] = await session.read([writeKeyById({ id })], "admin");
      if (!row) throw unknown();
      await session.db.batch([revokeKey({ id, at: Date.now(), personId: session.person.id })]);
      return c.body(null, 204);
    },
  );

const unknown = () => new ProblemError("unknown_write_key", ["id", "There is no such write key"]);

async function keyOf(db: Database, id: string): Promise<WriteKeyRow> {
  const [row] = await db.all(writeKeyById({ id }));
  if (!row) throw unknown();
  return row;
}

/** A key of 160 random bits; of a server key only its hash and its last four letters are kept. */
async function newKey(kind: WriteKey["kind"]) {
  const random = crypto.getRandomValues(new Uint8Array(20));
  const letters = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = `${kind === "public" ? "ll_pub" : "ll_srv"}_${letters}`;
  return { id: uuidv7(), key, hash: await sha256(key), shown: kind === "public" ? key : key.slice(-4) };
}

/** Origins as browsers say them. @throws ProblemError invalid_input where one is none, or the key is not for pages */
function originsOf(origins: readonly string[], kind: WriteKey["kind"]): string[] {
  if (kind === "server" && origins.length > 0)
    throw new ProblemError("invalid_input", ["origins", "No page may send with a server key"]);
  const known = origins.map((text, index) => {
    const origin = originOf(text);
    if (origin === null)
      throw new ProblemError("invalid_input", [
        `origins.${index}`,
        "An origin, such as https://www.acme.example",
      ]);
    return origin;
  });
  return [...new Set(known)];
}

const view = ({ local: _, origins, ...row }: WriteKeyRow): WriteKey => ({
  ...row,
  origins: JSON.parse(origins),
});
