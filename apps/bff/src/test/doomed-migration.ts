import { migrations } from "../db/migrate.ts";

/**
 * Gives this process a migration that no other program knows and that spoils everything: a server that dies in it must leave
 * the database as it was.
 */
export function expectDoomedMigration(): void {
  migrations["9999-of-the-crash-suite"] = async (db) => {
    await db.schema.alterTable("users").addColumn("ofTheCrashSuite", "text").execute();
    await db.schema.dropTable("auditEvents").execute();
    await db.schema.alterTable("messages").dropColumn("reason").execute();
  };
}
