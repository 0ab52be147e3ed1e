import { useLoaderData, useNavigate } from "react-router-dom";
import { sessionQuery } from "../sessions/queries.ts";
import { queryClient } from "../shared/query-client.ts";
import { Component as SignInPage, type loader } from "../sign-in/sign-in-page.tsx";

export { loader } from "../sign-in/sign-in-page.tsx";

/** The sign-in page for whoever comes to it from another page. */
export function Component() {
  const navigate = useNavigate();
  return (
    <SignInPage
      {...useLoaderData<typeof loader>()}
      leave={navigate}
      onSignedIn={(session) => {
        // Nothing that an earlier person saw may be shown to this one.
        queryClient.clear();
        queryClient.setQueryData(sessionQuery.queryKey, session);
      }}
    />
  );
}
