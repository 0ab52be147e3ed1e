import * as audit from "./audit.ts";
import * as linksInHand from "./links-in-hand.ts";
import * as mail from "./mail.ts";
import * as passwordChangeLinks from "./password-change-links.ts";
import * as passwords from "./passwords.ts";
import * as recoveries from "./recoveries.ts";
import type { RouteDescription } from "./route.ts";
import * as sessions from "./sessions.ts";
import * as settings from "./settings.ts";
import * as setup from "./setup.ts";
import * as signIn from "./sign-in.ts";
import * as stops from "./stops.ts";
import * as templates from "./templates.ts";
import * as users from "./users.ts";

/** What a room's file exports beside its schemas: the routes. */
type RoutesOf<Room> = {
  [Name in keyof Room as Room[Name] extends RouteDescription ? Name : never]: Room[Name];
};

function routesOf<Room extends object>(room: Room): RoutesOf<Room> {
  const isRoute = ([, value]: [string, unknown]) =>
    typeof value === "object" && value !== null && "method" in value && "path" in value;
  return Object.fromEntries(Object.entries(room).filter(isRoute)) as RoutesOf<Room>;
}

/** Every route of the product, by the name under which its room exports it. The server does not compile until each has its verb. */
export const routes = {
  ...routesOf(audit),
  ...routesOf(settings),
  ...routesOf(sessions),
  ...routesOf(mail),
  ...routesOf(templates),
  ...routesOf(passwords),
  ...routesOf(stops),
  ...routesOf(passwordChangeLinks),
  ...routesOf(recoveries),
  ...routesOf(linksInHand),
  ...routesOf(users),
  ...routesOf(signIn),
  ...routesOf(setup),
};

/** The name of a route, and of the verb that answers it. */
export type RouteName = keyof typeof routes;
