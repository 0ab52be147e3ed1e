import { Dialog } from "@latchkey/ui/dialog.tsx";
import { type ComparedPart, Comparison } from "./comparison.tsx";

type CompareDialogProps = {
  theirs: readonly ComparedPart[];
  mine: readonly ComparedPart[];
  onClose: () => void;
};

/** What somebody else saved, beside what was typed here. */
export function CompareDialog({ theirs, mine, onClose }: CompareDialogProps) {
  return (
    <Dialog open title="Theirs and mine" size="wide" onClose={onClose}>
      <Comparison before={{ name: "Theirs", parts: theirs }} after={{ name: "Mine", parts: mine }} />
    </Dialog>
  );
}
