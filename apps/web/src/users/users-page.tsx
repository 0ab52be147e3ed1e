import { PageTitle } from "../shared/page-title.tsx";

/** Users. */
export function Component() {
  return (
    <>
      <PageTitle>Users</PageTitle>
      <h1 tabIndex={-1}>Users</h1>
    </>
  );
}
