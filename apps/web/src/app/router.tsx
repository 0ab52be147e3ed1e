import { createBrowserRouter } from "react-router-dom";
import { ErrorPage, ErrorPanel } from "./error-page.tsx";
import {
  goHome,
  readSession,
  requireAdministrator,
  requireSession,
  requireTemporaryPassword,
} from "./guards.ts";
import { FirstLoad, Root } from "./root.tsx";

/** Every page of the application. Each loads by itself, so that a mailed link opens without the console. */
export const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: ErrorPage,
    HydrateFallback: FirstLoad,
    children: [
      { path: "setup", lazy: () => import("../setup/setup-page.tsx") },
      { path: "sign-in", lazy: () => import("../sessions/sign-in-page.tsx") },
      { path: "forgot-password", lazy: () => import("../passwords/forgot-password-page.tsx") },
      { path: "reset-password", lazy: () => import("../passwords/reset-password-page.tsx") },
      {
        lazy: () => import("./signed-in.tsx"),
        children: [
          {
            path: "change-password",
            middleware: [requireTemporaryPassword],
            loader: readSession,
            lazy: () => import("../passwords/change-password-page.tsx"),
          },
          {
            middleware: [requireSession],
            lazy: () => import("./shell.tsx"),
            children: [
              {
                ErrorBoundary: ErrorPanel,
                children: [
                  { index: true, loader: goHome },
                  { path: "profile", lazy: () => import("../sessions/profile-page.tsx") },
                  {
                    middleware: [requireAdministrator],
                    children: [
                      { path: "users", lazy: () => import("../users/users-page.tsx") },
                      {
                        path: "users/new",
                        handle: { parent: { name: "Users", path: "/users" } },
                        lazy: () => import("../users/new-user-page.tsx"),
                      },
                      {
                        path: "users/:userId",
                        handle: { parent: { name: "Users", path: "/users" } },
                        lazy: () => import("./user-record.tsx"),
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
      { path: "*", lazy: () => import("./not-found-page.tsx") },
    ],
  },
]);
