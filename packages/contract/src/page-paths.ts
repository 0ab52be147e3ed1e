/** Every page of the screens, as the router writes them. What is not listed answers 404, and the screens say so. */
export const pagePaths = [
  "/",
  "/setup",
  "/sign-in",
  "/forgot-password",
  "/reset-password",
  "/stop",
  "/change-password",
  "/profile",
  "/users",
  "/users/new",
  "/users/:userId",
  "/templates",
  "/templates/layout",
  "/templates/:key",
  "/mail",
  "/mail/:messageId",
] as const;
