import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Me } from "../../shared/contract/me.ts";

export const MeContext = createContext<Me | null>(null);

/** The person who looks, and the workspace; every page stands behind the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("A page stands outside the sign-in.");
  return me;
}
