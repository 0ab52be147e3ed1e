import styles from "./link-user.module.css";

/** Whom a mailed link is for, inside a sentence: the user name and the masked address, each in its own direction. */
export function LinkUser({ userName, email }: { userName: string; email: string | null }) {
  return (
    <>
      <strong>
        <bdi>{userName}</bdi>
      </strong>
      {email === null ? null : (
        <>
          {" "}
          <span className={styles.address}>
            (<bdi dir="ltr">{email}</bdi>)
          </span>
        </>
      )}
    </>
  );
}
