import { PageTitle } from "../shared/page-title.tsx";

/** User. */
export function Component() {
  return (
    <>
      <PageTitle>User</PageTitle>
      <h1 tabIndex={-1}>User</h1>
    </>
  );
}
