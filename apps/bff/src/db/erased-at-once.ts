/** Housekeeping erases or forgets at most so many rows of a table in one statement: more would hold up everybody else. */
export const erasedAtOnce = 500;
