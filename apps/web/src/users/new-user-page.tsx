import { PageTitle } from "../shared/page-title.tsx";

/** Create User. */
export function Component() {
  return (
    <>
      <PageTitle>Create User</PageTitle>
      <h1 tabIndex={-1}>Create User</h1>
    </>
  );
}
