/** Every time zone that this system knows by the region that it is in (ISO 3166-1); made when it is asked for first. */
let regions: ReadonlyMap<string, string> | null = null;

/** The region that a time zone (IANA) is in; null for one that is in none, as UTC is, or where nobody can tell. */
export function regionOfZone(timeZone: string): string | null {
  regions ??= readRegions();
  // Zones that were renamed are known by one of their names.
  const usual = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  return regions.get(timeZone) ?? regions.get(usual) ?? null;
}

function readRegions(): Map<string, string> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const zones = new Map<string, string>();
  for (const region of pairsOfLetters()) {
    if (names.of(region) === undefined) continue;
    const locale: ZonedLocale = new Intl.Locale(`und-${region}`);
    // Regions that were renamed or divided come back under another name.
    if (locale.region !== region) continue;
    for (const zone of locale.getTimeZones?.() ?? []) zones.set(zone, region);
  }
  return zones;
}

/** As Unicode CLDR has it (Intl Locale Info); the types do not know it everywhere. */
type ZonedLocale = Intl.Locale & { getTimeZones?: () => string[] | undefined };

function pairsOfLetters(): string[] {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((first) => letters.map((second) => first + second));
}
