import { useMutation, type UseMutationOptions, type UseMutationResult } from "@tanstack/react-query";
import { useEffect } from "react";

/**
 * A mutation that carries a password or a token, going out or coming back. React Query would keep both readable for minutes
 * after unmount; this one forgets them at unmount. Whatever closes without unmounting calls `reset()` itself.
 */
export function useSensitiveMutation<Reply, Sent = void>(
  options: Omit<UseMutationOptions<Reply, Error, Sent>, "gcTime">,
): UseMutationResult<Reply, Error, Sent> {
  const mutation = useMutation({ ...options, gcTime: 0 });
  const { reset } = mutation;
  useEffect(() => reset, [reset]);
  return mutation;
}
