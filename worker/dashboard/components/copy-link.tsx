import { Link } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { announce } from "../announce.ts";
import { t } from "../strings.ts";

const s = t.feedback;

/** A button that copies an address of the dashboard. */
export function CopyLink({ href }: { href: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(href, location.href).href);
      setCopied(true);
      announce(s.copied);
    } catch {
      announce(s.copyFailed);
    }
  };
  return (
    <button type="button" class="button" onClick={copy}>
      <Link size={16} aria-hidden="true" /> {copied ? s.copied : s.copyLink}
    </button>
  );
}
