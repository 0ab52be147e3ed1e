import { Prompt } from "@latchkey/ui/prompt.tsx";
import { useState } from "react";
import { CompareDialog } from "./compare-dialog.tsx";
import type { ComparedPart } from "./comparison.tsx";
import { ConflictBanner } from "./conflict-banner.tsx";
import { DraftBanner } from "./draft-banner.tsx";
import type { VersionedEdit } from "./use-versioned-edit.ts";

type EditBannersProps<Content> = {
  edit: VersionedEdit<Content>;
  /** The name of whoever edits. */
  ownName: string;
  partsOf: (content: Content) => ComparedPart[];
};

/** What has to be decided before one goes on: about a draft, or about what somebody else saved meanwhile. */
export function EditBanners<Content>({ edit, ownName, partsOf }: EditBannersProps<Content>) {
  const [open, setOpen] = useState<"nothing" | "comparison" | "take-theirs">("nothing");
  const close = () => setOpen("nothing");
  const { offered, theirs, content } = edit;
  if (offered !== null) {
    return <DraftBanner at={offered.at} onContinue={edit.continueDraft} onDiscard={edit.discardDraft} />;
  }
  if (theirs === null) return null;
  return (
    <>
      <ConflictBanner
        theirs={theirs}
        ownName={ownName}
        onCompare={() => setOpen("comparison")}
        onKeepMine={edit.keepMine}
        onTakeTheirs={() => setOpen("take-theirs")}
      />
      {open === "comparison" ? (
        <CompareDialog theirs={partsOf(theirs.content)} mine={partsOf(content)} onClose={close} />
      ) : null}
      <Prompt
        open={open === "take-theirs"}
        title="Take theirs?"
        text="Their version takes the place of what you typed, which goes, its draft too."
        confirmLabel="Take theirs"
        cancelLabel="Keep editing"
        tone="danger"
        onConfirm={() => {
          edit.takeTheirs();
          close();
        }}
        onCancel={close}
      />
    </>
  );
}
