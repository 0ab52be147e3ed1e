import { canonicalEmail } from "@latchkey/contract/email-address.ts";
import type { Language } from "@latchkey/contract/languages.ts";
import { canonicalUserName } from "@latchkey/contract/user-name.ts";
import type { UserFields } from "@latchkey/contract/users.ts";
import type { System } from "../ctx.ts";
import { nameSkeleton } from "@latchkey/contract/name-skeleton.ts";
import type { Tx } from "../db/transaction.ts";
import { addMinutes } from "../ports/clock.ts";
import { hashToken } from "../ports/hasher.ts";
import { newId, newToken } from "../ports/random.ts";
import { ownTurn } from "../ports/turns.ts";
import { insertRecovery } from "../recoveries/recovery-row.ts";
import { insertUser } from "../users/create-user.ts";

/** First name, last name, language and time zone, so that lists and mails can be tried with all kinds of names. */
const people: [string, string, Language, string][] = [
  ["Jane", "Okafor", "en", "Europe/London"],
  ["Amélie", "Brandt", "fr", "Europe/Paris"],
  ["Kenji", "Ito", "ja", "Asia/Tokyo"],
  ["Lucía", "Márquez", "es", "Europe/Madrid"],
  ["Priya", "Desai", "en", "Asia/Kolkata"],
  ["Sam", "Wilde", "en", "America/New_York"],
  ["Thi", "Nguyen", "en", "Asia/Ho_Chi_Minh"],
  ["Jürgen", "Weiß", "de", "Europe/Berlin"],
  ["Fatima", "al-Zahra", "ar", "Asia/Dubai"],
  ["Wei", "Zhang", "zh-Hans", "Asia/Shanghai"],
  ["Olena", "Kovalenko", "uk", "Europe/Kyiv"],
  ["Mehmet", "Yılmaz", "tr", "Europe/Istanbul"],
  ["Zofia", "Wiśniewska", "pl", "Europe/Warsaw"],
  ["Giulia", "D'Amico", "it", "Europe/Rome"],
  ["João", "Conceição", "pt", "Europe/Lisbon"],
  ["Sanne", "van den Berg", "nl", "Europe/Amsterdam"],
  ["Noah", "Andersson", "en", "Europe/Stockholm"],
  ["Chiara", "Rossi", "it", "Europe/Rome"],
  ["Mateo", "Fernández", "es", "America/Bogota"],
  ["Aiko", "Tanaka", "ja", "Asia/Tokyo"],
  ["Ravi", "Krishnamurthy", "en", "Asia/Kolkata"],
  ["Beatriz", "Almeida", "pt", "America/Sao_Paulo"],
  ["Lars", "Østergaard", "en", "Europe/Copenhagen"],
  ["Élodie", "Lefèvre", "fr", "Europe/Brussels"],
  ["Omar", "Haddad", "ar", "Africa/Cairo"],
  ["Hanna", "Müller", "de", "Europe/Vienna"],
  ["Dmytro", "Shevchenko", "uk", "Europe/Kyiv"],
  ["Ayşe", "Demir", "tr", "Europe/Istanbul"],
  ["Piotr", "Zieliński", "pl", "Europe/Warsaw"],
  ["Li", "Na", "zh-Hans", "Asia/Shanghai"],
  ["Grace", "Mwangi", "en", "Africa/Nairobi"],
  ["Tom", "de Vries", "nl", "Europe/Amsterdam"],
  ["Siobhán", "O'Brien", "en", "Europe/Dublin"],
  ["Carlos", "Peña", "es", "America/Mexico_City"],
  ["Yuki", "Sato", "ja", "Asia/Tokyo"],
  ["Marie-Louise", "Dubois", "fr", "Europe/Paris"],
  ["Khadija", "Benali", "ar", "Africa/Casablanca"],
  ["Björn", "Jónsson", "en", "Atlantic/Reykjavik"],
  ["Elif", "Şahin", "tr", "Europe/Istanbul"],
  ["Marek", "Dvořák", "en", "Europe/Prague"],
  ["Ananya", "Sharma", "en", "Asia/Kolkata"],
  ["Liam", "Walsh", "en", "Europe/Dublin"],
  ["Isabella", "Ricci", "it", "Europe/Rome"],
  ["Pedro", "Santos", "pt", "America/Sao_Paulo"],
  ["Femke", "Jansen", "nl", "Europe/Amsterdam"],
  ["Iryna", "Bondar", "uk", "Europe/Kyiv"],
  ["Stefan", "Krüger", "de", "Europe/Berlin"],
  ["Camille", "Petit", "fr", "Europe/Paris"],
  ["Hiroshi", "Watanabe", "ja", "Asia/Tokyo"],
  ["Nadia", "Kaczmarek", "pl", "Europe/Warsaw"],
  ["Ethan", "Clarke", "en", "Australia/Sydney"],
  ["Sofía", "Gutiérrez", "es", "America/Argentina/Buenos_Aires"],
  ["Yusuf", "Kaya", "tr", "Europe/Istanbul"],
  ["Chen", "Jing", "zh-Hans", "Asia/Shanghai"],
  ["Layla", "Mansour", "ar", "Asia/Riyadh"],
  ["Jonas", "Fischer", "de", "Europe/Zurich"],
  ["Amara", "Diallo", "fr", "Africa/Dakar"],
  ["Viktor", "Nowak", "pl", "Europe/Warsaw"],
  ["Maximiliana-Theodora", "von Hohenstein-Schwarzenberg", "de", "Europe/Berlin"],
  ["Ida", "Lindqvist", "en", "Europe/Helsinki"],
];

const titles = ["Field Engineer", "Accountant", "Nurse", "Teacher", "Team Lead", null];
const teams = [["Field", "EMEA"], ["Finance"], ["Support", "APAC"], []];

/** The states that the sample users are in, by turns. */
const states = [
  "password-set",
  "password-set",
  "link-pending",
  "temporary-password",
  "never-signed-in",
  "without-email",
  "inactive",
  "password-set",
] as const;

type SampleUser = { fields: UserFields; state: (typeof states)[number]; passwordHash: string | null };

/**
 * Makes 60 sample users in many states and languages; nobody knows their passwords. One whose user name
 * looks like the administrator's, or who would bear their address, is left out.
 */
export async function makeSampleUsers(
  system: System,
  administrator: { userName: string; email: string },
): Promise<SampleUser[]> {
  // One random password serves them all: it is thrown away here, and one hash costs less than sixty.
  const passwordHash = await system.hasher.hash(newToken(system.random), ownTurn);
  const samples = people.map(([firstName, lastName, language, timeZone], index): SampleUser => {
    const state = states[index % states.length]!;
    const userName = canonicalUserName(`${firstName}.${lastName}`)
      .normalize("NFKD")
      .replaceAll("ß", "ss")
      .replaceAll("ı", "i")
      .replaceAll("ł", "l")
      .replaceAll("ø", "o")
      .replaceAll(/[^a-z.-]/g, "");
    return {
      state,
      passwordHash: state === "never-signed-in" ? null : passwordHash,
      fields: {
        userName,
        salutation: null,
        firstName,
        lastName,
        title: titles[index % titles.length]!,
        email: state === "without-email" ? null : `${userName}@acme.test`,
        phone: index % 3 === 0 ? `+44 20 7946 0${String(100 + index)}` : null,
        type: "regular",
        isActive: state !== "inactive",
        teams: teams[index % teams.length]!,
        language,
        timeZone,
      },
    };
  });
  return samples.filter(
    ({ fields }) =>
      nameSkeleton(fields.userName) !== nameSkeleton(administrator.userName) &&
      (fields.email === null || canonicalEmail(fields.email) !== canonicalEmail(administrator.email)),
  );
}

/** Writes the sample users, in the transaction of the set-up. */
export async function insertSampleUsers(
  system: System,
  tx: Tx,
  samples: readonly SampleUser[],
  administratorId: string,
): Promise<void> {
  const now = system.clock.now();
  for (const [index, { fields, state, passwordHash }] of samples.entries()) {
    const userId = newId();
    await insertUser(system, tx, userId, fields);
    const signsIn = state === "password-set" || state === "link-pending" || state === "inactive";
    await tx
      .updateTable("users")
      .set({
        passwordHash,
        passwordVersion: 1,
        temporaryPasswordExpiresAt: state === "temporary-password" ? addMinutes(now, 60 * (4 + index)) : null,
        lastSignedInAt: signsIn ? addMinutes(now, -97 * (index + 1) ** 2) : null,
      })
      .where("id", "=", userId)
      .execute();
    if (state !== "link-pending") continue;
    await insertRecovery(tx, {
      id: newId(),
      userId,
      way: "link",
      askedBy: "administrator",
      createdBy: administratorId,
      createdAt: now,
      expiresAt: addMinutes(now, 24 * 60 - 7 * index),
      tokenHash: hashToken(newToken(system.random)),
      messageId: null,
    });
  }
}
