import { useRef, useState } from "preact/hooks";

/** A reply form that a button opens; when it closes, focus is back on the button. */
export function useReplying() {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return {
    open,
    /** What came of the reply, once it is sent. */
    said,
    button,
    toggle: () => setOpen(!open),
    close,
    sent: (text: string) => {
      setSaid(text);
      close();
    },
  };
}
