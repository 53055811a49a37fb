import * as z from "zod";
import { queue, type Store } from "./store.ts";

const Pairs = z.array(z.tuple([z.string(), z.string()]));
const mostChoices = 500;

/** Whom the person picked in each thread or of each record, by address or key. The last 500 are remembered. */
export function choices(store: Store) {
  const inTurn = queue();
  const read = async () => {
    const kept = Pairs.safeParse(await store.get("choices"));
    return kept.success ? kept.data : [];
  };
  return {
    async of(threadKey: string): Promise<string | null> {
      return (await read()).findLast(([thread]) => thread === threadKey)?.[1] ?? null;
    },
    /** @param who null forgets it */
    choose: (threadKey: string, who: string | null): Promise<void> =>
      inTurn(async () => {
        const others = (await read()).filter(([thread]) => thread !== threadKey);
        const all = who === null ? others : [...others, [threadKey, who]];
        await store.set("choices", all.slice(-mostChoices));
      }),
  };
}

const Day = z.object({ day: z.string(), leads: z.array(z.string()) });

/** Says of each lead once a day that it was seen. */
export function seenToday(store: Store, now: () => number) {
  const inTurn = queue();
  return {
    /** True the first time today; later ones need not be told. `day` is the viewer's own. */
    first: (leadId: string): Promise<boolean> =>
      inTurn(async () => {
        const day = new Date(now()).toLocaleDateString("sv");
        const kept = Day.safeParse(await store.get("seen"));
        const leads = kept.success && kept.data.day === day ? kept.data.leads : [];
        if (leads.includes(leadId)) return false;
        await store.set("seen", { day, leads: [...leads, leadId] });
        return true;
      }),
  };
}

/** Choices of the person's own that outlive a restart. */
export function preferences(store: Store) {
  return {
    async enabledSites(): Promise<string[] | null> {
      const kept = z
        .array(z.string())
        .nullable()
        .safeParse(await store.get("enabledSites"));
      return kept.success ? kept.data : null;
    },
    setSites: (ids: string[] | null): Promise<void> => store.set("enabledSites", ids),
    folded: async (): Promise<boolean> => (await store.get("folded")) === true,
    setFolded: (folded: boolean): Promise<void> => store.set("folded", folded),
    /** @param preset what the company says, for those who have not chosen */
    async chips(preset: boolean | null): Promise<boolean> {
      const kept = await store.get("chips");
      return typeof kept === "boolean" ? kept : (preset ?? true);
    },
    setChips: (on: boolean): Promise<void> => store.set("chips", on),
  };
}
