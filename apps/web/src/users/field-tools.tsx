import { buttonClass } from "@latchkey/ui/button-class.ts";
import { CopyButton } from "@latchkey/ui/copy-button.tsx";
import { useToast } from "@latchkey/ui/toast.tsx";
import { VisuallyHidden } from "@latchkey/ui/visually-hidden.tsx";
import { Phone } from "lucide-react";
import { phoneUri } from "./phone-uri.ts";

type FieldToolsProps = { label: string; value: string };

/** Inside a field of the record: copies what stands there. Nothing for an empty one. */
export function CopyTool({ label, value }: FieldToolsProps) {
  const toast = useToast();
  const text = value.trim();
  if (text === "") return null;
  return (
    <CopyButton
      label={`Copy ${label}`}
      text={text}
      onRefused={() =>
        toast({
          tone: "warn",
          title: "Not copied",
          text: "The browser did not allow copying. Select the text and copy it yourself.",
        })
      }
    />
  );
}

/** Inside the field of a phone number: dials it, and copies it. */
export function PhoneTools({ label, value }: FieldToolsProps) {
  const uri = phoneUri(value);
  return (
    <>
      {uri === null ? null : (
        <a
          className={buttonClass({ variant: "quiet", size: "small", icon: true })}
          href={uri}
          title="Call this number"
        >
          <Phone size={14} aria-hidden="true" />
          <VisuallyHidden>Call this number</VisuallyHidden>
        </a>
      )}
      <CopyTool label={label} value={value} />
    </>
  );
}
