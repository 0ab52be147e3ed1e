import { withAsciiHost } from "@latchkey/contract/email-address.ts";
import { withoutUnseenMarks } from "@latchkey/contract/unseen-marks.ts";
import { useState } from "react";

/**
 * What is typed or pasted into the fields of a form: `clean` takes out the marks that nobody sees, and `noteAt` tells of them at
 * the field into which they came last; of an address, where its mail goes when its host is written otherwise than it was typed.
 */
export function useTypedText<Field extends string>() {
  const [cleaned, setCleaned] = useState<Field | null>(null);
  return {
    clean(field: Field, typed: string): string {
      const text = withoutUnseenMarks(typed);
      setCleaned(text === typed ? null : field);
      return text;
    },
    noteAt(field: Field, address = ""): string | undefined {
      if (cleaned === field) return "Invisible characters were left out.";
      const reached = withAsciiHost(address.trim());
      return reached === address.trim() ? undefined : `Mail goes to ${reached}.`;
    },
  };
}
