import { Liquid, LiquidError, type LiquidOptions, type Template } from "liquidjs";
import type { Language } from "@latchkey/contract/languages.ts";
import { type Place, placesIn } from "./lint-finding.ts";
import { namesIn, type LiquidName } from "./liquid-names.ts";
import { defaultFrame, type MailFrame } from "./mail-frame.ts";
import { styleBody } from "./mail-style.ts";
import { placeholders, secretPlaceholders } from "./template-values.ts";

/** One mail in one language, as its author writes it: Liquid, with plain HTML in `html`. */
export type MailTemplate = {
  /** BCP 47; the language of the words, not of the reader. */
  locale: string;
  direction: "ltr" | "rtl";
  subject: string;
  /** The line that inboxes show after the subject. */
  preheader: string;
  html: string;
  /** Null: the text part is made from the HTML part of each mail. */
  text: string | null;
  /** Plain text, under both parts. */
  footer: string;
};

/** Renders with the values of one mail; throws for a name that is not among them. */
type RenderPart = (scope: object) => string;

/** A template made ready: one function a part. */
type ParsedTemplate = Record<"subject" | "preheader" | "html" | "footer", RenderPart> & {
  text: RenderPart | null;
};

// Conditions and comments are all a mail needs. A list of what is allowed can't miss a tag or a filter that
// reads files, skips escaping (raw) or repeats without end.
const allowedTags = new Set(["if", "unless", "case", "comment", "#"]);
const allowedFilters = new Set(["default", "capitalize", "upcase", "downcase"]);

function makeEngine(options: LiquidOptions): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    locale: "en", // for dates, which no mail formats here: asking the system for one loads 9 MB
    templates: {}, // partials resolve against nothing, never against the disk
    parseLimit: 400_000, // characters, our styles included
    renderLimit: 1_000, // milliseconds
    memoryLimit: 1_000_000, // characters handled by filters
    ...options,
  });
  for (const tag of Object.keys(engine.tags)) if (!allowedTags.has(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters))
    if (!allowedFilters.has(filter)) engine.unregisterFilter(filter);
  return engine;
}

const htmlEngine = makeEngine({ outputEscape: "escape" });
const textEngine = makeEngine({});

function parsePart(engine: Liquid, source: string, allowedNames: ReadonlySet<string>): RenderPart {
  const template: Template[] = engine.parse(source);
  // Strict rendering finds a wrong name only in the branch that is taken; this looks into every branch.
  for (const { name } of namesIn(template)) {
    if (!allowedNames.has(name)) throw new TypeError(`The placeholder ${name} can not be used here`);
  }
  return (scope) => String(engine.renderSync(template, scope));
}

/** Liquid that can't be read: where, and in words what to do. */
export class LiquidFault extends Error {
  override readonly name = "LiquidFault";
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** No mail needs as many in one part; what reads and renders them takes its time with each. */
const mostLiquid = 500;

/**
 * Every placeholder that a source names, and where; those with the same beginning stand together. Throws `LiquidFault` for
 * what can't be read, and for more than five hundred placeholders and conditions.
 */
export function findNames(source: string): LiquidName[] {
  refuseMany(source, source.matchAll(/\{[{%]/g));
  try {
    const found = refuseMany(source, namesIn(textEngine.parse(source)));
    return [...Map.groupBy(found, ({ root }) => root).values()].flat();
  } catch (error) {
    // Conditions within conditions, thousands deep.
    if (error instanceof RangeError)
      throw new LiquidFault("This is nested too deeply. Simplify it.", { line: 1, column: 1 });
    if (!LiquidError.is(error)) throw error;
    const [line = 1, column = 1] = error.token.getPosition();
    throw new LiquidFault(inWords(error.originalError?.message ?? error.message), { line, column });
  }
}

/** All of them, if they are not too many; looks no further than that. */
function refuseMany<Found extends { index: number } | { offset: number }>(
  source: string,
  each: Iterable<Found>,
): Found[] {
  const all: Found[] = [];
  for (const found of each) {
    all.push(found);
    if (all.length <= mostLiquid) continue;
    const place = placesIn(source)("offset" in found ? found.offset : found.index);
    throw new LiquidFault(
      `There are more than ${mostLiquid} placeholders and conditions here. Shorten it.`,
      place,
    );
  }
  return all;
}

/** What Liquid says of a fault, as a sentence with what to do. */
function inWords(message: string): string {
  const [said = ""] = message.split(", line:");
  const tag = /^tag "(.+)" not found/.exec(said)?.[1];
  if (tag !== undefined) return `{% ${tag} %} can't be used here. Use if, unless, case or comment.`;
  const filter = /^undefined filter: (.+)/.exec(said)?.[1];
  if (filter !== undefined)
    return `The filter “${filter}” can't be used. Use default, capitalize, upcase or downcase.`;
  return `This can't be read: ${said}. Check the braces and the end of each condition.`;
}

const allNames: ReadonlySet<string> = new Set(placeholders);
const secretNames: ReadonlySet<string> = new Set(secretPlaceholders);
const openNames: ReadonlySet<string> = new Set(placeholders.filter((name) => !secretNames.has(name)));

function parse(template: MailTemplate, frame: MailFrame): ParsedTemplate {
  const footer = frame.footers[template.locale as Language] ?? template.footer;
  return {
    subject: parsePart(textEngine, template.subject, openNames),
    preheader: parsePart(textEngine, template.preheader, openNames),
    html: parsePart(htmlEngine, styleBody(template.html, frame.light), allNames),
    text: template.text === null ? null : parsePart(textEngine, template.text, allNames),
    footer: parsePart(textEngine, footer, openNames),
  };
}

const parsedTemplates = new WeakMap<MailTemplate, WeakMap<MailFrame, ParsedTemplate>>();

/**
 * Parses a template for a frame, once for each template object and frame object.
 * Throws for wrong syntax, a tag or filter that is not allowed, an unknown placeholder, or a secret one outside the bodies.
 */
export function parseTemplate(template: MailTemplate, frame: MailFrame = defaultFrame): ParsedTemplate {
  const inFrames = parsedTemplates.get(template) ?? new WeakMap<MailFrame, ParsedTemplate>();
  parsedTemplates.set(template, inFrames);
  const known = inFrames.get(frame);
  if (known) return known;
  const parsed = parse(template, frame);
  inFrames.set(frame, parsed);
  return parsed;
}
