import { buttonClass } from "@latchkey/ui/button-class.ts";
import { Link } from "react-router-dom";
import { useMessages } from "../languages/use-messages.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { PublicPage } from "../shared/public-page.tsx";

/** What stands at an address that no page has. */
export function Component() {
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
