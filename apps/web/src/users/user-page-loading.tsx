import { Card } from "@latchkey/ui/card.tsx";
import { Loading } from "@latchkey/ui/loading.tsx";
import { Skeleton } from "@latchkey/ui/skeleton.tsx";
import { PageTitle } from "../shared/page-title.tsx";
import styles from "./user-page.module.css";

/** The record's shape while it is being loaded. */
export function UserPageLoading() {
  return (
    <Loading label="Loading the user">
      <PageTitle>User</PageTitle>
      <div className={styles.head}>
        <Skeleton shape="avatar" />
        <Skeleton width="quarter" />
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Card>
            <div className={styles.column}>
              <Skeleton width="quarter" />
              <Skeleton shape="control" />
              <Skeleton shape="control" />
              <Skeleton shape="control" />
            </div>
          </Card>
          <Card>
            <div className={styles.column}>
              <Skeleton width="quarter" />
              <Skeleton shape="control" />
            </div>
          </Card>
        </div>
        <div className={styles.column}>
          <Card>
            <div className={styles.column}>
              <Skeleton width="half" />
              <Skeleton width="most" />
              <Skeleton width="most" />
            </div>
          </Card>
        </div>
      </div>
    </Loading>
  );
}
