import type { Language } from "@latchkey/contract/languages.ts";
import { Salutation, type User } from "@latchkey/contract/users.ts";
import { UserType, userTypeNames } from "@latchkey/contract/permissions.ts";
import { Checkbox } from "@latchkey/ui/checkbox.tsx";
import { FieldGrid } from "@latchkey/ui/field-grid.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { TagsField } from "@latchkey/ui/tags-field.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { withoutUnseenMarks } from "@latchkey/contract/unseen-marks.ts";
import type { ChangeEvent } from "react";
import type { FormProblems } from "../shared/form-problems.tsx";
import { languageChoices, timeZoneChoices } from "../shared/locale-choices.ts";
import { useTypedText } from "../shared/use-typed-text.ts";
import { CopyTool, PhoneTools } from "./field-tools.tsx";
import { fieldLabels, type UserDraft, type UserField } from "./user-draft.ts";
import styles from "./user-fields.module.css";

type UserFieldsProps = {
  draft: UserDraft;
  onChange: (change: Partial<UserDraft>) => void;
  problems: FormProblems;
  /** It is the record of somebody: what others ask for can be copied, and the phone be dialled. */
  isRecord?: boolean;
};

/** The choices of a field that may be left open: the empty value stands for null. */
const salutations = [
  { value: "", label: "None" },
  ...Salutation.options.map((value) => ({ value, label: value })),
];
const types = UserType.options.map((value) => ({ value, label: userTypeNames[value] }));

/** Who the user is and how to reach them. */
export function OverviewFields({ draft, onChange, problems, isRecord = false }: UserFieldsProps) {
  const { clean, noteAt } = useTypedText<UserField>();
  const text = (field: Exclude<UserField, "teams" | "isActive" | "type" | "salutation">) => ({
    ...problems.field(field),
    label: fieldLabels[field],
    value: draft[field] ?? "",
    autoComplete: "off",
    hint: noteAt(field, field === "email" ? draft.email : ""),
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      onChange({ [field]: clean(field, event.currentTarget.value) }),
  });
  const copied = (field: "userName" | "email") =>
    isRecord ? { suffix: <CopyTool label={fieldLabels[field]} value={draft[field]} /> } : {};
  const called = isRecord ? { suffix: <PhoneTools label={fieldLabels.phone} value={draft.phone} /> } : {};
  return (
    <FieldGrid>
      <TextField
        {...text("userName")}
        {...copied("userName")}
        required
        maxLength={64}
        spellCheck={false}
        autoCapitalize="none"
      />
      <TextField {...text("title")} maxLength={100} />
      <div className={styles.given}>
        <SelectField
          {...problems.field("salutation")}
          label={fieldLabels.salutation}
          options={salutations}
          placeholder="None"
          value={draft.salutation ?? ""}
          onValueChange={(salutation) => onChange({ salutation: (salutation || null) as User["salutation"] })}
        />
        <TextField {...text("firstName")} maxLength={100} />
      </div>
      <TextField {...text("lastName")} required maxLength={100} />
      <TextField
        {...text("email")}
        {...copied("email")}
        inputMode="email"
        spellCheck={false}
        autoCapitalize="none"
      />
      <TextField {...text("phone")} {...called} type="tel" maxLength={40} />
      <SelectField
        {...problems.field("language")}
        label={fieldLabels.language}
        options={languageChoices("Not set")}
        placeholder="Not set"
        value={draft.language ?? ""}
        onValueChange={(language) => onChange({ language: (language || null) as Language | null })}
      />
      <SelectField
        {...problems.field("timeZone")}
        label={fieldLabels.timeZone}
        options={timeZoneChoices(draft.timeZone, "Not set")}
        placeholder="Not set"
        value={draft.timeZone ?? ""}
        onValueChange={(timeZone) => onChange({ timeZone: timeZone || null })}
      />
    </FieldGrid>
  );
}

/** What the user may do, and whether they may do anything at all. */
export function AccessFields({ draft, onChange, problems }: UserFieldsProps) {
  const { error: activeErrors, ...active } = problems.field("isActive");
  return (
    <>
      <FieldGrid>
        <SelectField
          {...problems.field("type")}
          label={fieldLabels.type}
          options={types}
          value={draft.type}
          onValueChange={(type) => onChange({ type })}
        />
        <TagsField
          {...problems.field("teams")}
          label={fieldLabels.teams}
          value={draft.teams}
          maxLength={40}
          placeholder="Type and press Enter"
          onValueChange={(teams) => onChange({ teams: teams.map(withoutUnseenMarks).filter(Boolean) })}
        />
      </FieldGrid>
      <Checkbox
        {...active}
        className={styles.active}
        label={fieldLabels.isActive}
        checked={draft.isActive}
        error={activeErrors?.join(" ")}
        onCheckedChange={(isActive) => onChange({ isActive })}
      />
    </>
  );
}
