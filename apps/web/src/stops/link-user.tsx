import styles from "./link-user.module.css";

/** So many characters fit into a line of the narrowest screen. */
const fitting = 30;

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
          <span className={email.length <= fitting ? styles.whole : styles.address}>
            (<bdi dir="ltr">{email}</bdi>)
          </span>
        </>
      )}
    </>
  );
}
