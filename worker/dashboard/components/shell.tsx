import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import type { Me } from "../../../shared/contract/me.ts";
import { announcement } from "../announce.ts";
import { pagesFor } from "../pages.ts";
import { t } from "../strings.ts";
import { Account } from "./account.tsx";

/** Whether an address is a page of the menu, or one below it. */
const standing = (path: string, page: string): "page" | "true" | undefined => {
  if (path === page) return "page";
  return page !== "/" && path.startsWith(`${page}/`) ? "true" : undefined;
};

/** What stands around every page: skip link, menu, who is signed in, and the live region. */
export function Shell({ me, children }: { me?: Me; children: ComponentChildren }) {
  const { path } = useLocation();
  return (
    <>
      <a class="skip" href="#main">
        {t.skip}
      </a>
      <header class="top">
        <a class="brand" href="/">
          {t.product}
        </a>
        {me && (
          <>
            <nav aria-label={t.pages.menu}>
              <ul>
                {pagesFor(me.person.role).map((page) => (
                  <li key={page.path}>
                    <a href={page.path} aria-current={standing(path, page.path)}>
                      {page.name}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <Account person={me.person} workspace={me.workspace} />
          </>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <div class="said" role="status">
        {announcement}
      </div>
    </>
  );
}
