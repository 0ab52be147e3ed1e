import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** Props of {@link CopyButton}. */
export type CopyButtonProps = {
  /** Its name: "Copy Email". */
  label: string;
  text: string;
  /** The browser does not allow it: says what to do instead. */
  onRefused: () => void;
};

/** So long, in milliseconds, a tick says that it was copied. */
const tickMilliseconds = 2000;

/** A small button that copies a text which is no secret. Its name stays while it says so. */
export function CopyButton({ label, text, onRefused }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), tickMilliseconds);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      onRefused();
    }
  }

  return (
    <>
      <Button variant="quiet" size="small" icon title={label} onClick={() => void copy()}>
        {isCopied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        <VisuallyHidden>{label}</VisuallyHidden>
      </Button>
      <output>
        <VisuallyHidden>{isCopied ? "Copied" : null}</VisuallyHidden>
      </output>
    </>
  );
}
