import type { Config } from "stylelint";

/** Every space between things, their inside ones included. */
const spaces = "/^(?:margin|padding|gap|row-gap|column-gap|inset|top|right|bottom|left|scroll-)/";

/** A length of its own; 1 and 2 px move something by a hair. */
const ownLength = /(?<![\w.])(?![012]px\b)[\d.]+(?:px|r?em)\b/;

/** Where the rail folds, where it leaves, and where a phone begins (docs/decisions/0021). */
const breakpoints = ["1100px", "720px", "480px"];

const tokens = "packages/ui/src/tokens.css";

/** One scale of spaces, three widths, and colours in one file. */
export default {
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    "declaration-property-value-disallowed-list": [
      { [spaces]: [ownLength] },
      { message: "Take a step of the scale: var(--space-1) to var(--space-7)." },
    ],
    "media-feature-range-notation": "context",
    "media-feature-name-value-allowed-list": [
      { width: breakpoints },
      { message: `The screen changes at ${breakpoints.join(", ")} only.` },
    ],
    "color-no-hex": true,
    "color-named": "never",
    "function-disallowed-list": [
      ["/^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)$/i"],
      { message: `Raw colours stand in ${tokens} only.` },
    ],
  },
  overrides: [{ files: [tokens], rules: { "function-disallowed-list": null } }],
} satisfies Config;
