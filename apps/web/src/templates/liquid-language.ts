import { closePercentBrace, liquid } from "@codemirror/lang-liquid";
import { syntaxHighlighting } from "@codemirror/language";
import { classHighlighter } from "@lezer/highlight";

/** Colours for HTML with Liquid; they stand in `liquid-field.tsx`. Large, so it comes by itself. */
export const liquidLanguage = [liquid(), closePercentBrace, syntaxHighlighting(classHighlighter)];
