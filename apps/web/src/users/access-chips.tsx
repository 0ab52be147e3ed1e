import { Chip } from "@latchkey/ui/chip.tsx";
import { Clock } from "lucide-react";
import { addressFaultChips } from "../mail/address-fault-words.ts";
import { UntilMoment, useMomentFormat } from "../shared/moments.tsx";
import { useNow } from "../shared/now.ts";
import { type AccessFacts, type AccessState, accessStates } from "./access-state.ts";

type AccessChipsProps = {
  user: AccessFacts;
  /** What is missing goes without saying beside a way in that is open, as in a row of the list. */
  brief?: boolean;
};

/** How a user gets in at present, and whether mail reaches them, in chips that stay true while they are on screen. */
export function AccessChips({ user, brief = false }: AccessChipsProps) {
  const states = accessStates(user, useNow(30_000));
  return (
    <>
      {(brief ? states.filter(isNews) : states).map((state) => (
        <AccessChip key={state.kind} state={state} />
      ))}
      {user.addressFault === null ? null : <AddressFaultChip fault={user.addressFault} />}
    </>
  );
}

function isNews(state: AccessState, _: number, all: AccessState[]): boolean {
  return all.length === 1 || (state.kind !== "never-signed-in" && state.kind !== "no-password");
}

function AccessChip({ state }: { state: AccessState }) {
  switch (state.kind) {
    case "link-pending":
      return (
        <Chip tone="warn" icon={<Clock size={12} aria-hidden="true" />}>
          <span>
            Link pending until <UntilMoment at={state.until} />
          </span>
        </Chip>
      );
    case "temporary-password":
      return (
        <Chip tone="warn" icon={<Clock size={12} aria-hidden="true" />}>
          <span>
            Temporary password until <UntilMoment at={state.until} />
          </span>
        </Chip>
      );
    case "temporary-password-expired":
      return <Chip tone="bad">Temporary password expired</Chip>;
    case "never-signed-in":
      return <Chip>Never signed in</Chip>;
    case "no-password":
      return <Chip>No password yet</Chip>;
    case "password-set":
      return <Chip tone="ok">Password set</Chip>;
  }
}

function AddressFaultChip({ fault }: { fault: NonNullable<AccessFacts["addressFault"]> }) {
  const format = useMomentFormat();
  return (
    <span title={[format.exact(fault.at), fault.reason].filter((part) => part !== "").join(": ")}>
      <Chip tone="bad">{addressFaultChips[fault.kind]}</Chip>
    </span>
  );
}
