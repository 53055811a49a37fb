import type { ColumnProfile } from "./profile.ts";

/** Why a column is taken for one that sales fill in after first contact, in words; null where it is not. */
export function afterContactWhy(profile: ColumnProfile, kind: "leads" | "touches" | "deals"): string | null {
  if (kind === "touches") return null;
  if (profile.tells !== null && profile.tells >= 0.85)
    return `Alone it tells won from lost ${Math.min(99, Math.round(profile.tells * 100))} times in 100`;
  return null;
}
