/**
 * Validators that are written out as text name what they need of ajv by `require`. Lowered schemas need nothing of it: texts
 * are counted and values compared by our own keywords.
 */
export function requireForValidators(name: string): never {
  throw new Error(`compiled validators ask for ${name}`);
}
