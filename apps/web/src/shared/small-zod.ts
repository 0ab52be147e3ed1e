/** What is wrong with a value. `goesOn`: whether other checks of it are still made; undefined: only those of its length. */
type Issue = { path: PropertyKey[]; message: string; goesOn?: boolean };

/** A value on its way through a schema. `isOver`: an earlier part of a pipe refused it. */
type Payload = { value: unknown; issues: Issue[]; isOver?: boolean };

type Run = (value: unknown) => Payload;

/** The sentence that is said, alone or with where, and whether it is the last one. */
type Params = string | { message?: string; error?: string; path?: PropertyKey[]; abort?: boolean };

type Check = { isDue: (payload: Payload) => boolean; isRight: (value: unknown) => boolean; params: Params };

/** Whether the key may be missing in an object: never; it stays missing; it is filled in. */
type Missing = "never" | "stays" | "filled";

type Shape = Record<string, Schema>;

const right = (value: unknown): Payload => ({ value, issues: [] });

function wrong(value: unknown, params: Params = {}, goesOn?: boolean): Payload {
  const {
    message,
    error,
    path = [],
    abort = false,
  } = typeof params === "string" ? { error: params } : params;
  const issue = { path: [...path], message: message ?? error ?? "Invalid input" };
  return { value, issues: [goesOn === undefined ? issue : { ...issue, goesOn: goesOn && !abort }] };
}

const isStopped = ({ issues, isOver }: Payload) =>
  isOver === true || issues.some(({ goesOn }) => goesOn !== true);

/** Zod measures a value whose type was refused, too, if it has a length. */
const isMeasured = ({ value, issues }: Payload) =>
  lengthOf(value) !== undefined && issues.every(({ goesOn }) => goesOn !== false);

function lengthOf(value: unknown): number | undefined {
  return typeof value === "string"
    ? [...value].length
    : (value as { length?: number } | null | undefined)?.length;
}

/** A schema of zod's, with the methods that the contract uses. */
class Schema {
  private readonly start: Run;
  private readonly checks: readonly Check[];
  readonly missing: Missing;

  constructor(start: Run, missing: Missing = "never", checks: readonly Check[] = []) {
    this.start = start;
    this.missing = missing;
    this.checks = checks;
  }

  run(value: unknown): Payload {
    const payload = this.start(value);
    for (const { isDue, isRight, params } of this.checks) {
      if (isDue(payload) && !isRight(payload.value))
        payload.issues.push(...wrong(payload.value, params, true).issues);
    }
    return payload;
  }

  safeParse(value: unknown) {
    const { value: data, issues } = this.run(value);
    if (issues.length === 0) return { success: true, data };
    return { success: false, error: Object.assign(new Error("A value is not as described."), { issues }) };
  }

  parse(value: unknown): unknown {
    const { data, error } = this.safeParse(value);
    if (error !== undefined) throw error;
    return data;
  }

  protected checked(check: Check): this {
    const copy = Object.create(Object.getPrototypeOf(this) as object) as this;
    return Object.assign(copy, this, { checks: [...this.checks, check] });
  }

  refine(isRight: (value: never) => boolean, params: Params = {}): this {
    return this.checked({
      isDue: (payload) => !isStopped(payload),
      isRight: isRight as Check["isRight"],
      params,
    });
  }

  regex(pattern: RegExp, params?: Params): this {
    return this.refine((text) => pattern.test(text), params);
  }

  min(least: number, params: Params = {}): this {
    return this.checked({ isDue: isMeasured, isRight: (value) => lengthOf(value)! >= least, params });
  }

  max(most: number, params: Params = {}): this {
    return this.checked({ isDue: isMeasured, isRight: (value) => lengthOf(value)! <= most, params });
  }

  pipe(next: Schema): Schema {
    return new Schema((value) => {
      const first = this.run(value);
      return first.issues.length === 0 ? next.run(first.value) : { ...first, isOver: true };
    }, this.missing);
  }

  transform(change: (value: never) => unknown): Schema {
    return this.pipe(new Schema((value) => right(change(value as never))));
  }

  nullable(): Schema {
    return new Schema((value) => (value === null ? right(value) : this.run(value)), this.missing);
  }

  optional(): Schema {
    if (this.missing === "filled") return this;
    return new Schema((value) => (value === undefined ? right(value) : this.run(value)), "stays");
  }

  default(filling: unknown): Schema {
    return new Schema((value) => {
      if (value !== undefined) return this.run(value);
      return right(Array.isArray(filling) ? [...(filling as unknown[])] : filling);
    }, "filled");
  }
}

class NumberSchema extends Schema {
  override min(least: number, params?: Params): this {
    return this.refine((value) => value >= least, params);
  }

  override max(most: number, params?: Params): this {
    return this.refine((value) => value <= most, params);
  }

  int(): this {
    return this.refine(Number.isInteger, { abort: true }).refine(Number.isSafeInteger);
  }
}

class EnumSchema extends Schema {
  readonly options: readonly unknown[];

  constructor(options: readonly unknown[]) {
    super((value) => (options.includes(value) ? right(value) : wrong(value)));
    this.options = options;
  }
}

class ObjectSchema extends Schema {
  readonly shape: Shape;
  private readonly isStrict: boolean;

  constructor(shape: Shape, isStrict: boolean) {
    super((value) => {
      if (!isObject(value)) return wrong(value);
      const payload = inParts(Object.keys(shape), value, (key) => shape[key]!);
      const isKnown = (key: string) => Object.hasOwn(shape, key);
      if (isStrict && !Object.keys(value).every(isKnown))
        payload.issues.push(...wrong(value, {}, true).issues);
      return payload;
    });
    this.shape = shape;
    this.isStrict = isStrict;
  }

  extend(more: Shape): ObjectSchema {
    return new ObjectSchema({ ...this.shape, ...more }, this.isStrict);
  }

  omit(keys: Record<string, true>): ObjectSchema {
    const rest = Object.entries(this.shape).filter(([key]) => !(key in keys));
    return new ObjectSchema(Object.fromEntries(rest), this.isStrict);
  }

  partial(): ObjectSchema {
    const parts = Object.entries(this.shape).map(([key, part]) => [key, part.optional()] as const);
    return new ObjectSchema(Object.fromEntries(parts), this.isStrict);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inParts(
  keys: readonly string[],
  value: Record<string, unknown>,
  partAt: (key: string) => Schema,
): Payload {
  const entries: [string, unknown][] = [];
  const issues: Issue[] = [];
  for (const key of keys) {
    const part = partAt(key);
    const isThere = key in value;
    const payload = part.run(value[key]);
    if (!isThere && part.missing === "stays") continue;
    issues.push(...below(key, payload.issues));
    if (isThere || payload.value !== undefined) entries.push([key, payload.value]);
  }
  return { value: Object.fromEntries(entries), issues };
}

const below = (key: PropertyKey, issues: readonly Issue[]) =>
  issues.map((issue) => ({ ...issue, path: [key, ...issue.path] }));

/** Of the ways to read a value the first that fits; none fits, but one goes on: what is wrong is told by that one. */
function union(ways: readonly Schema[]): Schema {
  return new Schema((value) => {
    const payloads = ways.map((way) => way.run(value));
    const near = payloads.filter((payload) => !isStopped(payload));
    const fit = payloads.find(({ issues }) => issues.length === 0);
    return fit ?? (near.length === 1 ? near[0]! : wrong(value));
  });
}

function record(keys: Schema, values: Schema): Schema {
  return new Schema((value) => {
    if (!isObject(value)) return wrong(value);
    const own = Object.keys(value).filter((key) => key !== "__proto__");
    const known = own.filter((key) => keys.safeParse(key).success);
    const payload = inParts(known, value, () => values);
    if (known.length < own.length) payload.issues.push(...wrong(value, {}, true).issues);
    return payload;
  });
}

const ofType = (type: string) => (value: unknown) => (typeof value === type ? right(value) : wrong(value));

const asNumber = (value: unknown) => (Number.isFinite(value) ? right(value) : wrong(value));

const string = () => new Schema(ofType("string"));

const uuid =
  /^(?:[\da-fA-F]{8}-[\da-fA-F]{4}-[1-8][\da-fA-F]{3}-[89abAB][\da-fA-F]{3}-[\da-fA-F]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/;

const moment = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function isMoment(text: string): boolean {
  if (!moment.test(text)) return false;
  const [year, month, day] = text.split(/\D/).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
}

/**
 * Stands for zod in the built screens: with what the contract uses of it, so that a first load is 12 kB lighter (decision 64).
 * A test holds it to zod, schema by schema.
 */
export const z = {
  string,
  boolean: () => new Schema(ofType("boolean")),
  number: () => new NumberSchema(asNumber),
  null: () => new EnumSchema([null]),
  literal: (values: unknown) => new EnumSchema(Array.isArray(values) ? values : [values]),
  enum: (values: readonly string[]) => new EnumSchema(values),
  array: (part: Schema) =>
    new Schema((value) => {
      if (!Array.isArray(value)) return wrong(value);
      const payloads = value.map((item) => part.run(item));
      return {
        value: payloads.map((payload) => payload.value),
        issues: payloads.flatMap(({ issues }, index) => below(index, issues)),
      };
    }),
  object: (shape: Shape) => new ObjectSchema(shape, false),
  strictObject: (shape: Shape) => new ObjectSchema(shape, true),
  record,
  partialRecord: record,
  union,
  discriminatedUnion: (key: string, ways: readonly ObjectSchema[]) =>
    new Schema((value) => {
      if (!isObject(value)) return wrong(value);
      const way = ways.find(({ shape }) => shape[key]!.safeParse(value[key]).success);
      return way === undefined ? wrong(value, { path: [key] }) : way.run(value);
    }),
  uuid: () => string().regex(uuid),
  email: ({ pattern, error }: { pattern: RegExp; error: string }) => string().regex(pattern, error),
  url: () =>
    string()
      .refine((text) => URL.canParse(text))
      .transform((text: string) => text.trim()),
  iso: { datetime: () => string().refine(isMoment) },
  coerce: { number: () => new NumberSchema((value) => asNumber(Number(value))) },
};
