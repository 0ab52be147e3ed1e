import type { Version } from "@latchkey/contract/versioned.ts";
import { useToast } from "@latchkey/ui/toast.tsx";
import { type ReactNode, useState } from "react";
import { isProblem } from "../shared/problem-type.ts";
import type { ComparedPart } from "./comparison.tsx";
import { EditBanners } from "./edit-banners.tsx";
import { EditBar, type EditBarProps } from "./edit-bar.tsx";
import { NotePrompt } from "./note-prompt.tsx";
import type { VersionedEdit } from "./use-versioned-edit.ts";
import { useVersionsShown } from "./use-versions-shown.ts";
import type { VersionedStore } from "./versioned-store.ts";
import { VersionsView } from "./versions-view.tsx";
import { versionName } from "./version-words.ts";
import styles from "./versioned-editor.module.css";

type VersionedEditorProps<Content> = EditBarProps<Content> & {
  store: VersionedStore<Content>;
  edit: VersionedEdit<Content>;
  /** A content for comparing, part by part. */
  partsOf: (content: Content) => ComparedPart[];
  /** The name of whoever edits. */
  ownName: string;
  /** What restoring a version means, in a sentence. */
  restoration: string;
  /** Above all else: what is to be known of it. */
  notice?: ReactNode;
  /** The fields; the versions take their place. */
  children: ReactNode;
};

/** The editor of something that has versions: what has to be decided, its fields or its versions, and the bar that saves. */
export function VersionedEditor<Content>({
  store,
  partsOf,
  ownName,
  restoration,
  notice,
  children,
  ...bar
}: VersionedEditorProps<Content>) {
  const { edit } = bar;
  const { isShown } = useVersionsShown();
  const [restored, setRestored] = useState<Version | null>(null);
  const toast = useToast();
  return (
    <>
      <div className={styles.banners}>
        {notice}
        <EditBanners edit={edit} ownName={ownName} partsOf={partsOf} />
      </div>
      {isShown ? (
        <VersionsView
          store={store}
          partsOf={partsOf}
          unsaved={edit.isDirty ? edit.content : null}
          onRestore={setRestored}
        />
      ) : (
        children
      )}
      <EditBar {...bar} />
      {restored === null ? null : (
        <NotePrompt
          title={`Restore ${versionName(restored.number).toLowerCase()}`}
          text={`${restoration}${edit.isDirty ? " Your unsaved changes are discarded." : ""}`}
          confirmLabel="Restore"
          onConfirm={async (note) => {
            await edit.restore(restored.number, note);
            toast({ title: "Restored" });
          }}
          isToldElsewhere={(error) => isProblem(error, "version-conflict")}
          onClose={() => setRestored(null)}
        />
      )}
    </>
  );
}
