import { useToast } from "@latchkey/ui/toast.tsx";
import { useState } from "react";
import { CompareDialog } from "./compare-dialog.tsx";
import type { ComparedPart } from "./comparison.tsx";
import { ConflictBanner } from "./conflict-banner.tsx";
import { DraftBanner } from "./draft-banner.tsx";
import type { VersionedEdit } from "./use-versioned-edit.ts";

type EditBannersProps<Content> = {
  edit: VersionedEdit<Content>;
  partsOf: (content: Content) => ComparedPart[];
};

/** What has to be decided before one goes on: about a draft, or about what somebody else saved meanwhile. */
export function EditBanners<Content>({ edit, partsOf }: EditBannersProps<Content>) {
  const [isComparing, setIsComparing] = useState(false);
  const toast = useToast();
  const { offered, theirs, content } = edit;
  if (offered !== null) {
    return <DraftBanner at={offered.at} onContinue={edit.continueDraft} onDiscard={edit.discardDraft} />;
  }
  if (theirs === null) return null;
  return (
    <>
      <ConflictBanner
        theirs={theirs}
        onCompare={() => setIsComparing(true)}
        onKeepMine={edit.keepMine}
        onTakeTheirs={() => {
          edit.takeTheirs();
          toast({
            tone: "info",
            title: "Theirs took the place of yours",
            action: { label: "Undo", onSelect: () => edit.setContent(content) },
          });
        }}
      />
      {isComparing ? (
        <CompareDialog
          theirs={partsOf(theirs.content)}
          mine={partsOf(content)}
          onClose={() => setIsComparing(false)}
        />
      ) : null}
    </>
  );
}
