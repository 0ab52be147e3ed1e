import { foldForSearch } from "./fold-text.ts";

/** Where the code of a country ends (ITU-T E.164): 1 and 7, the pairs of digits that are one, else three digits. */
const countryCode = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** With fewer digits than this a number says too little to be looked for in parts. */
const enough = 6;

/** The number within its country, with a zero before it. */
const national = (digits: string) => `0${digits.replace(/^0+/, "")}`;

/** Its digits, whether they begin with the code of a country, and what else is written there, such as `ext`. */
function readPhone(text: string): { digits: string; isInternational: boolean; rest: string[] } {
  const [plain = ""] = foldForSearch(text.replaceAll(/\(\s*0\s*\)/g, ""));
  return {
    digits: plain.replaceAll(/\D/g, ""),
    isInternational: /^\D*(?:\+|00)/.test(plain),
    rest: plain.match(/[a-z]+/g) ?? [],
  };
}

/** The words by which a phone number is found: of an international one also the number within the country, as one word with it. */
export function phoneWords(phone: string): string[] {
  const { digits, isInternational, rest } = readPhone(phone);
  if (digits === "") return rest;
  if (!isInternational) return [national(digits), ...rest];
  const whole = digits.replace(/^0+/, "");
  return [`${whole}.${national(whole.replace(countryCode, ""))}`, ...rest];
}

/** What to look for when somebody types a phone number: a part of one, or one that is stored without the country's code. */
export function phoneSpellings(typed: string): string[] {
  const { digits } = readPhone(typed);
  const whole = digits.replace(/^0+/, "");
  const within = national(whole.replace(countryCode, ""));
  return [
    digits,
    ...(whole.length < enough ? [] : [whole]),
    // Nothing before and after it: that of another country is longer.
    ...(within.length <= enough ? [] : [` ${within} `]),
  ];
}
