import { useLayoutEffect, useRef, useState } from "react";
import { isProblem } from "./problem-type.ts";
import { refreshScreen } from "./refresh-screen.ts";
import { announceSignInNeeded } from "./session-events.ts";

type SensitiveMutationOptions<Reply, Sent> = {
  mutationFn: (sent: Sent) => Promise<Reply>;
  /** `refreshes: false`: what is on screen is not asked again after success, as when the session ends with it. */
  meta?: { refreshes?: false };
  onSuccess?: (reply: Reply, sent: Sent) => unknown;
  onError?: (error: Error, sent: Sent) => unknown;
};

type SensitiveMutation<Sent> = {
  mutate: (sent: Sent) => void;
  isPending: boolean;
  error: Error | null;
  /** Forgets an error, and what is under way: its callbacks still come. */
  reset: () => void;
};

const idle = { isPending: false, error: null };

/**
 * A mutation that carries a password or a token, going out or coming back. React Query would keep both readable for minutes;
 * this one keeps neither, and the pages of mailed links load without React Query.
 */
export function useSensitiveMutation<Reply, Sent = void>(
  options: SensitiveMutationOptions<Reply, Sent>,
): SensitiveMutation<Sent> {
  const [state, setState] = useState<{ isPending: boolean; error: Error | null }>(idle);
  const turn = useRef(0);
  const running = useRef(false);
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });

  async function run(sent: Sent) {
    // Known at once, while `isPending` shows only after the second half of a double click.
    if (running.current) return;
    running.current = true;
    const ownTurn = (turn.current += 1);
    const show = (next: typeof state) => turn.current === ownTurn && setState(next);
    const finish = () => {
      if (turn.current === ownTurn) running.current = false;
    };
    show({ isPending: true, error: null });
    let reply: Reply;
    try {
      reply = await latest.current.mutationFn(sent);
    } catch (thrown) {
      finish();
      const error = thrown as Error;
      if (isProblem(error, "not-signed-in")) announceSignInNeeded();
      show({ isPending: false, error });
      latest.current.onError?.(error, sent);
      return;
    }
    // The button stays busy until what is on screen is true.
    if (latest.current.meta?.refreshes !== false) await refreshScreen();
    finish();
    show(idle);
    latest.current.onSuccess?.(reply, sent);
  }

  function reset() {
    turn.current += 1;
    running.current = false;
    setState(idle);
  }

  return { ...state, mutate: (sent) => void run(sent), reset };
}
