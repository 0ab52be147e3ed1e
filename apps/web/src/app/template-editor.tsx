import { templateNames, type TemplateKey } from "@latchkey/contract/template-names.ts";
import { buttonClass } from "@latchkey/ui/button-class.ts";
import { EmptyState } from "@latchkey/ui/empty-state.tsx";
import { Link, type LoaderFunctionArgs, useParams, useSearchParams } from "react-router-dom";
import { useSession } from "../sessions/use-session.ts";
import { PageTitle } from "../shared/page-title.tsx";
import { languageIn, loadTemplatePage, TemplatePage } from "../templates/template-page.tsx";

const isKey = (key: string): key is TemplateKey => key in templateNames;

/** Begins to fetch the template in the language that the address names. */
export async function loader({ request, params: { key = "" } }: LoaderFunctionArgs): Promise<null> {
  if (isKey(key)) await loadTemplatePage(key, languageIn(new URL(request.url).searchParams));
  return null;
}

/** The editor of a template, which learns here whose own address a test mail goes to. */
export function Component() {
  const { key = "" } = useParams();
  const [search] = useSearchParams();
  const { user } = useSession();
  if (!isKey(key)) return <NoSuchTemplate />;
  return <TemplatePage templateKey={key} locale={languageIn(search)} ownAddress={user.email} />;
}

function NoSuchTemplate() {
  return (
    <>
      <PageTitle>There is nothing here</PageTitle>
      <h1 tabIndex={-1}>There is nothing here</h1>
      <EmptyState
        title="No template has this address"
        action={
          <Link className={buttonClass({ variant: "primary" })} to="/templates">
            Go to Template Manager
          </Link>
        }
      >
        Check it, or find the template in the list.
      </EmptyState>
    </>
  );
}
