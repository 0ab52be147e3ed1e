import type { Session } from "@latchkey/contract/sessions.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link, Outlet, useLoaderData } from "react-router-dom";
import { useMessages } from "../languages/use-messages.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";
import { queryClient } from "../shared/query-client.ts";
import { sessionQuery } from "../sessions/queries.ts";

/** Who looks. */
export function loader(): Promise<Session | null> {
  return queryClient.query(sessionQuery);
}

/** What stands at an address that no page has: inside the shell for whoever sees it elsewhere, a page of its own for others. */
export function Component() {
  const session = useLoaderData<Session | null>();
  return session === null || session.mustChangePassword ? <NotFound /> : <Outlet />;
}

function NotFound() {
  const say = useMessages();
  return (
    <PublicPage title={say("notFound.title")} lead={say("notFound.lead")}>
      <PageTitle>{say("notFound.name")}</PageTitle>
      <Link className={buttonClass({ variant: "primary", size: "large", wide: true })} to="/">
        {say("startPage")}
      </Link>
    </PublicPage>
  );
}
