/// <reference types="vite/client" />
import "wxt/browser";

interface ImportMetaEnv {
  /** Address of the Worker on this machine; only in local builds. */
  readonly LOCAL_WORKER?: string;
}

declare global {
  interface ImportMeta {
    readonly env: ImportMetaEnv;
  }
}

declare module "wxt/browser" {
  export interface WxtRuntime {
    /** Address of a file of the extension. */
    getURL(path: "/panel.html" | "/options.html"): string;
  }
}
