/** Closes a union: the compiler proves that no case is left, and a wrong cast at an edge fails loudly. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
