import type { ComponentType } from "react";
import {
  createBrowserRouter,
  type LoaderFunctionArgs,
  type MiddlewareFunction,
  type RouteObject,
  useLoaderData,
} from "react-router-dom";
import type { Permission } from "@latchkey/contract/permissions.ts";
import { ErrorPage, ErrorPanel } from "./error-page.tsx";
import { FirstLoad } from "./first-load.tsx";
import { Root } from "./root.tsx";

type Guard = "requireSession" | "requireTemporaryPassword";

// Guards know of sessions and queries, which a mailed link opens without.
const loadGuards = () => import("./guards.ts");
const guard =
  (name: Guard): MiddlewareFunction =>
  async (args, next) =>
    (await loadGuards())[name](args, next);
const needs =
  (permission: Permission): MiddlewareFunction =>
  async (args) =>
    (await loadGuards()).requirePermission(permission, args);

/** A page of a mailed link, which gets what it shows without the router where it is opened first. */
const fromLoader = <Loaded extends object>(page: {
  loader: () => Promise<Loaded>;
  Component: ComponentType<Loaded>;
}) => ({
  loader: page.loader,
  Component: () => <page.Component {...(useLoaderData() as Loaded)} />,
});

/** Every page of the application. Each loads by itself, so that a mailed link opens without the console. */
const routes: RouteObject[] = [
  {
    Component: Root,
    // What goes wrong around the pages; without it the router would show the stack of the error.
    ErrorBoundary: ErrorPage,
    HydrateFallback: FirstLoad,
    children: [
      {
        ErrorBoundary: ErrorPage,
        children: [
          { path: "setup", lazy: () => import("../setup/setup-page.tsx") },
          { path: "sign-in", lazy: () => import("./routed-sign-in.tsx") },
          { path: "forgot-password", lazy: () => import("../recoveries/forgot-password-page.tsx") },
          {
            path: "reset-password",
            lazy: async () => fromLoader(await import("../recoveries/reset-password-page.tsx")),
          },
          { path: "stop", lazy: async () => fromLoader(await import("../stops/stop-page.tsx")) },
          {
            lazy: () => import("./signed-in.tsx"),
            children: [
              {
                path: "change-password",
                middleware: [guard("requireTemporaryPassword")],
                loader: async (args: LoaderFunctionArgs) => (await loadGuards()).readSession(args),
                lazy: () => import("../sign-in/change-password-page.tsx"),
              },
              {
                middleware: [guard("requireSession")],
                lazy: () => import("./shell.tsx"),
                children: [
                  {
                    ErrorBoundary: ErrorPanel,
                    children: [
                      {
                        index: true,
                        loader: async (args: LoaderFunctionArgs) => (await loadGuards()).goHome(args),
                      },
                      { path: "profile", lazy: () => import("../sign-in/profile-page.tsx") },
                      {
                        middleware: [needs("use console")],
                        lazy: () => import("./console.tsx"),
                        children: [
                          {
                            path: "users",
                            middleware: [needs("read users")],
                            lazy: () => import("../users/users-page.tsx"),
                          },
                          {
                            path: "users/new",
                            middleware: [needs("edit users")],
                            handle: { parent: { name: "Users", path: "/users" } },
                            lazy: () => import("../users/new-user-page.tsx"),
                          },
                          {
                            path: "users/:userId",
                            middleware: [needs("read users")],
                            handle: { parent: { name: "Users", path: "/users" } },
                            lazy: () => import("../users/user-page.tsx"),
                          },
                          {
                            path: "templates",
                            middleware: [needs("edit templates")],
                            lazy: () => import("../templates/templates-page.tsx"),
                          },
                          {
                            path: "templates/layout",
                            middleware: [needs("edit templates")],
                            handle: { parent: { name: "Template Manager", path: "/templates" } },
                            lazy: () => import("../templates/layout-page.tsx"),
                          },
                          {
                            path: "templates/:key",
                            middleware: [needs("edit templates")],
                            handle: { parent: { name: "Template Manager", path: "/templates" } },
                            lazy: () => import("../templates/template-page.tsx"),
                          },
                          {
                            path: "mail",
                            middleware: [needs("read mail")],
                            lazy: () => import("../mail/mail-page.tsx"),
                          },
                          {
                            path: "mail/:messageId",
                            middleware: [needs("read mail")],
                            handle: { parent: { name: "Mail", path: "/mail" } },
                            lazy: () => import("../mail/message-page.tsx"),
                          },
                          {
                            path: "settings",
                            middleware: [needs("edit settings")],
                            lazy: () => import("../settings/settings-page.tsx"),
                          },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
          {
            lazy: () => import("./not-found-page.tsx"),
            children: [
              {
                lazy: () => import("./signed-in.tsx"),
                children: [
                  {
                    lazy: () => import("./shell.tsx"),
                    children: [{ path: "*", lazy: () => import("./not-found-panel.tsx") }],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
];

/** Opens the page whose address stands in the browser, and all that follow. */
export function openRouter() {
  const showFragment = hideFragment();
  const router = createBrowserRouter(routes);
  showFragment();
  return router;
}

/**
 * Takes the fragment out of the address for as long as the router reads it: the router remembers addresses, and the fragment
 * of a mailed link is its secret. Returns the way to put it back, for the page to read and for loading it again.
 */
function hideFragment(): () => void {
  let address = window.location.href;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return () => {
    window.history.replaceState(window.history.state, "", address);
    address = "";
  };
}
