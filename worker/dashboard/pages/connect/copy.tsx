import { Copy as CopyIcon } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { announce } from "../../announce.ts";
import { s } from "./strings.ts";

/** A button that copies `text`. @param what it is, in words */
export function Copy({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(s.copied);
    } catch {
      announce(s.copyFailed);
    }
  };
  return (
    <button type="button" class="button" aria-label={s.copyOf(what)} onClick={copy}>
      <CopyIcon size={16} aria-hidden="true" /> {copied ? s.copied : s.copy}
    </button>
  );
}

/** Code to paste elsewhere. */
export const Code = ({ text, what }: { text: string; what: string }) => (
  <div class="code">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <pre tabIndex={0}>{text}</pre>
    <Copy text={text} what={what} />
  </div>
);
