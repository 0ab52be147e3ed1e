import { buttonClass } from "@latchkey/ui/button-class.ts";
import { SoloPage } from "@latchkey/ui/solo-page.tsx";
import { Link } from "react-router-dom";
import { PageTitle } from "../shared/page-title.tsx";

/** What stands at an address that no page has. */
export function Component() {
  return (
    <SoloPage
      title="There is no page at this address"
      lead="Check the address, or start again from the start page."
    >
      <PageTitle>Not found</PageTitle>
      <Link className={buttonClass({ variant: "primary", size: "large", wide: true })} to="/">
        Go to the start page
      </Link>
    </SoloPage>
  );
}
