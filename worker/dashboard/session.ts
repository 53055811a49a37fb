import { signal } from "@preact/signals";
import type { Me, Role, Workspace } from "../../shared/contract/me.ts";
import { api, Failure, signedOut } from "./client.ts";

export type Session =
  | { state: "starting" }
  | { state: "in"; me: Me }
  | { state: "out"; signIn: "local" | "none" }
  | { state: "failed"; failure: Failure };

/** Who looks at the dashboard, if anybody. */
export const session = signal<Session>({ state: "starting" });

/** Asks the Worker who is signed in, and where nobody is, how one can. */
export async function start(): Promise<void> {
  try {
    session.value = { state: "in", me: await api.me() };
    signedOut.value = false;
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "not_signed_in") session.value = { state: "failed", failure };
    else await showSignIn();
  }
}

async function showSignIn(): Promise<void> {
  try {
    session.value = { state: "out", signIn: (await api.health()).signIn };
  } catch (error) {
    session.value = { state: "failed", failure: asFailure(error) };
  }
}

// A session that ends while somebody looks leads to the sign-in page; the address stays for the return.
signedOut.subscribe((out) => {
  if (out && session.peek().state === "in") void showSignIn();
});

export async function signIn(role: Role): Promise<void> {
  await api.signIn(`local-${role}`);
  await start();
}

export async function signOut(): Promise<void> {
  await api.signOut();
  await showSignIn();
}

/** After a change of settings: what the whole dashboard knows of the workspace. */
export function workspaceChanged(workspace: Workspace): void {
  const now = session.peek();
  if (now.state === "in") session.value = { state: "in", me: { ...now.me, workspace } };
}

/** After what may have changed who is there at all: asks again, and keeps what is known where nobody answers. */
export async function refresh(): Promise<void> {
  const me = await api.me().catch(() => null);
  if (me && session.peek().state === "in") session.value = { state: "in", me };
}

export const mayAnswer = (role: Role) => role !== "rep";

/** Whatever was thrown, as something that can be shown. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure
    ? error
    : new Failure("unreadable", error instanceof Error ? error.message : String(error));
