import { type Language, languages } from "@latchkey/contract/languages.ts";
import {
  type LayoutColours,
  type LintFinding,
  type MailLayout,
  type MailLayoutRecord,
  templateLimits,
} from "@latchkey/contract/templates.ts";
import { Button } from "@latchkey/ui/button.tsx";
import { Card } from "@latchkey/ui/card.tsx";
import { FieldGrid } from "@latchkey/ui/field-grid.tsx";
import { SelectField } from "@latchkey/ui/select-field.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { TextField } from "@latchkey/ui/text-field.tsx";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useRef, useState } from "react";
import { lazyPart } from "../shared/lazy-part.ts";
import { templateQuery } from "./queries.ts";
import { ColourField } from "./colour-field.tsx";
import { colourNames } from "./layout-parts.ts";
import styles from "./layout-fields.module.css";

const LiquidField = lazyPart(async () => (await import("./liquid-field.tsx")).LiquidField);

type LayoutFieldsProps = {
  layout: MailLayout;
  onLayoutChange: (change: Partial<MailLayout>) => void;
  installation: MailLayoutRecord["installation"];
  findings: readonly LintFinding[];
  /** The language of the footer that is being edited. */
  locale: Language;
  onLocaleChange: (locale: Language) => void;
  readOnly: boolean;
};

/** Everything that can be said of the frame around mails. */
export function LayoutFields(props: LayoutFieldsProps) {
  const { layout, onLayoutChange, installation, readOnly } = props;
  const text = (name: "productName" | "companyName" | "supportContact", label: string, standard: string) => (
    <TextField
      label={label}
      placeholder={standard}
      maxLength={100}
      autoComplete="off"
      readOnly={readOnly}
      value={layout[name] ?? ""}
      onChange={({ currentTarget }) => onLayoutChange({ [name]: currentTarget.value || null })}
    />
  );
  return (
    <>
      <Card title="Names">
        <FieldGrid>
          {text("productName", "Product name", installation.productName)}
          {text("companyName", "Company name", installation.companyName ?? "None")}
          {text(
            "supportContact",
            "Support contact",
            installation.supportContact ?? "Your System Administrator",
          )}
        </FieldGrid>
      </Card>
      <Logo {...props} />
      <Card title="Colours">
        <div className={styles.themes}>
          <Colours {...props} theme="light" title="Light" />
          <Colours {...props} theme="dark" title="Dark" />
        </div>
      </Card>
      <Footer {...props} />
    </>
  );
}

function Logo({ layout, onLayoutChange, readOnly }: LayoutFieldsProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function choose(file: File | undefined) {
    if (file === undefined) return;
    const fault = logoFault(file);
    setProblem(fault);
    if (fault === null) onLayoutChange({ logo: await dataAddressOf(file) });
  }

  return (
    <Card title="Logo">
      <div className={styles.logo}>
        {layout.logo === null ? null : (
          <img className={styles.picture} src={layout.logo} alt="The logo as it is" />
        )}
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/gif"
          aria-label="Logo file"
          tabIndex={-1}
          className={styles.file}
          onChange={({ currentTarget }) => {
            void choose(currentTarget.files?.[0]);
            currentTarget.value = "";
          }}
        />
        <Button disabled={readOnly} onClick={() => input.current?.click()}>
          {layout.logo === null ? "Choose a logo" : "Choose another"}
        </Button>
        {layout.logo === null ? null : (
          <Button disabled={readOnly} onClick={() => onLayoutChange({ logo: null })}>
            Remove
          </Button>
        )}
      </div>
      <p className={styles.hint} role={problem === null ? undefined : "alert"}>
        {problem ??
          `A PNG, JPEG or GIF of at most ${templateLimits.logoBytes / 1000} kB, shown 32 pixels high. It travels in every mail.`}
      </p>
    </Card>
  );
}

function logoFault(file: File): string | null {
  if (!/^image\/(?:png|jpeg|gif)$/.test(file.type)) return "Choose a PNG, JPEG or GIF file.";
  if (file.size <= templateLimits.logoBytes) return null;
  return `This file has ${Math.ceil(file.size / 1000)} kB. Choose one of at most ${templateLimits.logoBytes / 1000} kB.`;
}

function dataAddressOf(file: File): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener("load", () => resolve(String(reader.result)));
  reader.addEventListener("error", () => reject(new Error("The file can't be read.")));
  reader.readAsDataURL(file);
  return promise;
}

type ColoursProps = LayoutFieldsProps & { theme: "light" | "dark"; title: string };

function Colours({ layout, onLayoutChange, readOnly, theme, title }: ColoursProps) {
  const colours = layout.colours[theme];
  return (
    <fieldset className={styles.theme}>
      <legend className={styles.legend}>{title}</legend>
      {(Object.keys(colours) as (keyof LayoutColours)[]).map((name) => (
        <ColourField
          key={name}
          label={colourNames[name] ?? name}
          value={colours[name]}
          readOnly={readOnly}
          onValueChange={(value) =>
            onLayoutChange({ colours: { ...layout.colours, [theme]: { ...colours, [name]: value } } })
          }
        />
      ))}
    </fieldset>
  );
}

function Footer({ layout, onLayoutChange, findings, locale, onLocaleChange, readOnly }: LayoutFieldsProps) {
  const placeholders = useQuery(templateQuery("access-info", locale)).data?.placeholders ?? [];
  const about = `Footer, ${languages[locale]}:`;

  function change(footer: string) {
    const { [locale]: _, ...others } = layout.footers;
    onLayoutChange({ footers: footer === "" ? others : { ...others, [locale]: footer } });
  }

  return (
    <Card
      title="Footer"
      actions={
        <SelectField
          className={styles.language}
          label="Language"
          hideLabel
          options={Object.entries(languages).map(([value, label]) => ({ value: value as Language, label }))}
          value={locale}
          onValueChange={onLocaleChange}
        />
      }
    >
      <Suspense fallback={<Skeleton shape="control" />}>
        <LiquidField
          label="Footer"
          hideLabel
          hint="Under every mail in this language. Left empty, the one that came with Latchkey stands there. Type {{ for a placeholder."
          form="line"
          value={layout.footers[locale] ?? ""}
          onValueChange={change}
          placeholders={placeholders}
          findings={findings.filter(({ part, message }) => part === "layout" && message.startsWith(about))}
          direction={locale === "ar" ? "rtl" : "ltr"}
          readOnly={readOnly}
        />
      </Suspense>
    </Card>
  );
}
