import type { ComponentType } from "preact";
import { type Role, roles } from "../../shared/contract/me.ts";
import { lazyPage } from "./components/lazy.tsx";
import { t } from "./strings.ts";

export interface Page {
  readonly path: string;
  /** Its name in the menu; null of one that another page leads to. */
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly component: ComponentType;
}

const answering: readonly Role[] = ["marketing", "admin"];

/** Every page of the dashboard, in the order of the menu. A report's page lives in its own folder. */
export const pages: readonly Page[] = [
  {
    path: "/",
    name: t.pages.feedback,
    roles,
    component: lazyPage(() => import("../reports/feedback/page.tsx")),
  },
  {
    path: "/campaigns",
    name: t.pages.campaigns,
    roles,
    component: lazyPage(() => import("../reports/campaigns/page.tsx")),
  },
  {
    path: "/sources",
    name: t.pages.sources,
    roles: answering,
    component: lazyPage(() => import("./pages/sources/sources.tsx")),
  },
  {
    path: "/connect",
    name: null,
    roles: answering,
    component: lazyPage(() => import("./pages/connect/connect.tsx")),
  },
  {
    path: "/meeting",
    name: t.pages.meeting,
    roles: answering,
    component: lazyPage(() => import("./pages/meeting.tsx")),
  },
  {
    path: "/replies",
    name: t.pages.replies,
    roles: answering,
    component: lazyPage(() => import("./pages/replies.tsx")),
  },
  {
    path: "/content",
    name: t.pages.content,
    roles: answering,
    component: lazyPage(() => import("./pages/content.tsx")),
  },
  {
    path: "/imports",
    name: t.pages.imports,
    roles: answering,
    component: lazyPage(() => import("./pages/imports/list.tsx")),
  },
  {
    path: "/imports/:id",
    name: null,
    roles: answering,
    component: lazyPage(() => import("./pages/imports/import.tsx")),
  },
  {
    path: "/merges",
    name: t.pages.merges,
    roles: answering,
    component: lazyPage(() => import("./pages/merges/merges.tsx")),
  },
  {
    path: "/pages",
    name: t.pages.drift,
    roles: answering,
    component: lazyPage(() => import("./pages/drift/drift.tsx")),
  },
  {
    path: "/settings",
    name: t.pages.settings,
    roles: answering,
    component: lazyPage(() => import("./pages/settings.tsx")),
  },
];

/** The menu of a role. */
export const pagesFor = (role: Role): { path: string; name: string }[] =>
  pages.flatMap(({ path, name, roles }) => (name !== null && roles.includes(role) ? [{ path, name }] : []));
