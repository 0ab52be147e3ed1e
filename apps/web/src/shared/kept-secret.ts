/** The one copy of a secret that this page has. Whoever needs it reads it here and keeps nothing of what was read. */
export type KeptSecret = {
  /** Tells this one from others. */
  id: string;
  /** The secret; empty once it is forgotten. */
  read: () => string;
  /** Whoever still holds this, as closures and earlier renders do, holds nothing from now on. */
  forget: () => void;
};

/** Keeps a secret where neither React nor a cache sees more of it than the way to it. */
export function keepSecret(id: string, secret: string): KeptSecret {
  let kept = secret;
  return {
    id,
    read: () => kept,
    forget() {
      kept = "";
    },
  };
}
