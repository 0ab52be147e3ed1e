import type { Version } from "@latchkey/contract/versioned.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { Chip } from "@latchkey/ui/chip.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RelativeMoment } from "../shared/moments.tsx";
import { PartBoundary } from "../shared/part-boundary.tsx";
import { problemText } from "../shared/problem-text.ts";
import { type ComparedPart, Comparison } from "./comparison.tsx";
import { versionQuery, versionsQuery } from "./queries.ts";
import type { VersionedStore } from "./versioned-store.ts";
import { kindWords, versionName } from "./version-words.ts";
import styles from "./versions-view.module.css";

type VersionsViewProps<Content> = {
  store: VersionedStore<Content>;
  partsOf: (content: Content) => ComparedPart[];
  /** What is being edited, if it differs from what is saved. */
  unsaved: Content | null;
  onRestore: (version: Version) => void;
};

/** Every version, any two of them side by side, and the way back to one. */
export function VersionsView<Content>(props: VersionsViewProps<Content>) {
  const loading = (
    <Card title="Versions">
      <Skeleton shape="block" />
    </Card>
  );
  return (
    <PartBoundary failureTitle="The versions could not be loaded" loading={loading}>
      <Versions {...props} />
    </PartBoundary>
  );
}

/** A version by its number, or what is being edited. */
type Side = `${number}` | "unsaved";

function Versions<Content>({ store, partsOf, unsaved, onRestore }: VersionsViewProps<Content>) {
  const { versions, total } = useSuspenseQuery(versionsQuery(store)).data;
  const newest = versions[0]?.number ?? 0;
  const [chosen, setChosen] = useState<{ before?: Side; after?: Side }>({});
  const after = chosen.after ?? (unsaved === null ? `${newest}` : "unsaved");
  const before = chosen.before ?? `${unsaved === null ? Math.max(0, newest - 1) : newest}`;
  const sides: { value: Side; label: string }[] = [
    ...(unsaved === null ? [] : [{ value: "unsaved" as const, label: "Your unsaved changes" }]),
    ...versions.map(({ number }) => ({ value: `${number}` as const, label: versionName(number) })),
    { value: "0", label: versionName(0) },
  ];
  const labelOf = (side: Side) => sides.find(({ value }) => value === side)?.label ?? "";
  return (
    <div className={styles.columns}>
      <Card title="Versions" actions={total > versions.length ? `The newest of ${total}` : null}>
        {versions.length === 0 ? (
          <p className={styles.quiet}>Nobody has saved a version yet: the default is in force.</p>
        ) : (
          <ol role="list" className={styles.list} aria-label="Versions">
            {versions.map((version) => (
              <li key={version.number} className={styles.version}>
                <div className={styles.title}>
                  <span className={styles.name}>{versionName(version.number)}</span>
                  {version.number === newest ? <Chip tone="ok">In force</Chip> : null}
                  {kindWords(version) === null ? null : <Chip>{kindWords(version)}</Chip>}
                </div>
                <p className={styles.quiet}>
                  {version.author}, <RelativeMoment at={version.at} />
                </p>
                {version.note === "" ? null : <p className={styles.note}>{version.note}</p>}
                <div className={styles.actions}>
                  <Button
                    size="small"
                    aria-label={`Compare ${versionName(version.number).toLowerCase()}`}
                    onClick={() =>
                      setChosen({ before: `${Math.max(0, version.number - 1)}`, after: `${version.number}` })
                    }
                  >
                    Compare
                  </Button>
                  {version.number === newest || version.kind === "reset" ? null : (
                    <Button
                      size="small"
                      aria-label={`Restore ${versionName(version.number).toLowerCase()}`}
                      onClick={() => onRestore(version)}
                    >
                      Restore
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Card>
      <Card title="Comparison">
        <div className={styles.sides}>
          <SelectField
            label="Before"
            options={sides}
            value={before}
            onValueChange={(value) => setChosen({ before: value, after })}
          />
          <SelectField
            label="After"
            options={sides}
            value={after}
            onValueChange={(value) => setChosen({ before, after: value })}
          />
        </div>
        <Sides
          store={store}
          partsOf={partsOf}
          unsaved={unsaved}
          before={{ side: before, name: labelOf(before) }}
          after={{ side: after, name: labelOf(after) }}
        />
      </Card>
    </div>
  );
}

type SidesProps<Content> = Pick<VersionsViewProps<Content>, "store" | "partsOf" | "unsaved"> & {
  before: { side: Side; name: string };
  after: { side: Side; name: string };
};

function Sides<Content>({ store, partsOf, unsaved, before, after }: SidesProps<Content>) {
  const one = useSide(store, unsaved, before.side);
  const other = useSide(store, unsaved, after.side);
  const error = one.error ?? other.error;
  if (error) return <p className={styles.quiet}>{problemText(error)}</p>;
  if (one.content === undefined || other.content === undefined) return <Skeleton shape="block" />;
  return (
    <Comparison
      before={{ name: before.name, parts: partsOf(one.content) }}
      after={{ name: after.name, parts: partsOf(other.content) }}
    />
  );
}

function useSide<Content>(store: VersionedStore<Content>, unsaved: Content | null, side: Side) {
  const { data, error } = useQuery({
    ...versionQuery(store, side === "unsaved" ? 0 : Number(side)),
    enabled: side !== "unsaved",
  });
  return { content: side === "unsaved" ? (unsaved ?? undefined) : data, error };
}
