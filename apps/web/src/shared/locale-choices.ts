import { languages } from "@latchkey/contract/languages.ts";

/** The languages to choose from. The empty value stands for none, which is told in these words. */
export function languageChoices(none: string) {
  return [
    { value: "", label: none },
    ...Object.entries(languages).map(([value, label]) => ({ value, label })),
  ];
}

/** The time zones of this browser, and the present one whether it knows it or not. The empty value stands for none. */
export function timeZoneChoices(present: string | null, none: string) {
  const known = Intl.supportedValuesOf("timeZone");
  const zones = present === null || known.includes(present) ? known : [present, ...known];
  return [
    { value: "", label: none },
    ...zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
  ];
}
