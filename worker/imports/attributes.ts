import type { Reading } from "../../shared/domain/imports/reading.ts";
import { attributeOf } from "../../shared/domain/imports/targets.ts";
import type { AttributeRecord } from "../db/attributes.ts";

/** What an import makes known of custom attributes, and what was known of them before. */
export type Attributes = { before: AttributeRecord | null; after: AttributeRecord }[];

/**
 * What the columns of a file say of the attributes that they become. Who marks an attribute as filled in after contact,
 * or says that it is not, is believed; else it stays what it was.
 * @param afterContact columns that are taken for filled in after contact
 * @param said what a person said of columns
 */
export function attributesOf(
  { kind, columns }: Reading,
  known: ReadonlyMap<string, AttributeRecord>,
  afterContact: ReadonlySet<string>,
  said: ReadonlyMap<string, boolean>,
  now: number,
): Attributes {
  if (kind === "touches") return [];
  return columns.flatMap(({ column, to, type }) => {
    const name = attributeOf(to);
    if (name === null) return [];
    const before = known.get(name) ?? null;
    const mark = said.get(column) ?? (afterContact.has(column) || before?.afterContact === 1);
    const after: AttributeRecord = {
      name,
      type: type === "empty" ? (before?.type ?? type) : type,
      afterContact: mark ? 1 : 0,
      createdAt: before?.createdAt ?? now,
    };
    const isSame = before?.type === after.type && before.afterContact === after.afterContact;
    return isSame ? [] : [{ before, after }];
  });
}
