import { ChevronDown } from "lucide-preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Me } from "../../../shared/contract/me.ts";
import { announce } from "../announce.ts";
import { asFailure, signOut } from "../session.ts";
import { t } from "../strings.ts";

/** Who is signed in, and the way out. */
export function Account({ person, workspace }: Pick<Me, "person" | "workspace">) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  const leave = () => signOut().catch((error) => announce(asFailure(error).message));

  return (
    <div class="account" ref={box}>
      <button
        type="button"
        class="button quiet"
        ref={button}
        aria-expanded={open}
        aria-label={t.me.menu(person.name)}
        onClick={() => setOpen(!open)}
      >
        <span class="cut">{person.name}</span> <ChevronDown size={16} aria-hidden="true" />
      </button>
      {open && (
        <div class="popup">
          <p class="strong">{person.name}</p>
          <p class="muted">{person.email}</p>
          <p class="muted">{t.me.is(t.roles[person.role], person.team)}</p>
          <p class="muted">{workspace.name}</p>
          <p>
            <a href="/docs/">{t.pages.docs}</a>
          </p>
          <button type="button" class="button" onClick={leave}>
            {t.me.signOut}
          </button>
        </div>
      )}
    </div>
  );
}
